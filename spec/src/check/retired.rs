//! Checks that codes of retired entries aren't used again.

use std::collections::HashMap;

use super::RuleInput;
use crate::problem::Problem;

pub(super) fn check_retired_codes(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    let retired_entries = input.entries().iter().filter(|entry| !entry.life.is_live());
    let retired: HashMap<_, _> =
        retired_entries.filter_map(|entry| Some((entry.code_text()?, entry))).collect();
    for entry in input.live_entries() {
        let Some(code) = entry.code_text() else { continue };
        let Some(first) = retired.get(code) else { continue };
        let problem =
            Problem::error("retired-code", entry.locate(&entry.code), format!("code `{code}` is retired"))
                .also(first.locate(&first.code), "retired here")
                .help("choose another code: old clients take this one for what it meant before");
        problems.push(problem);
    }
}
