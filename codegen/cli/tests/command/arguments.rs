//! Arguments, help and colour.

use std::process::Command;

use crate::directory::{BROKEN, Directory, GOOD};

#[test]
fn help_says_what_the_command_does() {
    insta::assert_snapshot!(Directory::of(&[]).run("--help"), @"
    Checks catalogs of API errors, and generates code and documentation from them

    Usage: cargo errspec <COMMAND>

    Commands:
      init      Start a catalog, and show what Cargo.toml needs
      check     Validate catalogs and compare outputs with what is on disk
      generate  Write the configured outputs, or one output of any catalog
      explain   Say what an error is, whether to retry and what to do
      diff      Compare two versions of a catalog: which bump do they need?
      import    Draft a catalog from what an API already has

    Options:
      -h, --help     Print help
      -V, --version  Print version

    Examples:
      cargo errspec check errors.yaml              is this catalog right?
      cargo errspec generate rust errors.yaml      what is made of it?
      cargo errspec generate                       write what Cargo.toml configures
      cargo errspec check                          is it up to date? (for CI)

    Exit codes: 0 clean, 1 problems, 2 could not run
    [exit] 0
    ");
}

#[test]
fn help_on_check() {
    insta::assert_snapshot!(Directory::of(&[]).run("check --help"), @"
    Validate catalogs and compare outputs with what is on disk

    Usage: cargo errspec check [OPTIONS] [SPEC]...

    Arguments:
      [SPEC]...  Catalogs to validate [default: all configured, and their outputs]

    Options:
          --manifest-path <PATH>  Cargo.toml of the workspace to check
          --format <FORMAT>       Print human, json, or github (annotations)
      -h, --help                  Print help

    Examples:
      cargo errspec check                          all that Cargo.toml configures
      cargo errspec check errors.yaml              this catalog; needs no Cargo.toml

    Exit codes: 0 clean, 1 problems or outputs out of date, 2 could not run
    [exit] 0
    ");
}

#[test]
fn help_on_generate() {
    insta::assert_snapshot!(Directory::of(&[]).run("generate --help"), @r#"
    Write the configured outputs, or one output of any catalog

    Usage: cargo errspec generate [OPTIONS]
           cargo errspec generate <COMMAND>

    Commands:
      rust         Generate the Rust types of a catalog's errors
      markdown     Generate the documentation page of a catalog's errors
      openapi      Generate an OpenAPI 3.1 document of a catalog's error responses
      json         Generate the neutral JSON of a catalog, for other languages
      json-schema  Generate the JSON Schema of errors.yaml itself, for editors

    Options:
          --manifest-path <PATH>  Cargo.toml of the workspace to generate for
          --print                 Print what would be written, and write nothing
      -h, --help                  Print help

    Without a command, what Cargo.toml configures is written, where it changed:
      [[package.metadata.errspec.catalogs]]
      spec = "../spec/errors.yaml"
      rust = "src/errors.rs"    # also markdown, openapi, json, json-schema, runtime
      markdown-split = "docs"   # with markdown-summary, markdown-front-matter

    Example: cargo errspec generate rust errors.yaml -o src/errors.rs
    [exit] 0
    "#);
}

#[test]
fn help_on_generate_rust() {
    insta::assert_snapshot!(Directory::of(&[]).run("generate rust --help"), @"
    Generate the Rust types of a catalog's errors

    Usage: cargo errspec generate rust [OPTIONS] <SPEC>

    Arguments:
      <SPEC>  The catalog

    Options:
      -o, --output <FILE>   File to write [default: standard output]
          --depfile <FILE>  File to write the output's inputs to, for Make or Ninja
          --runtime <PATH>  Path of the crate errspec, if renamed [default: errspec]
      -h, --help            Print help
    [exit] 0
    ");
}

#[test]
fn help_fits_a_small_terminal() {
    for subcommand in
        ["", "check", "diff", "explain", "generate", "generate rust", "generate markdown", "import", "init"]
    {
        let run = Directory::of(&[]).run(&format!("{subcommand} --help"));
        assert!(run.stdout.lines().count() <= 24, "{run}");
        assert!(run.stdout.lines().all(|line| line.chars().count() <= 80), "{run}");
    }
}

#[test]
fn without_arguments_there_is_help_and_nothing_done() {
    let directory = Directory::of(&[]);
    let (bare, help) = (directory.run(""), directory.run("--help"));
    assert_eq!((bare.code, bare.stderr), (Some(2), help.stdout));
}

#[test]
fn the_version_is_the_crates() {
    let run = Directory::of(&[]).run("--version");
    assert_eq!(run.stdout, concat!("cargo-errspec ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_mistyped_subcommand_names_the_nearest() {
    insta::assert_snapshot!(Directory::of(&[]).run("chekc"), @"
    [stderr]
    error: unrecognized subcommand 'chekc'

      tip: a similar subcommand exists: 'check'

    Usage: cargo errspec <COMMAND>

    For more information, try '--help'.
    [exit] 2
    ");
}

#[test]
fn one_output_is_of_one_catalog_and_not_of_a_workspace() {
    insta::assert_snapshot!(Directory::of(&[]).run("generate --manifest-path Cargo.toml rust errors.yaml"), @"
    [stderr]
    error: the subcommand 'rust' cannot be used with '--manifest-path <PATH>'

    Usage: cargo errspec generate [OPTIONS]
           cargo errspec generate <COMMAND>

    For more information, try '--help'.
    [exit] 2
    ");
}

#[test]
fn called_by_cargo_and_directly_it_does_the_same() {
    let directory = Directory::of(&[("errors.yaml", GOOD)]);
    let bin = std::path::Path::new(env!("CARGO_BIN_EXE_cargo-errspec")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([bin.to_owned()].into_iter().chain(std::env::split_paths(&path)));
    let mut cargo = directory.environment(Command::new(std::env::var_os("CARGO").unwrap()));
    // Where people install, cargo looks too.
    cargo.env("PATH", path.unwrap()).env("CARGO_HOME", directory.path("home"));
    let by_cargo = directory.finish(cargo.args(["errspec", "check", "errors.yaml"])).to_string();
    assert_eq!(by_cargo, directory.run("check errors.yaml").to_string());
    assert_eq!(by_cargo, directory.run("errspec check errors.yaml").to_string());
}

#[test]
fn a_catalog_may_be_named_as_the_command_is() {
    let directory = Directory::of(&[("errspec", GOOD)]);
    insta::assert_snapshot!(directory.run("errspec check errspec"), @"
    errspec: 1 error, no problems
    [exit] 0
    ");
}

#[test]
fn colour_is_for_terminals_and_who_asks_for_it() {
    let directory = Directory::of(&[("errors.yaml", BROKEN)]);
    let escapes = |environment: &[(&str, &str)]| {
        let mut command = directory.command();
        command.args(["check", "errors.yaml"]).envs(environment.iter().copied());
        directory.finish(&mut command).to_string().contains('\u{1b}')
    };
    assert!(!escapes(&[]));
    assert!(escapes(&[("CLICOLOR_FORCE", "1")]));
    assert!(!escapes(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

#[test]
fn what_was_generated_is_never_coloured() {
    let directory = Directory::of(&[("errors.yaml", GOOD)]);
    let mut forced = directory.command();
    forced.args(["generate", "markdown", "errors.yaml"]).env("CLICOLOR_FORCE", "1");
    let plain = directory.run("generate markdown errors.yaml").stdout;
    assert_eq!(directory.finish(&mut forced).stdout, plain);
}
