//! Walks through the items of an XML text one by one.
//!
//! Nothing is kept of the items that were passed. The walk takes the way of a scan: elements of one name are an array, in
//! which nothing has a name, so that an element is looked into by name if no other of its own name follows it.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use errspec_data::Pointer;

use super::items::{FoundItem, ItemKey};
use crate::decode::json::is_index;
use crate::decode::xml::{StartTag, Tag, TagReader};

/// A walk along a pointer.
#[derive(Debug)]
pub(super) struct XmlWalk {
    /// The tokens of the pointer, and one for the items.
    way: Vec<Cow<'static, str>>,
    /// The open elements on the way: the document first, the innermost last. None is open after the end.
    open: Vec<OpenElement>,
    /// Where in the text the walk is.
    at: usize,
}

/// An element that the way leads into.
#[derive(Debug)]
struct OpenElement {
    /// Its name with its prefix.
    name: Range<usize>,
    place: WayPlace,
    /// How many elements inside of it had the name that comes next on the way.
    count: usize,
}

/// Where on the way an element is.
#[derive(Debug)]
struct WayPlace {
    /// How many tokens lead to it.
    depth: usize,
    /// Its name, or that of the element around it, to which a `*` led.
    key: Option<ItemKey>,
}

impl XmlWalk {
    /// Begins a walk.
    pub(super) fn begin(pointer: Pointer<'static>) -> Self {
        let way = pointer.tokens().chain([Pointer::EACH.into()]).collect();
        let document = OpenElement { name: 0..0, place: WayPlace { depth: 0, key: None }, count: 0 };
        Self { way, open: vec![document], at: 0 }
    }

    /// Returns the next item.
    pub(super) fn next_item(&mut self, text: &str) -> Option<FoundItem> {
        let item = self.find_item(text);
        if item.is_none() {
            self.open.clear();
        }
        item
    }

    fn find_item(&mut self, text: &str) -> Option<FoundItem> {
        let mut tags = TagReader::new(text, self.at)?;
        loop {
            let levels = self.open.len();
            let outer = self.open.last()?;
            match tags.next_tag()? {
                Tag::End(tag) => {
                    let is_its_own = tag.has_name(text.get(outer.name.clone())?);
                    self.open.pop().filter(|_| is_its_own && levels > 2)?;
                }
                Tag::Start(tag) => match self.find_place(text, &tag) {
                    None => {
                        tags.skip_element(levels).filter(|_| levels > 1)?;
                    }
                    Some(_) if !tag.is_whole() => return None,
                    Some(place) if place.depth == self.way.len() => {
                        self.at = tags.skip_element(levels)?;
                        let item = self.make_item(tag.at, place);
                        // There is one element in a document.
                        self.open.truncate(if levels == 1 { 0 } else { levels });
                        return Some(item);
                    }
                    Some(place) => self.open.push(OpenElement { name: tag.name, place, count: 0 }),
                },
            }
        }
    }

    /// Returns where on the way an element is that is inside of the innermost open one; none if the way doesn't lead to it.
    fn find_place(&mut self, text: &str, tag: &StartTag<'_>) -> Option<WayPlace> {
        let levels = self.open.len();
        let outer = self.open.last_mut()?;
        let depth = outer.place.depth;
        let token = self.way.get(depth)?;
        if token == Pointer::EACH {
            let key = Some(ItemKey { raw: tag.local_name.clone(), has_escapes: false });
            return Some(WayPlace { depth: depth + 1, key });
        }
        if text.get(tag.local_name.clone()) != Some(token) {
            return None;
        }
        let index = outer.count;
        outer.count += 1;
        let next = self.way.get(depth + 1)?;
        if next == Pointer::EACH {
            return Some(WayPlace { depth: depth + 2, key: None });
        }
        let key = outer.place.key.clone();
        if next.bytes().all(|byte| byte.is_ascii_digit()) {
            return is_index(next, index).then_some(WayPlace { depth: depth + 2, key });
        }
        let is_lone = index == 0 && (levels == 1 || !is_followed_by_equal(text, tag, token, levels));
        is_lone.then_some(WayPlace { depth: depth + 1, key })
    }

    fn make_item(&self, start: usize, place: WayPlace) -> FoundItem {
        let outer = self.open.last().and_then(|outer| outer.place.key.clone());
        FoundItem { source: start..self.at, key: place.key.or(outer) }
    }
}

/// Returns whether another element of a name follows, in as many open ones.
fn is_followed_by_equal(text: &str, tag: &StartTag<'_>, name: &str, levels: usize) -> bool {
    let Some(mut tags) = TagReader::new(text, tag.at) else { return false };
    let mut is_first = true;
    while let Some(Tag::Start(tag)) = tags.next_tag() {
        if !is_first && text.get(tag.local_name) == Some(name) {
            return true;
        }
        is_first = false;
        if tags.skip_element(levels).is_none() {
            break;
        }
    }
    false
}
