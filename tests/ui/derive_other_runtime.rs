use errspec::ErrorResponse;

#[derive(Debug, errspec::ApiError)]
#[errspec("ui/subset.yaml", crate = my_sdk::errspec)]
enum UploadError {
    NotFound(ErrorResponse),
    #[errspec(other)]
    Other(ErrorResponse),
}

fn main() {}
