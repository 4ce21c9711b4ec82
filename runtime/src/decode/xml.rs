//! Scans an XML text in one pass, and keeps what is at the places of a tree.
//!
//! An element is a member of the one around it, and elements of one name are an array; `*` and an index read a lone
//! element as an array of one. An attribute is the member `@name`. Prefixes and namespaces don't count, and there are no
//! entities but the predefined ones, so that nothing in a text makes it longer than it is.

mod reference;
mod tags;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use errspec_data::{Member, Tree, Value};
use quick_xml::events::{BytesStart, Event};

use self::reference::{OwnText, resolve_references};
pub(crate) use self::tags::{StartTag, Tag, TagReader};
use self::tags::{find_part, open_reader, read_position};
use super::found::{Collector, Keep, Node, OwnedFindings, Slot};
use super::json::is_index;

/// How deep elements can be nested: one that is deeper is a break. What reads tags keeps the place of each open element, so
/// that a text of little else would take a multiple of itself.
const LEVELS: usize = 1_000;

/// What the tree begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum XmlRoot {
    /// The text: its element is a member.
    Document,
    /// The element of the text.
    Element,
}

/// Fills the slots of a tree from a text, and returns what they refer to. What comes after the element of the text, after a
/// mistake in it, or after a document type doesn't count.
pub(crate) fn scan_xml<'a>(
    tree: &Tree<'_>,
    root: XmlRoot,
    text: &'a str,
    slots: &mut [Slot<'a>],
) -> Option<Box<OwnedFindings<'a>>> {
    let node = (Node::new(tree.root(), None), View::Object);
    let mut scanner = Scanner {
        text,
        collector: Collector::new(Keep::Scalars, slots),
        nodes: vec![node],
        open: Vec::new(),
        skipped: 0,
    };
    if root == XmlRoot::Document {
        scanner.open.push(OpenElement::new(0));
    }
    scanner.scan(root);
    scanner.collector.finish()
}

/// As what an element is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    /// As the value of a member, which is an array if another element has the same name.
    Value,
    /// As an object: `*` leads to the elements inside of it.
    Object,
}

/// An element that isn't closed yet.
struct OpenElement<'a> {
    /// Where its nodes begin among all.
    first_node: usize,
    text: OwnText<'a>,
    has_members: bool,
    /// How many elements of a name are inside of it so far, and where the first begins.
    seen: HashMap<&'a str, (usize, usize)>,
}

impl OpenElement<'_> {
    fn new(first_node: usize) -> Self {
        Self { first_node, text: OwnText::default(), has_members: false, seen: HashMap::new() }
    }
}

struct Scanner<'s, 'a, 't> {
    text: &'a str,
    collector: Collector<'s, 'a>,
    /// The nodes of all open elements.
    nodes: Vec<(Node<'t>, View)>,
    open: Vec<OpenElement<'a>>,
    /// How many open elements nobody looks into.
    skipped: usize,
}

