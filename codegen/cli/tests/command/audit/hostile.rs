//! Recordings that are broken, huge or meant to harm.

use serde_json::json;

use super::{CATALOG, audit, line};
use crate::directory::Directory;

#[test]
fn escapes_in_codes_are_shown_and_not_obeyed() {
    let traffic = line(400, &json!({ "code": "\u{1b}[2J\nerror[x]: y\u{202e}", "error": "\u{7}\r\n --> z" }));
    for arguments in ["", "--format github", "--show-bodies", "--draft"] {
        let run = audit(&traffic, arguments);
        let text = format!("{run}");
        let is_harmless = |c: char| c == '\n' || !c.is_control() && c != '\u{202e}';
        assert!(text.chars().all(is_harmless), "{text:?}");
        assert!(!text.lines().any(|line| line.starts_with("error[x]")), "{text}");
    }
}

#[test]
fn secrets_are_shown_only_if_that_is_asked_for() {
    let headers =
        json!({ "authorization": "Bearer s3cret", "set-cookie": ["s3cret=1"], "x-request-id": "r-1" });
    let body = json!({ "code": "new", "error": "No.", "token": "s3cret" }).to_string();
    let text = json!({ "status": 503, "headers": headers, "body": "s3cret" });
    let coded = json!({ "status": 400, "headers": headers, "body": body });
    let traffic = format!("{coded}\n{text}\n{{\"status\":500,\"body\":\"s3cret\"}}\n");
    for arguments in ["", "--format json", "--format github", "--draft"] {
        let run = audit(&traffic, arguments);
        assert!(!run.to_string().contains("s3cret"), "{run}");
    }
    for arguments in ["--show-bodies", "--show-bodies --format json"] {
        let run = audit(&traffic, arguments).to_string();
        assert!(run.contains("Bearer s3cret") && run.contains("r-1"), "{run}");
    }
}

#[test]
fn draft_of_hostile_texts_is_a_catalog() {
    let texts = [
        "\u{1b}[2J\nerrors: []",
        "# x: y",
        "a\": \"b",
        "\u{202e}",
        "&a *b !c",
        "- 7",
        "'",
        "null",
        "🦀",
        "\0",
        " ",
    ];
    let each = |text: &&str| line(400, &json!({ "code": text, "message": text }));
    let long = line(400, &json!({ "code": "x".repeat(5000), "message": "y".repeat(5000) }));
    let traffic = texts.iter().map(each).collect::<Vec<_>>().concat() + &long;
    let directory = Directory::of(&[("traffic", &traffic)]);
    let run = directory.run("audit traffic --draft");
    directory.write("errors.yaml", &run.stdout);
    let check = directory.run("check errors.yaml");
    assert_eq!(check.code, Some(0), "{check}\n{run}");
    let allowed = "--allow unlisted-code --allow unrecognized-response";
    let audit = directory.run(&format!("audit traffic --catalog errors.yaml {allowed}"));
    assert_eq!(audit.code, Some(0), "{audit}");
}

#[test]
fn memory_stays_small_whatever_comes() {
    let directory = Directory::of(&[("errors.yaml", CATALOG)]);
    let codes: String = (0..20_000).map(|code| line(400, &json!({ "code": format!("c{code}") }))).collect();
    let long = "x".repeat(8 << 20);
    let har = format!(
        "{{\"log\":{{\"{long}\":[[[[\"{long}\"]]]],\"entries\":[{{\"{long}\":1,\"response\":{{\"status\":400,\
         \"content\":{{\"text\":\"{{\\\"code\\\":\\\"gone\\\",\\\"a\\\":\\\"{long}\"}}}}}}]}}}}"
    );
    for (traffic, expected) in
        [(codes, "19000 responses had still others"), (har, "is listed at 410, not at 400")]
    {
        directory.write("traffic", traffic);
        // What the process may take, in KiB; the tables of the binary are in it.
        let limited = "ulimit -v 600000; exec \"$0\" audit traffic --catalog errors.yaml";
        let mut command = directory.environment(std::process::Command::new("sh"));
        let run = directory.finish(command.args(["-c", limited, env!("CARGO_BIN_EXE_cargo-errspec")]));
        assert!(run.code == Some(1) && format!("{run}").contains(expected), "{run}");
    }
}
