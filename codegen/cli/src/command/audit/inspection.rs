//! Holds each response of a recording against a catalog.

use std::time::{Duration, SystemTime};

use errspec::__private::http::Response;
use errspec::__private::{Bytes, FailedItems, decode_response, is_error, with_fields};
use errspec::{ErrorResponse, RetryHint, Strategy};
use errspec_data::{Catalog, Items};
use errspec_import::{ObservedError, TrafficDraft};
use errspec_spec::Spec;

use super::failure_sign::find_failure_sign;
use super::finding::{Findings, FoundIn, FoundThing, ResponseExample};
use super::finding_kind::FindingKind;
use super::received_text::{
    body_as_text, describe_shape, find_named_message, find_time, shorten, show_response,
};
use super::recording::{RecordedExchange, RecordedPlace, RecordedResponse};

/// Waits that are said by a moment, in whole seconds, are longer by so much.
const ROUNDING: Duration = Duration::from_secs(1);

/// What recordings have, and how it fits a catalog.
pub(super) struct Inspection<'a> {
    catalog: &'static Catalog<'static>,
    spec: &'a Spec<'static>,
    shows_bodies: bool,
    file: String,
    pub(super) counts: ExchangeCounts,
    pub(super) findings: Findings,
    /// How often each entry came: in a response, a detail or an item.
    pub(super) coverage: Vec<u64>,
    pub(super) draft: TrafficDraft,
}

/// How many exchanges of each sort there were.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ExchangeCounts {
    pub(super) responses: u64,
    pub(super) errors: u64,
    /// Successes in which items failed.
    pub(super) partial: u64,
    pub(super) unanswered: u64,
    pub(super) unreadable: u64,
    /// The first that can't be read.
    pub(super) first_unreadable: Option<RecordedPlace>,
}

impl ExchangeCounts {
    /// Counts an exchange, and returns the response, if it is one.
    pub(super) fn count(&mut self, exchange: RecordedExchange) -> Option<Box<RecordedResponse>> {
        match exchange {
            RecordedExchange::Response(response) => {
                self.responses += 1;
                return Some(response);
            }
            RecordedExchange::NoResponse => self.unanswered += 1,
            RecordedExchange::Unreadable(place) => {
                self.unreadable += 1;
                self.first_unreadable.get_or_insert(place);
            }
        }
        None
    }
}

/// A response that is inspected: what examples of it have.
struct InspectedResponse {
    status: u16,
    time: Option<(SystemTime, String)>,
    request: Option<String>,
    place: RecordedPlace,
}

impl<'a> Inspection<'a> {
    pub(super) fn new(catalog: &'static Catalog<'static>, spec: &'a Spec<'static>) -> Self {
        Self {
            catalog,
            spec,
            shows_bodies: false,
            file: String::new(),
            counts: ExchangeCounts::default(),
            findings: Findings::default(),
            coverage: vec![0; catalog.entries().len()],
            draft: TrafficDraft::default(),
        }
    }

    /// Keeps the body and the header fields of each example.
    pub(super) fn show_bodies(self) -> Self {
        Self { shows_bodies: true, ..self }
    }

    pub(super) fn catalog(&self) -> &'static Catalog<'static> {
        self.catalog
    }

    /// Says which recording the exchanges are from that follow.
    pub(super) fn begin_file(&mut self, file: &str) {
        file.clone_into(&mut self.file);
    }

    /// Inspects an exchange.
    pub(super) fn inspect_exchange(&mut self, exchange: RecordedExchange) {
        let Some(response) = self.counts.count(exchange) else { return };
        let inspected = InspectedResponse {
            status: response.status.as_u16(),
            time: find_time(response.time.as_deref(), &response.headers),
            request: response.request.clone(),
            place: response.place,
        };
        let unread = response.unread;
        let response = response.into_http_response();
        let (status, headers) = (response.status(), response.headers());
        if is_error(self.catalog, status, headers, response.body()) {
            self.counts.errors += 1;
            let error = decode_response(self.catalog, response);
            self.inspect_error(&inspected, &error, unread);
        } else {
            self.inspect_success(&inspected, response);
        }
    }

