//! Collects what a scan of a body finds at the places of a tree.
//!
//! Where no list leads to a place, its slot has one value, the last that was found. Below a `*` it has several, each with
//! the element of the list that it is in.

use std::borrow::Cow;
use std::ops::Range;

use errspec_data::{Member, Pointer, Value};

use super::json::unescape;

/// What of a value is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// The value of a scalar; of anything else that it is there.
    Scalars,
    /// What a field is read from: the JSON as it is written.
    Fields,
    /// The part of the body, in its own format.
    Source,
}

/// A place for what is found.
#[derive(Debug, Default)]
pub(crate) enum Slot<'a> {
    /// Nothing was found.
    #[default]
    Absent,
    /// A value, or a part of the text.
    Found(Value<'a>),
    /// A part of the body as it is written.
    Source(&'a str),
    /// What has to be freed. It is behind a pointer, so that the others are dropped without a call.
    Owned(Box<OwnedSlot<'a>>),
}

/// What was found that is no part of the body.
#[derive(Debug)]
pub(crate) enum OwnedSlot<'a> {
    /// A string that is written with escapes.
    Unescaped(String),
    /// What was found in the elements of a list, in the order of the document.
    Several(Vec<ListedSlot<'a>>),
}

/// What was found in an element of a list.
#[derive(Debug)]
pub(crate) struct ListedSlot<'a> {
    element: usize,
    /// Where in the text it begins.
    start: usize,
    slot: Slot<'a>,
}

/// An element of a list through which `*` leads.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// The element of the list around it.
    parent: Option<usize>,
    /// How many lists lead to it, its own included.
    depth: usize,
    name: Option<MemberName<'a>>,
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

impl<'a> Slot<'a> {
    /// Keeps a string that is written with escapes.
    pub(crate) fn keep_unescaped(text: String) -> Self {
        Self::Owned(Box::new(OwnedSlot::Unescaped(text)))
    }

    /// Returns one of its values, counted from 0.
    #[inline]
    pub(crate) fn value(&self, index: usize) -> Option<Value<'_>> {
        self.at(index)?.single_value()
    }

    /// Returns its value, if it has one and no list leads to it.
    #[inline]
    fn single_value(&self) -> Option<Value<'_>> {
        match self {
            Self::Found(value) => Some(*value),
            Self::Owned(_) => self.unescaped().map(Value::Text),
            Self::Absent | Self::Source(_) => None,
        }
    }

    /// Returns the string that was written with escapes.
    pub(crate) fn unescaped(&self) -> Option<&str> {
        match self {
            Self::Owned(owned) => match &**owned {
                OwnedSlot::Unescaped(text) => Some(text),
                OwnedSlot::Several(_) => None,
            },
            _ => None,
        }
    }

    /// Returns what was found first, second and so on.
    pub(crate) fn at(&self, index: usize) -> Option<&Self> {
        match (self, self.listed()) {
            (Self::Absent, _) => None,
            (_, Some(listed)) => listed.get(index).map(|listed| &listed.slot),
            (single, None) => (index == 0).then_some(single),
        }
    }

    /// Iterates over the parts of the body that were found, each with the element that it is in.
    pub(crate) fn sources(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.listed().into_iter().flatten().filter_map(|listed| match listed.slot {
            Slot::Source(source) => Some((listed.element, source)),
            _ => None,
        })
    }

    /// Adds what was found in another element.
    fn push(&mut self, found: ListedSlot<'a>) {
        match self.listed_mut() {
            Some(listed) => listed.push(found),
            None => *self = Self::Owned(Box::new(OwnedSlot::Several(vec![found]))),
        }
    }

    /// Forgets what was found from a place in the text on.
    fn clear_from(&mut self, start: usize) {
        match self.listed_mut() {
            Some(listed) => {
                while listed.last().is_some_and(|last| last.start >= start) {
                    listed.pop();
                }
            }
            None => *self = Self::Absent,
        }
    }

    /// Returns the element that a value is in.
    #[inline]
    fn element(&self, index: usize) -> Option<usize> {
        Some(self.listed()?.get(index)?.element)
    }

    #[inline]
    fn listed(&self) -> Option<&Vec<ListedSlot<'a>>> {
        match self {
            Self::Owned(owned) => match &**owned {
                OwnedSlot::Several(listed) => Some(listed),
                OwnedSlot::Unescaped(_) => None,
            },
            _ => None,
        }
    }

    fn listed_mut(&mut self) -> Option<&mut Vec<ListedSlot<'a>>> {
        match self {
            Self::Owned(owned) => match &mut **owned {
                OwnedSlot::Several(listed) => Some(listed),
                OwnedSlot::Unescaped(_) => None,
            },
            _ => None,
        }
    }
}

/// What a scan found: the values by their slots, and the elements that they are in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Findings<'f, 'a> {
    pub(crate) slots: &'f [Slot<'a>],
    pub(crate) elements: &'f [Element<'a>],
}

impl<'f, 'a> Findings<'f, 'a> {
    pub(crate) const NONE: Findings<'static, 'static> = Findings { slots: &[], elements: &[] };

