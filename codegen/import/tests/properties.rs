//! Whatever a table holds is in the draft of it, and the draft is a catalog.

use errspec_import::{CatalogDraft, draft_from_csv, draft_from_json, draft_from_markdown};
use errspec_spec::{Arena, Spec};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Headings that are known, and some that aren't.
fn heading() -> impl Strategy<Value = String> {
    let known = select(vec![
        "HTTP",
        "Status",
        "Code",
        "Error code(s)",
        "Error",
        "gRPC",
        "Value",
        "Name",
        "Type",
        "Meaning",
        "Description",
        "Message",
        "Causes",
        "Possible causes",
        "Solution",
        "Display message",
        "Link",
        "Product",
        "Log level",
        "Notes",
        "",
        "Title",
        "Constant",
        "Reason",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => "[A-Z][a-z]{2,8}"]
}

/// Cells as people write them.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z]{3,6}_[a-z]{3,6}",
        2 => "[A-Z][a-z]{2,7}( [a-z]{2,7}){1,4}[.!?]?",
        2 => (400u16..600).prop_map(|status| status.to_string()),
        1 => "-?[1-9][0-9]{3,5}",
        1 => "[\"'“]?[a-z]{4,9}[\"'”]?",
        1 => "https://[a-z]{3,8}\\.example/[a-z]{1,5}",
        1 => select(vec!["-", "n/a", ""]).prop_map(str::to_owned),
        1 => Just("OK".to_owned()),
    ]
}

/// Texts with everything that means something in YAML.
fn hostile_cell() -> impl Strategy<Value = String> {
    prop_oneof![cell(), "[ -~äß漢]{0,16}", "[-:#&*!|>'\"%@`{}\\[\\],? a]{1,8}"]
}

fn table(cell: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<Vec<String>>> {
    (vec(heading(), 2..6), vec(vec(cell, 1..7), 1..8))
        .prop_map(|(headings, rows)| std::iter::once(headings).chain(rows).collect())
}

fn write_csv(table: &[Vec<String>]) -> String {
    let cell = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\n";
    table.iter().map(row).collect()
}

fn write_markdown(table: &[Vec<String>]) -> String {
    let width = table[0].len();
    let line = |row: &Vec<String>| format!("| {} |\n", row[..row.len().min(width)].join(" | "));
    let mut lines: Vec<_> = table.iter().map(line).collect();
    lines.insert(1, "|--".repeat(width) + "|\n");
    lines.concat()
}

fn write_json(table: &[Vec<String>]) -> String {
    let object = |row: &Vec<String>| {
        let members = table[0].iter().zip(row).enumerate();
        let members = members.map(|(index, (heading, cell))| {
            // No two members have one name.
            (
                if index == 0 { heading.clone() } else { format!("{heading}{}", " ".repeat(index)) },
                cell.clone().into(),
            )
        });
        serde_json::Value::Object(members.collect())
    };
    serde_json::Value::Array(table[1..].iter().map(object).collect()).to_string()
}

/// The letters and digits of a text, which no notation changes.
fn list_letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn write_valid(draft: CatalogDraft) -> String {
    let text = draft.write(None, "a table");
    let arena = Arena::new();
    if let Err(problems) = Spec::parse(&arena, "draft", text.as_bytes()) {
        panic!("{text}\n{problems}");
    }
    text
}

/// Checks that each cell is somewhere in the draft.
fn assert_nothing_lost(table: &[Vec<String>], draft: CatalogDraft, width: usize) {
    let text = write_valid(draft);
    let letters = list_letters(&text);
    for cell in table[1..].iter().flat_map(|row| &row[..row.len().min(width)]) {
        let is_nothing = ["-", "n/a"].contains(&cell.as_str());
        assert!(is_nothing || letters.contains(&list_letters(cell)), "`{cell}` of {table:#?}\n{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn csv_loses_no_cell(table in table(cell())) {
        if let Ok(draft) = draft_from_csv(&write_csv(&table)) {
            assert_nothing_lost(&table, draft, usize::MAX);
        }
    }

    #[test]
    fn markdown_loses_no_cell(table in table(cell())) {
        if let Ok(draft) = draft_from_markdown(&write_markdown(&table)) {
            assert_nothing_lost(&table, draft, table[0].len());
        }
    }

    #[test]
    fn json_loses_no_member(table in table(cell())) {
        if let Ok(draft) = draft_from_json(&write_json(&table)) {
            assert_nothing_lost(&table, draft, table[0].len());
        }
    }

    #[test]
    fn hostile_cells_make_a_catalog(table in table(hostile_cell())) {
        for draft in [
            draft_from_csv(&write_csv(&table)),
            draft_from_markdown(&write_markdown(&table)),
            draft_from_json(&write_json(&table)),
        ].into_iter().flatten() {
            write_valid(draft);
        }
    }

    #[test]
    fn any_page_makes_a_catalog(page in vec(
        prop_oneof![
            "#{1,4} [ -~]{0,20}",
            "[-*] `[a-z_]{1,8}`( \\([45][0-9]{2}\\))?[:—-] [a-z ]{0,12}",
            "### -?[0-9]{1,4} [A-Z_]{2,9}",
            "[ -~]{0,30}",
            "\\|[ -~]{0,20}\\|",
            select(vec!["|--|--|", "", "```", "**Causes:**", "<table>", "404 — Not Found"]).prop_map(str::to_owned),
        ],
        0..30,
    )) {
        if let Ok(draft) = draft_from_markdown(&page.join("\n")) {
            write_valid(draft);
        }
    }
}
