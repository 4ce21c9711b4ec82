//! Reads OpenAPI documents with utoipa 5, and compares what it took from each with the file.

use std::error::Error;
use std::process::ExitCode;

use serde_json::Value;
use utoipa::openapi::OpenApi;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut code = ExitCode::SUCCESS;
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let read: OpenApi = serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))?;
        if serde_json::to_value(&read)? != serde_json::from_str::<Value>(&text)? {
            eprintln!("{path}: utoipa 5 lost something of it");
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}