    /// Returns one of the values in a slot, counted from 0.
    pub(crate) fn value(&self, slot: u16, index: usize) -> Option<Value<'f>> {
        self.slots.get(usize::from(slot))?.value(index)
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
        let slot = self.slots.get(usize::from(slot))?;
        match slot.listed() {
            Some(listed) => listed.iter().find_map(|listed| convert(listed.slot.single_value()?)),
            None => convert(slot.single_value()?),
        }
    }

    /// Returns which element of the list at a depth a value is in.
    pub(crate) fn element(&self, slot: u16, index: usize, depth: usize) -> Option<usize> {
        let mut id = self.slots.get(usize::from(slot))?.element(index)?;
        loop {
            let element = self.elements.get(id)?;
            if element.depth <= depth {
                return (element.depth == depth).then_some(id);
            }
            id = element.parent?;
        }
    }

    /// Returns the name of an element; where it is the element of an array, that of the element around it.
    pub(crate) fn name(&self, element: usize) -> Option<MemberName<'a>> {
        let element = self.elements.get(element)?;
        element.name.or_else(|| self.elements.get(element.parent?)?.name)
    }
}

/// A member of the tree, at a value of the body.
#[derive(Clone, Copy)]
pub(crate) struct Node<'t> {
    pub(crate) slot: Option<u16>,
    pub(crate) members: &'t [Member<'t>],
    /// The innermost element of a list that the value is in.
    pub(crate) element: Option<usize>,
}

impl<'t> Node<'t> {
    /// Returns the node for a member of the tree, inside of an element.
    #[inline]
    pub(crate) fn new(member: &Member<'t>, element: Option<usize>) -> Self {
        Self { slot: member.slot(), members: member.members(), element }
    }

    /// Returns the member that stands for every element.
    #[inline]
    pub(crate) fn each(&self) -> Option<&'t Member<'t>> {
        self.members.iter().find(|member| is_each(member))
    }
}

/// Returns whether a member of the tree stands for every element.
pub(crate) fn is_each(member: &Member<'_>) -> bool {
    member.key() == Pointer::EACH
}

/// Puts what is found into slots.
pub(crate) struct Collector<'s, 'a> {
    pub(crate) keep: Keep,
    slots: &'s mut [Slot<'a>],
    elements: Vec<Element<'a>>,
    has_replaced: bool,
}

impl<'s, 'a> Collector<'s, 'a> {
    pub(crate) fn new(keep: Keep, slots: &'s mut [Slot<'a>]) -> Self {
        Self { keep, slots, elements: Vec::new(), has_replaced: false }
    }

    /// Puts what was found at a node; `start` is where in the text it begins.
    #[inline]
    pub(crate) fn put(&mut self, node: &Node<'_>, start: usize, found: Slot<'a>) {
        let Some(slot) = node.slot.and_then(|slot| self.slots.get_mut(usize::from(slot))) else { return };
        match node.element {
            None => *slot = found,
            Some(element) => slot.push(ListedSlot { element, start, slot: found }),
        }
    }

    /// Replaces what was put last at a node.
    pub(crate) fn replace(&mut self, node: &Node<'_>, found: Slot<'a>) {
        let Some(slot) = node.slot.and_then(|slot| self.slots.get_mut(usize::from(slot))) else { return };
        match slot.listed_mut() {
            Some(listed) => {
                if let Some(last) = listed.last_mut() {
                    last.slot = found;
                }
            }
            None => *slot = found,
        }
    }

    /// Forgets what was found from a place in the text on, for a node and for everything inside of it.
    pub(crate) fn clear(&mut self, node: &Node<'_>, start: usize) {
        if let Some(slot) = node.slot.and_then(|slot| self.slots.get_mut(usize::from(slot))) {
            slot.clear_from(start);
        }
        for inner in node.members {
            self.clear(&Node::new(inner, node.element), start);
        }
    }

    /// Returns how many elements there are so far.
    pub(crate) fn count_elements(&self) -> usize {
        self.elements.len()
    }

    /// Adds an element of a list, which has a name if the list is an object.
    pub(crate) fn add_element(&mut self, parent: Option<usize>, name: Option<MemberName<'a>>) -> usize {
        let depth = 1 + parent.and_then(|parent| self.elements.get(parent)).map_or(0, |parent| parent.depth);
        self.elements.push(Element { parent, depth, name, is_replaced: false });
        self.elements.len() - 1
    }

    /// Notes that equal members take the place of elements.
    pub(crate) fn replace_elements(&mut self, elements: Range<usize>) {
        self.has_replaced = true;
        for element in self.elements.get_mut(elements).into_iter().flatten() {
            element.is_replaced = true;
        }
    }

    /// Returns the elements, after it has dropped what was found in those that were replaced.
    ///
    /// This is done once at the end, since doing so for each of many equal members would take a time that grows with their
    /// square.
    #[inline]
    pub(crate) fn finish(mut self) -> Vec<Element<'a>> {
        if self.has_replaced {
            self.drop_replaced();
        }
        self.elements
    }

    fn drop_replaced(&mut self) {
        for id in 0..self.elements.len() {
            // The element around it came before it.
            let parent = self.elements[id].parent.and_then(|parent| self.elements.get(parent));
            let is_in_replaced = parent.is_some_and(|parent| parent.is_replaced);
            self.elements[id].is_replaced |= is_in_replaced;
        }
        let is_replaced = |id: usize| self.elements.get(id).is_some_and(|element| element.is_replaced);
        for slot in &mut *self.slots {
            if let Some(listed) = slot.listed_mut() {
                listed.retain(|listed| !is_replaced(listed.element));
            }
        }
    }
}
