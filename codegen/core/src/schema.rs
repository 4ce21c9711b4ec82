//! The vocabulary of the format → a JSON Schema of errors.yaml, for completion, hover and checks in editors.

use errspec_spec::vocabulary::{self, Word, names};

use crate::json::Json;

/// Everything that can be in a link without ending it, as a set of a regular expression.
const OF_LINK: &str = r#"\s\u0000-\u001f\u007f-\u009f<>"`\\|^"#;
const STATUS: &str = "[1-5][0-9][0-9]";
const CLASS: &str = "[1-5](xx|XX)";
const DURATION: &str = "([0-9]+(ms|s|m|h|d))+";
const POINTER: &str = "(/([^~]|~0|~1)*)?";
const HEADER: &str = "header: *[!#$%&'*+.^_`|~0-9A-Za-z-]+ *";
const UPPER_CAMEL: &str = "(?!Self$)[A-Z][A-Za-z0-9]*";

/// Writes the JSON Schema (2020-12) of errors.yaml. It depends on nothing but the version of errspec.
///
/// What it finds wrong is wrong. What depends on several places, such as colliding names, only errspec itself sees.
#[must_use]
pub fn json_schema() -> String {
    let head = [
        ("$schema", "https://json-schema.org/draft/2020-12/schema".into()),
        ("title", "errors.yaml, format 1".into()),
        ("description", "The catalog of the errors that an HTTP API answers with.".into()),
    ];
    let required = ["errspec", "api", "envelope", "errors"];
    let schema = with(Json::object(head), map(&vocabulary::CATALOG, catalog, &required));
    with(schema, Json::object([("$defs", definitions())])).pretty() + "\n"
}

fn definitions() -> Json {
    Json::object([
        ("text", text()),
        ("link", link()),
        ("status", status()),
        ("duration", with(pattern(DURATION), examples(["90s", "5m", "1h30m", "1500ms"]))),
        ("pointer", pattern(POINTER)),
        ("place", with(pattern(&format!("{POINTER}|{HEADER}")), examples(["/error/code", "header:x-code"]))),
        ("locator", any_of([reference("place"), map(&vocabulary::LOCATOR, locator, &["at"])])),
        ("locators", one_or_many(&reference("locator"))),
        ("conditions", conditions("place")),
        ("hint", hint()),
        ("group", map(&vocabulary::GROUP, group, &["id"])),
        ("entry", entry()),
        ("field", any_of([choice(&vocabulary::TYPES), map(&vocabulary::FIELD, field, &["type"])])),
        ("notice", map(&vocabulary::NOTICE, |_| reference("text"), &[])),
    ])
}

fn catalog(key: &str) -> Json {
    match key {
        "errspec" => Json::object([("const", 1.into())]),
        "api" => map(&vocabulary::API, api, &["name"]),
        "envelope" => any_of([choice(&vocabulary::PRESETS), envelope()]),
        "retry" => retry_table(),
        "partial" => map(&vocabulary::PARTIAL, partial, &["items", "failed"]),
        "groups" => list(reference("group"), 0),
        "lints" => lints(),
        "errors" => list(reference("entry"), 1),
        _ => unknown(),
    }
}

fn api(key: &str) -> Json {
    match key {
        "name" => pattern(UPPER_CAMEL),
        "docs" => docs_template(),
        _ => reference("text"),
    }
}

fn envelope() -> Json {
    let envelope = map(&vocabulary::ENVELOPE, envelope_part, &[]);
    with(
        envelope,
        Json::object([("anyOf", [requires(&["code"]), requires(&["preset"])].into_iter().collect())]),
    )
}

fn envelope_part(key: &str) -> Json {
    match key {
        "preset" => choice(&vocabulary::PRESETS),
        "failed_2xx" => any_of([reference("place"), reference("conditions")]),
        "code" | "message" | "request_id" | "retry_after" => reference("locators"),
        _ => unknown(),
    }
}

fn locator(key: &str) -> Json {
    match key {
        "at" => reference("place"),
        "after" | "before" => not_empty(),
        "unit" => choice(&vocabulary::UNITS),
        _ => unknown(),
    }
}

fn partial(key: &str) -> Json {
    match key {
        "items" => reference("pointer"),
        "failed" => conditions("pointer"),
        "subject" => reference("locator"),
        "code" | "message" => reference("locators"),
        _ => unknown(),
    }
}

