//! Retry hints, short and long, and the table of those by status.

use std::time::Duration;

use super::{Map, Reader};
use crate::duration;
use crate::model::{Hint, Processed, RetryTable, Strategy};
use crate::problem::Problem;
use crate::raw::{Node, Value};
use crate::vocabulary::{self, names};

const STRATEGIES: [&str; 5] = names(&vocabulary::STRATEGIES);
const ATTEMPTS: u32 = 5;
const MAX: Duration = Duration::from_secs(60);

impl Reader<'_> {
    pub(super) fn retry_table(&mut self, node: &Node) -> RetryTable {
        let mut table = RetryTable::default();
        for (key, value) in self.members(node, "`retry`").unwrap_or_default() {
            let name = key.scalar().unwrap_or_default();
            let hint = self.hint(value);
            match name {
                "default" => table.default = hint,
                "timeout" => table.timeout = hint,
                "connect" => table.connect = hint,
                _ => match (status(name), class(name)) {
                    (Some(status), _) => table.statuses.extend(hint.map(|hint| (status, hint))),
                    (_, Some(class)) => table.classes.extend(hint.map(|hint| (class, hint))),
                    _ => {
                        let message = format!("`retry` has no key `{name}`");
                        self.unknown(&key.span, "unknown-key", &message, name, &names(&vocabulary::RETRY));
                    }
                },
            }
        }
        table
    }

    /// `never`, `after 60s`, `{ backoff: 5s, max: 2m }`, `{ action: "…" }`.
    pub(super) fn hint(&mut self, node: &Node) -> Option<Hint> {
        match &node.value {
            Value::Scalar { text, .. } => self.short_hint(node, text),
            Value::Map(_) => self.long_hint(node),
            _ => {
                self.wrong_type(node, "the retry hint", "text or a map");
                None
            }
        }
    }

    fn short_hint(&mut self, node: &Node, text: &str) -> Option<Hint> {
        let (word, argument) = text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), ""));
        let strategy = match (word, argument.trim()) {
            ("never", "") => Strategy::Never,
            ("once", "") => Strategy::Once,
            ("after", delay) if !delay.is_empty() => {
                Strategy::After { delay: self.duration(node, delay)?, attempts: None }
            }
            ("backoff", initial) if !initial.is_empty() => backoff(self.duration(node, initial)?, None, None),
            ("after" | "backoff", _) => {
                let message = format!("`{word}` says how long to wait");
                self.invalid(node, message, format!("write `{word} 5s`"));
                return None;
            }
            ("action", _) => {
                let help = "write `{ action: \"Reconnect the account.\", id: reconnect_account }`";
                self.invalid(node, "`action` says what to do, in its long form".to_owned(), help);
                return None;
            }
            ("never" | "once", rest) => {
                self.invalid(node, format!("`{word}` stands alone"), format!("remove `{rest}`"));
                return None;
            }
            _ => {
                let message = format!("`{text}` is not a retry hint");
                match meant(text.trim()) {
                    Some(hint) => self.invalid(node, message, format!("write `{hint}`")),
                    None => drop(self.unknown(&node.span, "invalid-value", &message, word, &STRATEGIES)),
                }
                return None;
            }
        };
        Some(Hint { strategy, processed: None, throttled: None })
    }

    fn long_hint(&mut self, node: &Node) -> Option<Hint> {
        let keys = [&STRATEGIES[..], &names(&vocabulary::REFINEMENTS)].concat();
        let map = self.map(node, "the retry hint", &keys)?;
        let named: Vec<_> = STRATEGIES.into_iter().filter(|key| map.get(key).is_some()).collect();
        let [word] = named[..] else {
            let message = match named.len() {
                0 => "the retry hint has no strategy".to_owned(),
                _ => format!("the retry hint has {} strategies", named.len()),
            };
            self.invalid(node, message, "name one of `never`, `once`, `after`, `backoff` and `action`");
            return None;
        };
        self.foreign(&map, word);
        let strategy = self.strategy(&map, word);
        let processed = map.get("processed").and_then(|node| self.processed(node));
        let throttled = map.get("throttled").and_then(|node| self.bool(node, "`throttled`"));
        Some(Hint { strategy: strategy?, processed, throttled })
    }

    /// Reports keys that mean nothing for a strategy.
    fn foreign(&mut self, map: &Map<'_>, word: &str) {
        for (key, of) in [("id", &["action"][..]), ("max", &["backoff"]), ("attempts", &["after", "backoff"])]
        {
            if map.get(key).is_some() && !of.contains(&word) {
                let message = format!("`{word}` has no `{key}`");
                self.report(
                    Problem::error("unknown-key", &map.key(key), message).help(format!("remove `{key}`")),
                );
            }
        }
    }

    fn strategy(&mut self, map: &Map<'_>, word: &str) -> Option<Strategy> {
        let node = map.get(word)?;
        let attempts = map.get("attempts").and_then(|node| self.attempts(node));
        match word {
            "after" => Some(Strategy::After { delay: self.duration_of(node)?, attempts }),
            "backoff" => {
                let max = map.get("max").and_then(|node| self.duration_of(node));
                Some(backoff(self.duration_of(node)?, max, attempts))
            }
            "action" => {
                let text = self.text(node, "`action`")?.split_whitespace().collect::<Vec<_>>().join(" ");
                if text.is_empty() {
                    self.invalid(node, "`action` is empty".to_owned(), "say what has to be done");
                }
                Some(Strategy::Action { text, id: self.optional_text(map, "id") })
            }
            _ => {
                if self.bool(node, &format!("`{word}`"))? {
                    return Some(if word == "once" { Strategy::Once } else { Strategy::Never });
                }
                self.invalid(
                    node,
                    format!("`{word}: false` is no strategy"),
                    format!("write `{word}: true`"),
                );
                None
            }
        }
    }

    fn attempts(&mut self, node: &Node) -> Option<u32> {
        let attempts = node.scalar().and_then(|text| text.parse().ok()).filter(|attempts| *attempts > 0);
        if attempts.is_none() {
            let message = format!("`attempts` is {}", node.scalar().unwrap_or_else(|| node.describe()));
            self.invalid(node, message, "how many retries, at least 1");
        }
        attempts
    }

    fn processed(&mut self, node: &Node) -> Option<Processed> {
        match node.scalar() {
            Some("no") => Some(Processed::No),
            Some("maybe") => Some(Processed::Maybe),
            other => {
                let message = format!("`processed` is `{}`", other.unwrap_or_else(|| node.describe()));
                self.invalid(node, message, "write `no` or `maybe`");
                None
            }
        }
    }

    fn duration_of(&mut self, node: &Node) -> Option<Duration> {
        let text = self.text(node, "the duration")?;
        self.duration(node, &text)
    }

    fn duration(&mut self, node: &Node, text: &str) -> Option<Duration> {
        let duration = duration::parse(text);
        if duration.is_none() {
            let help = if text.bytes().all(|byte| byte.is_ascii_digit()) {
                format!("say the unit: `{text}s`")
            } else {
                "write `90s`, `5m`, `1h30m` or `1500ms`".to_owned()
            };
            self.invalid(node, format!("`{text}` is not a duration"), help);
        }
        duration
    }
}

/// What somebody meant who wrote a wait alone, or that there is none.
fn meant(text: &str) -> Option<String> {
    match text {
        "no" | "false" => Some("never".to_owned()),
        wait => duration::parse(wait).map(|_| format!("after {wait}")),
    }
}

fn backoff(initial: Duration, max: Option<Duration>, attempts: Option<u32>) -> Strategy {
    Strategy::Backoff {
        initial,
        max: max.unwrap_or(MAX).max(initial),
        attempts: attempts.unwrap_or(ATTEMPTS),
    }
}

/// `404`, from 100 to 599.
pub(super) fn status(text: &str) -> Option<u16> {
    let three = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|status| three && (100..600).contains(status))
}

/// `5xx`, from 1xx to 5xx.
pub(super) fn class(text: &str) -> Option<u8> {
    let digit = text.strip_suffix("xx").or_else(|| text.strip_suffix("XX"))?;
    digit.parse().ok().filter(|class| digit.len() == 1 && (1..=5).contains(class))
}
