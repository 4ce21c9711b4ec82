//! What is generated gives no warning in a crate that allows none.
#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]

/// Through the macro.
pub mod every {
    errspec::errors!("../../catalogs/everything.yaml");
}

/// Through the build script.
pub mod hostile {
    errspec::include_errors!("hostile.yaml");
}

/// Every pair of what an entry can have, through the macro.
pub mod pairs {
    errspec::errors!("../../catalogs/pairs.yaml");
}

/// The same, through the build script.
pub mod built_pairs {
    errspec::include_errors!("pairs.yaml");
}

/// By hand.
pub mod subset {
    use errspec::{ApiError, ErrorResponse};

    use super::every::EveryError;

    /// One deprecated error, and all others.
    #[derive(Debug, ApiError)]
    #[errspec("../../catalogs/everything.yaml")]
    #[non_exhaustive]
    pub enum OldError {
        /// The deprecated one.
        Old(ErrorResponse),
        /// All others.
        #[errspec(other)]
        Other(EveryError),
    }

    /// The errors with typed fields, and all others.
    #[derive(Debug, ApiError)]
    #[errspec("../../catalogs/fields.yaml")]
    pub enum UploadError {
        /// Typed.
        StorageQuotaExceeded {
            /// How much fits.
            limit_bytes: Option<u64>,
            /// What came.
            response: ErrorResponse,
        },
        /// All others.
        #[errspec(other)]
        Other(ErrorResponse),
    }
}

#[cfg(test)]
mod tests {
    use super::hostile::{HostileError, HostileErrorKind};

    #[test]
    fn hostile_codes_are_found() {
        for kind in HostileErrorKind::KNOWN {
            let Some(code) = kind.code() else { continue };
            let body = format!("{{\"a/b\":[{code:?}]}}");
            let error = HostileError::from(http::Response::builder().status(400).body(body).unwrap());
            assert_eq!(error.kind().name(), kind.name());
        }
    }

    #[test]
    fn pairs_are_sent_and_found() {
        use super::pairs::{PairsError, PairsErrorKind};
        for kind in PairsErrorKind::KNOWN {
            let response: http::Response<bytes::Bytes> = kind.error().into();
            assert_eq!(PairsError::from(response).kind(), *kind);
        }
    }
}
