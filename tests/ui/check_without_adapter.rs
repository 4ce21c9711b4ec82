mod acme {
    errspec::errors!("ui/acme.yaml");
}

use acme::AcmeError;
use errspec::CallError;

/// A response and a request of a client that errspec doesn't know, or whose feature is not enabled.
struct Response;
struct Request;

async fn call(request: Request) -> Result<Response, CallError<AcmeError>> {
    use errspec::{CheckErrors, SendChecked};
    request.send_checked::<AcmeError>().await?;
    Response.check_errors().await
}

fn call_blocking(request: Request) -> Result<Response, CallError<AcmeError>> {
    use errspec::blocking::{CheckErrors, SendChecked};
    request.send_checked::<AcmeError>()?;
    Response.check_errors()
}

fn main() {}
