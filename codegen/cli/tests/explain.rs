//! `explain` as a process: what people read about an error, by name or from a response.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::io::Write;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const ACME: &str = "\
errspec: 1
api: { name: Acme, docs: \"https://acme.example/errors#{anchor}\" }
envelope: { code: [/error/code, /code], message: /error/message, request_id: header:x-request-id }
retry: { 429: after 1m, 5xx: backoff 1s, default: never }
errors:
  - code: quota_exceeded
    status: 429
    meaning: The requests of the month are used up, which happens sooner than anybody who planned the month thought.
    retry: { action: Upgrade the plan. }
    guidance: |
      See the plans, and choose one that lasts for the whole month and for those who come after it.

      ```sh
      acme plan upgrade --to the-next-larger-one --and-do-not-break-this-line-in-the-middle-of-it
      ```
  - { code: too_fast, status: 429, meaning: Requests come in too fast. }
  - { code: denied, status: 401, meaning: The key is wrong. }
  - { code: denied, status: 403, name: Forbidden, meaning: The key may not do this. , deprecated: { since: 2, use: too_fast } }
  - { code: 1042, meaning: Something numbered. }
  - { status: 5xx, name: Broken, meaning: The server failed. }
  - { code: trial_over, status: 402, meaning: The trial is over., retired: { since: 3, use: quota_exceeded } }
";

const OTHER: &str = "\
errspec: 1
api: { name: Other }
envelope: { code: /code, failed_2xx: { /ok: false } }
retry: { default: never }
errors:
  - { code: denied, status: 418, meaning: The other API denies. }
";

const PARTLY: &str = "\
errspec: 1
api: { name: Partly }
envelope: { code: /code, message: /error }
retry: { default: never }
partial: { items: /results, failed: { /ok: false }, subject: /id, code: /code, message: /why }
errors:
  - { code: locked, status: 423, meaning: Somebody else holds the lock., retry: after 5s, guidance: Ask who. }
";

const FIELDED: &str = "\
errspec: 1
api: { name: Fielded }
envelope: { code: /code, message: /error }
retry: { default: never }
errors:
  - code: too_large
    status: 413
    meaning: The file is too large.
    message: At most {limit} bytes.
    fields: { limit: unsigned, plan: string, key: { type: string, sensitive: true } }
  - { code: 413, status: 400, name: Numbered, meaning: Its code is like a status., message: It is numbered. }
";

fn explain_in(directory: &TempDir, arguments: &str, input: &[u8]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
    command.arg("explain").args(arguments.split_whitespace());
    finish(command.current_dir(directory.path()), input)
}

fn finish(command: &mut Command, input: &[u8]) -> String {
    command.env_remove("CLICOLOR_FORCE");
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A command that doesn't read its input closes it.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    let heading = if err.is_empty() { "" } else { "[stderr]\n" };
    format!("{out}{heading}{err}[exit] {}", output.status.code().unwrap())
}

/// Runs it where there are two catalogs and no Cargo.toml.
fn run(arguments: &str, input: &[u8]) -> String {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("acme.yaml"), ACME).unwrap();
    std::fs::write(directory.path().join("other.yaml"), OTHER).unwrap();
    std::fs::write(directory.path().join("fielded.yaml"), FIELDED).unwrap();
    explain_in(&directory, arguments, input)
}

macro_rules! explained {
    ($($name:ident: $what:literal;)*) => {$(
        #[test]
        fn $name() {
            insta::with_settings!({ omit_expression => true }, {
                insta::assert_snapshot!(stringify!($name), run(concat!($what, " --spec acme.yaml"), b""));
            });
        }
    )*};
}

explained! {
    a_code: "quota_exceeded";
    a_code_at_two_statuses: "denied";
    a_code_that_is_a_number: "1042";
    a_code_in_other_letters: "TOO_FAST";
    a_variant: "Broken";
    a_status_of_one: "401";
    a_status_of_several: "429";
    a_class: "4xx";
    a_status_of_a_class: "503";
    a_retired_code: "trial_over";
    a_status_that_no_entry_has: "404";
    a_code_that_is_nearly_right: "to_fast";
    a_code_like_no_other: "zzz";
}

