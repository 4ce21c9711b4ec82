//! Compares the codes of an entry, of which the first is sent.

use errspec_codegen::text::format_code;
use errspec_data::Entry;

use crate::change::FoundChange;
use crate::notation::{from_to, write_codes};
use crate::rule::{CODE_ADDED, CODE_CHANGED, CODE_FIRST, CODE_FORM, CODE_ORDER, CODE_REMOVED};

/// Compares the codes of an entry that is live in both versions.
pub(crate) fn compare_codes(old: &Entry<'_>, new: &Entry<'_>) -> Vec<FoundChange> {
    let change = || format!("`code`: {}", from_to(&write_codes(old), &write_codes(new)));
    let mut found = Vec::<FoundChange>::new();
    let (old_first, new_first) = match (old.code(), new.code()) {
        (Some(old), Some(new)) => (old, new),
        (None, None) => return found,
        _ => return vec![(&CODE_CHANGED, change())],
    };
    let is_replaced = !new.has_code(old_first.text);
    if is_replaced {
        found.push((&CODE_CHANGED, change()));
    } else if old_first.text != new_first.text {
        found.push((&CODE_FIRST, change()));
    } else if old_first.is_integer != new_first.is_integer {
        let [old, new] =
            [old_first, new_first].map(|code| if code.is_integer { "an integer" } else { "a string" });
        found.push((&CODE_FORM, format!("`code`: {old} → {new}")));
    }
    let removed = list_added_codes(new, old);
    found.extend(
        removed
            .filter(|code| *code != old_first.text)
            .map(|code| (&CODE_REMOVED, format!("code {} is gone", format_code(code)))),
    );
    let added = list_added_codes(old, new);
    found.extend(
        added
            .filter(|code| !is_replaced || *code != new_first.text)
            .map(|code| (&CODE_ADDED, format!("code {} is new", format_code(code)))),
    );
    if found.is_empty() && !old.codes().eq(new.codes()) {
        found.push((&CODE_ORDER, change()));
    }
    found
}

/// Iterates over the codes that only the newer of two entries has.
pub(crate) fn list_added_codes<'a>(old: &Entry<'_>, new: &Entry<'a>) -> impl Iterator<Item = &'a str> {
    new.codes().map(|code| code.text).filter(|code| !old.has_code(code))
}
