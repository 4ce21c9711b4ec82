//! Makes pages for people of a response as every catalog decodes it.

use std::time::Duration;

use errspec::{Idempotency, Strategy};
use errspec_docs::describe_retry_at;
use errspec_spec::errspec_data::Statuses;
use errspec_spec::{CatalogEntry, format_duration};

use super::decoded::{Decoded, Error};
use super::page::Page;
use super::reading::Asked;
use super::response::Response;
use super::{Catalog, either, nearest};
use crate::exit::ExitKind;
use crate::failure::CommandResult;
use crate::terminal::{print_line, sanitize};

/// Of a body or a value, this much is shown.
const SHOWN: usize = 240;

pub(super) fn explain(catalogs: &[Catalog], response: &Response) -> CommandResult {
    let decoded: Vec<_> = catalogs.iter().map(|catalog| Decoded::of(catalog, response)).collect();
    let errors: Vec<_> =
        decoded.iter().filter(|decoded| !decoded.is_success).flat_map(|decoded| &decoded.errors).collect();
    let mut pages: Vec<_> = errors.iter().filter_map(|error| Some(recognized(error, error.entry?))).collect();
    if pages.is_empty() {
        let successes = decoded.iter().filter(|decoded| decoded.is_success || response.status.is_none());
        let items = successes.flat_map(|decoded| &decoded.items);
        pages = items.map(|(target, error)| item(target.as_deref(), error)).collect();
    }
    if !pages.is_empty() {
        let pages: Vec<_> = pages.iter().map(Page::to_string).collect();
        print_line(&pages.join("\n\n"))?;
        return Ok(ExitKind::Clean);
    }
    // What a catalog finds no code in says less than what another one finds one in.
    let telling = errors.iter().find(|error| error.response.code().is_some()).or(errors.first());
    let page = telling.map_or_else(|| success(&decoded), |error| unrecognized(error, &errors, catalogs));
    print_line(&page.to_string())?;
    Ok(ExitKind::Problems)
}

fn recognized(error: &Error<'_>, entry: &CatalogEntry<'_>) -> Page {
    let Error { catalog, status, .. } = error;
    let mut page = Page::of(catalog, entry, *status);
    came(&mut page, error);
    page.retry(catalog, entry, *status);
    next(&mut page, error);
    page.facts(catalog, entry);
    if let Some(expected) =
        entry.data().statuses().head().map(|head| head.to_string()).filter(|_| !fits(entry, *status))
    {
        page.row("note", &format!("the catalog lists it at {expected}; a known code counts at any status"));
    }
    page
}

/// A failure inside a success.
fn item(target: Option<&str>, error: &Error<'_>) -> Page {
    let Error { catalog, entry, status, .. } = error;
    let what = target.map_or_else(|| "an item".to_owned(), |target| format!("`{target}`"));
    let mut page = match entry {
        Some(entry) => Page::headed(Some(&format!("{what} failed inside a success with")), catalog, entry),
        None => Page::new(
            &format!("{what} failed inside a success: unrecognized"),
            &format!("The failed item has no code that `{}` lists.", catalog.file.shown()),
        ),
    };
    came(&mut page, error);
    if entry.is_none() {
        page.row("item", &body(error));
    }
    page.row("retry", &describe_retry_at(&catalog.spec, *entry, status.unwrap_or_default()));
    next(&mut page, error);
    if let Some(entry) = entry {
        page.facts(catalog, entry);
    }
    page
}

/// What was found in a response that no catalog lists.
fn unrecognized(error: &Error<'_>, errors: &[&Error<'_>], catalogs: &[Catalog]) -> Page {
    let Error { catalog, status, response, .. } = error;
    let code = response.code();
    let title = title(error);
    let title = if title.is_empty() { "a body without a code" } else { &title };
    let files = files(errors.iter().map(|error| error.catalog));
    let mut page =
        Page::new(&format!("{title}: unrecognized"), &format!("It is no error that {files} lists."));
    came(&mut page, error);
    if code.is_none() {
        page.row("code", &format!("none at {}", places(catalog)));
    }
    page.row("body", &body(error));
    if let Some(status) = status {
        for Error { catalog: one, .. } in errors {
            let advice = describe_retry_at(&one.spec, None, *status);
            let file = if errors.len() > 1 { format!("{}: ", one.file.shown()) } else { String::new() };
            page.row("retry", &(file + &advice));
        }
        if errors.len() == 1 {
            next(&mut page, error);
        }
    }
    let retired =
        catalog.spec.retired().iter().find(|entry| code.is_some() && entry.data().code_text() == code);
    if let Some(entry) = retired {
        page.facts(catalog, entry);
    }
    let near = code.map(|code| nearest(catalogs, code)).unwrap_or_default();
    if !near.is_empty() {
        page.row("near", &either(&near));
    }
    if status.is_none() && code.is_none() {
        page.row("note", "with the status line, as `curl -i` prints it, more can be said");
    }
    page
}

