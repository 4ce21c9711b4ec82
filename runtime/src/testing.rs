//! Small catalogs for tests, made the way the code generator makes them.

use std::collections::HashMap;
use std::time::Duration;

use crate::catalog::{Catalog, Condition, Envelope, Locator, Member, Place, RetryTable, search};
use crate::hint::{Hint, Strategy};

/// An entry; its number is its name.
#[derive(Clone, Copy, Default)]
pub(crate) struct Entry {
    pub(crate) code: &'static str,
    /// One below 6 is a class.
    pub(crate) statuses: &'static [u16],
    pub(crate) conditions: &'static [Condition],
    pub(crate) hint: Option<Hint>,
}

pub(crate) const fn entry(code: &'static str, statuses: &'static [u16]) -> Entry {
    Entry { code, statuses, conditions: &[], hint: None }
}

pub(crate) const fn after(seconds: u64) -> Hint {
    let strategy = Strategy::After { delay: Duration::from_secs(seconds), attempts: None };
    Hint { strategy, processed: None, throttled: None }
}

pub(crate) const NO_RETRY: RetryTable =
    RetryTable { statuses: &[], classes: &[], default: None, timeout: None, connect: None };

pub(crate) const fn leaf(key: &'static str, slot: u16) -> Member {
    Member { key, slot: Some(slot), members: &[] }
}

pub(crate) const fn at(place: Place) -> Locator {
    Locator { place, after: None, before: None, ignore: None }
}

/// `code: /code`, `message: /error`.
pub(crate) const FLAT: Envelope = Envelope {
    content_type: "application/json",
    body: Member { key: "", slot: None, members: &[leaf("code", 0), leaf("error", 1)] },
    slots: 2,
    code: &[at(Place::Body(0, "/code"))],
    message: &[at(Place::Body(1, "/error"))],
    request_id: &[],
    retry_after: &[],
    failed_2xx: &[],
};

/// Makes a catalog; the entries of a code come in the order in which they are tried.
pub(crate) fn catalog(entries: &[Entry], envelope: Envelope, retry: RetryTable) -> &'static Catalog {
    let mut tables = Tables::default();
    for entry in entries {
        tables.text(entry.code);
    }
    for entry in entries {
        tables.push(entry);
    }
    let names: Vec<_> = (0..entries.len()).map(name).chain(["Unrecognized".to_owned()]).collect();
    let coded: Vec<_> = tables.first.iter().filter(|(code, _)| !code.is_empty()).collect();
    Box::leak(Box::new(Catalog {
        api: "Acme",
        names: search(&names.iter().map(String::as_str).zip(0..).collect::<Vec<_>>()),
        codes: search(&coded.iter().map(|(code, kind)| (**code, **kind)).collect::<Vec<_>>()),
        uncoded: tables.first.get("").copied().unwrap_or(u16::MAX),
        text: tables.text.leak(),
        cuts: tables.cuts.into_iter().flat_map(u32::to_le_bytes).collect::<Vec<_>>().leak(),
        rows: tables.rows.into_iter().flatten().flat_map(u16::to_le_bytes).collect::<Vec<_>>().leak(),
        statuses: tables.statuses.leak(),
        conditions: tables.conditions.leak(),
        hints: tables.hints.leak(),
        retry,
        envelope,
        partial: None,
    }))
}

struct Tables {
    text: String,
    cuts: Vec<u32>,
    rows: Vec<[u16; 4]>,
    statuses: Vec<(u16, &'static [u16])>,
    conditions: Vec<(u16, &'static [Condition])>,
    hints: Vec<Hint>,
    first: HashMap<&'static str, u16>,
    last: HashMap<&'static str, u16>,
}

impl Default for Tables {
    fn default() -> Self {
        let (text, cuts) = (String::new(), vec![0]);
        let (rows, statuses, conditions, hints) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { text, cuts, rows, statuses, conditions, hints, first: HashMap::new(), last: HashMap::new() }
    }
}

fn name(kind: usize) -> String {
    format!("Kind{kind}")
}

impl Tables {
    fn text(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('|');
        self.cuts.push(u32::try_from(self.text.len()).unwrap());
    }

    fn push(&mut self, entry: &Entry) {
        let kind = u16::try_from(self.rows.len()).unwrap();
        for text in [&name(kind.into()), &format!("Meaning {kind}."), "", "", ""] {
            self.text(text);
        }
        let status = match entry.statuses {
            [] => 0,
            [status] => *status,
            several => {
                self.statuses.push((kind, several));
                u16::MAX
            }
        };
        if !entry.conditions.is_empty() {
            self.conditions.push((kind, entry.conditions));
        }
        let hint = entry.hint.map_or(u16::MAX, |hint| {
            self.hints.push(hint);
            u16::try_from(self.hints.len() - 1).unwrap()
        });
        self.rows.push([status, hint, u16::MAX, 0]);
        self.first.entry(entry.code).or_insert(kind);
        if let Some(previous) = self.last.insert(entry.code, kind) {
            self.rows[usize::from(previous)][2] = kind;
        }
    }
}
