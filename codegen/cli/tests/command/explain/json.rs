//! `explain --format json`, which programs read.

use serde_json::Value;

use super::run;

#[test]
fn code_is_an_error_of_its_kind_with_what_the_catalog_says() {
    insta::assert_snapshot!(run("403 denied --catalog acme.yaml --format json", b""));
}

#[test]
fn response_is_an_error_with_all_that_came() {
    let response = b"HTTP/1.1 429 X\r\nRetry-After: 30\r\nX-Request-Id: r-1\r\n\r\n{\"code\":\"too_fast\"}";
    insta::assert_snapshot!(run("- --catalog acme.yaml --format json", response));
}

#[test]
fn what_is_unknown_or_retired_has_no_kind() {
    let unknown = run("- --catalog acme.yaml --format json", b"HTTP/1.1 418 X\n\n{\"code\":\"tea\"}");
    assert!(unknown.contains("\"kind\": \"Unrecognized\"") && unknown.contains("[exit] 1"), "{unknown}");
    let retired = run("trial_over --catalog acme.yaml --format json", b"");
    assert!(retired.contains("\"kind\": null") && retired.contains("\"code\": \"trial_over\""), "{retired}");
    let lint = run("odd-code --catalog acme.yaml --format json", b"");
    assert!(lint.contains("\"name\": \"odd-code\""), "{lint}");
}

#[test]
fn example_is_decoded_to_what_it_is_an_example_of() {
    let explain = |what: &str, catalog: &str, input: &str| {
        let page = run(&format!("{what} --catalog {catalog} --format json"), input.as_bytes());
        let document: Value = serde_json::from_str(page.split("[exit]").next().unwrap()).unwrap();
        document["errors"][0].clone()
    };
    for (what, catalog) in [
        ("quota_exceeded", "acme.yaml"),
        ("401", "acme.yaml"),
        ("Forbidden", "acme.yaml"),
        ("1042", "acme.yaml"),
        ("502", "acme.yaml"),
        ("too_large", "fielded.yaml"),
        ("denied", "other.yaml"),
    ] {
        let asked = explain(what, catalog, "");
        let pasted = explain("-", catalog, asked["example"].as_str().unwrap());
        assert_eq!(pasted["kind"], asked["kind"], "{asked}");
        assert!(asked["status"].is_null() || pasted["status"] == asked["status"], "{asked}");
    }
}
