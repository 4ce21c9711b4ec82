//! The entries of two versions → how they differ.

use std::collections::HashMap;

use errspec_codegen::text::format_code as code_span;
use errspec_data::{Condition, Entry, Field, Statuses};
use errspec_spec::{CatalogEntry, Life, Notice, Spec, make_field_identifier};

use crate::notation::from_to;
use crate::pairs::Pairs;
use crate::rule::{
    CODE_CHANGED, CODE_FORM, CODE_REUSED, DEPRECATION_WITHDRAWN, ENTRY_ADDED, ENTRY_DEPRECATED,
    ENTRY_REMOVED, ENTRY_RETIRED, FIELD_ADDED, FIELD_MOVED, FIELD_REMOVED, FIELD_SENSITIVE, FIELD_TYPE,
    GROUPS_CHANGED, MATCH_CHANGED, NAME_CHANGED, ORDER_CHANGED, RETIRED_ADDED, RETIRED_REMOVED, Rule,
    STATUS_CHANGED, STATUS_ORDER, TEXTS_CHANGED,
};
use crate::{Change, Subject, notation, retry};

pub(crate) fn changes<'a>(old: &'a Spec<'a>, new: &'a Spec<'a>) -> Vec<Change> {
    let pairs = Pairs::of(old, new);
    let mut changes = whole(&pairs);
    for (was, is) in &pairs.kept {
        changes.extend(Kept { old, new, was, is }.changes());
    }
    for (was, is) in &pairs.still_retired {
        changes.extend(texts(was, is, Subject::kept(was, is)));
    }
    changes.extend(order(&pairs));
    changes
}

/// Entries that came, went, or became something else.
fn whole(pairs: &Pairs<'_>) -> Vec<Change> {
    let change = Change::of_entry;
    let mut changes = Vec::new();
    changes.extend(pairs.reused.iter().map(|(was, is)| {
        let message = format!(
            "code {} is retired and used again",
            code_span(is.data().code_text().unwrap_or_default())
        );
        change(&CODE_REUSED, Subject::kept(was, is), message)
    }));
    let (removed, retired, added) = (pairs.removed.iter(), pairs.retired.iter(), pairs.added.iter());
    let (listed, dropped) = (pairs.retired_added.iter(), pairs.retired_removed.iter());
    changes.extend(removed.map(|was| change(&ENTRY_REMOVED, Subject::removed(was), "is gone".to_owned())));
    changes.extend(
        retired.map(|(was, is)| change(&ENTRY_RETIRED, Subject::kept(was, is), "is retired".to_owned())),
    );
    changes.extend(added.map(|is| change(&ENTRY_ADDED, Subject::added(is), "is new".to_owned())));
    changes.extend(
        listed.map(|is| change(&RETIRED_ADDED, Subject::added(is), "is listed as retired".to_owned())),
    );
    changes.extend(dropped.map(|was| {
        change(&RETIRED_REMOVED, Subject::removed(was), "is no longer listed as retired".to_owned())
    }));
    changes
}

/// An entry in both versions.
struct Kept<'a> {
    old: &'a Spec<'a>,
    new: &'a Spec<'a>,
    was: &'a CatalogEntry<'a>,
    is: &'a CatalogEntry<'a>,
}

impl Kept<'_> {
    fn changes(&self) -> Vec<Change> {
        let Self { old, new, was, is } = self;
        let mut changes = Vec::new();
        let mut found = |(rule, message)| changes.push(Change::of_entry(rule, self.subject(), message));
        let [old_data, new_data] = [was, is].map(|entry| entry.data());
        code(old_data, new_data).into_iter().for_each(&mut found);
        statuses(old_data.statuses(), new_data.statuses()).into_iter().for_each(&mut found);
        name(old_data, new_data).into_iter().for_each(&mut found);
        conditions(old_data.conditions(), new_data.conditions()).into_iter().for_each(&mut found);
        fields(old_data.fields(), new_data.fields()).into_iter().for_each(&mut found);
        retry::of_entry((old, was), (new, is)).into_iter().for_each(&mut found);
        deprecation(was, is).into_iter().for_each(&mut found);
        self.group().into_iter().for_each(&mut found);
        changes.extend(texts(was, is, self.subject()));
        changes
    }

    fn subject(&self) -> Subject {
        Subject::kept(self.was, self.is)
    }

    fn group(&self) -> Option<(&'static Rule, String)> {
        let id = |spec: &Spec<'_>, entry: &CatalogEntry<'_>| {
            Some(spec.groups().get(entry.group()?)?.id().to_owned())
        };
        let (was, is) = (id(self.old, self.was), id(self.new, self.is));
        let words = |id: Option<String>| id.unwrap_or_else(|| "none".to_owned());
        (was != is).then(|| (&GROUPS_CHANGED, format!("`group`: {}", from_to(&words(was), &words(is)))))
    }
}

fn code(was: &Entry<'_>, is: &Entry<'_>) -> Option<(&'static Rule, String)> {
    if was.code_text() != is.code_text() {
        let [old, new] = [was, is].map(|entry| entry.code_text().unwrap_or("none"));
        return Some((&CODE_CHANGED, format!("`code`: {}", from_to(old, new))));
    }
    let (old, new) = was.code().zip(is.code())?;
    let form = |is_integer| if is_integer { "an integer" } else { "a string" };
    let differs = old.is_integer != new.is_integer;
    differs.then(|| (&CODE_FORM, format!("`code`: {} → {}", form(old.is_integer), form(new.is_integer))))
}

