//! What is allowed in a catalog and seldom meant. Each finding is a warning, unless `lints` gives it another level.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::Meant;
use crate::model::{Entry, Hint, Life, LintLevel, Piece, Statuses, Strategy, Template};
use crate::problem::Problem;
use crate::read::{Read, Spans};

/// The lints by name, each with why there is such a lint and what looks for it.
pub(crate) const LINTS: [(&str, &str, Lint); 11] = [
    (
        "action-without-guidance",
        "Whoever gets the error wants to know what to do, not only that it's on them.",
        action_without_guidance,
    ),
    (
        "client-error-backoff",
        "A request that was refused for what it is doesn't get better by waiting.",
        client_error_backoff,
    ),
    (
        "duplicate-meaning",
        "Two errors that mean the same are one, or one of them is described wrongly.",
        duplicate_meaning,
    ),
    ("empty-meaning", "The meaning is what people read everywhere.", empty_meaning),
    (
        "meaning-repeats-code",
        "`not_found`: \"Not found.\" says nothing that the code doesn't.",
        meaning_repeats_code,
    ),
    ("mixed-code-styles", "Codes are typed by hand and compared to the letter.", mixed_code_styles),
    ("server-error-never", "The server failed, not the request; it may work later.", server_error_never),
    (
        "throttled-without-wait",
        "Clients that are told to slow down need to know by how much.",
        throttled_without_wait,
    ),
    ("todo", "What an import couldn't know is for somebody to write.", todo),
    (
        "unknown-replacement",
        "A note that sends people to an error that isn't there is worse than none.",
        unknown_replacement,
    ),
    (
        "unknown-template-field",
        "A template with a name that is no field is never used.",
        unknown_template_field,
    ),
];

pub(crate) type Lint = fn(&Read, &mut dyn FnMut(Finding));

pub(crate) struct Finding {
    span: Range<usize>,
    message: String,
    help: String,
    /// Another place that it is about.
    also: Option<(Range<usize>, &'static str)>,
}

/// Runs every lint that isn't off.
pub(crate) fn lint(read: &Read) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (rule, _, lint) in LINTS {
        let level = read.lints.get(rule).copied().unwrap_or(LintLevel::Warn);
        if level == LintLevel::Off {
            continue;
        }
        lint(read, &mut |Finding { span, message, help, also }| {
            let problem = Problem::of_lint(level, rule, &span, message).help(help);
            problems.push(match also {
                Some((span, text)) => problem.also(&span, text),
                None => problem,
            });
        });
    }
    problems
}

fn find(report: &mut dyn FnMut(Finding), span: &Range<usize>, message: String, help: impl Into<String>) {
    report(Finding { span: span.clone(), message, help: help.into(), also: None });
}

fn live(read: &Read) -> impl Iterator<Item = &(Entry, Spans)> {
    read.entries.iter().filter(|(entry, _)| !matches!(entry.life, Life::Retired(_)))
}

/// An entry and the hint that is in force for it.
fn hinted(read: &Read) -> impl Iterator<Item = (&Entry, &Spans, &Hint)> {
    live(read).filter_map(|(entry, spans)| {
        let hint = entry.retry.as_ref().or_else(|| read.retry.for_statuses(&entry.statuses))?;
        Some((entry, spans, hint))
    })
}

fn action_without_guidance(read: &Read, report: &mut dyn FnMut(Finding)) {
    for (_, spans, _) in hinted(read).filter(|(entry, _, hint)| {
        matches!(hint.strategy, Strategy::Action { .. }) && entry.guidance.is_none()
    }) {
        let message = "an action without guidance".to_owned();
        find(report, &spans.retry, message, "say in `guidance` how it is done");
    }
}

fn client_error_backoff(read: &Read, report: &mut dyn FnMut(Finding)) {
    for (entry, spans, _) in
        hinted(read).filter(|(_, _, hint)| matches!(hint.strategy, Strategy::Backoff { .. }))
    {
        let transient = [408, 409, 425, 429];
        let client = |status: &u16| (400..500).contains(status) && !transient.contains(status);
        let status = statuses(entry).iter().find(|status| client(status)).map(u16::to_string);
        let class = (entry.statuses == Statuses::Class(4)).then(|| "4xx".to_owned());
        if let Some(status) = status.or(class) {
            let message = format!("a backoff after status {status}, which blames the request");
            find(
                report,
                &spans.retry,
                message,
                "write `never`, or `{ action: … }` where somebody can mend it",
            );
        }
    }
}

fn server_error_never(read: &Read, report: &mut dyn FnMut(Finding)) {
    for (entry, spans, _) in hinted(read).filter(|(_, _, hint)| hint.strategy == Strategy::Never) {
        // What isn't implemented (501) or not supported (505) stays so.
        let server = |status: &u16| (500..600).contains(status) && ![501, 505].contains(status);
        let class = (entry.statuses == Statuses::Class(5)).then_some(500);
        if statuses(entry).iter().copied().chain(class).any(|status| server(&status)) {
            let message = "`never` after a 5xx, which blames the server".to_owned();
            find(report, &spans.retry, message, "write `backoff 1s`, or `{ action: … }` if no wait helps");
        }
    }
}

fn throttled_without_wait(read: &Read, report: &mut dyn FnMut(Finding)) {
    for (entry, spans, _) in
        hinted(read).filter(|(_, _, hint)| matches!(hint.strategy, Strategy::Never | Strategy::Once))
    {
        if statuses(entry).contains(&429) {
            let message = "status 429 without a wait".to_owned();
            find(report, &spans.retry, message, "write `after 60s`; what the server asks for replaces it");
        }
    }
}

