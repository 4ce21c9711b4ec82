//! Implements what a service says of an error.

/// Implements the builders of an enum of errors: `{ Name, its kinds }`.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_builders {
    ($error:ident, $kind:ty) => {
        impl $error {
            /// Returns the same error with another message. What came from a server is passed on as it is.
            #[inline]
            #[must_use]
            pub fn with_message(self, message: impl ::core::convert::Into<::std::string::String>) -> $error {
                let response = $crate::ApiError::into_inner(self);
                $crate::__private::HoldResponse::hold(
                    response.with_message(::core::convert::Into::into(message)),
                )
            }

            /// Returns the same error about another thing, such as a parameter.
            ///
            /// It is sent where the catalog says that the target is, and nowhere without that. What came from a server is
            /// passed on as it is.
            #[inline]
            #[must_use]
            pub fn with_target(self, target: impl ::core::convert::Into<::std::string::String>) -> $error {
                let response = $crate::ApiError::into_inner(self);
                $crate::__private::HoldResponse::hold(
                    response.with_target(::core::convert::Into::into(target)),
                )
            }

            /// Returns the same error with a further detail: what it is about, its kind, and its message; without a
            /// message it has the kind's meaning.
            ///
            /// It is sent where the catalog's `details` are, and nowhere without them. Where details are the members of an
            /// object, those about one thing are sent as one, their messages joined with `; `. Where the code itself is in
            /// their list, the error is the first of its details, and an error without a code has details without
            /// theirs, which would be read as its own. What came from a server is passed on as it is.
            #[inline]
            #[must_use]
            pub fn with_detail(
                self,
                target: impl ::core::convert::Into<::std::string::String>,
                kind: $kind,
                message: impl ::core::convert::Into<::std::string::String>,
            ) -> $error {
                let response = $crate::ApiError::into_inner(self);
                $crate::__private::HoldResponse::hold(response.with_detail(
                    ::core::convert::Into::into(target),
                    $crate::__private::DescribeKind::number(kind),
                    ::core::convert::Into::into(message),
                ))
            }

            /// Returns the same error with the cause of it, for logs: [`source`](::core::error::Error::source) returns it.
            ///
            /// It is never sent, and neither `Display` nor `Debug` prints it.
            #[inline]
            #[must_use]
            pub fn with_source(
                self,
                source: impl ::core::convert::Into<
                    ::std::boxed::Box<dyn ::core::error::Error + ::core::marker::Send + ::core::marker::Sync>,
                >,
            ) -> $error {
                let response = $crate::ApiError::into_inner(self);
                $crate::__private::HoldResponse::hold(
                    response.with_source(::core::convert::Into::into(source)),
                )
            }

            /// Returns the same error with the wait that a client is asked for, in place of the one that the catalog
            /// states.
            ///
            /// It is sent where the catalog's `retry_after` is, in the unit of that place and rounded up, and in
            /// `Retry-After`.
            #[inline]
            #[must_use]
            pub fn with_retry_after(self, wait: ::core::time::Duration) -> $error {
                let response = $crate::ApiError::into_inner(self);
                $crate::__private::HoldResponse::hold(response.with_retry_after(wait))
            }

            /// Returns the same error with the id of the request.
            ///
            /// It is sent where the catalog's `request_id` is, and nowhere without that; with what came from a server, where
            /// that is a header field.
            #[inline]
            #[must_use]
            pub fn with_request_id(self, id: impl ::core::convert::Into<::std::string::String>) -> $error {
                let response = $crate::ApiError::into_inner(self);
                $crate::__private::HoldResponse::hold(
                    response.with_request_id(::core::convert::Into::into(id)),
                )
            }

            /// Returns the same error with a further header field, which is sent in place of a field of this name that the
            /// error has by itself. Several of one name are all sent.
            ///
            /// A control character in the value, which no field can have, is written as in a URL: a line break as `%0A`.
            ///
            /// # Panics
            ///
            /// Panics if the name is a text that can't be the name of a field, as `HeaderName::from_static` does.
            #[inline]
            #[must_use]
            pub fn with_header(
                self,
                name: impl $crate::__private::http::header::IntoHeaderName,
                value: impl ::core::convert::AsRef<[u8]>,
            ) -> $error {
                let response = $crate::ApiError::into_inner(self);
                $crate::__private::HoldResponse::hold(
                    response.with_header(name, ::core::convert::AsRef::as_ref(&value)),
                )
            }
        }
    };
}
