//! Shows what each catalog decodes a response to.

use std::time::Duration;

use errspec::{Idempotency, Strategy};
use errspec_docs::describe_retry_at;
use errspec_spec::CatalogEntry;
use errspec_spec::notation::format_duration;

use super::decoded::{DecodedError, DecodedResponse};
use super::page::{TerminalPage, describe_entry_retry};
use super::response::PastedResponse;
use super::{ExplainFormat, OpenCatalog, find_similar_names, join_alternatives, json};
use crate::exit::ExitKind;
use crate::failure::CommandResult;
use crate::terminal::{print_line, sanitize};

/// The number of characters of a body or a value that are shown.
const SHOWN: usize = 240;
/// The number of details that are shown.
const MAX_DETAILS: usize = 20;

/// Prints a page for each entry that the response is, or for each failure inside a success; else what was found.
pub(super) fn explain_response(
    catalogs: &[OpenCatalog],
    pasted: &PastedResponse,
    format: ExplainFormat,
) -> CommandResult {
    let decoded: Vec<_> = catalogs.iter().map(|catalog| DecodedResponse::decode(catalog, pasted)).collect();
    let failed = decoded.iter().filter(|decoded| !decoded.is_success);
    let errors: Vec<_> = failed.flat_map(|decoded| &decoded.errors).collect();
    if format == ExplainFormat::Json {
        return print_json(&decoded, &errors, pasted);
    }
    let mut pages: Vec<_> =
        errors.iter().filter_map(|error| Some(make_entry_page(error, error.entry?))).collect();
    if pages.is_empty() {
        // A body alone can be a success.
        let successes = decoded.iter().filter(|decoded| decoded.is_success || pasted.status.is_none());
        let items = successes.flat_map(|decoded| &decoded.items);
        pages = items.map(|(target, error)| make_item_page(target.as_deref(), error)).collect();
    }
    if !pages.is_empty() {
        let pages: Vec<_> = pages.iter().map(TerminalPage::to_string).collect();
        print_line(&pages.join("\n\n"))?;
        return Ok(ExitKind::Clean);
    }
    // A catalog that finds a code says more than one that finds none.
    let unrecognized = errors.iter().find(|error| error.response.code().is_some()).or(errors.first());
    let page = match unrecognized {
        Some(error) => make_unrecognized_page(error, &errors, catalogs),
        None => make_success_page(&decoded),
    };
    print_line(&page.to_string())?;
    Ok(ExitKind::Problems)
}

