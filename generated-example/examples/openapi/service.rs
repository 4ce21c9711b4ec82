//! The API: notes that are written and read.

mod errors {
    errspec::errors!("examples/notes.yaml");
}

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use errors::{NotesError, NotesErrorKind, TitleTooLong};
use errspec::{ApiError, ErrorResponse};
use tokio::sync::Mutex;
use utoipa::OpenApi;

/// How many characters of a title are kept.
const LONGEST_TITLE: usize = 42;

/// The titles of all notes.
pub(crate) type Notes = Arc<Mutex<Vec<String>>>;

#[derive(Debug, ApiError)]
#[errspec("examples/notes.yaml")]
enum ReadError {
    NoteNotFound(ErrorResponse),
    Busy(ErrorResponse),
    #[errspec(other)]
    Other(NotesError),
}

#[derive(Debug, ApiError)]
#[errspec("examples/notes.yaml")]
enum CreateError {
    TitleTooLong(ErrorResponse),
    Busy(ErrorResponse),
    #[errspec(other)]
    Other(NotesError),
}

/// Reads the title of a note.
#[utoipa::path(
    get,
    path = "/notes/{number}",
    params(("number" = usize, Path, description = "The number of the note, from 0.")),
    responses((status = 200, description = "The title.", body = String), ReadError)
)]
async fn read_note(State(notes): State<Notes>, Path(number): Path<usize>) -> Result<String, ReadError> {
    let notes = notes.try_lock().map_err(|_| NotesErrorKind::Busy)?;
    Ok(notes.get(number).ok_or(NotesErrorKind::NoteNotFound)?.clone())
}

/// Creates a note with a title.
#[utoipa::path(
    post,
    path = "/notes",
    request_body = String,
    responses((status = 201, description = "The number of the note.", body = String), CreateError)
)]
async fn create_note(State(notes): State<Notes>, title: String) -> Result<(StatusCode, String), CreateError> {
    if title.chars().count() > LONGEST_TITLE {
        return Err(NotesError::from(TitleTooLong::new().with_limit(LONGEST_TITLE as u64)).into());
    }
    let mut notes = notes.try_lock().map_err(|_| NotesErrorKind::Busy)?;
    notes.push(title);
    Ok((StatusCode::CREATED, (notes.len() - 1).to_string()))
}

#[derive(OpenApi)]
#[openapi(paths(read_note, create_note), servers((url = "/")), security(()))]
struct Document;

/// Returns the OpenAPI document, in JSON.
pub(crate) fn render_document() -> String {
    // A document that can't be written would be one that utoipa can't make.
    Document::openapi().to_pretty_json().unwrap_or_default()
}

async fn send_document() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], render_document())
}

/// Builds the API.
pub(crate) fn build_router(notes: Notes) -> Router {
    Router::new()
        .route("/notes", post(create_note))
        .route("/notes/{number}", get(read_note))
        .route("/openapi.json", get(send_document))
        .with_state(notes)
}
