//! Draws places in a response, locators of them, and conditions on them.

use std::collections::BTreeMap;

use super::{Choices, join_members};

/// Places that are equal, above or beside each other, so that what is put there meets.
const PLACES: &[&str] = &[
    "/code",
    "/error",
    "/error/code",
    "/error/message",
    "/message",
    "/errors/*/code",
    "/errors/0/code",
    "/errors/*/message",
    "/e/*/f/*/c",
    "/e/*/f/*/m",
    "/e/*/m",
    "/k",
    "/d/0/code",
    "header:x-code",
    "header:x-kind",
    "header:content-type",
    "header:retry-after",
];

/// Places in an item.
const ITEM_PLACES: &[&str] = &["/code", "/message", "/target", "/status", "/k", "/a/code", "/a/*", "/0"];

const VALUES: &[&str] =
    &["a", "b", "5", "true", "false", "null", "1.5", "[a, null]", "[null, b]", "[a, b]", "{ prefix: a }"];

const CUTS: &[&str] = &[
    "after: '#'",
    "before: ': '",
    "between: ['(', ')']",
    "between: ['(', null]",
    "after: ': ', before: '#'",
];

impl Choices<'_> {
    pub(super) fn draw_place(&mut self) -> &'static str {
        self.pick(PLACES)
    }

    fn draw_expected(&mut self) -> String {
        match self.roll(8) {
            // What only asks for a value would hold for what an error happens to say.
            0 => format!("{{ not: {} }}", self.pick(&VALUES[..VALUES.len() - 1])),
            1 => format!("{{ contains: {} }}", self.draw_mark()),
            2 => format!("{{ not: {{ prefix: {} }} }}", self.draw_mark()),
            _ => self.pick(VALUES).to_owned(),
        }
    }

    fn draw_conditions_on(&mut self, places: &[&'static str]) -> String {
        let mut conditions = BTreeMap::new();
        for _ in 0..=self.roll(2) {
            conditions.insert(self.pick(places), self.draw_expected());
        }
        join_members(conditions)
    }

    pub(super) fn draw_conditions(&mut self) -> String {
        self.draw_conditions_on(PLACES)
    }

    /// Draws conditions, a place or a list of such.
    fn draw_alternatives_on(&mut self, places: &[&'static str]) -> String {
        match self.roll(4) {
            0 => format!("'{}'", self.pick(places)),
            1 => format!("[{}, '{}']", self.draw_conditions_on(places), self.pick(places)),
            _ => self.draw_conditions_on(places),
        }
    }

    pub(super) fn draw_alternatives(&mut self) -> String {
        self.draw_alternatives_on(PLACES)
    }

    pub(super) fn draw_item_alternatives(&mut self) -> String {
        self.draw_alternatives_on(ITEM_PLACES)
    }

    fn draw_locator_of(&mut self, places: &[&'static str]) -> String {
        let place = self.pick(places);
        match self.roll(8) {
            1 => format!("{{ at: '{place}', {} }}", self.pick(CUTS)),
            2 => format!("{{ at: '{place}', when: {} }}", self.draw_conditions_on(places)),
            3 if places.len() == PLACES.len() => "body".to_owned(),
            _ => format!("'{place}'"),
        }
    }

    pub(super) fn draw_locator(&mut self) -> String {
        self.draw_locator_of(PLACES)
    }

    pub(super) fn draw_locators(&mut self) -> String {
        let locators: Vec<_> = (0..=self.roll(3)).map(|_| self.draw_locator()).collect();
        format!("[{}]", locators.join(", "))
    }

    pub(super) fn draw_item_locators(&mut self) -> String {
        let locators: Vec<_> = (0..=self.roll(2)).map(|_| self.draw_locator_of(ITEM_PLACES)).collect();
        format!("[{}]", locators.join(", "))
    }

    pub(super) fn draw_waits(&mut self) -> String {
        let unit = self.pick(&["s", "ms", "epoch"]);
        format!("[{{ at: '{}', unit: {unit} }}, '{}']", self.draw_place(), self.draw_place())
    }
}
