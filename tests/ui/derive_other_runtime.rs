use errspec::Reply;

#[derive(Debug, errspec::ApiError)]
#[errspec("ui/subset.yaml", crate = my_sdk::errspec)]
enum UploadError {
    NotFound(Reply),
    #[errspec(other)]
    Other(Reply),
}

fn main() {}
