//! Makes the answer to a request, with the functions by which services send.

use std::net::IpAddr;
use std::time::Duration;

use errspec::__private::http::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER,
};
use errspec::__private::http::{Method, Response, StatusCode, Uri};
use errspec::__private::{Bytes, make_partial_response, make_response};
use errspec_data::{Entry, Field, FieldType, ItemContents, Value};
use serde_json::Value as Json;

use super::asked::{AskedAnswer, AskedItem};
use super::index::{render_html, render_json};
use super::kinds::MockCatalog;
use super::play::{Play, PlayedAnswer};

/// A service that fails on demand.
pub(super) struct MockService {
    catalog: MockCatalog,
    play: Option<Play>,
    url: String,
}

impl MockService {
    pub(super) fn new(catalog: MockCatalog, play: Option<Play>) -> Self {
        Self { catalog, play, url: String::new() }
    }

    /// Says at which URL it answers.
    pub(super) fn at_url(self, url: String) -> Self {
        Self { url, ..self }
    }

    /// Answers a request: with what it asks for, else with the list of errors, what is played, or a success.
    pub(super) fn answer(
        &self,
        client: IpAddr,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Response<Bytes> {
        let asked = AskedAnswer::read(uri, headers);
        if let Some(unknown) = &asked.unknown {
            return self.refuse(unknown);
        }
        if asked.is_stated() {
            return self.answer_asked(&asked).unwrap_or_else(|message| self.refuse(&message));
        }
        let is_read = [Method::GET, Method::HEAD].contains(method);
        match &self.play {
            _ if uri.path() == "/" && is_read => self.list_errors(headers),
            Some(play) => match play.take_turn(name_client(client, headers, &asked)) {
                PlayedAnswer::Success => make_success(),
                PlayedAnswer::Error(kind, status) => {
                    let answer = self.make_error(kind, status, &asked);
                    answer.unwrap_or_else(|message| self.refuse(&message))
                }
            },
            None => make_success(),
        }
    }

    fn answer_asked(&self, asked: &AskedAnswer) -> Result<Response<Bytes>, String> {
        if !asked.failed.is_empty() {
            return self.make_partial(&asked.failed);
        }
        let status = asked.status.as_deref().map(parse_status).transpose()?;
        let name = asked.error.as_deref().or(asked.status.as_deref()).unwrap_or_default();
        let (kind, status) = self.catalog.find_kind(name, status)?;
        self.make_error(kind, status, asked)
    }

    /// Makes the response of an error.
    fn make_error(
        &self,
        kind: u16,
        status: Option<u16>,
        asked: &AskedAnswer,
    ) -> Result<Response<Bytes>, String> {
        let catalog = match status {
            Some(status) => self.catalog.at_status(status),
            None => self.catalog.catalog(),
        };
        let fields = match catalog.entry(kind) {
            Some(entry) => make_fields(entry, &asked.fields)?,
            None => Vec::new(),
        };
        let mut error = make_response(catalog, kind, asked.message.clone(), fields);
        if let Some(target) = &asked.target {
            error = error.with_target(target.clone());
        }
        for detail in &asked.details {
            let (kind, _) = self.catalog.find_kind(&detail.error, None)?;
            error = error.with_detail(detail.target.clone(), kind, String::new());
        }
        if let Some(id) = &asked.request_id {
            error = error.with_request_id(id.clone());
        }
        let wait = asked.retry_after.as_deref();
        if let Some(seconds) = wait.and_then(|wait| wait.parse().ok()) {
            error = error.with_retry_after(Duration::from_secs(seconds));
        } else if let Some(wait) = wait {
            // Whatever else it is, it shows what a client makes of it.
            error = error.with_header(RETRY_AFTER, wait.as_bytes());
        }
        let mut response = error.into_http_response();
        if let (0, Some(status)) = (kind, status) {
            *response.status_mut() = StatusCode::from_u16(status).map_err(|error| error.to_string())?;
        }
        finish_response(response)
    }

    /// Makes a success in which items failed.
    fn make_partial(&self, failed: &[AskedItem]) -> Result<Response<Bytes>, String> {
        let items = failed.iter().map(|item| {
            let (kind, _) = self.catalog.find_kind(&item.error, None)?;
            Ok(ItemContents { kind, target: &item.target, message: "" })
        });
        let items = items.collect::<Result<Vec<_>, String>>()?;
        make_partial_response(self.catalog.catalog(), &items)
            .ok_or_else(|| "the catalog has no `partial`, so that nothing fails inside a success".to_owned())
    }

    fn list_errors(&self, headers: &HeaderMap) -> Response<Bytes> {
        let accepted = headers.get_all(ACCEPT).iter();
        let wants_html =
            accepted.filter_map(|field| field.to_str().ok()).any(|text| text.contains("text/html"));
        let catalog = self.catalog.catalog();
        if wants_html {
            make_page("text/html; charset=utf-8", StatusCode::OK, render_html(catalog, &self.url))
        } else {
            make_page("application/json", StatusCode::OK, render_json(catalog, &self.url))
        }
    }

    /// Says what is wrong with what was asked for.
    fn refuse(&self, message: &str) -> Response<Bytes> {
        let text = format!("cargo errspec mock: {message}\n{}/ lists what there is\n", self.url);
        make_page("text/plain; charset=utf-8", StatusCode::BAD_REQUEST, text)
    }
}

/// Returns by what a client is told from others: what it calls itself, else its address and its credentials, since the
/// tests of one machine have one address.
fn name_client(client: IpAddr, headers: &HeaderMap, asked: &AskedAnswer) -> String {
    const MAX_NAME: usize = 500;
    let named = asked.client.as_ref().map(|name| format!("client {name}"));
    let name = named.unwrap_or_else(|| {
        let credentials = headers.get(AUTHORIZATION).map(HeaderValue::as_bytes).unwrap_or_default();
        format!("{client} {}", String::from_utf8_lossy(credentials))
    });
    name.chars().take(MAX_NAME).collect()
}

/// Refuses a status that ends no exchange, and removes the content where a status has none.
fn finish_response(mut response: Response<Bytes>) -> Result<Response<Bytes>, String> {
    let status = response.status().as_u16();
    if response.status().is_informational() {
        return Err(format!("{status} can't be the status of a response"));
    }
    // RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5; a length would say that there is content.
    if [204, 205, 304].contains(&status) {
        *response.body_mut() = Bytes::new();
    }
    Ok(response)
}

/// Makes the values of fields as JSON: those that are asked for, else samples.
fn make_fields(entry: &Entry<'_>, asked: &[(String, String)]) -> Result<Vec<Option<String>>, String> {
    let is_field = |name: &str| entry.fields().iter().any(|field| field.name() == name);
    if let Some((name, _)) = asked.iter().find(|(name, _)| !is_field(name)) {
        return Err(format!("`{}` has no field `{name}`", entry.name()));
    }
    let value = |field: &Field<'_>| match asked.iter().find(|(name, _)| name == field.name()) {
        Some((_, text)) => Ok(Some(parse_field(field, text)?.to_string())),
        None => Ok(Some(make_sample(field.value_type()).to_string())),
    };
    entry.fields().iter().map(value).collect()
}