/// What is no error by any catalog.
fn success(decoded: &[Decoded<'_>]) -> Page {
    let files = files(decoded.iter().map(|decoded| decoded.catalog));
    let partial = decoded.iter().any(|decoded| decoded.catalog.spec.partial().is_some());
    let items = if partial { ", and no item in it failed" } else { "" };
    let mut errors = decoded.iter().flat_map(|decoded| &decoded.errors);
    let telling = errors.clone().find(|error| error.response.code().is_some());
    let title = telling.or(errors.next()).map(title).unwrap_or_default();
    let mut page = Page::new(&title, &format!("It is no error by {files}{items}."));
    if telling.is_some() {
        page.row("note", "a response is an error at 4xx and 5xx, and at 2xx if `failed_2xx` says so");
    }
    page
}

/// The status that came and the code, else the status in words.
fn title(error: &Error<'_>) -> String {
    let reason = error.status.and_then(|_| error.response.status().canonical_reason());
    let status = error.status.map(|status| status.to_string());
    [status.as_deref(), error.response.code().or(reason)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What the server sent besides the code, as generated code has it.
fn came(page: &mut Page, error: &Error<'_>) {
    if let Some(message) = error.message() {
        page.row("message", message);
    }
    let fields = error.fields.iter().map(|(field, value)| {
        let value = if field.is_sensitive() {
            "***, as it is sensitive".to_owned()
        } else {
            start(&value.to_string())
        };
        format!("{}: {value}", field.name())
    });
    let fields: Vec<_> = fields.collect();
    if !fields.is_empty() {
        page.lines("fields", &fields.join("\n"));
    }
    if let Some(id) = error.response.request_id() {
        page.row("request id", id);
    }
}

/// When the first retry is, as a program would reckon it.
fn next(page: &mut Page, error: &Error<'_>) {
    let (hint, asked) = (error.hint(), error.response.retry_after());
    let longest = || 1.0;
    let Some(delay) = hint.delay_with(0, Idempotency::Idempotent, asked, longest) else {
        if let Some(asked) = asked {
            page.row("server asks", &format!("to wait {}; that alone will not help", seconds(asked)));
        }
        return;
    };
    let words = match (hint.strategy(), asked) {
        (_, Some(asked)) if delay == asked => format!("in {}, as the server asks", seconds(delay)),
        (Strategy::Backoff { .. }, _) => format!("within {}, at a random moment", seconds(delay)),
        (_, _) if delay.is_zero() => "at once".to_owned(),
        _ => format!("in {}", seconds(delay)),
    };
    page.row("next try", &words);
}

fn fits(entry: &CatalogEntry<'_>, status: Option<u16>) -> bool {
    let fits = |status| entry.data().statuses() == Statuses::Any || Asked::Status(status).is_one_of(entry);
    status.is_none_or(fits)
}

/// `a.yaml`, `a.yaml or b.yaml`.
fn files<'a>(catalogs: impl Iterator<Item = &'a Catalog>) -> String {
    either(&catalogs.map(|catalog| format!("`{}`", catalog.file.shown())).collect::<Vec<_>>())
}

/// Where the catalog looks for a code.
fn places(catalog: &Catalog) -> String {
    let places = catalog.spec.envelope().code().iter();
    either(&places.map(|at| format!("`{}`", at.place())).collect::<Vec<_>>())
}

/// What a body is, and how it starts.
fn body(error: &Error<'_>) -> String {
    let body = error.response.body();
    let encoding = error.response.headers().get("content-encoding").and_then(|value| value.to_str().ok());
    if let Some(encoding) = encoding.filter(|encoding| *encoding != "identity") {
        return format!("{} bytes, encoded as {encoding}: `curl --compressed` decodes it", body.len());
    }
    let Ok(text) = std::str::from_utf8(body) else { return format!("{} bytes, not text", body.len()) };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { "empty".to_owned() } else { start(&text) }
}

/// The start of a text that may be long.
fn start(text: &str) -> String {
    let start: String = text.chars().take(SHOWN).collect();
    let more = if start.len() < text.len() { "…" } else { "" };
    sanitize(&(start + more))
}

/// A wait, to the second where it is longer than one.
fn seconds(wait: Duration) -> String {
    let rest = u64::from(wait.subsec_nanos() > 0);
    format_duration(if wait.as_secs() > 0 {
        Duration::from_secs(wait.as_secs().saturating_add(rest))
    } else {
        wait
    })
}