impl<'a, 't> Scanner<'_, 'a, 't> {
    fn scan(&mut self, root: XmlRoot) {
        let outermost = self.open.len();
        let mut reader = open_reader(self.text);
        loop {
            let start = read_position(&reader);
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    if self.open_element(root, &tag, start).is_none() {
                        return;
                    }
                }
                Ok(Event::End(_)) => {
                    self.close_element();
                    if self.skipped == 0 && self.open.len() == outermost {
                        return;
                    }
                }
                Ok(Event::Text(text)) => self.add_text(&text, OwnText::push),
                Ok(Event::CData(text)) => self.add_text(&text, OwnText::push),
                Ok(Event::GeneralRef(name)) => self.add_text(&name, OwnText::push_reference),
                Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_)) => {}
                // A break ends the scan, and what was found before it is in the slots.
                Ok(Event::Empty(_) | Event::DocType(_) | Event::Eof) | Err(_) => return,
            }
        }
    }

    /// Opens an element, and finds the places of the tree that it is at.
    fn open_element(&mut self, root: XmlRoot, tag: &BytesStart<'_>, start: usize) -> Option<()> {
        if self.open.len() + self.skipped >= LEVELS {
            return None;
        }
        if self.skipped > 0 {
            self.skipped += 1;
            return Some(());
        }
        let first_node = if self.open.is_empty() && root == XmlRoot::Element {
            0
        } else {
            let outer = self.open.last_mut()?;
            outer.has_members = true;
            let first_node = self.nodes.len();
            let name = find_part(self.text, tag.local_name().into_inner())?;
            self.push_nodes(name, start);
            first_node
        };
        if self.nodes.len() == first_node {
            self.skipped = 1;
            return Some(());
        }
        for (node, _) in &self.nodes[first_node..] {
            self.collector.put(node, start, Slot::Found(Value::Object));
        }
        self.open.push(OpenElement::new(first_node));
        self.read_attributes(tag, start)
    }

    /// Pushes the nodes of an element that is inside of the innermost open one.
    fn push_nodes(&mut self, name: &'a str, start: usize) {
        let (Some(outer), end) = (self.open.last(), self.nodes.len()) else { return };
        let (count, first_start) = outer.seen.get(name).copied().unwrap_or((0, start));
        let mut is_known = false;
        for index in outer.first_node..end {
            let (node, view) = self.nodes[index];
            for member in node.members() {
                if member.key() == name {
                    is_known = true;
                    self.push_member(member, node.element, count, first_start);
                } else if member.is_each() && view == View::Object {
                    let element = self.collector.add_element(node.element);
                    self.nodes.push((Node::new(member, Some(element)), View::Object));
                }
            }
        }
        match self.open.last_mut() {
            Some(outer) if is_known => drop(outer.seen.insert(name, (count + 1, first_start))),
            _ => {}
        }
    }

    /// Pushes the nodes to which a name leads: that of the member itself, and those of it as the element of an array.
    fn push_member(
        &mut self,
        member: &'t Member<'t>,
        element: Option<usize>,
        index: usize,
        first_start: usize,
    ) {
        let node = Node::new(member, element);
        let (mut listed, mut named) = (Vec::new(), 0);
        for inner in node.members() {
            if inner.is_each() {
                let each = self.collector.add_element(element);
                listed.push((Node::new(inner, Some(each)), View::Object));
            } else if is_index(inner.key(), index) {
                listed.push((Node::new(inner, element), View::Object));
            } else {
                named += 1;
            }
        }
        if index == 0 {
            if node.member.slot().is_some() || named > 0 {
                self.nodes.push((node, View::Value));
            }
        } else if index == 1 {
            self.make_array(&node, first_start);
        }
        self.nodes.append(&mut listed);
    }

    /// Takes what was one element for an array, now that another of its name came: nothing in it has a name any more.
    fn make_array(&mut self, node: &Node<'t>, first_start: usize) {
        self.collector.clear_slot(node, first_start);
        self.collector.put(node, first_start, Slot::Found(Value::Array("")));
        for inner in node.members() {
            if !inner.is_each() && !inner.key().bytes().all(|byte| byte.is_ascii_digit()) {
                self.collector.clear(&Node::new(inner, node.element), first_start);
            }
        }
    }

    fn read_attributes(&mut self, tag: &BytesStart<'_>, start: usize) -> Option<()> {
        let open = self.open.last_mut()?;
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            open.has_members = true;
            let name = find_part(self.text, attribute.key.local_name().into_inner())?;
            let value = find_part(self.text, &attribute.value)?;
            for (node, _) in &self.nodes[open.first_node..] {
                for member in node.members() {
                    if member.key().strip_prefix('@') == Some(name) {
                        let found = self.collector.keep_text(resolve_references(value));
                        self.collector.put(&Node::new(member, node.element), start, found);
                    }
                }
            }
        }
        Some(())
    }

    fn add_text(&mut self, bytes: &[u8], add: fn(&mut OwnText<'a>, &'a str)) {
        let text = find_part(self.text, bytes);
        if let (Some(open), Some(text), 0) = (self.open.last_mut(), text, self.skipped) {
            add(&mut open.text, text);
        }
    }

    /// Closes the innermost element, whose text is its value if it has any.
    fn close_element(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let Some(element) = self.open.pop() else { return };
        let nodes = &self.nodes[element.first_node..];
        // A text that is no part of the body is kept once, and not where nobody looks at it.
        if nodes.iter().any(|(node, _)| node.member.slot().is_some()) {
            let text = element.text.finish();
            if !text.is_empty() || !element.has_members {
                let found = self.collector.keep_text(text);
                for (node, _) in nodes {
                    self.collector.replace(node, found);
                }
            }
        }
        self.nodes.truncate(element.first_node);
    }
}
