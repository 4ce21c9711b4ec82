//! What the compiler says where `errors!` can't give items.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::path::Path;

#[test]
fn invalid_uses_are_compile_errors() {
    lay_out_catalogs();
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}

/// trybuild compiles in a project of its own, and paths of catalogs are relative to that one's folder.
fn lay_out_catalogs() {
    let here = std::env::current_exe().unwrap();
    let target = here.ancestors().nth(3).unwrap();
    let project = target.join("tests/trybuild").join(env!("CARGO_PKG_NAME")).join("ui");
    std::fs::create_dir_all(&project).unwrap();
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_some_and(|extension| extension == "yaml") {
            std::fs::copy(&file, project.join(file.file_name().unwrap())).unwrap();
        }
    }
}
