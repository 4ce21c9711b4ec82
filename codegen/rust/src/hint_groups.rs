//! Groups the statuses of an entry by what is to be done at them.

use errspec_data::{RetryHint, Statuses};
use errspec_spec::notation::format_class;
use errspec_spec::{CatalogEntry, Spec};

/// Statuses of an entry at which the same is to be done.
#[derive(Clone, Debug)]
pub struct HintGroup<'a> {
    hint: RetryHint<'a>,
    statuses: GroupStatuses<'a>,
}

#[derive(Clone, Debug)]
enum GroupStatuses<'a> {
    Listed(Vec<u16>),
    /// All that the entry has.
    All(Statuses<'a>),
    /// All of a class that no other group lists.
    Rest(Statuses<'a>),
}

impl<'a> HintGroup<'a> {
    /// Returns the hint in force at the first of the statuses.
    #[must_use]
    pub fn hint(&self) -> RetryHint<'a> {
        self.hint
    }

    /// Returns the statuses; those of other groups may be among them, if they are listed there.
    #[must_use]
    pub fn statuses(&self) -> Statuses<'_> {
        match &self.statuses {
            GroupStatuses::Listed(listed) => collect_statuses(listed),
            GroupStatuses::All(statuses) | GroupStatuses::Rest(statuses) => *statuses,
        }
    }

    /// Describes the statuses as people list them, such as `502 or 503`.
    #[must_use]
    pub fn describe_statuses(&self) -> String {
        match self.statuses {
            GroupStatuses::Rest(Statuses::Class(class)) => format!("any other {}", format_class(class)),
            _ => describe_statuses(self.statuses()),
        }
    }
}

fn collect_statuses(listed: &[u16]) -> Statuses<'_> {
    match listed {
        [only] => Statuses::One(*only),
        several => Statuses::Several(several),
    }
}

/// Groups the statuses of an entry by what is to be done.
///
/// There are several groups where the entry has no hint of its own and the retry table tells its statuses apart.
#[must_use]
pub fn group_hints_in_force<'a>(spec: &Spec<'a>, entry: &CatalogEntry<'a>) -> Vec<HintGroup<'a>> {
    let statuses = entry.data().statuses();
    if statuses.is_listed() {
        return group_statuses(spec, entry, statuses.listed());
    }
    let hint = find_stated_hint(spec, entry);
    let stated = spec.retry().statuses().iter().map(|(status, _)| *status);
    let in_class =
        stated.filter(|status| matches!(statuses, Statuses::Class(_)) && statuses.contains(*status));
    let differing = in_class
        .filter(|status| spec.retry_hint(entry, Some(*status)) != hint.resolve_for_status(Some(*status)));
    let mut groups = group_statuses(spec, entry, differing);
    let rest = if groups.is_empty() { GroupStatuses::All(statuses) } else { GroupStatuses::Rest(statuses) };
    groups.push(HintGroup { hint: hint.resolve_for_status(statuses.representative()), statuses: rest });
    groups
}

/// Finds the hint of an entry with a class, or with any status, as the catalog states it for all of them.
pub(crate) fn find_stated_hint<'a>(spec: &Spec<'a>, entry: &CatalogEntry<'a>) -> RetryHint<'a> {
    let stated = entry.data().own_retry().or_else(|| match entry.data().statuses() {
        Statuses::Class(class) => spec.retry().class_hint(class),
        _ => spec.retry().default_hint(),
    });
    stated.unwrap_or_else(RetryHint::never)
}

fn group_statuses<'a>(
    spec: &Spec<'a>,
    entry: &CatalogEntry<'a>,
    statuses: impl Iterator<Item = u16>,
) -> Vec<HintGroup<'a>> {
    let mut groups = Vec::<(RetryHint<'a>, Vec<u16>)>::new();
    for status in statuses {
        let hint = spec.retry_hint(entry, Some(status));
        match groups.iter_mut().find(|(other, _)| other.strategy() == hint.strategy()) {
            Some((_, listed)) => listed.push(status),
            None => groups.push((hint, vec![status])),
        }
    }
    let groups = groups.into_iter();
    groups.map(|(hint, listed)| HintGroup { hint, statuses: GroupStatuses::Listed(listed) }).collect()
}

/// Describes statuses as people list them, such as `502 or 503`.
#[must_use]
pub fn describe_statuses(statuses: Statuses<'_>) -> String {
    match statuses {
        Statuses::Any => "any status".to_owned(),
        Statuses::Class(class) => format!("any {}", format_class(class)),
        Statuses::One(_) | Statuses::Several(_) => join_statuses(&statuses.listed().collect::<Vec<_>>()),
    }
}

pub(crate) fn join_statuses(statuses: &[u16]) -> String {
    let words: Vec<_> = statuses.iter().map(u16::to_string).collect();
    match &words[..] {
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => words.concat(),
    }
}