fn retry_table() -> Json {
    let further = [STATUS, CLASS].map(|key| (whole(key), reference("hint")));
    let table = map(&vocabulary::RETRY, |_| reference("hint"), &[]);
    with(table, Json::object([("patternProperties", Json::map(further))]))
}

fn lints() -> Json {
    let rules =
        vocabulary::lints().map(|(name, why)| (name.to_owned(), described(choice(&vocabulary::LEVELS), why)));
    closed(Json::map(rules), &[])
}

fn hint() -> Json {
    let [never, once, after, backoff, _] = vocabulary::STRATEGIES;
    let bare = |(name, what): Word| described(Json::object([("const", name.into())]), what);
    let waiting = |(name, what): Word, example: &str| {
        let short = pattern(&format!(r"\s*{name}\s+{DURATION}\s*"));
        described(with(short, examples([example])), what)
    };
    any_of([
        bare(never),
        bare(once),
        waiting(after, "after 60s"),
        waiting(backoff, "backoff 5s"),
        long_hint(),
    ])
}

/// A map with one strategy, and what refines that one.
fn long_hint() -> Json {
    let words = vocabulary::STRATEGIES.iter().chain(&vocabulary::REFINEMENTS);
    let keys = words.map(|(name, what)| ((*name).to_owned(), described(hint_part(name), what)));
    let strategies: Json = names(&vocabulary::STRATEGIES).iter().map(|name| requires(&[name])).collect();
    let refine = |strategies: &[&str]| {
        let any: Json = strategies.iter().map(|name| requires(&[name])).collect();
        Json::object([("anyOf", any)])
    };
    let refinements = Json::object([
        ("id", refine(&["action"])),
        ("max", refine(&["backoff"])),
        ("attempts", refine(&["after", "backoff"])),
    ]);
    let more = Json::object([("oneOf", strategies), ("dependentSchemas", refinements)]);
    with(closed(Json::map(keys), &[]), more)
}

fn hint_part(key: &str) -> Json {
    match key {
        "never" | "once" => Json::object([("const", true.into())]),
        "after" | "backoff" | "max" => reference("duration"),
        "action" => not_empty(),
        "id" => reference("text"),
        "attempts" => Json::object([
            ("type", "integer".into()),
            ("minimum", 1.into()),
            ("maximum", u128::from(u32::MAX).into()),
        ]),
        "processed" => choice(&vocabulary::PROCESSED),
        "throttled" => boolean(),
        _ => unknown(),
    }
}

fn group(key: &str) -> Json {
    if key == "id" { not_empty() } else { reference("text") }
}

fn entry() -> Json {
    let code_or_status: Json = [requires(&["code"]), requires(&["status"])].into_iter().collect();
    let class = Json::object([("properties", Json::object([("status", pattern(CLASS))]))]);
    let more = Json::object([
        ("anyOf", code_or_status),
        // A class is for entries without a code.
        ("not", with(requires(&["code", "status"]), class)),
    ]);
    with(map(&vocabulary::ENTRY, entry_part, &["meaning"]), more)
}

fn entry_part(key: &str) -> Json {
    match key {
        "code" => not_empty(),
        "status" => any_of([
            reference("status"),
            with(pattern(CLASS), examples(["4xx", "5xx"])),
            with(list(reference("status"), 1), Json::object([("uniqueItems", true.into())])),
        ]),
        "name" => pattern(UPPER_CAMEL),
        "meaning" | "guidance" | "message" | "group" | "since" => reference("text"),
        "retry" => reference("hint"),
        "fields" => Json::object([("type", "object".into()), ("additionalProperties", reference("field"))]),
        "match" => reference("conditions"),
        "docs" => reference("link"),
        "deprecated" | "retired" => reference("notice"),
        _ => unknown(),
    }
}

fn field(key: &str) -> Json {
    match key {
        "type" => choice(&vocabulary::TYPES),
        "at" => reference("locator"),
        "meaning" => reference("text"),
        "sensitive" => boolean(),
        _ => unknown(),
    }
}

/// Scalars are text, whatever YAML takes them for.
fn text() -> Json {
    Json::object([("type", ["string", "number", "boolean"].into_iter().collect())])
}

