//! Implements an enum of errors, given the names of its variants.

/// Implements an enum of errors: `{ Name, NameOfItsKinds, COUNT, [[Variant, …], …] }`, without `Unrecognized`. Each list but
/// the last has `COUNT` variants.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_error {
    ($error:ident, $kind:ident, $count:literal, [$([$($variant:ident),* $(,)?]),* $(,)?] $(,)?) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::__private::HoldResponse for $error {
            fn hold(response: $crate::ErrorResponse) -> $error {
                const HOLD: &[fn($kind, $crate::ErrorResponse) -> $error] = &[$(
                    |kind, response| match kind {
                        $($kind::$variant => $error::$variant(response),)*
                        _ => $error::Unrecognized(response),
                    },
                )*];
                let number = response.kind_number();
                let kind = <$kind as $crate::__private::DescribeKind>::from_number(number);
                // `Unrecognized`, which is 0, is beyond the end.
                match HOLD.get((number as usize).wrapping_sub(1) / $count) {
                    ::core::option::Option::Some(hold) => hold(kind, response),
                    ::core::option::Option::None => $error::Unrecognized(response),
                }
            }

            fn held(&self) -> &$crate::ErrorResponse {
                match self {
                    $error::Unrecognized(response) => response,
                    $($($error::$variant(response) => response,)*)*
                }
            }
        }

        #[automatically_derived]
        impl $crate::ApiError for $error {
            type Kind = $kind;
        }

        impl $error {
            /// Returns the kind, which has the static facts.
            #[inline]
            #[must_use]
            pub fn kind(&self) -> $kind {
                $crate::ApiError::kind(self)
            }
        }

        $crate::__errspec_builders! { $error, $kind }
        $crate::__errspec_response_methods! { $error }
        $crate::__private::utoipa_6! { $error, $kind }
        $crate::__private::utoipa_6! { $kind, $kind }

        impl $kind {
            /// Returns an error of this kind to be sent, with the message of its template, else its meaning.
            #[inline]
            #[must_use]
            pub fn error(self) -> $error {
                ::core::convert::From::from(self)
            }

            /// Returns an error of this kind to be sent, with a message.
            #[inline]
            #[must_use]
            pub fn with_message(self, message: impl ::core::convert::Into<::std::string::String>) -> $error {
                $crate::__private::HoldResponse::hold($crate::__private::make_response(
                    <$kind as $crate::__private::DescribeKind>::CATALOG,
                    self as u16,
                    ::core::option::Option::Some(::core::convert::Into::into(message)),
                    ::std::vec::Vec::new(),
                ))
            }
        }

        const _: () = ::core::assert!(::core::mem::size_of::<$error>() <= 16);

        /// Makes an error to be sent, with the message of its template, else its meaning.
        #[automatically_derived]
        impl ::core::convert::From<$kind> for $error {
            fn from(kind: $kind) -> $error {
                $crate::__private::HoldResponse::hold($crate::__private::make_response(
                    <$kind as $crate::__private::DescribeKind>::CATALOG,
                    kind as u16,
                    ::core::option::Option::None,
                    ::std::vec::Vec::new(),
                ))
            }
        }

        $crate::__private::axum! { $kind into $error }

        #[automatically_derived]
        impl ::core::clone::Clone for $error {
            fn clone(&self) -> $error {
                $crate::__private::HoldResponse::hold(::core::clone::Clone::clone(self.response()))
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Debug for $error {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(self.kind().name()).field(self.response()).finish()
            }
        }
    };
}

