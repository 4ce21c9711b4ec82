//! Arguments, help and colour.

use std::process::Command;

use crate::directory::{BROKEN, Directory, GOOD};

/// Returns the commands that a screen of help lists.
fn list_commands(help: &str) -> Vec<String> {
    let commands = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next());
    let names = commands.unwrap_or_default().lines().filter_map(|line| line.split_whitespace().next());
    names.map(str::to_owned).collect()
}

#[test]
fn help_says_what_a_command_does_and_fits_a_small_terminal() {
    let directory = Directory::of(&[]);
    let mut screens = vec![String::new()];
    while let Some(screen) = screens.pop() {
        let run = directory.run(&format!("{screen} --help"));
        assert!(run.stdout.contains("Example"), "{run}");
        assert!(run.stdout.lines().count() <= 24, "{run}");
        assert!(run.stdout.lines().all(|line| line.chars().count() <= 80), "{run}");
        screens.extend(
            list_commands(&run.stdout).iter().map(|name| format!("{screen} {name}").trim().to_owned()),
        );
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("help {screen}").trim().replace(' ', "_"), run);
        });
    }
}

#[test]
fn reference_has_what_each_command_does() {
    const REFERENCE: &str = include_str!("../../../../docs/command.md");
    let help = Directory::of(&[]).run("--help").stdout;
    let commands = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    for line in commands.lines() {
        let (name, does) = line.trim().split_once(' ').unwrap();
        let row = format!("\n| `{name}` | {} |\n", does.trim());
        assert!(name == "help" || REFERENCE.contains(&row), "docs/command.md lacks{row}");
    }
}

#[test]
fn without_arguments_help_is_printed() {
    let directory = Directory::of(&[]);
    let (bare, help) = (directory.run(""), directory.run("--help"));
    assert_eq!((bare.code, bare.stderr), (Some(2), help.stdout));
}

#[test]
fn version_is_the_crates() {
    let run = Directory::of(&[]).run("--version");
    assert_eq!(run.stdout, concat!("cargo-errspec ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn misspelled_subcommand_names_the_nearest() {
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
fn single_output_takes_no_manifest_path() {
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
fn cargo_subcommand_and_direct_call_are_the_same() {
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
fn catalog_may_be_named_as_the_command_is() {
    let directory = Directory::of(&[("errspec", GOOD)]);
    insta::assert_snapshot!(directory.run("errspec check errspec"), @"
    errspec: 1 error, no problems
    [exit] 0
    ");
}

#[test]
fn colour_is_for_terminals_or_forced() {
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
fn generated_output_is_never_coloured() {
    let directory = Directory::of(&[("errors.yaml", GOOD)]);
    let mut forced = directory.command();
    forced.args(["generate", "markdown", "errors.yaml"]).env("CLICOLOR_FORCE", "1");
    let plain = directory.run("generate markdown errors.yaml").stdout;
    assert_eq!(directory.finish(&mut forced).stdout, plain);
}
