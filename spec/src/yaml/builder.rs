//! Builds the tree of nodes from the events of the YAML parser.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use granit_parser::{Event, ScalarStyle, Tag};

use super::colon::is_foreign_comment;
use super::mistake::{
    explain_anchor_name, explain_key, explain_merge_key, explain_tag, explain_unknown_alias, is_anchor_name,
};
use super::{Document, Node, Style, Value};
use crate::problem::Problem;
use crate::span::Span;

/// The limit of what aliases expand to, which `FORMAT.md` states.
const MAX_ALIASED_BYTES: usize = 4 * 1024 * 1024;

/// How many keys are taken over from a merge key, so that they aren't reported as missing.
const MAX_MERGED_KEYS: usize = 100;

pub(super) struct Builder<'p> {
    text: &'p str,
    problems: &'p mut Vec<Problem>,
    open: Vec<Open>,
    /// The anchors that no alias has named yet, each with its place.
    unused_anchors: HashMap<usize, Span>,
    /// The nodes that have an anchor, each with its weight.
    anchors: HashMap<usize, (Rc<Node>, usize)>,
    aliased: usize,
    root: Option<Rc<Node>>,
}

/// A list or map that hasn't ended yet.
struct Open {
    span: Span,
    anchor: usize,
    collection: Collection,
    children: Vec<Rc<Node>>,
    /// The bytes of the texts in it, and one more for every value: what an alias of it costs.
    weight: usize,
}

enum Collection {
    List,
    Map,
}

impl<'p> Builder<'p> {
    pub(super) fn new(text: &'p str, problems: &'p mut Vec<Problem>) -> Self {
        Self {
            text,
            problems,
            open: Vec::new(),
            unused_anchors: HashMap::new(),
            anchors: HashMap::new(),
            aliased: 0,
            root: None,
        }
    }

    pub(super) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Reports the error at which reading ends, in the place of what was reported for what it explains.
    pub(super) fn report_last(&mut self, problem: Problem) {
        self.problems.retain(|other| other.start() != problem.start());
        self.problems.push(problem);
    }

    pub(super) fn has_root(&self) -> bool {
        self.root.is_some()
    }

    pub(super) fn into_document(self) -> Option<Document> {
        let unused_anchors = self.unused_anchors.into_values().collect();
        self.root.map(|root| Document { root, unused_anchors })
    }

