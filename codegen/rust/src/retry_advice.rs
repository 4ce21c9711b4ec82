//! Retry hints → the sentences that tell people what to do, the same on pages, in rustdoc and on the command line.

use std::time::Duration;

use errspec_spec::{Entry, Hint, Processed, Spec, Statuses, Strategy};

/// Returns what to do after an error, as sentences in plain text.
#[must_use]
pub fn advice(spec: &Spec, entry: &Entry) -> String {
    let each = list_advice_by_status(spec, entry).into_iter().map(|(statuses, advice)| match statuses {
        None => advice,
        Some(statuses) => format!("At {statuses}: {advice}"),
    });
    each.collect::<Vec<_>>().join(" ")
}

/// Lists what to do after an error, with the statuses that each item is for if they make a difference.
#[must_use]
pub fn list_advice_by_status(spec: &Spec, entry: &Entry) -> Vec<(Option<String>, String)> {
    let hints = list_hints_in_force(spec, entry);
    let differs = hints.len() > 1;
    let each = hints.iter().map(|(statuses, hint)| {
        (differs.then(|| describe_statuses(statuses)), describe_hint(hint, statuses))
    });
    each.collect()
}

/// Describes what a hint asks for after a response with one of these statuses, as sentences in plain text.
#[must_use]
pub fn describe_hint(hint: &Hint, statuses: &Statuses) -> String {
    let throttled = match statuses {
        Statuses::Listed(list) => list.iter().all(|status| *status == 429),
        Statuses::Any | Statuses::Class(_) => false,
    };
    sentences(hint, &After { came: Came::Response, doubt: doubt(hint, statuses), throttled })
}

/// Describes what a hint asks for where no response came; `processed` holds unless the hint says otherwise.
#[must_use]
pub fn describe_hint_without_response(hint: &Hint, processed: Processed) -> String {
    let maybe = hint.processed().unwrap_or(processed) == Processed::Maybe;
    let doubt = maybe.then(|| "The server".to_owned());
    sentences(hint, &After { came: Came::Nothing, doubt, throttled: false })
}

/// What is known when the question of a retry comes up.
struct After {
    came: Came,
    /// The beginning of the sentence that says when the server may have acted on the request.
    doubt: Option<String>,
    /// Whether the server throttles, unless the hint says otherwise.
    throttled: bool,
}

/// What a request got: only a response can ask for a wait.
#[derive(Clone, Copy)]
enum Came {
    Response,
    Nothing,
}

/// Returns whether a hint ever has the same request sent again.
#[must_use]
pub fn is_retried(hint: &Hint) -> bool {
    !matches!(hint.strategy(), Strategy::Never | Strategy::Action { .. })
}

/// Describes statuses as people list them, such as `502 or 503`.
#[must_use]
pub fn describe_statuses(statuses: &Statuses) -> String {
    match statuses {
        Statuses::Any => "any status".to_owned(),
        Statuses::Class(class) => format!("any {class}xx"),
        Statuses::Listed(list) => either(list),
    }
}

/// Describes a duration in full words, such as `1 minute 30 seconds`.
#[must_use]
pub fn describe_duration(duration: Duration) -> String {
    const UNITS: [(&str, u128); 5] =
        [("day", 86_400_000), ("hour", 3_600_000), ("minute", 60_000), ("second", 1_000), ("millisecond", 1)];
    let mut rest = duration.as_millis();
    let mut words = Vec::new();
    for (unit, length) in UNITS {
        let amount = rest / length;
        rest %= length;
        match amount {
            0 => {}
            1 => words.push(format!("1 {unit}")),
            _ => words.push(format!("{amount} {unit}s")),
        }
    }
    if words.is_empty() { "0 seconds".to_owned() } else { words.join(" ") }
}

/// Lists the hints in force after an error, each with the statuses that it holds for.
///
/// There are several where the entry has no hint of its own and the retry table tells its statuses apart.
#[must_use]
pub fn list_hints_in_force<'a>(spec: &'a Spec, entry: &'a Entry) -> Vec<(Statuses, &'a Hint)> {
    let Statuses::Listed(list) = entry.statuses() else {
        return vec![(entry.statuses().clone(), spec.hint(entry))];
    };
    let mut hints = Vec::<(Vec<u16>, &Hint)>::new();
    for status in list {
        let of_table = if entry.own_hint().is_none() { spec.retry().for_status(*status) } else { None };
        let hint = of_table.unwrap_or_else(|| spec.hint(entry));
        match hints.iter_mut().find(|(_, other)| *other == hint) {
            Some((statuses, _)) => statuses.push(*status),
            None => hints.push((vec![*status], hint)),
        }
    }
    hints.into_iter().map(|(statuses, hint)| (Statuses::Listed(statuses), hint)).collect()
}

