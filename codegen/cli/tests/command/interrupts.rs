//! Runs that end before their work is done.

use std::time::Duration;

use crate::directory::{Directory, GOOD};

#[test]
#[cfg(unix)]
fn interrupted_run_leaves_nothing_behind_and_a_killed_one_until_the_next() {
    let directory = Directory::package(
        "[[package.metadata.errspec.catalogs]]\npath = \"errors.yaml\"\nrust = \"pipe\"\nmarkdown = \"docs/errors.md\"",
    );
    let shell = |command: &str| {
        let run =
            std::process::Command::new("sh").args(["-c", command]).current_dir(directory.path(".")).status();
        assert!(run.unwrap().success(), "{command}");
    };
    shell("mkfifo pipe && mkdir docs");
    // The page is ready when the command waits for somebody who reads the pipe.
    let interrupt = |signal: &str| {
        let mut run = directory.command().arg("generate").spawn().unwrap();
        while directory.list("docs").len() != 1
            || directory.list(&format!("docs/{}", directory.list("docs")[0])).len() != 2
        {
            std::thread::sleep(Duration::from_millis(10));
        }
        shell(&format!("kill -{signal} {}", run.id()));
        run.wait().unwrap().code()
    };
    for signal in ["INT", "TERM"] {
        assert_eq!(interrupt(signal), Some(130));
        assert!(directory.list("docs").is_empty());
    }
    assert_eq!(interrupt("KILL"), None);
    assert_eq!(directory.list("docs").len(), 1);
    shell("rm pipe");
    assert_eq!(directory.run("generate").code, Some(0));
    assert_eq!(directory.list("docs"), ["errors.md"]);
}

#[test]
fn directory_that_another_run_writes_in_is_left_alone() {
    let directory = Directory::with_outputs();
    directory.write("src/.errspec-AbC123/lock", "");
    directory.write("src/.errspec-mine/lock", "");
    let lock = std::fs::File::open(directory.path("src/.errspec-AbC123/lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(directory.run("generate").code, Some(0));
    assert_eq!(directory.list("src"), [".errspec-AbC123", ".errspec-mine", "errors.rs", "lib.rs"]);
    drop(lock);
    directory.edit("errors.yaml", "gone", "went");
    assert_eq!(directory.run("generate").code, Some(0));
    assert_eq!(directory.list("src"), [".errspec-mine", "errors.rs", "lib.rs"]);
}

#[test]
#[cfg(target_os = "linux")]
fn full_disk_is_one_error() {
    let run = Directory::of(&[("errors.yaml", GOOD)]).run("generate rust errors.yaml -o /dev/full");
    assert_eq!(
        run.to_string(),
        "[stderr]\nerror: `/dev/full` can't be written: No space left on device (os error 28)\n[exit] 2"
    );
}
