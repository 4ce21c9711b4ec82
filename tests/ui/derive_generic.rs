use errspec::ErrorResponse;

#[derive(Debug, errspec::ApiError)]
#[errspec("ui/subset.yaml")]
enum GenericError<'a, T: Clone + 'a, const N: usize>
where
    T: Copy,
{
    NotFound(ErrorResponse, std::marker::PhantomData<&'a [T; N]>),
    #[errspec(other)]
    Other(ErrorResponse),
}

fn main() {}
