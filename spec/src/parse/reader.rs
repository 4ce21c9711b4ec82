//! Reads maps and lists out of nodes and reports what it can't read.

use std::rc::Rc;

use super::parsed::{CommentedText, OddBoolean, OddPointer};
use crate::Arena;
use crate::hostile::explain_invisible;
use crate::problem::Problem;
use crate::span::{Lines, Span, Spanned};
use crate::suggestion::SuggestionBudget;
use crate::vocabulary::{self, Key, KeyList, ValueType};
use crate::yaml::{Node, Value};

/// Turns nodes into values, whose texts it keeps in an arena, and reports what it can't turn.
pub(super) struct Reader<'a, 'p> {
    pub(super) arena: &'a Arena,
    pub(super) problems: &'p mut Vec<Problem>,
    pub(super) lines: &'p Lines,
    text: &'p str,
    pub(super) suggestions: SuggestionBudget,
    pub(super) texts_before_comments: Vec<CommentedText<'a>>,
    pub(super) odd_booleans: Vec<Spanned<OddBoolean<'a>>>,
    pub(super) odd_pointers: Vec<Spanned<OddPointer<'a>>>,
}

type MapMembers = [(Rc<Node>, Rc<Node>)];

/// A map whose keys were checked.
pub(super) struct Map<'n> {
    pub(super) node: &'n Node,
    members: &'n MapMembers,
    /// The known keys that were probably meant by unknown ones.
    pub(super) mistyped: Vec<&'static str>,
}

impl<'n> Map<'n> {
    /// Returns the value of a key; a null counts as no value.
    pub(super) fn get(&self, key: &str) -> Option<&'n Node> {
        self.find_member(key).map(|(_, value)| value).filter(|value| !value.is_null())
    }

    /// Returns the nodes of a key and of its value, whatever it is.
    pub(super) fn find_member(&self, key: &str) -> Option<(&'n Node, &'n Node)> {
        let found = self.members.iter().find(|(name, _)| name.scalar() == Some(key));
        found.map(|(name, value)| (&**name, &**value))
    }

    /// Returns the span of a key, else of the map.
    pub(super) fn key_span(&self, key: &str) -> Span {
        self.find_member(key).map_or(self.node.span, |(name, _)| name.span)
    }

    fn lacks(&self, key: &Key) -> bool {
        match self.find_member(key.name) {
            // Whether a text may be empty is a matter of lints.
            Some((_, value)) if matches!(key.value, ValueType::Text) => {
                value.is_null() && value.scalar() != Some("")
            }
            Some((_, value)) => value.is_null(),
            None => true,
        }
    }
}

impl<'a, 'p> Reader<'a, 'p> {
    pub(super) fn new(
        arena: &'a Arena,
        text: &'p str,
        lines: &'p Lines,
        problems: &'p mut Vec<Problem>,
    ) -> Self {
        Self {
            arena,
            problems,
            lines,
            text,
            suggestions: SuggestionBudget::new(),
            texts_before_comments: Vec::new(),
            odd_booleans: Vec::new(),
            odd_pointers: Vec::new(),
        }
    }
}

