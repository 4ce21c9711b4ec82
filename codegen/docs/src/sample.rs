//! The envelope and an entry → a response that becomes this entry, for people to look at.

use std::fmt;

use errspec_codegen::text;
use errspec_data::{
    Code, Condition, Expected, Field, FieldType, Locator, Piece, Place, Pointer, Preset, Statuses, Strategy,
    Unit, template_pieces,
};
use errspec_spec::{CatalogEntry, Spec};

use crate::json::Json;
use crate::reason::{header, reason};

const REQUEST_ID: &str = "req_7f3a91c2";
/// Stands for a value that only the server knows.
const SOME_TEXT: &str = "…";

/// A sample response.
pub(crate) struct Sample {
    status: u16,
    media_type: &'static str,
    headers: Vec<(String, String)>,
    body: Json,
}

/// A response with an error.
pub(crate) fn error(spec: &Spec, entry: &CatalogEntry) -> Sample {
    error_at(spec, entry, status(spec, entry))
}

/// A response with an error at one of its statuses.
pub(crate) fn error_at(spec: &Spec, entry: &CatalogEntry, status: u16) -> Sample {
    let envelope = spec.envelope();
    let mut sample = Sample::new(status);
    let (here, there): (Vec<_>, Vec<_>) =
        envelope.failed_2xx().iter().partition(|condition| condition.expected() != Expected::Present);
    for condition in here {
        sample.hold(condition);
    }
    if let Some(code) = entry.data().code() {
        let value = code_value(code);
        let whole: Vec<_> = envelope.code().iter().filter(|at| keeps(at, code.text)).copied().collect();
        sample.put_first(if whole.is_empty() { envelope.code() } else { &whole }, &value);
    }
    if envelope.preset() == Some(Preset::ProblemJson) {
        sample.problem_details();
    }
    entry.data().conditions().iter().for_each(|condition| sample.hold(condition));
    sample.put_first(envelope.message(), &Json::Text(message(entry)));
    for field in entry.data().fields() {
        sample.put(field.at().place(), value(field));
    }
    for condition in there {
        sample.hold(condition);
    }
    sample.wait(spec, entry);
    sample.put_first(envelope.request_id(), &Json::Text(REQUEST_ID.to_owned()));
    sample
}

/// A success that holds a failure; None if the catalog knows of none.
pub(crate) fn partial(spec: &Spec) -> Option<Sample> {
    let partial = spec.partial()?;
    let coded = if partial.code().is_empty() {
        None
    } else {
        spec.entries().iter().find(|entry| entry.data().code_text().is_some())
    };
    let message = coded.map_or_else(|| "What went wrong".to_owned(), message);
    let mut item = Sample::new(200);
    if let Some(target) = partial.target() {
        item.put(target.place(), Json::Text(SOME_TEXT.to_owned()));
    }
    partial.failed().iter().for_each(|condition| item.hold(condition));
    if let Some(code) = coded.and_then(|entry| entry.data().code_text()) {
        item.put_first(partial.code(), &Json::Text(code.to_owned()));
    }
    item.put_first(partial.message(), &Json::Text(message));
    let mut sample = Sample::new(200);
    sample.body.put(partial.pointer(), Json::Array(vec![item.body]));
    Some(sample)
}

impl Sample {
    fn new(status: u16) -> Self {
        Self { status, media_type: "application/json", headers: Vec::new(), body: Json::Hole }
    }

    /// The body; None where all is said in the header.
    pub(crate) fn body(&self) -> Option<&Json> {
        Some(&self.body).filter(|body| **body != Json::Hole)
    }

    pub(crate) fn media_type(&self) -> &'static str {
        self.media_type
    }

    fn put(&mut self, place: Place<'_>, value: Json) -> bool {
        match (place, value) {
            (Place::Body { pointer, .. }, value) => self.body.put(pointer, value),
            (Place::Header(name), Json::Text(value) | Json::Literal(value)) => self.header(name, value),
            (Place::Header(_), _) => false,
        }
    }

    fn put_first(&mut self, locators: &[Locator], value: &Json) {
        locators.iter().any(|locator| self.put(locator.place(), value.clone()));
    }

    fn header(&mut self, name: &str, value: String) -> bool {
        let free = !self.headers.iter().any(|(other, _)| other == name);
        if free {
            self.headers.push((name.to_owned(), value));
        }
        free
    }

    fn hold(&mut self, condition: &Condition) {
        let value = match condition.expected() {
            Expected::Text(text) => Json::scalar(text),
            Expected::Present => Json::Literal("true".to_owned()),
            Expected::Null => return,
        };
        self.put(condition.place(), value);
    }

    /// What RFC 9457 has besides the type and the detail.
    fn problem_details(&mut self) {
        self.media_type = "application/problem+json";
        let title = reason(self.status).unwrap_or("Error");
        self.body.put(Pointer::new("/title"), Json::Text(title.to_owned()));
        self.body.put(Pointer::new("/status"), Json::Literal(self.status.to_string()));
    }

    /// The wait, for hints that go by what the server says.
    fn wait(&mut self, spec: &Spec, entry: &CatalogEntry) {
        let Strategy::After { delay, .. } = spec.retry_hint(entry, None).strategy() else { return };
        let amount = |locator: &Locator<'_>| match locator.unit() {
            Unit::Seconds => Some(delay.as_millis().div_ceil(1000)),
            Unit::Milliseconds => Some(delay.as_millis()),
            // A moment would be a date, and pages have none.
            Unit::Epoch => None,
        };
        if let Some((locator, amount)) =
            spec.envelope().retry_after().first().and_then(|at| Some((at, amount(at)?)))
        {
            self.put(locator.place(), Json::Literal(amount.to_string()));
        }
        self.header("retry-after", delay.as_millis().div_ceil(1000).to_string());
    }
}

