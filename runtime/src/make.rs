//! The server side: a kind, a message and fields → the reply that decodes to them.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER};
use http::{HeaderMap, Response, StatusCode};
use serde_json::{Map, Value};

use crate::catalog::{Catalog, Condition, Expected, Locator, Place};
use crate::decode::decode;
use crate::fields::{self, Fields};
use crate::hint::Strategy;
use crate::reply::{Made, Reply, Text};

/// What a reply is made of.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    catalog: &'static Catalog,
    kind: u16,
    message: Option<&'a str>,
    fields: Option<(&'static Fields, &'a [Option<Value>])>,
}

/// Makes a reply that decodes to a kind, a message and fields.
///
/// It has the first status that the catalog lists and the first place of the envelope for each part, unless only
/// others decode to the same: a class has a status that no other entry claims, and a code with a mark in it stands
/// where nothing is cut off.
#[must_use]
pub fn make(
    catalog: &'static Catalog,
    kind: u16,
    message: Option<&str>,
    fields: Option<(&'static Fields, &[Option<Value>])>,
) -> Reply {
    let explicit = message;
    let filled = message.is_none().then(|| filled(catalog, kind, fields)).flatten();
    let message = message.or(filled.as_deref()).filter(|message| !message.is_empty());
    let wanted = Wanted { catalog, kind, message, fields };
    let mut best = None;
    for (status, place) in wanted.tries() {
        let reply = wanted.reply(status, place);
        let grade = wanted.grade(&reply);
        if grade == BEST {
            best = Some((grade, reply));
            break;
        }
        if best.as_ref().is_none_or(|(other, _)| *other < grade) {
            best = Some((grade, reply));
        }
    }
    let mut reply = match best {
        Some((_, reply)) => reply,
        None => wanted.reply(StatusCode::INTERNAL_SERVER_ERROR, None),
    };
    reply.0.made = Some(Made { message: explicit.map(Into::into) });
    reply
}

/// The template of a kind with its fields, where it has one.
fn filled(
    catalog: &Catalog,
    kind: u16,
    fields: Option<(&'static Fields, &[Option<Value>])>,
) -> Option<String> {
    fields::fill(catalog.template(kind)?, |name| {
        let (fields, values) = fields?;
        let index = fields.at.iter().position(|(field, _)| *field == name)?;
        values.get(index)?.clone()
    })
}

/// Kind and message both come back.
const BEST: (bool, bool) = (true, true);

/// Where a code can stand: a locator, and whether its marks are written around the code.
type CodePlace<'a> = Option<(&'a Locator, Marks)>;

#[derive(Clone, Copy, PartialEq)]
enum Marks {
    Left,
    Written,
}

impl Wanted<'_> {
    /// Statuses and places of the code, the usual ones first.
    fn tries(&self) -> impl Iterator<Item = (StatusCode, CodePlace<'static>)> {
        let places = self.code_places();
        self.statuses().flat_map(move |status| places.clone().into_iter().map(move |place| (status, place)))
    }

    /// The statuses that are listed, else all that fit.
    fn statuses(&self) -> impl Iterator<Item = StatusCode> {
        let Self { catalog, kind, .. } = *self;
        let usual = [500, 400].into_iter().chain(400..600).chain(100..400);
        let usual = usual.filter(move |status| catalog.matches_status(kind, *status));
        catalog.status(kind).into_iter().chain(usual).filter_map(|status| StatusCode::from_u16(status).ok())
    }

    fn code_places(&self) -> Vec<CodePlace<'static>> {
        if self.catalog.code(self.kind).is_none() {
            return vec![None];
        }
        let locators = self.catalog.envelope.code;
        let each = [Marks::Left, Marks::Written].into_iter();
        each.flat_map(|marks| locators.iter().map(move |at| Some((at, marks)))).collect()
    }

    fn reply(&self, status: StatusCode, code_at: CodePlace<'_>) -> Reply {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = status;
        let conditions = self.catalog.conditions(self.kind);
        let empty = conditions.iter().filter(|condition| matches!(condition.expected, Expected::Null));
        let empty = empty.map(|condition| condition.place).collect();
        let mut draft = Draft { headers: HeaderMap::new(), body: Value::Null, empty };
        self.write(&mut draft, status, code_at);
        if !draft.body.is_null() {
            draft.headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.catalog.envelope.content_type));
            *response.body_mut() = draft.body.to_string().into();
        }
        *response.headers_mut() = draft.headers;
        decode(self.catalog, response).1
    }

    /// What comes first keeps its place: the code, what tells entries apart, the message, the fields.
    fn write(&self, draft: &mut Draft, status: StatusCode, code_at: CodePlace<'_>) {
        let Self { catalog, kind, .. } = *self;
        let envelope = &catalog.envelope;
        if let (Some((at, marks)), Some(code)) = (code_at, catalog.code(kind)) {
            draft.put(at.place, coded(catalog, kind, at, marks, code));
        }
        let (plain, present): (Vec<_>, Vec<_>) = envelope
            .failed_2xx
            .iter()
            .partition(|condition| !matches!(condition.expected, Expected::Present));
        let conditions = catalog.conditions(kind).iter().chain(plain);
        conditions.for_each(|condition| draft.hold(condition));
        if let Some(message) =
            self.message.or_else(|| Some(catalog.meaning(kind)).filter(|_| kind < catalog.len()))
        {
            let _ =
                !message.is_empty() && envelope.message.iter().any(|at| draft.put(at.place, message.into()));
        }
        if let Some((fields, values)) = self.fields {
            for ((_, at), value) in fields.at.iter().zip(values) {
                if let Some(value) = value {
                    draft.put(at.place, value.clone());
                }
            }
        }
        for condition in present {
            draft.hold(condition);
        }
        self.write_problem_details(draft, status);
        if let Strategy::After { delay, .. } = catalog.retry_at(kind, status.as_u16()).strategy() {
            let seconds = delay.as_secs() + u64::from(delay.subsec_nanos() > 0);
            draft.headers.insert(RETRY_AFTER, seconds.into());
        }
    }

    /// The members of RFC 9457, section 3.1, that aren't locators' already.
    fn write_problem_details(&self, draft: &mut Draft, status: StatusCode) {
        if self.catalog.envelope.content_type != "application/problem+json" {
            return;
        }
        let title = match self.catalog.code(self.kind) {
            Some(_) => self.catalog.meaning(self.kind),
            None => status.canonical_reason().unwrap_or("Error"),
        };
        draft.put(Place::Body(0, "/type"), "about:blank".into());
        draft.put(Place::Body(0, "/title"), title.into());
        draft.put(Place::Body(0, "/status"), status.as_u16().into());
    }

    /// How much of what is wanted a reply decodes to.
    fn grade(&self, reply: &Reply) -> (bool, bool) {
        let message = self.message.is_none_or(|message| reply.message() == message);
        (reply.kind_index() == self.kind, message)
    }
}

