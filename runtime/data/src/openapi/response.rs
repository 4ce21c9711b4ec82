//! Describes a response: which errors it can be, and what its bodies are.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use alloc::{format, vec};

use super::TextStyle;
use super::response_key::{LAST_STATUS, ResponseKey};
use super::value::{OpenApiValue, add_description, make_typed};
use crate::catalog::Catalog;
use crate::entry::Entry;
use crate::envelope::{EnvelopePart, Format};
use crate::locator::{Locator, Place};
use crate::statuses::Statuses;

const XML: &str = "application/xml";

/// Lists the errors that a response can be, in Markdown. A note on an entry comes before its meaning.
#[must_use]
pub fn describe_response(
    key: ResponseKey,
    entries: &[&Entry<'_>],
    style: TextStyle,
    find_note: impl Fn(&Entry<'_>) -> &'static str,
) -> String {
    let errors = entries.iter().map(|entry| {
        let codes: Vec<_> = entry.codes().map(|code| (style.write_code)(code.text)).collect();
        let code = if codes.is_empty() { "*without a code*".to_owned() } else { codes.join(", ") };
        let status = describe_further_statuses(key, entry);
        format!("- {code}{status}{}: {}", find_note(entry), (style.write_line)(entry.meaning()))
    });
    let errors: Vec<_> = errors.collect();
    let has_further = entries.iter().any(|entry| !describe_further_statuses(key, entry).is_empty());
    let note = if has_further { " OpenAPI has no key for those above 599." } else { "" };
    format!("{}.{note}\n\n{}", key.describe_status(style.find_phrase), errors.join("\n"))
}

/// Names the statuses of an entry that OpenAPI has no key for.
fn describe_further_statuses(key: ResponseKey, entry: &Entry<'_>) -> String {
    let further: Vec<_> = match entry.statuses() {
        Statuses::Class(class) => vec![format!("{class}xx")],
        statuses => {
            let further = statuses.listed().filter(|status| *status > LAST_STATUS);
            further.map(|status| status.to_string()).collect()
        }
    };
    if key != ResponseKey::Default || further.is_empty() {
        return String::new();
    }
    format!(" (status {})", further.join(", "))
}

/// What a body can be: its media type, and the members of the object that describes it.
pub type MediaType<V> = (&'static str, Vec<(&'static str, V)>);

/// Lists what the bodies of a response can be: JSON with examples, and what else there can be. Nothing if header fields
/// alone identify its errors.
pub fn list_media_types<V>(
    catalog: &Catalog<'_>,
    schema: &OpenApiValue,
    examples: Option<V>,
    convert: impl Fn(OpenApiValue) -> V,
) -> Vec<MediaType<V>> {
    let envelope = catalog.envelope();
    let describe = |schema: &OpenApiValue| ("schema", convert(schema.clone()));
    let mut types = Vec::new();
    if let Some(examples) = examples {
        let with_examples = vec![describe(schema), ("examples", examples)];
        if envelope.reads(Format::Json) {
            types.push((envelope.content_type(), with_examples));
            // What is sent is JSON, so that there is no example in XML.
            if envelope.reads(Format::Xml) {
                types.push((XML, vec![describe(schema)]));
            }
        } else {
            types.push((XML, with_examples));
        }
    }
    if reads_text(catalog) {
        let schema = add_description(make_typed("string"), "An error as plain text.");
        types.push(("text/plain", vec![describe(&schema)]));
    }
    types
}

/// Returns whether a part of an error can be in a body that is text.
fn reads_text(catalog: &Catalog<'_>) -> bool {
    let locators = EnvelopePart::ALL.into_iter().flat_map(|part| catalog.envelope().locators(part));
    let mut places = locators.map(Locator::place);
    places.any(|place| place == Place::Text)
}