/// The response as HTTP/1.1 shows it.
impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { status, media_type, headers, body } = self;
        write!(f, "HTTP/1.1 {status}")?;
        if let Some(reason) = reason(*status) {
            write!(f, " {reason}")?;
        }
        if *body != Json::Hole {
            write!(f, "\nContent-Type: {media_type}")?;
        }
        for (name, value) in headers {
            write!(f, "\n{}: {}", header(name), value.replace('\n', " "))?;
        }
        match body {
            Json::Hole => Ok(()),
            body => write!(f, "\n\n{}", body.pretty()),
        }
    }
}

/// A code as the server sends it.
pub(crate) fn code_value(code: Code<'_>) -> Json {
    if code.is_integer { Json::Literal(code.text.to_owned()) } else { Json::Text(code.text.to_owned()) }
}

/// Whether a locator cuts nothing off a code.
fn keeps(at: &Locator, code: &str) -> bool {
    [at.after(), at.before()].into_iter().flatten().all(|mark| !code.contains(mark))
}

/// The status that a server sends: the first, or one of the class that isn't another entry's.
fn status(spec: &Spec, entry: &CatalogEntry) -> u16 {
    match entry.data().statuses() {
        Statuses::Class(class) => {
            let first = u16::from(class) * 100;
            let is_taken = |status: &u16| {
                let mut uncoded = spec.entries().iter().filter(|other| other.data().code().is_none());
                uncoded.any(|other| other.data().statuses().listed().any(|listed| listed == *status))
            };
            // With conditions, it goes before the others.
            let has_conditions = !entry.data().conditions().is_empty();
            let free = (first..first + 100).find(|status| has_conditions || !is_taken(status));
            free.unwrap_or(first)
        }
        Statuses::Any if !spec.envelope().failed_2xx().is_empty() => 200,
        statuses => statuses.first().unwrap_or(500),
    }
}

/// What a server says: the template filled in, else the meaning.
fn message(entry: &CatalogEntry) -> String {
    let Some(template) = entry.data().message() else { return text::strip_markup(entry.data().meaning()) };
    let field = |name: &str| match entry.data().fields().iter().find(|field| field.name() == name).map(value)
    {
        Some(Json::Text(text) | Json::Literal(text)) => text,
        _ => SOME_TEXT.to_owned(),
    };
    let pieces = template_pieces(template).map(|piece| match piece {
        Piece::Text(text) | Piece::Stray(text) => text.to_owned(),
        Piece::Field(name) => field(name),
    });
    pieces.collect()
}

fn value(field: &Field) -> Json {
    match field.value_type() {
        FieldType::String => Json::Text(SOME_TEXT.to_owned()),
        FieldType::Integer | FieldType::Unsigned => Json::Literal("42".to_owned()),
        FieldType::Number => Json::Literal("4.2".to_owned()),
        FieldType::Boolean => Json::Literal("true".to_owned()),
        FieldType::Json => Json::Object(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(rest: &str) -> String {
        let yaml = format!("errspec: 1\napi: {{ name: Acme }}\nretry: {{ default: never }}\n{rest}");
        let arena = errspec_spec::Arena::new();
        let spec = Spec::parse(&arena, "errors.yaml", yaml.as_bytes()).unwrap();
        error(&spec, &spec.entries()[0]).to_string()
    }

    #[test]
    fn parts_stand_at_the_first_place_that_is_free() {
        assert_eq!(
            first(
                "envelope: { code: [/errors/0/code, header:x-code], message: [/errors/0/code, /title], request_id: header:x-id }\n\
                 errors: [{ code: 7, status: 404, meaning: It is *gone*., fields: { title: string, n: number } }]\n"
            ),
            "HTTP/1.1 404 Not Found\nContent-Type: application/json\nX-Id: req_7f3a91c2\n\n{\n  \"errors\": [\n    {\n      \
             \"code\": 7\n    }\n  ],\n  \"title\": \"It is gone.\",\n  \"n\": 4.2\n}"
        );
    }

    #[test]
    fn a_response_of_headers_alone_has_no_body() {
        let sample = first(
            "envelope: { code: header:x-code }\n\
             errors: [{ code: slow, status: 503, meaning: M., retry: { after: 1500ms } }]\n",
        );
        assert_eq!(sample, "HTTP/1.1 503 Service Unavailable\nX-Code: slow\nRetry-After: 2");
    }

    #[test]
    fn conditions_hold_in_a_failed_success() {
        let sample = first(
            "envelope: { code: /error, failed_2xx: { /ok: false } }\n\
             errors: [{ code: x, meaning: M., match: { /kind: \"5\", header:x-kind: a, /none: null } }]\n",
        );
        assert_eq!(
            sample,
            "HTTP/1.1 200 OK\nContent-Type: application/json\nX-Kind: a\n\n\
             {\n  \"ok\": false,\n  \"error\": \"x\",\n  \"kind\": 5\n}"
        );
    }

    #[test]
    fn problem_details_have_a_title_and_a_status() {
        let sample = first(
            "envelope: problem+json\nerrors: [{ status: 4xx, meaning: M. }, { status: 400, meaning: N. }]\n",
        );
        assert_eq!(
            sample,
            "HTTP/1.1 401 Unauthorized\nContent-Type: application/problem+json\n\n\
             {\n  \"title\": \"Unauthorized\",\n  \"status\": 401,\n  \"detail\": \"M.\"\n}"
        );
    }
}
