//! A draft of a page takes time and memory in proportion to the page.

use std::time::Instant;

use errspec_import::draft_from_markdown;

const TABLE: &str = "| HTTP | Code | Meaning |\n|--|--|--|\n";

fn repeat(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

#[test]
fn many_parts_of_a_page() {
    type Kind = (&'static str, fn(usize) -> String);
    let kinds: &[Kind] = &[
        ("causes", |count| "# 404 a_b\n\nIt is gone.\n\n".to_owned() + &"- x\n".repeat(count)),
        ("codes of a cell", |count| {
            format!("{TABLE}| 400 | {} | b |\n", repeat(count, |number| format!("`a{number}`, ")))
        }),
        ("labels", |count| {
            "# 404 a_b\n\n".to_owned() + &repeat(count, |number| format!("## l{number}\n\nx\n\n"))
        }),
        ("sections with tables", |count| {
            repeat(count, |number| format!("## A{number} b\n\n{TABLE}| 400 | a{number} | b |\n\n"))
        }),
        ("definitions", |count| {
            let rows = repeat(count, |number| format!("| 400 | a{number} | It is {number}. |\n"));
            format!("{TABLE}{rows}\n{}", repeat(count, |number| format!("[a{number}]: /b{number}\n")))
        }),
    ];
    for (name, write_page) in kinds {
        let measure = |count: usize| {
            let page = write_page(count);
            let start = Instant::now();
            assert!(draft_from_markdown(&page).is_ok(), "{name}");
            start.elapsed()
        };
        // What takes the square of it takes 64 times as long.
        let times = measure(8_000).div_duration_f64(measure(1_000));
        assert!(times < 32.0, "{name}: {times}");
    }
}
