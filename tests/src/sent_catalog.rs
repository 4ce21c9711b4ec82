//! Checks that what a service sends by a catalog decodes to the errors that were meant.

use std::time::Duration;

use errspec::__private::{Catalog, FieldType, decode_response, is_error, make_response};
use errspec::ErrorResponse;
use errspec_spec::{Arena, Spec, lower};

/// Sends every entry of a catalog that can be sent, and decodes it; returns how many there were.
///
/// A text that is no catalog has none. What is lowered is never freed.
///
/// # Panics
///
/// If a response isn't an error, or is another one than was sent.
#[must_use]
pub fn check_sending(yaml: &[u8]) -> usize {
    let arena: &'static Arena = Box::leak(Box::default());
    let Ok(spec) = Spec::parse(arena, "errors.yaml", yaml) else { return 0 };
    let catalog: &'static Catalog<'static> = Box::leak(Box::new(lower(arena, &spec)));
    let sendable = (1..).zip(catalog.entries()).filter(|(_, entry)| entry.sending().is_sendable());
    sendable.map(|(kind, _)| check_entry(catalog, kind, yaml)).count()
}

/// Sends an error of an entry with all that it can have, and decodes it.
fn check_entry(catalog: &'static Catalog<'static>, kind: u16, yaml: &[u8]) {
    let fields = catalog.entry(kind).map_or(&[][..], |entry| entry.fields());
    let values = fields.iter().map(|field| Some(make_value(field.value_type())));
    let plain = || make_response(catalog, kind, None, vec![None; fields.len()]);
    let with_fields = make_response(catalog, kind, Some("m".to_owned()), values.collect());
    let with_detail = plain().with_detail("t".into(), kind, "m".into());
    let with_target = plain().with_target("t".into());
    // What conditions ask for, and a mark.
    let messages = ["a", "b", ": "].map(|message| plain().with_message(message.to_owned()));
    let with_wait = plain().with_retry_after(Duration::from_secs(7)).with_request_id("r".into());
    for made in [plain(), with_target, with_fields, with_detail, with_wait].into_iter().chain(messages) {
        check_response(catalog, kind, made, yaml);
    }
}

/// Returns a value of a type as JSON.
fn make_value(value_type: FieldType) -> String {
    let json = match value_type {
        FieldType::String => "\"s\"",
        FieldType::Integer => "-7",
        FieldType::Unsigned => "18446744073709551615",
        FieldType::Number => "1.5",
        FieldType::Boolean => "true",
        FieldType::Json => r#"[null,"a"]"#,
    };
    json.to_owned()
}

fn check_response(catalog: &'static Catalog<'static>, kind: u16, made: ErrorResponse, yaml: &[u8]) {
    let sent = made.into_http_response();
    let name = catalog.name(kind);
    let text = format!("{name} of\n{}\n{sent:?}", String::from_utf8_lossy(yaml));
    assert!(is_error(catalog, sent.status(), sent.headers(), sent.body()), "no error: {text}");
    let back = decode_response(catalog, sent);
    assert_eq!(catalog.name(back.kind_number()), name, "{text}");
}
