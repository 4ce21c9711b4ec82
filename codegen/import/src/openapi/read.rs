//! Parses an OpenAPI document in YAML or JSON.

use serde::Deserialize;
use serde_saphyr::{Error, UserMessageFormatter};

use crate::tree::DataTree;

pub(super) fn parse_document(text: &str) -> Result<DataTree, String> {
    let document: DataTree = if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}"))?
    } else {
        parse_yaml(text)?
    };
    require_openapi(&document)?;
    Ok(document)
}

fn parse_yaml<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, String> {
    // The largest public documents have about a million nodes.
    let budget = serde_saphyr::budget! {
        max_nodes: 10_000_000, max_events: 20_000_000, max_depth: 200,
        max_recorded_anchor_events: 20_000_000
    };
    let options = serde_saphyr::options! { with_snippet: false, budget: budget };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| describe_yaml_error(&error))
}

/// Describes why a text can't be read as YAML, without what only programmers of the reader need.
fn describe_yaml_error(error: &Error) -> String {
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
        Error::AliasError { error, .. } => describe_yaml_error(error),
        error => format!("it is not YAML: {}", error.render_with_formatter(&UserMessageFormatter)),
    }
}

/// Sees to it that a document is one of OpenAPI 3.
pub(crate) fn require_openapi(document: &DataTree) -> Result<(), String> {
    match document.get("openapi").and_then(DataTree::scalar) {
        Some(version) if version.starts_with("3.") => Ok(()),
        Some(version) => Err(format!("its version of OpenAPI is {version}, and 3.0 and 3.1 are known")),
        None if document.get("swagger").is_some() => {
            Err("it is Swagger 2.0; a converter, such as swagger2openapi, makes it OpenAPI 3".to_owned())
        }
        None if document.get("errspec").is_some() => Err("it is a catalog of errspec already".to_owned()),
        None => Err("it is not an OpenAPI document: there is no `openapi` at its top".to_owned()),
    }
}

/// Returns the version of the API as it is written: in YAML, `1.10` is a number, and 1.1.
pub(super) fn find_version(text: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct VersionedDocument {
        info: Info,
    }
    #[derive(Deserialize)]
    struct Info {
        version: String,
    }
    parse_yaml::<VersionedDocument>(text).ok().map(|document| document.info.version)
}
