//! Makes the sample responses that documentation shows, with the function by which services send.

use std::fmt;

use errspec_data::openapi::{ResponseKey, format_header_name};
use errspec_data::{
    Catalog, Draft, DraftBody, DraftValue, Entry, Format, ItemContents, Items, SampleContents, Sending,
    Statuses,
};
use errspec_spec::CatalogEntry;
use http::HeaderValue;

use crate::failed_item::{draft_failed_body, make_sample_detail};
use crate::http_names::find_reason;
use crate::json_value::Json;
use crate::xml_value::render_xml;

/// A response as a service sends it.
pub(crate) struct SampleResponse {
    status: u16,
    headers: Vec<(String, String)>,
    body: Option<Json>,
    /// The body in XML, where the catalog reads nothing else. A service for clients of it isn't one of ours.
    xml: Option<String>,
}

/// Renders the response with which a service sends an entry, at a status or else at the usual one, as HTTP/1.1 writes it.
#[must_use]
pub fn render_sample(catalog: &Catalog<'_>, entry: &CatalogEntry<'_>, status: Option<u16>) -> String {
    let sample = match status {
        Some(status) => make_sample_at(catalog, entry, ResponseKey::Status(status)),
        None => make_sample(catalog, entry),
    };
    sample.to_string()
}

/// Makes the response with which a service sends an entry.
pub(crate) fn make_sample(catalog: &Catalog<'_>, entry: &CatalogEntry<'_>) -> SampleResponse {
    let lowered = find_lowered_entry(catalog, entry);
    SampleResponse::from_draft(catalog, draft_sample(catalog, lowered, lowered.sending(), Vec::new()))
}

/// Makes the response with which a service sends an entry at one of its keys in OpenAPI.
pub(crate) fn make_sample_at(
    catalog: &Catalog<'_>,
    entry: &CatalogEntry<'_>,
    key: ResponseKey,
) -> SampleResponse {
    let lowered = find_lowered_entry(catalog, entry);
    let sending = key.choose_sending(lowered);
    SampleResponse::from_draft(catalog, draft_sample(catalog, lowered, sending, Vec::new()))
}

/// Makes a successful response in which one item has failed.
pub(crate) fn make_partial_sample(catalog: &Catalog<'_>, items: &Items<'_>) -> SampleResponse {
    let body = draft_failed_body(catalog, items);
    SampleResponse::new(catalog, "application/json", (200, Vec::new(), body))
}

/// Makes the response of an error that has a detail: of the likeliest entry that the response is still decoded to.
pub(crate) fn make_detail_sample(catalog: &Catalog<'_>, items: &Items<'_>) -> Option<SampleResponse> {
    let detail = make_sample_detail(catalog, items);
    let rank = |entry: &Entry<'_>| match entry.sending().status() {
        422 => 0,
        400 => 1,
        401..=499 => 2,
        _ => 3,
    };
    let mut kinds: Vec<_> = (1..).zip(catalog.entries()).collect();
    // Errors without a status come as details of others.
    kinds.sort_by_key(|(_, entry)| (entry.statuses() == Statuses::Any, rank(entry)));
    let is_shown = |(kind, entry): &&(u16, &Entry<'_>)| {
        let draft_with = |details| draft_sample(catalog, entry, entry.sending(), details);
        let draft = draft_with(vec![detail]);
        // A detail with which the response would be another error isn't sent.
        catalog.decide(&draft).kind == *kind && draft.body != draft_with(Vec::new()).body
    };
    let (_, entry) = kinds.iter().find(is_shown)?;
    Some(SampleResponse::from_draft(catalog, draft_sample(catalog, entry, entry.sending(), vec![detail])))
}

impl SampleResponse {
    /// Returns the body as an example: a value, or the text of one in XML.
    pub(crate) fn example(&self) -> Option<Json> {
        self.xml.as_deref().map(Json::from).or_else(|| self.body.clone())
    }

    fn from_draft(catalog: &Catalog<'_>, draft: Draft<'_>) -> Self {
        let headers = draft.headers.into_iter().filter_map(format_header_field).collect();
        Self::new(catalog, catalog.envelope().content_type(), (draft.status, headers, draft.body))
    }

