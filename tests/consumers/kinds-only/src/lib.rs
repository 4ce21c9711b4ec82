//! Without the feature `http` there are the kinds alone.
#![no_implicit_prelude]

mod social {
    ::errspec::errors!("../../../spec/errors.yaml");
}

#[test]
fn kinds_have_their_facts() {
    use ::std::prelude::rust_2021::*;
    use social::SocialApiErrorKind as Kind;
    ::std::assert_eq!(Kind::InvalidToken.code(), Some("invalid_token"));
    ::std::assert_eq!("not_found".parse::<Kind>(), Ok(Kind::NotFound));
}

/// If there were an error enum, this would be a second one of that name.
#[cfg(test)]
mod no_error {
    #[allow(unused_imports)]
    use super::social::*;
    struct SocialApiError;
    #[test]
    fn the_error_enum_is_not_there() {
        let _ = SocialApiError;
    }
}