/// Prints what pages show: the errors that were recognized, else the failures inside a success, else what is unrecognized.
fn print_json(
    decoded: &[DecodedResponse<'_>],
    errors: &[&DecodedError<'_>],
    pasted: &PastedResponse,
) -> CommandResult {
    let recognized: Vec<_> = errors.iter().filter(|error| error.entry.is_some()).collect();
    if !recognized.is_empty() {
        let rendered: Vec<_> = recognized.into_iter().map(|error| json::render_decoded(error)).collect();
        json::print_errors(&rendered, &[])?;
        return Ok(ExitKind::Clean);
    }
    let successes = decoded.iter().filter(|decoded| decoded.is_success || pasted.status.is_none());
    let items = successes.flat_map(|decoded| &decoded.items);
    let failures: Vec<_> =
        items.map(|(target, error)| json::render_failure(target.as_deref(), error)).collect();
    if !failures.is_empty() {
        json::print_errors(&[], &failures)?;
        return Ok(ExitKind::Clean);
    }
    let unrecognized: Vec<_> = errors.iter().map(|error| json::render_decoded(error)).collect();
    json::print_errors(&unrecognized, &[])?;
    Ok(ExitKind::Problems)
}

fn make_entry_page(error: &DecodedError<'_>, entry: &CatalogEntry<'_>) -> TerminalPage {
    let DecodedError { catalog, status, .. } = error;
    let mut page = TerminalPage::for_entry(catalog, entry, *status);
    let code = error.response.code().filter(|code| entry.data().has_code(code));
    // The heading has the first of several codes.
    if let Some(code) = code.filter(|code| entry.data().code_text() != Some(code)) {
        page.add_text("code", code);
    }
    add_target(&mut page, error);
    add_received_values(&mut page, error);
    let advice = describe_entry_retry(catalog, entry, *status);
    add_retry(&mut page, error, &advice);
    page.add_facts(catalog, entry, error.response.docs_url());
    if let Some(code) = error.response.code().filter(|code| !entry.data().has_code(code)) {
        page.add_text("note", &describe_other_code(catalog, code));
    }
    let statuses = entry.data().statuses();
    let is_unlisted = status.is_some_and(|status| !statuses.contains(status));
    if let Some(listed) = statuses.head().filter(|_| is_unlisted) {
        page.add_text(
            "note",
            &format!("the catalog lists it at {listed}; a known code is recognized at any status"),
        );
    }
    page
}

/// Describes a code that came with an error that has another one, or none.
fn describe_other_code(catalog: &OpenCatalog, code: &str) -> String {
    let is_listed = catalog.spec.entries().iter().any(|entry| entry.data().has_code(code));
    if is_listed {
        format!("the catalog lists the code `{code}` for other responses than this; the status decides")
    } else {
        format!("the code `{code}` is not in the catalog; the status decides")
    }
}

/// Makes the page of a failure inside a success.
fn make_item_page(target: Option<&str>, error: &DecodedError<'_>) -> TerminalPage {
    let DecodedError { catalog, entry, status, .. } = error;
    let item = target.map_or_else(|| "an item".to_owned(), |target| format!("`{target}`"));
    let mut page = match entry {
        Some(entry) => {
            TerminalPage::with_prefix(Some(&format!("{item} failed inside a success with")), catalog, entry)
        }
        None => TerminalPage::new(
            &format!("{item} failed inside a success: unrecognized"),
            &format!("The failed item has no code that `{}` lists.", catalog.file.shown()),
        ),
    };
    add_received_values(&mut page, error);
    if entry.is_none() {
        page.add_text("item", &describe_body(error));
    }
    add_retry(&mut page, error, &describe_retry_at(&catalog.spec, *entry, status.unwrap_or_default()));
    if let Some(entry) = entry {
        page.add_facts(catalog, entry, error.response.docs_url());
    }
    page
}

/// Makes the page of an error that no catalog lists, as the catalog of `error` decodes it.
fn make_unrecognized_page(
    error: &DecodedError<'_>,
    errors: &[&DecodedError<'_>],
    catalogs: &[OpenCatalog],
) -> TerminalPage {
    let DecodedError { catalog, status, response, .. } = error;
    let code = response.code();
    let title = format_title(error);
    let title = if title.is_empty() { "a body without a code" } else { &title };
    let files = join_files(errors.iter().map(|error| error.catalog));
    let mut page = TerminalPage::new(
        &format!("{title}: unrecognized"),
        &format!("This error is not listed in {files}."),
    );
    add_target(&mut page, error);
    add_received_values(&mut page, error);
    if code.is_none() {
        page.add_text("code", &format!("none at {}", join_code_places(catalog)));
    }
    page.add_text("body", &describe_body(error));
    if let Some(status) = status {
        add_advice_at_status(&mut page, errors, *status);
    }
    let mut retired = catalog.spec.retired().iter();
    let link = response.docs_url();
    match retired.find(|entry| code.is_some_and(|code| entry.data().has_code(code))) {
        Some(entry) => page.add_facts(catalog, entry, link),
        None => link.into_iter().for_each(|link| page.add_lines("docs", link)),
    }
    let similar = code.map(|code| find_similar_names(catalogs, code)).unwrap_or_default();
    if !similar.is_empty() {
        page.add_text("similar", &join_alternatives(&similar));
    }
    if status.is_none() && code.is_none() {
        page.add_text("note", "paste the status line, too, as `curl -i` prints it");
    }
    page
}

/// Adds what each catalog says to do after a status with an error that it doesn't list.
fn add_advice_at_status(page: &mut TerminalPage, errors: &[&DecodedError<'_>], status: u16) {
    let describe = |error: &DecodedError<'_>| describe_retry_at(&error.catalog.spec, None, status);
    if let [error] = errors {
        return add_retry(page, error, &describe(error));
    }
    for error in errors {
        page.add_text("retry", &format!("{}: {}", error.catalog.file.shown(), describe(error)));
    }
}

/// Makes the page of a response that is a success by every catalog.
fn make_success_page(decoded: &[DecodedResponse<'_>]) -> TerminalPage {
    let files = join_files(decoded.iter().map(|decoded| decoded.catalog));
    let has_items = decoded.iter().any(|decoded| decoded.catalog.spec.partial().is_some());
    let items = if has_items { ", and no item in it failed" } else { "" };
    let mut errors = decoded.iter().flat_map(|decoded| &decoded.errors);
    let with_code = errors.clone().find(|error| error.response.code().is_some());
    let title = with_code.or(errors.next()).map(format_title).unwrap_or_default();
    let sentence = format!("This is not an error according to {files}{items}.");
    let mut page = TerminalPage::new(&title, &sentence);
    if with_code.is_some() {
        page.add_text("note", "a response is an error at 400 and above, at a 3xx that an entry lists, and at 2xx if `failed_2xx` holds");
    }
    page
}

/// Formats the status that came and the code, or else the reason phrase.
fn format_title(error: &DecodedError<'_>) -> String {
    let status = error.status.map(|status| status.to_string());
    let reason = error.status.and_then(|_| error.response.status().canonical_reason());
    let parts = [status.as_deref(), error.response.code().or(reason)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Adds what the error is about; of an item, the heading says it.
fn add_target(page: &mut TerminalPage, error: &DecodedError<'_>) {
    if let Some(target) = error.response.target() {
        page.add_text("target", target);
    }
}

/// Adds the message, the fields, the details and the request id that the server sent.
fn add_received_values(page: &mut TerminalPage, error: &DecodedError<'_>) {
    if let Some(message) = error.response.stated_message() {
        page.add_text("message", message);
    }
    let fields = error.fields.iter().map(|(field, value)| {
        let shown = if field.is_sensitive() { "*** (sensitive)".to_owned() } else { truncate(value) };
        format!("{}: {shown}", field.name())
    });
    let fields: Vec<_> = fields.collect();
    if !fields.is_empty() {
        page.add_lines("fields", &fields.join("\n"));
    }
    add_details(page, error);
    if let Some(id) = error.response.request_id() {
        page.add_text("request id", id);
    }
}

/// Adds a line for each detail: what it is about, what it is, and its message.
fn add_details(page: &mut TerminalPage, error: &DecodedError<'_>) {
    let lines = error.details.iter().map(|(target, detail)| {
        let target = target.as_deref().map(|target| format!("{}: ", truncate(target)));
        let message = detail.response.stated_message().map(|message| format!(": {}", truncate(message)));
        format!(
            "{}{}{}",
            target.unwrap_or_default(),
            describe_detail_kind(detail),
            message.unwrap_or_default()
        )
    });
    let mut lines: Vec<_> = lines.collect();
    if lines.len() > MAX_DETAILS {
        let more = lines.len() - MAX_DETAILS;
        lines.truncate(MAX_DETAILS);
        lines.push(format!("… and {more} more"));
    }
    if !lines.is_empty() {
        page.add_lines("details", &lines.join("\n"));
    }
}

/// Describes what a detail was recognized as: `invalid_format (AcmeErrorKind::InvalidFormat)`.
fn describe_detail_kind(detail: &DecodedError<'_>) -> String {
    let code = detail.response.code().map(truncate);
    let kind = match detail.entry {
        Some(entry) => format!("{}ErrorKind::{}", detail.catalog.spec.api().name(), entry.data().name()),
        None => "unrecognized".to_owned(),
    };
    code.map_or_else(|| kind.clone(), |code| format!("{code} ({kind})"))
}

/// Adds whether to retry. The server's own verdict is in force, so that it comes before the advice of the catalog.
fn add_retry(page: &mut TerminalPage, error: &DecodedError<'_>, advice: &str) {
    let verdict = match error.response.should_retry() {
        Some(true) => "Yes. The server asks to send the request again.",
        Some(false) => "No. The server asks not to send the request again.",
        None => advice,
    };
    page.add_text("retry", verdict);
    add_next_retry(page, error);
    if error.response.should_retry().is_some() {
        page.add_text("otherwise", advice);
    }
}

/// Adds when a program would send the request again.
fn add_next_retry(page: &mut TerminalPage, error: &DecodedError<'_>) {
    let (hint, asked) = (error.response.retry_hint(), error.response.retry_after());
    // The longest wait that jitter can give.
    let jitter = || 1.0;
    let Some(delay) = hint.delay_with(0, Idempotency::Idempotent, asked, jitter) else {
        if let Some(asked) = asked {
            page.add_text(
                "server asks",
                &format!("to wait {}; that alone will not help", format_wait(asked)),
            );
        }
        return;
    };
    let text = match (hint.strategy(), asked) {
        (_, Some(asked)) if delay == asked => format!("in {}, as the server asks", format_wait(delay)),
        (Strategy::Backoff { .. }, _) => format!("within {}, at a random moment", format_wait(delay)),
        (_, _) if delay.is_zero() => "at once".to_owned(),
        _ => format!("in {}", format_wait(delay)),
    };
    page.add_text("next try", &text);
}

/// Joins the names of files: `a.yaml`, `a.yaml or b.yaml`.
fn join_files<'a>(catalogs: impl Iterator<Item = &'a OpenCatalog>) -> String {
    join_alternatives(&catalogs.map(|catalog| format!("`{}`", catalog.file.shown())).collect::<Vec<_>>())
}

/// Joins the places where a catalog looks for a code.
fn join_code_places(catalog: &OpenCatalog) -> String {
    let locators = catalog.spec.envelope().code().iter();
    join_alternatives(&locators.map(|locator| format!("`{}`", locator.place())).collect::<Vec<_>>())
}

/// Describes a body by its start, or by its size if it is not text.
fn describe_body(error: &DecodedError<'_>) -> String {
    let body = error.response.body();
    let encoding = error.response.headers().get("content-encoding").and_then(|value| value.to_str().ok());
    if let Some(encoding) = encoding.filter(|encoding| *encoding != "identity") {
        return format!("{} bytes, encoded as {encoding}: `curl --compressed` decodes it", body.len());
    }
    let Ok(text) = std::str::from_utf8(body) else { return format!("{} bytes, not text", body.len()) };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { "empty".to_owned() } else { truncate(&text) }
}

/// Returns the start of a text that may be long.
fn truncate(text: &str) -> String {
    let start: String = text.chars().take(SHOWN).collect();
    let ellipsis = if start.len() < text.len() { "…" } else { "" };
    sanitize(&(start + ellipsis))
}

/// Formats a wait, rounded up to whole seconds if it is longer than one.
fn format_wait(wait: Duration) -> String {
    if wait.as_secs() == 0 {
        return format_duration(wait);
    }
    let partial_second = u64::from(wait.subsec_nanos() > 0);
    format_duration(Duration::from_secs(wait.as_secs().saturating_add(partial_second)))
}