impl<'a> Reader<'a, '_> {
    pub(super) fn keep_text(&self, text: &str) -> &'a str {
        self.arena.alloc_str(text)
    }

    pub(super) fn keep_list<T: Copy>(&self, list: &[T]) -> &'a [T] {
        self.arena.alloc_slice_copy(list)
    }

    pub(super) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    pub(super) fn report_invalid(
        &mut self,
        node: &Node,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let unseen = node.scalar().and_then(explain_invisible);
        self.report(
            Problem::error("invalid-value", node.span, message).help(unseen.unwrap_or_else(|| help.into())),
        );
    }

    /// Reports a value of the wrong type, with an example of the right one; without one, text is expected.
    pub(super) fn report_type(&mut self, node: &Node, expected: &str, example: Option<&str>) {
        // The reason why it is broken was reported already.
        if matches!(node.value, Value::Broken) {
            return;
        }
        let message = format!("expected {expected}, found {}", node.describe());
        let problem = Problem::error("wrong-type", node.span, message);
        let is_bracketed = node.is_bracketed(self.text);
        self.report(match (example, &node.value) {
            (Some(example), _) => problem.help(format!("write `{example}`")),
            (None, Value::List(_)) if is_bracketed => {
                problem.help("put quotes around a text that starts with `[`")
            }
            (None, Value::List(_)) => problem.help("write one text, without `-`, or in quotes"),
            (None, Value::Map(_)) if is_bracketed => {
                problem.help("put quotes around a text that starts with `{`")
            }
            (None, Value::Map(_)) => problem.help("put quotes around a text that contains `: `"),
            (None, _) => problem,
        });
    }

    /// Reports a name that isn't one of the known ones, and returns the nearest of them.
    pub(super) fn report_unknown(
        &mut self,
        span: Span,
        rule: &'static str,
        message: String,
        name: &str,
        known: &[&'static str],
    ) -> Option<&'static str> {
        let (help, nearest) = self.suggest_name(name, known);
        self.report(Problem::error(rule, span, message).help(help));
        nearest
    }

    /// Says what to write instead of an unknown name, and returns the nearest of the known ones.
    fn suggest_name(&mut self, name: &str, known: &[&'static str]) -> (String, Option<&'static str>) {
        let nearest = self.suggestions.find_nearest(name, known);
        let help = match (explain_invisible(name), nearest) {
            (Some(help), _) => help,
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => format!("write one of {}", quote_names(known)),
        };
        (help, nearest)
    }

    /// Parses a map and reports the keys that it must not have, and those that it lacks.
    pub(super) fn parse_map<'n>(&mut self, node: &'n Node, list: &KeyList) -> Option<Map<'n>> {
        let members = self.parse_members(node, list.example)?;
        let mistyped = self.report_unknown_keys(members, list);
        let map = Map { node, members, mistyped };
        for key in list.keys {
            if let Some(example) = key.example().filter(|_| map.lacks(key)) {
                self.report_missing(&map, key.name, example);
            }
            if let Some((_, value)) = map.find_member(key.name).filter(|_| key.value.is_text()) {
                self.note_trailing_comment(value);
            }
        }
        Some(map)
    }

    /// Keeps a text and the comment behind it, for the lint that judges them.
    pub(super) fn note_trailing_comment(&mut self, node: &Node) {
        if let Some(comment) = node.find_trailing_comment(self.text) {
            let text = self.keep_text(node.scalar().unwrap_or_default());
            let comment_text = self.keep_text(&self.text[comment.start..comment.end]);
            let commented = CommentedText { text, comment: comment_text, span: comment };
            self.texts_before_comments.push(commented);
        }
    }

    fn report_unknown_keys(&mut self, members: &MapMembers, list: &KeyList) -> Vec<&'static str> {
        let mut mistyped = Vec::new();
        let known: Vec<_> = list.names().collect();
        for (key, _) in members {
            let name = key.scalar().unwrap_or_default();
            if !list.contains(name) {
                let message = format!("unknown key `{name}` in {}", list.subject);
                let problem = Problem::error("unknown-key", key.span, message);
                let (help, nearest) = self.suggest_name(name, &known);
                // The list of names helps nobody whose key is right, and in the wrong map.
                let helps = match (suggest_map(name), nearest) {
                    (Some(other), Some(_)) => vec![help, other],
                    (Some(other), None) => vec![other],
                    (None, _) => vec![help],
                };
                self.report(helps.into_iter().fold(problem, Problem::help));
                mistyped.extend(nearest);
            }
        }
        mistyped
    }

    /// Reports that a map lacks a key, unless an unknown key was reported that probably is this one.
    pub(super) fn report_missing(&mut self, map: &Map<'_>, key: &str, example: &str) {
        if map.mistyped.contains(&key) {
            return;
        }
        let problem = match map.find_member(key) {
            // YAML ends a map where the next line isn't indented: what stands there is no part of the value.
            Some((name, _)) => Problem::error("missing-key", name.span, format!("`{key}` has no value"))
                .help(suggest_value(example)),
            None => {
                Problem::error("missing-key", Span::at(map.node.span.start), format!("missing key `{key}`"))
                    .help(format!("add `{example}`"))
            }
        };
        self.report(problem);
    }

    pub(super) fn parse_members<'n>(&mut self, node: &'n Node, example: &str) -> Option<&'n MapMembers> {
        if let Value::Map(members) = &node.value {
            return Some(members);
        }
        self.report_type(node, "a map", Some(example));
        None
    }

    pub(super) fn parse_list<'n>(&mut self, node: &'n Node, example: &str) -> &'n [Rc<Node>] {
        if let Value::List(list) = &node.value {
            return list;
        }
        self.report_type(node, "a list", Some(example));
        &[]
    }

    /// Returns the nodes of a list, or the one node that counts as a list of one.
    pub(super) fn parse_one_or_many<'n>(&mut self, node: &'n Node, key: &str) -> Vec<&'n Node> {
        let Value::List(list) = &node.value else { return vec![node] };
        if list.is_empty() {
            let help = "write at least one value, or leave the key out";
            self.report_invalid(node, format!("empty list in `{key}`"), help);
        }
        list.iter().map(|node| &**node).collect()
    }
}

/// Says in which of the large maps a key belongs, if it is one of them.
fn suggest_map(name: &str) -> Option<String> {
    let maps = [&vocabulary::CATALOG, &vocabulary::ENVELOPE, &vocabulary::ENTRY];
    let subjects: Vec<_> = maps.into_iter().filter(|map| map.contains(name)).map(|map| map.subject).collect();
    (!subjects.is_empty()).then(|| format!("`{name}` belongs in {}", subjects.join(" or in ")))
}

/// Says where the value of a key is written, by an example of both.
fn suggest_value(example: &str) -> String {
    match example.strip_suffix(':') {
        Some(_) => "write a list below it, each item of which starts with `- `".to_owned(),
        None => format!("write it behind the colon, or below it and indented: `{example}`"),
    }
}

fn quote_names(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
