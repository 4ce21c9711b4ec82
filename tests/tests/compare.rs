//! The Rust of COMPARE.md compiles and reads responses as the page says. It is here line by line.

use http::Response;

const PAGE: &str = include_str!("../../COMPARE.md");
const CATALOG: &str = include_str!("../fixtures/compared.yaml");

#[rustfmt::skip]
mod with_errspec {
    use std::error::Error;
    use std::time::Duration;

    use errspec::Idempotency;

    mod posts { errspec::errors!("fixtures/compared.yaml"); }

    pub(super) fn handle(response: http::Response<Vec<u8>>) -> Result<String, Box<dyn Error>> {
        let retries = 0;
        Ok({
            match posts::PostsError::check(response) {
                Ok(response) => show(response),
                Err(posts::PostsError::InvalidToken(_)) => reconnect(),
                Err(error) => match error.retry_delay(retries, Idempotency::Idempotent) {
                    Some(delay) => again_after(delay),
                    None => return Err(error.into()),
                },
            }
        })
    }

    fn show(response: http::Response<Vec<u8>>) -> String {
        response.into_parts().0.status.to_string()
    }

    fn reconnect() -> String {
        "reconnect".to_owned()
    }

    fn again_after(delay: Duration) -> String {
        format!("again after {delay:?}")
    }
}

#[expect(unreachable_pub, reason = "readers of the page have it in a library")]
#[rustfmt::skip]
mod by_hand {
    use std::time::Duration;

    #[derive(Debug, thiserror::Error)]
    pub enum PostsError {
        #[error("{message} (401 invalid_token)")]
        InvalidToken { message: String },
        #[error("{message} (429 rate_limited)")]
        RateLimited { message: String, retry_after: Option<Duration> },
        #[error("status {status}")]
        Unrecognized { status: u16, body: Vec<u8> },
    }

    #[derive(serde::Deserialize)]
    struct Body { code: String, error: String }

    impl PostsError {
        fn read(response: http::Response<Vec<u8>>) -> Self {
            let status = response.status().as_u16();
            match (status, serde_json::from_slice::<Body>(response.body())) {
                (401, Ok(body)) if body.code == "invalid_token" => Self::InvalidToken { message: body.error },
                (429, Ok(body)) if body.code == "rate_limited" => {
                    let retry_after = response.headers().get("retry-after");      // seconds, or a date
                    Self::RateLimited { message: body.error, retry_after: retry_after.and_then(parse_retry_after) }
                }
                _ => Self::Unrecognized { status, body: response.into_body() },
            }
        }
    }

    pub(super) fn describe(response: http::Response<Vec<u8>>) -> String {
        let error = PostsError::read(response);
        match &error {
            PostsError::RateLimited { retry_after, .. } => format!("{error}, {retry_after:?}"),
            PostsError::Unrecognized { body, .. } => format!("{error}, {} bytes", body.len()),
            PostsError::InvalidToken { .. } => error.to_string(),
        }
    }

    fn parse_retry_after(value: &http::HeaderValue) -> Option<Duration> {
        Some(Duration::from_secs(value.to_str().ok()?.parse().ok()?))
    }
}

/// Returns the lines of the first block of code in a language below a heading, without what indents them.
fn list_lines(heading: &str, language: &str) -> Vec<&'static str> {
    let section = PAGE.split_once(&format!("\n## {heading}\n")).map_or("", |(_, section)| section);
    let block = section.split_once(&format!("\n```{language}\n")).map_or("", |(_, block)| block);
    block.lines().take_while(|line| *line != "```").map(str::trim).collect()
}

fn is_in_this_file(lines: &[&str]) -> bool {
    let here = include_str!("compare.rs").replace("fixtures/compared.yaml", "errors.yaml");
    let here: Vec<_> = here.lines().map(str::trim).collect();
    !lines.is_empty() && here.windows(lines.len()).any(|window| window == lines)
}

#[test]
fn code_of_the_page_is_the_code_here() {
    let with_errspec = list_lines("errspec", "rust");
    assert!(
        with_errspec.len() > 1 && is_in_this_file(&with_errspec[..1]) && is_in_this_file(&with_errspec[1..])
    );
    assert!(is_in_this_file(&list_lines("By hand, with thiserror", "rust")));
    let catalog: Vec<_> = CATALOG.lines().map(str::trim).collect();
    assert_eq!(list_lines("errspec", "yaml"), catalog);
}

#[test]
fn both_tell_the_errors_of_the_page_apart() {
    let respond = |status: u16, body: &str| {
        let response = Response::builder().status(status).header("retry-after", "7");
        response.body(body.as_bytes().to_vec()).expect("a response")
    };
    let expired = r#"{"code": "invalid_token", "error": "It expired"}"#;
    let limited = r#"{"code": "rate_limited", "error": "Slow down"}"#;
    for (status, body, with_errspec, by_hand) in [
        (401, expired, Some("reconnect"), "It expired (401 invalid_token)"),
        (429, limited, Some("again after 7s"), "Slow down (429 rate_limited), Some(7s)"),
        (404, "<html>", None, "status 404, 6 bytes"),
    ] {
        assert_eq!(with_errspec::handle(respond(status, body)).ok().as_deref(), with_errspec);
        assert_eq!(by_hand::describe(respond(status, body)), by_hand);
    }
    assert_eq!(with_errspec::handle(respond(200, "")).ok().as_deref(), Some("200 OK"));
}
