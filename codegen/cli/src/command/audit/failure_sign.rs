//! Finds signs of a failure in the body of a success.

use errspec_data::{Catalog, Place};
use serde::Deserialize;
use serde_json::value::RawValue;

/// The members by which APIs say in a 200 that something failed.
#[derive(Deserialize)]
struct SignMembers<'a> {
    #[serde(borrow)]
    ok: Option<&'a RawValue>,
    #[serde(borrow)]
    success: Option<&'a RawValue>,
    #[serde(borrow)]
    error: Option<&'a RawValue>,
    #[serde(borrow)]
    errors: Option<&'a RawValue>,
}

/// Finds a sign of a failure at which the catalog doesn't look itself.
pub(super) fn find_failure_sign(catalog: &Catalog<'_>, body: &[u8]) -> Option<String> {
    // A member that is there twice, or JSON that breaks off, is no sign.
    let members: SignMembers<'_> = serde_json::from_slice(body).ok()?;
    let is_false = |json: &str| json == "false";
    let signs = [
        ("ok", members.ok, is_false as fn(&str) -> bool, "is false"),
        ("success", members.success, is_false, "is false"),
        ("error", members.error, is_something, "is there"),
        ("errors", members.errors, is_something, "is there"),
    ];
    let found = signs.into_iter().find(|(name, json, is_sign, _)| {
        json.is_some_and(|json| is_sign(json.get())) && !is_looked_at(catalog, name)
    });
    found.map(|(name, _, _, says)| format!("`/{name}` {says}"))
}

/// Returns whether a value says anything.
fn is_something(json: &str) -> bool {
    let is_empty = json.bytes().filter(|byte| !byte.is_ascii_whitespace()).count() <= 2;
    let says_nothing = is_empty && json.starts_with(['"', '[', '{']);
    !says_nothing && !matches!(json, "null" | "false" | "0")
}

/// Returns whether the catalog says of a member what it means in a success.
fn is_looked_at(catalog: &Catalog<'_>, name: &str) -> bool {
    let failed = catalog.envelope().failed_2xx().iter().copied().flatten();
    let pointers = failed.filter_map(|condition| condition.place().pointer());
    let items = catalog.partial().map(|items| Place::Body { pointer: items.pointer(), slot: Place::NO_SLOT });
    let mut pointers = pointers.chain(items.and_then(Place::pointer));
    pointers.any(|pointer| pointer.tokens().next().is_some_and(|token| token == name))
}
