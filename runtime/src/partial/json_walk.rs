//! Walks through the items of a JSON text one by one.
//!
//! Nothing is kept of the items that were passed, so that a body of many small ones costs no more than itself. Of an object,
//! the places of its members are kept, since of equal ones the last counts.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use errspec_data::Pointer;

use super::items::{FoundItem, ItemKey};
use crate::decode::found::MemberName;
use crate::decode::json::{Cursor, is_index};
use crate::located::locate_part;

/// A walk through the containers to which a pointer leads, and through the items of each.
#[derive(Debug)]
pub(super) struct JsonWalk {
    /// The ways from the elements of each list to the next list: of the first, from the whole text.
    ways: Vec<Vec<Cow<'static, str>>>,
    /// The lists that are open, the outermost first.
    lists: Vec<OpenList>,
}

/// An array or an object that is walked through.
#[derive(Debug)]
struct OpenList {
    rest: Rest,
    /// The name of the member at which the walk is.
    key: Option<ItemKey>,
}

/// What of a list is still to come.
#[derive(Debug)]
enum Rest {
    Nothing,
    /// The element of an array that begins here, or after spaces.
    Elements(usize),
    /// The members of an object, by the places of their names.
    Members(std::vec::IntoIter<usize>),
}

impl JsonWalk {
    /// Begins a walk; there is none where no list is at the pointer.
    pub(super) fn begin(pointer: Pointer<'static>, text: &str) -> Option<Self> {
        let mut ways = vec![Vec::new()];
        for token in pointer.tokens() {
            match ways.last_mut() {
                Some(way) if token != Pointer::EACH => way.push(token),
                _ => ways.push(Vec::new()),
            }
        }
        let mut walk = Self { ways, lists: Vec::new() };
        walk.open_list(text, 0);
        (!walk.lists.is_empty()).then_some(walk)
    }

    /// Returns the next item.
    pub(super) fn next_item(&mut self, text: &str) -> Option<FoundItem> {
        loop {
            let depth = self.lists.len();
            let list = self.lists.last_mut()?;
            let Some((start, end)) = list.next_value(text) else {
                self.lists.pop();
                continue;
            };
            if depth < self.ways.len() {
                self.open_list(text, start);
            } else if let Some(end) = end {
                return Some(FoundItem { source: start..end, key: self.find_key() });
            }
        }
    }

    /// Opens the next list, to which a way leads from a value.
    fn open_list(&mut self, text: &str, start: usize) {
        let way = self.ways.get(self.lists.len()).map_or(&[][..], Vec::as_slice);
        let list_at = way.iter().try_fold(start, |start, token| find_member(text, start, token));
        if let Some(rest) = list_at.and_then(|start| read_list(text, start)) {
            self.lists.push(OpenList { rest, key: None });
        }
    }

    /// Returns the name of the item, or of the list around it.
    fn find_key(&self) -> Option<ItemKey> {
        let mut lists = self.lists.iter().rev();
        let inner = lists.next()?;
        inner.key.clone().or_else(|| lists.next()?.key.clone())
    }
}

impl OpenList {
    /// Moves on to the next value; returns where it begins, and where it ends if it does.
    fn next_value(&mut self, text: &str) -> Option<(usize, Option<usize>)> {
        let mut cursor = Cursor { depth: 1, ..Cursor::new(text) };
        match &mut self.rest {
            Rest::Nothing => None,
            Rest::Elements(at) => {
                cursor.at = *at;
                let (start, end) = skip_value(&mut cursor);
                let has_more = end.is_some() && cursor.take_comma_or(b']').unwrap_or(false);
                self.rest = if has_more { Rest::Elements(cursor.at) } else { Rest::Nothing };
                Some((start, end))
            }
            Rest::Members(names) => {
                cursor.at = names.next()?;
                let name = cursor.take_name().ok()?;
                self.key = locate_key(text, name);
                Some(skip_value(&mut cursor))
            }
        }
    }
}

fn locate_key(text: &str, MemberName { raw, has_escapes }: MemberName<'_>) -> Option<ItemKey> {
    let raw: Range<usize> = locate_part(raw.as_bytes(), text.as_bytes())?;
    Some(ItemKey { raw, has_escapes })
}

/// Skips a value; returns where it begins, and where it ends if it does.
fn skip_value(cursor: &mut Cursor<'_>) -> (usize, Option<usize>) {
    cursor.skip_space();
    let start = cursor.at;
    (start, cursor.skip_value().is_ok().then_some(cursor.at))
}

/// Begins to read an array or an object.
fn read_list(text: &str, start: usize) -> Option<Rest> {
    let mut cursor = Cursor { at: start, depth: 1, ..Cursor::new(text) };
    cursor.skip_space();
    if cursor.take_open().ok()? == b'{' {
        return Some(Rest::Members(list_members(text, cursor.at).into_iter()));
    }
    Some(if cursor.take_if(b']') { Rest::Nothing } else { Rest::Elements(cursor.at) })
}

/// Lists where the names of an object's members begin, without those that equal ones follow.
fn list_members(text: &str, inside: usize) -> Vec<usize> {
    // They are counted first, since a list that grows takes a multiple of what it needs.
    let mut count = 0;
    visit_members(text, inside, |_, _| count += 1);
    let mut names = Vec::with_capacity(count);
    visit_members(text, inside, |at, _| names.push(at));
    let read_name = |at: &usize| {
        let name = Cursor { at: *at, ..Cursor::new(text) }.take_string();
        name.map(MemberName::text).unwrap_or_default()
    };
    sort_places(&mut names, &|one, other| read_name(one).cmp(&read_name(other)).then(one.cmp(other)));
    names.dedup_by(|later, kept| {
        let is_equal = read_name(later) == read_name(kept);
        if is_equal {
            *kept = *later;
        }
        is_equal
    });
    sort_places(&mut names, &usize::cmp);
    names
}

/// Sorts places in the text. A sort is compiled for each way to compare, unless that is a trait object.
fn sort_places(places: &mut [usize], compare: &dyn Fn(&usize, &usize) -> Ordering) {
    places.sort_unstable_by(compare);
}

/// Visits the members of an object, up to a break: where each name is, and the name.
fn visit_members<'a>(text: &'a str, inside: usize, mut visit: impl FnMut(usize, MemberName<'a>)) {
    let mut cursor = Cursor { at: inside, depth: 1, ..Cursor::new(text) };
    if cursor.take_if(b'}') {
        return;
    }
    loop {
        cursor.skip_space();
        let at = cursor.at;
        let Ok(name) = cursor.take_name() else { return };
        visit(at, name);
        if cursor.skip_value().is_err() || !cursor.take_comma_or(b'}').unwrap_or(false) {
            return;
        }
    }
}

/// Finds the value of a member of an object, or the element of an array, by its reference token.
fn find_member(text: &str, start: usize, token: &str) -> Option<usize> {
    let mut cursor = Cursor { at: start, depth: 1, ..Cursor::new(text) };
    cursor.skip_space();
    if cursor.take_open().ok()? == b'{' {
        let mut found = None;
        visit_members(text, cursor.at, |at, name| {
            if name.text() == token {
                found = Some(at);
            }
        });
        cursor.at = found?;
        cursor.take_name().ok()?;
        return Some(cursor.at);
    }
    if cursor.take_if(b']') {
        return None;
    }
    for index in 0.. {
        if is_index(token, index) {
            return Some(cursor.at);
        }
        cursor.skip_value().ok()?;
        if !cursor.take_comma_or(b']').ok()? {
            break;
        }
    }
    None
}
