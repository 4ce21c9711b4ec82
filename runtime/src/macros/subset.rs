//! Implements an enum that names a few errors of a catalog, besides what is generated beside it.

use crate::error::ApiError;
use crate::private::{DescribeKind, HoldResponse};

/// Implements an enum: `{ Name }`. `HoldResponse` and `ApiError` are generated beside it.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_subset {
    ($name:ident) => {
        impl $name {
            /// Returns the kind, which has the static facts.
            #[must_use]
            pub fn kind(&self) -> <$name as $crate::ApiError>::Kind {
                $crate::ApiError::kind(self)
            }
        }

        $crate::__errspec_builders! { $name, <$name as $crate::ApiError>::Kind }
        $crate::__errspec_response_methods! { $name }
    };
}

/// Makes kinds that no generated error brings errors of an enum: `{ Kind into Name }`.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_subset_kind {
    ($kind:ident into $name:ident) => {
        /// Makes an error to be sent, with the message of its template, else its meaning.
        #[automatically_derived]
        impl ::core::convert::From<$kind> for $name {
            fn from(kind: $kind) -> $name {
                $crate::__private::HoldResponse::hold($crate::__private::make_response(
                    <$kind as $crate::__private::DescribeKind>::CATALOG,
                    kind as u16,
                    ::core::option::Option::None,
                    ::std::vec::Vec::new(),
                ))
            }
        }

        $crate::__private::axum! { $kind into $name }
    };
}

/// Makes an error one of an enum that has variants for the kinds of these numbers and holds all others.
#[must_use]
pub fn narrow_error<E: ApiError, S: HoldResponse>(error: E, kinds: &[u16], other: fn(E) -> S) -> S {
    if kinds.contains(&error.kind().number()) { S::hold(error.into_inner()) } else { other(error) }
}

/// Returns whether errors are those of an API whose catalog has entries of these names at these numbers.
#[must_use]
pub const fn has_entries<E: ApiError>(api: &str, mut entries: &[(u16, &str)]) -> bool {
    let catalog = E::Kind::CATALOG;
    while let [(number, name), rest @ ..] = entries {
        if !is_same(catalog.name(*number), name) {
            return false;
        }
        entries = rest;
    }
    is_same(catalog.api(), api)
}

const fn is_same(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    while let ([first, others @ ..], [second, more @ ..]) = (a, b) {
        if *first != *second {
            return false;
        }
        (a, b) = (others, more);
    }
    a.is_empty() && b.is_empty()
}