fn sentences(hint: &Hint, after: &After) -> String {
    let mut sentences = strategy_sentences(hint.strategy(), after.came);
    if is_retried(hint) {
        let doubt = after.doubt.iter().map(|doubt| {
            format!("{doubt} may have acted on the request, so send it again only if it is idempotent.")
        });
        sentences.extend(doubt);
        if hint.throttled().unwrap_or(after.throttled) {
            sentences.push("Requests come in too fast: slow the others down as well.".to_owned());
        }
    }
    sentences.join(" ")
}

fn strategy_sentences(strategy: &Strategy, came: Came) -> Vec<String> {
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
        Strategy::After { delay, attempts } => {
            let bound = attempts.map_or_else(String::new, |attempts| format!(", {}", times(attempts)));
            let wait = match came {
                Came::Response => {
                    format!("Wait as long as the server asks, else {}", describe_duration(*delay))
                }
                Came::Nothing => format!("Wait {}", describe_duration(*delay)),
            };
            vec![format!("{wait}; then send the request again{bound}.")]
        }
        Strategy::Backoff { initial, max, attempts } => {
            let (from, to) = (describe_duration(*initial), describe_duration(*max));
            let bounds =
                if initial == max { format!("of {from}") } else { format!("from {from} up to {to}") };
            let backoff =
                format!("Retry with exponential backoff and full jitter {bounds}, {}.", times(*attempts));
            match came {
                Came::Response => {
                    vec![backoff, "If the server asks for a longer wait, go by that.".to_owned()]
                }
                Came::Nothing => vec![backoff],
            }
        }
        Strategy::Action { text, .. } => vec!["A retry alone does not help.".to_owned(), closed(text)],
    }
}

fn times(attempts: u32) -> String {
    if attempts == 1 { "at most once".to_owned() } else { format!("at most {attempts} times") }
}

/// Who may have acted on the request, and at which of the statuses.
fn doubt(hint: &Hint, statuses: &Statuses) -> Option<String> {
    let always = || Some("The server".to_owned());
    match (hint.processed(), statuses) {
        (Some(Processed::Maybe), _) => always(),
        (None, Statuses::Any) => Some("At a 5xx status other than 501 and 503, the server".to_owned()),
        (None, Statuses::Class(5)) => Some("Unless the status is 501 or 503, the server".to_owned()),
        (Some(Processed::No), _) | (None, Statuses::Class(_)) => None,
        (None, Statuses::Listed(list)) => {
            let maybe = |status: &u16| hint.processed_at(Some(*status)) == Processed::Maybe;
            let doubtful: Vec<_> = list.iter().copied().filter(maybe).collect();
            match doubtful.len() {
                0 => None,
                all if all == list.len() => always(),
                _ => Some(format!("At {}, the server", either(&doubtful))),
            }
        }
    }
}

/// A sentence that ends like one.
fn closed(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '…', ')']) { text.to_owned() } else { format!("{text}.") }
}

fn either(statuses: &[u16]) -> String {
    let words: Vec<_> = statuses.iter().map(u16::to_string).collect();
    match &words[..] {
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(retry: &str, entry: &str) -> String {
        let yaml = format!(
            "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /code }}\nretry: {retry}\n\
             errors: [{{ code: x, meaning: M., {entry} }}]\n"
        );
        let spec = Spec::parse("errors.yaml", yaml.as_bytes()).unwrap();
        advice(&spec, &spec.entries()[0])
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
                "retry: { after: 90s, attempts: 1 }",
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
    fn what_sent_no_response_asks_for_no_wait() {
        let yaml = b"errspec: 1
api: { name: Acme }
envelope: { code: /code }
retry: { timeout: once, connect: backoff 1s }
errors: [{ code: x, meaning: M., retry: never }]
";
        let spec = Spec::parse("errors.yaml", yaml).unwrap();
        let (timeout, connect) = (spec.retry().timeout().unwrap(), spec.retry().connect().unwrap());
        assert_eq!(
            describe_hint_without_response(timeout, Processed::Maybe),
            "Send the request again at once, one time. \
             The server may have acted on the request, so send it again only if it is idempotent."
        );
        assert_eq!(
            describe_hint_without_response(connect, Processed::No),
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
