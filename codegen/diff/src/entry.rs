//! The entries of two versions → how they differ.

use std::collections::HashMap;

use errspec_codegen::text::format_code as code_span;
use errspec_spec::{Condition, Entry, Field, Life, Notice, Spec, Statuses};

use crate::notation::from_to;
use crate::pairs::Pairs;
use crate::rule::{
    CODE_CHANGED, CODE_FORM, CODE_REUSED, DEPRECATION_WITHDRAWN, ENTRY_ADDED, ENTRY_DEPRECATED,
    ENTRY_REMOVED, ENTRY_RETIRED, FIELD_ADDED, FIELD_MOVED, FIELD_REMOVED, FIELD_SENSITIVE, FIELD_TYPE,
    GROUPS_CHANGED, MATCH_CHANGED, NAME_CHANGED, ORDER_CHANGED, RETIRED_ADDED, RETIRED_REMOVED, Rule,
    STATUS_CHANGED, STATUS_ORDER, TEXTS_CHANGED,
};
use crate::{Change, Subject, notation, retry};

pub(crate) fn changes(old: &Spec, new: &Spec) -> Vec<Change> {
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
        let message = format!("code {} is retired and used again", code_span(is.code().unwrap_or_default()));
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
    old: &'a Spec,
    new: &'a Spec,
    was: &'a Entry,
    is: &'a Entry,
}

impl Kept<'_> {
    fn changes(&self) -> Vec<Change> {
        let Self { old, new, was, is } = self;
        let mut changes = Vec::new();
        let mut found = |(rule, message)| changes.push(Change::of_entry(rule, self.subject(), message));
        code(was, is).into_iter().for_each(&mut found);
        statuses(was.statuses(), is.statuses()).into_iter().for_each(&mut found);
        name(was, is).into_iter().for_each(&mut found);
        conditions(was.conditions(), is.conditions()).into_iter().for_each(&mut found);
        fields(was.fields(), is.fields()).into_iter().for_each(&mut found);
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
        let id = |spec: &Spec, entry: &Entry| Some(spec.groups().get(entry.group()?)?.id().to_owned());
        let (was, is) = (id(self.old, self.was), id(self.new, self.is));
        let words = |id: Option<String>| id.unwrap_or_else(|| "none".to_owned());
        (was != is).then(|| (&GROUPS_CHANGED, format!("`group`: {}", from_to(&words(was), &words(is)))))
    }
}

fn code(was: &Entry, is: &Entry) -> Option<(&'static Rule, String)> {
    if was.code() != is.code() {
        let [old, new] = [was, is].map(|entry| entry.code().unwrap_or("none"));
        return Some((&CODE_CHANGED, format!("`code`: {}", from_to(old, new))));
    }
    let form = |entry: &Entry| if entry.code_is_integer() { "an integer" } else { "a string" };
    let differs = was.code_is_integer() != is.code_is_integer();
    differs.then(|| (&CODE_FORM, format!("`code`: {} → {}", form(was), form(is))))
}

fn statuses(was: &Statuses, is: &Statuses) -> Option<(&'static Rule, String)> {
    if was == is {
        return None;
    }
    let same = match (was, is) {
        (Statuses::Listed(was), Statuses::Listed(is)) => {
            was.len() == is.len() && was.first() == is.first() && was.iter().all(|status| is.contains(status))
        }
        _ => false,
    };
    let rule = if same { &STATUS_ORDER } else { &STATUS_CHANGED };
    Some((rule, format!("`status`: {}", from_to(&notation::statuses(was), &notation::statuses(is)))))
}

fn name(was: &Entry, is: &Entry) -> Option<(&'static Rule, String)> {
    (was.name() != is.name()).then(|| (&NAME_CHANGED, format!("`name`: {}", from_to(was.name(), is.name()))))
}

fn conditions(was: &[Condition], is: &[Condition]) -> Option<(&'static Rule, String)> {
    let same = was.len() == is.len() && was.iter().all(|condition| is.contains(condition));
    let [was, is] = [was, is].map(notation::conditions);
    (!same).then(|| (&MATCH_CHANGED, format!("`match`: {}", from_to(&was, &is))))
}

