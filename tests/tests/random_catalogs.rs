//! Whatever a catalog asks for, what a service sends decodes to the same kind, unless the catalog is for clients only.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use errspec::__private::{Catalog, decode_response, is_error, make_response};
use errspec_spec::{Arena, Spec, lower};

/// Draws numbers that are the same on every machine.
struct Dice(u64);

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
    "header:x-code",
    "header:x-kind",
    "body",
];
const VALUES: &[&str] =
    &["a", "b", "5", "true", "false", "null", "1.5", "[a, null]", "[null, b]", "{ prefix: a }"];
const CODES: &[&str] = &["a", "b", "5", "[a, b]", "'a: b'", "'x#y'", "true", "'400'"];
const STATUSES: &[&str] = &["400", "404", "[400, 404]", "503", "200", "422"];
const CUTS: &[&str] = &["after: '#'", "before: ': '", "between: ['(', ')']", "after: ': ', before: '#'"];

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }

    fn draw_conditions(&mut self) -> String {
        let mut conditions = BTreeMap::new();
        for _ in 0..=self.roll(2) {
            let place = self.pick(&PLACES[..PLACES.len() - 1]);
            // What only asks for a value would hold for what an error happens to say.
            let value = match self.roll(4) {
                0 => format!("{{ not: {} }}", self.pick(&VALUES[..5])),
                _ => self.pick(VALUES).to_owned(),
            };
            conditions.insert(place, format!("'{place}': {value}"));
        }
        conditions.into_values().collect::<Vec<_>>().join(", ")
    }

    fn draw_locators(&mut self) -> String {
        let locators = (0..=self.roll(3)).map(|_| {
            let place = self.pick(PLACES);
            match self.roll(8) {
                0 => format!("{{ at: '{place}', {} }}", self.pick(CUTS)),
                1 => format!("{{ at: '{place}', when: {{ {} }} }}", self.draw_conditions()),
                _ => format!("'{place}'"),
            }
        });
        locators.collect::<Vec<_>>().join(", ")
    }

    fn draw_catalog(&mut self) -> String {
        let mut envelope = format!("code: [{}], message: [{}]", self.draw_locators(), self.draw_locators());
        let _ = write!(envelope, ", target: [{}]", self.draw_locators());
        if self.roll(4) == 0 {
            let _ = write!(envelope, ", failed_2xx: {{ {} }}", self.draw_conditions());
        }
        if self.roll(2) == 0 {
            envelope += ", details: { items: /d, code: /code, message: /message, target: /target }";
        }
        let entries: Vec<_> = (0..=self.roll(5)).map(|number| self.draw_entry(number)).collect();
        errspec_tests::catalog_around(
            &format!("{{ {envelope} }}"),
            &entries.iter().map(String::as_str).collect::<Vec<_>>(),
        )
    }

    fn draw_entry(&mut self, number: usize) -> String {
        let mut entry = format!("name: E{number}, status: {}", self.pick(STATUSES));
        if self.roll(6) > 0 {
            let _ = write!(entry, ", code: {}", self.pick(CODES));
        }
        if self.roll(3) == 0 {
            let _ = write!(entry, ", match: {{ {} }}", self.draw_conditions());
        }
        let two = self.pick(PLACES);
        entry + ", fields: { one: string, two: { type: integer, at: '" + two + "' } }"
    }
}

/// Sends an error of an entry with all that it can have, and decodes it.
fn check_entry(catalog: &'static Catalog<'static>, kind: u16, yaml: &str) {
    let plain = || make_response(catalog, kind, None, vec![None; 2]);
    let with_fields = make_response(catalog, kind, None, vec![Some("\"m\"".into()), Some("7".into())]);
    let with_detail = plain().with_detail("t".into(), kind, "m".into());
    for made in [plain(), plain().with_target("t".into()), with_fields, with_detail] {
        let sent = made.into_http_response();
        let text = format!("{} of\n{yaml}\n{sent:?}", catalog.name(kind));
        assert!(is_error(catalog, sent.status(), sent.headers(), sent.body()), "{text}");
        let back = decode_response(catalog, sent);
        assert_eq!(catalog.name(back.kind_number()), catalog.name(kind), "{text}");
    }
}

#[test]
fn what_is_sent_by_a_random_catalog_decodes_to_the_same_kind() {
    let mut checked = 0;
    for seed in 0..600 {
        let yaml = Dice(seed).draw_catalog();
        let arena: &'static Arena = Box::leak(Box::default());
        // Entries that can't be told from each other are no catalog.
        let Ok(spec) = Spec::parse(arena, "errors.yaml", yaml.as_bytes()) else { continue };
        let catalog: &'static Catalog<'static> = Box::leak(Box::new(lower(arena, &spec)));
        for (kind, entry) in (1..).zip(catalog.entries()) {
            if entry.sending().is_sendable() {
                check_entry(catalog, kind, &yaml);
                checked += 1;
            }
        }
    }
    assert!(checked > 500, "{checked}");
}
