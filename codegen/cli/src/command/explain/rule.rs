//! Says what breaks a rule of catalogs or of the command, and what to do about it.

use errspec_spec::vocabulary::{CATALOG_RULES, LINTS};

use super::{ExplainFormat, json};
use crate::exit::ExitKind;
use crate::failure::CommandResult;
use crate::terminal::{BOLD, print_line};

/// A rule, as problems name it in brackets.
pub(super) struct ExplainedRule {
    pub(super) name: &'static str,
    pub(super) finds: &'static str,
    pub(super) reason: &'static str,
    /// A part of a catalog that breaks it, and the same part as it should be.
    pub(super) example: Option<(&'static str, &'static str)>,
    /// Whether a catalog can set its level.
    pub(super) is_lint: bool,
}

/// What the command itself finds: the name, what breaks the rule, and what to do.
const COMMAND_RULES: [(&str, &str, &str); 16] = [
    (
        "not-generated",
        "An output that is missing, or not what its catalog generates.",
        "Run `cargo errspec generate`, and check in what it writes.",
    ),
    (
        "left-over-output",
        "The page of an error that the catalog no longer has.",
        "Run `cargo errspec generate`, which deletes it.",
    ),
    (
        "broken-region",
        "A page in which one of the marks of a region is missing, or is there twice.",
        "Write `<!-- errspec:begin -->` and `<!-- errspec:end -->` once each, in this order.",
    ),
    (
        "unseen-catalog",
        "A build script that names a catalog by something else than a literal.",
        "Name it in Cargo.toml as well, under `[[package.metadata.errspec.catalogs]]`.",
    ),
    (
        "bump-not-allowed",
        "Changes that need a larger version than `--allow` says.",
        "Keep what was published, or release that version.",
    ),
    (
        "code-reused",
        "A retired code that is in use again.",
        "Old clients take it for what it was. Choose another code.",
    ),
    (
        "nothing-fits",
        "A code, status or name that no catalog lists.",
        "Correct it, or name another `--catalog`.",
    ),
    (
        "unlisted-code",
        "A code that came, and that no entry has.",
        "Add an entry; `cargo errspec audit --draft` prints one.",
    ),
    (
        "unlisted-status",
        "A listed code that came at another status.",
        "Add the status to the entry, if the API means it.",
    ),
    (
        "unmatched-code",
        "A listed code that came where the `match` of no entry holds.",
        "Correct a `match`, or add an entry for the rest.",
    ),
    (
        "unrecognized-response",
        "An error that came without a code, and that no entry fits.",
        "Correct the places of the envelope, or add an entry for the status.",
    ),
    (
        "hidden-failure",
        "A success that looks like a failure.",
        "Say in `failed_2xx` when a success is an error, or in `partial` where it lists failures.",
    ),
    (
        "field-type",
        "A field that came with a value of another type.",
        "Correct the type, or have the API send what the catalog says.",
    ),
    (
        "retry-mismatch",
        "A wait or a verdict of the server that contradicts the retry hint.",
        "Correct the hint, which is in force where the server says nothing.",
    ),
    (
        "unread-body",
        "An error whose body is encoded otherwise, or was left out of the recording.",
        "Record the bodies of responses, without compression or in gzip or deflate.",
    ),
    (
        "unreadable-exchange",
        "A part of a recording that is no response.",
        "Look at the line or entry that is named: the recording may be cut off, or of several formats.",
    ),
];

/// Returns the rule that was written, as its name or in brackets.
pub(super) fn find_rule(words: &[String]) -> Option<ExplainedRule> {
    let [word] = words else { return None };
    let word = word.trim();
    let in_brackets = word.strip_suffix(']').and_then(|word| Some(word.split_once('[')?.1));
    let wanted = in_brackets.unwrap_or(word);
    list_rules().find(|rule| rule.name == wanted)
}

fn list_rules() -> impl Iterator<Item = ExplainedRule> {
    let lints = LINTS.into_iter().map(|lint| ExplainedRule {
        name: lint.name,
        finds: lint.finds,
        reason: lint.reason,
        example: Some((lint.before, lint.after)),
        is_lint: true,
    });
    let of_catalogs = CATALOG_RULES.iter().map(|rule| ExplainedRule {
        name: rule.name,
        finds: rule.finds,
        reason: rule.remedy,
        example: rule.example,
        is_lint: false,
    });
    let of_command = COMMAND_RULES.iter().map(|&(name, finds, reason)| ExplainedRule {
        name,
        finds,
        reason,
        example: None,
        is_lint: false,
    });
    lints.chain(of_catalogs).chain(of_command)
}

/// Prints what breaks a rule, what to do, an example, and how the level of a lint is set.
pub(super) fn explain_rule(rule: &ExplainedRule, format: ExplainFormat) -> CommandResult {
    if format == ExplainFormat::Json {
        json::print_rule(rule)?;
        return Ok(ExitKind::Clean);
    }
    let ExplainedRule { name, finds, reason, example, is_lint } = rule;
    let mut parts = vec![format!("{BOLD}{name}{BOLD:#}\n{finds}"), (*reason).to_owned()];
    if let Some((before, after)) = example {
        parts.push(format!("{BOLD}before{BOLD:#}\n{}", indent(before)));
        parts.push(format!("{BOLD}after{BOLD:#}\n{}", indent(after)));
    }
    if *is_lint {
        parts.push(format!("Level: warn unless the catalog says `lints: {{ {name}: off }}` or `deny`"));
    }
    print_line(&parts.join("\n\n"))?;
    Ok(ExitKind::Clean)
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}
