use errspec::ErrorResponse;

mod upload {
    errspec::errors!("ui/subset.yaml");
}

#[derive(Debug, errspec::ApiError)]
#[errspec("ui/subset.yaml")]
enum UploadError {
    StorageQuotaExceded(ErrorResponse),
    #[errspec(code = "invalid_tokn")]
    Expired(ErrorResponse),
    #[errspec(name = "not_found")]
    Missing(ErrorResponse),
    Teapot(ErrorResponse),
    QuotaGone(ErrorResponse),
    #[errspec(code = "quota_gone")]
    NoQuota(ErrorResponse),
    #[errspec(code = "unauthorized")]
    Key(ErrorResponse),
    #[errspec(other)]
    Other(upload::UploadError),
}

fn converts(error: upload::UploadError) -> UploadError {
    error.into()
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
