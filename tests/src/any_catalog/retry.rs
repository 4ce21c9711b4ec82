//! Draws retry hints.

use std::fmt::Write as _;

use super::Choices;

const SHORT: &[&str] = &["never", "once", "after 60s", "backoff 5s", "after 1500ms"];
const LONG: &[&str] = &[
    "never: true",
    "once: true",
    "after: 1h30m",
    "after: 9s, retries: 2",
    "backoff: 5s, max: 2m, retries: 7",
];
const KEYS: &[&str] = &["404", "429", "503", "4xx", "5xx", "timeout", "connect"];

impl Choices<'_> {
    pub(super) fn draw_hint(&mut self) -> String {
        let strategy = match self.roll(4) {
            1 => format!("action: {}", self.draw_mark()),
            2 => format!("action: {}, id: {}", self.draw_mark(), self.draw_text()),
            3 => self.pick(LONG).to_owned(),
            _ => return self.pick(SHORT).to_owned(),
        };
        let processed = ["", ", processed: no", ", processed: maybe"];
        let throttled = ["", ", throttled: true", ", throttled: false"];
        format!("{{ {strategy}{}{} }}", self.pick(&processed), self.pick(&throttled))
    }

    /// Draws the table of a catalog, which has an answer for every entry.
    pub(super) fn draw_retry_table(&mut self) -> String {
        let mut table = format!("{{ default: {}", self.draw_hint());
        for key in KEYS {
            if self.happens(3) {
                let _ = write!(table, ", {key}: {}", self.draw_hint());
            }
        }
        table + " }"
    }
}