fn empty_meaning(read: &Read, report: &mut dyn FnMut(Finding)) {
    for (_, spans) in live(read).filter(|(entry, spans)| entry.meaning.is_empty() && !spans.broken) {
        find(
            report,
            &spans.meaning,
            "an empty meaning".to_owned(),
            "say in a sentence when the error occurs",
        );
    }
}

fn todo(read: &Read, report: &mut dyn FnMut(Finding)) {
    let help = "write what is left to write";
    for span in &read.todos {
        find(report, span, "a comment says TODO".to_owned(), help);
    }
    for (entry, spans) in live(read) {
        let texts = [Some(&entry.meaning), entry.guidance.as_ref(), entry.since.as_ref()];
        let action = match entry.retry.as_ref().map(|hint| &hint.strategy) {
            Some(Strategy::Action { text, .. }) => Some(text),
            _ => None,
        };
        if texts.into_iter().chain([action]).flatten().any(|text| has_word(text, "TODO")) {
            find(report, &spans.meaning, "a text says TODO".to_owned(), help);
        }
    }
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|part| part == word)
}

fn meaning_repeats_code(read: &Read, report: &mut dyn FnMut(Finding)) {
    for (entry, spans) in live(read) {
        let said = letters(&entry.meaning);
        if entry.code().is_some_and(|code| letters(code) == said) && !said.is_empty() {
            let message = "the meaning repeats the code".to_owned();
            find(report, &spans.meaning, message, "say in a sentence when the error occurs");
        }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn duplicate_meaning(read: &Read, report: &mut dyn FnMut(Finding)) {
    let mut seen = HashMap::<String, &Range<usize>>::new();
    for (entry, spans) in live(read).filter(|(entry, _)| !entry.meaning.is_empty()) {
        if has_word(&entry.meaning, "TODO") {
            continue;
        }
        let first = *seen.entry(letters(&entry.meaning)).or_insert(&spans.meaning);
        if first != &spans.meaning {
            report(Finding {
                span: spans.meaning.clone(),
                message: "two errors have the same meaning".to_owned(),
                help: "say what tells them apart, or make them one".to_owned(),
                also: Some((first.clone(), "first said here")),
            });
        }
    }
}

fn mixed_code_styles(read: &Read, report: &mut dyn FnMut(Finding)) {
    let styled: Vec<_> =
        live(read).filter_map(|(entry, spans)| Some((style(entry.code()?)?, entry, spans))).collect();
    let mut counts = HashMap::<&str, usize>::new();
    for (style, ..) in &styled {
        *counts.entry(style).or_default() += 1;
    }
    // The style of most; of two that are equally frequent, the one that comes first in the catalog.
    let most = counts.values().max().copied().unwrap_or_default();
    let Some((usual, first, _)) = styled.iter().find(|(style, ..)| counts[style] == most) else { return };
    let first = first.code().unwrap_or_default();
    for (style, entry, spans) in styled.iter().filter(|(style, ..)| style != usual) {
        let code = entry.code().unwrap_or_default();
        let message = format!("`{code}` is in {style}, and `{first}` is in {usual}");
        let help =
            "write all codes in one style, unless the API mixes them: `lints: { mixed-code-styles: off }`";
        find(report, &spans.code, message, help);
    }
}

/// The style of a code; None where it could be of several.
fn style(code: &str) -> Option<&'static str> {
    let (upper, lower) =
        (code.bytes().any(|b| b.is_ascii_uppercase()), code.bytes().any(|b| b.is_ascii_lowercase()));
    match (upper, lower) {
        _ if code.contains([':', '/', '.']) => None,
        _ if code.contains('_') && code.contains('-') => None,
        (true, false) if code.contains('_') => Some("SCREAMING_SNAKE_CASE"),
        (false, true) if code.contains('_') => Some("snake_case"),
        (_, true) if code.contains('-') => Some("kebab-case"),
        (true, true) if !code.contains('_') => Some(if code.starts_with(|c: char| c.is_ascii_uppercase()) {
            "UpperCamelCase"
        } else {
            "lowerCamelCase"
        }),
        _ => None,
    }
}

fn unknown_replacement(read: &Read, report: &mut dyn FnMut(Finding)) {
    let codes = live(read).filter_map(|(entry, _)| entry.code());
    let mut meant = Meant::one_of(live(read).map(|(entry, _)| entry.name.as_str()).chain(codes));
    let known: HashSet<_> = meant.known.iter().copied().collect();
    for (entry, spans) in &read.entries {
        let (Life::Deprecated(notice) | Life::Retired(notice)) = &entry.life else { continue };
        let Some(name) = notice.instead.as_deref().filter(|name| !known.contains(*name)) else { continue };
        let help = meant.help(name, || "name the code or the variant of a live entry".to_owned());
        find(report, &spans.instead, format!("there is no error `{name}` to use instead"), help);
    }
}

fn unknown_template_field(read: &Read, report: &mut dyn FnMut(Finding)) {
    for (entry, spans) in live(read) {
        let mut meant = Meant::one_of(entry.fields.iter().map(|field| field.name.as_str()));
        // A name is reported once.
        let mut known: HashSet<_> = meant.known.iter().copied().collect();
        for piece in entry.message.iter().flat_map(Template::pieces) {
            let Piece::Field(name) = piece else { continue };
            if !known.insert(name) {
                continue;
            }
            let help = meant.help(name, || format!("add it to `fields`: `{name}: string`"));
            let message = format!("the message names `{name}`, which is no field: it will never be used");
            find(report, &spans.message, message, help);
        }
    }
}

fn statuses(entry: &Entry) -> &[u16] {
    match &entry.statuses {
        Statuses::Listed(list) => list,
        _ => &[],
    }
}
