//! Compares locators and conditions by what they find and when they hold, whatever the order in which they are written.

use errspec_data::{Alternatives, Condition, Expected, Locator};

use crate::notation::write_locators;

/// How locators or conditions differ, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Difference {
    /// They are the same.
    None,
    /// They find or take the same, but are written in another order.
    Order,
    /// They find or take what they did before, and more; what is sent stays.
    Widened,
    /// They find or take something else.
    Other,
}

/// Compares the locators of a part, of which the first that finds something counts.
pub(crate) fn compare_locators(old: &[Locator<'_>], new: &[Locator<'_>]) -> Difference {
    if old.len() > new.len() || !old.iter().zip(new).all(|(old, new)| is_same_locator(old, new)) {
        return Difference::Other;
    }
    if old.len() < new.len() {
        return Difference::Widened;
    }
    if write_locators(old) == write_locators(new) { Difference::None } else { Difference::Order }
}

/// Returns whether two locators find the same, be the conditions in another order.
fn is_same_locator(old: &Locator<'_>, new: &Locator<'_>) -> bool {
    old.with_when(&[]) == new.with_when(&[])
        && compare_conditions(old.when(), new.when()) <= Difference::Order
}

/// Compares conditions that all have to hold.
pub(crate) fn compare_conditions(old: &[Condition<'_>], new: &[Condition<'_>]) -> Difference {
    if old.len() != new.len() {
        return Difference::Other;
    }
    let mut difference = Difference::None;
    for (index, condition) in old.iter().enumerate() {
        // A place has one condition.
        let found = new.iter().position(|other| other.place().is_same(&condition.place()));
        let Some(position) = found else { return Difference::Other };
        if position != index {
            difference = difference.max(Difference::Order);
        }
        difference = difference.max(compare_expected(condition, &new[position]));
    }
    difference
}

/// Compares alternatives, of which one has to hold and the first is sent.
pub(crate) fn compare_alternatives(old: Alternatives<'_>, new: Alternatives<'_>) -> Difference {
    let (Some(old_first), Some(new_first)) = (old.first(), new.first()) else {
        return if old.len() == new.len() { Difference::None } else { Difference::Other };
    };
    let mut difference = compare_conditions(old_first, new_first);
    for (index, conditions) in old.iter().enumerate().skip(1) {
        let compared = new.iter().enumerate().map(|(position, other)| {
            let order = if position == index { Difference::None } else { Difference::Order };
            order.max(compare_conditions(conditions, other))
        });
        difference = difference.max(compared.min().unwrap_or(Difference::Other));
    }
    let is_new = |conditions: &&[Condition<'_>]| {
        old.iter().all(|other| compare_conditions(other, conditions) > Difference::Order)
    };
    if new.iter().any(is_new) { difference.max(Difference::Widened) } else { difference }
}

/// Compares what two conditions expect at the same place.
fn compare_expected(old: &Condition<'_>, new: &Condition<'_>) -> Difference {
    let (Some(old_values), Some(new_values)) = (list_values(old), list_values(new)) else {
        let is_same = (old.expected(), old.is_negated()) == (new.expected(), new.is_negated());
        return if is_same { Difference::None } else { Difference::Other };
    };
    let is_within =
        |some: &[Expected<'_>], others: &[Expected<'_>]| some.iter().all(|one| others.contains(one));
    let has_all = is_within(&old_values, &new_values);
    let is_same_set = has_all && is_within(&new_values, &old_values);
    if old.is_negated() != new.is_negated() {
        Difference::Other
    } else if old_values == new_values {
        Difference::None
    } else if old.is_negated() {
        if is_same_set { Difference::Order } else { Difference::Other }
    } else if old_values.first() != new_values.first() || !has_all {
        // The first value is the one that is sent.
        Difference::Other
    } else if is_same_set {
        Difference::Order
    } else {
        Difference::Widened
    }
}

/// Lists the values of which a condition expects one, each once; none for a condition on a part of a text.
pub(crate) fn list_values<'a>(condition: &Condition<'a>) -> Option<Vec<Expected<'a>>> {
    let values = match condition.expected() {
        Expected::OneOf(values) => values,
        one @ (Expected::Text(_) | Expected::Null) => return Some(vec![one]),
        Expected::Present | Expected::Prefix(_) | Expected::Contains(_) => return None,
    };
    let mut listed = Vec::new();
    for value in values {
        if !listed.contains(value) {
            listed.push(*value);
        }
    }
    Some(listed)
}