    pub(super) fn add_event(&mut self, event: Event<'_>, span: Span, tag_span: Option<Span>) {
        let tag_at = tag_span.unwrap_or(span);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let is_allowed = tag.as_deref().is_none_or(is_string_tag);
                if !is_allowed {
                    self.report_tag(tag.as_deref(), tag_at);
                }
                // A key says which value it is, whatever its tag; a value could be meant as anything.
                if is_allowed || self.is_key_next() {
                    let (value, weight) = make_scalar(text, style, span, tag.is_some());
                    self.add_node(Node { span, value }, anchor, weight);
                } else {
                    self.add_node(Node { span, value: Value::Broken }, anchor, 1);
                }
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.report_tag(tag.as_deref(), tag_at);
                self.start_collection(Collection::List, span, anchor);
            }
            Event::MappingStart(_, anchor, tag) => {
                self.report_tag(tag.as_deref(), tag_at);
                self.start_collection(Collection::Map, span, anchor);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end_collection(span),
            Event::Anchor(id, name) => self.add_anchor(id, &name, span),
            Event::Alias(id) => self.add_alias(id, span),
            Event::UnresolvedAlias(name) => self.add_broken(explain_unknown_alias(&name, span), span),
            _ => {}
        }
    }

    fn add_anchor(&mut self, id: usize, name: &str, span: Span) {
        if is_anchor_name(name) {
            self.unused_anchors.insert(id, span);
            return;
        }
        self.report(explain_anchor_name(name, span));
    }

    fn is_key_next(&self) -> bool {
        let map = self.open.last().filter(|open| matches!(open.collection, Collection::Map));
        map.is_some_and(|map| map.children.len() % 2 == 0)
    }

    fn report_tag(&mut self, tag: Option<&Tag>, span: Span) {
        self.problems.extend(tag.map(|tag| explain_tag(tag, span)));
    }

    fn start_collection(&mut self, collection: Collection, span: Span, anchor: usize) {
        self.open.push(Open { span, anchor, collection, children: Vec::new(), weight: 1 });
    }

    fn end_collection(&mut self, end: Span) {
        let Some(open) = self.open.pop() else { return };
        let value = match open.collection {
            Collection::List => Value::List(open.children),
            Collection::Map => self.pair_members(&open.children),
        };
        let span = Span::new(open.span.start, end.end.max(open.span.end));
        self.add_node(Node { span, value }, open.anchor, open.weight);
    }

    fn pair_members(&mut self, children: &[Rc<Node>]) -> Value {
        let mut members = Vec::<(Rc<Node>, Rc<Node>)>::with_capacity(children.len() / 2);
        // The parser takes equal keys, of which only people can tell which one is meant.
        let mut seen = HashMap::<&str, Span>::new();
        let mut merged = Vec::new();
        for pair in children.chunks_exact(2) {
            let [key, value] = pair else { continue };
            if let Some(problem) = explain_key(key, self.text) {
                self.report(problem);
                members.extend(self.recover_key(key));
                continue;
            }
            let Some(name) = key.scalar() else { continue };
            if key.is_merge_key() {
                self.report(explain_merge_key(key.span));
                merged.extend(list_merged_members(value));
                continue;
            }
            if let Some(first) = seen.get(name) {
                self.report(
                    Problem::error("duplicate-key", key.span, format!("duplicate key `{name}`"))
                        .also(*first, "first defined here")
                        .help("remove one of them"),
                );
                continue;
            }
            seen.insert(name, key.span);
            members.push((Rc::clone(key), Rc::clone(value)));
        }
        // Keys that are merged into the map aren't missing, and what is wrong with them was reported where they are.
        let is_new = |key: &Node| key.scalar().is_some_and(|name| !seen.contains_key(name));
        members.extend(merged.into_iter().filter(|(key, _)| is_new(key)));
        Value::Map(members)
    }

    /// Takes the first line of a key for the one that was meant, so that it isn't missing.
    fn recover_key(&self, key: &Node) -> Option<(Rc<Node>, Rc<Node>)> {
        key.scalar()?;
        let mut lines = self.text.get(key.span.start..key.span.end)?.lines();
        let first_line = lines.next()?;
        let is_comment = is_foreign_comment(first_line);
        let written = if is_comment { lines.last()?.trim().trim_matches('"') } else { first_line.trim() };
        let value = Value::Scalar { text: written.to_owned(), style: Style::Plain };
        let node = |value| Rc::new(Node { span: key.span, value });
        Some((node(value), node(Value::Broken)))
    }

    fn add_alias(&mut self, id: usize, span: Span) {
        self.unused_anchors.remove(&id);
        let Some((node, weight)) = self.anchors.get(&id).map(|(node, weight)| (Rc::clone(node), *weight))
        else {
            let problem =
                Problem::error("yaml", span, "alias of a value that contains it").help("write the value out");
            return self.add_broken(problem, span);
        };
        let before = self.aliased;
        self.aliased = before.saturating_add(weight);
        // It was reported at the alias that passed the limit; those behind it are only cut off.
        if before > MAX_ALIASED_BYTES {
            return self.attach(Rc::new(Node { span, value: Value::Broken }), 1);
        }
        if self.aliased > MAX_ALIASED_BYTES {
            let message = "aliases expand to more than 4 MiB";
            let problem = Problem::error("limit", span, message).help("write the values out");
            return self.add_broken(problem, span);
        }
        self.attach(node, weight);
    }

    fn add_broken(&mut self, problem: Problem, span: Span) {
        self.report(problem);
        self.attach(Rc::new(Node { span, value: Value::Broken }), 1);
    }

    fn add_node(&mut self, node: Node, anchor: usize, weight: usize) {
        let node = Rc::new(node);
        if anchor != 0 {
            self.anchors.insert(anchor, (Rc::clone(&node), weight));
        }
        self.attach(node, weight);
    }

    fn attach(&mut self, node: Rc<Node>, weight: usize) {
        match self.open.last_mut() {
            Some(open) => {
                open.children.push(node);
                open.weight = open.weight.saturating_add(weight);
            }
            None => self.root = Some(node),
        }
    }
}

/// Returns whether a tag is `!!str`, which says what quotes say.
fn is_string_tag(tag: &Tag) -> bool {
    tag.is_yaml_core_schema_tag("str")
}

/// Makes a scalar, and returns what an alias of it costs.
fn make_scalar(text: Cow<'_, str>, style: ScalarStyle, span: Span, is_tagged: bool) -> (Value, usize) {
    let is_plain = style == ScalarStyle::Plain;
    // The parser gives `~` for a value that isn't there, which is the empty text.
    let text = if is_plain && span.is_empty() { String::new() } else { text.into_owned() };
    let weight = text.len() + 1;
    let style = if is_plain && !is_tagged { Style::Plain } else { Style::Quoted };
    (Value::Scalar { text, style }, weight)
}

/// Lists the members of the map, or of the maps, behind a merge key.
fn list_merged_members(value: &Node) -> Vec<(Rc<Node>, Rc<Node>)> {
    let maps = match &value.value {
        Value::List(maps) => maps.iter().map(|map| &**map).collect(),
        _ => vec![value],
    };
    let mut merged = Vec::new();
    for map in maps {
        if let Value::Map(members) = &map.value {
            merged.extend(members.iter().take(MAX_MERGED_KEYS - merged.len()).cloned());
        }
    }
    merged
}
