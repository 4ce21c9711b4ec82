//! Compares where responses keep the parts of an error, the details of an error and the failures of their items.

use errspec_data::{Envelope, EnvelopePart, Format, ItemPart, Items, Locator, Place, Preset};

use crate::change::Change;
use crate::conditions::{Difference, compare_alternatives, compare_locators};
use crate::notation::{NONE, from_to, write_alternatives, write_formats, write_locators};
use crate::rule::{
    CONDITION_ORDER, DETAILS_ADDED, DETAILS_CHANGED, DETAILS_EXTENDED, DETAILS_REMOVED, ENVELOPE_CHANGED,
    ENVELOPE_EXTENDED, FAILED_2XX_CHANGED, FORMAT_ADDED, FORMAT_REMOVED, PARTIAL_ADDED, PARTIAL_CHANGED,
    PARTIAL_EXTENDED, PARTIAL_REMOVED, RETRY_VERDICT, Rule,
};

pub(crate) fn compare_envelopes(old: &Envelope<'_>, new: &Envelope<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut report = |rule: Option<&'static Rule>, key: &str, old: &str, new: &str| {
        let message = || format!("`envelope.{key}`: {}", from_to(old, new));
        changes.extend(rule.map(|rule| Change::in_catalog(rule, message())));
    };
    for part in EnvelopePart::ALL {
        let (old, new) = (old.locators(part), new.locators(part));
        report(judge_part(part, old, new), part.key(), &write_locators(old), &write_locators(new));
    }
    let (old_failed, new_failed) = (old.failed_2xx(), new.failed_2xx());
    let rule = match compare_alternatives(old_failed, new_failed) {
        Difference::None => None,
        Difference::Order => Some(&CONDITION_ORDER),
        Difference::Widened | Difference::Other => Some(&FAILED_2XX_CHANGED),
    };
    report(rule, "failed_2xx", &write_alternatives(old_failed), &write_alternatives(new_failed));
    let [old_preset, new_preset] = [old, new].map(|envelope| envelope.preset().map_or(NONE, Preset::name));
    let rule = (old_preset != new_preset).then_some(&ENVELOPE_CHANGED);
    report(rule, "preset", old_preset, new_preset);
    // One catalog can both read a further format and give one up.
    let (old_formats, new_formats) = (old.formats(), new.formats());
    let formats = [write_formats(old_formats), write_formats(new_formats)];
    let is_gone = old_formats.iter().any(|format| !new_formats.contains(format));
    report(is_gone.then_some(&FORMAT_REMOVED), "format", &formats[0], &formats[1]);
    report(adds_format(old, new).then_some(&FORMAT_ADDED), "format", &formats[0], &formats[1]);
    changes.extend(compare_details(old.details(), new.details()));
    changes
}

/// Returns whether codes are looked for at places where they weren't before.
pub(crate) fn finds_more_codes(old: &Envelope<'_>, new: &Envelope<'_>) -> bool {
    let rule = judge_part(EnvelopePart::Code, old.code(), new.code());
    adds_format(old, new) || rule.is_some_and(|rule| rule.id() == ENVELOPE_EXTENDED.id())
}

fn adds_format(old: &Envelope<'_>, new: &Envelope<'_>) -> bool {
    Format::ALL.into_iter().any(|format| new.reads(format) && !old.reads(format))
}

fn judge_part(part: EnvelopePart, old: &[Locator<'_>], new: &[Locator<'_>]) -> Option<&'static Rule> {
    match compare_locators(old, new) {
        Difference::None => None,
        Difference::Order => Some(&CONDITION_ORDER),
        _ if part == EnvelopePart::ShouldRetry => Some(&RETRY_VERDICT),
        Difference::Widened if new[old.len()..].iter().all(|at| is_addition(part, at)) => {
            Some(&ENVELOPE_EXTENDED)
        }
        Difference::Widened | Difference::Other => Some(&ENVELOPE_CHANGED),
    }
}

/// Returns whether a locator behind the others only finds what wasn't found before.
fn is_addition(part: EnvelopePart, at: &Locator<'_>) -> bool {
    match (part, at.place()) {
        // A body that is text is the message while no other part is there.
        (EnvelopePart::Message, Place::Text) => true,
        // `Retry-After` is asked first unless the list names it.
        (_, Place::Text) | (EnvelopePart::RetryAfter, Place::Header("retry-after")) => false,
        _ => true,
    }
}

fn compare_details(old: Option<&Items<'_>>, new: Option<&Items<'_>>) -> Vec<Change> {
    const RULES: ItemRules = ItemRules {
        added: &DETAILS_ADDED,
        removed: &DETAILS_REMOVED,
        extended: &DETAILS_EXTENDED,
        changed: &DETAILS_CHANGED,
    };
    compare_items(&RULES, "envelope.details", old, new)
}

pub(crate) fn compare_partials(old: Option<&Items<'_>>, new: Option<&Items<'_>>) -> Vec<Change> {
    const RULES: ItemRules = ItemRules {
        added: &PARTIAL_ADDED,
        removed: &PARTIAL_REMOVED,
        extended: &PARTIAL_EXTENDED,
        changed: &PARTIAL_CHANGED,
    };
    compare_items(&RULES, "partial", old, new)
}

/// The rules for changes of where items are.
struct ItemRules {
    added: &'static Rule,
    removed: &'static Rule,
    extended: &'static Rule,
    changed: &'static Rule,
}

fn compare_items(
    rules: &ItemRules,
    parent: &str,
    old: Option<&Items<'_>>,
    new: Option<&Items<'_>>,
) -> Vec<Change> {
    let (old, new) = match (old, new) {
        (None, None) => return Vec::new(),
        (None, Some(_)) => return vec![Change::in_catalog(rules.added, format!("`{parent}`"))],
        (Some(_), None) => return vec![Change::in_catalog(rules.removed, format!("`{parent}`"))],
        (Some(old), Some(new)) => (old, new),
    };
    let mut changes = Vec::new();
    let mut report = |rule: Option<&'static Rule>, key: &str, old: &str, new: &str| {
        let message = || format!("`{parent}.{key}`: {}", from_to(old, new));
        changes.extend(rule.map(|rule| Change::in_catalog(rule, message())));
    };
    let is_moved = old.pointer() != new.pointer();
    report(is_moved.then_some(rules.changed), "items", old.pointer().as_str(), new.pointer().as_str());
    let (old_failed, new_failed) = (old.failed(), new.failed());
    let rule = judge_items(rules, compare_alternatives(old_failed, new_failed));
    report(rule, "failed", &write_alternatives(old_failed), &write_alternatives(new_failed));
    for part in ItemPart::ALL {
        let (old, new) = (old.locators(part), new.locators(part));
        let difference = match (part, compare_locators(old, new)) {
            // An item becomes another error by what its code or its status is.
            (ItemPart::Code | ItemPart::Status, Difference::Widened) => Difference::Other,
            (_, difference) => difference,
        };
        let rule = judge_items(rules, difference);
        report(rule, part.key(), &write_locators(old), &write_locators(new));
    }
    changes
}

fn judge_items(rules: &ItemRules, difference: Difference) -> Option<&'static Rule> {
    match difference {
        Difference::None => None,
        Difference::Order => Some(&CONDITION_ORDER),
        Difference::Widened => Some(rules.extended),
        Difference::Other => Some(rules.changed),
    }
}
