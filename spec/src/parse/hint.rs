//! Parses retry hints, short and long, and the table of those by status.

use std::time::Duration;

use errspec_data::{Processed, RetryHint, RetryTable, TransportFailure};

use super::status::parse_status;
use super::{Map, Reader, insert_sorted};
use crate::notation::{parse_class, parse_duration};
use crate::problem::Problem;
use crate::vocabulary::{self, HINT, REFINEMENTS, STRATEGIES, ValueType};
use crate::yaml::{Node, Value};

/// The longest duration: the bound of what a server can ask for as well.
const LONGEST_WAIT: Duration = Duration::from_secs(365 * 24 * 60 * 60);

impl<'a> Reader<'a, '_> {
    pub(super) fn parse_retry_table(&mut self, node: &Node) -> RetryTable<'a> {
        let members = self.parse_members(node, vocabulary::RETRY.example).unwrap_or_default();
        let (mut statuses, mut classes) = (Vec::new(), Vec::new());
        let mut table = RetryTable::new();
        for (key, value) in members {
            let name = key.scalar().unwrap_or_default();
            let hint = self.parse_hint(value);
            // Names go before statuses and classes, which are open lists.
            if let Some(failure) = TransportFailure::ALL.into_iter().find(|failure| failure.name() == name) {
                table = hint.map_or(table, |hint| table.with_failure(failure, hint));
                continue;
            }
            match (name, parse_status(name), parse_class(name)) {
                ("default", ..) => table = hint.map_or(table, |hint| table.with_default(hint)),
                (_, Some(status), _) => insert_sorted(&mut statuses, status, hint),
                (_, _, Some(class)) if classes.iter().any(|(other, _)| *other == class) => {
                    let message = format!("duplicate key `{name}`");
                    self.report(
                        Problem::error("duplicate-key", key.span, message).help("remove one of them"),
                    );
                }
                (_, _, Some(class)) => insert_sorted(&mut classes, class, hint),
                _ => {
                    let known: Vec<_> = vocabulary::RETRY.names().collect();
                    let message = format!("unknown key `{name}` in `retry`");
                    self.report_unknown(key.span, "unknown-key", message, name, &known);
                }
            }
        }
        table.with_statuses(self.keep_list(&statuses)).with_classes(self.keep_list(&classes))
    }

    /// Parses `never`, `after 60s`, `{ backoff: 5s, max: 2m }`, `{ action: "…" }`.
    pub(super) fn parse_hint(&mut self, node: &Node) -> Option<RetryHint<'a>> {
        match &node.value {
            Value::Scalar { text, .. } => self.parse_short_hint(node, text.trim()),
            Value::Map(_) => self.parse_long_hint(node),
            _ => {
                self.report_type(node, "text or a map", Some("backoff 5s"));
                None
            }
        }
    }

    fn parse_short_hint(&mut self, node: &Node, text: &str) -> Option<RetryHint<'a>> {
        let (strategy, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        match (find_strategy_value(strategy), rest.trim()) {
            (Some(ValueType::True), "") => return RetryHint::from_name(strategy),
            (Some(ValueType::True), rest) => {
                let message = format!("unexpected `{rest}` after `{strategy}`");
                self.report_invalid(node, message, format!("remove `{rest}`"));
            }
            (Some(ValueType::Duration), "") => {
                let message = format!("missing duration after `{strategy}`");
                self.report_invalid(node, message, format!("write `{strategy} 5s`"));
            }
            (Some(ValueType::Duration), wait) => {
                if let Some(help) = suggest_long_form(strategy, wait) {
                    self.report_invalid(
                        node,
                        format!("unexpected text after the wait of `{strategy}`"),
                        help,
                    );
                    return None;
                }
                return RetryHint::from_wait(strategy, self.parse_duration_text(node, wait)?, None);
            }
            (Some(_), _) => {
                let help = "write `{ action: \"Reconnect the account.\", id: reconnect_account }`";
                self.report_invalid(node, "`action` in a short retry hint", help);
            }
            (None, _) => self.report_unknown_hint(node, text, strategy),
        }
        None
    }

    fn report_unknown_hint(&mut self, node: &Node, text: &str, strategy: &str) {
        let message = format!("unknown retry hint `{text}`");
        let nearest = self.suggestions.find_nearest(strategy, &STRATEGIES);
        let help = match (guess_hint(text), nearest) {
            (Some(hint), _) => format!("write {hint}"),
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => format!("write {SHORT_HINTS}, or a map such as `{{ action: Sign in again. }}`"),
        };
        self.report_invalid(node, message, help);
    }

    fn parse_long_hint(&mut self, node: &Node) -> Option<RetryHint<'a>> {
        let map = self.parse_map(node, &vocabulary::HINT)?;
        let written: Vec<_> = STRATEGIES.into_iter().filter(|key| map.get(key).is_some()).collect();
        // Two strategies can't be merged, and to pick one would hide a mistake.
        let [strategy] = written[..] else {
            // An unknown key that probably is one was reported already.
            if written.is_empty() && map.mistyped.iter().any(|key| STRATEGIES.contains(key)) {
                return None;
            }
            let message = match written.len() {
                0 => "retry hint without a strategy".to_owned(),
                count => format!("retry hint with {count} strategies"),
            };
            let help = match STRATEGIES {
                [others @ .., last] => format!("write one of `{}` and `{last}`", others.join("`, `")),
            };
            self.report_invalid(node, message, help);
            return None;
        };
        self.report_foreign_keys(&map, strategy);
        let hint = self.parse_strategy(&map, strategy);
        let retries = map.get("retries").and_then(|node| self.parse_retries(node));
        let processed = map.get("processed").and_then(|node| self.parse_processed(node));
        let throttled = map.get("throttled").and_then(|node| self.parse_boolean(node));
        let counted = set_part(hint?, retries, RetryHint::with_retries);
        let processed_set = set_part(counted, processed, RetryHint::with_processed);
        Some(set_part(processed_set, throttled, RetryHint::with_throttled))
    }

    /// Reports keys that the strategy doesn't have.
    fn report_foreign_keys(&mut self, map: &Map<'_>, strategy: &str) {
        for (key, strategies) in REFINEMENTS {
            if map.get(key).is_some() && !strategies.contains(&strategy) {
                let message = format!("unexpected key `{key}` in a retry hint with `{strategy}`");
                let problem = Problem::error("unknown-key", map.key_span(key), message);
                self.report(problem.help(format!("remove `{key}`")));
            }
        }
    }

    fn parse_strategy(&mut self, map: &Map<'_>, strategy: &str) -> Option<RetryHint<'a>> {
        let node = map.get(strategy)?;
        match find_strategy_value(strategy)? {
            ValueType::Duration => {
                let max = map.get("max").and_then(|node| self.parse_duration_node(node));
                RetryHint::from_wait(strategy, self.parse_duration_node(node)?, max)
            }
            ValueType::True => {
                if self.parse_boolean(node)? {
                    return RetryHint::from_name(strategy);
                }
                let message = format!("`{strategy}: false` is not a strategy");
                self.report_invalid(node, message, format!("write `{strategy}: true`"));
                None
            }
            _ => self.parse_action(map, node),
        }
    }

    fn parse_action(&mut self, map: &Map<'_>, node: &Node) -> Option<RetryHint<'a>> {
        let text = self.parse_sentence(node)?;
        if text.is_empty() {
            self.report_invalid(node, "`action` is empty", "say what has to be done");
        }
        let action = RetryHint::require_action(text);
        Some(self.parse_optional_text(map, "id").map_or(action, |id| action.with_action_id(id)))
    }

    fn parse_processed(&mut self, node: &Node) -> Option<Processed> {
        let choices = Processed::ALL.map(|processed| (processed.name(), processed));
        self.parse_choice(node, "`processed` value", &choices)
    }

    fn parse_retries(&mut self, node: &Node) -> Option<u32> {
        let text = self.parse_text(node)?;
        let count = text.parse().ok().filter(|count| *count > 0);
        if count.is_none() {
            let message = format!("expected a positive integer, found `{text}`");
            self.report_invalid(node, message, "write how many retries are made at most, at least 1");
        }
        count
    }

    fn parse_duration_node(&mut self, node: &Node) -> Option<Duration> {
        let text = self.parse_text(node)?;
        self.parse_duration_text(node, text)
    }

    fn parse_duration_text(&mut self, node: &Node, text: &str) -> Option<Duration> {
        let duration = parse_duration(text);
        if duration.is_some_and(|duration| duration > LONGEST_WAIT) {
            self.report_invalid(
                node,
                format!("duration `{text}` is longer than a year"),
                "write `365d` or less",
            );
            return None;
        }
        if duration.is_none() {
            let help = suggest_duration(text);
            self.report_invalid(node, format!("invalid duration `{text}`"), help);
        }
        duration
    }
}

fn set_part<'a, T>(
    hint: RetryHint<'a>,
    part: Option<T>,
    set: impl FnOnce(RetryHint<'a>, T) -> RetryHint<'a>,
) -> RetryHint<'a> {
    match part {
        Some(value) => set(hint, value),
        None => hint,
    }
}

