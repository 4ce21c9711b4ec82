//! Merges rows about one error, and leaves out those that are about none.

use std::collections::{HashMap, HashSet};

use errspec_data::Statuses;
use errspec_spec::make_variant_name;
use errspec_spec::notation::format_class;

use crate::row::Row;
use crate::statuses::DraftStatuses;

/// Returns the rows, each code and status once and the retired ones last, and remarks on what has neither.
pub(crate) fn deduplicate_rows(found: Vec<Row>) -> (Vec<Row>, Vec<String>) {
    // Merged apart, so that a retired row never becomes a part of a live one.
    let (retired, live) = found.into_iter().filter(|row| !is_success(row)).partition(Row::is_retired);
    let (mut settled, mut todos) = merge_rows(live);
    let (retired, more) = merge_rows(retired);
    todos.extend(more);
    let codes: HashSet<_> = settled.iter().filter_map(Row::code).map(str::to_owned).collect();
    let (both, gone): (Vec<_>, Vec<_>) =
        retired.into_iter().partition(|row| row.code().is_some_and(|code| codes.contains(code)));
    let codes = both.iter().filter_map(Row::code);
    todos.extend(codes.map(|code| format!("`{code}` is said to be sent, and to be sent no more")));
    settled.extend(gone);
    (settled, todos)
}

fn merge_rows(found: Vec<Row>) -> (Vec<Row>, Vec<String>) {
    let (mut settled, mut todos) = (Vec::<Row>::new(), Vec::new());
    let mut places = HashMap::new();
    for mut row in found {
        row.clean_up();
        if row.code.is_none() && row.statuses == DraftStatuses::Any {
            todos
                .extend(row.meaning.map(|said| format!("left out, as it has no code and no status: {said}")));
            todos.extend(row.todos);
            continue;
        }
        let known: Vec<_> = row.list_keys().iter().map(|key| places.get(key).copied()).collect();
        // A code that is here at one of several statuses already: an entry for each of the others.
        let rows = if known.iter().all(Option::is_none) { vec![row] } else { row.split_by_status() };
        for row in rows {
            let place = row.list_keys().first().and_then(|key| places.get(key)).copied();
            if let Some(known) = place.and_then(|place: usize| settled.get_mut(place)) {
                known.merge(&row);
            } else {
                places.extend(row.list_keys().into_iter().map(|key| (key, settled.len())));
                settled.push(row);
            }
        }
    }
    (settled, todos)
}

/// Returns whether a row says what a success looks like: `200` and `OK`. An API can send failures with 200, and a code.
fn is_success(row: &Row) -> bool {
    let DraftStatuses::Listed(list) = &row.statuses else {
        return matches!(row.statuses, DraftStatuses::Class(1..=3));
    };
    let is_reason = |code: &str| {
        ["ok", "success"].iter().any(|word| code.eq_ignore_ascii_case(word))
            || make_variant_name(Some(code), Statuses::Any) == row.statuses.make_variant_name(None)
    };
    list.iter().all(|status| *status < 400) && row.code().is_none_or(is_reason)
}

/// What no two errors share: the code, and a status.
type RowKey = (Option<String>, DraftStatuses);

impl Row {
    /// Returns the code with each status.
    pub(crate) fn list_keys(&self) -> Vec<RowKey> {
        let each = match &self.statuses {
            DraftStatuses::Listed(list) => {
                list.iter().map(|status| DraftStatuses::Listed(vec![*status])).collect()
            }
            other => vec![other.clone()],
        };
        each.into_iter().map(|status| (self.code().map(str::to_owned), status)).collect()
    }

    /// Returns a row for each status.
    fn split_by_status(self) -> Vec<Self> {
        let DraftStatuses::Listed(list) = &self.statuses else { return vec![self] };
        let at = |status: &u16| Self { statuses: DraftStatuses::Listed(vec![*status]), ..self.clone() };
        list.iter().map(at).collect()
    }

    /// Makes it one that a catalog can have.
    fn clean_up(&mut self) {
        let line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let filled = |text: &String| !text.is_empty();
        let text = |text: &String| text.chars().filter(|c| is_text(*c)).collect::<String>();
        self.meaning = self.meaning.as_ref().map(text).map(line).filter(filled);
        self.message = self.message.as_ref().map(text).map(line).filter(filled);
        self.guidance =
            self.guidance.iter().map(|part| text(part).trim().to_owned()).filter(filled).collect();
        if let DraftStatuses::Listed(list) = &mut self.statuses {
            let mut seen = HashSet::new();
            list.retain(|status| seen.insert(*status));
        }
        if let (Some(_), DraftStatuses::Class(class)) = (&self.code, &self.statuses) {
            let class = format_class(*class);
            self.todos.push(format!("list its statuses; `{class}` can't stand beside a code"));
            self.statuses = DraftStatuses::Any;
        }
    }

    /// Adds what another row says about the same error.
    fn merge(&mut self, other: &Self) {
        match (&self.meaning, &other.meaning) {
            (None, meaning) => self.meaning.clone_from(meaning),
            (Some(one), Some(two)) if one != two && !self.guidance.contains(two) => {
                self.guidance.push(two.clone());
            }
            _ => {}
        }
        extend_with_new(&mut self.guidance, &other.guidance);
        extend_with_new(&mut self.todos, &other.todos);
        self.retry = self.retry.take().or_else(|| other.retry.clone());
        self.message = self.message.take().or_else(|| other.message.clone());
        if self.more.is_empty() {
            self.more.clone_from(&other.more);
        }
    }
}

fn extend_with_new(texts: &mut Vec<String>, more: &[String]) {
    let new: Vec<_> = more.iter().filter(|text| !texts.contains(text)).cloned().collect();
    texts.extend(new);
}

fn is_text(c: char) -> bool {
    !c.is_control() || c == '\n' || c == '\t'
}
