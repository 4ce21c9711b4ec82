//! What is generated gives no warning in a crate that allows none.
#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]

/// Through the macro.
pub mod every {
    errspec::errors!("../../catalogs/everything.yaml");
}

/// Through the build script.
pub mod hostile {
    errspec::include_errors!("hostile");
}

#[cfg(test)]
mod tests {
    use super::hostile::{HostileError, HostileErrorKind};

    #[test]
    fn hostile_codes_are_found() {
        for kind in HostileErrorKind::ALL {
            let Some(code) = kind.code() else { continue };
            let body = format!("{{\"a/b\":[{code:?}]}}");
            let error = HostileError::from(http::Response::builder().status(400).body(body).unwrap());
            assert_eq!(error.kind().name(), kind.name());
        }
    }
}
