//! From an implementation of `ApiError` to everything else that an enum with a few errors of a catalog has.

use crate::catalog::Catalog;
use crate::error::ApiError;
use crate::kind::ErrorKind;

/// Implements an enum: `{ Name }`. [`ApiError`] itself is generated beside it.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_subset {
    ($name:ident) => {
        #[automatically_derived]
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt($crate::ApiError::reply(self), f)
            }
        }

        #[automatically_derived]
        impl ::core::error::Error for $name {}

        #[automatically_derived]
        impl<B> ::core::convert::From<$crate::__v0_1::http::Response<B>> for $name
        where
            B: ::core::convert::Into<$crate::__v0_1::Bytes>,
        {
            fn from(response: $crate::__v0_1::http::Response<B>) -> $name {
                <$name as $crate::ApiError>::from_response(response.map(::core::convert::Into::into))
            }
        }
    };
}

/// Makes the fields of a reply variables and fills in its message: `{ reply, FIELDS, [variable: Type, …] }`.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_take {
    ($reply:ident, $fields:ident, [$($field:ident: $type:ty),* $(,)?]) => {
        let ($($field,)*) = $fields.read(&$reply, |raw| {
            $(let $field = raw.take::<$type>();)*
            ($($field,)*)
        });
        let mut $reply = $reply;
        $reply.fill_in(&$fields, &[$($field.as_ref().map($crate::__v0_1::Field::to_json)),*]);
    };
}

/// Makes an error one of an enum that has variants for the kinds of these numbers and holds all others.
#[must_use]
pub fn narrow<E: ApiError, S: ApiError<Kind = E::Kind>>(error: E, kinds: &[u16], other: fn(E) -> S) -> S {
    let (kind, reply) = error.parts();
    if kinds.contains(&kind.index()) { S::from_parts(kind, reply.clone()) } else { other(error) }
}

/// Whether errors are those of an API whose catalog has entries of these names at these numbers.
#[must_use]
pub const fn lists<E: ApiError>(api: &str, mut entries: &[(u16, &str)]) -> bool {
    let catalog: &Catalog = E::Kind::CATALOG;
    while let [(number, name), rest @ ..] = entries {
        if !same(catalog.name(*number), name) {
            return false;
        }
        entries = rest;
    }
    same(catalog.api, api)
}

const fn same(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    while let ([first, others @ ..], [second, more @ ..]) = (a, b) {
        if *first != *second {
            return false;
        }
        (a, b) = (others, more);
    }
    a.is_empty() && b.is_empty()
}
