use errspec::ErrorResponse;

#[derive(Debug, errspec::ApiError)]
#[errspec("ui/subset.yaml")]
enum UploadError {
    StorageQuotaExceeded {
        limit_bytes: Option<u64>,
        response: ErrorResponse,
        plan: Option<u64>,
        reply: errspec::ErrorResponse,
    },
    InvalidToken {
        first: ErrorResponse,
        second: ErrorResponse,
        third: ErrorResponse,
    },
    #[errspec(other)]
    Other(ErrorResponse),
}

/// What follows from the derive: none of it is reported once more.
fn uses<E: errspec::ApiError + From<http::Response<Vec<u8>>>>(response: http::Response<Vec<u8>>) -> E::Kind {
    E::from(response).kind()
}

fn main() {
    let error: Box<dyn std::error::Error> = Box::new(UploadError::from(http::Response::new(Vec::new())));
    println!("{error}");
    uses::<UploadError>(http::Response::new(Vec::new()));
}
