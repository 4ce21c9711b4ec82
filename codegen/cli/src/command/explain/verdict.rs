//! A response → what the real decoder makes of it, for people.

use std::time::Duration;

use errspec::__v0_1::http::{self, StatusCode};
use errspec::__v0_1::{Bytes, Catalog as Live, Strategy, decode, failed_items, is_failure};
use errspec::{Idempotency, Reply};
use errspec_codegen::{advice, advice_at};
use errspec_spec::{Entry, Statuses, human};

use super::page::{Page, harmless};
use super::response::Response;
use super::{Catalog, either, nearest};
use crate::live;
use crate::report::{self, Failures, Outcome};

/// Stands for the status of a body that came without: no entry can list it.
const NO_STATUS: u16 = 999;
/// Of a body, this much is shown.
const SHOWN: usize = 240;

pub(super) fn explain(catalogs: &[Catalog], response: &Response) -> Result<Outcome, Failures> {
    let decoded: Vec<_> = catalogs.iter().map(|catalog| Decoded::of(catalog, response)).collect();
    let recognized: Vec<_> = decoded.iter().flat_map(Decoded::pages).map(|page| page.to_string()).collect();
    if !recognized.is_empty() {
        return Ok(report::line(&recognized.join("\n\n"))?);
    }
    let items: Vec<_> = decoded.iter().flat_map(Decoded::items).map(|page| page.to_string()).collect();
    if !items.is_empty() {
        return Ok(report::line(&items.join("\n\n"))?);
    }
    // What a catalog finds no code in says less than what another one finds one in.
    let telling = decoded.iter().find(|decoded| decoded.reply.code().is_some()).or(decoded.first());
    if let Some(decoded) = telling {
        report::line(&decoded.unrecognized(catalogs).to_string())?;
    }
    Ok(Outcome::Problems)
}

/// What a catalog makes of a response.
struct Decoded<'a> {
    catalog: &'a Catalog,
    response: Response,
    live: &'static Live,
    kinds: Vec<u16>,
    reply: Reply,
}

impl<'a> Decoded<'a> {
    fn of(catalog: &'a Catalog, response: &'a Response) -> Self {
        let live = live::catalog(&catalog.spec);
        let decode = |status: u16| decode(live, request(response, status));
        let (kind, reply) = decode(response.status.map_or(NO_STATUS, |status| status.as_u16()));
        let mut kinds = vec![kind];
        if let (None, Some(code)) = (response.status, reply.code()) {
            // Without a status, it is each of the errors that it would be at some status.
            let entries = catalog.spec.entries().iter().filter(|entry| entry.code() == Some(code));
            let statuses = entries.flat_map(|entry| match entry.statuses() {
                Statuses::Listed(list) => list.clone(),
                _ => Vec::new(),
            });
            kinds.extend(statuses.map(|status| decode(status).0));
        }
        kinds.retain(|kind| *kind < live.len());
        kinds.sort_unstable();
        kinds.dedup();
        Self { catalog, response: response.clone(), live, kinds, reply }
    }

    fn pages(&self) -> impl Iterator<Item = Page> {
        self.kinds.iter().filter_map(|kind| {
            let entry = self.catalog.spec.entries().get(usize::from(*kind))?;
            Some(self.page(entry, *kind))
        })
    }

    /// The failures inside a success. A body alone may be one.
    fn items(&self) -> Vec<Page> {
        let Self { catalog, response, live, .. } = self;
        let status = response.status.unwrap_or(StatusCode::OK);
        let failed = failed_items(live, &request(response, status.as_u16()));
        let pages = failed.into_iter().map(|(subject, kind, reply)| {
            let body = Bytes::copy_from_slice(reply.body());
            let response = Response { status: Some(status), body, ..response.clone() };
            let item = Self { catalog, response, live, kinds: vec![kind], reply };
            item.item_page(subject.as_deref(), kind)
        });
        pages.collect()
    }

    fn item_page(&self, subject: Option<&str>, kind: u16) -> Page {
        let Self { catalog, response, .. } = self;
        let what = subject.map_or_else(|| "an item".to_owned(), |subject| format!("`{subject}`"));
        let entry = catalog.spec.entries().get(usize::from(kind));
        let mut page = match entry {
            Some(entry) => Page::of(catalog, entry, Some(&format!("{what} failed inside a success with"))),
            None => Page::new(
                &format!("{what} failed inside a success: unrecognized"),
                &format!("The failed item has no code that `{}` lists.", catalog.file.shown()),
            ),
        };
        self.came(&mut page);
        if entry.is_none() {
            page.row("item", &body(response));
        }
        let status = response.status.unwrap_or_default().as_u16();
        page.row("retry", &advice_at(&catalog.spec, entry, status));
        self.next(&mut page, kind);
        if let Some(entry) = entry {
            page.facts(catalog, entry);
        }
        page
    }

    fn page(&self, entry: &Entry, kind: u16) -> Page {
        let Self { catalog, response, .. } = self;
        let status = response.status.map(|status| status.as_u16());
        let shown = status.map(|status| status.to_string()).or_else(|| entry.statuses().first_text());
        let mut page = Page::of(catalog, entry, shown.as_deref());
        self.came(&mut page);
        match status {
            Some(status) => page.row("retry", &advice_at(&catalog.spec, Some(entry), status)),
            None => page.row("retry", &advice(&catalog.spec, entry)),
        }
        self.next(&mut page, kind);
        page.facts(catalog, entry);
        let expected = entry.statuses().first_text().filter(|_| !fits(entry, status));
        if let Some(expected) = expected {
            page.row(
                "note",
                &format!("the catalog lists it at {expected}; a known code counts at any status"),
            );
        }
        page
    }

