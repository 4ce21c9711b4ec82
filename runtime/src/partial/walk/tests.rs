//! A walk finds what a scan of the whole text finds.

use errspec_data::{Catalog, Items};
use errspec_spec::{Arena, Spec, lower};

use super::*;
use crate::decode::body::BodyKind;
use crate::partial::items::list_items;

fn make_items(pointer: &str) -> &'static Items<'static> {
    let yaml = format!(
        "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /code, details: {{ items: '{pointer}' }} }}\n\
         retry: {{ default: never }}\nerrors:\n  - {{ code: a, status: 400, meaning: It failed. }}\n"
    );
    let arena: &'static Arena = Box::leak(Box::default());
    let spec = Spec::parse(arena, "errors.yaml", yaml.as_bytes()).unwrap();
    let catalog: &'static Catalog<'static> = Box::leak(Box::new(lower(arena, &spec)));
    catalog.envelope().details().unwrap()
}

/// How many texts are walked through.
const TEXTS: usize = if cfg!(miri) { 30 } else { 60_000 };

/// Texts that are JSON, nearly JSON, or broken off, from a generator that gives the same ones every time.
fn make_texts() -> impl Iterator<Item = String> {
    const PIECES: [&str; 16] = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"e\"",
        "\"x\"",
        "\"\\u0065\"",
        "1",
        "null",
        "\"e\":",
        "\"x\":[",
        "\"e\":{",
        ",\"e\":[",
        " ",
    ];
    let mut state = 1_u64;
    let mut draw = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % below
    };
    (0..TEXTS).map(move |_| {
        let start = ["{", "[", "{\"e\":[", "{\"e\":{", "[[", "{\"e\":1,"][draw(6)];
        (0..draw(14)).fold(start.to_owned(), |text, _| text + PIECES[draw(PIECES.len())])
    })
}

#[test]
fn walk_finds_what_a_scan_finds() {
    let show = |text: &str, item: FoundItem| {
        let key = item.key.map(|key| text[key.raw].to_owned());
        (text[item.source].to_owned(), key)
    };
    let all: Vec<_> =
        ["", "/e", "/e/*", "/*", "/*/*", "/e/1", "/*/e", "/e/x"].into_iter().map(make_items).collect();
    let mut found = 0;
    for text in make_texts() {
        for items in &all {
            let listed = list_items(&items.way(), BodyKind::Json, &text);
            let listed: Vec<_> = listed.into_iter().map(|item| show(&text, item)).collect();
            let mut walk = ItemWalk::begin(items.pointer(), &text);
            let walked = std::iter::from_fn(|| walk.next_item(&text));
            let walked: Vec<_> = walked.map(|item| show(&text, item)).collect();
            assert_eq!(walked, listed, "{} {text}", items.pointer());
            found += walked.len();
        }
    }
    assert!(found > TEXTS / 6, "{found} in {TEXTS}");
}
