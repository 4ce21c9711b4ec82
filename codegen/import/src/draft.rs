//! Holds what was found of an API's errors, and writes it as a catalog with `TODO` for what is left to people.

use std::collections::HashSet;

use crate::deduplicate::deduplicate_rows;
use crate::envelope::DraftEnvelope;
use crate::name;
use crate::row::{Row, one_or_many, write_todo};
use crate::tree::{DataTree, Members};
use crate::yaml;

/// What was found of an API's errors.
#[derive(Debug)]
pub struct CatalogDraft {
    /// The keys of `api`.
    pub(crate) api: Members,
    pub(crate) envelope: DraftEnvelope,
    /// The retry table; where none is known, one is guessed.
    pub(crate) retry: Option<DataTree>,
    /// The other keys of the top level, such as `groups`.
    pub(crate) more: Members,
    /// The errors, none of which can be taken for another.
    pub(crate) rows: Vec<Row>,
    /// What is not an error, or not known to be one.
    pub(crate) todos: Vec<String>,
}

const GUESSED_RETRY: &str = "
# A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
retry: { default: never, 429: after 60s, 5xx: backoff 1s, 501: never, 505: never }
";

impl CatalogDraft {
    /// Returns the draft of errors as they were found, some of them maybe more than once.
    pub(crate) fn from_rows(found: Vec<Row>, envelope: DraftEnvelope) -> Self {
        let (rows, todos) = deduplicate_rows(found);
        Self { api: Vec::new(), envelope, retry: None, more: Vec::new(), rows, todos }
    }

    /// Returns what was left out, or is not known to be an error; the written catalog has each in a `TODO` comment.
    #[must_use]
    pub fn remarks(&self) -> &[String] {
        &self.todos
    }

    /// Writes the text of the catalog, which a comment says was made from `source`.
    ///
    /// `name` is the API's name, for which [`is_usable_name`](errspec_spec::is_usable_name) holds; without one it is
    /// made of what the document calls the API.
    #[must_use]
    pub fn write(mut self, name: Option<&str>, source: &str) -> String {
        name::assign_names(&mut self.rows, HashSet::new());
        let opening = match self.retry {
            // Nothing had to be guessed.
            Some(_) => String::new(),
            None => format!(
                "# A draft, made from {}. `cargo errspec check` shows what it couldn't know.\n",
                yaml::write_comment(source)
            ),
        };
        let retry =
            self.retry.as_ref().map_or_else(|| GUESSED_RETRY.to_owned(), |of| write_section("retry", of));
        let more: Vec<_> = self.more.iter().map(|(key, value)| write_section(key, value)).collect();
        let todos: Vec<_> = self.todos.iter().map(|text| format!("{}\n", write_todo(text))).collect();
        let entries: Vec<_> = self.rows.iter().map(Row::write).collect();
        format!(
            "{opening}errspec: 1\n{}{}{retry}{}\nerrors:\n{}{}",
            write_api(&self.api, name),
            write_draft_envelope(&self.envelope),
            more.concat(),
            todos.concat(),
            entries.join("\n")
        )
    }
}

fn write_api(members: &Members, name: Option<&str>) -> String {
    let found = |key: &str| members.iter().find(|(name, _)| name == key).and_then(|(_, value)| value.text());
    let name = name.or(found("name")).map(str::to_owned).or_else(|| name::derive_api_name(found("title")?));
    let name = match name {
        Some(name) => yaml::write_value(&DataTree::Text(name), 2),
        None => "Api # TODO: what the API is called; `Acme` becomes `AcmeError`".to_owned(),
    };
    let rest = members.iter().filter(|(key, _)| key != "name");
    format!("\napi:\n  name: {name}\n{}", write_keys(rest))
}

/// Writes the key `envelope`, in lines of their own.
pub(crate) fn write_draft_envelope(envelope: &DraftEnvelope) -> String {
    match envelope {
        DraftEnvelope::Unknown => {
            "\n# TODO: where a response keeps these, as JSON Pointers; this is a guess.\n\
             envelope: { code: /code, message: /message }\n"
                .to_owned()
        }
        DraftEnvelope::ProblemJson => write_section("envelope", &DataTree::Text("problem+json".to_owned())),
        DraftEnvelope::Known(envelope) => write_section("envelope", envelope),
        DraftEnvelope::At { code, message, request_id } if code.is_empty() => {
            let guess =
                DraftEnvelope::At { code: vec!["/code"], message: message.clone(), request_id: *request_id };
            let guess = write_draft_envelope(&guess);
            format!("\n# TODO: where the code is, as a JSON Pointer; `/code` is a guess.{guess}")
        }
        DraftEnvelope::At { code, message, request_id } => {
            let list = |pointers: &[&str]| {
                one_or_many(pointers.iter().map(|pointer| DataTree::Text((*pointer).to_owned())).collect())
            };
            let message = (!message.is_empty()).then(|| list(message));
            let keys = [
                ("code", Some(list(code))),
                ("message", message),
                ("request_id", request_id.map(|pointer| list(&[pointer]))),
            ];
            let keys = keys.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
            write_section("envelope", &DataTree::Map(keys.collect()))
        }
    }
}

/// Writes a key of the top level; nothing where there is nothing under it.
fn write_section(key: &str, value: &DataTree) -> String {
    match value {
        DataTree::Map(members) if members.is_empty() => String::new(),
        DataTree::List(items) if items.is_empty() => String::new(),
        DataTree::Map(members) => format!("\n{key}:\n{}", write_keys(members)),
        DataTree::List(items) => {
            let items: Vec<_> =
                items.iter().map(|item| format!("  - {}\n", yaml::write_inline(item))).collect();
            format!("\n{key}:\n{}", items.concat())
        }
        value => format!("\n{key}: {}\n", yaml::write_value(value, 0)),
    }
}

fn write_keys<'a>(members: impl IntoIterator<Item = &'a (String, DataTree)>) -> String {
    let line = |(key, value): &(String, DataTree)| {
        format!("  {}: {}\n", yaml::write_key(key), yaml::write_value(value, 2))
    };
    members.into_iter().map(line).collect()
}
