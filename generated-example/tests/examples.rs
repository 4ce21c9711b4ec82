//! What the examples print.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::env;
use std::process::Command;

/// Runs an example, as it is now.
fn run_example(example: &str) -> String {
    // For the whole workspace, since that is how `cargo test --workspace` has built it.
    let build = ["build", "--quiet", "--workspace", "--example", example];
    assert!(Command::new(env!("CARGO")).args(build).status().unwrap().success());
    let test = env::current_exe().unwrap();
    let path = test.ancestors().nth(2).unwrap().join("examples").join(example);
    let output = Command::new(path).output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    String::from_utf8(output.stdout).unwrap()
}

const RETRIES: &str = "\
again after: Too much to do (503 busy)
again after: Too much to do (503 busy)
Hello
gives up: Nothing here (404 not_found)
again after: Too much to do (503 busy)
again after: Too much to do (503 busy)
again after: Too much to do (503 busy)
gives up: Too much to do (503 busy)
";

#[test]
fn requests_are_sent_again_as_the_catalog_advises() {
    insta::assert_snapshot!(run_example("retry"), @r"
    again after: busy
    again after: busy
    Hello
    goes on without it
    again after: busy
    again after: busy
    again after: busy
    gives up: Too much to do (503 busy)
    ");
}

#[test]
fn backon_retries_as_the_catalog_advises() {
    assert_eq!(run_example("backon"), RETRIES);
}

#[test]
fn tower_retries_as_the_catalog_advises() {
    assert_eq!(run_example("tower_retry"), RETRIES);
}

#[test]
fn tracing_has_type_status_and_request_id_of_a_failed_call() {
    insta::assert_snapshot!(run_example("tracing"), @r#"
     WARN GET{url.path="/nothing" error.type="not_found" http.response.status_code=404 request_id="req_1"}: Nothing here (404 not_found)
     WARN GET{url.path="/teapot" error.type="_OTHER" http.response.status_code=418 request_id="req_2"}: I'm a teapot (418)
     WARN GET{url.path="/" error.type="connect"}: no connection could be made
    "#);
}
