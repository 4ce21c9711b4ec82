//! Makes an OpenAPI document of components that the descriptions of APIs refer to.

use errspec_codegen::text;
use errspec_data::openapi::TextStyle;
use errspec_spec::{Arena, Spec, lower};

use crate::http_names::find_reason;
use crate::json_value::Json;
use crate::neutral_json::encode_all_but_live_entries;

mod responses;
mod schemas;

/// How the texts of a catalog are written into a document: as Markdown that can't break out of its place.
const STYLE: TextStyle =
    TextStyle { write_line: text::clean_line, write_code: text::format_code, find_phrase: find_reason };

/// Returns an OpenAPI 3.1 document, in JSON: the envelope as a schema, and a response for each status.
///
/// It has no paths. The key of a response is the one that an operation uses for it in `responses`, `404`, `5XX` or
/// `default`, so that an operation refers to `#/components/responses/404`. What OpenAPI can't express is in
/// `x-errspec`, with the keys of the neutral JSON.
#[must_use]
pub fn render_openapi(spec: &Spec<'_>) -> String {
    let arena = Arena::new();
    let catalog = lower(&arena, spec);
    let components = Json::object([
        ("responses", responses::make_responses(spec, &catalog)),
        ("schemas", schemas::make_schemas(spec, &catalog)),
    ]);
    // Responses have their errors by status; this is how the catalog has them.
    let order = ("order", spec.entries().iter().map(|entry| entry.data().name()).collect());
    let extension = encode_all_but_live_entries(spec).into_iter().chain([order]);
    let extension = Json::map(extension.map(|(name, value)| (name.to_owned(), value)));
    let document = Json::object([
        ("openapi", "3.1.0".into()),
        ("info", make_info(spec)),
        // The server that OpenAPI means where none is listed; linters want it said.
        ("servers", [Json::object([("url", "/".into())])].into_iter().collect()),
        ("x-errspec", extension.without_empty_members()),
        ("paths", Json::object([])),
        ("components", components),
    ]);
    document.to_pretty() + "\n"
}

fn make_info(spec: &Spec<'_>) -> Json {
    let api = spec.api();
    let info = Json::object([
        ("title", format!("{} errors", text::strip_markup(api.title())).into()),
        ("description", api.description().map(text::clean_block).into()),
        // OpenAPI requires a version.
        ("version", api.version().unwrap_or("unversioned").into()),
    ]);
    info.without_empty_members()
}
