//! Finds what no response fits.

use errspec_data::Statuses;

use super::{Finding, Lint, LintInput};
use crate::notation::format_class;

pub(super) const LINTS: &[Lint] = &[
    Lint {
        name: "never-decoded",
        finds: "An entry at a 1xx status, or at a 2xx status in a catalog without `failed_2xx` and `partial`.",
        reason: "Such a response is a success. Say in `failed_2xx` when it is an error, or correct the status.",
        run: find_entries_at_success,
    },
    Lint {
        name: "odd-boolean",
        finds: "A condition on the body such as `False` or `No`, without quotes.",
        reason: "Conditions compare texts, and JSON has only `true` and `false`. Write these, or put quotes around the text.",
        run: find_odd_booleans,
    },
];

fn find_entries_at_success(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let envelope = input.parsed.envelope.as_ref();
    let can_2xx_fail =
        envelope.is_some_and(|envelope| !envelope.failed_2xx().is_empty()) || input.parsed.partial.is_some();
    let is_success = |status: u16| status < 200 || (status < 300 && !can_2xx_fail);
    let findings = input.live_entries().filter_map(|(parsed, entry)| {
        let status = match entry.statuses() {
            Statuses::Class(class) => is_success(u16::from(class) * 100).then(|| format_class(class)),
            statuses => statuses.listed().find(|status| is_success(*status)).map(|status| status.to_string()),
        }?;
        let message = format!("response with status {status} is not an error");
        let help = if status.starts_with('2') {
            "say in `failed_2xx` of the envelope which of these are errors, or correct the status"
        } else {
            "correct the status: no request ends with a 1xx"
        };
        Some(Finding::new(parsed.locate(&parsed.statuses), message, help))
    });
    findings.collect()
}

fn find_odd_booleans(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let findings = input.parsed.odd_booleans.iter().map(|odd| {
        let (text, meant) = (odd.value.text, odd.value.meant);
        let message = format!("condition `{text}` is a text, and no boolean");
        Finding::new(
            odd.span,
            message,
            format!("write `{meant}`, or `\"{text}\"` if the API sends that text"),
        )
    });
    findings.collect()
}
