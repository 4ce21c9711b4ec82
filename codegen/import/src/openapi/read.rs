//! A text in YAML or JSON → a tree that is an OpenAPI document.

use serde::Deserialize;
use serde_saphyr::{Error, UserMessageFormatter};

use crate::tree::Tree;

pub(super) fn document(text: &str) -> Result<Tree, String> {
    let document: Tree = if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}"))?
    } else {
        yaml(text)?
    };
    is_openapi(&document)?;
    Ok(document)
}

fn yaml<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, String> {
    // The largest public documents have about a million nodes.
    let budget = serde_saphyr::budget! {
        max_nodes: 10_000_000, max_events: 20_000_000, max_depth: 200,
        max_recorded_anchor_events: 20_000_000
    };
    let options = serde_saphyr::options! { with_snippet: false, budget: budget };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| said(&error))
}

/// Why it is no YAML that can be read; what concerns programmers is put in other words.
fn said(error: &Error) -> String {
    let line = error.location().map(|place| format!(" in line {}", place.line())).unwrap_or_default();
    match error {
        Error::DuplicateMappingKey { key: Some(key), .. } => {
            format!("the key `{key}` is there twice, again{line}")
        }
        Error::MultipleDocuments { .. } => "it is several documents, with `---` between them".to_owned(),
        Error::Budget { .. }
        | Error::AliasReplayCounterOverflow { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => {
            "it is too large, with its aliases written out".to_owned()
        }
        Error::AliasError { error, .. } => said(error),
        error => format!("it is no YAML: {}", error.render_with_formatter(&UserMessageFormatter)),
    }
}

/// Sees to it that a document is one of OpenAPI 3.
pub(crate) fn is_openapi(document: &Tree) -> Result<(), String> {
    match document.get("openapi").and_then(Tree::scalar) {
        Some(version) if version.starts_with("3.") => Ok(()),
        Some(version) => Err(format!("its version of OpenAPI is {version}, and 3.0 and 3.1 are known")),
        None if document.get("swagger").is_some() => {
            Err("it is Swagger 2.0; a converter, such as swagger2openapi, makes it OpenAPI 3".to_owned())
        }
        None if document.get("errspec").is_some() => Err("it is a catalog of errspec already".to_owned()),
        None => Err("it is no OpenAPI document: there is no `openapi` at its top".to_owned()),
    }
}

/// The version of the API as it is written: in YAML, `1.10` is a number, and 1.1.
pub(super) fn version(text: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Document {
        info: Info,
    }
    #[derive(Deserialize)]
    struct Info {
        version: String,
    }
    yaml::<Document>(text).ok().map(|document| document.info.version)
}
