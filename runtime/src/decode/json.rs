//! Scans a JSON text (RFC 8259) in one pass, and keeps what is at the places of a tree.
//!
//! A scanner of our own, since a response may be anything: what comes before a break in the text counts, numbers stay
//! as they were written, and a lone surrogate does not lose a message. `serde_json` tells none of these.

#[cfg(test)]
mod conformance_tests;
mod cursor;
mod escape;
#[cfg(test)]
mod list_tests;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use errspec_data::{Tree, Value};

use self::cursor::Break;
pub(crate) use self::cursor::Cursor;
pub(crate) use self::escape::unescape;
use super::found::{Collector, Keep, MemberName, Node, OwnedFindings, Slot};

/// Fills the slots of a tree from a text, and returns what they refer to. What comes after the document or after a mistake
/// in it doesn't count.
#[inline]
pub(crate) fn scan_json<'a>(
    tree: &Tree<'_>,
    keep: Keep,
    text: &'a str,
    slots: &mut [Slot<'a>],
) -> Option<Box<OwnedFindings<'a>>> {
    let mut scanner =
        Scanner { cursor: Cursor::new(text), collector: Collector::new(keep, slots), nodes: Vec::new() };
    // A break ends the scan, and what was found before it is in the slots.
    let _ = scanner.scan_node(&Node::new(tree.root(), None));
    scanner.collector.finish()
}

/// Reads a JSON string, with its quotes, as far as it is one.
pub(crate) fn read_string(json: &str) -> Option<Cow<'_, str>> {
    let mut cursor = Cursor::new(json);
    cursor.skip_space();
    cursor.take_string().ok().map(MemberName::text)
}

/// Which members of the tree an object had already, a bit for each.
#[derive(Default)]
struct SeenMembers(u64);

impl SeenMembers {
    /// Adds a member, and returns whether it is the first of its name. From the 65th on, none is taken for the first.
    #[inline]
    fn add(&mut self, index: usize) -> bool {
        let bit = if index < 64 { 1 << index } else { 0 };
        let is_first = self.0 & bit == 0 && bit != 0;
        self.0 |= bit;
        is_first
    }
}

struct Scanner<'s, 'a, 't> {
    cursor: Cursor<'a>,
    collector: Collector<'s, 'a>,
    /// The nodes at the open values of which there are several: those at the innermost value are on top.
    ///
    /// A value can be at several places of the tree, since `*` and a name may both lead to it. Of the tree's members at one
    /// depth each is there at most once, however many lead to it.
    nodes: Vec<Node<'t>>,
}

