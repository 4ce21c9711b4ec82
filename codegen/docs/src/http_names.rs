//! Returns the names that people use for statuses and header fields.

/// Returns the reason phrase of a registered status.
pub(crate) fn find_reason(status: u16) -> Option<&'static str> {
    http::StatusCode::from_u16(status).ok()?.canonical_reason()
}

/// Formats the name of a header field with capitals, such as `X-Request-Id`.
pub(crate) fn format_header_name(name: &str) -> String {
    name.split('-').map(capitalize).collect::<Vec<_>>().join("-")
}

fn capitalize(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}
