//! Finds retry hints that don't go together with what the error says.

use errspec_data::{Entry, RetryHint, Statuses, Strategy};

use super::{Finding, Lint, LintInput};
use crate::notation::format_class;

pub(super) const LINTS: &[Lint] = &[
    Lint {
        name: "action-without-guidance",
        finds: "A hint with `action`, and no `guidance`.",
        reason: "People who have to act want to know how. Say it in `guidance`.",
        before: "- { code: unpaid, meaning: A bill is open., retry: { action: Pay the bill. } }",
        after: "- { code: unpaid, meaning: A bill is open., retry: { action: Pay the bill. }, guidance: Bills are under Account. }",
        run: find_actions_without_guidance,
    },
    Lint {
        name: "client-error-backoff",
        finds: "`backoff` at a 4xx status other than 408, 409, 421, 423, 425 and 429.",
        reason: "A request that was refused for what it is does not succeed later. Write `never`, or an `action`.",
        before: "- { code: too_long, status: 400, meaning: The text is too long., retry: backoff 1s }",
        after: "- { code: too_long, status: 400, meaning: The text is too long., retry: never }",
        run: find_client_error_backoff,
    },
    Lint {
        name: "server-error-never",
        finds: "`never` at a 5xx status other than 501, 505 to 508, 510, 511, 526 and 530.",
        reason: "The server failed, not the request; it may work later. Write `backoff 1s`, or an `action`.",
        before: "- { code: failed, status: 500, meaning: The service failed., retry: never }",
        after: "- { code: failed, status: 500, meaning: The service failed., retry: backoff 1s }",
        run: find_server_error_never,
    },
    Lint {
        name: "throttled-without-wait",
        finds: "`never` or `once` at 429.",
        reason: "Clients that are told to slow down need to know by how much. Write `after 60s`, which `Retry-After` replaces.",
        before: "- { code: too_fast, status: 429, meaning: Too many requests., retry: never }",
        after: "- { code: too_fast, status: 429, meaning: Too many requests., retry: after 60s }",
        run: find_throttling_without_wait,
    },
];

/// What the same request can succeed with later: a timeout, a conflict, another connection, a lock, a replay, a limit
/// (RFC 9110, sections 15.5.9, 15.5.10 and 15.5.20; RFC 4918, section 11.3; RFC 8470; RFC 6585).
const TRANSIENT_CLIENT_ERRORS: [u16; 6] = [408, 409, 421, 423, 425, 429];

/// What stays as it is until somebody changes the request or the server: no such method (501), HTTP version (505) or
/// extension (510), a faulty configuration (506, 508), a full store (507, which RFC 4918, section 11.5, forbids to ask
/// again), a network that wants a login (511), and two of Cloudflare's: an invalid certificate and a suspended site.
const LASTING_SERVER_ERRORS: [u16; 9] = [501, 505, 506, 507, 508, 510, 511, 526, 530];

impl<'a> LintInput<'_, 'a> {
    /// Finds the hint in force for an entry: at a status that it lists, or else where none came.
    fn find_hint(&self, entry: &Entry<'a>, listed: Option<u16>) -> Option<RetryHint<'a>> {
        match (entry.own_retry(), listed) {
            (None, Some(status)) => self.table_hints.get(usize::from(status)).copied().flatten(),
            (Some(own), Some(status)) => {
                self.parsed.retry.hint_in_force(Some(own), Statuses::One(status), listed)
            }
            (own, None) => self.parsed.retry.hint_in_force(own, entry.statuses(), None),
        }
    }

    /// Finds a status of an entry whose hint in force is of a kind, and returns it as people write it.
    ///
    /// A class is judged by its own hint: those of single statuses in it were written for these statuses.
    fn find_status_with_hint(
        &self,
        entry: &Entry<'a>,
        is_found: impl Fn(u16, Strategy<'_>) -> bool,
    ) -> Option<String> {
        let statuses = entry.statuses();
        let is_hint_found =
            |status, hint: Option<RetryHint<'a>>| hint.is_some_and(|hint| is_found(status, hint.strategy()));
        if let Statuses::Class(class) = statuses {
            let is_class_found = is_hint_found(u16::from(class) * 100, self.find_hint(entry, None));
            return is_class_found.then(|| format_class(class));
        }
        let mut listed = statuses.listed();
        let found = listed.find(|status| is_hint_found(*status, self.find_hint(entry, Some(*status))));
        found.map(|status| status.to_string())
    }
}

fn find_actions_without_guidance(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let unguided = input.live_entries().filter(|(_, entry)| {
        let is_action = |came| input.find_hint(entry, came).is_some_and(|hint| hint.action().is_some());
        let has_action = is_action(None) || entry.statuses().listed().any(|status| is_action(Some(status)));
        entry.guidance().is_none() && has_action
    });
    let findings = unguided.map(|(parsed, _)| {
        let span = parsed.locate(&parsed.retry);
        Finding::new(span, "`action` without `guidance`", "say in `guidance` how it is done")
    });
    findings.collect()
}

fn find_client_error_backoff(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let is_client_error =
        |status: u16| (400..500).contains(&status) && !TRANSIENT_CLIENT_ERRORS.contains(&status);
    let findings = input.live_entries().filter_map(|(parsed, entry)| {
        let status = input.find_status_with_hint(entry, |status, strategy| {
            is_client_error(status) && matches!(strategy, Strategy::Backoff { .. })
        })?;
        let message = format!("`backoff` at status {status}, which blames the request");
        let help = "write `never`, or `{ action: … }` where somebody can correct it";
        Some(Finding::new(parsed.locate(&parsed.retry), message, help))
    });
    findings.collect()
}

fn find_server_error_never(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let is_server_error =
        |status: u16| (500..600).contains(&status) && !LASTING_SERVER_ERRORS.contains(&status);
    let findings = input.live_entries().filter_map(|(parsed, entry)| {
        let status = input.find_status_with_hint(entry, |status, strategy| {
            is_server_error(status) && strategy == Strategy::Never
        })?;
        let message = format!("`never` at status {status}, which blames the server");
        let help = "write `backoff 1s`, or `{ action: … }` if no wait helps";
        Some(Finding::new(parsed.locate(&parsed.retry), message, help))
    });
    findings.collect()
}

fn find_throttling_without_wait(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let findings = input.live_entries().filter_map(|(parsed, entry)| {
        input.find_status_with_hint(entry, |status, strategy| {
            status == 429 && matches!(strategy, Strategy::Never | Strategy::Once)
        })?;
        let help = "write `after 60s`; what the server asks for replaces it";
        Some(Finding::new(parsed.locate(&parsed.retry), "status 429 without a wait", help))
    });
    findings.collect()
}
