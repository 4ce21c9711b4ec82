//! OpenAPI documents: their structure, that examples fit their schemas, and how they look.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use errspec_docs::render_openapi;
use errspec_tests::documented::read_all_catalogs;
use errspec_tests::spec;
use serde_json::{Value, json};

const EVERYTHING: &str = include_str!("../catalogs/everything.yaml");
const SOCIAL_API: &str = include_str!("../../spec/errors.yaml");
const SOCIAL_SYNCER: &str = include_str!("../../spec/social-syncer.yaml");
const PARTS: &str = include_str!("../catalogs/documented/parts.yaml");
const ALL: [&str; 9] = [
    EVERYTHING,
    SOCIAL_API,
    SOCIAL_SYNCER,
    include_str!("../catalogs/fields.yaml"),
    include_str!("../catalogs/hostile.yaml"),
    include_str!("../catalogs/problem.yaml"),
    PARTS,
    include_str!("../catalogs/sending/marks.yaml"),
    include_str!("../catalogs/sending/second-element.yaml"),
];

fn document(yaml: &str) -> Value {
    serde_json::from_str(&render_openapi(&spec(yaml))).unwrap()
}

#[test]
fn social_api() {
    insta::assert_snapshot!(render_openapi(&spec(SOCIAL_API)));
}

#[test]
fn social_syncer() {
    insta::assert_snapshot!(render_openapi(&spec(SOCIAL_SYNCER)));
}

#[test]
fn everything() {
    insta::assert_snapshot!(render_openapi(&spec(EVERYTHING)));
}

#[test]
fn document_has_what_openapi_asks_for() {
    for yaml in ALL {
        let document = document(yaml);
        assert_eq!(document["openapi"], "3.1.0");
        assert!(document["info"]["title"].is_string() && document["info"]["version"].is_string());
        assert_eq!(document["paths"], json!({}));
        assert_eq!(document["x-errspec"]["format"], 1);
        let components = document["components"].as_object().unwrap();
        for name in components.values().flat_map(|kind| kind.as_object().unwrap().keys()) {
            let is_legal = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
            assert!(!name.is_empty() && name.chars().all(is_legal), "{name}");
        }
        for response in components["responses"].as_object().unwrap().values() {
            assert!(response["description"].is_string());
        }
    }
}

/// OpenAPI's keys of responses end at 599, so that further statuses are among all others.
#[test]
fn status_without_a_key_is_one_of_all_others() {
    let responses = document(PARTS)["components"]["responses"].clone();
    let keys: Vec<_> = responses.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["301", "402", "410", "422", "429", "5XX", "default"]);
    let description = responses["default"]["description"].as_str().unwrap();
    assert_eq!(
        description,
        "Any status. OpenAPI has no key for those above 599.\n\n\
         - `invalid_format`: The field has a wrong format.\n\
         - `limited`, `throttled` (status 998): Too many requests.\n\
         - `own` (status 999): A status that no one else has."
    );
}

#[test]
fn bodies_have_the_types_that_the_catalog_reads() {
    let content = document(PARTS)["components"]["responses"]["422"]["content"].clone();
    let types: Vec<_> = content.as_object().unwrap().keys().collect();
    assert_eq!(types, ["application/json", "application/xml", "text/plain"]);
    assert!(content["application/json"]["examples"].is_object());
}

#[test]
fn catalog_of_xml_alone_has_examples_in_xml() {
    let content = document(
        "errspec: 1\napi: { name: Acme }\nenvelope: { code: /Error/Code, format: xml }\n\
         errors: [{ code: gone, status: 410, meaning: M., retry: never }]\n",
    )["components"]["responses"]["410"]["content"]
        .clone();
    let types: Vec<_> = content.as_object().unwrap().keys().collect();
    assert_eq!(types, ["application/xml"]);
    let example = &content["application/xml"]["examples"]["Gone"]["value"];
    assert_eq!(*example, "<Error>\n  <Code>gone</Code>\n</Error>");
}

#[test]
fn details_have_a_schema() {
    let document = document(PARTS);
    let mut schema = document["components"]["schemas"]["PartsError"].clone();
    schema["components"] = document["components"].clone();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let detail = json!({ "field": "/email", "code": "invalid_format", "text": "T", "wait_ms": 5 });
    assert!(validator.is_valid(&json!({ "details": [detail] })));
    assert!(!validator.is_valid(&json!({ "details": [{ "text": 7 }] })));
    assert!(!validator.is_valid(&json!({ "details": "none" })));
}

#[test]
fn member_of_any_name_is_a_detail_where_its_name_is_the_target() {
    for (items, valid, invalid) in [
        ("/errors", json!({ "a": "M" }), json!([["M"]])),
        ("/errors/*", json!({ "a": ["M"] }), json!({ "a": "M" })),
        ("/errors/*/x/*/y", json!([{ "x": { "a": { "y": ["M"] } } }]), json!([{ "x": [] }])),
    ] {
        let document = document(&format!(
            "errspec: 1\napi: {{ name: Acme }}\n\
             envelope: {{ code: /code, details: {{ items: {items}, target: key }} }}\n\
             errors: [{{ code: a, status: 400, meaning: M., retry: never }}]\n"
        ));
        let schema = &document["components"]["schemas"]["AcmeError"]["properties"]["errors"];
        let validator = jsonschema::draft202012::new(schema).unwrap();
        assert!(validator.is_valid(&valid), "{schema}");
        assert!(!validator.is_valid(&invalid), "{schema}");
    }
}