impl<'a, 't> Scanner<'_, 'a, 't> {
    /// Scans a value at one place of the tree, which is the usual case.
    fn scan_node(&mut self, node: &Node<'t>) -> Result<(), Break> {
        self.cursor.skip_space();
        let start = self.cursor.at;
        match self.cursor.peek() {
            Some(b'{' | b'[') if node.member.slot().is_some() => {
                self.note_container(node, start);
                self.scan_container(node)?;
                self.complete_container(node, start);
            }
            Some(b'{' | b'[') => self.scan_container(node)?,
            Some(b'"') => self.scan_string(node)?,
            _ => {
                let value = self.cursor.take_plain()?;
                if self.collector.keep == Keep::Scalars {
                    self.collector.put(node, start, Slot::Found(value));
                } else {
                    self.put_source(node, start);
                }
            }
        }
        Ok(())
    }

    fn scan_string(&mut self, node: &Node<'t>) -> Result<(), Break> {
        let start = self.cursor.at;
        let string = self.cursor.take_string()?;
        if self.collector.keep == Keep::Scalars {
            let found = self.collector.keep_text(string.text());
            self.collector.put(node, start, found);
        } else {
            self.put_source(node, start);
        }
        Ok(())
    }

    fn put_source(&mut self, node: &Node<'t>, start: usize) {
        let source = &self.cursor.text[start..self.cursor.at];
        self.collector.put(node, start, Slot::Source(source));
    }

    /// Notes an array or an object before what is in it, so that it counts even if the text breaks off inside.
    #[inline(never)]
    fn note_container(&mut self, node: &Node<'t>, start: usize) {
        let rest = &self.cursor.text[start..];
        let value = if rest.starts_with('[') { Value::Array(rest) } else { Value::Object };
        self.collector.put(node, start, Slot::Found(value));
    }

    /// Replaces what was noted of an array or an object, now that its end is known.
    #[inline(never)]
    fn complete_container(&mut self, node: &Node<'t>, start: usize) {
        let source = &self.cursor.text[start..self.cursor.at];
        if self.collector.keep != Keep::Scalars {
            self.collector.replace(node, Slot::Source(source));
        } else if source.starts_with('[') {
            self.collector.replace(node, Slot::Found(Value::Array(source)));
        }
    }

    /// Scans an array or an object at one place of the tree.
    fn scan_container(&mut self, node: &Node<'t>) -> Result<(), Break> {
        let open = self.cursor.take_open()?;
        if node.members().is_empty() {
            return self.cursor.skip_nested(open);
        }
        if node.member.has_each() {
            let mark = self.nodes.len();
            self.nodes.push(*node);
            self.scan_inside(open, mark)?;
            self.nodes.truncate(mark);
            return Ok(());
        }
        self.cursor.depth += 1;
        if open == b'{' {
            self.scan_object(node)?;
        } else {
            self.scan_array(node)?;
        }
        self.cursor.depth -= 1;
        Ok(())
    }

    fn scan_object(&mut self, node: &Node<'t>) -> Result<(), Break> {
        let start = self.cursor.at;
        if self.cursor.take_if(b'}') {
            return Ok(());
        }
        let mut seen = SeenMembers::default();
        loop {
            if !self.scan_plain_member(node, &mut seen) {
                self.scan_any_member(node, &mut seen, start)?;
            }
            if !self.cursor.take_comma_or(b'}')? {
                return Ok(());
            }
        }
    }

    /// Scans a member of the usual kind, which is the first of its name and a string without escapes; else scans nothing.
    #[inline]
    fn scan_plain_member(&mut self, object: &Node<'t>, seen: &mut SeenMembers) -> bool {
        if self.collector.keep != Keep::Scalars || object.element.is_some() {
            return false;
        }
        let mut ahead = self.cursor;
        let Some((index, text)) = ahead.take_plain_member(object.members()) else { return false };
        let is_first = seen.add(index);
        if is_first {
            self.cursor = ahead;
            self.collector.put_single(&object.members()[index], Slot::Found(Value::Text(text)));
        }
        is_first
    }

    #[inline(never)]
    fn scan_any_member(
        &mut self,
        object: &Node<'t>,
        seen: &mut SeenMembers,
        start: usize,
    ) -> Result<(), Break> {
        let name = self.cursor.take_name()?;
        let text = name.text();
        let Some(index) = object.members().iter().position(|member| member.key() == text) else {
            return self.cursor.skip_value();
        };
        let node = Node::new(&object.members()[index], object.element);
        if !seen.add(index) {
            // Of equal members the last counts, with all that is in it.
            self.collector.clear(&node, start);
        }
        self.scan_node(&node)
    }

    fn scan_array(&mut self, node: &Node<'t>) -> Result<(), Break> {
        if self.cursor.take_if(b']') {
            return Ok(());
        }
        for index in 0.. {
            match node.members().iter().find(|member| is_index(member.key(), index)) {
                Some(member) => self.scan_node(&Node::new(member, node.element))?,
                None => self.cursor.skip_value()?,
            }
            if !self.cursor.take_comma_or(b']')? {
                break;
            }
        }
        Ok(())
    }

    /// Scans a value at the places of the tree whose nodes are above a mark.
    fn scan_nodes(&mut self, mark: usize) -> Result<(), Break> {
        match self.nodes[mark..] {
            [] => return self.cursor.skip_value(),
            [node] => return self.scan_node(&node),
            _ => {}
        }
        self.cursor.skip_space();
        let (start, end) = (self.cursor.at, self.nodes.len());
        if !matches!(self.cursor.peek(), Some(b'{' | b'[')) {
            for index in mark..end {
                self.cursor.at = start;
                let node = self.nodes[index];
                self.scan_node(&node)?;
            }
            return Ok(());
        }
        let noted =
            |nodes: &[Node<'t>], index: usize| Some(nodes[index]).filter(|node| node.member.slot().is_some());
        for index in mark..end {
            if let Some(node) = noted(&self.nodes, index) {
                self.note_container(&node, start);
            }
        }
        let open = self.cursor.take_open()?;
        self.scan_inside(open, mark)?;
        for index in mark..end {
            if let Some(node) = noted(&self.nodes, index) {
                self.complete_container(&node, start);
            }
        }
        Ok(())
    }

    /// Scans what is in an array or an object, behind its bracket, at the places whose nodes are above a mark.
    fn scan_inside(&mut self, open: u8, mark: usize) -> Result<(), Break> {
        self.cursor.depth += 1;
        if open == b'{' {
            self.scan_members(mark)?;
        } else {
            self.scan_elements(mark)?;
        }
        self.cursor.depth -= 1;
        Ok(())
    }

    fn scan_members(&mut self, mark: usize) -> Result<(), Break> {
        let (start, end) = (self.cursor.at, self.nodes.len());
        if self.cursor.take_if(b'}') {
            return Ok(());
        }
        // The elements that each name has: a body may repeat many names many times.
        let mut seen: HashMap<Cow<'a, str>, usize> = HashMap::new();
        loop {
            let name = self.cursor.take_name()?;
            let text = name.text();
            let first = self.collector.count_elements();
            self.push_nodes(mark..end, |key| *key == *text);
            let count = self.collector.count_elements() - first;
            if let Some(earlier) = seen.insert(text, first) {
                // Of equal members the last counts, with all that is in it.
                self.collector.replace_elements(earlier..earlier + count);
                self.clear_named(end, first, start);
            }
            self.scan_nodes(end)?;
            self.nodes.truncate(end);
            if !self.cursor.take_comma_or(b'}')? {
                return Ok(());
            }
        }
    }

    /// Clears the nodes above a mark to which a name leads; what `*` leads to is in elements, from the first new one on.
    fn clear_named(&mut self, mark: usize, first_new: usize, start: usize) {
        for node in &self.nodes[mark..] {
            if node.element.is_none_or(|element| element < first_new) {
                self.collector.clear(node, start);
            }
        }
    }

    fn scan_elements(&mut self, mark: usize) -> Result<(), Break> {
        let end = self.nodes.len();
        if self.cursor.take_if(b']') {
            return Ok(());
        }
        for index in 0.. {
            self.push_nodes(mark..end, |key| is_index(key, index));
            self.scan_nodes(end)?;
            self.nodes.truncate(end);
            if !self.cursor.take_comma_or(b']')? {
                break;
            }
        }
        Ok(())
    }

    /// Pushes the nodes of what is inside of others: that of a name or an index, and that of every element.
    fn push_nodes(&mut self, outer: Range<usize>, is_key: impl Fn(&str) -> bool) {
        for index in outer {
            let node @ Node { element, .. } = self.nodes[index];
            for member in node.members() {
                if member.is_each() {
                    let each = self.collector.add_element(element);
                    self.nodes.push(Node::new(member, Some(each)));
                } else if is_key(member.key()) {
                    self.nodes.push(Node::new(member, element));
                }
            }
        }
    }
}

/// Returns whether a reference token is this index: decimal digits without leading zeros (RFC 6901, section 4).
pub(crate) fn is_index(token: &str, index: usize) -> bool {
    let is_canonical = token == "0" || !token.starts_with(['0', '+']);
    is_canonical && token.parse() == Ok(index)
}
