//! Defines the macros that bring generated code into a crate, and those that it consists of.

#[cfg(feature = "http")]
mod builders;
#[cfg(feature = "http")]
mod error;
#[cfg(feature = "http")]
mod fields;
mod kind;
#[cfg(feature = "http")]
pub(crate) mod subset;
mod utoipa_6;

/// Generates the errors of a catalog in place.
///
/// The path is relative to the directory of the crate's `Cargo.toml`. A module of its own keeps the generated
/// names together:
///
/// ```
/// mod social {
///     errspec::errors!("../spec/errors.yaml");
/// }
/// use social::SocialApiErrorKind;
///
/// assert_eq!(SocialApiErrorKind::InvalidToken.code(), Some("invalid_token"));
/// ```
#[cfg(feature = "macros")]
#[macro_export]
macro_rules! errors {
    ($($arguments:tt)*) => {
        $crate::__private::__errors! { $crate, $($arguments)* }
    };
}

/// Without its feature, the macro says so.
#[cfg(not(feature = "macros"))]
#[doc(hidden)]
#[macro_export]
macro_rules! errors {
    ($($arguments:tt)*) => {
        ::core::compile_error!("`errors!` needs the feature `macros` of errspec: `features = [\"macros\"]`");
    };
}

/// Includes the errors that the build script generated from the catalog of this file name, as in
/// `mod social { errspec::include_errors!("errors.yaml"); }`.
///
/// The build script calls `errspec_build::run`, whose documentation shows both.
#[macro_export]
macro_rules! include_errors {
    ($file:literal $(,)?) => {
        ::core::include!(::core::concat!(
            ::core::env!("OUT_DIR", "`include_errors!` needs a build script that calls `errspec_build::run`"),
            "/",
            $file,
            ".rs"
        ));
    };
    ($($arguments:tt)*) => {
        ::core::compile_error!(
            "`include_errors!` takes the file name of a catalog, a literal: `include_errors!(\"errors.yaml\")`"
        );
    };
}

/// Keeps what needs the feature `http`.
#[cfg(feature = "http")]
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_with_http {
    ($($items:tt)*) => { $($items)* };
}

/// Drops what needs the feature `http`.
#[cfg(not(feature = "http"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_with_http {
    ($($items:tt)*) => {};
}

/// Says that a catalog reads XML, which needs the feature `xml` where responses are read at all.
#[cfg(any(feature = "xml", not(feature = "http")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_xml {
    () => {};
}

/// Without its feature, a catalog that reads XML says so.
#[cfg(all(feature = "http", not(feature = "xml")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_xml {
    () => {
        ::core::compile_error!(
            "this catalog reads XML, which needs the feature `xml` of errspec: `features = [\"xml\"]`"
        );
    };
}

/// Says that fields of a catalog are any JSON, which needs the feature `json`.
#[cfg(feature = "json")]
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_json {
    () => {};
}

/// Without its feature, a catalog that has such fields says so.
#[cfg(all(feature = "http", not(feature = "json")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_json {
    () => {
        ::core::compile_error!(
            "this catalog has fields of the type `json`, which need the feature `json` of errspec: \
            `features = [\"json\"]`"
        );
    };
}

/// Leaves out what needs the feature `serde`.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_serialize {
    ($($implementation:tt)*) => {};
}

/// Serializes a type as something else: `{ Type, value => what it is serialized as }`.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_serialize {
    ($name:ident, $value:ident => $serialized:expr) => {
        #[automatically_derived]
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                let $value = self;
                $crate::__private::serde::Serialize::serialize($serialized, serializer)
            }
        }
    };
}

/// Leaves out what needs the feature `axum-08`.
#[cfg(all(feature = "http", not(feature = "axum-08")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_axum {
    ($($types:tt)*) => {};
}

/// Makes an error, or a kind, an answer of a handler of axum 0.8: `{ Error }`, or `{ Kind into Error }`.
#[cfg(feature = "axum-08")]
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_axum {
    ($error:ident) => {
        /// Makes the answer of a handler. The error is one of its extensions, as an `ErrorResponse`, so that a layer can log
        /// it with its source.
        #[automatically_derived]
        impl $crate::__private::IntoResponse for $error {
            fn into_response(self) -> $crate::__private::http::Response<$crate::__private::AxumBody> {
                $crate::__private::answer_request($crate::ApiError::into_inner(self))
            }
        }
    };
    ($kind:ident into $error:ident) => {
        /// Makes the answer of a handler.
        #[automatically_derived]
        impl $crate::__private::IntoResponse for $kind {
            fn into_response(self) -> $crate::__private::http::Response<$crate::__private::AxumBody> {
                let error: $error = ::core::convert::From::from(self);
                $crate::__private::IntoResponse::into_response(error)
            }
        }
    };
}
