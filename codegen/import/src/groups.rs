//! Makes the groups of a catalog from the titles that errors were found under.

use std::collections::{HashMap, HashSet};

use crate::row::Row;
use crate::tree::DataTree;

/// Gives each row the id of its group, and returns the groups in their order.
pub(crate) fn assign_groups(rows: &mut [Row]) -> Vec<DataTree> {
    let mut ids = HashMap::<String, String>::new();
    let mut taken = HashSet::new();
    let mut groups = Vec::new();
    for row in rows {
        let Some(title) = row.group.take() else { continue };
        let id = ids.entry(title).or_insert_with_key(|title| {
            let id = make_group_id(title, &taken);
            taken.insert(id.clone());
            groups.push(make_group(&id, title.clone()));
            id
        });
        row.more.push(("group".to_owned(), DataTree::Text(id.clone())));
    }
    groups
}

/// Makes an id that no other group has: `Rate limits` is `rate_limits`.
fn make_group_id(title: &str, taken: &HashSet<String>) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("_");
    let id = if id.is_empty() { "group".to_owned() } else { id };
    // The number of groups is free soon: each id is looked up a few times at most.
    let numbers = taken.len() + 1..;
    let mut ids = std::iter::once(id.clone()).chain(numbers.map(|number| format!("{id}_{number}")));
    ids.find(|id| !taken.contains(id)).unwrap_or(id)
}

fn make_group(id: &str, title: String) -> DataTree {
    let text = |text: String| DataTree::Text(text);
    DataTree::Map(vec![("id".to_owned(), text(id.to_owned())), ("title".to_owned(), text(title))])
}
