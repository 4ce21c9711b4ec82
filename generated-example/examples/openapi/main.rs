//! Serves an API whose OpenAPI document, made by utoipa, lists what each operation can fail with.
//!
//! With the argument `print` it prints the document instead.

mod service;

use std::error::Error;
use std::io::{Write, stdout};
use std::net::Ipv4Addr;

use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    if std::env::args().nth(1).as_deref() == Some("print") {
        writeln!(stdout(), "{}", service::render_document())?;
        return Ok(());
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    writeln!(stdout(), "http://{}/openapi.json", listener.local_addr()?)?;
    axum::serve(listener, service::build_router(service::Notes::default())).await?;
    Ok(())
}
