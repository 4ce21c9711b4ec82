//! Drafts an item: a detail of an error that a service sends, or what failed inside a success.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;
use core::mem;

use crate::condition::{Condition, Expected};
use crate::draft::DraftBody;
use crate::draft_value::DraftValue;
use crate::entry::Entry;
use crate::items::{ItemPart, Items};
use crate::locator::{Locator, Place, Pointer};
use crate::response_draft::{find_stated_place, list_unconditional_first};

/// What a service says of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemContents<'m> {
    /// The kind of error that it is, 0 for `Unrecognized`.
    pub kind: u16,
    /// What it is about; an empty text says nothing.
    pub target: &'m str,
    /// The text for people; an empty one says nothing.
    pub message: &'m str,
}

/// An item in the making.
struct ItemDraft<'a> {
    body: DraftBody<'a>,
    /// Places where anything at all would contradict a condition.
    absent: Vec<Place<'a>>,
}

impl<'a> Items<'a> {
    /// Drafts an item of an entry, or one that isn't recognized. Of alternatives that make it a failure, it is the first.
    ///
    /// What is put first keeps its place: the target at a place of its own, what makes it a failure, the code, the status,
    /// what tells entries apart, the message.
    #[must_use]
    pub fn draft_item(&self, entry: Option<&Entry<'a>>, contents: ItemContents<'_>) -> DraftBody<'a> {
        if self.code().is_empty() && self.message().is_empty() && self.failed().is_empty() {
            // An item that is a string is its own message.
            return DraftBody::Leaf(DraftValue::Text(contents.message.to_owned()));
        }
        let failed = self.failed().first().copied().unwrap_or_default();
        let conditions = entry.map_or(&[][..], Entry::conditions);
        let absent = failed
            .iter()
            .chain(conditions)
            .filter(|condition| condition.keeps_empty())
            .map(Condition::place)
            .collect();
        let mut draft = ItemDraft { body: DraftBody::Empty, absent };
        // Conditions and the code come first, but at a place of its own the target is shown before them.
        let taken = failed.iter().map(Condition::place).chain(self.code().iter().map(Locator::place));
        let taken: Vec<_> = taken.collect();
        let is_free =
            |place: Place<'_>| !taken.iter().any(|other| other.leads_to(&place) || place.leads_to(other));
        if !contents.target.is_empty() {
            let _ = list_unconditional_first(self.target())
                .any(|at| is_free(at.place()) && draft.put_text(at, contents.target));
        }
        // Where any value will do, the code may be it.
        let (open, stated): (Vec<_>, Vec<_>) = failed
            .iter()
            .partition(|condition| condition.expected() == Expected::Present || condition.is_negated());
        draft.fulfil(stated);
        if let Some(code) = entry.and_then(Entry::code) {
            let _ = list_unconditional_first(self.code()).any(|at| match at.cut(code.text) {
                Some(text) if text == code.text => draft.put_at(at, DraftValue::from_code(code)),
                _ => draft.put_text(at, code.text),
            });
        }
        if let Some(status) = entry.and_then(|entry| entry.statuses().representative()) {
            self.put_status_into(&mut draft, status);
        }
        let told_apart_by = find_stated_place(self.message(), conditions, contents.message);
        let _ = told_apart_by.is_some_and(|at| draft.put_text(at, contents.message));
        draft.fulfil(conditions.iter().filter(|condition| condition.needs_value()));
        if told_apart_by.is_none() && !contents.message.is_empty() {
            let _ = list_unconditional_first(self.message()).any(|at| draft.put_text(at, contents.message));
        }
        draft.fulfil(open);
        draft.body
    }

    /// Puts a status into the first item of a body.
    pub(crate) fn put_status(&self, body: &mut DraftBody<'a>, status: u16) {
        let Some(DraftBody::Array(items)) = body.find_mut(self.pointer()) else { return };
        let Some(item) = items.iter_mut().find(|item| !matches!(item, DraftBody::Empty)) else { return };
        let mut draft = ItemDraft { body: mem::replace(item, DraftBody::Empty), absent: Vec::new() };
        self.put_status_into(&mut draft, status);
        *item = draft.body;
    }

    fn put_status_into(&self, draft: &mut ItemDraft<'a>, status: u16) {
        let _ = self
            .locators(ItemPart::Status)
            .iter()
            .any(|at| at.is_whole() && draft.put_at(at, DraftValue::Number(status.to_string())));
    }

    /// Returns whether a place is in one of the items.
    pub(crate) fn holds(&self, place: Place<'_>) -> bool {
        let tokens = |pointer: Pointer<'a>| pointer.tokens().count();
        place.pointer().is_some_and(|pointer| {
            let shared = self.pointer().tokens().zip(pointer.tokens());
            pointer.tokens().count() > tokens(self.pointer())
                && shared
                    .into_iter()
                    .all(|(own, other)| own == other || own == Pointer::EACH || other == Pointer::EACH)
        })
    }

    /// Puts items into a body, each into the container in which it is found again.
    ///
    /// Where the last list is an object, what an item is about is its name, or that of the container that it is in.
    pub fn put_items<'m>(
        &self,
        body: &mut DraftBody<'a>,
        items: impl Iterator<Item = (ItemContents<'m>, DraftBody<'a>)>,
    ) {
        let items: Vec<_> = items.collect();
        let are_named = self.are_named() && items.iter().any(|(contents, _)| !contents.target.is_empty());
        let way: Vec<_> = self.pointer().tokens().collect();
        let last_list = way.iter().rposition(|token| token == Pointer::EACH);
        let (before, after) = match last_list.filter(|_| are_named) {
            Some(list) => (&way[..list], Some(&way[list + 1..])),
            None => (&way[..], None),
        };
        let Some(container) = body.enter_all(before) else { return };
        if !are_named {
            container.push_all(items.into_iter().map(|(_, item)| item));
            return;
        }
        // Every name comes once, so that only what was there before has to be searched for it.
        let known = container.count_members();
        for (name, named) in group_by_target(items, |(contents, _)| contents.target) {
            let mut named = named.into_iter().map(|(_, item)| item);
            let Some(member) = container.enter_named(name, known) else { return };
            let Some(after) = after else {
                member.fill(named.next().unwrap_or(DraftBody::Empty));
                continue;
            };
            if let Some(list) = member.enter_all(after) {
                list.push_all(named);
            }
        }
    }
}

