//! The catalogs that are decoded, each with what people would write by hand or with serde instead.

use std::fmt::Debug;

use errspec::ApiError;
use serde::de::DeserializeOwned;

/// A catalog and its rivals.
pub(crate) trait Catalog {
    /// Its errors, with `{"error": …, "code": …}`.
    type Flat: ApiError;
    /// Its errors, with `{"error": {"message": …, "code": …}}`.
    type Nested: ApiError;
    /// Its codes, as serde derives them.
    type Code: DeserializeOwned + Debug;

    /// Its codes, by a match written by hand.
    fn by_match(code: &str) -> Self::Code;
}

/// SocialAPI: 14 errors.
pub(crate) struct Social;

/// A large one: 5,000 errors.
pub(crate) struct Large;

/// Makes an enum of codes and a match over them: `{ "code" Name, … }`.
macro_rules! codes {
    ($($code:literal $name:ident,)*) => {
        #[derive(Debug, serde::Deserialize)]
        pub(crate) enum Code {
            $(#[serde(rename = $code)] $name,)*
            #[serde(other)]
            Other,
        }

        pub(crate) fn by_match(code: &str) -> Code {
            match code {
                $($code => Code::$name,)*
                _ => Code::Other,
            }
        }
    };
}

mod social {
    errspec::include_errors!("social.yaml");
}
mod social_nested {
    errspec::include_errors!("social_nested.yaml");
}
mod social_codes {
    include!(concat!(env!("OUT_DIR"), "/social_codes.rs"));
}
mod large {
    errspec::include_errors!("large.yaml");
}
mod large_nested {
    errspec::include_errors!("large_nested.yaml");
}
mod large_codes {
    include!(concat!(env!("OUT_DIR"), "/large_codes.rs"));
}

pub(crate) mod silent {
    errspec::include_errors!("silent.yaml");
}
pub(crate) mod fields {
    errspec::include_errors!("fields.yaml");
}

impl Catalog for Social {
    type Flat = social::SocialApiError;
    type Nested = social_nested::SocialApiError;
    type Code = social_codes::Code;

    fn by_match(code: &str) -> social_codes::Code {
        social_codes::by_match(code)
    }
}

impl Catalog for Large {
    type Flat = large::LargeError;
    type Nested = large_nested::LargeError;
    type Code = large_codes::Code;

    fn by_match(code: &str) -> large_codes::Code {
        large_codes::by_match(code)
    }
}

/// Whether responses bring codes that the catalog lists.
#[derive(Clone, Copy)]
pub(crate) enum Codes {
    /// They do.
    Known,
    /// They bring others, of the same lengths.
    Unknown,
}

impl Codes {
    /// How they are called in the output.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Unknown => "unknown",
        }
    }

    /// Every coded kind of a catalog and the code to send, in an order that no branch predictor knows.
    pub(crate) fn of<K: errspec::ErrorKind>(self) -> Vec<(K, String)> {
        let kinds: Vec<_> = K::KNOWN.iter().filter_map(|kind| Some((*kind, kind.code()?))).collect();
        let mut random = 0x9E37_79B9_7F4A_7C15_u64;
        let count = kinds.len().max(4096);
        let picked = (0..count).map(|_| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(random >> 33).unwrap_or(0) % kinds.len();
            let (kind, code) = kinds[at];
            match self {
                Self::Known => (kind, code.to_owned()),
                Self::Unknown => (kind, format!("x{}", code.get(1..).unwrap_or_default())),
            }
        });
        picked.collect()
    }
}