    /// What the server sent besides the code.
    fn came(&self, page: &mut Page) {
        let message = self.reply.message();
        if self.says(message) {
            page.row("server says", message);
        }
        if let Some(id) = self.reply.request_id() {
            page.row("request id", id);
        }
    }

    /// Whether a message is the server's and not the catalog's.
    fn says(&self, message: &str) -> bool {
        let kind = self.reply.kind_index();
        let default = (kind < self.live.len()).then(|| self.live.meaning(kind));
        Some(message) != default
            && Some(message) != self.reply.status().canonical_reason()
            && message != "unrecognized error"
    }

    /// When the first retry is, as a program would reckon it.
    fn next(&self, page: &mut Page, kind: u16) {
        let status = self.response.status.map(|status| status.as_u16());
        let hint = status.map_or_else(|| self.live.retry(kind), |status| self.live.retry_at(kind, status));
        let asked = self.reply.retry_after();
        let longest = || 1.0;
        let Some(delay) = hint.delay_with(0, Idempotency::Safe, asked, longest) else {
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

    /// What was found in a response that no catalog lists.
    fn unrecognized(&self, catalogs: &[Catalog]) -> Page {
        let Self { catalog, response, live, reply, .. } = self;
        let file = catalog.file.shown();
        let status = response.status.map(|status| status.as_u16().to_string());
        let code = reply.code();
        let reason = response.status.and_then(|status| status.canonical_reason());
        let title: Vec<_> = [status.as_deref(), code.or(reason)].into_iter().flatten().collect();
        let title = if title.is_empty() { "a body without a code".to_owned() } else { title.join(" ") };
        if self.is_success() {
            let items = if catalog.spec.partial().is_some() { ", and no item in it failed" } else { "" };
            return Page::new(&title, &format!("By `{file}` this response is no error{items}."));
        }
        let files: Vec<_> = catalogs.iter().map(|catalog| format!("`{}`", catalog.file.shown())).collect();
        let heading = format!("{title}: unrecognized");
        let mut page = Page::new(&heading, &format!("It is no error that {} lists.", either(&files)));
        self.came(&mut page);
        if code.is_none() {
            page.row("code", &format!("none at {}", places(catalog)));
        }
        page.row("body", &body(response));
        if let Some(status) = response.status {
            for one in catalogs {
                let advice = advice_at(&one.spec, None, status.as_u16());
                let file = if catalogs.len() > 1 { format!("{}: ", one.file.shown()) } else { String::new() };
                page.row("retry", &(file + &advice));
            }
            if catalogs.len() == 1 {
                self.next(&mut page, live.len());
            }
        }
        let retired = catalog.spec.retired().iter().find(|entry| code.is_some() && entry.code() == code);
        if let Some(entry) = retired {
            page.facts(catalog, entry);
        }
        let near = code.map(|code| nearest(catalogs, code)).unwrap_or_default();
        if !near.is_empty() {
            page.row("near", &either(&near));
        }
        if response.status.is_none() && code.is_none() {
            page.row("note", "with the status line, as `curl -i` prints it, more can be said");
        }
        page
    }

    fn is_success(&self) -> bool {
        let Response { status, headers, body } = &self.response;
        status.is_some_and(|status| !is_failure(self.live, status, headers, body))
    }
}

/// A response of the http crate, with a status in any case.
fn request(response: &Response, status: u16) -> http::Response<Bytes> {
    let mut made = http::Response::new(response.body.clone());
    *made.headers_mut() = response.headers.clone();
    *made.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    made
}

fn fits(entry: &Entry, status: Option<u16>) -> bool {
    match (entry.statuses(), status) {
        (Statuses::Listed(list), Some(status)) => list.contains(&status),
        (Statuses::Class(class), Some(status)) => u16::from(*class) == status / 100,
        _ => true,
    }
}

/// Where the catalog looks for a code.
fn places(catalog: &Catalog) -> String {
    let places = catalog.spec.envelope().code().iter();
    either(&places.map(|at| format!("`{}`", at.place())).collect::<Vec<_>>())
}

/// What a body is, and how it starts.
fn body(response: &Response) -> String {
    let body = &response.body;
    let encoding = response.headers.get("content-encoding").and_then(|value| value.to_str().ok());
    if let Some(encoding) = encoding.filter(|encoding| *encoding != "identity") {
        return format!("{} bytes, encoded as {encoding}: `curl --compressed` decodes it", body.len());
    }
    let Ok(text) = std::str::from_utf8(body) else { return format!("{} bytes, not text", body.len()) };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return "empty".to_owned();
    }
    let start: String = text.chars().take(SHOWN).collect();
    let more = if start.len() < text.len() { "…" } else { "" };
    harmless(&(start + more))
}

/// A wait, to the second where it is longer than one.
fn seconds(wait: Duration) -> String {
    let rest = u64::from(wait.subsec_nanos() > 0);
    human(if wait.as_secs() > 0 { Duration::from_secs(wait.as_secs().saturating_add(rest)) } else { wait })
}