fn parse_field(field: &Field<'_>, text: &str) -> Result<Json, String> {
    let value_type = field.value_type();
    if value_type == FieldType::String {
        return Ok(text.into());
    }
    let value = serde_json::from_str::<Json>(text).ok().filter(|value| match value_type {
        FieldType::Integer => value.is_i64(),
        FieldType::Unsigned => value.is_u64(),
        FieldType::Number => value.is_number(),
        FieldType::Boolean => value.is_boolean(),
        FieldType::String | FieldType::Json => true,
    });
    value.ok_or_else(|| format!("the field `{}` is {}, not `{text}`", field.name(), value_type.name()))
}

fn make_sample(value_type: FieldType) -> Json {
    match value_type.info().sample {
        Value::Text(text) => text.into(),
        Value::Number(digits) => serde_json::from_str(digits).unwrap_or_default(),
        Value::Boolean(value) => value.into(),
        Value::Null => Json::Null,
        Value::Array(_) => Json::Array(Vec::new()),
        Value::Object => Json::Object(serde_json::Map::new()),
    }
}

fn parse_status(text: &str) -> Result<u16, String> {
    let status = text.parse().ok().filter(|status| (200..1000).contains(status));
    status.ok_or_else(|| format!("`{text}` is no status from 200 to 999"))
}

fn make_success() -> Response<Bytes> {
    make_page("application/json", StatusCode::OK, "{}".to_owned())
}

fn make_page(content_type: &'static str, status: StatusCode, text: String) -> Response<Bytes> {
    const NO_SNIFFING: HeaderName = HeaderName::from_static("x-content-type-options");
    let mut response = Response::new(text.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(NO_SNIFFING, HeaderValue::from_static("nosniff"));
    response
}
