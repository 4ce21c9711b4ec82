//! Builds the tree of nodes from the events of the YAML parser.

use std::collections::HashMap;
use std::rc::Rc;

use granit_parser::{Event, ScalarStyle, Tag};

use super::{Node, Style, Value};
use crate::problem::Problem;
use crate::span::Span;

/// The limit of what aliases expand to, which `FORMAT.md` states.
const MAX_ALIASED_BYTES: usize = 16 * 1024 * 1024;

pub(super) struct Builder<'p> {
    problems: &'p mut Vec<Problem>,
    open: Vec<Open>,
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
    pub(super) fn new(problems: &'p mut Vec<Problem>) -> Self {
        Self { problems, open: Vec::new(), anchors: HashMap::new(), aliased: 0, root: None }
    }

    pub(super) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    pub(super) fn has_root(&self) -> bool {
        self.root.is_some()
    }

    pub(super) fn into_root(self) -> Option<Rc<Node>> {
        self.root
    }

    pub(super) fn add_event(&mut self, event: Event<'_>, span: Span, tag_span: Option<Span>) {
        let tag_at = tag_span.unwrap_or(span);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.check_tag(tag.as_deref(), tag_at);
                let is_plain = style == ScalarStyle::Plain && tag.is_none();
                // The parser gives `~` for a value that isn't there, which is the empty text.
                let text = if is_plain && span.is_empty() { String::new() } else { text.into_owned() };
                let weight = text.len() + 1;
                let style = if is_plain { Style::Plain } else { Style::Quoted };
                self.add_node(Node { span, value: Value::Scalar { text, style } }, anchor, weight);
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), tag_at);
                self.start_collection(Collection::List, span, anchor);
            }
            Event::MappingStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), tag_at);
                self.start_collection(Collection::Map, span, anchor);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end_collection(span),
            Event::Alias(id) => self.add_alias(id, span),
            Event::UnresolvedAlias(name) => {
                let problem = Problem::error("yaml", span, format!("unknown alias `*{name}`"))
                    .help(format!("define the anchor `&{name}` before it, or write the value out"));
                self.add_broken(problem, span);
            }
            _ => {}
        }
    }

    /// Reports a tag, unless it is `!!str`, which says what quotes say.
    fn check_tag(&mut self, tag: Option<&Tag>, span: Span) {
        if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema_tag("str")) {
            let message = format!("unsupported tag `{}`", tag.original());
            let help = "remove the tag; quote the value if it has to be a string";
            self.report(Problem::error("yaml", span, message).help(help));
        }
    }

    fn start_collection(&mut self, collection: Collection, span: Span, anchor: usize) {
        self.open.push(Open { span, anchor, collection, children: Vec::new(), weight: 1 });
    }

    fn end_collection(&mut self, end: Span) {
        let Some(open) = self.open.pop() else { return };
        let value = match open.collection {
            Collection::List => Value::List(open.children),
            Collection::Map => self.pair_members(open.children),
        };
        let span = Span::new(open.span.start, end.end.max(open.span.end));
        self.add_node(Node { span, value }, open.anchor, open.weight);
    }

    fn pair_members(&mut self, children: Vec<Rc<Node>>) -> Value {
        let mut members = Vec::<(Rc<Node>, Rc<Node>)>::with_capacity(children.len() / 2);
        // The parser takes equal keys, of which only people can tell which one is meant.
        let mut seen = HashMap::<String, Span>::new();
        let mut children = children.into_iter();
        while let (Some(key), Some(value)) = (children.next(), children.next()) {
            let Some(name) = key.scalar() else {
                let message = format!("expected text as a key, found {}", key.describe());
                self.report(Problem::error("yaml", key.span, message));
                continue;
            };
            if let Some(first) = seen.get(name) {
                self.report(
                    Problem::error("duplicate-key", key.span, format!("duplicate key `{name}`"))
                        .also(*first, "first defined here")
                        .help("remove one of them"),
                );
                continue;
            }
            seen.insert(name.to_owned(), key.span);
            members.push((key, value));
        }
        Value::Map(members)
    }

    fn add_alias(&mut self, id: usize, span: Span) {
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
            let message = "aliases expand to more than 16 MiB";
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
