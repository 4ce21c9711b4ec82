//! What is printed in a workflow of GitHub, whose runner takes lines of a log for commands.

use crate::directory::Directory;

/// Begins a command where it begins a line, and in the middle of one.
const COMMANDS: &str = "::error::a ##[error]b";

/// A catalog with problems, and commands wherever they can be.
const HOSTILE: &str = "\
errspec: 1
api: { name: Acme, title: '::error::a ##[error]b', '##[error]key': 1 }
envelope: { code: /code }
groups: [{ id: g, title: '  ::error::a ##[error]b' }]
errors:
  - { code: '::error::a ##[error]b', status: 400, meaning: '::error::a ##[error]b', retry: never, group: g }
  - { code: '##[error]c', status: 4040, meaning: \"a\\n\\n```\\n  ::error::b\\n##[error]c\", retry: '##[error]' }
";

/// Lists the lines that the runner takes for commands, but for annotations of ours.
fn list_commands(printed: &str) -> Vec<&str> {
    let is_annotation =
        |line: &str| ["::error file=", "::warning file="].iter().any(|it| line.starts_with(it));
    // `:::` is how problems name a further line of their file.
    let begins_command = |line: &str| line.starts_with("::") && !line.starts_with("::: ");
    let is_command =
        |line: &&str| !is_annotation(line) && begins_command(line.trim_start()) || line.contains("##[");
    printed.lines().filter(is_command).collect()
}

#[test]
fn nothing_of_a_catalog_is_a_command() {
    let valid =
        HOSTILE.replace(", '##[error]key': 1", "").replace("4040", "404").replace("'##[error]' }", "once }");
    let renamed = valid.replace("##[error]c", "##[error]d").replace("never", "once");
    let directory = Directory::package(&format!(
        "[[package.metadata.errspec.catalogs]]\npath = 'errors.yaml'\n'{COMMANDS}' = 'x.rs'\n"
    ));
    directory.write("errors.yaml", HOSTILE);
    directory.write("valid.yaml", &valid);
    directory.write("renamed.yaml", &renamed);
    directory.write("##[error]a.yaml", &valid);
    directory.write(
        "table.md",
        "| Code | HTTP | When ##[error]x |\n|---|---|---|\n| ::error::a ##[error]b | 4?? | ##[error] |\n",
    );
    directory.write("response", "HTTP/1.1 400\n##[x: ##[error]\n\n{\"code\":\"::error::a ##[error]b\"}");
    for arguments in [
        "check",
        "check errors.yaml",
        "check valid.yaml",
        "check errors.yaml --format json",
        "check errors.yaml --format github",
        "check ##[error]a.yaml --format json",
        "check ##[error]b.yaml",
        "diff valid.yaml renamed.yaml",
        "diff valid.yaml renamed.yaml --format json",
        "diff valid.yaml renamed.yaml --format markdown",
        "explain ##[error]d valid.yaml",
        "explain response valid.yaml",
        "explain 404 --catalog valid.yaml --format json",
        "audit response --catalog valid.yaml",
        "audit response --catalog valid.yaml --show-bodies --format json",
        "audit ##[error]b.json --catalog valid.yaml --format json",
        "import markdown table.md",
        "generate markdown valid.yaml -o -",
        "generate rust ##[error]a.yaml -o ##[error].rs",
    ] {
        let run = directory.run(arguments);
        let printed = format!("{}\n{}", run.stdout, run.stderr);
        let commands = list_commands(&printed);
        assert!(commands.is_empty(), "{arguments}\n{commands:#?}\n{printed}");
    }
}
