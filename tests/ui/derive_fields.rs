use errspec::Reply;

#[derive(Debug, errspec::ApiError)]
#[errspec("ui/subset.yaml")]
enum UploadError {
    StorageQuotaExceeded {
        limit_byte: Option<u64>,
        weather: Option<String>,
        limit_bytes: u64,
        plan: Option<Vec<String>>,
        rate: Option<f32>,
        details: Option<()>,
        r#type: Option<String>,
        reply: Reply,
    },
    NotFound {
        limit_bytes: Option<u64>,
        reply: Reply,
    },
    #[errspec(other)]
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
