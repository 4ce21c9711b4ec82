//! Merges rows about one error, and leaves out those that are about none.

use std::collections::{HashMap, HashSet};

use errspec_spec::notation::format_class;

use crate::merge::MergedRow;
use crate::row::Row;
use crate::statuses::DraftStatuses;
use crate::success::is_success;

/// Returns the rows, each code and status once and the retired ones last, and remarks on what was left out.
pub(crate) fn deduplicate_rows(found: Vec<Row>) -> (Vec<Row>, Vec<String>) {
    let mut todos = Vec::new();
    let mut kept = Vec::new();
    for mut row in found {
        let is_success = is_success(&row);
        row.clean_up();
        let reason = match () {
            () if is_success => "left out, as it is no error",
            () if !row.is_identified() && row.describe_source().is_empty() => continue,
            () if !row.is_identified() => "left out, as it has no code and no status",
            () => {
                kept.push(row);
                continue;
            }
        };
        todos.push(row.locate_remark(&format!("{reason}: {}", row.describe_source())));
    }
    // Merged apart, so that a retired row never becomes a part of a live one.
    let (retired, live) = kept.into_iter().partition(Row::is_retired);
    let (mut settled, retired) = (merge_rows(live), merge_rows(retired));
    let codes: HashSet<_> = settled.iter().filter_map(Row::code).map(str::to_owned).collect();
    let (both, gone): (Vec<_>, Vec<_>) =
        retired.into_iter().partition(|row| row.code().is_some_and(|code| codes.contains(code)));
    let both = both.iter().map(|row| {
        let code = row.code().unwrap_or_default();
        let said = row.describe_source();
        row.locate_remark(&format!("`{code}` is said to be sent, and to be sent no more: {said}"))
    });
    todos.extend(both);
    settled.extend(gone);
    (settled, todos)
}

fn merge_rows(found: Vec<Row>) -> Vec<Row> {
    let mut merged = MergedRows::default();
    for row in found {
        // A code that is here at one of several statuses already: an entry for each of the others.
        let is_known = row.list_keys().iter().any(|key| merged.by_key.contains_key(key));
        let rows = if is_known { row.split_by_status() } else { vec![row] };
        for row in rows {
            merged.add(row);
        }
    }
    merged.list.into_iter().map(|merged| merged.row).collect()
}

/// Entries, and where each code and status is among them.
#[derive(Default)]
struct MergedRows {
    list: Vec<MergedRow>,
    by_key: HashMap<RowKey, usize>,
    /// The entry of a code, if it has only one.
    by_code: HashMap<String, Option<usize>>,
}

impl MergedRows {
    fn add(&mut self, row: Row) {
        let place = row.list_keys().first().and_then(|key| self.by_key.get(key)).copied();
        let place = place.or_else(|| self.find_detailed(&row));
        let index = place.unwrap_or(self.list.len());
        self.by_key.extend(row.list_keys().into_iter().map(|key| (key, index)));
        if let Some(known) = self.list.get_mut(index) {
            return known.merge(&row);
        }
        if let Some(code) = row.code() {
            self.by_code.entry(code.to_owned()).and_modify(|of| *of = None).or_insert(Some(index));
        }
        self.list.push(MergedRow::new(row));
    }

    /// Returns the entry that a row of another table is about, too: the only one of its code, if one has no status.
    fn find_detailed(&self, row: &Row) -> Option<usize> {
        let index = (*self.by_code.get(row.code()?)?)?;
        let is_any = |of: &DraftStatuses| *of == DraftStatuses::Any;
        let known = &self.list.get(index)?.row;
        let is_elsewhere = row.is_detail || row.table != known.table;
        (is_elsewhere && (is_any(&row.statuses) || is_any(&known.statuses))).then_some(index)
    }
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
        let lines = [&mut self.meaning, &mut self.message, &mut self.user_message, &mut self.group];
        for text in lines {
            *text = text.take().map(|text| collapse_spaces(&text)).filter(|text| !text.is_empty());
        }
        for texts in [&mut self.causes, &mut self.guidance] {
            *texts = texts.iter().map(|text| clean_text(text)).filter(|text| !text.is_empty()).collect();
        }
        self.causes = self.causes.iter().map(|text| collapse_spaces(text)).collect();
        if let DraftStatuses::Listed(list) = &mut self.statuses {
            let mut seen = HashSet::new();
            list.retain(|status| seen.insert(*status));
        }
        if let (Some(_), DraftStatuses::Class(class)) = (&self.code, &self.statuses) {
            let class = format_class(*class);
            self.remark(&format!("list its statuses; `{class}` can't stand beside a code"));
            self.statuses = DraftStatuses::Any;
        }
    }

    /// Returns all that is known of it, for a remark.
    fn describe_source(&self) -> String {
        let texts = [self.code(), self.meaning.as_deref()];
        if self.source.is_empty() {
            texts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
        } else {
            self.source.to_string()
        }
    }
}

fn collapse_spaces(text: &str) -> String {
    clean_text(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn clean_text(text: &str) -> String {
    let is_text = |c: &char| !c.is_control() || *c == '\n' || *c == '\t';
    text.chars().filter(is_text).collect::<String>().trim().to_owned()
}
