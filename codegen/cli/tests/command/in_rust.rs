//! Catalogs that no Cargo.toml names, but Rust: those of macros and build scripts.

use crate::directory::{BROKEN, Directory, GOOD};

/// A package with catalogs that nothing configures.
fn package(files: &[(&str, &str)]) -> Directory {
    let directory = Directory::of(&[("errors.yaml", GOOD), ("broken.yaml", BROKEN)]);
    directory.add_package("app", "[workspace]");
    for (path, text) in files {
        directory.write(path, text);
    }
    directory
}

fn check(directory: &Directory) -> String {
    let mut command = directory.command();
    directory.finish(command.arg("check").current_dir(directory.path("app"))).to_string()
}

#[test]
fn macros_name_catalogs() {
    let directory = package(&[("app/src/lib.rs", "mod a { errspec::errors!(\"../errors.yaml\"); }")]);
    insta::assert_snapshot!(check(&directory), @"
    ../errors.yaml: 1 error, no problems
    [exit] 0
    ");
    let mut command = directory.command();
    let run = directory.finish(command.args(["explain", "gone"]).current_dir(directory.path("app")));
    assert!(run.stdout.starts_with("410 gone"), "{run}");
}

#[test]
fn derives_name_catalogs() {
    let source = "#[derive(ApiError)]\n#[errspec(\"../errors.yaml\")]\nenum E { #[errspec(other)] Other(ErrorResponse) }";
    insta::assert_snapshot!(check(&package(&[("app/src/deep/er.rs", source)])), @"
    ../errors.yaml: 1 error, no problems
    [exit] 0
    ");
}

#[test]
fn build_scripts_name_catalogs() {
    for script in [
        "fn main() { errspec_build::run(\"../errors.yaml\") }",
        "use errspec_build::Build;\nfn main() { Build::new(\"../errors.yaml\").run() }",
        "fn main() { errspec_build::Build::new(\"a.yaml\").also(\"../errors.yaml\",).run() }",
    ] {
        let directory = package(&[("app/build.rs", script), ("app/a.yaml", GOOD)]);
        assert!(check(&directory).contains("../errors.yaml: 1 error, no problems"), "{script}");
    }
}

#[test]
fn problems_and_missing_files_are_reported() {
    let source = "errspec::errors!(\"../broken.yaml\");\nmod b {\n    errspec::errors!(\"errors.yaml\");\n}";
    insta::assert_snapshot!(check(&package(&[("app/src/main.rs", source)])), @r#"
    [stderr]
    error[unknown-key]: unknown key `mesage` in `envelope`
     --> ../broken.yaml:3:26
      |
    3 | envelope: { code: /code, mesage: /error }
      |                          ^^^^^^
      |
      = help: did you mean `message`?

    error[invalid-value]: unknown retry hint `nevr`
     --> ../broken.yaml:5:61
      |
    5 |   - { code: gone, status: 410, meaning: It is gone., retry: nevr }
      |                                                             ^^^^
      |
      = help: did you mean `never`?

    2 problems in ../broken.yaml

    error: there is no file `errors.yaml`
     --> src/main.rs:3:22
      |
    3 |     errspec::errors!("errors.yaml");
      |                      ^^^^^^^^^^^^^
    [exit] 2
    "#);
}

#[test]
fn path_that_is_no_literal_is_reported() {
    let script = "fn main() {\n    errspec_build::run(&std::env::var(\"CATALOG\").unwrap())\n}";
    let directory = package(&[("app/build.rs", script)]);
    insta::assert_snapshot!(check(&directory), @r#"
    [stderr]
    warning[unseen-catalog]: the catalog of `errspec_build::run(…)` is not seen: its path is no literal
     --> build.rs:2:5
      |
    2 |     errspec_build::run(&std::env::var("CATALOG").unwrap())
      |     ^^^^^^^^^^^^^^^^^^^
      |
      = help: name it in `Cargo.toml` as well, or write `catalogs = []` under `[package.metadata.errspec]`:
              
              [[package.metadata.errspec.catalogs]]
              path = "errors.yaml"
    [exit] 0
    "#);
    let named = "[[package.metadata.errspec.catalogs]]\npath = \"../errors.yaml\"\n";
    let manifest = directory.read("app/Cargo.toml");
    directory.write("app/Cargo.toml", format!("{manifest}{named}"));
    assert_eq!(check(&directory), "../errors.yaml: 1 error, no problems\n[exit] 0");
}

#[test]
fn path_that_a_macro_is_given_is_reported() {
    let source =
        "macro_rules! m {\n    ($p:literal) => { errspec::errors!($p); };\n}\nm!(\"../errors.yaml\");";
    insta::assert_snapshot!(check(&package(&[("app/src/lib.rs", source)])), @r#"
    [stderr]
    warning[unseen-catalog]: the catalog of `errors!($…)` is not seen: its path is no literal
     --> src/lib.rs:2:32
      |
    2 |     ($p:literal) => { errspec::errors!($p); };
      |                                ^^^^^^^^^
      |
      = help: name it in `Cargo.toml` as well, or write `catalogs = []` under `[package.metadata.errspec]`:
              
              [[package.metadata.errspec.catalogs]]
              path = "errors.yaml"
    [exit] 0
    "#);
}

#[test]
fn what_looks_like_it_is_left_alone() {
    let source = "//! errspec::errors!(\"doc.yaml\")\nconst S: &str = r#\"errors!(\"s.yaml\")\"#;\n\
                  errspec::errors!(\"../errors.yaml\");";
    let directory = package(&[
        ("app/src/lib.rs", source),
        ("app/src/no_rust.rs", "errors!(\"x.yaml\" }"),
        ("app/tests/t.rs", "errspec::errors!(\"../broken.yaml\");"),
        ("app/src/other/Cargo.toml", ""),
        ("app/src/other/lib.rs", "errspec::errors!(\"other.yaml\");"),
    ]);
    assert_eq!(check(&directory), "../errors.yaml: 1 error, no problems\n[exit] 0");
}

#[test]
fn catalog_that_is_configured_too_is_checked_once() {
    let directory = Directory::package("[[package.metadata.errspec.catalogs]]\npath = \"errors.yaml\"");
    directory.write("src/lib.rs", "errspec::errors!(\"errors.yaml\");");
    assert_eq!(directory.run("check").stdout, "errors.yaml: 1 error, no problems\n");
}

#[test]
fn empty_list_of_catalogs_leaves_rust_alone() {
    let directory = Directory::package("[package.metadata.errspec]\ncatalogs = []");
    directory.write("src/lib.rs", "errspec::errors!(\"errors.yaml\");");
    assert_eq!(directory.run("check").code, Some(2));
}

#[test]
fn catalog_outside_of_a_package_that_can_be_published_is_told() {
    const PUBLISHED: &str = "version = \"1.0.0\"\ndescription = \"x\"\nlicense = \"MIT\"\n";
    let check_as = |manifest: &str, path: &str| {
        let directory = package(&[]);
        directory.add_package("app", &format!("{manifest}\n[workspace]"));
        directory.write(path, "mod a { errspec::errors!(\"../errors.yaml\"); }");
        check(&directory)
    };
    insta::assert_snapshot!(check_as(PUBLISHED, "app/src/lib.rs"), @r#"
    ../errors.yaml: 1 error, no problems
    [stderr]
    warning[catalog-outside-package]: `../errors.yaml` is outside of the package, so that what `cargo publish` uploads doesn't compile
     --> src/lib.rs:1:26
      |
    1 | mod a { errspec::errors!("../errors.yaml"); }
      |                          ^^^^^^^^^^^^^^^^
      |
      = help: put the catalog beside Cargo.toml, check in the Rust that is generated from it, or write `publish = false`
    [exit] 0
    "#);
    let kept_back = format!("publish = false\n{PUBLISHED}");
    // Who uses a package doesn't build its examples.
    for (manifest, path) in
        [(&*kept_back, "app/src/lib.rs"), ("", "app/src/lib.rs"), (PUBLISHED, "app/examples/one.rs")]
    {
        assert_eq!(
            check_as(manifest, path),
            "../errors.yaml: 1 error, no problems\n[exit] 0",
            "{manifest} {path}"
        );
    }
}
