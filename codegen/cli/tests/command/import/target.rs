//! Where `import` writes the draft, and what it says on standard error.

use crate::directory::{Directory, GOOD};

const PAGE: &str = "| HTTP | Code | Meaning |\n|--|--|--|\n| 404 | gone | It was deleted. |\n";

#[test]
fn import_after_init() {
    let directory = Directory::of(&[("page.md", PAGE)]);
    directory.run("init");
    insta::assert_snapshot!(directory.run("import markdown page.md --name Acme -o errors.yaml"), @"
    written errors.yaml: 1 error
    next: `cargo errspec check errors.yaml` shows what is left to write
    [exit] 0
    ");
    assert!(directory.read("errors.yaml").contains("code: gone"));
}

#[test]
fn catalog_that_people_wrote_is_kept() {
    let directory = Directory::of(&[("page.md", PAGE), ("errors.yaml", GOOD), ("errors-draft.yaml", GOOD)]);
    insta::assert_snapshot!(directory.run("import markdown page.md -o errors.yaml"), @"
    [stderr]
    error: `errors.yaml` exists, and nothing is overwritten
    help: `--force` replaces it, and `-o errors-draft-2.yaml` writes the draft beside it
    [exit] 2
    ");
    assert_eq!(directory.read("errors.yaml"), GOOD);
    insta::assert_snapshot!(directory.run("import markdown page.md -o errors.yaml --force"), @"
    written errors.yaml: 1 error
    next: `cargo errspec check errors.yaml` shows what is left to write
    [exit] 0
    ");
    assert!(directory.read("errors.yaml").contains("code: gone"));
}

#[test]
fn url_is_left_to_curl() {
    let directory = Directory::of(&[]);
    insta::assert_snapshot!(directory.run("import openapi https://a.example/openapi.yaml?a=1&b=2"), @"
    [stderr]
    error: `https://a.example/openapi.yaml?a=1&b=2` is a URL, and only files are read
    help: `curl -sL 'https://a.example/openapi.yaml?a=1&b=2' | cargo errspec import openapi -`
    [exit] 2
    ");
}

#[test]
fn page_in_html_is_refused() {
    let directory = Directory::of(&[("page.html", "<!DOCTYPE html>\n<p>Errors"), ("errors.json", "<html>")]);
    insta::assert_snapshot!(directory.run("import markdown page.html"), @"
    [stderr]
    error: `page.html` can't be imported as markdown: it is HTML, which isn't read
    help: open the page in a browser and import what you copy of it, or convert it: `pandoc -f html -t gfm PAGE | cargo errspec import markdown -`
    [exit] 2
    ");
    insta::assert_snapshot!(directory.run("import json errors.json"), @"
    [stderr]
    error: `errors.json` can't be imported as json: it is HTML, which isn't read
    help: open the page in a browser and import what you copy of it, or convert it: `pandoc -f html -t gfm PAGE | cargo errspec import markdown -`
    [exit] 2
    ");
}

#[test]
fn remarks_are_counted() {
    let page =
        format!("{PAGE}\n| Plan | Price |\n|--|--|\n| Free | 0 |\n\n<table><tr><td>x</td></tr></table>\n");
    let directory = Directory::of(&[("page.md", &page)]);
    insta::assert_snapshot!(directory.run("import markdown page.md -o errors.yaml"), @"
    written errors.yaml: 1 error
    next: `cargo errspec check errors.yaml` shows what is left to write
    [stderr]
    note: 2 remarks on what was not taken or is in doubt are `# TODO` comments in the draft
    [exit] 0
    ");
}
