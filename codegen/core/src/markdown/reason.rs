//! Statuses → their reason phrases.

/// The reason phrase of a registered status.
pub(super) fn reason(status: u16) -> Option<&'static str> {
    http::StatusCode::from_u16(status).ok()?.canonical_reason()
}
