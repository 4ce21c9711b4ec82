//! Lists what an operation can answer for utoipa, behind the feature `utoipa-6`.

/// Lists all errors of a catalog: `{ Name, NameOfItsKinds }`, or those with some numbers: `{ Name, Kinds, [1, …] }`.
#[cfg(feature = "utoipa-6")]
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_utoipa_6 {
    ($name:ident, $kind:ty $(, [$($number:literal),*])?) => {
        /// Lists the responses that the errors are, in an OpenAPI document.
        #[automatically_derived]
        impl $crate::__private::IntoResponses for $name {
            fn responses() -> $crate::__private::ListedResponses {
                const CATALOG: &$crate::__private::Catalog<'static> =
                    <$kind as $crate::__private::DescribeKind>::CATALOG;
                $crate::__errspec_list_responses!(CATALOG $(, [$($number),*])?)
            }
        }
    };
}

#[cfg(feature = "utoipa-6")]
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_list_responses {
    ($catalog:ident) => {
        $crate::__private::list_all_responses($catalog)
    };
    ($catalog:ident, [$($number:literal),*]) => {
        $crate::__private::list_responses($catalog, &[$($number),*])
    };
}

/// Leaves out what needs the feature `utoipa-6`.
#[cfg(not(feature = "utoipa-6"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_utoipa_6 {
    ($($ignored:tt)*) => {};
}
