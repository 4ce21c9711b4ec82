//! Finds the failures inside a response, each with its error: the items of a success that failed, and the details of an
//! error.

mod items;
mod json_walk;
mod sent_items;
#[cfg(feature = "xml")]
mod xml_walk;

use std::marker::PhantomData;

use http::Response;

pub use self::items::FailedItems;
pub use self::sent_items::make_partial_response;
use crate::error::ApiError;
use crate::private::DescribeKind;
use crate::response::ErrorResponse;

/// One thing that failed inside a response.
///
/// ```
/// use errspec::{ApiError, Failure};
///
/// /// Lists what failed inside a successful response.
/// fn list_failures<E: ApiError>(response: &http::Response<Vec<u8>>) -> Vec<String> {
///     let failures = E::partial_failures(response);
///     let describe = |Failure { target, error, .. }| format!("{}: {error}", target.unwrap_or_default());
///     failures.map(describe).collect()
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Failure<E> {
    /// What failed, as the catalog's `target` names it; none if it isn't there, or is no text, integer or list of them.
    pub target: Option<String>,
    /// Why it failed. The body is that of the item. Header fields are those of the response, and so is the status, unless
    /// the item has one of its own.
    pub error: E,
}

/// The failures inside a response, which are decoded one by one.
///
/// While they are looked at and dropped one by one, they take at most four times the memory of the body, unless a locator
/// with `*` finds many values inside of one. One that is kept takes about 300 bytes of its own; the body of an error is shared by its details, and the header fields
/// by all items. A body may consist of items of two bytes, so that a program that collects failures takes a bounded number
/// of them, as by [`take`](Iterator::take).
///
/// ```
/// use errspec::ApiError;
///
/// fn has_failed_items<E: ApiError>(response: &http::Response<Vec<u8>>) -> bool {
///     E::partial_failures(response).next().is_some()
/// }
/// ```
#[derive(Debug)]
#[must_use = "iterators are lazy"]
pub struct Failures<'r, E> {
    items: FailedItems<'r>,
    errors: PhantomData<fn() -> E>,
}

impl<'r, E: ApiError> Failures<'r, E> {
    pub(crate) fn find<B: AsRef<[u8]>>(response: &'r Response<B>) -> Self {
        Self { items: FailedItems::find(E::Kind::CATALOG, response), errors: PhantomData }
    }

    pub(crate) fn find_details(response: &'r ErrorResponse) -> Self {
        Self { items: FailedItems::find_details(response), errors: PhantomData }
    }
}

impl<E: ApiError> Iterator for Failures<'_, E> {
    type Item = Failure<E>;

    fn next(&mut self) -> Option<Failure<E>> {
        let (target, response) = self.items.next()?;
        Some(Failure { target, error: E::hold(response) })
    }
}