fn fields(was: &[Field], is: &[Field]) -> Vec<(&'static Rule, String)> {
    let mut found = Vec::<(&Rule, String)>::new();
    let [older, newer] = [was, is].map(by_ident);
    for old in was {
        let name = code_span(old.name());
        let Some(new) = newer.get(old.ident()) else {
            found.push((&FIELD_REMOVED, format!("field {name} is gone")));
            continue;
        };
        if old.kind() != new.kind() {
            let [old, new] = [old, *new].map(|field| field.kind().name());
            found.push((&FIELD_TYPE, format!("field {name}: {}", from_to(old, new))));
        }
        if old.at() != new.at() {
            let [old, new] = [old, *new].map(|field| notation::locator(field.at()));
            found.push((&FIELD_MOVED, format!("field {name}: at {}", from_to(&old, &new))));
        }
        if old.is_sensitive() != new.is_sensitive() {
            let words = if new.is_sensitive() { "sensitive" } else { "no longer sensitive" };
            found.push((&FIELD_SENSITIVE, format!("field {name} is {words}")));
        }
    }
    let added = is.iter().filter(|new| !older.contains_key(new.ident()));
    found.extend(added.map(|new| {
        let first =
            if was.is_empty() { "; the variant holds a struct now, which derefs to `Reply`" } else { "" };
        (&FIELD_ADDED, format!("field {} is new{first}", code_span(new.name())))
    }));
    found
}

/// The fields by what they are in Rust, where two that are written otherwise may be one.
fn by_ident(fields: &[Field]) -> HashMap<&str, &Field> {
    fields.iter().map(|field| (field.ident(), field)).collect()
}

fn deprecation(was: &Entry, is: &Entry) -> Option<(&'static Rule, String)> {
    match (was.deprecated(), is.deprecated()) {
        (None, Some(notice)) => {
            let instead = notice.instead().map(|instead| format!(", in favour of {}", code_span(instead)));
            Some((&ENTRY_DEPRECATED, format!("is deprecated{}", instead.unwrap_or_default())))
        }
        (Some(_), None) => Some((&DEPRECATION_WITHDRAWN, "is no longer deprecated".to_owned())),
        _ => None,
    }
}

/// What people read about an entry, as one change.
fn texts(was: &Entry, is: &Entry, subject: Subject) -> Option<Change> {
    let notices = match (was.life(), is.life()) {
        (Life::Deprecated(was), Life::Deprecated(is)) | (Life::Retired(was), Life::Retired(is)) => {
            parts(was) != parts(is)
        }
        _ => false,
    };
    let newer = by_ident(is.fields());
    let of_a_field = |differs: fn(&Field, &Field) -> bool| {
        was.fields().iter().any(|old| newer.get(old.ident()).is_some_and(|new| differs(old, new)))
    };
    let texts = [
        ("meaning", was.meaning() != is.meaning()),
        ("guidance", was.guidance() != is.guidance()),
        ("message", was.message() != is.message()),
        ("name of a field", of_a_field(|old, new| old.name() != new.name())),
        ("meaning of a field", of_a_field(|old, new| old.meaning() != new.meaning())),
        ("docs", was.own_docs() != is.own_docs()),
        ("since", was.since() != is.since()),
        ("notice", notices),
    ];
    let changed: Vec<_> = texts.into_iter().filter(|(_, changed)| *changed).map(|(text, _)| text).collect();
    (!changed.is_empty()).then(|| Change::of_entry(&TEXTS_CHANGED, subject, changed.join(", ")))
}

fn parts(notice: &Notice) -> [Option<&str>; 3] {
    [notice.since(), notice.note(), notice.instead()]
}

/// Whether the entries of both versions stand in another order; all of them make one change.
fn order(pairs: &Pairs<'_>) -> Option<Change> {
    let message = "entries stand in another order";
    let sorted = pairs.kept.is_sorted_by_key(|(was, _)| std::ptr::from_ref(*was));
    (!sorted).then(|| Change::of_catalog(&ORDER_CHANGED, message))
}
