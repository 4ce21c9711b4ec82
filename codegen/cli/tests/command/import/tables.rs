//! `import markdown` and `import csv`: tables, however they look.

use super::{entries, errors, import_errors, social, social_in_markdown};
use crate::directory::Directory;

#[test]
fn table_in_markdown() {
    let directory = Directory::of(&[("errors.md", &social_in_markdown())]);
    insta::assert_snapshot!(directory.run("import markdown errors.md --name SocialApi -o errors.yaml"), @"
    written errors.yaml: 14 errors
    next: `cargo errspec check errors.yaml` shows what is left to write
    [stderr]
    note: 1 remark on what was not taken or is in doubt is a `# TODO` comment in the draft
    [exit] 0
    ");
    insta::assert_snapshot!(directory.read("errors.yaml"), @"
    # yaml-language-server: $schema=errors.schema.json
    # A draft, made from errors.md. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: SocialApi

    envelope:
      code: /code
      message: /error

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry:
      default: never
      429: { after: 60s, retries: 5 }
      5xx: { backoff: 1s, retries: 5 }
      501: never
      505: never

    errors:
    # TODO: lines 5–6: samples of bodies tell where the code is, and what else they show isn't taken
      - code: missing_metadata
        status: 400
        meaning: A required field is missing in the request body or query

      - code: unsupported_platform
        status: 400
        meaning: The platform value is not recognized

      - code: unauthorized
        status: 401
        meaning: API key is missing, invalid, or revoked

      - code: invalid_token
        status: 401
        meaning: The connected account’s OAuth token is expired or revoked

      - code: invalid_credentials
        status: 401
        meaning: The platform rejected the stored credentials

      - code: unauthorized
        status: 403
        name: Unauthorized403
        meaning: The OAuth state token belongs to a different API key

      - code: account_not_found
        status: 404
        meaning: The account ID does not belong to your workspace

      - code: not_found
        status: 404
        meaning: The requested resource does not exist

      - code: account_already_linked
        status: 409
        meaning: This social account is already connected

      - code: storage_quota_exceeded
        status: 413
        meaning: Media upload would exceed your plan’s storage limit

      - code: rate_limit_exceeded
        status: 429
        meaning: Your monthly post or interaction limit is exceeded

      - code: platform_rate_limit
        status: 429
        meaning: The upstream platform’s own rate limit was hit

      - status: 500
        meaning: Internal server error (contact support)

      - code: not_supported
        status: 501
        meaning: This operation is not supported on this platform
    ");
    assert_eq!(directory.run("check errors.yaml").stdout, "errors.yaml: 14 errors, 2 warnings\n");
}

#[test]
fn same_table_however_it_comes() {
    let directory = Directory::of(&[("errors.md", &social_in_markdown())]);
    let expected = directory.run("import markdown errors.md").stdout;
    let code = |code: &str| if code == "-" { "–".to_owned() } else { format!("`{code}`") };
    for (format, text) in [
        ("markdown", social(|(status, code, when)| format!("{status}\t{code}\t{when}\n"))),
        ("markdown", social(|(status, code, when)| format!("{status}{code}{when}\n"))),
        ("csv", social(|(status, code, when)| format!("{status},{code},\"{when}\"\n"))),
        ("csv", social(|(status, code, when)| format!("{status};{code};{when}\n"))),
        ("markdown", social(|row| format!("|{}|{}|{}|\n", row.0, code(row.1), row.2))),
    ] {
        let headings = match text.chars().nth(3) {
            Some('\t') => "HTTP\tCode\tWhen it occurs\n",
            Some(',') => "Status Code,Error,Description\n",
            Some(';') => "http_status;error_code;meaning\n",
            _ if text.starts_with('|') => "|HTTP|Code|Meaning|\n|:-:|---|---|\n",
            _ => "HTTPCodeWhen it occurs\n",
        };
        for text in [format!("{headings}{text}"), format!("\u{FEFF}{headings}{text}").replace('\n', "\r\n")] {
            directory.write("it", &text);
            let draft = directory.run(&format!("import {format} it")).stdout;
            assert_eq!(entries(&draft), entries(&expected), "{text}");
        }
    }
}

#[test]
fn columns_in_any_order_and_several_tables() {
    let page = "| Description | Error code | Notes | HTTP status |\n|--|--|--|--|\n\
                | It is \\| gone. | `gone`, `lost` | Look elsewhere. | 410 Gone |\n\nNot errors:\n\n\
                | Plan | Price |\n|--|--|\n| Free | 0 |\n\n| Code | Meaning |\n|--|--|\n| 503 | We are down. |\n";
    insta::assert_snapshot!(import_errors("markdown", page), @"
    # TODO: lines 7–9: left out a table that may be about something else: `Plan | Price`
    # TODO: line 5: a text isn't taken: Not errors:
      - code: gone
        status: 410
        meaning: It is | gone.
        guidance: Look elsewhere.

      # TODO: two entries have the same meaning (duplicate-meaning); say what tells them apart, or make them one entry
      - code: lost
        status: 410
        meaning: It is | gone.
        guidance: Look elsewhere.

      - status: 503
        meaning: We are down.
    ");
}

#[test]
fn tables_about_other_things_are_left_out() {
    let page = "| Field | Type | Description |\n|--|--|--|\n| id | string | Which one. |\n\n\
                | HTTP | Code | Meaning |\n|--|--|--|\n| | **Requests** | |\n| 404 | gone | It is gone. |\n\n\
                | Name | Description |\n|--|--|\n| X-Request | Which one. |\n\n\
                | HTTP | Name | Description |\n|--|--|--|\n| GET | read | Reads. |\n\n\
                <table><tr><td>x</td></tr></table>\n";
    insta::assert_snapshot!(import_errors("markdown", page), @"
    # TODO: lines 1–3: left out a table that may be about something else: `Field | Type | Description`
    # TODO: lines 10–12: left out a table that may be about something else: `Name | Description`
    # TODO: lines 14–16: left out a table that may be about something else: `HTTP | Name | Description`
    # TODO: line 18: a table in HTML isn't read; open the page in a browser and import what you copy of it, or convert it: `pandoc -f html -t gfm PAGE | cargo errspec import markdown -`
      - code: gone
        status: 404
        meaning: It is gone.
        group: requests
    ");
}

#[test]
fn own_page_is_imported_by_its_table() {
    let catalog = "
errspec: 1
api: { name: Acme }
envelope: { code: /code, message: /error }
retry: { default: never }
groups: [{ id: g, title: Requests }]
errors:
  - { code: busy, status: [429, 503], meaning: Too much., retry: after 90s, group: g }
  - { code: lost, meaning: It is lost., deprecated: {} }
  - { status: 5xx, meaning: It broke., retry: backoff 1s }
  - { code: locked, status: 423, meaning: It is locked., retry: { action: Unlock it. } }
  - { code: old, status: 410, meaning: It was old., retired: { since: 2, use: lost } }
";
    let directory = Directory::of(&[("errors.yaml", catalog)]);
    directory.run("generate markdown errors.yaml -o errors.md");
    insta::assert_snapshot!(errors(&directory.run("import markdown errors.md").stdout), @r#"
    # TODO: lines 10–14: left out a table that may be about something else: `Part | Where | Purpose`
    # TODO: line 3: the sections of a page by errspec aren't read; `import json` reads all of its neutral JSON
      - code: busy
        status: [429, 503]
        meaning: Too much.
        retry: after 1m30s
        group: requests

      - code: lost
        meaning: It is lost.
        retry: never
        deprecated: {}

      - status: 5xx
        meaning: It broke.
        retry: backoff 1s

      # TODO: `action` without `guidance` (action-without-guidance); say in `guidance` how it is done
      - code: locked
        status: 423
        meaning: It is locked.
        retry: { action: "TODO. Say what has to be done first." }

      - code: old
        status: 410
        meaning: It was old.
        retired: { note: "Retired in 2. Use `lost` instead." }
    "#);
    directory.run("generate markdown errors.yaml --front-matter -o site.md");
    let list = |page: &str| {
        let run = directory.run(&format!("import markdown {page}"));
        errors(&run.stdout)
            .lines()
            .filter(|line| !line.contains("TODO: line"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(list("site.md"), list("errors.md"));
}

#[test]
fn table_on_standard_input() {
    let directory = Directory::of(&[]);
    let mut command = directory.command();
    let run =
        directory.finish_with(command.args(["import", "markdown", "-"]), social_in_markdown().as_bytes());
    assert!(run.stdout.contains("\n# A draft, made from standard input."), "{run}");
}

#[test]
fn sections_with_samples_are_errors_too() {
    let page = "Response\n{\n\"error\": \"Human\",\n\"code\": \"MACHINE\"\n} Codes\n404 — Not Found\n\
                It doesn't exist.\n{\n\"error\": \"Post not found\",\n\"code\": \"NOT_FOUND\"\n} 500 — Internal\nOops.\n\
                {\n\"error\": \"x\",\n\"code\": \"INTERNAL\"\n} Partial\n{ \"id\": \"1\", \"status\": \"partial\" }\n";
    let directory = Directory::of(&[("page.txt", page)]);
    insta::assert_snapshot!(directory.run("import markdown page.txt"), @"
    # yaml-language-server: $schema=errors.schema.json
    # A draft, made from page.txt. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: Api # TODO: what the API is called; `Acme` becomes `AcmeError`

    envelope:
      code: /code
      message: /error

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry:
      default: never
      429: { after: 60s, retries: 5 }
      5xx: { backoff: 1s, retries: 5 }
      501: never
      505: never

    errors:
    # TODO: line 16: a text isn't taken: } Partial
    # TODO: lines 3–4, 9–10, 14–15, 17: samples of bodies tell where the code is, and what else they show isn't taken
      - code: NOT_FOUND
        status: 404
        meaning: It doesn't exist.

      - code: INTERNAL
        status: 500
        meaning: Oops.
    [stderr]
    note: 2 remarks on what was not taken or is in doubt are `# TODO` comments in the draft
    [exit] 0
    ");
}
