//! `explain --format json`, which programs read.

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
