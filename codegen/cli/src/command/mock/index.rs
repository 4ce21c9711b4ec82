//! Lists the errors of a catalog, each with the line of curl that makes it come.

use std::fmt::Write as _;

use errspec::__private::{FailedItems, decode_response, make_partial_response, make_response};
use errspec::ErrorResponse;
use errspec_data::{Catalog, Entry, Field, ItemContents, Statuses};
use serde_json::json;

/// As many errors are tried to find one that can be shown as a detail, or inside a success.
const MAX_TRIES: usize = 1000;

/// An entry and its kind.
type NumberedEntry = (u16, &'static Entry<'static>);

/// Renders the list for programs.
pub(super) fn render_json(catalog: &'static Catalog<'static>, url: &str) -> String {
    let errors = catalog.entries().iter().map(|entry| {
        json!({
            "name": entry.name(),
            "codes": entry.codes().map(|code| code.text).collect::<Vec<_>>(),
            "statuses": list_statuses(entry),
            "meaning": entry.meaning(),
            "sendable": entry.sending().is_sendable(),
            "fields": entry.fields().iter().map(Field::name).collect::<Vec<_>>(),
            "curl": list_commands(entry, url),
        })
    });
    let index = json!({
        "api": catalog.api(),
        "errors": errors.collect::<Vec<_>>(),
        "details": describe_detail(catalog).map(|preferences| write_command(url, &preferences)),
        "partial": describe_failed(catalog).map(|preferences| write_command(url, &preferences)),
    });
    format!("{index:#}\n")
}

/// Renders the list for a browser.
pub(super) fn render_html(catalog: &'static Catalog<'static>, url: &str) -> String {
    let mut rows = String::new();
    for entry in catalog.entries() {
        let commands: Vec<_> = list_commands(entry, url)
            .iter()
            .map(|command| format!("<pre>{}</pre>", escape(command)))
            .collect();
        let _ = writeln!(
            rows,
            "<tr><td><a href=\"/?__error={name}\">{}</a><td>{name}<td>{}{}<td>{}",
            escape(entry.code_text().unwrap_or("—")),
            escape(entry.meaning()),
            if entry.sending().is_sendable() {
                ""
            } else {
                " (no service can send this; what comes decodes to another)"
            },
            commands.concat(),
            name = escape(entry.name()),
        );
    }
    let details = describe_detail(catalog).map(|preferences| ("With details", preferences));
    let partial = describe_failed(catalog).map(|preferences| ("Inside a success", preferences));
    for (title, preferences) in [details, partial].into_iter().flatten() {
        let command = escape(&write_command(url, &preferences));
        let _ = writeln!(rows, "<tr><td colspan=3>{title}<td><pre>{command}</pre>");
    }
    let api = escape(catalog.api());
    format!(
        "<!doctype html><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\n<title>{api}</title>\n\
         <style>body{{font:16px/1.5 system-ui;margin:2em}}td,th{{text-align:left;vertical-align:top;\
         padding:.3em 1em .3em 0}}pre{{margin:0;white-space:pre-wrap}}</style>\n\
         <h1>Errors of {api}</h1>\n<p>Any path answers with the error that <code>Prefer: code=…</code> or \
         <code>?__error=…</code> names: a variant, else a code, else a status. Besides: <code>status</code>, \
         <code>message</code>, <code>target</code>, <code>retry_after</code>, <code>field.NAME</code>, \
         <code>detail=CODE@TARGET</code>, <code>failed=CODE@TARGET</code>.\n\
         <table>\n<tr><th>Code<th>Variant<th>Meaning<th>curl\n{rows}</table>\n"
    )
}

/// Lists the commands for an entry: the usual one, and one for each further status.
fn list_commands(entry: &Entry<'_>, url: &str) -> Vec<String> {
    let usual = write_command(url, &format!("code={}", entry.name()));
    let sent = entry.sending().status();
    let others = entry.statuses().listed().filter(|status| *status != sent);
    let others = others.map(|status| write_command(url, &format!("code={}, status={status}", entry.name())));
    std::iter::once(usual).chain(others).collect()
}

fn list_statuses(entry: &Entry<'_>) -> Vec<String> {
    let listed: Vec<_> = entry.statuses().listed().map(|status| status.to_string()).collect();
    if listed.is_empty() {
        entry.statuses().head().map(|head| head.to_string()).into_iter().collect()
    } else {
        listed
    }
}

/// Returns preferences for an error with a detail, both of which a client recognizes; none if none are found. Entries
/// without a status come first as details, for which they are made.
fn describe_detail(catalog: &'static Catalog<'static>) -> Option<String> {
    let items = catalog.envelope().details()?;
    let entries = || (1..).zip(catalog.entries());
    let (without_status, others): (Vec<_>, Vec<_>) =
        entries().partition(|(_, entry)| entry.statuses() == Statuses::Any);
    let details = || without_status.iter().chain(&others);
    let pairs = others.iter().flat_map(|error| details().map(move |detail| (error, detail)));
    let is_recognized = |((error, _), (detail, _)): &(&NumberedEntry, &NumberedEntry)| {
        let made = make_response(catalog, *error, None, Vec::new());
        let sent = made.with_detail("name".to_owned(), *detail, String::new()).into_http_response();
        let came = decode_response(catalog, sent);
        // Details without a code are messages, which are about something.
        let is_detail = |(target, found): (Option<_>, ErrorResponse)| {
            found.kind_number() == *detail || items.code().is_empty() && target.is_some()
        };
        came.kind_number() == *error && FailedItems::find_details(&came).any(is_detail)
    };
    let ((_, error), (_, detail)) = pairs.take(MAX_TRIES).find(is_recognized)?;
    Some(format!("code={}, detail={}@name", error.name(), detail.name()))
}

/// Returns preferences for a success in which an item failed that a client recognizes; none if none is found.
fn describe_failed(catalog: &'static Catalog<'static>) -> Option<String> {
    let is_recognized = |(kind, _): &NumberedEntry| {
        let item = ItemContents { kind: *kind, target: "name", message: "" };
        let sent = make_partial_response(catalog, &[item]);
        sent.is_some_and(|sent| {
            FailedItems::find(catalog, &sent).any(|(_, found)| found.kind_number() == *kind)
        })
    };
    let (_, entry) = (1..).zip(catalog.entries()).take(MAX_TRIES).find(is_recognized)?;
    Some(format!("failed={}@name", entry.name()))
}

/// Writes a command. Names of variants are letters and digits, so that nothing has to be quoted.
fn write_command(url: &str, preferences: &str) -> String {
    format!("curl -i -H 'Prefer: {preferences}' {url}/")
}

/// Escapes a text for HTML; one of a catalog may be anything.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
