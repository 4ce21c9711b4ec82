use errspec::ErrorResponse;

#[derive(Debug, errspec::ApiError)]
#[errspec("ui/subset.yaml")]
enum UploadError {
    #[errspec(other)]
    Other(ErrorResponse),
    #[errspec(other)]
    Rest(ErrorResponse),
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
