//! Gives errors and APIs names that Rust can have, each once.

use std::collections::HashSet;

use errspec_data::Statuses;
use errspec_spec::{is_usable_name, make_variant_name};

use crate::row::Row;

/// Gives a name to each row whose own is taken or can't be made, and to no other. `taken` are the names of other errors.
pub(crate) fn assign_names(rows: &mut [Row], mut taken: HashSet<String>) {
    for (index, row) in rows.iter_mut().enumerate() {
        let made = row.statuses.make_variant_name(row.code()).filter(|name| is_usable_name(name));
        let name = match row.name.take() {
            // A retired entry has no variant, so its name takes none.
            given if row.is_retired() => given,
            given => Some(find_free_name(given.or_else(|| made.clone()), row, index + 1, &mut taken)),
        };
        row.name = name.filter(|name| Some(name) != made.as_ref());
    }
}

/// Returns the name that is wanted, if it is free, else one that is nearly it.
fn find_free_name(
    wanted: Option<String>,
    row: &mut Row,
    number: usize,
    taken: &mut HashSet<String>,
) -> String {
    let with_status = wanted.iter().filter_map(|name| Some(format!("{name}{}", row.statuses.first()?)));
    let mut choices = wanted.clone().into_iter().chain(with_status.collect::<Vec<_>>());
    let name = choices.find(|name| !taken.contains(name)).unwrap_or_else(|| {
        let name = wanted.map_or_else(|| "Unnamed".to_owned(), |name| name + "No");
        row.todos.push(format!("give it a better name than `{name}{number}`"));
        format!("{name}{number}")
    });
    taken.insert(name.clone());
    name
}

/// Returns the name of an API with a title: `Pet Store (v2)` is `PetStoreV2`.
pub(crate) fn derive_api_name(title: &str) -> Option<String> {
    let title = title.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    make_variant_name(Some(title), Statuses::Any).filter(|name| is_usable_name(name))
}
