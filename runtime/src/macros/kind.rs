//! Implements an enum of kinds, given the names of its variants.

/// Implements an enum of kinds: `{ Name, CATALOG, [Variant, …] }`, without `Unrecognized`.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_kind {
    ($kind:ident, $catalog:ident, [$($variant:ident),* $(,)?] $(,)?) => {
        impl $kind {
            /// Every live entry in the order of the catalog, without `Unrecognized`.
            #[allow(deprecated)]
            pub const KNOWN: &'static [$kind] = &[$($kind::$variant),*];

            /// Returns the code that the API sends.
            #[inline]
            #[must_use]
            pub const fn code(self) -> ::core::option::Option<&'static str> {
                $catalog.code(self as u16)
            }

            /// Iterates over all its codes; the first is the one that the API sends.
            #[inline]
            pub fn codes(self) -> impl ::core::iter::Iterator<Item = &'static str> {
                $catalog.codes_of(self as u16)
            }

            /// Returns the first status that it comes with; none for a class and for a code without a status.
            #[inline]
            #[must_use]
            pub const fn status(self) -> ::core::option::Option<u16> {
                $catalog.status(self as u16)
            }

            /// Returns whether it comes with a status; one without a status comes with any.
            #[inline]
            #[must_use]
            pub const fn matches_status(self, status: u16) -> bool {
                $catalog.matches_status(self as u16, status)
            }

            /// Returns the name of the variant.
            #[inline]
            #[must_use]
            pub const fn name(self) -> &'static str {
                $catalog.name(self as u16)
            }

            /// Returns when it occurs, in Markdown.
            #[inline]
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                $catalog.meaning(self as u16)
            }

            /// Returns what to do about it, in Markdown.
            #[inline]
            #[must_use]
            pub const fn guidance(self) -> ::core::option::Option<&'static str> {
                $catalog.guidance(self as u16)
            }

            /// Iterates over why it happens, each cause in Markdown.
            #[inline]
            pub fn causes(self) -> impl ::core::iter::Iterator<Item = &'static str> {
                ::core::iter::Iterator::copied($catalog.causes(self as u16).iter())
            }

            /// Returns what an application may tell its end user, in plain text.
            #[inline]
            #[must_use]
            pub const fn user_message(self) -> ::core::option::Option<&'static str> {
                $catalog.user_message(self as u16)
            }

            /// Returns whether and when to send the request again, going by the first status.
            #[inline]
            #[must_use]
            pub const fn retry_hint(self) -> $crate::RetryHint {
                $catalog.retry_hint(self as u16, ::core::option::Option::None)
            }

            /// Returns the link to its documentation.
            #[inline]
            #[must_use]
            pub const fn docs_url(self) -> ::core::option::Option<&'static str> {
                $catalog.docs_url(self as u16)
            }

            /// Returns whether the catalog lists it: whether it is not `Unrecognized`.
            #[inline]
            #[must_use]
            pub const fn is_recognized(self) -> bool {
                self as u16 != 0
            }

            /// Returns whether and when to send a request again that got no response.
            #[inline]
            #[must_use]
            pub const fn retry_hint_for(failure: $crate::TransportFailure) -> $crate::RetryHint {
                $catalog.retry_hint_for(failure)
            }
        }

        #[automatically_derived]
        impl $crate::ErrorKind for $kind {
            const KNOWN: &'static [$kind] = $kind::KNOWN;
        }

        #[automatically_derived]
        impl $crate::__private::DescribeKind for $kind {
            const CATALOG: &'static $crate::__private::Catalog<'static> = &$catalog;

            fn number(self) -> u16 {
                self as u16
            }

            fn from_number(number: u16) -> $kind {
                match $kind::KNOWN.get((number as usize).wrapping_sub(1)) {
                    ::core::option::Option::Some(kind) => *kind,
                    ::core::option::Option::None => $kind::Unrecognized,
                }
            }
        }

        $crate::__private::serialize! { $kind, kind => $kind::name(*kind) }

        #[automatically_derived]
        impl ::core::fmt::Debug for $kind {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.name())
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Display for $kind {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.name())
            }
        }

        #[automatically_derived]
        impl ::core::str::FromStr for $kind {
            type Err = $crate::UnknownKind;

            fn from_str(text: &str) -> ::core::result::Result<$kind, $crate::UnknownKind> {
                match $catalog.parse_kind(text) {
                    ::core::option::Option::Some(number) => {
                        ::core::result::Result::Ok($crate::__private::DescribeKind::from_number(number))
                    }
                    ::core::option::Option::None => {
                        ::core::result::Result::Err($crate::UnknownKind::new(text))
                    }
                }
            }
        }
    };
}
