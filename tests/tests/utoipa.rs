//! Errors as the responses of an operation of utoipa: what is listed is what `generate openapi` writes.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::BTreeMap;

use errspec::__private::{Catalog, list_all_responses};
use errspec::ErrorResponse;
use errspec_docs::render_openapi;
use errspec_tests::documented::read_all_catalogs;
use errspec_tests::{catalog_around, lower_catalog, spec};
use serde_json::{Value, json};
use utoipa::{IntoResponses, OpenApi};

mod social {
    errspec::errors!("../spec/errors.yaml");
}

use social::{SocialApiError, SocialApiErrorKind};

/// What an upload can fail with.
#[derive(Debug, errspec::ApiError)]
#[errspec("../spec/errors.yaml")]
enum UploadError {
    StorageQuotaExceeded(ErrorResponse),
    PlatformRateLimit(ErrorResponse),
    #[errspec(other)]
    Other(SocialApiError),
}

/// The same without a generated error.
#[derive(Debug, errspec::ApiError)]
#[errspec("../spec/errors.yaml")]
enum AloneError {
    InvalidToken(ErrorResponse),
    #[errspec(other)]
    Other(ErrorResponse),
}

fn list<E: IntoResponses>() -> BTreeMap<String, Value> {
    let responses = E::responses().into_iter();
    responses.map(|(key, response)| (key, serde_json::to_value(response).unwrap())).collect()
}

fn list_catalog(catalog: &'static Catalog<'static>) -> BTreeMap<String, Value> {
    let responses = list_all_responses(catalog).into_iter();
    responses.map(|(key, response)| (key, serde_json::to_value(response).unwrap())).collect()
}

fn keys(yaml: &str) -> Vec<String> {
    list_catalog(lower_catalog(yaml)).into_keys().collect()
}

#[utoipa::path(post, path = "/uploads", responses((status = 204, description = "Done."), UploadError))]
#[allow(dead_code, reason = "only its description counts")]
fn upload() -> Result<(), UploadError> {
    Err(SocialApiErrorKind::StorageQuotaExceeded.into())
}

#[derive(OpenApi)]
#[openapi(paths(upload))]
struct Document;

#[test]
fn operation_lists_what_it_can_answer() {
    let document = serde_json::to_value(Document::openapi()).unwrap();
    let responses = document["paths"]["/uploads"]["post"]["responses"].as_object().unwrap();
    let mut keys: Vec<_> = responses.keys().collect();
    keys.sort();
    assert_eq!(keys, ["204", "413", "429"]);
    let content = &responses["429"]["content"]["application/json"];
    let examples: Vec<_> = content["examples"].as_object().unwrap().keys().collect();
    assert_eq!(examples, ["PlatformRateLimit"]);
    assert_eq!(content["schema"]["properties"]["code"]["enum"], json!(["platform_rate_limit"]));
    assert!(responses["429"]["headers"]["Retry-After"].is_object());
}

#[test]
fn errors_and_kinds_and_subsets_list_their_own() {
    let all: Vec<_> = list::<SocialApiError>().into_keys().collect();
    assert!(all.contains(&"401".to_owned()) && all.len() > 4, "{all:?}");
    assert_eq!(list::<SocialApiErrorKind>(), list::<SocialApiError>());
    assert_eq!(list::<AloneError>().into_keys().collect::<Vec<_>>(), ["401"]);
}

#[test]
fn classes_have_their_key_and_entries_without_status_are_default() {
    let yaml = catalog_around(
        "{ code: /code, failed_2xx: { /ok: false } }",
        &[
            "code: a",
            "status: 5xx",
            "code: b, status: [404, 200]",
            "code: c, status: 202",
            "code: d, status: 700",
        ],
    );
    assert_eq!(keys(&yaml), ["404", "5XX", "default"]);
    let listed = list_catalog(lower_catalog(&yaml));
    let examples = listed["default"]["content"]["application/json"]["examples"].as_object().unwrap();
    assert_eq!(examples.keys().collect::<Vec<_>>(), ["A", "D"]);
}

#[test]
fn listed_responses_agree_with_the_document_that_is_generated() {
    let mut compared = 0;
    for (path, spec, catalog) in read_all_catalogs() {
        let document: Value = serde_json::from_str(&render_openapi(&spec)).unwrap();
        let written = document["components"]["responses"].as_object().unwrap();
        let listed = list_catalog(catalog);
        let is_success = |key: &str| key.starts_with('2');
        let expected: Vec<_> = written.keys().filter(|key| !is_success(key)).collect();
        assert_eq!(listed.keys().collect::<Vec<_>>(), expected, "{path}");
        for (key, response) in listed {
            let place = format!("{key} of {path}");
            assert_eq!(names(&response["headers"]), names(&written[&key]["headers"]), "{place}");
            assert_eq!(names(&response["content"]), names(&written[&key]["content"]), "{place}");
            for (name, media) in written[&key]["content"].as_object().into_iter().flatten() {
                let (ours, theirs) = (&response["content"][name]["examples"], &media["examples"]);
                assert_eq!(names(ours), names(theirs), "{place}");
                for (name, example) in ours.as_object().into_iter().flatten() {
                    // What is sent is JSON, also where clients read nothing but XML.
                    if !theirs[name]["value"].is_string() {
                        assert_eq!(example["value"], theirs[name]["value"], "{name} at {place}");
                    }
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 80, "{compared}");
}

#[test]
fn listed_examples_fit_their_schemas() {
    for (path, _, catalog) in read_all_catalogs() {
        for (key, response) in list_catalog(catalog) {
            for media in response["content"].as_object().into_iter().flat_map(serde_json::Map::values) {
                let validator = jsonschema::draft202012::new(&media["schema"]).unwrap();
                for (name, example) in media["examples"].as_object().into_iter().flatten() {
                    let errors: Vec<_> = validator.iter_errors(&example["value"]).collect();
                    assert!(errors.is_empty(), "{name} at {key} of {path}: {errors:?}");
                }
            }
        }
    }
}

/// utoipa's types hold everything that a generated document says, so that nothing is lost when it is merged into another.
#[test]
fn generated_document_is_read_whole() {
    for (path, spec, _) in read_all_catalogs() {
        let written: Value = serde_json::from_str(&render_openapi(&spec)).unwrap();
        let read: utoipa::openapi::OpenApi = serde_json::from_value(written.clone()).unwrap();
        assert!(serde_json::to_value(&read).unwrap() == written, "{path}");
    }
}

#[test]
fn document_for_any_value_and_fields_is_read_whole() {
    let yaml = catalog_around(
        "{ preset: problem+json, code: [/code, header:x-code], request_id: header:x-id, target: /at, docs: /link,\n\
         retry_after: /wait, should_retry: /again, details: { items: /errors/*, target: key, failed: { /a: 1 } } }",
        &[
            "code: a, status: 400, fields: { j: json, s: string }",
            "code: 7, status: 400, match: { /b: [1, null] }",
        ],
    );
    let written: Value = serde_json::from_str(&render_openapi(&spec(&yaml))).unwrap();
    let read: utoipa::openapi::OpenApi = serde_json::from_value(written.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), written);
}

fn names(map: &Value) -> Vec<&String> {
    map.as_object().into_iter().flat_map(serde_json::Map::keys).collect()
}
