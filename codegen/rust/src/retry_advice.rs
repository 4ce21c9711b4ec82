//! Says in sentences what a retry hint asks for, the same on pages, in rustdoc and on the command line.

use std::time::Duration;

use errspec_data::{Processed, RetryHint, Statuses, Strategy, TransportFailure};
use errspec_spec::notation::{DURATION_UNITS, DurationUnit};
use errspec_spec::{CatalogEntry, Spec};

use crate::hint_groups::{find_stated_hint, group_hints_in_force, join_statuses};

/// What to do after an error, and where the server may have acted on the request all the same.
#[derive(Clone, Debug)]
pub struct RetryAdvice<'a> {
    hint: RetryHint<'a>,
    doubt: Option<String>,
    came: Came,
}

/// What a request got: only a response can ask for a wait.
#[derive(Clone, Copy, Debug)]
enum Came {
    Response,
    Nothing,
}

impl<'a> RetryAdvice<'a> {
    /// Finds what a hint asks for after a response with one of these statuses.
    #[must_use]
    pub fn of_hint(hint: RetryHint<'a>, statuses: Statuses<'_>) -> Self {
        Self::of_hint_at(statuses, |came| hint.resolve_for_status(came))
    }

    /// Finds what a hint asks for where no response came.
    #[must_use]
    pub fn of_hint_without_response(hint: RetryHint<'a>, failure: TransportFailure) -> Self {
        let hint = hint.resolve_for_failure(failure);
        let doubt = (hint.processed() == Processed::Maybe).then(String::new);
        Self { hint, doubt, came: Came::Nothing }
    }

    /// Finds what is asked for after a response with one of these statuses, given the hint at each of them.
    fn of_hint_at(statuses: Statuses<'_>, hint_at: impl Fn(Option<u16>) -> RetryHint<'a>) -> Self {
        let first = hint_at(statuses.representative());
        let is_throttled = if statuses.is_listed() {
            statuses.listed().all(|status| hint_at(Some(status)).throttled())
        } else {
            first.throttled()
        };
        let doubt = find_doubt(statuses, |came| hint_at(came).processed() == Processed::Maybe);
        Self { hint: first.with_throttled(is_throttled), doubt, came: Came::Response }
    }

    /// Returns the hint in force.
    #[must_use]
    pub fn hint(&self) -> RetryHint<'a> {
        self.hint
    }

    /// Returns at which statuses the server may have acted on a request that can be sent again, as the beginning of a
    /// sentence, such as `At 502 or 504`. It is empty where that holds for all of them.
    #[must_use]
    pub fn doubt(&self) -> Option<&str> {
        self.doubt.as_deref().filter(|_| self.hint.is_retryable())
    }

    /// Writes the advice as sentences in plain text.
    #[must_use]
    pub fn write_sentences(&self) -> String {
        let mut sentences = describe_strategy(self.hint.strategy(), self.came);
        sentences.extend(self.doubt().map(|statuses| {
            let server = if statuses.is_empty() { "The server" } else { ", the server" };
            format!(
                "{statuses}{server} may have acted on the request, so send it again only if it is idempotent."
            )
        }));
        if self.hint.is_retryable() && self.hint.throttled() {
            sentences.push("Requests come in too fast: slow the others down as well.".to_owned());
        }
        sentences.join(" ")
    }
}

/// Returns what to do after an error, as sentences in plain text.
#[must_use]
pub fn write_advice(spec: &Spec<'_>, entry: &CatalogEntry<'_>) -> String {
    let each = list_advice_by_status(spec, entry).into_iter().map(|(statuses, advice)| match statuses {
        None => advice.write_sentences(),
        Some(statuses) => format!("At {statuses}: {}", advice.write_sentences()),
    });
    each.collect::<Vec<_>>().join(" ")
}

/// Lists what to do after an error, with the statuses that each item is for if they make a difference.
#[must_use]
pub fn list_advice_by_status<'a>(
    spec: &Spec<'a>,
    entry: &CatalogEntry<'a>,
) -> Vec<(Option<String>, RetryAdvice<'a>)> {
    let groups = group_hints_in_force(spec, entry);
    let differs = groups.len() > 1;
    let each = groups.iter().map(|group| {
        let statuses = group.statuses();
        let advice = match statuses {
            // What holds for a single status of the class is in a group of its own.
            Statuses::Class(_) => RetryAdvice::of_hint(find_stated_hint(spec, entry), statuses),
            _ => RetryAdvice::of_hint_at(statuses, |came| spec.retry_hint(entry, came)),
        };
        (differs.then(|| group.describe_statuses()), advice)
    });
    each.collect()
}

