//! Merges rows about one error into an entry.

use std::collections::HashSet;

use crate::row::Row;
use crate::statuses::DraftStatuses;
use crate::yaml;

/// An entry, to which rows about the same error are added.
pub(crate) struct MergedRow {
    pub(crate) row: Row,
    /// Its texts, so that none is there twice. Looking through lists would take long where all rows have one code.
    known: HashSet<String>,
}

impl MergedRow {
    pub(crate) fn new(row: Row) -> Self {
        let texts = [row.meaning.as_slice(), &row.causes, &row.guidance, &row.todos];
        let known = texts.into_iter().flatten().cloned().collect();
        Self { row, known }
    }

    /// Adds what another row says about the same error. What the entry can't hold becomes a remark.
    pub(crate) fn merge(&mut self, other: &Row) {
        let before = self.known.len();
        self.merge_texts(other);
        for (key, known, more) in [
            ("message", &mut self.row.message, &other.message),
            ("user_message", &mut self.row.user_message, &other.user_message),
            ("docs", &mut self.row.docs, &other.docs),
            ("group", &mut self.row.group, &other.group),
            ("name", &mut self.row.name, &other.name),
        ] {
            let Some(more) = more else { continue };
            if known.as_ref().is_some_and(|known| known != more) {
                self.row.todos.push(other.locate_remark(&format!("its `{key}` is also said to be `{more}`")));
            } else {
                *known = Some(more.clone());
            }
        }
        match (&self.row.retry, &other.retry) {
            (Some(known), Some(retry)) if known != retry => {
                let said = format!("its `retry` is also said to be `{}`", yaml::write_inline(retry));
                self.row.todos.push(other.locate_remark(&said));
            }
            (None, Some(_)) => self.row.retry.clone_from(&other.retry),
            _ => {}
        }
        for (key, value) in other.more.clone() {
            if !self.row.more.iter().any(|(known, _)| *known == key) {
                self.row.more.push((key, value));
            }
        }
        if self.row.statuses == DraftStatuses::Any {
            self.row.statuses.clone_from(&other.statuses);
        }
        if !other.is_detail && !other.place.is_empty() && self.known.len() > before {
            let said = "merged, as it has the code and the status of this entry";
            self.row.todos.push(other.locate_remark(said));
        }
    }

    /// Keeps the first meaning; that of another row is a cause, and that of a section advice.
    fn merge_texts(&mut self, other: &Row) {
        if self.row.meaning.is_none() {
            self.known.extend(other.meaning.clone());
            self.row.meaning.clone_from(&other.meaning);
        }
        let meaning = other.meaning.iter();
        let texts = if other.is_detail { &mut self.row.guidance } else { &mut self.row.causes };
        texts.extend(meaning.filter(|text| self.known.insert((*text).clone())).cloned());
        for (texts, more) in [
            (&mut self.row.causes, &other.causes),
            (&mut self.row.guidance, &other.guidance),
            (&mut self.row.todos, &other.todos),
        ] {
            texts.extend(more.iter().filter(|text| self.known.insert((*text).clone())).cloned());
        }
    }
}
