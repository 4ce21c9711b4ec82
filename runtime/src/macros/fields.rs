//! From a struct of typed fields to everything else that it has.

/// Implements the struct of a variant: `{ Name, NameOfTheErrors, NameOfItsKinds, FIELDS, [field: shown, …] }`. The
/// struct and its setters are generated beside it.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_fields {
    ($name:ident, $error:ident, $kind:ident, $fields:ident, [$($field:ident: $shown:ident),* $(,)?] $(,)?) => {
        #[allow(deprecated)]
        impl $name {
            /// An error to send, without any field yet.
            #[must_use]
            pub fn new() -> $name {
                $name {
                    $($field: ::core::option::Option::None,)*
                    reply: $crate::__v0_1::make(
                        <$kind as $crate::ErrorKind>::CATALOG,
                        $kind::$name as u16,
                        ::core::option::Option::None,
                        ::core::option::Option::None,
                    ),
                }
            }

            /// Sets the message, which otherwise is made of the catalog's template.
            #[must_use]
            pub fn with_message(mut self, message: impl ::core::convert::Into<::std::string::String>) -> $name {
                self.reply.set_message(::core::convert::Into::into(message));
                self
            }

            /// The response behind the error.
            #[must_use]
            pub fn reply(&self) -> &$crate::Reply {
                &self.reply
            }

            fn from_reply(mut reply: $crate::Reply) -> $name {
                let ($($field,)*) = $fields.read(&reply, |raw| {
                    $(let $field = raw.take();)*
                    ($($field,)*)
                });
                let found = $name { $($field,)* reply: ::core::clone::Clone::clone(&reply) };
                reply.fill_in(&$fields, &found.values());
                $name { reply, ..found }
            }

            fn values(&self) -> ::std::vec::Vec<::core::option::Option<$crate::__v0_1::Json>> {
                ::std::vec![$(self.$field.as_ref().map($crate::__v0_1::Field::to_json)),*]
            }

            /// With the reply that its fields make, unless it came as it is.
            fn made(self) -> $name {
                let reply = ::core::clone::Clone::clone(&self.reply).with_fields(&$fields, &self.values());
                $name { reply, ..self }
            }
        }

        #[automatically_derived]
        impl ::core::default::Default for $name {
            fn default() -> $name {
                $name::new()
            }
        }

        #[automatically_derived]
        impl ::core::ops::Deref for $name {
            type Target = $crate::Reply;

            fn deref(&self) -> &$crate::Reply {
                &self.reply
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(::core::stringify!($name))
                    $(.field(::core::stringify!($field), $crate::__errspec_shown!($shown, self.$field)))*
                    .field("reply", &self.reply)
                    .finish()
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.reply, f)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<$name> for $error {
            fn from(fields: $name) -> $error {
                $error::$name(::std::boxed::Box::new(fields.made()))
            }
        }
    };
}

/// What Debug shows of a field.
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