/// Describes a duration in full words, such as `1 minute 30 seconds`.
#[must_use]
pub fn describe_duration(duration: Duration) -> String {
    let mut rest = duration.as_millis();
    let mut words = Vec::new();
    for DurationUnit { name, milliseconds, .. } in DURATION_UNITS {
        let amount = rest / u128::from(milliseconds);
        rest %= u128::from(milliseconds);
        match amount {
            0 => {}
            1 => words.push(format!("1 {name}")),
            _ => words.push(format!("{amount} {name}s")),
        }
    }
    if words.is_empty() { "0 seconds".to_owned() } else { words.join(" ") }
}

fn describe_strategy(strategy: Strategy<'_>, came: Came) -> Vec<String> {
    match strategy {
        Strategy::Never => vec!["No. The same request would fail again; change it first.".to_owned()],
        Strategy::Once => vec![
            match came {
                Came::Response => {
                    "Send the request again one time: at once, or after the wait that the server asks for."
                }
                Came::Nothing => "Send the request again at once, one time.",
            }
            .to_owned(),
        ],
        Strategy::After { delay, retries } => {
            let wait = match came {
                Came::Response => {
                    format!("Wait as long as the server asks, else {}", describe_duration(delay))
                }
                Came::Nothing => format!("Wait {}", describe_duration(delay)),
            };
            vec![format!("{wait}; then send the request again, {}.", describe_limit(retries))]
        }
        Strategy::Backoff { initial, max, retries } => {
            let (from, to) = (describe_duration(initial), describe_duration(max));
            let bounds =
                if initial == max { format!("of {from}") } else { format!("from {from} up to {to}") };
            let backoff = format!(
                "Retry with exponential backoff and full jitter {bounds}, {}.",
                describe_limit(retries)
            );
            match came {
                Came::Response => {
                    vec![backoff, "If the server asks for a longer wait, go by that.".to_owned()]
                }
                Came::Nothing => vec![backoff],
            }
        }
        Strategy::Action { text, .. } => {
            vec!["A retry alone does not help.".to_owned(), close_sentence(text)]
        }
        // A strategy of a later version, which catalogs of this one don't have.
        _ => Vec::new(),
    }
}

/// Describes how many retries are allowed: `at most 5 times`.
#[must_use]
pub fn describe_limit(retries: u32) -> String {
    if retries == 1 { "at most once".to_owned() } else { format!("at most {retries} times") }
}

/// Finds at which statuses the server may have acted on the request; empty if at all of them, none if at no status.
fn find_doubt(statuses: Statuses<'_>, may_be_processed: impl Fn(Option<u16>) -> bool) -> Option<String> {
    let representative = statuses.representative();
    match statuses {
        Statuses::Any if may_be_processed(None) => Some(String::new()),
        Statuses::Any => {
            may_be_processed(Some(500)).then(|| "At a 5xx status other than 501 and 503".to_owned())
        }
        Statuses::Class(5) if may_be_processed(Some(500)) && !may_be_processed(Some(503)) => {
            Some("Unless the status is 501 or 503".to_owned())
        }
        Statuses::Class(_) => may_be_processed(representative).then(String::new),
        Statuses::One(_) | Statuses::Several(_) => {
            let all: Vec<_> = statuses.listed().collect();
            let doubtful: Vec<_> =
                all.iter().copied().filter(|status| may_be_processed(Some(*status))).collect();
            match doubtful.len() {
                0 => None,
                count if count == all.len() => Some(String::new()),
                _ => Some(format!("At {}", join_statuses(&doubtful))),
            }
        }
    }
}