    fn inspect_error(&mut self, at: &InspectedResponse, error: &ErrorResponse, unread: Option<&'static str>) {
        if let Some(reason) = unread {
            self.find(at, (FindingKind::UnreadBody, FoundIn::Response), error, (None, reason));
        }
        let is_unread = unread.is_some();
        self.inspect_code(at, FoundIn::Response, error, Some(at.status));
        if error.kind_number() == 0 && error.code().is_none() && !is_unread {
            let shape = describe_shape(error);
            self.find(at, (FindingKind::UnrecognizedResponse, FoundIn::Response), error, (None, &shape));
            self.draft.add_body(at.status, &body_as_text(error), error.retry_after());
        }
        self.inspect_entry(at, FoundIn::Response, error, Some(at.status));
        if let Some(items) = self.catalog.envelope().details() {
            for (_, detail) in FailedItems::find_details(error) {
                self.inspect_item(at, (FoundIn::Detail, items), &detail);
            }
        }
    }

    fn inspect_success(&mut self, at: &InspectedResponse, response: Response<Bytes>) {
        let mut has_failed = false;
        if let Some(items) = self.catalog.partial() {
            for (_, failure) in FailedItems::find(self.catalog, &response) {
                has_failed = true;
                self.inspect_item(at, (FoundIn::Item, items), &failure);
            }
        }
        self.counts.partial += u64::from(has_failed);
        if has_failed || !response.status().is_success() {
            return;
        }
        let sign = find_failure_sign(self.catalog, response.body());
        let decoded = decode_response(self.catalog, response);
        let listed = decoded.code().filter(|code| self.catalog.first_with_code(code) != 0).map(shorten);
        let sign = match &listed {
            Some(code) => Some(format!("it has the code `{code}`")),
            None => sign,
        };
        if let Some(sign) = sign {
            let kind = FindingKind::HiddenFailure;
            self.find(at, (kind, FoundIn::Response), &decoded, (listed.as_deref(), &sign));
        }
    }