/// Groups items by what they are about, in the order in which each target came first.
pub(crate) fn group_by_target<'m, T>(
    items: impl IntoIterator<Item = T>,
    find_target: impl Fn(&T) -> &'m str,
) -> Vec<(&'m str, Vec<T>)> {
    let (mut groups, mut indexes) = (Vec::<(&str, Vec<T>)>::new(), BTreeMap::new());
    for item in items {
        let target = find_target(&item);
        let index = *indexes.entry(target).or_insert(groups.len());
        match groups.get_mut(index) {
            Some((_, group)) => group.push(item),
            None => groups.push((target, vec![item])),
        }
    }
    groups
}

impl<'a> ItemDraft<'a> {
    fn fulfil<'c>(&mut self, conditions: impl IntoIterator<Item = &'c Condition<'a>>)
    where
        'a: 'c,
    {
        for condition in conditions {
            if let Some(value) = DraftValue::from_condition(condition) {
                self.put(condition.place(), value);
            }
        }
    }

    /// Puts a text so that the locator cuts it out again.
    fn put_text(&mut self, at: &Locator<'a>, text: &str) -> bool {
        at.write_text(text).is_some_and(|text| self.put_at(at, DraftValue::Text(text)))
    }

    /// Puts a value where a locator finds it: where its conditions hold.
    fn put_at(&mut self, at: &Locator<'a>, value: DraftValue) -> bool {
        let is_put = self.put(at.place(), value);
        if is_put {
            self.fulfil(at.when().iter().filter(|condition| condition.needs_value()));
        }
        is_put
    }

    /// Puts a value at a place that is free; an item has no header fields.
    fn put(&mut self, place: Place<'a>, value: DraftValue) -> bool {
        let is_absent = self.absent.iter().any(|absent| absent.leads_to(&place));
        place.pointer().is_some_and(|pointer| !is_absent && self.body.put(pointer, value))
    }
}
