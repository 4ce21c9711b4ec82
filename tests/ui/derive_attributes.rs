use errspec::ErrorResponse;

#[derive(Debug, errspec::ApiError)]
#[errspec("ui/subset.yaml", code = "not_found", krate = ::errspec)]
#[errspec("ui/subset.yaml", crate = ::errspec)]
#[errspec(crate = ::errspec)]
#[errspec(crate = "errspec")]
#[errspec(crate)]
#[errspec]
enum UploadError {
    #[errspec(nam = "NotFound")]
    Missing(ErrorResponse),
    #[errspec(code)]
    Gone(ErrorResponse),
    #[errspec(code = 4.5)]
    Fraction(ErrorResponse),
    #[errspec(name = NotFound)]
    Ident(ErrorResponse),
    #[errspec(code = "not_found", name = "NotFound")]
    Both(ErrorResponse),
    #[errspec("ui/subset.yaml", crate = errspec)]
    InvalidToken(ErrorResponse),
    Unauthorized {
        #[errspec(name = "reply")]
        response: ErrorResponse,
    },
    #[errspec(other = true)]
    All(ErrorResponse),
    #[errspec(othr)]
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
