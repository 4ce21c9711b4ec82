//! Finds codes that look different from the others.

use std::collections::HashMap;

use super::{Finding, Lint, LintInput};
use crate::hostile::explain_invisible;

pub(super) const LINTS: &[Lint] = &[
    Lint {
        name: "mixed-code-styles",
        finds: "A code in another style than most, such as `notFound` among `snake_case`.",
        reason: "Programs compare codes letter by letter. Write all in one style, or turn the lint off where the API mixes them.",
        before: "\
                 - { code: not_found, status: 404, meaning: It does not exist., retry: never }\n\
                 - { code: rateLimited, status: 429, meaning: Too many requests., retry: after 60s }\n\
                 - { code: is_gone, status: 410, meaning: It was deleted., retry: never }",
        after: "\
                 - { code: not_found, status: 404, meaning: It does not exist., retry: never }\n\
                 - { code: rate_limited, status: 429, meaning: Too many requests., retry: after 60s }\n\
                 - { code: is_gone, status: 410, meaning: It was deleted., retry: never }",
        run: find_mixed_code_styles,
    },
    Lint {
        name: "odd-code",
        finds: "A code with quotes, `*`, a space at an end, or an invisible character.",
        reason: "It is compared as it is written: `*` stands for itself, and quotes belong to the code. Write what the API sends.",
        before: "- { code: card_*, meaning: The card was refused., retry: never }",
        after: "- { code: [card_declined, card_expired], meaning: The card was refused., retry: never }",
        run: find_odd_codes,
    },
];

fn find_mixed_code_styles(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let styled: Vec<_> = input
        .live_entries()
        .filter_map(|(parsed, entry)| {
            let code = entry.code_text()?;
            Some((find_style(code)?, code, parsed.locate(&parsed.code)))
        })
        .collect();
    let mut counts = HashMap::<&str, usize>::new();
    for (style, ..) in &styled {
        *counts.entry(style).or_default() += 1;
    }
    // The style of most codes; of two that are equally frequent, the one that comes first in the catalog.
    let most = counts.values().max().copied().unwrap_or_default();
    let Some((usual, first, _)) = styled.iter().find(|(style, ..)| counts[style] == most) else {
        return Vec::new();
    };
    let help = "write all codes in one style, unless the API mixes them: `lints: { mixed-code-styles: off }`";
    let others = styled.iter().filter(|(style, ..)| style != usual);
    let findings = others.map(|(style, code, span)| {
        Finding::new(*span, format!("`{code}` is in {style}, and `{first}` is in {usual}"), help)
    });
    findings.collect()
}

/// Finds the style of a code; returns none if it could be of several.
fn find_style(code: &str) -> Option<&'static str> {
    let has_upper = code.bytes().any(|byte| byte.is_ascii_uppercase());
    let has_lower = code.bytes().any(|byte| byte.is_ascii_lowercase());
    match (has_upper, has_lower) {
        // URIs, dotted names and words with spaces between them have no style.
        _ if code.contains([':', '/', '.', ' ']) => None,
        _ if code.contains('_') && code.contains('-') => None,
        (true, false) if code.contains('_') => Some("SCREAMING_SNAKE_CASE"),
        (false, true) if code.contains('_') => Some("snake_case"),
        (_, true) if code.contains('-') => Some("kebab-case"),
        (true, true) if code.contains('_') => None,
        (true, true) if code.starts_with(|c: char| c.is_ascii_uppercase()) => Some("UpperCamelCase"),
        (true, true) => Some("lowerCamelCase"),
        _ => None,
    }
}

fn find_odd_codes(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let codes = input.live_entries().flat_map(|(parsed, _)| parsed.codes());
    let findings = codes.filter_map(|code| {
        let text = code.value.text;
        let (oddity, help) = describe_oddity(text)?;
        Some(Finding::new(code.span, format!("code `{text}` {oddity}"), help))
    });
    findings.collect()
}

/// Says what is odd about a code, and what to do about it; returns none for a usual one.
fn describe_oddity(code: &str) -> Option<(&'static str, String)> {
    if let Some(help) = explain_invisible(code) {
        return Some(("contains an invisible character", help));
    }
    let (oddity, help) = if code.trim() != code {
        ("starts or ends with a space", "remove it, unless the API sends it")
    } else if code.contains(['"', '\'', '`']) {
        ("contains a quote", "remove the quotes, unless the API sends them in the code")
    } else if code.contains('*') {
        (
            "contains `*`, which stands for itself",
            "list every code, or leave `code` out and state the `status`",
        )
    } else {
        return None;
    };
    Some((oddity, help.to_owned()))
}
