//! Collects what a scan of a body finds at the places of a tree.
//!
//! Where no list leads to a place, its slot has one value, the last that was found. Below a `*` it has several, each with
//! the element of the list that it is in.

use std::borrow::Cow;
use std::ops::Range;

use errspec_data::{Member, Value};

use super::json::unescape;

/// What of a value is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// The value of a scalar; of anything else that it is there.
    Scalars,
    /// What a field is read from: the JSON as it is written.
    Fields,
}

/// A place for what is found. What has to be freed is elsewhere, so that slots are overwritten and dropped for nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Slot<'a> {
    /// Nothing was found.
    #[default]
    Absent,
    /// A value, or a part of the text.
    Found(Value<'a>),
    /// A part of the body as it is written.
    Source(&'a str),
    /// A string that is written with escapes: its number in [`OwnedFindings`].
    Unescaped(usize),
    /// What was found in the elements of a list: its number in [`OwnedFindings`].
    Several(usize),
}

/// What was found that is no part of the body.
#[derive(Debug, Default)]
pub(crate) struct OwnedFindings<'a> {
    /// The strings that are written with escapes.
    texts: Vec<String>,
    /// For each place to which a list leads what was found there, in the order of the document.
    lists: Vec<Vec<ListedSlot<'a>>>,
    /// The elements of lists that values are in.
    elements: Vec<Element>,
}

/// What was found in an element of a list.
#[derive(Debug)]
struct ListedSlot<'a> {
    element: usize,
    /// Where in the text it begins.
    start: usize,
    slot: Slot<'a>,
}

/// An element of a list through which `*` leads.
#[derive(Debug)]
struct Element {
    /// The element of the list around it.
    parent: Option<usize>,
    /// How many lists lead to it, its own included.
    depth: usize,
    /// Whether an equal member came later, which counts in its place.
    is_replaced: bool,
}

/// The name of an object's member, as it is written between its quotes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MemberName<'a> {
    pub(crate) raw: &'a str,
    pub(crate) has_escapes: bool,
}

impl<'a> MemberName<'a> {
    /// Returns the name itself.
    pub(crate) fn text(self) -> Cow<'a, str> {
        if self.has_escapes { unescape(self.raw).into() } else { self.raw.into() }
    }
}

/// What a scan found: the values by their slots, and what those refer to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Findings<'f, 'a> {
    pub(crate) slots: &'f [Slot<'a>],
    pub(crate) owned: Option<&'f OwnedFindings<'a>>,
}

impl<'f, 'a> Findings<'f, 'a> {
    pub(crate) const NONE: Findings<'static, 'static> = Findings { slots: &[], owned: None };

    /// Returns one of the values in a slot, counted from 0.
    pub(crate) fn value(&self, slot: u16, index: usize) -> Option<Value<'f>> {
        self.value_of(self.at(slot, index)?)
    }

    /// Returns what was found in a slot first, second and so on.
    pub(crate) fn at(&self, slot: u16, index: usize) -> Option<Slot<'a>> {
        match *self.slots.get(usize::from(slot))? {
            Slot::Absent => None,
            Slot::Several(list) => self.list(list).get(index).map(|listed| listed.slot),
            single => (index == 0).then_some(single),
        }
    }

    /// Returns the value that a slot has, if no list leads to it.
    #[inline]
    pub(crate) fn value_of(&self, slot: Slot<'a>) -> Option<Value<'f>> {
        match slot {
            Slot::Found(value) => Some(value),
            Slot::Unescaped(text) => Some(Value::Text(self.owned?.texts.get(text)?)),
            Slot::Absent | Slot::Source(_) | Slot::Several(_) => None,
        }
    }

    /// Returns the string in a slot, if it is the only value there, has no escapes, and isn't empty.
    #[inline]
    pub(crate) fn single_text(&self, slot: u16) -> Option<&'f str> {
        match self.slots.get(usize::from(slot))? {
            Slot::Found(value) => value.text(),
            _ => None,
        }
    }

    /// Finds the first thing that can be made of the values in a slot.
    #[inline]
    pub(crate) fn find_value<T>(
        &self,
        slot: u16,
        mut convert: impl FnMut(Value<'f>) -> Option<T>,
    ) -> Option<T> {
        match *self.slots.get(usize::from(slot))? {
            Slot::Several(list) => {
                self.list(list).iter().find_map(|listed| convert(self.value_of(listed.slot)?))
            }
            single => convert(self.value_of(single)?),
        }
    }

    /// Returns which element of the list at a depth a value is in.
    pub(crate) fn element(&self, slot: u16, index: usize, depth: usize) -> Option<usize> {
        let Slot::Several(list) = *self.slots.get(usize::from(slot))? else { return None };
        let mut id = self.list(list).get(index)?.element;
        loop {
            let element = self.owned?.elements.get(id)?;
            if element.depth <= depth {
                return (element.depth == depth).then_some(id);
            }
            id = element.parent?;
        }
    }

    fn list(&self, list: usize) -> &'f [ListedSlot<'a>] {
        self.owned.and_then(|owned| owned.lists.get(list)).map_or(&[], Vec::as_slice)
    }
}

/// A member of the tree, at a value of the body.
#[derive(Clone, Copy)]
pub(crate) struct Node<'t> {
    pub(crate) member: &'t Member<'t>,
    /// The innermost element of a list that the value is in.
    pub(crate) element: Option<usize>,
}

impl<'t> Node<'t> {
    /// Returns the node for a member of the tree, inside of an element.
    #[inline]
    pub(crate) fn new(member: &'t Member<'t>, element: Option<usize>) -> Self {
        Self { member, element }
    }

