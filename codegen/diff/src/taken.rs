//! Lists the responses that an entry takes in the newer version and didn't take in the older.

use errspec_data::{Condition, Entry, Expected};
use errspec_spec::Arena;

use crate::codes::list_added_codes;
use crate::conditions::{Difference, compare_conditions, list_values};

/// Responses that an entry takes now and didn't before.
#[derive(Clone, Copy)]
pub(crate) struct TakenResponses<'a> {
    /// The number of the entry in the newer version.
    pub(crate) kind: u16,
    /// The code that is found now.
    pub(crate) code: Option<&'a str>,
    /// The code that was found before.
    pub(crate) old_code: Option<&'a str>,
    /// What holds for them.
    pub(crate) conditions: &'a [Condition<'a>],
}

impl<'a> TakenResponses<'a> {
    /// Lists the responses of an entry, which is new.
    pub(crate) fn list_all(kind: u16, entry: &Entry<'a>) -> Vec<Self> {
        let take = |code| Self { kind, code, old_code: code, conditions: entry.conditions() };
        list_codes_or_none(entry).into_iter().map(take).collect()
    }

    /// Lists the responses that an entry takes by a further code or by a wider condition.
    pub(crate) fn list_further(arena: &'a Arena, kind: u16, old: &Entry<'a>, new: &Entry<'a>) -> Vec<Self> {
        let mut taken = Vec::new();
        let conditions = new.conditions();
        // A first code is no addition: the entry is another one for those who send and read it.
        if old.code().is_some() {
            let codes = list_added_codes(old, new).map(Some);
            taken.extend(codes.map(|code| Self { kind, code, old_code: code, conditions }));
        }
        if compare_conditions(old.conditions(), conditions) == Difference::Widened {
            for conditions in list_wider_conditions(arena, old.conditions(), conditions) {
                let take = |code| Self { kind, code, old_code: code, conditions };
                taken.extend(list_codes_or_none(new).into_iter().map(take));
            }
        }
        taken
    }

    /// Lists the responses of an entry whose code wasn't found.
    pub(crate) fn list_found(kind: u16, entry: &Entry<'a>) -> Vec<Self> {
        let take = |code| Self { kind, code: Some(code), old_code: None, conditions: entry.conditions() };
        entry.codes().map(|code| take(code.text)).collect()
    }
}

fn list_codes_or_none<'a>(entry: &Entry<'a>) -> Vec<Option<&'a str>> {
    let codes: Vec<_> = entry.codes().map(|code| Some(code.text)).collect();
    if codes.is_empty() { vec![None] } else { codes }
}

/// Lists what holds for the responses that conditions take now: for each condition that has further values, all of them
/// with only those values of that one.
fn list_wider_conditions<'a>(
    arena: &'a Arena,
    old: &[Condition<'a>],
    new: &[Condition<'a>],
) -> Vec<&'a [Condition<'a>]> {
    let mut wider = Vec::new();
    for (index, condition) in new.iter().enumerate() {
        let place = condition.place();
        let old = old.iter().find(|old| old.place().is_same(&place)).and_then(list_values);
        let (Some(old), Some(mut values)) = (old, list_values(condition)) else { continue };
        values.retain(|value| !old.contains(value));
        if !values.is_empty() && !condition.is_negated() {
            let conditions = &mut *arena.alloc_slice_copy(new);
            conditions[index] = Condition::new(place, Expected::OneOf(arena.alloc_slice_copy(&values)));
            wider.push(&*conditions);
        }
    }
    wider
}
