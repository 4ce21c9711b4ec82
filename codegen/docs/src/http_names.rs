//! Statuses and header fields → what people call them.

/// The reason phrase of a registered status.
pub(crate) fn reason(status: u16) -> Option<&'static str> {
    http::StatusCode::from_u16(status).ok()?.canonical_reason()
}

/// A header field's name the way people write it: `X-Request-Id`.
pub(crate) fn header(name: &str) -> String {
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
    };
    name.split('-').map(capital).collect::<Vec<_>>().join("-")
}
