//! From an implementation of `ApiError` to everything else that an enum of errors has.

/// Implements an enum of errors: `{ Name, NameOfItsKinds, [Variant, …] }`, the variants being those with fields.
/// [`ApiError`] itself is generated beside it.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_error {
    ($error:ident, $kind:ident, [$($fields:ident),* $(,)?] $(,)?) => {
        impl $error {
            /// The kind, which has the static facts.
            #[must_use]
            pub fn kind(&self) -> $kind {
                $crate::ApiError::kind(self)
            }

            /// The response behind the error.
            #[must_use]
            pub fn reply(&self) -> &$crate::Reply {
                $crate::ApiError::reply(self)
            }

            /// The status that came.
            #[must_use]
            pub fn status(&self) -> $crate::__v0_1::http::StatusCode {
                $crate::ApiError::status(self)
            }

            /// The code that came, whether the catalog lists it or not.
            #[must_use]
            pub fn code(&self) -> ::core::option::Option<&str> {
                $crate::ApiError::code(self)
            }

            /// The server's message; where it sent none, the meaning of the error, else the status in words.
            #[must_use]
            pub fn message(&self) -> &str {
                $crate::ApiError::message(self)
            }

            /// What the server calls the request.
            #[must_use]
            pub fn request_id(&self) -> ::core::option::Option<&str> {
                $crate::ApiError::request_id(self)
            }

            /// The header fields that came.
            #[must_use]
            pub fn headers(&self) -> &$crate::__v0_1::http::HeaderMap {
                $crate::ApiError::headers(self)
            }

            /// The body that came.
            #[must_use]
            pub fn body(&self) -> &[u8] {
                $crate::ApiError::body(self)
            }

            /// Whether and when to send the request again, going by the status that came.
            #[must_use]
            pub fn retry(&self) -> $crate::RetryHint {
                $crate::ApiError::retry(self)
            }

            /// How long the server asked to wait.
            #[must_use]
            pub fn retry_after(&self) -> ::core::option::Option<::core::time::Duration> {
                $crate::ApiError::retry_after(self)
            }

            /// How long to wait before the request is sent again, or none if it should not be.
            ///
            /// `attempt` counts from 0, the request that failed first.
            #[must_use]
            pub fn retry_delay(
                &self,
                attempt: u32,
                idempotency: $crate::Idempotency,
            ) -> ::core::option::Option<::core::time::Duration> {
                $crate::ApiError::retry_delay(self, attempt, idempotency)
            }

            /// A name of the error for metrics, one of a bounded set: the code that the catalog lists, else the
            /// name of the variant, `_OTHER` if it is unrecognized.
            #[must_use]
            pub fn error_type(&self) -> &'static str {
                $crate::ApiError::error_type(self)
            }

            /// Passes a response on unless it is an error.
            ///
            /// # Errors
            ///
            /// The error that the response is: its status is 4xx or 5xx, or the catalog says that it failed.
            pub fn check<B>(
                response: $crate::__v0_1::http::Response<B>,
            ) -> ::core::result::Result<$crate::__v0_1::http::Response<B>, $error>
            where
                B: ::core::convert::AsRef<[u8]> + ::core::convert::Into<$crate::__v0_1::Bytes>,
            {
                <$error as $crate::ApiError>::check(response)
            }

            /// What failed inside a successful response, where the catalog says how that looks.
            pub fn partial<B: ::core::convert::AsRef<[u8]>>(
                response: &$crate::__v0_1::http::Response<B>,
            ) -> impl ::core::iter::Iterator<Item = $crate::Failure<$error>> + use<B> {
                <$error as $crate::ApiError>::partial(response)
            }
        }

        impl $kind {
            /// An error of this kind, to be sent.
            #[must_use]
            pub fn with_message(self, message: impl ::core::convert::Into<::std::string::String>) -> $error {
                $crate::ApiError::with_message(self, ::core::convert::Into::into(message))
            }
        }

        /// Passes a response on unless it is an error.
        ///
        /// # Errors
        ///
        /// The error that the response is: its status is 4xx or 5xx, or the catalog says that it failed.
        pub fn check<B>(
            response: $crate::__v0_1::http::Response<B>,
        ) -> ::core::result::Result<$crate::__v0_1::http::Response<B>, $error>
        where
            B: ::core::convert::AsRef<[u8]> + ::core::convert::Into<$crate::__v0_1::Bytes>,
        {
            <$error as $crate::ApiError>::check(response)
        }

        const _: () = ::core::assert!(::core::mem::size_of::<$error>() <= 16);

        #[automatically_derived]
        impl<B> ::core::convert::From<$crate::__v0_1::http::Response<B>> for $error
        where
            B: ::core::convert::Into<$crate::__v0_1::Bytes>,
        {
            fn from(response: $crate::__v0_1::http::Response<B>) -> $error {
                <$error as $crate::ApiError>::from_response(response.map(::core::convert::Into::into))
            }
        }

        /// An error to be sent, with the message of its template, else its meaning.
        #[automatically_derived]
        impl ::core::convert::From<$kind> for $error {
            fn from(kind: $kind) -> $error {
                let catalog = <$kind as $crate::ErrorKind>::CATALOG;
                let index = $crate::ErrorKind::index(kind);
                let reply = $crate::__v0_1::make(catalog, index, $crate::__v0_1::None, $crate::__v0_1::None);
                $crate::ApiError::from_parts(kind, reply)
            }
        }

        /// The response to send. What came from another server is passed on.
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<$error> for $crate::__v0_1::http::Response<$crate::__v0_1::Bytes> {
            fn from(error: $error) -> $crate::__v0_1::http::Response<$crate::__v0_1::Bytes> {
                match error {
                    $($error::$fields(fields) => fields.made().reply.into_response(),)*
                    error => ::core::clone::Clone::clone($crate::ApiError::reply(&error)).into_response(),
                }
            }
        }

        $crate::__v0_1::axum! { $error }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::clone::Clone for $error {
            fn clone(&self) -> $error {
                match self {
                    $($error::$fields(fields) => $error::$fields(::core::clone::Clone::clone(fields)),)*
                    _ => {
                        let (kind, reply) = $crate::ApiError::parts(self);
                        $crate::ApiError::from_parts(kind, ::core::clone::Clone::clone(reply))
                    }
                }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::fmt::Debug for $error {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $($error::$fields(fields) => f.debug_tuple(self.kind().name()).field(fields).finish(),)*
                    _ => f.debug_tuple(self.kind().name()).field(self.reply()).finish(),
                }
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Display for $error {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(self.reply(), f)
            }
        }

        #[automatically_derived]
        impl ::core::error::Error for $error {}
    };
}
