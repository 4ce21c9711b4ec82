//! Judges responses of which the body, or the rest of it, has not been read.

use errspec_data::{Catalog, Condition, Place};
use http::{HeaderMap, StatusCode};

use crate::decode::is_error;

/// What status and header fields say of a response.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadVerdict {
    Success,
    Failure,
    /// The body decides.
    Open,
}

/// Judges a response by its status and its header fields.
pub(super) fn judge_head(catalog: &Catalog<'_>, status: StatusCode, headers: &HeaderMap) -> HeadVerdict {
    let mut conditions = list_conditions(catalog);
    if status.is_success() && conditions.any(|condition| !matches!(condition.place(), Place::Header(_))) {
        return HeadVerdict::Open;
    }
    if is_error(catalog, status, headers, b"") { HeadVerdict::Failure } else { HeadVerdict::Success }
}

/// Returns whether a response whose body decides is an error, going by the beginning of the body.
pub(super) fn has_failed(
    catalog: &Catalog<'_>,
    status: StatusCode,
    headers: &HeaderMap,
    start: &[u8],
    is_whole: bool,
) -> bool {
    // What must not be there may come after the part that was read.
    let known = is_whole || !list_conditions(catalog).any(Condition::can_end);
    known && is_error(catalog, status, headers, start)
}

/// Lists all conditions that tell whether a success has failed.
fn list_conditions<'a>(catalog: &Catalog<'a>) -> impl Iterator<Item = &'a Condition<'a>> {
    catalog.envelope().failed_2xx().iter().copied().flatten()
}
