//! Draws envelopes, and where successes and errors keep what failed in them.

use super::{Choices, KeyDraw};

impl<'a> Choices<'a> {
    /// Draws an envelope.
    pub(super) fn draw_envelope(&mut self) -> String {
        let first = match self.roll(8) {
            7 => return "problem+json".to_owned(),
            6 => "preset: problem+json".to_owned(),
            _ => format!("code: {}, message: {}", self.draw_locators(), self.draw_locators()),
        };
        let parts: [KeyDraw<'a>; 6] = [
            ("request_id", Self::draw_locators),
            ("retry_after", Self::draw_waits),
            ("should_retry", Self::draw_locators),
            ("docs", Self::draw_locators),
            ("target", Self::draw_locators),
            ("details", Self::draw_details),
        ];
        let formats: fn(&mut Self) -> String = |choices| choices.pick(&["json", "[json, xml]"]).to_owned();
        let rare: [KeyDraw<'a>; 2] = [("failed_2xx", Self::draw_alternatives), ("format", formats)];
        format!("{{ {first}{}{} }}", self.draw_keys(2, &parts), self.draw_keys(4, &rare))
    }

    fn draw_details(&mut self) -> String {
        let keys: [KeyDraw<'a>; 1] = [("failed", Self::draw_item_alternatives)];
        let failed = self.draw_keys(4, &keys);
        format!("{{ {}{failed}{} }}", self.draw_items(), self.draw_item_keys())
    }

    /// Draws the `partial` of a catalog.
    pub(super) fn draw_partial(&mut self) -> String {
        let failed = self.draw_item_alternatives();
        format!("{{ {}, failed: {failed}{} }}", self.draw_items(), self.draw_item_keys())
    }

    fn draw_items(&mut self) -> String {
        format!("items: '{}'", self.pick(&["/d", "/d/*/e", "/errors", "/error", ""]))
    }

    fn draw_item_keys(&mut self) -> String {
        let target: fn(&mut Self) -> String =
            |choices| choices.pick(&["key", "/target", "[/k, key]"]).to_owned();
        let keys: [KeyDraw<'a>; 5] = [
            ("code", Self::draw_item_locators),
            ("message", Self::draw_item_locators),
            ("status", Self::draw_item_locators),
            ("retry_after", Self::draw_item_locators),
            ("target", target),
        ];
        self.draw_keys(2, &keys)
    }
}