fn statuses(was: Statuses<'_>, is: Statuses<'_>) -> Option<(&'static Rule, String)> {
    if was == is {
        return None;
    }
    let same = match (was, is) {
        (Statuses::Several(was), Statuses::Several(is)) => {
            was.len() == is.len() && was.first() == is.first() && was.iter().all(|status| is.contains(status))
        }
        _ => false,
    };
    let rule = if same { &STATUS_ORDER } else { &STATUS_CHANGED };
    Some((rule, format!("`status`: {}", from_to(&notation::statuses(was), &notation::statuses(is)))))
}

fn name(was: &Entry<'_>, is: &Entry<'_>) -> Option<(&'static Rule, String)> {
    (was.name() != is.name()).then(|| (&NAME_CHANGED, format!("`name`: {}", from_to(was.name(), is.name()))))
}

fn conditions(was: &[Condition<'_>], is: &[Condition<'_>]) -> Option<(&'static Rule, String)> {
    let same = was.len() == is.len() && was.iter().all(|condition| is.contains(condition));
    let [was, is] = [was, is].map(notation::conditions);
    (!same).then(|| (&MATCH_CHANGED, format!("`match`: {}", from_to(&was, &is))))
}

fn fields(was: &[Field<'_>], is: &[Field<'_>]) -> Vec<(&'static Rule, String)> {
    let mut found = Vec::<(&Rule, String)>::new();
    let [older, newer] = [was, is].map(by_ident);
    for old in was {
        let name = code_span(old.name());
        let Some(new) = newer.get(&make_field_identifier(old.name())) else {
            found.push((&FIELD_REMOVED, format!("field {name} is gone")));
            continue;
        };
        if old.value_type() != new.value_type() {
            let [old, new] = [old, *new].map(|field| field.value_type().name());
            found.push((&FIELD_TYPE, format!("field {name}: {}", from_to(old, new))));
        }
        if old.at() != new.at() {
            let [old, new] = [old, *new].map(|field| notation::locator(&field.at()));
            found.push((&FIELD_MOVED, format!("field {name}: at {}", from_to(&old, &new))));
        }
        if old.is_sensitive() != new.is_sensitive() {
            let words = if new.is_sensitive() { "sensitive" } else { "no longer sensitive" };
            found.push((&FIELD_SENSITIVE, format!("field {name} is {words}")));
        }
    }
    let added = is.iter().filter(|new| !older.contains_key(&make_field_identifier(new.name())));
    found.extend(added.map(|new| {
        let first = if was.is_empty() {
            "; the variant holds a struct now, which derefs to `ErrorResponse`"
        } else {
            ""
        };
        (&FIELD_ADDED, format!("field {} is new{first}", code_span(new.name())))
    }));
    found
}

/// The fields by what they are in Rust, where two that are written otherwise may be one.
fn by_ident<'f, 'a>(fields: &'f [Field<'a>]) -> HashMap<String, &'f Field<'a>> {
    fields.iter().map(|field| (make_field_identifier(field.name()), field)).collect()
}

fn deprecation(was: &CatalogEntry<'_>, is: &CatalogEntry<'_>) -> Option<(&'static Rule, String)> {
    match (was.deprecated(), is.deprecated()) {
        (None, Some(notice)) => {
            let instead =
                notice.replacement().map(|instead| format!(", in favour of {}", code_span(instead)));
            Some((&ENTRY_DEPRECATED, format!("is deprecated{}", instead.unwrap_or_default())))
        }
        (Some(_), None) => Some((&DEPRECATION_WITHDRAWN, "is no longer deprecated".to_owned())),
        _ => None,
    }
}

/// What people read about an entry, as one change.
fn texts(was: &CatalogEntry<'_>, is: &CatalogEntry<'_>, subject: Subject) -> Option<Change> {
    let notices = match (was.life(), is.life()) {
        (Life::Deprecated(was), Life::Deprecated(is)) | (Life::Retired(was), Life::Retired(is)) => {
            parts(was) != parts(is)
        }
        _ => false,
    };
    let (old_data, new_data) = (was.data(), is.data());
    let newer = by_ident(new_data.fields());
    let of_a_field = |differs: fn(&Field<'_>, &Field<'_>) -> bool| {
        old_data
            .fields()
            .iter()
            .any(|old| newer.get(&make_field_identifier(old.name())).is_some_and(|new| differs(old, new)))
    };
    let texts = [
        ("meaning", old_data.meaning() != new_data.meaning()),
        ("guidance", old_data.guidance() != new_data.guidance()),
        ("message", old_data.message() != new_data.message()),
        ("name of a field", of_a_field(|old, new| old.name() != new.name())),
        ("meaning of a field", of_a_field(|old, new| old.meaning() != new.meaning())),
        ("docs", was.own_docs() != is.own_docs()),
        ("since", was.since() != is.since()),
        ("notice", notices),
    ];
    let changed: Vec<_> = texts.into_iter().filter(|(_, changed)| *changed).map(|(text, _)| text).collect();
    (!changed.is_empty()).then(|| Change::of_entry(&TEXTS_CHANGED, subject, changed.join(", ")))
}

fn parts<'a>(notice: &Notice<'a>) -> [Option<&'a str>; 3] {
    [notice.since(), notice.note(), notice.replacement()]
}

/// Whether the entries of both versions stand in another order; all of them make one change.
fn order(pairs: &Pairs<'_>) -> Option<Change> {
    let message = "entries stand in another order";
    pairs.is_reordered.then(|| Change::of_catalog(&ORDER_CHANGED, message))
}
