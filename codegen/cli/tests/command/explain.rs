//! `explain`: what people read about an error, by name or from a response.

use crate::directory::Directory;

mod json;
mod names;
mod responses;

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

/// Runs it where there are three catalogs and no Cargo.toml.
fn run(arguments: &str, input: &[u8]) -> String {
    explain_in(&catalogs(), arguments, input)
}

fn catalogs() -> Directory {
    Directory::of(&[("acme.yaml", ACME), ("other.yaml", OTHER), ("fielded.yaml", FIELDED)])
}

fn explain_in(directory: &Directory, arguments: &str, input: &[u8]) -> String {
    let mut command = directory.command();
    directory.finish_with(command.arg("explain").args(arguments.split_whitespace()), input).to_string()
}
