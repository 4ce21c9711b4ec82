//! Says what breaks a rule, what a finding of `audit` or a change of `diff` is, and what to do about it.

use std::borrow::Cow;

use clap::ValueEnum as _;
use errspec_diff::{Bump, RULES, Rule, Verdict};
use errspec_spec::vocabulary::{CATALOG_RULES, LINTS};

use super::{ExplainFormat, json};
use crate::command::audit::finding_kind::FindingKind;
use crate::exit::ExitKind;
use crate::failure::CommandResult;
use crate::terminal::{BOLD, print_line};

/// A rule, as problems name it in brackets and reports of findings and changes name it.
pub(super) struct ExplainedRule {
    pub(super) name: &'static str,
    pub(super) finds: Cow<'static, str>,
    pub(super) reason: Cow<'static, str>,
    /// A part of a catalog that breaks it, and the same part as it should be.
    pub(super) example: Option<(&'static str, &'static str)>,
    /// Whether a catalog can set its level.
    pub(super) is_lint: bool,
}

impl ExplainedRule {
    fn new(
        name: &'static str,
        finds: impl Into<Cow<'static, str>>,
        reason: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { name, finds: finds.into(), reason: reason.into(), example: None, is_lint: false }
    }

    /// Explains a rule of `diff`: the version that a change needs, and what it means on both sides.
    fn of_change(rule: &Rule) -> Self {
        let finds = match (rule.verdict(), rule.bump()) {
            (Verdict::Forbidden, _) => "A change of a catalog that no version allows.".to_owned(),
            (Verdict::Allowed, Bump::None) => "A change of a catalog that needs no new version.".to_owned(),
            (Verdict::Allowed, bump) => format!("A change of a catalog that needs a {bump} version."),
        };
        let (decoding, sending) = (rule.decoding(), rule.sending());
        Self::new(
            rule.id(),
            finds,
            format!("For those who decode: {decoding}.\nFor those who send: {sending}."),
        )
    }
}

/// What only the command itself finds: the name, what breaks the rule, and what to do.
const COMMAND_RULES: [(&str, &str, &str); 8] = [
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
        "catalog-outside-package",
        "A catalog outside of the directory of a crate that can be published, which reads it when it is built.",
        "A package has only files of that directory. Put the catalog there, check in the Rust that is generated from it, or write `publish = false`.",
    ),
    (
        "bump-not-allowed",
        "Changes that need a larger version than `--allow` says.",
        "Keep what was published, or release that version.",
    ),
    (
        "nothing-fits",
        "A code, status or name that no catalog lists.",
        "Correct it, or name another `--catalog`.",
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
        example: Some((lint.before, lint.after)),
        is_lint: true,
        ..ExplainedRule::new(lint.name, lint.finds, lint.reason)
    });
    let of_catalogs = CATALOG_RULES.iter().map(|rule| ExplainedRule {
        example: rule.example,
        ..ExplainedRule::new(rule.name, rule.finds, rule.remedy)
    });
    let of_command =
        COMMAND_RULES.iter().map(|(name, finds, remedy)| ExplainedRule::new(name, *finds, *remedy));
    let of_audits = FindingKind::value_variants().iter().map(|kind| {
        let (finds, remedy) = kind.explain();
        ExplainedRule::new(kind.name(), finds, remedy)
    });
    let of_changes = RULES.iter().map(|rule| ExplainedRule::of_change(rule));
    lints.chain(of_catalogs).chain(of_command).chain(of_audits).chain(of_changes)
}

/// Prints what breaks a rule, what to do, an example, and how the level of a lint is set.
pub(super) fn explain_rule(rule: &ExplainedRule, format: ExplainFormat) -> CommandResult {
    if format == ExplainFormat::Json {
        json::print_rule(rule)?;
        return Ok(ExitKind::Clean);
    }
    let ExplainedRule { name, finds, reason, example, is_lint } = rule;
    let mut parts = vec![format!("{BOLD}{name}{BOLD:#}\n{finds}"), reason.to_string()];
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_a_name_of_its_own() {
        let mut names: Vec<_> = list_rules().map(|rule| rule.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
