//! Draws catalogs from arbitrary bytes, so that every feature of the format meets every other.

mod conditions;
mod entries;
mod envelope;
mod retry;
mod texts;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use arbitrary::Unstructured;

pub use texts::quote;

/// A key, and what draws its value.
type KeyDraw<'a> = (&'static str, fn(&mut Choices<'a>) -> String);

/// Bytes as a source of choices. Where they are used up, each choice is the first one, so that drawing ends.
pub struct Choices<'a>(Unstructured<'a>);

impl<'a> Choices<'a> {
    /// Takes the bytes of a fuzzer, or those of [`draw_bytes`].
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(Unstructured::new(bytes))
    }

    /// Draws a number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0.int_in_range(0..=sides.saturating_sub(1)).unwrap_or_default()
    }

    /// Draws whether something is there: one time of so many, and not where the bytes are used up.
    fn happens(&mut self, one_in: usize) -> bool {
        self.roll(one_in) + 1 == one_in
    }

    fn pick<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.roll(list.len())]
    }

    /// Draws some of these keys, each with a value of its own.
    fn draw_keys(&mut self, one_in: usize, keys: &[KeyDraw<'a>]) -> String {
        let mut drawn = String::new();
        for (key, draw_value) in keys {
            if self.happens(one_in) {
                let _ = write!(drawn, ", {key}: {}", draw_value(self));
            }
        }
        drawn
    }

    /// Draws the text of a catalog. Most are valid; entries that can't be told from each other are why some aren't.
    #[must_use]
    pub fn draw_catalog(&mut self) -> String {
        let api = self.draw_api();
        let mut catalog = format!("errspec: 1\napi: {api}\nenvelope: {}\n", self.draw_envelope());
        let _ = writeln!(catalog, "retry: {}", self.draw_retry_table());
        if self.happens(3) {
            let _ = writeln!(catalog, "partial: {}", self.draw_partial());
        }
        let _ = writeln!(catalog, "groups: {}", self.draw_groups());
        catalog += "errors:\n";
        for number in 0..=self.roll(6) {
            let _ = writeln!(catalog, "  - {}", self.draw_entry(number));
        }
        catalog
    }

    fn draw_api(&mut self) -> String {
        let docs = |choices: &mut Self| {
            let template = choices.pick(&["{anchor}", "{code}/{status}", "e#{name}"]);
            format!("'https://docs.example/{template}'")
        };
        let keys: [KeyDraw<'a>; 4] = [
            ("title", Self::draw_text),
            ("description", Self::draw_text),
            ("version", Self::draw_text),
            ("docs", docs),
        ];
        format!("{{ name: Acme{} }}", self.draw_keys(3, &keys))
    }

    fn draw_groups(&mut self) -> String {
        let keys: [KeyDraw<'a>; 2] = [("title", Self::draw_text), ("description", Self::draw_text)];
        format!("[{{ id: g{} }}, {{ id: h }}]", self.draw_keys(3, &keys))
    }
}

/// Returns bytes that are the same for a seed on every machine.
#[must_use]
pub fn draw_bytes(seed: u64, count: usize) -> Vec<u8> {
    let mut state = seed;
    let next = || {
        // SplitMix64, whose numbers are fine from the first one on, also for seeds that are near to each other.
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)).to_le_bytes()
    };
    std::iter::repeat_with(next).flatten().take(count).collect()
}

/// Joins what is in a map of YAML, in which a key can't be there twice.
fn join_members(members: BTreeMap<&str, String>) -> String {
    let members: Vec<_> = members.into_iter().map(|(key, value)| format!("'{key}': {value}")).collect();
    format!("{{ {} }}", members.join(", "))
}
