//! Without the feature `http` there are the kinds alone.
#![no_implicit_prelude]

mod social {
    ::errspec::errors!("../../../spec/errors.yaml");

    /// Doesn't compile beside an error enum, which would be a second item of this name.
    #[cfg(feature = "alone")]
    #[allow(dead_code)]
    struct SocialApiError;
}

#[test]
fn kinds_have_their_facts() {
    use ::std::prelude::rust_2021::*;
    use social::SocialApiErrorKind as Kind;
    ::std::assert_eq!(Kind::InvalidToken.code(), Some("invalid_token"));
    ::std::assert_eq!("not_found".parse::<Kind>(), Ok(Kind::NotFound));
}
