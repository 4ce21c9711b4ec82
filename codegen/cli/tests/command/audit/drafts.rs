//! `audit --draft`: entries for a catalog, and a first catalog.

use serde_json::json;

use super::{CATALOG, audit, line};
use crate::directory::Directory;

fn mixed() -> String {
    [
        line(400, &json!({ "code": "new", "error": "No." })),
        line(422, &json!({ "code": "new", "error": "Never." })),
        line(404, &json!({ "code": "gone", "error": "Gone." })),
        line(400, &json!({ "error": { "type": "odd", "message": "It is odd." } })),
        line(410, &json!({ "code": "gone", "details": [{ "code": 7, "why": "No." }] })),
    ]
    .concat()
}

#[test]
fn entries_for_a_catalog() {
    insta::assert_snapshot!(audit(&mixed(), "--draft"));
}

#[test]
fn drafted_entries_make_the_audit_clean() {
    let traffic =
        [line(400, &json!({ "code": "new" })), line(502, &json!({})), line(400, &json!({ "code": 7 }))];
    let traffic = traffic.concat();
    let entries = audit(&traffic, "--draft").stdout;
    let catalog = CATALOG.replacen("errors:\n", &format!("errors:\n{entries}"), 1);
    let directory = Directory::of(&[("errors.yaml", &catalog), ("traffic", &traffic)]);
    let run = directory.run("audit traffic --catalog errors.yaml");
    assert_eq!(run.code, Some(0), "{run}\n{catalog}");
}

#[test]
fn first_catalog() {
    let directory = Directory::of(&[("traffic", &mixed())]);
    let run = directory.run("audit traffic --draft");
    insta::assert_snapshot!(run);
    directory.write("errors.yaml", &run.stdout);
    assert_eq!(directory.run("check errors.yaml").code, Some(0));
}

#[test]
fn first_catalog_of_failures_in_successes() {
    let traffic =
        [line(200, &json!({ "ok": false, "error": "not_in_channel" })), line(200, &json!({ "ok": true }))];
    let directory = Directory::of(&[("traffic", &traffic.concat())]);
    let run = directory.run("audit traffic --draft");
    insta::assert_snapshot!(run);
    directory.write("errors.yaml", &run.stdout);
    assert_eq!(directory.run("check errors.yaml").code, Some(0));
}

#[test]
fn nothing_to_draft() {
    let directory = Directory::of(&[("traffic", &line(200, &json!({})))]);
    insta::assert_snapshot!(directory.run("audit traffic --draft"));
}
