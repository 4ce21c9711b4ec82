//! Lists changes of catalogs with what `errspec-diff` has to say about each, and what they do to generated Rust.
//!
//! The tests judge every row by `errspec-diff`; `semver/compare` has the same rows judged by cargo-semver-checks and by
//! clients of the older version.

use errspec_diff::Bump;

use crate::{catalog, catalog_with};

mod catalog_keys;
mod conditions;
mod entries;
mod envelope;
mod fields;
mod further_codes;
mod hints;
mod identity;
mod items;

/// Two versions of a catalog, and how the change between them is to be judged.
#[derive(Clone, Debug)]
pub struct CatalogChange {
    /// The name, which is also that of a Rust module.
    pub name: &'static str,
    /// The older version.
    pub old: String,
    /// The newer version.
    pub new: String,
    /// What is found: the rules and their messages, in order.
    pub found: Vec<(&'static str, &'static str)>,
    /// The bump that the generated Rust needs: none if its interface stays as it is.
    pub rust: Bump,
    /// Why the rules ask for more than that.
    pub reason: Option<&'static str>,
}

/// Lists all changes; their names are unique.
#[must_use]
pub fn list_changes() -> Vec<CatalogChange> {
    [
        entries::list_changes(),
        identity::list_changes(),
        further_codes::list_changes(),
        conditions::list_changes(),
        fields::list_changes(),
        hints::list_changes(),
        envelope::list_changes(),
        items::list_changes(),
        catalog_keys::list_changes(),
    ]
    .concat()
}

impl CatalogChange {
    fn between(name: &'static str, old: String, new: String) -> Self {
        Self { name, old, new, found: Vec::new(), rust: Bump::None, reason: None }
    }

    /// Makes a change of the list of entries.
    fn of_entries(name: &'static str, old: &[&str], new: &[&str]) -> Self {
        let list = |entries: &[&str]| catalog(&format!("- {}\n", entries.join("\n- ")));
        Self::between(name, list(old), list(new))
    }

    /// Makes a change of one entry, of which all but the meaning is given.
    fn of_entry(name: &'static str, old: &str, new: &str) -> Self {
        let [old, new] = [old, new].map(|keys| format!("{{ meaning: It is gone., {keys} }}"));
        Self::of_entries(name, &[&old], &[&new])
    }

    /// Makes a change of the fields of an entry.
    fn of_fields(name: &'static str, old: &str, new: &str) -> Self {
        let [old, new] = [old, new].map(|fields| format!("code: gone, retry: never, fields: {{ {fields} }}"));
        Self::of_entry(name, &old, &new)
    }

    /// Makes a change of the envelope.
    fn of_envelope(name: &'static str, old: &str, new: &str) -> Self {
        let envelope = "{ code: /code, message: /error }";
        let [old, new] = [old, new].map(|keys| catalog_with("").replace(envelope, &format!("{{ {keys} }}")));
        Self::between(name, old, new)
    }

    /// Makes a change of a key beside the entries.
    fn of_key(name: &'static str, old: &str, new: &str) -> Self {
        Self::between(name, catalog_with(old), catalog_with(new))
    }

    /// Adds what is found.
    fn finds(mut self, rule: &'static str, message: &'static str) -> Self {
        self.found.push((rule, message));
        self
    }

    /// Sets the bump that the generated Rust needs.
    fn needs(mut self, rust: Bump) -> Self {
        self.rust = rust;
        self
    }

    /// Sets why the rules ask for more than the generated Rust needs.
    fn because(mut self, reason: &'static str) -> Self {
        self.reason = Some(reason);
        self
    }
}