/// The short forms, as messages list them.
const SHORT_HINTS: &str = "`never`, `once`, `after 60s`, `backoff 1s`";

/// Guesses the hint that was meant by a wait or a number alone, by a yes or a no, or by what has to be done.
fn guess_hint(text: &str) -> Option<String> {
    match text {
        "no" | "false" | "none" => return Some("`never`".to_owned()),
        "yes" | "true" | "always" | "on" => {
            return Some("when: `once`, `after 60s` or `backoff 1s`".to_owned());
        }
        "exponential" | "jitter" => return Some("`backoff 1s`".to_owned()),
        _ => {}
    }
    if parse_duration(text).is_some() {
        return Some(format!("`after {text}`"));
    }
    if text.parse::<u32>().is_ok_and(|count| count > 0) {
        return Some(format!("`{{ backoff: 1s, retries: {text} }}`"));
    }
    let is_prose = |c: char| c.is_alphanumeric() || " .,'-".contains(c);
    let is_sentence = text.split_whitespace().count() > 2 && text.chars().all(is_prose);
    is_sentence.then(|| format!("`{{ action: \"{text}\" }}`"))
}

/// Says which duration may be meant by `60 seconds` or `1 min`, or else how one is written.
fn suggest_duration(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let symbol = match unit.trim() {
        "" | "sec" | "secs" | "second" | "seconds" | "S" => "s",
        "min" | "mins" | "minute" | "minutes" | "M" => "m",
        "hour" | "hours" | "hr" | "hrs" | "H" => "h",
        "day" | "days" => "d",
        "msec" | "millis" | "millisecond" | "milliseconds" => "ms",
        // As it should be, but for a space.
        unit @ ("s" | "m" | "h" | "d" | "ms") => unit,
        _ => "",
    };
    if number.is_empty() || symbol.is_empty() {
        return "write `90s`, `5m`, `1h30m` or `1500ms`".to_owned();
    }
    let verb = if unit.is_empty() { "add the unit:" } else { "write" };
    format!("{verb} `{number}{symbol}`")
}

/// Says which long form is meant by a short one with more than a wait, such as `backoff 1s max 30s`.
fn suggest_long_form(strategy: &str, rest: &str) -> Option<String> {
    let mut words =
        rest.split(|c: char| c.is_whitespace() || ",;:".contains(c)).filter(|word| !word.is_empty());
    let wait = words.next().filter(|word| parse_duration(word).is_some())?;
    let words: Vec<_> = words.collect();
    let pairs = words.chunks_exact(2).map(|pair| format!(", {}: {}", pair[0], pair[1]));
    let is_known = words.len() % 2 == 0 && words.chunks(2).all(|pair| ["max", "retries"].contains(&pair[0]));
    (is_known && !words.is_empty())
        .then(|| format!("write `{{ {strategy}: {wait}{} }}`", pairs.collect::<String>()))
}

/// Returns what the value of a strategy can be in its long form; none if there is no such strategy.
fn find_strategy_value(name: &str) -> Option<ValueType> {
    let strategies = HINT.keys.iter().filter(|key| STRATEGIES.contains(&key.name));
    strategies.into_iter().find(|key| key.name == name).map(|key| key.value)
}
