//! Finds what responses never become or never say.

use std::collections::{HashMap, HashSet};

use errspec_data::{Condition, Entry, Expected, Format, Locator, Place, SendingPlan, Statuses, Unit};

use super::{Finding, Lint, LintInput};
use crate::notation::format_class;
use crate::parse::ParsedEntry;
use crate::span::Span;

pub(super) const LINTS: &[Lint] = &[
    Lint {
        name: "never-decoded",
        finds: "An entry at a 1xx status, or at a 2xx status in a catalog without `failed_2xx` and `partial`.",
        reason: "Such a response is a success. Say in `failed_2xx` when it is an error, or correct the status.",
        before: "- { code: queue_full, status: 202, meaning: The queue is full., retry: never }",
        after: "\
                 envelope: { code: /code, failed_2xx: { /ok: false } }\n\
                 errors:\n\
                 \x20 - { code: queue_full, status: 202, meaning: The queue is full., retry: never }",
        run: find_entries_at_success,
    },
    Lint {
        name: "odd-boolean",
        finds: "A condition on the body such as `False` or `No`, without quotes.",
        reason: "Conditions compare texts, and JSON has only `true` and `false`. Write these, or put quotes around the text.",
        before: "- { code: not_sent, match: { /sent: False }, meaning: The message was not sent., retry: never }",
        after: "- { code: not_sent, match: { /sent: false }, meaning: The message was not sent., retry: never }",
        run: find_odd_booleans,
    },
    Lint {
        name: "odd-pointer",
        finds: "A JSON Pointer such as `/errors/-/code`, `/errors[0]/code` or `/code/`.",
        reason: "Names in a pointer are members or, in digits, elements of a list, and `*` is any element. Nothing is at a `-`, and brackets belong to the name.",
        before: "\
                 envelope: { code: \"/errors[0]/code\" }\n\
                 errors:\n\
                 \x20 - { code: gone, meaning: It was deleted., retry: never }",
        after: "\
                 envelope: { code: /errors/0/code }\n\
                 errors:\n\
                 \x20 - { code: gone, meaning: It was deleted., retry: never }",
        run: find_odd_pointers,
    },
    Lint {
        name: "unreachable-entry",
        finds: "An entry whose every response becomes an earlier one.",
        reason: "Of two entries that fit, the earlier one wins where nobody can tell whether their conditions hold together. Change its `match`, or remove the entry.",
        before: "\
                 - { code: full, match: { /kind: { not: disk } }, meaning: Something is full., retry: never }\n\
                 - { code: full, name: QueueFull, match: { /kind: queue }, meaning: The queue is full., retry: never }",
        after: "\
                 - { code: full, name: QueueFull, match: { /kind: queue }, meaning: The queue is full., retry: never }\n\
                 - { code: full, match: { /kind: { not: disk } }, meaning: Something is full., retry: never }",
        run: find_unreachable_entries,
    },
    Lint {
        name: "cannot-be-sent",
        finds: "An entry that no service can send so that clients decode it to the same entry, or a field that nobody can send beside it.",
        reason: "It is for clients only then. Turn the lint off where the catalog describes the API of somebody else. A field needs a place of its own in the body or in a header field. Of thousands of entries with one code, or with none, it isn't known, which is one warning.",
        before: "\
                 envelope: { code: /code, format: xml }\n\
                 errors:\n\
                 \x20 - { code: gone, meaning: It was deleted., retry: never }",
        after: "\
                 envelope: { code: /code, format: xml }\n\
                 lints: { cannot-be-sent: off } # the API of somebody else\n\
                 errors:\n\
                 \x20 - { code: gone, meaning: It was deleted., retry: never }",
        run: find_unsendable_entries,
    },
    Lint {
        name: "message-decides",
        finds: "An entry that can be sent and whose `match` looks at the message.",
        reason: "Messages change, and decide here which error it is. A service sends a message without what `match` asks for in no response of this entry, and one with it in none of another. Let the API send a code, or turn the lint off where the catalog describes the API of somebody else.",
        before: "- { code: limited, match: { /error: { contains: slow } }, meaning: Too many requests., retry: after 60s }",
        after: "- { code: [limited, slow_down], meaning: Too many requests., retry: after 60s }",
        run: find_deciding_messages,
    },
    Lint {
        name: "unconditional-reset",
        finds: "A wait from the reset of a rate limit, without `when`.",
        reason: "The reset is there on every response, so that every error would ask for that wait. Say when it counts: `when: { header:x-ratelimit-remaining: 0 }`.",
        before: "\
                 envelope: { code: /code, retry_after: { at: header:x-ratelimit-reset, unit: epoch } }\n\
                 errors:\n\
                 \x20 - { code: gone, meaning: It was deleted., retry: never }",
        after: "\
                 envelope:\n\
                 \x20 code: /code\n\
                 \x20 retry_after: { at: header:x-ratelimit-reset, unit: epoch, when: { header:x-ratelimit-remaining: 0 } }\n\
                 errors:\n\
                 \x20 - { code: gone, meaning: It was deleted., retry: never }",
        run: find_unconditional_resets,
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

fn find_odd_pointers(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let findings = input.parsed.odd_pointers.iter().map(|odd| {
        let message = format!("nothing is at the JSON Pointer `{}`", odd.value.text);
        Finding::new(odd.span, message, format!("write `{}`", odd.value.meant))
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

/// How many statuses and values of conditions are compared at most: hostile catalogs have too many entries of one code, or
/// too long lists of them.
const MAX_COMPARISONS: usize = 10_000_000;

/// Finds entries of which every response becomes an earlier one.
///
/// What can be compared is reported as `ambiguous`. Here one entry's conditions follow from another's.
fn find_unreachable_entries(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let mut by_code = HashMap::<Option<&str>, Vec<(&ParsedEntry<'_>, &Entry<'_>)>>::new();
    let (mut findings, mut comparisons) = (Vec::new(), 0);
    for (parsed, entry) in input.live_entries().filter(|(_, entry)| !entry.conditions().is_empty()) {
        let mut firsts = Vec::new();
        for code in parsed.codes_or_none() {
            let earlier = by_code.entry(code).or_default();
            comparisons += earlier.iter().map(|(_, other)| count_comparisons(other, entry)).sum::<usize>();
            if comparisons > MAX_COMPARISONS {
                return findings;
            }
            firsts.push(earlier.iter().find(|(_, other)| covers(other, entry)).map(|(first, _)| *first));
            earlier.push((parsed, entry));
        }
        // With each of its codes a response becomes an earlier entry.
        if let Some(firsts) = firsts.into_iter().collect::<Option<Vec<_>>>() {
            let message = format!("no response becomes {}", parsed.describe());
            let finding = Finding::new(locate_code(parsed), message, "change its `match`, or remove it");
            let also = firsts.first().map(|first| (locate_code(first), "an earlier entry has them all"));
            findings.push(Finding { also, ..finding });
        }
    }
    findings
}

fn count_comparisons(earlier: &Entry<'_>, later: &Entry<'_>) -> usize {
    let count_statuses = |entry: &Entry<'_>| entry.statuses().listed().size_hint().0;
    count_values(earlier) * count_values(later) + count_statuses(earlier) * count_statuses(later)
}

/// Counts the values that the conditions of an entry name.
fn count_values(entry: &Entry<'_>) -> usize {
    let count = |condition: &Condition<'_>| match condition.expected() {
        Expected::OneOf(several) => several.len(),
        _ => 1,
    };
    entry.conditions().iter().map(count).sum()
}

/// Returns whether every response that an entry fits becomes an earlier one of the same code.
fn covers(earlier: &Entry<'_>, later: &Entry<'_>) -> bool {
    let has_statuses = || {
        earlier.statuses() == later.statuses()
            || later.statuses().is_listed()
                && later.statuses().listed().all(|status| earlier.statuses().lists(status))
    };
    let follows = |condition: &Condition<'_>| later.conditions().iter().any(|other| other.implies(condition));
    earlier.conditions().len() == later.conditions().len()
        && earlier.conditions().iter().all(follows)
        && has_statuses()
}

fn locate_code(entry: &ParsedEntry<'_>) -> Span {
    entry.code.span().unwrap_or_else(|| entry.locate(&entry.statuses))
}

fn find_unsendable_entries(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let lowered = input.live_entries().zip(input.lowered.entries());
    let can_2xx_fail = !input.lowered.envelope().failed_2xx().is_empty();
    // What is no error at all is a matter of `never-decoded`.
    let is_error = |entry: &Entry<'_>| match entry.statuses().representative() {
        Some(status) => status >= 300 || (status >= 200 && can_2xx_fail),
        None => true,
    };
    let mut unsendable: Vec<_> =
        lowered.filter(|(_, entry)| !entry.sending().is_sendable() && is_error(entry)).collect();
    let unknown = find_unknown_sendings(input);
    if unsendable.is_empty() {
        return unknown.into_iter().chain(find_unsendable_fields(input)).collect();
    }
    // What no response becomes can't be sent either, but that is no reason to turn this lint off.
    let unreachable: HashSet<_> =
        find_unreachable_entries(input).iter().map(|finding| finding.span.start).collect();
    unsendable.retain(|((parsed, _), _)| !unreachable.contains(&locate_code(parsed).start));
    // A catalog that reads no JSON is for clients as a whole, which is worth one warning.
    let count = if input.lowered.envelope().reads(Format::Json) { usize::MAX } else { 1 };
    let findings = unsendable.iter().take(count).map(|((parsed, _), _)| {
        let message = format!("no service can send {} so that it is decoded again", parsed.describe());
        Finding::new(locate_code(parsed), message, FOR_CLIENTS)
    });
    findings.chain(unknown).chain(find_unsendable_fields(input)).collect()
}

/// Finds the first entry of which it can't be told whether it can be sent, since too many others are alike.
fn find_unknown_sendings(input: &LintInput<'_, '_>) -> Option<Finding> {
    let mut planned = input.live_entries().zip(input.lowered.plan_sending());
    let ((first, _), _) = planned.find(|(_, plan)| *plan == SendingPlan::Unknown)?;
    let message = format!(
        "too many entries are like {} to tell whether what a service sends is decoded as the same one",
        first.describe(),
    );
    let help = format!("give them codes of their own, or {FOR_CLIENTS}");
    Some(Finding::new(locate_code(first), message, help))
}

const FOR_CLIENTS: &str = "turn the lint off if the catalog is for clients: `lints: { cannot-be-sent: off }`";

/// How many fields of an entry are looked at: to put thousands into a body costs their square.
const MAX_FIELDS: usize = 1_000;

fn find_unsendable_fields(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let lowered = input.live_entries().zip(input.lowered.entries());
    let sendable = lowered.filter(|(_, entry)| {
        entry.sending().is_sendable() && (1..=MAX_FIELDS).contains(&entry.fields().len())
    });
    let findings = sendable.flat_map(|((parsed, _), entry)| {
        input.lowered.list_unsendable_fields(entry).map(move |field| {
            let message =
                format!("no service can send the field `{}` of {}", field.name(), parsed.describe());
            let help = format!("give it a place that nothing else takes, or {FOR_CLIENTS}");
            Finding::new(locate_code(parsed), message, help)
        })
    });
    findings.collect()
}

fn find_deciding_messages(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let messages = input.lowered.envelope().message();
    let is_message = |condition: &Condition<'_>| {
        messages.iter().any(|message| message.place().can_share_value(&condition.place()))
    };
    let lowered = input.live_entries().zip(input.lowered.entries());
    let sendable = lowered.filter(|(_, entry)| entry.sending().is_sendable());
    let deciding = sendable.filter(|(_, entry)| entry.conditions().iter().any(is_message));
    let findings = deciding.map(|((parsed, _), _)| {
        let message = format!("the message decides whether it is {}", parsed.describe());
        let help = "let the API send a code; turn the lint off if the catalog is for clients: \
                    `lints: { message-decides: off }`";
        Finding::new(locate_code(parsed), message, help)
    });
    findings.collect()
}

fn find_unconditional_resets(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let (Some(envelope), Some(span)) = (&input.parsed.envelope, input.parsed.waits) else {
        return Vec::new();
    };
    let resets = envelope.retry_after().iter().filter(|at| at.when().is_empty() && is_rate_limit_reset(at));
    let findings = resets.map(|at| {
        let message = format!("`{}` is there on every response", at.place());
        let help = "say when it counts: `when: { header:x-ratelimit-remaining: 0 }`";
        Finding::new(span, message, help)
    });
    findings.collect()
}

/// Returns whether a locator names the reset of a rate limit, as in `x-ratelimit-reset` and `RateLimit-Reset`.
fn is_rate_limit_reset(at: &Locator<'_>) -> bool {
    let Place::Header(name) = at.place() else { return false };
    let words: Vec<_> = name.split('-').collect();
    (name.contains("limit") || at.unit() == Unit::Epoch) && words.contains(&"reset")
}