/// The code as a server sends it at a place.
fn coded(catalog: &Catalog, kind: u16, at: &Locator, marks: Marks, code: &str) -> Value {
    if marks == Marks::Written {
        let (after, before) = (at.after.unwrap_or_default(), at.before.unwrap_or_default());
        return format!("{after}{code}{before}").into();
    }
    let number = catalog.code_is_integer(kind).then(|| serde_json::from_str(code).ok()).flatten();
    number.unwrap_or_else(|| code.into())
}

/// A response in the making.
struct Draft {
    headers: HeaderMap,
    body: Value,
    /// What has to stay empty.
    empty: Vec<Place>,
}

impl Draft {
    /// Writes a value, unless something else has its place.
    fn put(&mut self, place: Place, value: Value) -> bool {
        match place {
            _ if self.empty.contains(&place) => false,
            Place::Body(_, pointer) => put(&mut self.body, pointer, value),
            Place::Header(name) => self.put_header(name, &value).is_some(),
        }
    }

    fn put_header(&mut self, name: &str, value: &Value) -> Option<()> {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let value = HeaderValue::from_bytes(text.as_bytes()).ok()?;
        (!self.headers.contains_key(&name)).then(|| _ = self.headers.insert(name, value))
    }

    fn hold(&mut self, condition: &Condition) {
        match condition.expected {
            Expected::Text(text) => _ = self.put(condition.place, scalar(text)),
            Expected::Present => _ = self.put(condition.place, true.into()),
            Expected::Null => {}
        }
    }
}

/// A scalar as it is most likely sent: `true` as a boolean, `5` as a number, anything else as text.
fn scalar(text: &str) -> Value {
    if let Ok(value @ (Value::Bool(_) | Value::Number(_))) = serde_json::from_str(text) {
        let written = value.to_string();
        if written == text {
            return value;
        }
    }
    text.into()
}

/// Puts a value at a JSON Pointer, making what it leads through: an array for `0`, else an object.
fn put(mut at: &mut Value, pointer: &str, value: Value) -> bool {
    for token in pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~")) {
        if at.is_null() {
            *at = if token == "0" { Value::Array(Vec::new()) } else { Value::Object(Map::new()) };
        }
        at = match at {
            Value::Object(members) => members.entry(token).or_insert(Value::Null),
            Value::Array(items) => {
                let Some(index) = token.parse().ok().filter(|index: &usize| *index <= items.len()) else {
                    return false;
                };
                if index == items.len() {
                    items.push(Value::Null);
                }
                &mut items[index]
            }
            _ => return false,
        };
    }
    let free = at.is_null();
    if free {
        *at = value;
    }
    free
}

impl Reply {
    /// The response to send: what it was made of, or what came, to be passed on.
    ///
    /// Of what came, header fields that concern one connection only are left out (RFC 9110, section 7.6.1), and so
    /// is the length, which the server knows.
    #[doc(hidden)]
    #[must_use]
    pub fn into_response(self) -> Response<Bytes> {
        let parts = *self.0;
        let mut response = Response::new(parts.body);
        *response.status_mut() = parts.status;
        *response.headers_mut() = parts.headers;
        for name in [
            "connection",
            "content-length",
            "keep-alive",
            "proxy-connection",
            "te",
            "transfer-encoding",
            "upgrade",
        ] {
            response.headers_mut().remove(name);
        }
        response
    }

    /// Sets the message of a reply that is made here.
    #[doc(hidden)]
    pub fn set_message(&mut self, message: String) {
        self.0.made = Some(Made { message: Some(message.into()) });
    }

    /// The reply with these fields, if it is made here; what came stays as it is.
    #[doc(hidden)]
    #[must_use]
    pub fn with_fields(self, fields: &'static Fields, values: &[Option<Value>]) -> Self {
        let Some(made) = &self.0.made else { return self };
        make(self.0.catalog, self.0.kind, made.message.as_deref(), Some((fields, values)))
    }

    /// Fills in the template of the kind, where the server sent no message.
    #[doc(hidden)]
    pub fn fill_in(&mut self, fields: &'static Fields, values: &[Option<Value>]) {
        let parts = &mut *self.0;
        if parts.found.message.is_none() {
            let filled = filled(parts.catalog, parts.kind, Some((fields, values)));
            parts.found.message = filled.filter(|text| !text.is_empty()).map(|text| Text::Owned(text.into()));
        }
    }
}
