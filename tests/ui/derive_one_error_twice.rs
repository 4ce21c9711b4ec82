use errspec::ErrorResponse;

#[derive(Debug, errspec::ApiError)]
#[errspec("ui/subset.yaml")]
enum UploadError {
    InvalidToken(ErrorResponse),
    #[errspec(code = "invalid_token")]
    Expired(ErrorResponse),
    #[errspec(name = "InvalidToken")]
    RunOut(ErrorResponse),
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
