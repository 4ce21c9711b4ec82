//! Finds texts that say too little.

use std::collections::HashMap;

use super::{Finding, Lint, LintInput};
use crate::parse::CommentedText;
use crate::span::Span;

pub(super) const LINTS: &[Lint] = &[
    Lint {
        name: "comment-in-text",
        finds: "A text without quotes that a ` #` cuts off in the middle, such as `See issue #12.`",
        reason: "What follows is a comment. Put quotes around the text, or give the comment a line of its own.",
        before: "\
                 - code: plan_limit\n\
                 \x20 meaning: The limit of plan #2 is reached.\n\
                 \x20 retry: never",
        after: "\
                 - code: plan_limit\n\
                 \x20 meaning: \"The limit of plan #2 is reached.\"\n\
                 \x20 retry: never",
        run: find_texts_cut_by_comments,
    },
    Lint {
        name: "duplicate-meaning",
        finds: "Two entries with the same meaning.",
        reason: "They are one error, or one of them is described wrongly. Say what tells them apart.",
        before: "\
                 - { code: gone, meaning: It does not exist., retry: never }\n\
                 - { code: not_found, meaning: It does not exist., retry: never }",
        after: "\
                 - { code: gone, meaning: It was deleted., retry: never }\n\
                 - { code: not_found, meaning: It never existed., retry: never }",
        run: find_duplicate_meanings,
    },
    Lint {
        name: "empty-meaning",
        finds: "A `meaning` without text.",
        reason: "The meaning is what people read everywhere. Say in a sentence when the error occurs.",
        before: "- { code: gone, meaning: \"\", retry: never }",
        after: "- { code: gone, meaning: The resource was deleted., retry: never }",
        run: find_empty_meanings,
    },
    Lint {
        name: "meaning-repeats-code",
        finds: "A meaning such as \"Not found.\" of the code `not_found`.",
        reason: "It says nothing that the code does not say. Say what was not found, and where.",
        before: "- { code: not_found, meaning: Not found., retry: never }",
        after: "- { code: not_found, meaning: No account has this id., retry: never }",
        run: find_meanings_that_repeat_codes,
    },
    Lint {
        name: "todo",
        finds: "The word `TODO` in a comment, or in `meaning`, `causes`, `guidance`, `user_message`, `since` or an action.",
        reason: "An import marks what it could not know. Write it.",
        before: "- { code: gone, meaning: \"TODO: say when\", retry: never }",
        after: "- { code: gone, meaning: The resource was deleted., retry: never }",
        run: find_todos,
    },
    Lint {
        name: "unused-anchor",
        finds: "An anchor that no alias names, such as `&C` in `&C is gone.`",
        reason: "It is no part of the text. Put quotes around a text that starts with `&`, or remove the anchor.",
        before: "\
                 - code: carrier\n\
                 \x20 meaning: &Carrier has no coverage.\n\
                 \x20 retry: never",
        after: "\
                 - code: carrier\n\
                 \x20 meaning: \"&Carrier has no coverage.\"\n\
                 \x20 retry: never",
        run: find_unused_anchors,
    },
];

fn find_texts_cut_by_comments(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let cut = input.parsed.texts_before_comments.iter().filter(|commented| is_cut(commented));
    let findings = cut.map(|commented| {
        let help = "put quotes around the text, or give the comment a line of its own";
        Finding::new(commented.span, "text is cut off by a comment", help)
    });
    findings.collect()
}

/// Returns whether a comment looks like the rest of the text: it goes on at once, or the text stops within a sentence.
fn is_cut(commented: &CommentedText<'_>) -> bool {
    let goes_on = commented.comment[1..].starts_with(|c: char| !c.is_whitespace() && !"#!:".contains(c));
    let is_prose = commented.text.contains(' ');
    goes_on || (is_prose && !commented.text.ends_with(['.', '!', '?', '…', ')', '`']))
}

fn find_unused_anchors(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let help = "put quotes around a text that starts with `&`, or remove the anchor";
    let anchors = input.parsed.unused_anchors.iter();
    anchors.map(|span| Finding::new(*span, "anchor that no alias names", help)).collect()
}

fn find_empty_meanings(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let empty = input.live_entries().filter(|(_, entry)| entry.meaning().is_empty());
    let findings = empty.map(|(parsed, _)| {
        let span = parsed.locate(&parsed.meaning);
        Finding::new(span, "`meaning` is empty", "say in a sentence when the error occurs")
    });
    findings.collect()
}

fn find_meanings_that_repeat_codes(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let findings = input.live_entries().filter_map(|(parsed, entry)| {
        // Nearly all differ in the first letters, so that no folded texts are made.
        let fold = |text| list_letters(text).flat_map(char::to_lowercase);
        let (mut code, meaning) = (fold(entry.code_text()?).peekable(), fold(entry.meaning()));
        if code.peek().is_none() || !code.eq(meaning) {
            return None;
        }
        let help = "say in a sentence when the error occurs";
        Some(Finding::new(parsed.locate(&parsed.meaning), "`meaning` repeats the code", help))
    });
    findings.collect()
}

fn find_duplicate_meanings(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let mut seen = HashMap::<String, Span>::new();
    let mut findings = Vec::new();
    for (parsed, entry) in input.live_entries() {
        if entry.meaning().is_empty() || contains_word(entry.meaning(), "TODO") {
            continue;
        }
        let span = parsed.locate(&parsed.meaning);
        let letters: String = list_letters(entry.meaning()).collect();
        let first = *seen.entry(letters.to_lowercase()).or_insert(span);
        if first != span {
            let help = "say what tells them apart, or make them one entry";
            let finding = Finding::new(span, "two entries have the same meaning", help);
            findings.push(Finding { also: Some((first, "first used here")), ..finding });
        }
    }
    findings
}

fn find_todos(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let help = "write what is missing";
    let comments = input.parsed.todos.iter().map(|span| Finding::new(*span, "TODO in a comment", help));
    let entries = input.live_entries().filter_map(|(parsed, entry)| {
        let action = entry.own_retry().and_then(|hint| hint.action());
        let texts = [Some(entry.meaning()), entry.guidance(), parsed.user_message, parsed.since, action];
        let mut texts = texts.into_iter().flatten().chain(parsed.causes.iter().copied());
        let has_todo = texts.any(|text| contains_word(text, "TODO"));
        has_todo.then(|| Finding::new(parsed.locate(&parsed.meaning), "TODO in a text", help))
    });
    comments.chain(entries).collect()
}

fn contains_word(text: &str, word: &str) -> bool {
    text.contains(word) && text.split(|c: char| !c.is_alphanumeric()).any(|part| part == word)
}

/// Iterates over the letters and digits.
fn list_letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}
