//! Crates that use errspec, each built by itself: features are those of that crate alone.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::process::Command;

fn cargo(arguments: &[&str]) {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(root).output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {}\n{text}", arguments.join(" "));
}

#[test]
fn kinds_alone_need_no_other_crate() {
    cargo(&["test", "-p", "consumer-kinds-only", "--features", "alone"]);
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "-p", "errspec", "--no-default-features", "-e", "normal", "--prefix", "none"])
        .output()
        .unwrap();
    let lines = String::from_utf8(tree.stdout).unwrap();
    let crates: Vec<_> = lines.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(crates, ["errspec", "errspec-data"], "{lines}");
}

#[test]
fn renamed_and_reexported_runtimes_compile() {
    cargo(&["test", "-p", "consumer-renamed"]);
    cargo(&["test", "-p", "consumer-reexported"]);
}

#[test]
fn strict_lints_and_rustdoc_have_no_warnings() {
    cargo(&["test", "-p", "consumer-strict"]);
    cargo(&["clippy", "-p", "consumer-strict"]);
    cargo(&["doc", "--no-deps", "-p", "consumer-strict"]);
}
