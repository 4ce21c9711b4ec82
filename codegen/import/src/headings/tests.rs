//! Compares the table of headings in `docs/import.md` with the lists.

use std::collections::BTreeSet;

use super::*;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/import.md");

#[test]
fn reference_has_each_heading_and_no_other() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let (_, table) = page.split_once("\n| for | headings |\n").unwrap();
    let rows: Vec<_> = table.lines().skip(1).take_while(|line| line.starts_with('|')).collect();
    let lists: [(&str, &[&[&str]]); 12] = [
        ("status", &[HTTP, STATUS, STATUS_OR_CODE]),
        ("code", &[CODE, CODE_PARTS, MAYBE_CODE]),
        ("name", &[NAME]),
        ("meaning", &[MEANING]),
        ("causes", &[CAUSES]),
        ("guidance", &[GUIDANCE]),
        ("user_message", &[USER_MESSAGE]),
        ("retry", &[RETRY]),
        ("message", &[MESSAGE]),
        ("docs", &[DOCS]),
        ("group", &[GROUP, MAYBE_GROUP]),
        ("retired", &[RETIRED]),
    ];
    assert_eq!(rows.len(), lists.len());
    for (row, (key, lists)) in rows.into_iter().zip(lists) {
        // Each text between backticks is a heading, but for the key.
        let mut quoted = row.split('`').skip(1).step_by(2);
        assert_eq!(quoted.next(), Some(key));
        let shown: BTreeSet<_> = quoted.map(normalize_heading).collect();
        let known = lists.iter().copied().flatten().filter(|heading| !heading.is_empty());
        let known: BTreeSet<_> = known.map(|heading| (*heading).to_owned()).collect();
        assert_eq!(shown, known, "{key}");
        let has_none = lists.iter().any(|list| list.contains(&""));
        assert_eq!(row.contains("no heading"), has_none, "{key}");
    }
}
