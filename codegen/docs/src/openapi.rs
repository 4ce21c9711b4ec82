//! A catalog → an OpenAPI document of components, for the descriptions of APIs to refer to.

use errspec_codegen::text;
use errspec_spec::Spec;

use crate::json::Json;
use crate::neutral;

mod body;
mod header;
mod response;
mod tree;

/// Writes an OpenAPI 3.1 document, in JSON: the envelope as a schema, and a response for each status.
///
/// It has no paths. The key of a response is what `responses` of an operation calls it, `404`, `5XX` or `default`, so
/// that an operation refers to `#/components/responses/404`. What OpenAPI has no words for is in `x-errspec`, in the
/// words of the neutral JSON.
#[must_use]
pub fn openapi(spec: &Spec) -> String {
    let components = Json::object([
        ("responses", response::all(spec)),
        ("headers", header::all(spec)),
        ("schemas", body::schemas(spec)),
    ]);
    let document = Json::object([
        ("openapi", "3.1.0".into()),
        ("info", info(spec)),
        ("x-errspec", Json::object(neutral::surroundings(spec)).sparse()),
        ("paths", Json::object([])),
        ("components", components),
    ]);
    document.pretty() + "\n"
}

fn info(spec: &Spec) -> Json {
    let api = spec.api();
    let info = Json::object([
        ("title", format!("{} errors", text::strip_markup(api.title())).into()),
        ("description", api.description().map(text::clean_block).into()),
        // A version has to be there.
        ("version", api.version().unwrap_or("unversioned").into()),
    ]);
    info.sparse()
}

/// A reference to a component.
fn reference(kind: &str, name: &str) -> Json {
    Json::object([("$ref", format!("#/components/{kind}/{name}").into())])
}
