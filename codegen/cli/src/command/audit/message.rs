//! Says what was found, in sentences.

use errspec_data::{Catalog, Statuses};
use errspec_spec::make_single_line;

use super::finding::{Finding, FoundIn, FoundThing};
use super::finding_kind::FindingKind;

/// Describes what was found in one sentence.
pub(super) fn describe_finding(catalog: &Catalog<'_>, finding: &Finding) -> String {
    let FoundThing { kind, found_in, code, entry, about } = &finding.thing;
    let code = code.as_deref().map(|code| format!("`{}`", make_single_line(code))).unwrap_or_default();
    let entry_name = entry.map_or("", |kind| catalog.name(kind));
    let whose = match found_in {
        FoundIn::Response => "",
        FoundIn::Detail => " of a detail",
        FoundIn::Item => " of a failed item",
    };
    match kind {
        FindingKind::UnlistedCode => format!("the code {code}{whose} is not listed"),
        FindingKind::RetiredCode => format!("the code {code}{whose} is retired, and is still sent"),
        FindingKind::UnlistedStatus => format!(
            "the code {code}{whose} is listed at {}, not at {}",
            join_statuses(finding.thing.code.as_deref(), catalog),
            join_numbers(finding.statuses.keys().copied())
        ),
        FindingKind::UnmatchedCode => format!("the code {code}{whose} is listed, but no entry with it fits"),
        FindingKind::UnrecognizedResponse => match found_in {
            FoundIn::Response => format!(
                "no entry fits errors at {} without a code, whose body is {about}",
                join_numbers(finding.statuses.keys().copied())
            ),
            FoundIn::Detail => "details have neither a code nor a message".to_owned(),
            FoundIn::Item => "failed items have no code".to_owned(),
        },
        FindingKind::HiddenFailure => format!("a success looks like a failure: {}", make_single_line(about)),
        FindingKind::FieldMismatch => format!("in `{entry_name}`{whose}, {about}"),
        FindingKind::RetryMismatch => {
            let came = finding.statuses.keys().next().copied().filter(|_| *found_in == FoundIn::Response);
            let hint = entry.map(|kind| catalog.retry_hint(kind, came).strategy().name()).unwrap_or_default();
            format!("the retry hint of `{entry_name}` is `{hint}`, and the server {about}")
        }
        FindingKind::UnreadBody => format!("the body of an error can't be read: {about}"),
    }
}

/// Describes how often it came, when, and the example, each in a line.
pub(super) fn describe_occurrence(catalog: &Catalog<'_>, finding: &Finding) -> Vec<String> {
    let Finding { thing, count, statuses, period, example } = finding;
    let statuses: Vec<_> = statuses.iter().map(|(status, count)| format!("{status} ({count}×)")).collect();
    let times = if *count == 1 { "once".to_owned() } else { format!("{count} times") };
    let when = match period {
        Some([first, last]) if first == last => format!(", {}", first.1),
        Some([first, last]) => format!(", from {} to {}", first.1, last.1),
        None => String::new(),
    };
    let mut lines = vec![format!("{times}: {}{when}", statuses.join(", "))];
    let place = example.entry.map(|entry| format!("entry {entry}"));
    let message = example.message.as_ref().map(|message| format!("\"{message}\""));
    let id = example.request_id.as_ref().map(|id| format!("request id `{id}`"));
    let parts = [place, example.request.clone(), Some(example.status.to_string()), message, id];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    lines.push(format!("example: {}", parts.join(", ")));
    if let Some(entry) = thing.entry.filter(|_| thing.kind == FindingKind::UnlistedCode) {
        lines.push(format!("its status makes it `{}`", catalog.name(entry)));
    }
    if let Some(shown) = &example.shown {
        lines.extend(shown.headers.iter().map(|(name, value)| format!("  {name}: {value}")));
        lines.extend(shown.body.lines().map(|line| format!("  {line}")));
    }
    lines.iter().map(|line| make_single_line(line)).collect()
}

/// Returns what to do about what was found.
pub(super) fn suggest_remedy(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::UnlistedCode => "add an entry; `--draft` prints one",
        FindingKind::RetiredCode => "make the entry `deprecated` instead of `retired`",
        FindingKind::UnlistedStatus => "add the status to the entry",
        FindingKind::UnmatchedCode => "see the `match` and the `status` of its entries",
        FindingKind::UnrecognizedResponse => {
            "add an entry without `code` for the status, or a place to `envelope.code`; `--draft` prints a guess"
        }
        FindingKind::HiddenFailure => {
            "say by `failed_2xx` or `partial` what a failure in a success looks like"
        }
        FindingKind::FieldMismatch => "change the `type` of the field",
        FindingKind::RetryMismatch => "change `retry`, or say by `when` where the wait counts",
        FindingKind::UnreadBody => {
            "record bodies too, decoded or as they were sent with gzip; Playwright does by `content: 'embed'`"
        }
    }
}

fn join_statuses(code: Option<&str>, catalog: &Catalog<'_>) -> String {
    let entries = catalog.entries().iter().filter(|entry| code.is_some_and(|code| entry.has_code(code)));
    let statuses = entries.map(|entry| match entry.statuses() {
        Statuses::Any => "any status".to_owned(),
        statuses if statuses.is_listed() => join_numbers(statuses.listed()),
        statuses => statuses.head().map(|head| head.to_string()).unwrap_or_default(),
    });
    statuses.collect::<Vec<_>>().join(", ")
}

fn join_numbers(numbers: impl Iterator<Item = u16>) -> String {
    numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(", ")
}
