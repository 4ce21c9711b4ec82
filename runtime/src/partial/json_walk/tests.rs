//! A walk finds what a scan of the whole text finds.

use errspec_data::TreeBuilder;

use super::*;
use crate::decode::found::{Findings, Keep, Slot};
use crate::decode::json::scan_json;

/// Lists the items below a pointer that a scan finds.
fn list_items<'a>(pointer: &str, text: &'a str) -> Vec<&'a str> {
    let mut tree = TreeBuilder::default();
    tree.slot(Pointer::new(&format!("{pointer}/*")));
    let leak_text = &mut |text: &str| -> &'static str { text.to_owned().leak() };
    let tree = tree.build(leak_text, &mut |members| members.leak());
    let mut slots = [Slot::Absent];
    let owned = scan_json(&tree, Keep::Fields, text, &mut slots);
    let findings = Findings { slots: &slots, owned: owned.as_deref() };
    let slots = (0..).map_while(|index| findings.at(0, index));
    slots.filter_map(|slot| if let Slot::Source(source) = slot { Some(source) } else { None }).collect()
}

/// Returns the name of a member, as it is written before its value.
fn read_name(text: &str, value: &Range<usize>) -> Option<String> {
    let name = text[..value.start].trim_end().strip_suffix(':')?.trim_end().strip_suffix('"')?;
    Some(name.rsplit_once('"')?.1.to_owned())
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
    let mut found = 0;
    for text in make_texts() {
        for pointer in ["", "/e", "/e/*", "/*", "/*/*", "/e/1", "/*/e", "/e/x"] {
            let mut walked = Vec::new();
            let mut walk = JsonWalk::begin(Pointer::new(pointer), &text);
            while let Some(item) = walk.as_mut().and_then(|walk| walk.next_item(&text)) {
                let key = item.key.map(|key| text[key.raw].to_owned());
                let name = read_name(&text, &item.source);
                assert!(name.is_none() || key == name, "{pointer} {text}");
                walked.push(&text[item.source]);
            }
            assert_eq!(walked, list_items(pointer, &text), "{pointer} {text}");
            found += walked.len();
        }
    }
    assert!(found > TEXTS / 6, "{found} in {TEXTS}");
}
