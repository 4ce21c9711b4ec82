//! Compares two versions of a catalog: what changed, what that means for programs that decode or send errors, and which
//! part of a version number the changes need.
//!
//! Nothing here reads a file, the environment or a clock, and nothing fails: both catalogs were checked when they were
//! read. For what concerns Rust, the rules agree with cargo-semver-checks; `tests/semver` compares the two.
//!
//! ```
//! use errspec_diff::{Bump, compare_catalogs};
//! use errspec_spec::{Arena, Spec};
//!
//! let old = "
//! errspec: 1
//! api: { name: Acme }
//! envelope: { code: /code, message: /error }
//! errors:
//!   - { code: not_found, status: 404, meaning: The requested resource does not exist., retry: never }
//! ";
//! let new = format!("{old}  - {{ code: gone, status: 410, meaning: The resource was deleted., retry: never }}\n");
//! let arena = Arena::new();
//! let old = Spec::parse(&arena, "errors.yaml", old.as_bytes())?;
//! let new = Spec::parse(&arena, "errors.yaml", new.as_bytes())?;
//!
//! let changes = compare_catalogs(&old, &new);
//! assert_eq!(changes[0].rule().id(), "entry-added");
//! assert_eq!(changes[0].rule().bump(), Bump::Minor);
//! # Ok::<(), errspec_spec::Problems>(())
//! ```

use errspec_spec::Spec;

mod added;
mod catalog;
mod change;
mod codes;
mod conditions;
mod entries;
mod entry;
mod envelope;
mod fields;
mod known;
mod markdown;
mod notation;
mod pairs;
mod retry;
mod rule;
mod taken;

pub use change::{Change, ChangedEntry, ChangedText};
pub use markdown::render_changes;
pub use rule::{Bump, ChangeKind, RULES, Rule, Verdict};

/// Compares two versions of a catalog and returns all changes in the order of [`RULES`], so that those that need most
/// come first.
#[must_use]
pub fn compare_catalogs(old: &Spec<'_>, new: &Spec<'_>) -> Vec<Change> {
    let mut changes = catalog::compare_top_level(old, new);
    changes.extend(entries::compare_entries(old, new));
    changes.sort_by_key(|change| RULES.iter().position(|rule| rule.id() == change.rule().id()));
    changes
}