/// Ends a sentence with a full stop, unless something else ends it.
#[must_use]
pub fn close_sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '…', ')']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use errspec_spec::Arena;
    use errspec_spec::vocabulary::{HINT, STRATEGIES, ValueType};

    use super::*;

    fn of(retry: &str, entry: &str) -> String {
        let yaml = format!(
            "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /code }}\nretry: {retry}\n\
             errors: [{{ code: x, meaning: M., {entry} }}]\n"
        );
        let arena = Arena::new();
        let spec = Spec::parse(&arena, "errors.yaml", yaml.as_bytes()).unwrap();
        write_advice(&spec, &spec.entries()[0])
    }

    #[test]
    fn every_strategy_has_its_sentences() {
        for (entry, words) in [
            ("retry: never", "No. The same request would fail again; change it first."),
            (
                "retry: once",
                "Send the request again one time: at once, or after the wait that the server asks for.",
            ),
            (
                "retry: { after: 90s, retries: 1 }",
                "Wait as long as the server asks, else 1 minute 30 seconds; then send the request again, at most once.",
            ),
            (
                "retry: { backoff: 5s, max: 2m }",
                "Retry with exponential backoff and full jitter from 5 seconds up to 2 minutes, at most 5 times. \
                 If the server asks for a longer wait, go by that.",
            ),
            (
                "retry: { backoff: 2m }",
                "Retry with exponential backoff and full jitter of 2 minutes, at most 5 times. \
                 If the server asks for a longer wait, go by that.",
            ),
            (
                "retry: { action: Reconnect the account }",
                "A retry alone does not help. Reconnect the account.",
            ),
        ] {
            assert_eq!(of("{}", &format!("status: 404, {entry}")), words);
        }
    }

    #[test]
    fn no_strategy_is_without_a_sentence() {
        for key in HINT.keys.iter().filter(|key| STRATEGIES.contains(&key.name)) {
            let value = match key.value {
                ValueType::True => "true",
                ValueType::Duration => "5s",
                _ => "Do it.",
            };
            let words = of("{}", &format!("status: 404, retry: {{ {}: {value} }}", key.name));
            assert!(!words.is_empty(), "{}", key.name);
        }
    }

    #[test]
    fn what_the_server_may_have_acted_on_is_sent_again_with_care() {
        let doubt = |entry: &str| {
            let words = of("{}", entry);
            let (_, behind) = words.split_once("asks for.").unwrap();
            behind
                .trim()
                .replace(" may have acted on the request, so send it again only if it is idempotent.", "")
        };
        assert_eq!(doubt("status: 500, retry: once"), "The server");
        assert_eq!(doubt("status: [502, 503, 504], retry: once"), "At 502 or 504, the server");
        assert_eq!(doubt("status: [501, 404], retry: once"), "");
        assert_eq!(doubt("status: 500, retry: { once: true, processed: no }"), "");
        assert_eq!(doubt("status: 404, retry: { once: true, processed: maybe }"), "The server");
        assert_eq!(doubt("retry: once"), "At a 5xx status other than 501 and 503, the server");
    }

    #[test]
    fn hints_of_the_table_hold_for_their_own_status() {
        assert_eq!(
            of("{ 409: once, 4xx: never }", "status: [404, 409, 410]"),
            "At 404 or 410: No. The same request would fail again; change it first. \
             At 409: Send the request again one time: at once, or after the wait that the server asks for."
        );
    }

    #[test]
    fn hints_of_the_table_hold_inside_of_a_class() {
        let advise = |retry: &str, more: &str| {
            let yaml = format!(
                "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /code }}\nretry: {retry}\n\
                 errors: [{{ status: 5xx, meaning: M.{more} }}]\n"
            );
            let arena = Arena::new();
            let spec = Spec::parse(&arena, "errors.yaml", yaml.as_bytes()).unwrap();
            write_advice(&spec, &spec.entries()[0])
        };
        let once = "Send the request again one time: at once, or after the wait that the server asks for.";
        let after = |seconds: u8| {
            format!(
                "Wait as long as the server asks, else {seconds} seconds; then send the request again, at most 5 times."
            )
        };
        let doubt = "Unless the status is 501 or 503, the server may have acted on the request, \
                     so send it again only if it is idempotent.";
        assert_eq!(
            advise("{ 500: after 9s, 503: after 3s, 404: never, 5xx: once }", ""),
            format!(
                "At 500: {} The server may have acted on the request, so send it again only if it is \
                 idempotent. At 503: {} At any other 5xx: {once} {doubt}",
                after(9),
                after(3)
            )
        );
        assert_eq!(advise("{ 503: once, 5xx: once }", ""), format!("{once} {doubt}"));
        assert_eq!(advise("{ 503: after 3s, 5xx: never }", ", retry: once"), format!("{once} {doubt}"));
    }

    #[test]
    fn what_sent_no_response_asks_for_no_wait() {
        let yaml = b"errspec: 1
api: { name: Acme }
envelope: { code: /code }
retry: { timeout: once, connect: backoff 1s }
errors: [{ code: x, meaning: M., retry: never }]
";
        let arena = Arena::new();
        let spec = Spec::parse(&arena, "errors.yaml", yaml).unwrap();
        let describe = |failure| {
            let hint = spec.retry().failure_hint(failure).unwrap();
            RetryAdvice::of_hint_without_response(hint, failure).write_sentences()
        };
        assert_eq!(
            describe(TransportFailure::Timeout),
            "Send the request again at once, one time. \
             The server may have acted on the request, so send it again only if it is idempotent."
        );
        assert_eq!(
            describe(TransportFailure::Connect),
            "Retry with exponential backoff and full jitter from 1 second up to 1 minute, at most 5 times."
        );
    }

    #[test]
    fn throttling_asks_to_slow_down() {
        assert!(of("{}", "status: 429, retry: after 1s").ends_with("slow the others down as well."));
        assert!(!of("{}", "status: 429, retry: { after: 1s, throttled: false }").contains("slow"));
        assert!(!of("{}", "status: 429, retry: { action: Upgrade. }").contains("slow"));
    }
}