#[test]
fn wait_is_asked_for_at_the_statuses_that_are_retried() {
    let document = document(
        "errspec: 1\napi: { name: Acme }\nenvelope: { code: /code }\n\
         retry: { 404: never, 503: after 5s, 502: after 1s, 5xx: never }\n\
         errors: [{ code: a, status: [404, 503], meaning: M. }, { status: 5xx, meaning: M. },\n\
         { code: b, status: 500, meaning: M. }]\n",
    );
    let has_wait = |status: &str| {
        let response = &document["components"]["responses"][status];
        assert!(response["description"].is_string(), "{status}");
        response["headers"]["Retry-After"].is_object()
    };
    assert_eq!(["404", "503", "5XX", "500"].map(has_wait), [false, true, true, false]);
}

/// Readers that know a type of each schema, such as utoipa's, take none without; the only other ones refer and combine.
#[test]
fn every_schema_has_a_type() {
    fn check_schema(schema: &Value) {
        let Value::Object(members) = schema else { panic!("{schema}") };
        assert!(["type", "$ref", "anyOf", "allOf"].iter().any(|key| members.contains_key(*key)), "{schema}");
        let parts = ["anyOf", "allOf"].iter().filter_map(|key| members.get(*key)?.as_array()).flatten();
        let properties = members.get("properties").and_then(Value::as_object);
        let inner = ["items", "additionalProperties"].iter().filter_map(|key| members.get(*key));
        parts
            .chain(properties.into_iter().flat_map(serde_json::Map::values))
            .chain(inner)
            .for_each(check_schema);
    }
    for yaml in ALL {
        let components = document(yaml)["components"].clone();
        components["schemas"].as_object().unwrap().values().for_each(check_schema);
        for response in components["responses"].as_object().unwrap().values() {
            let headers = response["headers"].as_object().into_iter().flat_map(serde_json::Map::values);
            headers.for_each(|header| check_schema(&header["schema"]));
        }
    }
}

#[test]
fn references_lead_somewhere() {
    for yaml in ALL {
        let document = document(yaml);
        let mut references = Vec::new();
        collect(&document, &mut references);
        assert!(!references.is_empty());
        for reference in references {
            assert!(document.pointer(reference.strip_prefix('#').unwrap()).is_some(), "{reference}");
        }
    }
}

fn collect<'a>(value: &'a Value, references: &mut Vec<&'a str>) {
    match value {
        Value::Object(members) => {
            references.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|member| collect(member, references));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        _ => {}
    }
}

#[test]
fn every_error_has_an_example_that_fits_its_schema() {
    for (_, spec, _) in read_all_catalogs() {
        let document: Value = serde_json::from_str(&render_openapi(&spec)).unwrap();
        let mut named = Vec::new();
        for response in document["components"]["responses"].as_object().unwrap().values() {
            let content = response["content"].as_object().into_iter().flatten();
            for (_, media) in content {
                let mut schema = media["schema"].clone();
                schema["components"] = document["components"].clone();
                let validator = jsonschema::draft202012::new(&schema).unwrap();
                for (name, example) in media["examples"].as_object().into_iter().flatten() {
                    let errors: Vec<_> =
                        validator.iter_errors(&example["value"]).map(|error| error.to_string()).collect();
                    assert!(errors.is_empty(), "{name}: {errors:?}");
                    named.push(name.clone());
                }
            }
        }
        // What header fields tell has no body.
        let is_told_by_body = spec.envelope().code().iter().all(|at| at.place().pointer().is_some());
        for entry in spec.entries().iter().filter(|_| is_told_by_body) {
            assert!(named.iter().any(|name| name == entry.data().name()), "{}", entry.data().name());
        }
    }
}

#[test]
fn success_that_holds_failures_has_a_schema_and_an_example() {
    let document = document(SOCIAL_SYNCER);
    let mut schema = document["components"]["schemas"]["SocialSyncerPartial"].clone();
    schema["components"] = document["components"].clone();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    assert!(validator.is_valid(&schema["examples"][0]));
    assert!(!validator.is_valid(&json!({ "platforms": "none" })));
}

#[test]
fn error_of_headers_alone_has_no_content() {
    let yaml = "errspec: 1\napi: { name: Acme }\nenvelope: { code: header:x-code }\n\
                errors: [{ code: slow, status: 503, meaning: M., retry: after 1s }]\n";
    let response = document(yaml)["components"]["responses"]["503"].clone();
    assert_eq!(response.get("content"), None);
    let code = &response["headers"]["X-Code"]["schema"];
    assert_eq!((&code["type"], &code["enum"]), (&json!("string"), &json!(["slow"])));
    assert_eq!(response["headers"]["Retry-After"]["schema"], json!({ "type": "string" }));
    assert_eq!(response["x-errspec"]["errors"][0]["name"], "Slow");
}

#[test]
fn document_is_deterministic() {
    for yaml in ALL {
        assert_eq!(render_openapi(&spec(yaml)), render_openapi(&spec(yaml)));
    }
}
