//! Serves answers over HTTP until the process is told to stop.

use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use errspec::__private::http::HeaderValue;
use errspec::__private::http::header::CONNECTION;
use http_body::Body as _;
use tokio::net::TcpListener;

use super::answer::MockService;
use crate::diagnostic::Diagnostic;
use crate::terminal::PrintError;

/// As much of a request's body is read and thrown away; of a longer one, the connection is closed.
const MAX_REQUEST: u64 = 64 << 20;
/// Connections that are open when the server stops have this long to end.
const GRACE: Duration = Duration::from_secs(2);

/// Serves until Ctrl-C or SIGTERM. `listening` is told the URL.
pub(super) fn serve(
    address: SocketAddr,
    service: MockService,
    listening: impl FnOnce(&str) -> Result<(), PrintError>,
) -> Result<(), Diagnostic> {
    let describe = |error: io::Error| Diagnostic::failure(format!("can't listen on {address}: {error}"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(describe)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await.map_err(|error| {
            let is_taken = error.kind() == io::ErrorKind::AddrInUse;
            let failure = describe(error);
            if is_taken { failure.with_help("without `--port` it is a free one") } else { failure }
        })?;
        let url = format!("http://{}", listener.local_addr().map_err(describe)?);
        // Whoever reads the URL may stop the server at once.
        let stop = StopSignal::listen().map_err(describe)?;
        listening(&url)?;
        let service = Arc::new(service.at_url(url));
        let router = Router::new().fallback(serve_request).with_state(service);
        let router = router.into_make_service_with_connect_info::<SocketAddr>();
        let (stopping, stopped) = tokio::sync::oneshot::channel();
        let serving = axum::serve(listener, router).with_graceful_shutdown(async {
            stop.wait().await;
            let _ = stopping.send(());
        });
        let late = async {
            let _ = stopped.await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            served = serving.into_future() => served.map_err(describe),
            () = late => Ok(()),
        }
    })
}

async fn serve_request(
    State(service): State<Arc<MockService>>,
    ConnectInfo(client): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let answer = service.answer(client.ip(), &head.method, &head.uri, &head.headers);
    let mut response = answer.map(Body::from);
    if !is_short(body).await {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Reads a body and throws it away, so that the client is there for the answer. Returns whether that was all of it.
async fn is_short(mut body: Body) -> bool {
    let mut read = 0;
    while let Some(Ok(frame)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        read += frame.data_ref().map_or(0, |data| data.len() as u64);
        if read > MAX_REQUEST {
            return false;
        }
    }
    true
}

/// What tells the server to stop.
struct StopSignal {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(windows)]
    interrupt: tokio::signal::windows::CtrlC,
}

#[cfg(unix)]
impl StopSignal {
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn wait(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(windows)]
impl StopSignal {
    fn listen() -> io::Result<Self> {
        Ok(Self { interrupt: tokio::signal::windows::ctrl_c()? })
    }

    async fn wait(mut self) {
        let _ = self.interrupt.recv().await;
    }
}