fn not_empty() -> Json {
    with(text(), Json::object([("minLength", 1.into())]))
}

fn boolean() -> Json {
    Json::object([("type", "boolean".into())])
}

/// One of these names.
fn choice(words: &[Word]) -> Json {
    let each = words.iter().map(|(name, what)| described(Json::object([("const", (*name).into())]), what));
    Json::object([("oneOf", each.collect())])
}

fn link() -> Json {
    pattern(&format!("https?:[^{OF_LINK}]*|[^{OF_LINK}:]*([/#?][^{OF_LINK}]*)?"))
}

fn docs_template() -> Json {
    let known = names(&vocabulary::PLACEHOLDERS).join("|");
    let placeholders = pattern(&format!(r"([^{{]|\{{({known})\}})*"));
    let both = Json::object([("allOf", [reference("link"), placeholders].into_iter().collect())]);
    with(both, examples(["https://docs.example.com/errors#{anchor}"]))
}

fn status() -> Json {
    let number = Json::object([("type", "integer".into()), ("minimum", 100.into()), ("maximum", 599.into())]);
    any_of([number, pattern(STATUS)])
}

/// A map from places to scalars.
fn conditions(place: &str) -> Json {
    let scalar = Json::object([("type", ["string", "number", "boolean", "null"].into_iter().collect())]);
    Json::object([
        ("type", "object".into()),
        ("minProperties", 1.into()),
        ("propertyNames", reference(place)),
        ("additionalProperties", scalar),
    ])
}

fn one_or_many(item: &Json) -> Json {
    any_of([item.clone(), list(item.clone(), 1)])
}

fn list(items: Json, least: u128) -> Json {
    Json::object([("type", "array".into()), ("minItems", least.into()), ("items", items)])
}

/// A map whose keys are the words.
fn map(words: &[Word], of: impl Fn(&str) -> Json, required: &[&str]) -> Json {
    let keys = words.iter().map(|(name, what)| ((*name).to_owned(), described(of(name), what)));
    closed(Json::map(keys), required)
}

/// An object that has no other members than these.
fn closed(properties: Json, required: &[&str]) -> Json {
    let object = Json::object([("type", "object".into()), ("properties", properties)]);
    let required = if required.is_empty() { object } else { with(object, requires(required)) };
    with(required, Json::object([("additionalProperties", false.into())]))
}

fn requires(keys: &[&str]) -> Json {
    Json::object([("required", keys.iter().copied().collect())])
}

fn reference(definition: &str) -> Json {
    Json::object([("$ref", format!("#/$defs/{definition}").into())])
}

fn any_of<const N: usize>(schemas: [Json; N]) -> Json {
    Json::object([("anyOf", schemas.into_iter().collect())])
}

/// A string all of which the regular expression matches.
fn pattern(expression: &str) -> Json {
    Json::object([("type", "string".into()), ("pattern", whole(expression).into())])
}

fn whole(expression: &str) -> String {
    format!("^({expression})$")
}

fn examples<const N: usize>(values: [&str; N]) -> Json {
    Json::object([("examples", values.into_iter().collect())])
}

fn described(schema: Json, what: &str) -> Json {
    with(Json::object([("description", what.into())]), schema)
}

/// The members of both.
fn with(schema: Json, more: Json) -> Json {
    match (schema, more) {
        (Json::Object(members), Json::Object(more)) => Json::map(members.into_iter().chain(more)),
        (schema, _) => schema,
    }
}

/// Stands for a key that the reader has learnt and this file hasn't; a test finds it.
fn unknown() -> Json {
    Json::object([])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that has a description also says what may stand there.
    fn holes<'a>(schema: &'a Json, name: &'a str, found: &mut Vec<&'a str>) {
        match schema {
            Json::Object(members) => {
                if matches!(&members[..], [(only, _)] if only == "description") {
                    found.push(name);
                }
                for (name, value) in members {
                    holes(value, name, found);
                }
            }
            Json::Array(items) => {
                for item in items {
                    holes(item, name, found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_word_has_a_schema() {
        let schema = with(map(&vocabulary::CATALOG, catalog, &[]), Json::object([("$defs", definitions())]));
        let mut found = Vec::new();
        holes(&schema, "", &mut found);
        assert_eq!(found, [""; 0]);
    }
}
