//! Writes the builders of opaque types, each with the method that returns what was stated.

macro_rules! builders {
    ($($(#[$doc:meta])* $with:ident, $(#[$get_doc:meta])* $get:ident: $type:ty;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub const fn $with(self, $get: $type) -> Self {
            Self { $get, ..self }
        }

        $(#[$get_doc])*
        #[must_use]
        pub const fn $get(&self) -> $type {
            self.$get
        }
    )*};
}

macro_rules! parts {
    ($parts:ident: $($(#[$doc:meta])* $with:ident, $(#[$get_doc:meta])* $get:ident: $part:ident;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub const fn $with(self, $get: &'a [Locator<'a>]) -> Self {
            self.with_locators($parts::$part, $get)
        }

        $(#[$get_doc])*
        #[must_use]
        pub const fn $get(&self) -> &'a [Locator<'a>] {
            self.locators($parts::$part)
        }
    )*};
}

pub(crate) use {builders, parts};
