//! From an error of a service to the response that it sends, next to the usual case: a code, a status and a message.

use bytes::Bytes;
use errspec::{ApiError, ErrorKind};
use http::Response;

use crate::catalogs::fields::{FieldedError, StorageQuotaExceeded};
use crate::catalogs::{Catalog, Social, silent::SilentError};
use crate::ratio::{Floor, print_head, print_row};

/// The errors of SocialAPI, of which `not_found` is the usual case.
type Usual = <Social as Catalog>::Flat;

/// How many calls are timed together.
const CALLS: usize = 64;

/// Prints how many times as long as the usual case it takes to send the entry of a catalog that takes longest.
pub(crate) fn bench() {
    print_head("send", &["the slowest entry"]);
    compare::<Usual>("SocialAPI");
    compare::<SilentError>("an envelope without a message");
    compare::<FieldedError>("conditions, marks, classes and waits");
    compare_fields();
}

fn compare<E: ApiError + From<E::Kind> + Into<Response<Bytes>>>(name: &str) {
    let usual = find_usual_kind();
    let floor = Floor::new(&[()], |()| (), CALLS, |()| send::<Usual>(usual));
    let ratios = E::Kind::KNOWN.iter().map(|kind| floor.ratio(|()| send::<E>(*kind)));
    print_row(name, &floor, &[ratios.fold(0.0, f64::max)]);
}

/// Compares an error with fields, out of which its message is made.
fn compare_fields() {
    let usual = find_usual_kind();
    let floor = Floor::new(&[()], |()| (), CALLS, |()| send::<Usual>(usual));
    let ratio = floor.ratio(|()| {
        let fields = StorageQuotaExceeded::new().with_used_bytes(120).with_limit_bytes(100).with_plan("free");
        Response::<Bytes>::from(FieldedError::from(fields))
    });
    print_row("three fields and a template", &floor, &[ratio]);
}

fn find_usual_kind() -> <Usual as ApiError>::Kind {
    "NotFound".parse().unwrap_or(<Usual as ApiError>::Kind::KNOWN[0])
}

fn send<E: ApiError + From<E::Kind> + Into<Response<Bytes>>>(kind: E::Kind) -> Response<Bytes> {
    E::from(kind).into()
}
