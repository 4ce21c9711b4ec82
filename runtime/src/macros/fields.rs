//! Implements a struct of typed fields, given the names of its fields.

/// Implements the struct of an entry's fields: `{ Name, NameOfTheErrors, NameOfItsKinds, API, [field "name" shown, …] }`.
/// The struct and its setters are generated beside it.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_fields {
    (
        $name:ident, $error:ident, $kind:ident, $api:literal,
        [$($field:ident $text:literal $shown:ident),* $(,)?] $(,)?
    ) => {
        #[allow(deprecated)]
        impl $name {
            /// Returns the fields of an error to be sent, none of which has a value yet.
            #[must_use]
            pub fn new() -> $name {
                $name { $($field: ::core::option::Option::None,)* }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::default::Default for $name {
            fn default() -> $name {
                $name::new()
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::__private::AccessFields for $name {
            const API: &'static str = $api;
            const ENTRY: &'static str = ::core::stringify!($name);

            fn read_from(reader: &$crate::__private::FieldReader<'_>) -> $name {
                $name { $($field: reader.read($text),)* }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(::core::stringify!($name))
                    $(.field(::core::stringify!($field), $crate::__errspec_shown!($shown, self.$field)))*
                    .finish()
            }
        }

        /// Makes an error to be sent, with the message of its template, else its meaning.
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<$name> for $error {
            fn from(fields: $name) -> $error {
                $crate::__private::HoldResponse::hold($crate::__private::make_response(
                    <$kind as $crate::__private::DescribeKind>::CATALOG,
                    $kind::$name as u16,
                    ::core::option::Option::None,
                    ::std::vec![
                        $(fields.$field.map($crate::__private::FieldValue::into_json)),*
                    ],
                ))
            }
        }
    };
}

/// Shows the value of a field to `Debug`, or hides it.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_shown {
    (shown, $value:expr) => {
        &$value
    };
    (hidden, $value:expr) => {
        &$value.as_ref().map(|_| ::core::format_args!("***"))
    };
}