/// With the body counted, the progress shown, and a remark between the header fields.
const VERBOSE: &str = "  % Total    % Received
\r  0     0 --:--:--     0*   Trying 127.0.0.1:80...
> GET / HTTP/1.1\r
> Host: acme.example\r
> \r
< HTTP/1.1 401 Unauthorized\r
* Added cookie a=\"b\" for domain acme.example
< X-Request-Id: r-3\r
< \r
{ [17 bytes data]
\r100    17  100    17 --:--:-- 17000
* Connection #0 to host acme.example left intact
{\"code\":\"denied\"}";

macro_rules! decoded {
    ($($name:ident: $input:expr;)*) => {$(
        #[test]
        fn $name() {
            insta::with_settings!({ omit_expression => true }, {
                insta::assert_snapshot!(stringify!($name), run("- --spec acme.yaml", $input));
            });
        }
    )*};
}

decoded! {
    a_response_of_http_1: b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\nX-Request-Id: r-1\r\n\r\n{\"code\":\"too_fast\",\"error\":{\"message\":\"Slow down\"}}";
    a_response_of_http_2: b"HTTP/2 429 \nretry-after: 30\n\n{\"code\":\"quota_exceeded\"}\n";
    the_last_of_several_responses: b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 302 Found\r\nlocation: /x\r\n\r\n<p>moved</p>\r\nHTTP/2 403 \r\n\r\n{\"code\":\"denied\"}";
    a_body_that_quotes_a_status_line: b"HTTP/1.1 503 Service Unavailable\n\nthe backend said\nHTTP/1.1 500 Oops\nand no more";
    a_response_as_curl_prints_it_when_verbose: b"< HTTP/1.1 401 Unauthorized\r\n< x-request-id: r-2\r\n< \r\n{\"code\":\"denied\"}";
    a_body_alone: b"\xEF\xBB\xBF  {\"error\":{\"code\":1042,\"message\":\"No.\"}}";
    a_body_alone_of_several_entries: b"{\"code\":\"denied\"}";
    a_body_that_breaks_off: b"HTTP/1.1 401 X\n\n{\"code\":\"denied\",\"mess";
    a_known_code_at_another_status: b"HTTP/1.1 400 Bad Request\n\n{\"code\":\"too_fast\"}";
    an_html_page_of_a_gateway: b"HTTP/1.1 502 Bad Gateway\r\nServer: nginx\r\n\r\n<html>\r\n<title>502</title>\r\n</html>\r\n";
    an_html_page_that_fits_no_entry: b"HTTP/1.1 404 Not Found\r\n\r\n<html>\r\n<title>\x1b[31m404</title>\r\n</html>\r\n";
    an_unknown_code: b"HTTP/1.1 400 Bad Request\n\n{\"code\":\"quota_exceded\",\"error\":{\"message\":\"Too much\"}}";
    a_code_that_was_retired: b"HTTP/1.1 402 X\n\n{\"code\":\"trial_over\"}";
    a_compressed_body: b"HTTP/1.1 400 X\ncontent-encoding: gzip\n\n\x1f\x8b\x08\xff";
    a_body_without_a_code: b"{\"detail\":\"?\"}";
    a_success: b"HTTP/1.1 200 OK\n\n{}";
    a_success_with_a_code: b"HTTP/1.1 200 OK\n\n{\"code\":\"denied\"}";
    a_prompt_before_a_response: b"$ curl -i https://acme.example\nHTTP/1.1 401 Unauthorized\r\n\r\n{\"code\":\"denied\"}";
    all_that_curl_says_when_verbose: VERBOSE.as_bytes();
    a_body_that_is_a_string: b"\"denied\"";
    no_input: b"";
    binary_input: b"\x7fELF\x02\x01\x01\0\0\xff\xfe";
    html_without_a_head: b"<html><title>502 Bad Gateway</title></html>";
}

#[test]
fn what_errspec_prints_is_taken_back() {
    let run = |what: &str| {
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(directory.path().join("acme.yaml"), ACME).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"));
        finish(command.args(["explain", what, "--spec", "acme.yaml"]).current_dir(directory.path()), b"")
    };
    let page = run("Forbidden");
    assert!(page.starts_with("403 denied: AcmeErrorKind::Forbidden\n"), "{page}");
    for what in [
        "403 denied",
        "The key may not do this. (403 denied)",
        "AcmeErrorKind::Forbidden",
        "api::AcmeError::Forbidden(_)",
        "forbidden",
        "https://acme.example/errors#forbidden",
        "`Forbidden`",
        "403 denied: AcmeErrorKind::Forbidden",
    ] {
        assert_eq!(run(what), page, "{what}");
    }
    // A status that was rewritten leaves the code.
    assert_eq!(run("502 denied"), run("denied"));
    insta::assert_snapshot!(run("OtherErrorKind::Forbiden"), @"
    [stderr]
    error: `OtherErrorKind::Forbiden` is no code, status or variant in `acme.yaml`
    help: did you mean `Forbidden`?
    [exit] 1
    ");
}

#[test]
fn a_number_can_be_a_code_and_a_status() {
    insta::assert_snapshot!(run("413 --spec fielded.yaml", b""), @"
    400 413: FieldedErrorKind::Numbered
    Its code is like a status.

      retry       No. The same request would fail again; change it first.
      catalog     fielded.yaml:11

    413 too_large: FieldedErrorKind::TooLarge
    The file is too large.

      retry       No. The same request would fail again; change it first.
      catalog     fielded.yaml:6
    [exit] 0
    ");
}

#[test]
fn fields_that_came_are_shown_unless_they_are_sensitive() {
    let input = b"HTTP/1.1 413 X\n\n{\"code\":\"too_large\",\"limit\":9,\"plan\":7,\"key\":\"secret\"}";
    insta::assert_snapshot!(run("- --spec fielded.yaml", input), @"
    413 too_large: FieldedErrorKind::TooLarge
    The file is too large.

      message     At most 9 bytes.
      fields      limit: 9
                  key: ***, as it is sensitive
      retry       No. The same request would fail again; change it first.
      catalog     fielded.yaml:6
    [exit] 0
    ");
}

#[test]
fn the_message_is_the_servers_else_the_templates_else_the_meaning() {
    let message = |body: &str| {
        let page = run("- --spec fielded.yaml", body.as_bytes());
        page.lines().find_map(|line| Some(line.strip_prefix("  message     ")?.to_owned()))
    };
    let said = |text: &str| Some(text.to_owned());
    assert_eq!(message(r#"{"code":"too_large","limit":9,"error":"No."}"#), said("No."));
    assert_eq!(message(r#"{"code":"too_large","limit":9}"#), said("At most 9 bytes."));
    assert_eq!(message(r#"{"code":"too_large"}"#), None);
    assert_eq!(message(r#"{"code":413}"#), said("It is numbered."));
}

#[test]
fn a_list_says_which_catalog_a_row_is_from() {
    insta::assert_snapshot!(run("4xx --spec fielded.yaml --spec other.yaml", b""), @"
    status  code       variant   retry  catalog
    413     too_large  TooLarge  No     fielded.yaml
    400     413        Numbered  No     fielded.yaml
    418     denied     Denied    No     other.yaml

    3 errors at 4xx; for one of them: cargo errspec explain too_large --spec fielded.yaml
    [exit] 0
    ");
}

#[test]
fn a_catalog_is_read_from_standard_input() {
    let page = run("denied --spec -", OTHER.as_bytes());
    assert!(page.starts_with("418 denied: ") && page.contains("standard input:6\n"), "{page}");
    insta::assert_snapshot!(run("- --spec -", b""), @"
    [stderr]
    error: standard input can't be the catalog and the response
    help: name the file of the catalog: `--spec errors.yaml`
    [exit] 2
    ");
}

#[test]
fn guidance_is_broken_by_paragraphs() {
    let directory = tempfile::tempdir().unwrap();
    let guidance = "    guidance: |
      # A heading
      It was broken by hand
      after a few words.

      - an item, and what
        goes on with it
      - an item\\
        of two lines

      1. a number

          code  as it is

      | a | b |
      |---|---|
";
    let entry = "  - code: x\n    meaning: M.\n    retry: never\n";
    let catalog =
        format!("errspec: 1\napi: {{ name: A }}\nenvelope: {{ code: /c }}\nerrors:\n{entry}{guidance}");
    std::fs::write(directory.path().join("a.yaml"), catalog).unwrap();
    insta::assert_snapshot!(explain_in(&directory, "x --spec a.yaml", b""), @r"
    x: AErrorKind::X
    M.

      retry       No. The same request would fail again; change it first.
      what to do  # A heading
                  It was broken by hand after a few words.

                  - an item, and what goes on with it
                  - an item\
                    of two lines

                  1. a number

                      code  as it is

                  | a | b |
                  |---|---|
      catalog     a.yaml:5
    [exit] 0
    ");
}

#[test]
fn failures_inside_a_success_are_told_one_by_one() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("partly.yaml"), PARTLY).unwrap();
    let explain = |input: &str| explain_in(&directory, "- --spec partly.yaml", input.as_bytes());
    let body = r#"{"results":[{"ok":true,"id":1},{"ok":false,"id":2,"code":"locked","why":"Ann has it"},{"ok":false,"id":3,"code":"odd"}]}"#;
    insta::assert_snapshot!(explain(&format!("HTTP/1.1 200 OK\nretry-after: 9\n\n{body}")), @r#"
    `2` failed inside a success with locked: PartlyErrorKind::Locked
    Somebody else holds the lock.

      message     Ann has it
      retry       Wait as long as the server asks, else 5 seconds; then send the request
                  again.
      next try    in 9s, as the server asks
      what to do  Ask who.
      catalog     partly.yaml:7

    `3` failed inside a success: unrecognized
    The failed item has no code that `partly.yaml` lists.

      item        {"ok":false,"id":3,"code":"odd"}
      retry       No. The same request would fail again; change it first.
      server asks to wait 9s; that alone will not help
    [exit] 0
    "#);
    // A body alone may be a success.
    let alone = explain(body);
    assert!(alone.starts_with("`2` failed") && alone.ends_with("[exit] 0"), "{alone}");
    insta::assert_snapshot!(explain("HTTP/1.1 200 OK\n\n{\"results\":[{\"ok\":true}]}"), @"
    200 OK
    It is no error by `partly.yaml`, and no item in it failed.
    [exit] 1
    ");
}

#[test]
fn all_catalogs_are_searched() {
    insta::assert_snapshot!(run("- --spec acme.yaml --spec other.yaml", b"HTTP/1.1 418 X\n\n{\"code\":\"denied\"}"), @"
    418 denied: OtherErrorKind::Denied
    The other API denies.

      retry       No. The same request would fail again; change it first.
      catalog     other.yaml:6
    [exit] 0
    ");
    insta::assert_snapshot!(run("- --spec acme.yaml --spec other.yaml", b"HTTP/1.1 503 X\n\nno"), @"
    503: AcmeErrorKind::Broken
    The server failed.

      retry       Retry with exponential backoff and full jitter from 1 second up to 1
                  minute, at most 5 times. If the server asks for a longer wait, go by that.
      next try    within 1s, at a random moment
      catalog     acme.yaml:20
      docs        https://acme.example/errors#broken
    [exit] 0
    ");
    insta::assert_snapshot!(run("- --spec acme.yaml --spec other.yaml", b"HTTP/1.1 404 X\n\nno"), @"
    404 Not Found: unrecognized
    It is no error that `acme.yaml` or `other.yaml` lists.

      code        none at `/error/code` or `/code`
      body        no
      retry       acme.yaml: No. The same request would fail again; change it first.
      retry       other.yaml: No. The same request would fail again; change it first.
    [exit] 1
    ");
    // For the other one alone, it is an error.
    insta::assert_snapshot!(run("- --spec acme.yaml --spec other.yaml", b"HTTP/1.1 200 OK\n\n{\"ok\":false}"), @r#"
    200 OK: unrecognized
    It is no error that `other.yaml` lists.

      code        none at `/code`
      body        {"ok":false}
      retry       No. The same request would fail again; change it first.
    [exit] 1
    "#);
}

#[test]
fn catalogs_that_are_configured_are_searched() {
    let directory = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| std::fs::write(directory.path().join(path), text).unwrap();
    write("errors.yaml", OTHER);
    std::fs::create_dir(directory.path().join("src")).unwrap();
    write("src/lib.rs", "");
    let table = "[[package.metadata.errspec.catalogs]]\nspec = \"errors.yaml\"\n";
    write("Cargo.toml", &format!("[package]\nname = \"app\"\nedition = \"2024\"\n{table}[workspace]\n"));
    insta::assert_snapshot!(explain_in(&directory, "denied", b""), @"
    418 denied: OtherErrorKind::Denied
    The other API denies.

      retry       No. The same request would fail again; change it first.
      catalog     errors.yaml:6
    [exit] 0
    ");
}

#[test]
fn wrong_uses_say_what_to_do() {
    insta::assert_snapshot!(run("denied --spec acme.yml", b""), @"
    [stderr]
    error: there is no file `acme.yml`
    help: did you mean `acme.yaml`?
    [exit] 2
    ");
    insta::assert_snapshot!(run("denied --spec .", b""), @"
    [stderr]
    error: `.` is a directory, not a catalog
    [exit] 2
    ");
    insta::assert_snapshot!(run("", b""), @"
    [stderr]
    error: the following required arguments were not provided:
      <WHAT>...

    Usage: cargo errspec explain <WHAT>...

    For more information, try '--help'.
    [exit] 2
    ");
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("broken.yaml"), "errspec: 1\nerrors: []\n").unwrap();
    insta::assert_snapshot!(explain_in(&directory, "denied --spec broken.yaml", b""), @"
    [stderr]
    error[missing-key]: the catalog lacks `api`
     --> broken.yaml:1:1
      |
    1 | errspec: 1
      | ^
      |
      = help: add `api: { name: Acme }`

    error[missing-key]: the catalog lacks `envelope`
     --> broken.yaml:1:1
      |
    1 | errspec: 1
      | ^
      |
      = help: add `envelope: { code: /code, message: /message }`

    error[invalid-value]: `errors` is empty
     --> broken.yaml:2:9
      |
    2 | errors: []
      |         ^^
      |
      = help: add an entry: `- { code: …, status: …, meaning: … }`

    3 problems in broken.yaml
    [exit] 2
    ");
    let outcome = explain_in(&directory, "denied", b"");
    assert!(outcome.ends_with("[exit] 2"), "{outcome}");
}
