//! The clients that errspec has adapters for, all alike.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::pin;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use errspec::{ApiError, CallError, CheckErrors, SendChecked, TransportFailure, blocking};
use http::{Response, Uri};
use http_body::{Body, Frame, SizeHint};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// No test waits so long; a busy machine has time enough.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) type Result<T, E> = std::result::Result<T, CallError<E>>;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Client {
    Reqwest012,
    Reqwest012Blocking,
    Reqwest013,
    Reqwest013Blocking,
    Hyper,
}

impl Client {
    pub(crate) const ALL: [Self; 5] =
        [Self::Reqwest012, Self::Reqwest012Blocking, Self::Reqwest013, Self::Reqwest013Blocking, Self::Hyper];

    /// Those that limit how long they wait.
    pub(crate) const REQWEST: [Self; 4] =
        [Self::Reqwest012, Self::Reqwest012Blocking, Self::Reqwest013, Self::Reqwest013Blocking];

    /// Gets a resource and reads it whole.
    ///
    /// Checking fails with errors of the API only: a failure of the transport comes from what is around it.
    pub(crate) async fn get<E: ApiError>(self, url: &str, limit: usize) -> Result<Response<Bytes>, E> {
        self.get_within(url, limit, PATIENCE).await
    }

    /// Gets a resource and reads it whole, if that takes no longer than this.
    pub(crate) async fn get_within<E: ApiError>(
        self,
        url: &str,
        limit: usize,
        timeout: Duration,
    ) -> Result<Response<Bytes>, E> {
        let url = url.to_owned();
        let get = async move {
            match self {
                Self::Reqwest012 => reqwest_012::get(&url, limit, timeout).await,
                Self::Reqwest013 => reqwest_013::get(&url, limit, timeout).await,
                Self::Reqwest012Blocking => {
                    spawn(move || reqwest_012::get_blocking(&url, limit, timeout)).await
                }
                Self::Reqwest013Blocking => {
                    spawn(move || reqwest_013::get_blocking(&url, limit, timeout)).await
                }
                Self::Hyper => hyper(&url, limit).await,
            }
        };
        tokio::time::timeout(PATIENCE, get).await.expect("checking to end")
    }
}

async fn spawn<T: Send + 'static>(get: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(get).await.unwrap()
}

/// Both clients of a version of reqwest.
macro_rules! reqwest_clients {
    ($module:ident, $reqwest:ident) => {
        mod $module {
            use super::*;

            pub(super) async fn get<E: ApiError>(
                url: &str,
                limit: usize,
                timeout: Duration,
            ) -> Result<Response<Bytes>, E> {
                let client = ::$reqwest::Client::builder().no_proxy().timeout(timeout).build()?;
                let response = client.get(url).send_checked_up_to::<E>(limit).await?;
                assert_eq!((response.url().as_str(), response.remote_addr().is_some()), (url, true));
                let whole = copied(Response::new(()), response.status(), response.headers());
                let body = response.bytes().await?;
                Ok(whole.map(|()| body))
            }

            pub(super) fn get_blocking<E: ApiError>(
                url: &str,
                limit: usize,
                timeout: Duration,
            ) -> Result<Response<Bytes>, E> {
                let client = ::$reqwest::blocking::Client::builder().no_proxy().timeout(timeout).build()?;
                let response = blocking::SendChecked::send_checked_up_to::<E>(client.get(url), limit)?;
                assert_eq!((response.url().as_str(), response.remote_addr().is_some()), (url, true));
                let whole = copied(Response::new(()), response.status(), response.headers());
                let body = response.bytes()?;
                Ok(whole.map(|()| body))
            }
        }
    };
}
reqwest_clients!(reqwest_012, reqwest_012);
reqwest_clients!(reqwest_013, reqwest);

async fn hyper<E: ApiError>(url: &str, limit: usize) -> Result<Response<Bytes>, E> {
    let uri: Uri = url.parse().unwrap();
    let stream = TcpStream::connect(uri.authority().unwrap().as_str()).await;
    let stream = stream.map_err(|error| CallError::transport(error, Some(TransportFailure::Connect)))?;
    let broken = |error| CallError::transport(error, None);
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
    tokio::spawn(connection);
    let request = http::Request::builder().header("host", "localhost").uri(uri.path());
    let response = sender.send_request(request.body(Nothing).unwrap()).await.map_err(broken)?;
    let (head, body) = response.check_errors_up_to::<E>(limit).await?.into_parts();
    Ok(Response::from_parts(head, collected(body).await.map_err(broken)?))
}

/// All data of a body.
pub(crate) async fn collected<B: Body<Data = Bytes>>(body: B) -> std::result::Result<Bytes, B::Error> {
    let (mut body, mut all) = (pin!(body), BytesMut::new());
    while let Some(frame) = poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
        all.extend(frame?.into_data().ok());
    }
    Ok(all.freeze())
}

fn copied(mut to: Response<()>, status: http::StatusCode, headers: &http::HeaderMap) -> Response<()> {
    *to.status_mut() = status;
    to.headers_mut().clone_from(headers);
    to
}

/// The body of a request that has none.
struct Nothing;

impl Body for Nothing {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<std::result::Result<Frame<Bytes>, Infallible>>> {
        std::task::Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(0)
    }
}