    fn new(
        catalog: &Catalog<'_>,
        content_type: &str,
        (status, mut headers, body): (u16, Vec<(String, String)>, DraftBody<'_>),
    ) -> Self {
        let body = (body != DraftBody::Empty).then(|| Json::from_draft(body));
        let is_xml = !catalog.envelope().reads(Format::Json);
        let xml = body.as_ref().filter(|_| is_xml).and_then(render_xml);
        let content_type = if xml.is_some() { "application/xml" } else { content_type };
        if body.is_some() && !headers.iter().any(|(name, _)| name == "content-type") {
            headers.insert(0, ("content-type".to_owned(), content_type.to_owned()));
        }
        Self { status, headers, body, xml }
    }
}

/// Writes the response as HTTP/1.1 does.
impl fmt::Display for SampleResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP/1.1 {}", self.status)?;
        if let Some(reason) = find_reason(self.status) {
            write!(f, " {reason}")?;
        }
        for (name, value) in &self.headers {
            write!(f, "\n{}: {value}", format_header_name(name))?;
        }
        match (&self.xml, &self.body) {
            (Some(xml), _) => write!(f, "\n\n{xml}"),
            (None, Some(body)) => write!(f, "\n\n{}", body.to_pretty()),
            (None, None) => Ok(()),
        }
    }
}

/// Returns the entry as the catalog that programs run on has it, with the way in which it is sent.
fn find_lowered_entry<'e, 'a>(catalog: &Catalog<'a>, entry: &'e CatalogEntry<'a>) -> &'e Entry<'a> {
    let kind = catalog.parse_kind(entry.data().name());
    kind.and_then(|kind| catalog.entry(kind)).unwrap_or(entry.data())
}

fn draft_sample<'a>(
    catalog: &Catalog<'a>,
    entry: &Entry<'a>,
    sending: Sending,
    details: Vec<ItemContents<'_>>,
) -> Draft<'a> {
    catalog.draft_sample(entry, sending, &SampleContents { phrase: find_phrase(sending), details })
}

fn find_phrase(sending: Sending) -> &'static str {
    find_reason(sending.status()).unwrap_or("Error")
}

/// Formats a header field; none if its value can't be sent, as one with a line break can't.
fn format_header_field((name, value): (&str, DraftValue)) -> Option<(String, String)> {
    let text = value.to_string();
    HeaderValue::from_bytes(text.as_bytes()).is_ok().then(|| (name.to_owned(), text))
}

#[cfg(test)]
mod tests {
    use errspec_spec::{Arena, Spec};

    use super::*;

    /// Returns the sample of the first entry.
    fn show_first(rest: &str) -> String {
        let yaml = format!("errspec: 1\napi: {{ name: Acme }}\nretry: {{ default: never }}\n{rest}");
        let arena = Arena::new();
        let spec = Spec::parse(&arena, "errors.yaml", yaml.as_bytes()).unwrap();
        let catalog = errspec_spec::lower(&arena, &spec);
        make_sample(&catalog, &spec.entries()[0]).to_string()
    }

    #[test]
    fn response_has_code_message_request_id_and_fields() {
        let sample = show_first(
            "envelope: { code: /code, message: /error, request_id: header:x-id }\n\
             errors: [{ code: 7, status: 404, meaning: M., message: '{n} left', fields: { n: number } }]\n",
        );
        assert_eq!(
            sample,
            "HTTP/1.1 404 Not Found\nContent-Type: application/json\nX-Id: req_7f3a91c2\n\n\
             {\n  \"code\": 7,\n  \"error\": \"4.2 left\",\n  \"n\": 4.2\n}"
        );
    }

    #[test]
    fn response_of_header_fields_alone_has_no_body() {
        let sample = show_first(
            "envelope: { code: header:x-code, retry_after: /wait }\n\
             errors: [{ code: slow, status: 503, meaning: M., retry: { after: 1500ms } }]\n",
        );
        assert_eq!(sample, "HTTP/1.1 503 Service Unavailable\nX-Code: slow\nRetry-After: 2");
    }

    #[test]
    fn catalog_of_xml_alone_is_shown_xml() {
        let sample = show_first(
            "envelope: { code: /Error/Code, message: /Error/Message, format: xml }\n\
             errors: [{ code: gone, status: 410, meaning: Gone & away. }]\n",
        );
        assert_eq!(
            sample,
            "HTTP/1.1 410 Gone\nContent-Type: application/xml\n\n\
             <Error>\n  <Code>gone</Code>\n  <Message>Gone &amp; away.</Message>\n</Error>"
        );
    }

    #[test]
    fn header_field_that_cannot_be_sent_is_left_out() {
        let sample = show_first(
            "envelope: { code: /code, message: header:x-message }\n\
             errors: [{ code: x, status: 404, meaning: \"a\\u0007b\" }]\n",
        );
        assert_eq!(
            sample,
            "HTTP/1.1 404 Not Found\nContent-Type: application/json\n\n{\n  \"code\": \"x\"\n}"
        );
    }

    #[test]
    fn status_of_a_class_is_one_that_no_other_entry_lists() {
        let sample = show_first(
            "envelope: problem+json\nerrors: [{ status: 4xx, meaning: M. }, { status: 400, meaning: N. }]\n",
        );
        assert!(sample.starts_with("HTTP/1.1 401 Unauthorized\nContent-Type: application/problem+json\n"));
    }
}
