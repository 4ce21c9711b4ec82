//! `completions` and `man`: what shells and man are given.

use crate::directory::Directory;

#[test]
fn shells_and_man_find_the_command() {
    let directory = Directory::of(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = directory.run(&format!("completions {shell}"));
        assert!(run.stdout.contains("cargo-errspec") && run.stdout.contains("import"), "{run}");
    }
    assert!(directory.run("man").stdout.contains(".TH cargo-errspec 1"));
    assert_eq!(directory.run("man share/man1").stdout, "written man pages to share/man1\n");
    for page in ["cargo-errspec.1", "cargo-errspec-check.1", "cargo-errspec-generate-rust.1"] {
        assert!(directory.list("share/man1").iter().any(|name| name == page), "{page}");
    }
    assert!(directory.read("share/man1/cargo-errspec-check.1").contains("github"));
    assert_eq!(directory.run("completions tcsh").code, Some(2));
}
