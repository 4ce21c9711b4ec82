//! Checks that codes of retired entries aren't used again.

use std::collections::HashMap;

use super::RuleInput;
use crate::parse::ParsedEntry;
use crate::problem::Problem;
use crate::span::Span;

pub(super) fn check_retired_codes(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    let mut retired = HashMap::<&str, Span>::new();
    for entry in input.entries().iter().filter(|entry| !entry.life.is_live()) {
        retired.extend(entry.codes().map(|code| (code.value.text, code.span)));
    }
    for code in input.live_entries().flat_map(ParsedEntry::codes) {
        let text = code.value.text;
        let Some(first) = retired.get(text) else { continue };
        let problem = Problem::error("code-taken", code.span, format!("code `{text}` is retired"))
            .also(*first, "retired here")
            .help("choose another code: old clients take this one for what it meant before");
        problems.push(problem);
    }
}