    fn inspect_item(
        &mut self,
        at: &InspectedResponse,
        (found_in, items): (FoundIn, &Items<'_>),
        item: &ErrorResponse,
    ) {
        // Without a status of its own an item has that of the response, which says nothing of it.
        let status = item.status().as_u16();
        let own = (!items.status().is_empty() && status != at.status).then_some(status);
        self.inspect_code(at, found_in, item, own);
        // A detail belongs to an error that was judged itself, and may be a message alone.
        let is_message = found_in == FoundIn::Detail && item.stated_message().is_some();
        let is_unrecognized = item.kind_number() == 0 && item.code().is_none();
        if is_unrecognized && !is_message && !items.code().is_empty() {
            self.find(at, (FindingKind::UnrecognizedResponse, found_in), item, (None, ""));
        }
        self.inspect_entry(at, found_in, item, own);
    }

    /// Judges the code that came by the entry that it became.
    fn inspect_code(
        &mut self,
        at: &InspectedResponse,
        found_in: FoundIn,
        error: &ErrorResponse,
        status: Option<u16>,
    ) {
        let Some(code) = error.code() else { return };
        let entry = self.catalog.entry(error.kind_number());
        let is_listed = self.catalog.first_with_code(code) != 0;
        let is_retired = || self.spec.retired().iter().any(|entry| entry.data().has_code(code));
        let kind = match entry {
            _ if !is_listed && is_retired() => FindingKind::RetiredCode,
            _ if !is_listed => FindingKind::UnlistedCode,
            None if status.is_none() && self.needs_status(code) => return,
            None => FindingKind::UnmatchedCode,
            // Another entry was recognized, by the status alone.
            Some(entry) if !entry.has_code(code) => FindingKind::UnlistedStatus,
            Some(entry) if status.is_some_and(|status| !entry.statuses().contains(status)) => {
                FindingKind::UnlistedStatus
            }
            Some(_) => return,
        };
        let code = shorten(code);
        self.find(at, (kind, found_in), error, (Some(&code), ""));
        if kind == FindingKind::UnlistedCode {
            let is_integer =
                code.parse::<i64>().is_ok() && !body_as_text(error).contains(&format!("\"{code}\""));
            self.draft.add_error(ObservedError {
                is_integer,
                code: Some(code),
                status,
                message: find_named_message(self.catalog, error),
                retry_after: error.retry_after(),
            });
        }
    }

    /// Returns whether the entries with a code are told apart by the status, which details and items mostly don't have.
    fn needs_status(&self, code: &str) -> bool {
        let entries = self.catalog.entries().iter();
        entries.filter(|entry| entry.has_code(code) && entry.conditions().is_empty()).count() > 1
    }

    /// Counts the entry that came, and judges its fields and what the server says of retrying.
    fn inspect_entry(
        &mut self,
        at: &InspectedResponse,
        found_in: FoundIn,
        error: &ErrorResponse,
        status: Option<u16>,
    ) {
        let kind = error.kind_number();
        let Some(entry) = self.catalog.entry(kind) else { return };
        if let Some(count) = self.coverage.get_mut(usize::from(kind) - 1) {
            *count += 1;
        }
        if !entry.fields().is_empty() {
            let mistyped: Vec<_> = with_fields(error, |reader| reader.list_mistyped().collect());
            for (field, came) in mistyped {
                let about = format!(
                    "`{}` is {} in the catalog, and came as {came}",
                    field.name(),
                    field.value_type().name()
                );
                self.find(at, (FindingKind::FieldMismatch, found_in), error, (None, &about));
            }
        }
        let hint = self.catalog.retry_hint(kind, status);
        if let Some(mismatch) = describe_mismatch(hint, error) {
            self.find(at, (FindingKind::RetryMismatch, found_in), error, (None, &mismatch));
        }
    }

    /// Adds something that was found in an error.
    fn find(
        &mut self,
        at: &InspectedResponse,
        (kind, found_in): (FindingKind, FoundIn),
        error: &ErrorResponse,
        (code, about): (Option<&str>, &str),
    ) {
        let entry = Some(error.kind_number()).filter(|kind| *kind != 0);
        let (code, about) = (code.map(str::to_owned), about.to_owned());
        let thing = FoundThing { kind, found_in, code, entry, about };
        let (catalog, file, shows_bodies) = (self.catalog, &self.file, self.shows_bodies);
        self.findings.add(thing, at.status, at.time.as_ref(), || ResponseExample {
            file: file.clone(),
            line: if let RecordedPlace::Line(line) = at.place { Some(line) } else { None },
            entry: if let RecordedPlace::Entry(entry) = at.place { Some(entry) } else { None },
            status: at.status,
            request: at.request.as_deref().map(shorten),
            message: find_named_message(catalog, error),
            request_id: error.request_id().map(shorten),
            shown: shows_bodies.then(|| show_response(error)),
        });
    }
}

/// Returns what the server says that the hint in force contradicts.
///
/// That it asks for a longer wait than a backoff makes is no contradiction: a backoff is a guess, and says so.
fn describe_mismatch(hint: RetryHint, error: &ErrorResponse) -> Option<String> {
    let asked = error.retry_after().unwrap_or_default();
    let said = match (hint.strategy(), error.should_retry()) {
        (Strategy::Never | Strategy::Action { .. }, Some(true)) => "says to retry",
        (strategy, Some(false)) if strategy.is_retryable() => "says not to retry",
        (Strategy::Never | Strategy::Action { .. }, None) | (Strategy::Once, _) if !asked.is_zero() => {
            "asks to wait"
        }
        (Strategy::After { delay, .. }, _) if asked > delay + ROUNDING => {
            return Some(format!("asks to wait longer than {delay:?}"));
        }
        _ => return None,
    };
    Some(said.to_owned())
}