    /// Returns what is looked at inside of it.
    #[inline]
    pub(crate) fn members(&self) -> &'t [Member<'t>] {
        self.member.members()
    }
}

/// Puts what is found into slots.
pub(crate) struct Collector<'s, 'a> {
    pub(crate) keep: Keep,
    slots: &'s mut [Slot<'a>],
    /// Few bodies have anything for it.
    owned: Option<Box<OwnedFindings<'a>>>,
    has_replaced: bool,
}

impl<'s, 'a> Collector<'s, 'a> {
    pub(crate) fn new(keep: Keep, slots: &'s mut [Slot<'a>]) -> Self {
        Self { keep, slots, owned: None, has_replaced: false }
    }

    fn owned_mut(&mut self) -> &mut OwnedFindings<'a> {
        self.owned.get_or_insert_default()
    }

    #[inline]
    fn slot_mut(&mut self, member: &Member<'_>) -> Option<&mut Slot<'a>> {
        self.slots.get_mut(usize::from(member.slot()?))
    }

    /// Returns what was found in the elements of a list, if one leads to the node.
    fn list_mut(&mut self, node: &Node<'_>) -> Option<&mut Vec<ListedSlot<'a>>> {
        let Slot::Several(list) = *self.slot_mut(node.member)? else { return None };
        self.owned_mut().lists.get_mut(list)
    }

    /// Keeps a string, which is a part of the body or a new one.
    pub(crate) fn keep_text(&mut self, text: Cow<'a, str>) -> Slot<'a> {
        match text {
            Cow::Borrowed(text) => Slot::Found(Value::Text(text)),
            Cow::Owned(text) => {
                let texts = &mut self.owned_mut().texts;
                texts.push(text);
                Slot::Unescaped(texts.len() - 1)
            }
        }
    }

    /// Puts what was found at a node; `start` is where in the text it begins.
    #[inline]
    pub(crate) fn put(&mut self, node: &Node<'_>, start: usize, found: Slot<'a>) {
        match node.element {
            None => self.put_single(node.member, found),
            Some(element) => self.add_listed(node, ListedSlot { element, start, slot: found }),
        }
    }

    /// Puts what was found at a member of the tree to which no list leads.
    #[inline]
    pub(crate) fn put_single(&mut self, member: &Member<'_>, found: Slot<'a>) {
        if let Some(slot) = self.slot_mut(member) {
            *slot = found;
        }
    }

    /// Adds what was found in another element.
    fn add_listed(&mut self, node: &Node<'_>, found: ListedSlot<'a>) {
        if let Some(listed) = self.list_mut(node) {
            listed.push(found);
        } else if node.member.slot().is_some() {
            let lists = &mut self.owned_mut().lists;
            lists.push(vec![found]);
            let list = lists.len() - 1;
            self.put_single(node.member, Slot::Several(list));
        }
    }

    /// Replaces what was put last at a node.
    pub(crate) fn replace(&mut self, node: &Node<'_>, found: Slot<'a>) {
        match self.list_mut(node) {
            Some(listed) => {
                if let Some(last) = listed.last_mut() {
                    last.slot = found;
                }
            }
            None => self.put_single(node.member, found),
        }
    }

    /// Forgets what was found from a place in the text on, for a node and for everything inside of it.
    pub(crate) fn clear(&mut self, node: &Node<'_>, start: usize) {
        self.clear_slot(node, start);
        for inner in node.members() {
            self.clear(&Node::new(inner, node.element), start);
        }
    }

    /// Forgets what was found from a place in the text on, for a node alone.
    pub(crate) fn clear_slot(&mut self, node: &Node<'_>, start: usize) {
        match self.list_mut(node) {
            Some(listed) => {
                while listed.last().is_some_and(|last| last.start >= start) {
                    listed.pop();
                }
            }
            None => self.put_single(node.member, Slot::Absent),
        }
    }

    /// Returns how many elements there are so far.
    pub(crate) fn count_elements(&self) -> usize {
        self.owned.as_ref().map_or(0, |owned| owned.elements.len())
    }

    /// Adds an element of a list.
    pub(crate) fn add_element(&mut self, parent: Option<usize>) -> usize {
        let elements = &mut self.owned_mut().elements;
        let depth = 1 + parent.and_then(|parent| elements.get(parent)).map_or(0, |parent| parent.depth);
        elements.push(Element { parent, depth, is_replaced: false });
        elements.len() - 1
    }

    /// Notes that equal members take the place of elements.
    pub(crate) fn replace_elements(&mut self, elements: Range<usize>) {
        self.has_replaced = true;
        for element in self.owned_mut().elements.get_mut(elements).into_iter().flatten() {
            element.is_replaced = true;
        }
    }

    /// Returns what is no part of the body, without what was found in elements that were replaced.
    ///
    /// Those are dropped once at the end, since doing so for each of many equal members would take a time that grows with
    /// their square.
    #[inline]
    pub(crate) fn finish(mut self) -> Option<Box<OwnedFindings<'a>>> {
        if self.has_replaced {
            self.owned_mut().drop_replaced();
        }
        self.owned
    }
}

impl OwnedFindings<'_> {
    fn drop_replaced(&mut self) {
        let elements = &mut self.elements;
        for id in 0..elements.len() {
            // The element around it came before it.
            let parent = elements[id].parent.and_then(|parent| elements.get(parent));
            let is_in_replaced = parent.is_some_and(|parent| parent.is_replaced);
            elements[id].is_replaced |= is_in_replaced;
        }
        let is_replaced = |id: usize| elements.get(id).is_some_and(|element| element.is_replaced);
        for listed in &mut self.lists {
            listed.retain(|listed| !is_replaced(listed.element));
        }
    }
}
