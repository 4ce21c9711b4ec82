//! Explains what YAML allows and a catalog doesn't.

use granit_parser::Tag;

use super::colon::{explain_foreign_comment, is_foreign_comment};
use super::{Node, Value};
use crate::problem::Problem;
use crate::span::Span;

pub(super) fn explain_tag(tag: &Tag, span: Span) -> Problem {
    let message = format!("unsupported tag `{}`", tag.original());
    let help = if tag.is_yaml_core_schema() {
        "remove it: the place of a value says what it is, and quotes make it a string"
    } else {
        "remove it, or put quotes around a text that starts with `!`"
    };
    Problem::error("yaml", span, message).help(help)
}

/// Explains why a node can't be a key; returns none if it can, and if the reason was reported already.
pub(super) fn explain_key(key: &Node, text: &str) -> Option<Problem> {
    let written = text.get(key.span.start..key.span.end).unwrap_or_default();
    let (message, help) = match &key.value {
        Value::Scalar { .. } if written.is_empty() => {
            ("missing key before `:`".to_owned(), "write a key, or remove the `:`")
        }
        Value::Scalar { .. } if is_foreign_comment(written) => {
            return Some(explain_foreign_comment(key.span, text));
        }
        Value::Scalar { .. } if written.contains(['\n', '\r']) => (
            "key on several lines".to_owned(),
            "write the key on one line; a colon or a comma may be missing before it",
        ),
        Value::Broken | Value::Scalar { .. } => return None,
        Value::List(_) | Value::Map(_) => (
            format!("expected text as a key, found {}", key.describe()),
            "put quotes around a key that starts with `[` or `{`",
        ),
    };
    Some(Problem::error("yaml", key.span, message).help(help))
}

pub(super) fn explain_merge_key(span: Span) -> Problem {
    let help = "write the keys out; an alias can be a whole value, as in `retry: *transient`";
    Problem::error("yaml", span, "unsupported merge key `<<`").help(help)
}

/// Returns whether every version of YAML allows the name. The current one allows nearly everything, such as `'a'`,
/// which is rather the start of a text.
pub(super) fn is_anchor_name(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

pub(super) fn explain_anchor_name(name: &str, span: Span) -> Problem {
    let help = "use letters, digits, `_` and `-`; put quotes around a text that starts with `&`";
    Problem::error("yaml", span, format!("invalid name of an anchor: `{name}`")).help(help)
}

pub(super) fn explain_unknown_alias(name: &str, span: Span) -> Problem {
    let problem = Problem::error("yaml", span, format!("unknown alias `*{name}`"));
    if is_anchor_name(name) {
        let help = "before it, or put quotes around a text that starts with `*`";
        problem.help(format!("define the anchor `&{name}` {help}"))
    } else {
        problem.help("put quotes around a text that starts with `*`")
    }
}
