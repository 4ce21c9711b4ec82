//! Finds the error that a request or a play names, and sends it at any status.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use errspec_data::{Catalog, Entry, Sending};
use errspec_spec::find_nearest;

/// A catalog whose errors are sent on demand.
pub(super) struct MockCatalog {
    catalog: &'static Catalog<'static>,
    /// The catalog as it is, but for the status with which every entry is sent.
    at_statuses: Mutex<HashMap<u16, &'static Catalog<'static>>>,
}

impl MockCatalog {
    pub(super) fn new(catalog: &'static Catalog<'static>) -> Self {
        Self { catalog, at_statuses: Mutex::default() }
    }

    pub(super) fn catalog(&self) -> &'static Catalog<'static> {
        self.catalog
    }

    /// Returns the catalog that sends every entry with a status. Each is made once and never freed; there are 900 at most.
    pub(super) fn at_status(&self, status: u16) -> &'static Catalog<'static> {
        let mut made = self.at_statuses.lock().unwrap_or_else(PoisonError::into_inner);
        made.entry(status).or_insert_with(|| {
            let send_at = |entry: &Entry<'static>| {
                let usual = entry.sending();
                let sending = Sending::new(status).with_code_at(usual.code_index(), usual.code_form());
                entry.with_sending(sending)
            };
            let entries: Vec<_> = self.catalog.entries().iter().map(send_at).collect();
            Box::leak(Box::new(self.catalog.with_entries(entries.leak())))
        })
    }

    /// Finds the kind of a variant, else of a code, else of a status, which then is the one to send. Of several with one
    /// code it is the one with the status that is asked for, else the first.
    pub(super) fn find_kind(&self, name: &str, status: Option<u16>) -> Result<(u16, Option<u16>), String> {
        if name == Catalog::UNRECOGNIZED {
            return Ok((0, status));
        }
        let entries = || (1..).zip(self.catalog.entries());
        let named = entries().find(|(_, entry)| entry.name() == name);
        let fits = |entry: &Entry<'_>| status.is_some_and(|status| entry.statuses().contains(status));
        let coded = || {
            let mut with_code = entries().filter(|(_, entry)| entry.has_code(name));
            with_code.clone().find(|(_, entry)| fits(entry)).or_else(|| with_code.next())
        };
        if let Some((kind, _)) = named.or_else(coded) {
            return Ok((kind, status));
        }
        if let Some(asked) = name.parse().ok().filter(|asked| (100..1000).contains(asked)) {
            // What has no code is the error of the status itself.
            let listed = |entry: &Entry<'_>| entry.statuses().lists(asked);
            let ranks: [&dyn Fn(&Entry<'_>) -> bool; 4] = [
                &|entry| entry.code().is_none() && listed(entry),
                &|entry| entry.code().is_none() && entry.statuses().contains(asked),
                &|entry| listed(entry),
                &|entry| entry.statuses().contains(asked),
            ];
            let found = ranks.iter().find_map(|is_meant| entries().find(|(_, entry)| is_meant(entry)));
            if let Some((kind, _)) = found {
                return Ok((kind, Some(asked)));
            }
        }
        Err(self.describe_unknown(name))
    }

    fn describe_unknown(&self, name: &str) -> String {
        let entries = self.catalog.entries().iter();
        let names = entries.flat_map(|entry| entry.codes().map(|code| code.text).chain([entry.name()]));
        let nearest = find_nearest(name, names);
        let meant = nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
        format!("no error of the catalog is called `{name}`{meant}")
    }
}
