//! Files of other kinds that are taken for a catalog: what they seem to be, and what to do with them.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::fmt::Write as _;

use errspec_spec::{Arena, Problems, Spec};
use errspec_tests::problems;

const FOREIGN: [(&str, &str); 33] = [
    ("saved web page", "<!DOCTYPE html>\n<html lang=\"en\"><body>Note: a list</body></html>\n"),
    ("page without a doctype", "\n<HTML><body>Errors</body></HTML>\n"),
    ("XML", "<?xml version=\"1.0\"?>\n<Error><Code>gone</Code></Error>\n"),
    ("Cargo.toml", "[package]\nname = \"acme\"\n"),
    ("TOML that begins with a key", "# errors\nname = \"acme\"\n[[errors]]\ncode = \"gone\"\n"),
    ("TOML that begins with a list of tables", "[[errors]]\ncode = \"gone\"\n"),
    ("Rust", "//! Errors of Acme: a list.\n\nuse std::fmt;\n"),
    ("Rust that begins with an attribute", "#[derive(Debug)]\npub enum Error {\n    Gone,\n}\n"),
    ("a module of TypeScript", "export enum Code {\n  Gone = 'gone',\n}\n"),
    ("protocol buffers", "syntax = \"proto3\";\nmessage Error { string code = 1; }\n"),
    ("Markdown with a table", "# Errors\n\n| code | status |\n|---|---|\n| gone | 410 |\n"),
    ("Markdown with a heading", "# Errors\n\nAcme has these: two.\n\n## `gone`\n\nIt is **gone**.\n"),
    ("Markdown that shows a catalog", "# Errors\n\nThis is it.\n\n```yaml\nerrspec: 1\n```\n"),
    ("CSV", "code,status,meaning\ngone,410,It is gone.\n"),
    ("CSV below a comment", "# Errors of Acme\ncode,status,Long meaning\ngone,410,\"Gone, it is.\"\n"),
    ("CSV with quotes and semicolons", "\"code\";\"status\"\n\"gone\";410\n"),
    ("OpenAPI", "openapi: 3.1.0\ninfo: { title: Acme, version: 1 }\npaths: {}\n"),
    ("Swagger in JSON", "{ \"swagger\": \"2.0\", \"info\": {} }\n"),
    ("JSON list of errors", "[{ \"code\": \"gone\", \"status\": 410 }]\n"),
    ("JSON of errors by code", "{ \"gone\": { \"status\": 410 } }\n"),
    ("JSON with comments", "// errors\n{\n  // gone\n  \"gone\": { \"status\": 410 }\n}\n"),
    ("neutral JSON", "{ \"format\": 1, \"api\": { \"name\": \"Acme\" }, \"errors\": [] }\n"),
    ("HAR", "{ \"log\": { \"version\": \"1.2\", \"entries\": [] } }\n"),
    ("lines of JSON", "{\"status\": 404, \"body\": \"x\"}\n{\"status\": 410}\n"),
    ("what curl printed", "HTTP/1.1 404 Not Found\ncontent-type: application/json\n\n{\"code\": \"gone\"}\n"),
    ("what a missing file is downloaded as", "404: Not Found"),
    ("workflow of GitHub", "name: CI\non: [push]\njobs: {}\n"),
    ("list of entries", "- { code: gone, status: 410, meaning: It is gone. }\n"),
    ("pointer of Git LFS", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"),
    ("link that git wrote as text", "../shared/errors.yaml"),
    ("nothing", ""),
    ("blank lines", "\n\n"),
    ("comments", "# TODO: write it\n# errspec: 1\n"),
];

fn read_problems(bytes: &[u8]) -> Problems {
    Spec::parse(&Arena::new(), "errors.yaml", bytes).unwrap_err()
}

/// Shows the one problem of a file, which has to be the only one.
fn show_problem(problems: &Problems) -> String {
    let problem = problems.iter().next().unwrap();
    assert_eq!(problems.iter().len(), 1, "{problems}");
    let (line, column) = problems.position(problem);
    format!(
        "{line}:{column} {}: {}\n  {}",
        problem.rule(),
        problem.message(),
        problem.suggestions().join("; ")
    )
}

#[test]
fn each_kind_is_named_with_what_to_do() {
    let mut shown = String::new();
    for (name, text) in FOREIGN {
        let _ = writeln!(shown, "{name}\n  {}", show_problem(&read_problems(text.as_bytes())));
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn windows_line_breaks_and_byte_order_marks_make_no_difference() {
    for (name, text) in FOREIGN {
        let windows = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
        let (as_it_is, as_on_windows) = (read_problems(text.as_bytes()), read_problems(windows.as_bytes()));
        assert_eq!(show_problem(&as_it_is), show_problem(&as_on_windows), "{name}");
    }
}

#[test]
fn bytes_that_are_not_text_are_told_from_other_encodings() {
    let encode = |to_bytes: fn(u16) -> [u8; 2], text: &str| -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    };
    let catalog = "errspec: 1\napi: { name: Acme }\n";
    for bytes in [
        encode(u16::to_le_bytes, &format!("\u{FEFF}{catalog}")),
        encode(u16::to_be_bytes, &format!("\u{FEFF}{catalog}")),
        encode(u16::to_le_bytes, catalog),
        encode(u16::to_be_bytes, catalog),
    ] {
        let problems = read_problems(&bytes);
        let shown = problems.to_string();
        assert!(shown.starts_with("error[encoding]: expected UTF-8, found UTF-16\n"), "{shown}");
        assert!(shown.contains("\n1 | errspec: 1\n"), "{shown}");
    }
    for bytes in
        [&b"PK\x03\x04\x14\0\0\0\xFF"[..], b"%PDF-1.7\n%\xE2\xE3\n", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"]
    {
        let problems = read_problems(bytes);
        let message = problems.iter().next().unwrap().message();
        assert_eq!(message, "expected a catalog, found a file that is not text");
    }
    assert!(read_problems(b"errspec: 1\napi: { name: \xE4 }\n").to_string().contains("invalid UTF-8"));
}

#[test]
fn catalogs_with_mistakes_are_catalogs() {
    let catalog = include_str!("../../spec/errors.yaml");
    let lines: Vec<_> = catalog.lines().collect();
    for broken in ["@", "  - {", "```", "# a", "a,b,c", "<a>", "// a", "x = 1", "\t", "[table]", "use it;"] {
        // Without its first key, nobody knows a catalog.
        let first_key = lines.iter().position(|line| line.starts_with("errspec")).unwrap();
        for index in (first_key + 1..lines.len()).step_by(7) {
            let mut lines = lines.clone();
            lines[index] = broken;
            let yaml = lines.join("\n");
            let Err(problems) = Spec::parse(&Arena::new(), "errors.yaml", yaml.as_bytes()) else { continue };
            assert!(problems.iter().all(|problem| problem.rule() != "not-a-catalog"), "{broken}\n{problems}");
        }
    }
}

#[test]
fn catalogs_are_known_by_keys_in_any_order() {
    for yaml in [
        "# Errors of Acme\napi: { name: Acme }\nenvelope: { code: /code }\nerrors:\n  - code: a\n   status: 400\n",
        "api: { name: Acme }\nerrspec: 1\n# The errors\nerrors:\n  - code: a: b\n",
        "{ \"api\": { \"name\": \"Acme\" }, \"envelope\": { \"code\": \"/code\" }, \"errors\": [ }",
        "{ api: { name: Acme }, errors: [], errspec: 1 ]",
    ] {
        let problems = problems(yaml);
        assert!(problems.iter().all(|problem| problem.rule() == "yaml"), "{problems}");
    }
}

#[test]
fn comments_of_other_languages_are_told_in_a_catalog() {
    for yaml in [
        "{\n  // the version\n  \"errspec\": 1\n}",
        "// a catalog\n{ \"errspec\": 1 }",
        "{ \"errspec\": 1, /* the version */ \"api\": { \"name\": \"Acme\" } }",
        "{ \"errspec\": 1, // the version\n \"api\": { \"name\": \"Acme\" } }",
    ] {
        let problems = problems(yaml);
        let is_told = problems.iter().any(|problem| {
            problem.message().starts_with("unexpected `/")
                && problem.suggestions() == ["start comments with `#`"]
        });
        assert!(is_told, "{problems}");
        assert!(problems.iter().all(|problem| problem.rule() != "unknown-key"), "{problems}");
    }
}
