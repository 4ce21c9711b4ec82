use errspec::Reply;

#[derive(Debug, errspec::ApiError)]
#[errspec("ui/subset.yaml", code = "not_found", krate = ::errspec)]
#[errspec("ui/subset.yaml", crate = ::errspec)]
#[errspec(crate = ::errspec)]
#[errspec(crate = "errspec")]
#[errspec(crate)]
#[errspec]
enum UploadError {
    #[errspec(nam = "NotFound")]
    Missing(Reply),
    #[errspec(code)]
    Gone(Reply),
    #[errspec(code = 4.5)]
    Fraction(Reply),
    #[errspec(name = NotFound)]
    Ident(Reply),
    #[errspec(code = "not_found", name = "NotFound")]
    Both(Reply),
    #[errspec("ui/subset.yaml", crate = errspec)]
    InvalidToken(Reply),
    Unauthorized {
        #[errspec(name = "reply")]
        reply: Reply,
    },
    #[errspec(other = true)]
    All(Reply),
    #[errspec(othr)]
    Other(Reply),
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
