//! Errors as they were found → each of them once, and remarks on what is none.

use std::collections::{HashMap, HashSet};

use errspec_spec::errspec_data::Statuses;
use errspec_spec::make_variant_name;

use crate::row::Row;
use crate::statuses::DraftStatuses;

/// The rows, each code and status once, and what is said where neither is. Those that are retired come last.
pub(crate) fn settle(found: Vec<Row>) -> (Vec<Row>, Vec<String>) {
    let (retired, live) = found.into_iter().filter(|row| !is_success(row)).partition(Row::is_retired);
    let (mut settled, mut todos) = once(live);
    let (retired, more) = once(retired);
    todos.extend(more);
    let codes: HashSet<_> = settled.iter().filter_map(Row::code).map(str::to_owned).collect();
    let (both, gone): (Vec<_>, Vec<_>) =
        retired.into_iter().partition(|row| row.code().is_some_and(|code| codes.contains(code)));
    let codes = both.iter().filter_map(Row::code);
    todos.extend(codes.map(|code| format!("`{code}` is said to be sent, and to be sent no more")));
    settled.extend(gone);
    (settled, todos)
}

fn once(found: Vec<Row>) -> (Vec<Row>, Vec<String>) {
    let (mut settled, mut todos) = (Vec::<Row>::new(), Vec::new());
    let mut places = HashMap::new();
    for mut row in found {
        row.tidy();
        if row.code.is_none() && row.statuses == DraftStatuses::Any {
            todos
                .extend(row.meaning.map(|said| format!("left out, as it has no code and no status: {said}")));
            todos.extend(row.todos);
            continue;
        }
        let known: Vec<_> = row.keys().iter().map(|key| places.get(key).copied()).collect();
        // A code that is here at one of several statuses already: an entry for each of the others.
        let rows = if known.iter().all(Option::is_none) { vec![row] } else { row.apart() };
        for row in rows {
            let place = row.keys().first().and_then(|key| places.get(key)).copied();
            if let Some(known) = place.and_then(|place: usize| settled.get_mut(place)) {
                known.add(&row);
            } else {
                places.extend(row.keys().into_iter().map(|key| (key, settled.len())));
                settled.push(row);
            }
        }
    }
    (settled, todos)
}

/// Whether a row says what a success looks like: `200` and `OK`. An API can send failures with 200, and a code.
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
type Key = (Option<String>, DraftStatuses);

impl Row {
    /// The code with each status.
    pub(crate) fn keys(&self) -> Vec<Key> {
        let each = match &self.statuses {
            DraftStatuses::Listed(list) => {
                list.iter().map(|status| DraftStatuses::Listed(vec![*status])).collect()
            }
            other => vec![other.clone()],
        };
        each.into_iter().map(|status| (self.code().map(str::to_owned), status)).collect()
    }

    /// A row a status.
    fn apart(self) -> Vec<Self> {
        let DraftStatuses::Listed(list) = &self.statuses else { return vec![self] };
        let at = |status: &u16| Self { statuses: DraftStatuses::Listed(vec![*status]), ..self.clone() };
        list.iter().map(at).collect()
    }

    /// Makes it one that a catalog can have.
    fn tidy(&mut self) {
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
            self.todos.push(format!("list its statuses; `{class}xx` can't stand beside a code"));
            self.statuses = DraftStatuses::Any;
        }
    }

    /// Adds what another row says about the same error.
    fn add(&mut self, other: &Self) {
        match (&self.meaning, &other.meaning) {
            (None, meaning) => self.meaning.clone_from(meaning),
            (Some(one), Some(two)) if one != two && !self.guidance.contains(two) => {
                self.guidance.push(two.clone());
            }
            _ => {}
        }
        extend(&mut self.guidance, &other.guidance);
        extend(&mut self.todos, &other.todos);
        self.retry = self.retry.take().or_else(|| other.retry.clone());
        self.message = self.message.take().or_else(|| other.message.clone());
        if self.more.is_empty() {
            self.more.clone_from(&other.more);
        }
    }
}

fn extend(texts: &mut Vec<String>, more: &[String]) {
    let new: Vec<_> = more.iter().filter(|text| !texts.contains(text)).cloned().collect();
    texts.extend(new);
}

fn is_text(c: char) -> bool {
    !c.is_control() || c == '\n' || c == '\t'
}
