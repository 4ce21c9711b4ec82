//! `explain -`: what is pasted, as curl prints it or a body alone.

use super::{explain_in, run};
use crate::directory::Directory;

const PARTLY: &str = "\
errspec: 1
api: { name: Partly }
envelope: { code: /code, message: /error }
retry: { default: never }
partial: { items: /results, failed: { /ok: false }, target: /id, code: /code, message: /why }
errors:
  - { code: locked, status: 423, meaning: Somebody else holds the lock., retry: after 5s, guidance: Ask who. }
";

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
                insta::assert_snapshot!(stringify!($name), run("- --catalog acme.yaml", $input));
            });
        }
    )*};
}

decoded! {
    response_of_http_1: b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\nX-Request-Id: r-1\r\n\r\n{\"code\":\"too_fast\",\"error\":{\"message\":\"Slow down\"}}";
    response_of_http_2: b"HTTP/2 429 \nretry-after: 30\n\n{\"code\":\"quota_exceeded\"}\n";
    last_of_several_responses: b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 302 Found\r\nlocation: /x\r\n\r\n<p>moved</p>\r\nHTTP/2 403 \r\n\r\n{\"code\":\"denied\"}";
    unlisted_code_at_a_listed_status: b"HTTP/2 503 \n\n{\"error\":{\"code\":\"brand_new\"}}";
    body_that_quotes_a_status_line: b"HTTP/1.1 503 Service Unavailable\n\nthe backend said\nHTTP/1.1 500 Oops\nand no more";
    curl_verbose_response: b"< HTTP/1.1 401 Unauthorized\r\n< x-request-id: r-2\r\n< \r\n{\"code\":\"denied\"}";
    body_alone: b"\xEF\xBB\xBF  {\"error\":{\"code\":1042,\"message\":\"No.\"}}";
    body_alone_of_several_entries: b"{\"code\":\"denied\"}";
    truncated_body: b"HTTP/1.1 401 X\n\n{\"code\":\"denied\",\"mess";
    known_code_at_another_status: b"HTTP/1.1 400 Bad Request\n\n{\"code\":\"too_fast\"}";
    html_page_of_a_gateway: b"HTTP/1.1 502 Bad Gateway\r\nServer: nginx\r\n\r\n<html>\r\n<title>502</title>\r\n</html>\r\n";
    html_page_that_fits_no_entry: b"HTTP/1.1 404 Not Found\r\n\r\n<html>\r\n<title>\x1b[31m404</title>\r\n</html>\r\n";
    unknown_code: b"HTTP/1.1 400 Bad Request\n\n{\"code\":\"quota_exceded\",\"error\":{\"message\":\"Too much\"}}";
    retired_code_in_response: b"HTTP/1.1 402 X\n\n{\"code\":\"trial_over\"}";
    compressed_body: b"HTTP/1.1 400 X\ncontent-encoding: gzip\n\n\x1f\x8b\x08\xff";
    body_without_a_code: b"{\"detail\":\"?\"}";
    success: b"HTTP/1.1 200 OK\n\n{}";
    success_with_a_code: b"HTTP/1.1 200 OK\n\n{\"code\":\"denied\"}";
    prompt_before_a_response: b"$ curl -i https://acme.example\nHTTP/1.1 401 Unauthorized\r\n\r\n{\"code\":\"denied\"}";
    curl_verbose_output: VERBOSE.as_bytes();
    body_as_string: b"\"denied\"";
    no_input: b"";
    binary_input: b"\x7fELF\x02\x01\x01\0\0\xff\xfe";
    text_without_a_head: b"upstream connect error or disconnect/reset before headers\n";
    html_without_a_head: b"<html><title>502 Bad Gateway</title></html>";
}

#[test]
fn more_header_fields_than_a_map_holds_are_refused() {
    let fields: Vec<_> = (0..40_000).map(|number| format!("x-{number}: 1")).collect();
    let input = format!("HTTP/1.1 401 X\n{}\n\n{{}}", fields.join("\n"));
    insta::assert_snapshot!(run("- --catalog acme.yaml", input.as_bytes()), @"
    [stderr]
    error: the response has too many header fields
    [exit] 2
    ");
}

#[test]
fn fields_that_came_are_shown_unless_they_are_sensitive() {
    let input = b"HTTP/1.1 413 X\n\n{\"code\":\"too_large\",\"limit\":9,\"plan\":7,\"key\":\"secret\"}";
    insta::assert_snapshot!(run("- --catalog fielded.yaml", input), @"
    413 too_large: FieldedErrorKind::TooLarge
    The file is too large.

      message     At most 9 bytes.
      fields      limit: 9
                  key: *** (sensitive)
      retry       No. The same request would fail again; change it first.
      catalog     fielded.yaml:6
    [exit] 0
    ");
}

#[test]
fn message_is_the_servers_else_the_templates_else_the_meaning() {
    let message = |body: &str| {
        let page = run("- --catalog fielded.yaml", body.as_bytes());
        page.lines().find_map(|line| Some(line.strip_prefix("  message     ")?.to_owned()))
    };
    let said = |text: &str| Some(text.to_owned());
    assert_eq!(message(r#"{"code":"too_large","limit":9,"error":"No."}"#), said("No."));
    assert_eq!(message(r#"{"code":"too_large","limit":9}"#), said("At most 9 bytes."));
    assert_eq!(message(r#"{"code":"too_large"}"#), None);
    assert_eq!(message(r#"{"code":413}"#), said("It is numbered."));
}

#[test]
fn failures_inside_a_success_are_shown_one_by_one() {
    let directory = Directory::of(&[("partly.yaml", PARTLY)]);
    let explain = |input: &str| explain_in(&directory, "- --catalog partly.yaml", input.as_bytes());
    let body = r#"{"results":[{"ok":true,"id":1},{"ok":false,"id":2,"code":"locked","why":"Ann has it"},{"ok":false,"id":3,"code":"odd"}]}"#;
    insta::assert_snapshot!(explain(&format!("HTTP/1.1 200 OK\nretry-after: 9\n\n{body}")), @r#"
    `2` failed inside a success with locked: PartlyErrorKind::Locked
    Somebody else holds the lock.

      message     Ann has it
      retry       Wait as long as the server asks, else 5 seconds; then send the request
                  again, at most 5 times.
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
    This is not an error according to `partly.yaml`, and no item in it failed.
    [exit] 1
    ");
}

const DETAILED: &str = "\
errspec: 1
api: { name: Detailed, docs: \"https://errors.example/#{anchor}\" }
envelope:
  code: /code
  message: /message
  target: /param
  docs: /help
  should_retry: header:x-should-retry
  details: { items: /errors, target: /field, code: /code, message: /text, status: /status }
retry: { default: never, 5xx: backoff 1s }
errors:
  - code: [invalid, bad_request]
    status: 422
    meaning: The request is invalid.
    causes: [A field is missing., A field has a wrong type.]
    user_message: Please check the fields.
  - { code: format, meaning: A field has a wrong format. }
  - { code: busy, status: [503, 999], meaning: Too busy. }
  - { status: 5xx, meaning: It broke. }
  - { code: flagged, status: 500, match: { /kind: a }, meaning: Of one kind. }
";

#[test]
fn details_target_link_and_verdict_are_shown() {
    let directory = Directory::of(&[("detailed.yaml", DETAILED)]);
    let explain = |input: &str| explain_in(&directory, "- --catalog detailed.yaml", input.as_bytes());
    insta::assert_snapshot!(explain(
        "HTTP/1.1 422 X\nx-should-retry: true\n\n{\"code\":\"bad_request\",\"message\":\"No.\",\"param\":\"user\",\
         \"help\":\"https://acme.example/h\",\"errors\":[{\"field\":\"email\",\"code\":\"format\",\"text\":\"no @\"},\
         {\"field\":[\"tags\",0],\"code\":\"new\"},\"a text\",{\"code\":\"busy\",\"status\":503,\"text\":\"\\u001b[31m\\nx\"}]}"
    ), @"
    422 invalid: DetailedErrorKind::Invalid
    The request is invalid.

      code        bad_request
      target      user
      message     No.
      details     email: format (DetailedErrorKind::Format): no @
                  tags.0: new (unrecognized)
                  unrecognized: a text
                  busy (DetailedErrorKind::Busy): �[31m�x
      retry       Yes. The server asks to send the request again.
      next try    within 1s, at a random moment
      otherwise   No. The same request would fail again; change it first.
      why         - A field is missing.
                  - A field has a wrong type.
      tell users  Please check the fields.
      codes       `invalid`, `bad_request`
      catalog     detailed.yaml:12
      docs        https://acme.example/h
    [exit] 0
    ");
    insta::assert_snapshot!(explain(
        "HTTP/1.1 503 X\nx-should-retry: false\nretry-after: 9\n\n{\"code\":\"busy\"}"
    ), @"
    503 busy: DetailedErrorKind::Busy
    Too busy.

      retry       No. The server asks not to send the request again.
      server asks to wait 9s; that alone will not help
      otherwise   Retry with exponential backoff and full jitter from 1 second up to 1
                  minute, at most 5 times. If the server asks for a longer wait, go by that.
      catalog     detailed.yaml:18
      docs        https://errors.example/#busy
    [exit] 0
    ");
}

#[test]
fn response_in_xml_is_read() {
    let yaml =
        DETAILED.replace("code: /code", "code: /Error/Code").replace("docs: /help", "format: [json, xml]");
    let directory = Directory::of(&[("detailed.yaml", &yaml)]);
    let input = b"HTTP/1.1 422 X\n\n<?xml version=\"1.0\"?><Error><Code>invalid</Code></Error>";
    let page = explain_in(&directory, "- --catalog detailed.yaml", input);
    assert!(page.starts_with("422 invalid: DetailedErrorKind::Invalid\n"), "{page}");
}

#[test]
fn unlisted_code_is_said_to_be_one() {
    let directory = Directory::of(&[("detailed.yaml", DETAILED)]);
    let note = |input: &str| {
        let page = explain_in(&directory, "- --catalog detailed.yaml", input.as_bytes());
        page.lines().find_map(|line| Some(line.strip_prefix("  note        ")?.to_owned()))
    };
    let said = |text: &str| Some(text.to_owned());
    assert_eq!(
        note("HTTP/1.1 500 X\n\n{\"code\":\"brand_new\"}"),
        said("the code `brand_new` is not in the catalog; the status decides")
    );
    assert_eq!(
        note("HTTP/1.1 500 X\n\n{\"code\":\"flagged\"}"),
        said("the catalog lists the code `flagged` for other responses than this; the")
    );
    assert_eq!(note("HTTP/1.1 999 X\n\n{\"code\":\"busy\"}"), None);
}

#[test]
fn every_code_of_an_entry_explains_it() {
    let directory = Directory::of(&[("detailed.yaml", DETAILED)]);
    insta::assert_snapshot!(explain_in(&directory, "bad_request --catalog detailed.yaml", b""), @r#"
    422 invalid: DetailedErrorKind::Invalid
    The request is invalid.

      retry       No. The same request would fail again; change it first.
      why         - A field is missing.
                  - A field has a wrong type.
      tell users  Please check the fields.
      codes       `invalid`, `bad_request`
      catalog     detailed.yaml:12
      docs        https://errors.example/#invalid
      example     HTTP/1.1 422 Unprocessable Entity
                  Content-Type: application/json

                  {
                    "code": "invalid",
                    "message": "The request is invalid."
                  }
    [exit] 0
    "#);
}

#[test]
fn all_catalogs_are_searched() {
    insta::assert_snapshot!(run("- --catalog acme.yaml --catalog other.yaml", b"HTTP/1.1 418 X\n\n{\"code\":\"denied\"}"), @"
    418 denied: OtherErrorKind::Denied
    The other API denies.

      retry       No. The same request would fail again; change it first.
      catalog     other.yaml:6
    [exit] 0
    ");
    insta::assert_snapshot!(run("- --catalog acme.yaml --catalog other.yaml", b"HTTP/1.1 503 X\n\nno"), @"
    503: AcmeErrorKind::Broken
    The server failed.

      message     no
      retry       Retry with exponential backoff and full jitter from 1 second up to 1
                  minute, at most 5 times. If the server asks for a longer wait, go by that.
      next try    within 1s, at a random moment
      catalog     acme.yaml:20
      docs        https://acme.example/errors#broken
    [exit] 0
    ");
    insta::assert_snapshot!(run("- --catalog acme.yaml --catalog other.yaml", b"HTTP/1.1 404 X\n\nno"), @"
    404 Not Found: unrecognized
    This error is not listed in `acme.yaml` or `other.yaml`.

      message     no
      code        none at `/error/code` or `/code`
      body        no
      retry       acme.yaml: No. The same request would fail again; change it first.
      retry       other.yaml: No. The same request would fail again; change it first.
    [exit] 1
    ");
    // For the other one alone, it is an error.
    insta::assert_snapshot!(run("- --catalog acme.yaml --catalog other.yaml", b"HTTP/1.1 200 OK\n\n{\"ok\":false}"), @r#"
    200 OK: unrecognized
    This error is not listed in `other.yaml`.

      code        none at `/code`
      body        {"ok":false}
      retry       No. The same request would fail again; change it first.
    [exit] 1
    "#);
}
