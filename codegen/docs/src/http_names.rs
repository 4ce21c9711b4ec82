//! Returns the names that people use for statuses.

/// Returns the reason phrase of a registered status.
pub(crate) fn find_reason(status: u16) -> Option<&'static str> {
    http::StatusCode::from_u16(status).ok()?.canonical_reason()
}
