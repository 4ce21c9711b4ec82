//! What the example prints.

use std::process::Command;

#[test]
fn every_documented_error_becomes_its_variant_and_the_client_knows_what_to_do() {
    let output = Command::new(env!("CARGO_BIN_EXE_generated-example")).output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    insta::assert_snapshot!("output", String::from_utf8_lossy(&output.stdout));
}
