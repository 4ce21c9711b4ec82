//! From the names of the variants to everything else that an enum of kinds has.

/// Implements an enum of kinds: `{ Name, CATALOG, [Variant, …] }`, without `Unrecognized`.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_kind {
    ($kind:ident, $catalog:ident, [$($variant:ident),* $(,)?] $(,)?) => {
        impl $kind {
            /// Every kind in the order of the catalog, without `Unrecognized`.
            #[allow(deprecated)]
            pub const ALL: &'static [$kind] = &[$($kind::$variant),*];

            /// The code that the API sends.
            #[must_use]
            pub const fn code(self) -> ::core::option::Option<&'static str> {
                $catalog.code(self as u16)
            }

            /// The first status that it comes with; none for a class and for a code that stands alone.
            #[must_use]
            pub const fn status(self) -> ::core::option::Option<u16> {
                $catalog.status(self as u16)
            }

            /// Whether it comes with a status; one without a status comes with any.
            #[must_use]
            pub const fn matches_status(self, status: u16) -> bool {
                $catalog.matches_status(self as u16, status)
            }

            /// The name of the variant.
            #[must_use]
            pub const fn name(self) -> &'static str {
                $catalog.name(self as u16)
            }

            /// When it occurs.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                $catalog.meaning(self as u16)
            }

            /// What to do about it, in Markdown.
            #[must_use]
            pub const fn guidance(self) -> ::core::option::Option<&'static str> {
                $catalog.guidance(self as u16)
            }

            /// Whether and when to send the request again, going by the first status.
            #[must_use]
            pub const fn retry(self) -> $crate::RetryHint {
                $catalog.retry(self as u16)
            }

            /// The link to its documentation.
            #[must_use]
            pub const fn docs_url(self) -> ::core::option::Option<&'static str> {
                $catalog.docs_url(self as u16)
            }

            /// Whether and when to send a request again that got no response.
            #[must_use]
            pub const fn retry_without_response(why: $crate::NoResponse) -> $crate::RetryHint {
                $catalog.retry_without_response(why)
            }
        }

        #[automatically_derived]
        impl $crate::ErrorKind for $kind {
            const ALL: &'static [$kind] = $kind::ALL;
            const CATALOG: &'static $crate::__v0_1::Catalog = &$catalog;

            fn index(self) -> u16 {
                self as u16
            }

            fn from_index(index: u16) -> $kind {
                match $kind::ALL.get(index as usize) {
                    ::core::option::Option::Some(kind) => *kind,
                    ::core::option::Option::None => $kind::Unrecognized,
                }
            }
        }

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
                match $catalog.parse(text) {
                    ::core::option::Option::Some(index) => {
                        ::core::result::Result::Ok(<$kind as $crate::ErrorKind>::from_index(index))
                    }
                    ::core::option::Option::None => {
                        ::core::result::Result::Err($crate::UnknownKind::new(text))
                    }
                }
            }
        }
    };
}
