//! Recognizes files of other kinds that were taken for a catalog, and says what to do with them.

use crate::problem::Problem;
use crate::span::Span;
use crate::suggestion::SuggestionBudget;
use crate::vocabulary::CATALOG;
use crate::yaml::{Node, Value};

mod beginning;
mod bytes;

pub(crate) use beginning::has_key_of_catalogs;
pub(crate) use bytes::explain_foreign_bytes;

use beginning::Beginning;

/// A kind of file that isn't a catalog.
struct ForeignKind {
    /// What messages call it.
    name: &'static str,
    help: &'static str,
}

const START: &str = "name the catalog instead, or start one: `cargo errspec init errors.yaml`";

const OPENAPI: ForeignKind = ForeignKind {
    name: "an OpenAPI document",
    help: "make a catalog of it: `cargo errspec import openapi FILE -o errors.yaml`",
};
const RECORDING: ForeignKind = ForeignKind {
    name: "recorded traffic",
    help: "make a catalog of the errors in it: `cargo errspec audit FILE --draft`",
};
const RESPONSE: ForeignKind = ForeignKind {
    name: "an HTTP response",
    help: "see what it is with `cargo errspec explain - < FILE`, or make a catalog of it: \
           `cargo errspec audit FILE --draft`",
};
const JSON: ForeignKind = ForeignKind {
    name: "other JSON",
    help: "make a catalog of it: `cargo errspec import json FILE -o errors.yaml`",
};
const MARKDOWN: ForeignKind = ForeignKind {
    name: "Markdown",
    help: "make a catalog of it: `cargo errspec import markdown FILE -o errors.yaml`",
};
const TABLE: ForeignKind = ForeignKind {
    name: "a table",
    help: "make a catalog of it: `cargo errspec import csv FILE -o errors.yaml`",
};
const WEB_PAGE: ForeignKind = ForeignKind {
    name: "a web page",
    help: "download the file that the page shows, or make a catalog of what you copy from the page: \
           `cargo errspec import markdown - -o errors.yaml`",
};
const LFS_POINTER: ForeignKind =
    ForeignKind { name: "a pointer of Git LFS", help: "get the file itself: `git lfs pull`" };
const LINK: ForeignKind = ForeignKind {
    name: "the path of another file",
    help: "name that file, or make git write links, not their texts: `git config core.symlinks true`",
};
const XML: ForeignKind = ForeignKind { name: "XML", help: START };
const TOML: ForeignKind = ForeignKind { name: "TOML", help: START };
const SOURCE_CODE: ForeignKind = ForeignKind { name: "source code", help: START };
const ENTRIES: ForeignKind = ForeignKind {
    name: "a list of entries",
    help: "put the list below `errors:`, after `errspec: 1`, `api` and `envelope`; `cargo errspec init -` prints an \
           example",
};
const OTHER_YAML: ForeignKind = ForeignKind { name: "other YAML", help: START };

type Test = fn(&Beginning<'_>) -> bool;

/// The kinds of which a text may be that shows a catalog.
const PAGES: [(Test, &ForeignKind); 2] =
    [(beginning::is_html, &WEB_PAGE), (beginning::has_block_of_markdown, &MARKDOWN)];

/// The other kinds that the beginning of a text tells; the first that fits counts.
const OTHER_KINDS: [(Test, &ForeignKind); 10] = [
    (beginning::is_xml, &XML),
    (beginning::is_lfs_pointer, &LFS_POINTER),
    (beginning::is_link, &LINK),
    (beginning::is_response, &RESPONSE),
    (beginning::is_lines_of_json, &RECORDING),
    (beginning::is_json, &JSON),
    (beginning::is_source_code, &SOURCE_CODE),
    (beginning::is_toml, &TOML),
    (beginning::has_heading, &MARKDOWN),
    (beginning::is_table, &TABLE),
];

/// Explains a text that is not a catalog with mistakes, but something else; `root` is what was read of it, if YAML was.
pub(crate) fn explain_foreign_text(text: &str, root: Option<&Node>) -> Option<Problem> {
    let Some(root) = root else { return explain_beginning(text) };
    match &root.value {
        Value::Map(members) => {
            let keys: Vec<_> = members.iter().map(|(key, _)| &**key).collect();
            // Where it is part of a longer text, a comment of another language is before it.
            let is_foreign = !has_key_of_catalogs(text);
            is_foreign.then(|| explain_map(&keys, root.is_bracketed(text))).flatten()
        }
        Value::List(_) if root.is_bracketed(text) => Some(report_kind(&JSON, root.span)),
        Value::List(items) => explain_list(items.first()?),
        Value::Scalar { .. } | Value::Broken => explain_beginning(text),
    }
}

fn explain_beginning(text: &str) -> Option<Problem> {
    let beginning = Beginning::find(text)?;
    let others = if has_key_of_catalogs(text) { &[][..] } else { &OTHER_KINDS };
    let (_, kind) = PAGES.iter().chain(others).find(|(is_kind, _)| is_kind(&beginning))?;
    Some(report_kind(kind, beginning.span))
}

/// Explains a map that has no key of a catalog, not even a misspelled one.
fn explain_map(keys: &[&Node], is_bracketed: bool) -> Option<Problem> {
    let find = |name: &str| keys.iter().find(|key| key.scalar() == Some(name));
    if let Some(key) = find("openapi").or_else(|| find("swagger")) {
        return Some(report_kind(&OPENAPI, key.span));
    }
    // Of HAR, and of what `generate json` writes.
    for (name, kind) in [("log", RECORDING), ("format", JSON)] {
        if let Some(key) = find(name).filter(|_| is_bracketed) {
            return Some(report_kind(&kind, key.span));
        }
    }
    let known: Vec<_> = CATALOG.names().collect();
    let mut suggestions = SuggestionBudget::new();
    let mut names = keys.iter().filter_map(|key| key.scalar());
    if names.any(|name| known.contains(&name) || suggestions.find_nearest(name, &known).is_some()) {
        return None;
    }
    Some(report_kind(if is_bracketed { &JSON } else { &OTHER_YAML }, keys.first()?.span))
}

/// Explains a list of entries, of which the first is given.
fn explain_list(first: &Node) -> Option<Problem> {
    let Value::Map(members) = &first.value else { return None };
    let mut keys = members.iter().filter_map(|(key, _)| key.scalar());
    keys.any(|key| matches!(key, "code" | "meaning")).then(|| report_kind(&ENTRIES, first.span))
}

fn report_kind(kind: &ForeignKind, span: Span) -> Problem {
    let message = format!("expected a catalog, found {}", kind.name);
    Problem::error("not-a-catalog", span, message).help(kind.help)
}
