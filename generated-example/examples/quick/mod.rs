//! What the examples share: a catalog, and a service on this machine that answers with its errors.

mod catalog {
    errspec::errors!("examples/quick/errors.yaml");
}

use std::io;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
pub(crate) use catalog::QuickError;
use catalog::QuickErrorKind;
use tokio::net::TcpListener;

/// Starts the service: one address is busy twice, one forever, and one has an error that the catalog doesn't list.
pub(crate) async fn start_service() -> io::Result<String> {
    static ASKED: AtomicU32 = AtomicU32::new(0);
    let busy = || QuickErrorKind::Busy.with_message("Too much to do");
    let greeting =
        async move || if ASKED.fetch_add(1, Ordering::Relaxed) < 2 { Err(busy()) } else { Ok("Hello") };
    let nothing = QuickErrorKind::NotFound.with_message("Nothing here");
    let api = Router::new()
        .route("/greeting", get(greeting))
        .route("/always-busy", get(async move || busy()))
        .route("/teapot", get(async || ([("x-request-id", "req_2")], StatusCode::IM_A_TEAPOT)))
        .fallback(async || ([("x-request-id", "req_1")], nothing));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let base = format!("http://{}", listener.local_addr()?);
    tokio::spawn(axum::serve(listener, api).into_future());
    Ok(base)
}
