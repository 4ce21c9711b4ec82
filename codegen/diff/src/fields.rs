//! Compares the fields of an entry, which are the members of a struct in Rust.

use std::collections::HashMap;

use errspec_codegen::text::format_code;
use errspec_data::{Entry, Field};
use errspec_spec::make_field_identifier;

use crate::change::FoundChange;
use crate::conditions::{Difference, compare_locators};
use crate::notation::{from_to, write_locator};
use crate::rule::{
    CONDITION_ORDER, FIELD_ADDED, FIELD_MOVED, FIELD_ORDER, FIELD_REMOVED, FIELD_SENSITIVE, FIELD_TYPE,
};

/// The fields of both versions of an entry, paired by their names in Rust.
pub(crate) struct FieldPairs<'f, 'a> {
    pub(crate) kept: Vec<(&'f Field<'a>, &'f Field<'a>)>,
    added: Vec<&'f Field<'a>>,
    removed: Vec<&'f Field<'a>>,
    is_reordered: bool,
}

impl<'f, 'a> FieldPairs<'f, 'a> {
    pub(crate) fn find(old: &'f [Field<'a>], new: &'f [Field<'a>]) -> Self {
        let mut new_fields: HashMap<_, _> = new.iter().enumerate().map(key_by_identifier).collect();
        let (mut kept, mut removed, mut positions) = (Vec::new(), Vec::new(), Vec::new());
        for old in old {
            let Some((position, new)) = new_fields.remove(&make_field_identifier(old.name())) else {
                removed.push(old);
                continue;
            };
            kept.push((old, new));
            positions.push(position);
        }
        let mut added: Vec<_> = new_fields.into_values().collect();
        added.sort_by_key(|(position, _)| *position);
        Self {
            kept,
            added: added.into_iter().map(|(_, field)| field).collect(),
            removed,
            is_reordered: !positions.is_sorted(),
        }
    }
}

fn key_by_identifier<'f, 'a>((position, field): (usize, &'f Field<'a>)) -> (String, (usize, &'f Field<'a>)) {
    (make_field_identifier(field.name()), (position, field))
}

pub(crate) fn compare_fields(old: &Entry<'_>, new: &Entry<'_>) -> Vec<FoundChange> {
    let pairs = FieldPairs::find(old.fields(), new.fields());
    let mut found = Vec::new();
    for (old, new) in &pairs.kept {
        found.extend(compare_field(old, new));
    }
    // An entry has a struct only while it has fields.
    let with_struct = |is_first: bool, entry: &Entry<'_>| {
        if is_first { format!(", and with it the struct `{}`", entry.name()) } else { String::new() }
    };
    for (index, removed) in pairs.removed.iter().enumerate() {
        let suffix = with_struct(new.fields().is_empty() && index == 0, old);
        found.push((&FIELD_REMOVED, format!("field {} is gone{suffix}", format_code(removed.name()))));
    }
    for (index, added) in pairs.added.iter().enumerate() {
        let suffix = with_struct(old.fields().is_empty() && index == 0, new);
        found.push((&FIELD_ADDED, format!("field {} is new{suffix}", format_code(added.name()))));
    }
    if pairs.is_reordered {
        found.push((&FIELD_ORDER, "fields are in another order".to_owned()));
    }
    found
}

fn compare_field(old: &Field<'_>, new: &Field<'_>) -> Vec<FoundChange> {
    let mut found = Vec::<FoundChange>::new();
    let name = format_code(old.name());
    if old.value_type() != new.value_type() {
        let change = from_to(old.value_type().name(), new.value_type().name());
        found.push((&FIELD_TYPE, format!("field {name}: {change}")));
    }
    let rule = match compare_locators(&[old.at()], &[new.at()]) {
        Difference::None => None,
        Difference::Order => Some(&CONDITION_ORDER),
        Difference::Widened | Difference::Other => Some(&FIELD_MOVED),
    };
    let change = || from_to(&write_locator(&old.at()), &write_locator(&new.at()));
    found.extend(rule.map(|rule| (rule, format!("field {name}: at {}", change()))));
    if old.is_sensitive() != new.is_sensitive() {
        let state = if new.is_sensitive() { "sensitive" } else { "no longer sensitive" };
        found.push((&FIELD_SENSITIVE, format!("field {name} is {state}")));
    }
    found
}