/// Implements what every enum has that implements `ApiError`: `{ Name }`.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_response_methods {
    ($error:ident) => {
        impl $error {
            /// Returns the response behind the error.
            #[inline]
            #[must_use]
            pub fn response(&self) -> &$crate::ErrorResponse {
                $crate::ApiError::response(self)
            }

            /// Takes the response out of the error.
            #[inline]
            #[must_use]
            pub fn into_inner(self) -> $crate::ErrorResponse {
                $crate::ApiError::into_inner(self)
            }

            /// Returns the status that came.
            #[inline]
            #[must_use]
            pub fn status(&self) -> $crate::__private::http::StatusCode {
                $crate::ApiError::status(self)
            }

            /// Returns the code that came, whether the catalog lists it or not.
            #[inline]
            #[must_use]
            pub fn code(&self) -> ::core::option::Option<&str> {
                $crate::ApiError::code(self)
            }

            /// Returns the message: the one that came or was given, else the entry's template if all its fields are
            /// there, else the meaning of the entry; for an unrecognized error the phrase of the status.
            #[inline]
            #[must_use]
            pub fn message(&self) -> &str {
                $crate::ApiError::message(self)
            }

            /// Returns what the server calls the request.
            #[inline]
            #[must_use]
            pub fn request_id(&self) -> ::core::option::Option<&str> {
                $crate::ApiError::request_id(self)
            }

            /// Returns what the error is about, such as the name of a parameter, where the catalog says where that is.
            #[inline]
            #[must_use]
            pub fn target(&self) -> ::core::option::Option<&str> {
                $crate::ApiError::target(self)
            }

            /// Returns the link to the documentation of the error: the one that came, else that of the entry.
            #[inline]
            #[must_use]
            pub fn docs_url(&self) -> ::core::option::Option<&str> {
                $crate::ApiError::docs_url(self)
            }

            /// Returns the header fields that came.
            #[inline]
            #[must_use]
            pub fn headers(&self) -> &$crate::__private::http::HeaderMap {
                $crate::ApiError::headers(self)
            }

            /// Returns the body that came.
            #[inline]
            #[must_use]
            pub fn body(&self) -> &$crate::__private::Bytes {
                $crate::ApiError::body(self)
            }

            /// Finds the details: the single errors of which the response has several, where the catalog says where
            /// they are.
            ///
            /// What they take is bounded while they are looked at one by one, as `Failures` says.
            pub fn details(&self) -> $crate::Failures<'_, $error> {
                $crate::ApiError::details(self)
            }

            /// Reads the typed fields of the error, if it is the error that has them.
            #[inline]
            #[must_use]
            pub fn fields<F: $crate::ErrorFields>(&self) -> ::core::option::Option<F> {
                $crate::ApiError::fields(self)
            }

            /// Returns the retry hint in force, which takes the status that came and the server's own verdict into
            /// account.
            #[inline]
            #[must_use]
            pub fn retry_hint(&self) -> $crate::RetryHint {
                $crate::ApiError::retry_hint(self)
            }

            /// Returns how long the server asked to wait.
            #[inline]
            #[must_use]
            pub fn retry_after(&self) -> ::core::option::Option<::core::time::Duration> {
                $crate::ApiError::retry_after(self)
            }

            /// Returns how long to wait before the request is sent again, or none if it should not be.
            ///
            /// `retries` is how many retries were made so far, 0 after the first request.
            #[inline]
            #[must_use]
            pub fn retry_delay(
                &self,
                retries: u32,
                idempotency: $crate::Idempotency,
            ) -> ::core::option::Option<::core::time::Duration> {
                $crate::ApiError::retry_delay(self, retries, idempotency)
            }

            /// Returns a name of the error for metrics, one of a bounded set: the code that the catalog lists, else
            /// the name of the variant, `_OTHER` if it is unrecognized.
            #[inline]
            #[must_use]
            pub fn error_type(&self) -> &'static str {
                $crate::ApiError::error_type(self)
            }

            /// Finds what failed inside a successful response, where the catalog says how that looks.
            ///
            /// What the failures take is bounded while they are looked at one by one, as `Failures` says.
            pub fn partial_failures<B: ::core::convert::AsRef<[u8]>>(
                response: &$crate::__private::http::Response<B>,
            ) -> $crate::Failures<'_, $error> {
                $crate::ApiError::partial_failures(response)
            }

            /// Passes a response on unless it is an error.
            ///
            /// # Errors
            ///
            /// The error that the response is: its status is 400 or more, or the catalog says that it failed.
            pub fn check<B>(
                response: $crate::__private::http::Response<B>,
            ) -> ::core::result::Result<$crate::__private::http::Response<B>, $error>
            where
                B: ::core::convert::AsRef<[u8]> + ::core::convert::Into<$crate::__private::Bytes>,
            {
                $crate::ApiError::check(response)
            }
        }

        #[automatically_derived]
        impl<B> ::core::convert::From<$crate::__private::http::Response<B>> for $error
        where
            B: ::core::convert::Into<$crate::__private::Bytes>,
        {
            fn from(response: $crate::__private::http::Response<B>) -> $error {
                $crate::ApiError::from_response(response.map(::core::convert::Into::into))
            }
        }

        /// Makes the response to send. What came from another server is passed on.
        #[automatically_derived]
        impl ::core::convert::From<$error> for $crate::__private::http::Response<$crate::__private::Bytes> {
            fn from(error: $error) -> $crate::__private::http::Response<$crate::__private::Bytes> {
                $crate::ApiError::into_inner(error).into_http_response()
            }
        }

        $crate::__private::axum! { $error }
        $crate::__private::serialize! { $error, error => $crate::ApiError::response(error) }

        #[automatically_derived]
        impl ::core::fmt::Display for $error {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt($crate::ApiError::response(self), f)
            }
        }

        #[automatically_derived]
        impl ::core::error::Error for $error {
            fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                ::core::error::Error::source($crate::ApiError::response(self))
            }
        }
    };
}
