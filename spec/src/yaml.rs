//! Reads YAML into a tree of nodes that keeps what was written: the text of every scalar, and where it is.
//!
//! This is the one module that knows YAML.

use std::rc::Rc;

use granit_parser::{Event, Options, Parser};

use crate::foreign::explain_foreign_bytes;
use crate::problem::Problem;
use crate::span::Span;

mod builder;
mod colon;
mod conflict;
mod mistake;
mod syntax;
mod syntax_message;
#[cfg(test)]
mod tests;
mod unquoted;

use builder::Builder;
use conflict::find_conflicts;
use syntax::explain_syntax_error;

/// The limit of a file, which `FORMAT.md` states.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// What a file holds.
pub(crate) struct Document {
    pub(crate) root: Rc<Node>,
    /// The anchors that no alias names.
    pub(crate) unused_anchors: Vec<Span>,
}

/// A value of the file. Aliases share the node that they name.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

#[derive(Debug)]
pub(crate) enum Value {
    Scalar {
        text: String,
        style: Style,
    },
    List(Vec<Rc<Node>>),
    /// Keys are scalars, each once.
    Map(Vec<(Rc<Node>, Rc<Node>)>),
    /// A value that was reported and can't be used.
    Broken,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Without quotes, on one line.
    Plain,
    /// In any other way, so that it is a string.
    Quoted,
}

impl Node {
    /// Returns whether it is YAML's null: nothing, `~` or `null`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, style: Style::Plain }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Returns whether it is a scalar in quotes, or a block of text.
    pub(crate) fn is_quoted(&self) -> bool {
        matches!(self.value, Value::Scalar { style: Style::Quoted, .. })
    }

    /// Returns whether a value in it, or it itself, was reported and can't be used.
    pub(crate) fn contains_broken(&self) -> bool {
        // Aliases of aliases are nested deeper than a stack may be.
        let mut rest = vec![self];
        while let Some(node) = rest.pop() {
            match &node.value {
                Value::Scalar { .. } => {}
                Value::List(nodes) => rest.extend(nodes.iter().map(|node| &**node)),
                Value::Map(members) => {
                    for (key, value) in members {
                        rest.extend([&**key, &**value]);
                    }
                }
                Value::Broken => return true,
            }
        }
        false
    }

    /// Returns whether it is the key `<<`, which YAML 1.1 took for "all keys of another map".
    fn is_merge_key(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, style: Style::Plain } if text == "<<")
    }

    /// Returns the text of a scalar.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Returns whether a list or map is written with brackets.
    pub(crate) fn is_bracketed(&self, text: &str) -> bool {
        text.get(self.span.start..).is_some_and(|rest| rest.starts_with(['[', '{']))
    }

    /// Returns where a comment starts that is on the line on which a scalar without quotes ends.
    pub(crate) fn find_trailing_comment(&self, text: &str) -> Option<Span> {
        let Value::Scalar { style: Style::Plain, .. } = self.value else { return None };
        let rest = text.get(self.span.end..)?.lines().next()?;
        let comment = rest.trim_start_matches([' ', '\t']);
        let start = self.span.end + rest.len() - comment.len();
        comment.starts_with('#').then(|| Span::new(start, start + comment.trim_end().len()))
    }

    /// Says what it is, for messages.
    pub(crate) fn describe(&self) -> &'static str {
        match &self.value {
            Value::Scalar { .. } if self.is_null() => "nothing",
            Value::Scalar { .. } => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
            Value::Broken => "an invalid value",
        }
    }
}

/// Decodes the bytes of a file. What is wrong with them is reported, and the text can still be shown.
pub(crate) fn decode_text(bytes: &[u8]) -> (String, Vec<Problem>) {
    if bytes.len() > MAX_BYTES {
        let message =
            format!("file too large: it has {} bytes, the limit is 4 MiB ({MAX_BYTES} bytes)", bytes.len());
        let problem =
            Problem::error("limit", Span::default(), message).help("split the catalog, one file per API");
        return (String::new(), vec![problem]);
    }
    if let Some((text, problem)) = explain_foreign_bytes(bytes) {
        return (text, vec![problem]);
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(body) {
        Ok(text) => (text.to_owned(), Vec::new()),
        Err(error) => {
            let problem = Problem::error("encoding", Span::at(error.valid_up_to()), "invalid UTF-8")
                .label("the first invalid byte")
                .help("save the file as UTF-8");
            (String::from_utf8_lossy(body).into_owned(), vec![problem])
        }
    }
}

/// Reads the one document of a text; returns none if nothing of it can be read.
pub(crate) fn parse_document(text: &str, problems: &mut Vec<Problem>) -> Option<Document> {
    problems.extend(find_conflicts(text));
    if !problems.is_empty() {
        return None;
    }
    let mut options = Options::default();
    options.emit_anchor_events = true;
    options.emit_unresolved_aliases = true;
    options.set_emit_comments(false);
    let mut builder = Builder::new(text, problems);
    for next in Parser::new_from_str_with_options(text, options) {
        match next {
            Ok((Event::DocumentStart(..), span)) if builder.has_root() => {
                builder.report(
                    Problem::error("yaml", to_span(&span), "expected one document, found a second one")
                        .help("remove the `---`, or make it two files"),
                );
                break;
            }
            Ok((event, span)) => {
                builder.add_event(event, to_span(&span), span.tag_span().map(|tag| to_span(&tag)));
            }
            Err(error) => {
                builder.report_last(explain_syntax_error(&error, text));
                return None;
            }
        }
    }
    let document = builder.into_document();
    if document.as_ref().is_none_or(|document| document.root.is_null()) && problems.is_empty() {
        problems.push(explain_empty(text));
        return None;
    }
    document
}

fn explain_empty(text: &str) -> Problem {
    let message =
        if text.trim().is_empty() { "the file is empty" } else { "the file is empty but for comments" };
    Problem::error("yaml", Span::default(), message).help(
        "start with `errspec: 1`, then `api`, `envelope` and `errors`; `cargo errspec init -` prints an example",
    )
}

/// Finds the comments that contain a word, in a text that can be read.
pub(crate) fn find_comments(word: &str, text: &str) -> Vec<Span> {
    if !text.contains(word) {
        return Vec::new();
    }
    let mut options = Options::default();
    // The size of the file bounds them.
    options.max_buffered_comment_events = usize::MAX;
    let events = Parser::new_from_str_with_options(text, options).map_while(Result::ok);
    let comments = events.filter_map(|(event, span)| match event {
        Event::Comment(text, _) => {
            let mut words = text.split(|c: char| !c.is_alphanumeric());
            words.any(|part| part == word).then(|| to_span(&span))
        }
        _ => None,
    });
    comments.collect()
}

fn to_span(span: &granit_parser::Span) -> Span {
    span.byte_range().unwrap_or(0..0).into()
}
