//! What the example prints.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};
use std::{fs, thread};

use serde_json::Value;

fn run_example(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_generated-example")).args(arguments).output().unwrap()
}

#[test]
fn every_documented_error_becomes_its_variant_and_the_client_knows_what_to_do() {
    let output = run_example(&[]);
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    insta::assert_snapshot!("output", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn answers_are_recorded_as_lines_of_json() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recorded.ndjson");
    assert!(run_example(&["--record", path.to_str().unwrap()]).status.success());
    let recording = fs::read_to_string(path).unwrap();
    let lines: Vec<Value> = recording.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let is_recorded = |line: &&Value| {
        line["url"] == "/v1/media"
            && line["status"] == 413
            && line["body"].as_str().unwrap().contains("storage")
    };
    assert_eq!(lines.iter().filter(is_recorded).count(), 1, "{recording}");
}

#[test]
fn client_runs_against_another_service() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let service = thread::spawn(move || {
        let busy =
            "HTTP/1.1 429 X\r\nretry-after: 7\r\nconnection: close\r\n\r\n{\"code\":\"platform_rate_limit\"}";
        for answer in [busy, busy, "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{}"] {
            let mut stream = listener.accept().unwrap().0;
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            assert!(lines.map_while(Result::ok).any(|line| line.is_empty()));
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    let output = run_example(&[&url]);
    assert!(output.status.success());
    service.join().unwrap();
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stdout));
}

#[test]
fn unknown_arguments_are_refused() {
    let output = run_example(&["--recrod", "x"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("usage: "));
}
