//! An OpenAPI document, 3.0 or 3.1 → the errors that its responses document.

use std::collections::{HashMap, HashSet};

use crate::draft::Draft;
use crate::envelope::Envelope;
use crate::row::{Code, Row};
use crate::statuses::DraftStatuses;
use crate::tree::{Members, Tree};

pub(crate) use read::is_openapi;
use response::Response;
use schema::Document;

mod own;
mod read;
mod response;
mod schema;

/// The draft of the errors in a text, or why there is none.
pub(crate) fn draft(text: &str) -> Result<Draft, String> {
    let root = read::document(text)?;
    let document = Document::of(&root);
    let responses = response::all(&document);
    let envelope = envelope(&document, &responses);
    let (own, responses): (Vec<_>, Vec<_>) =
        responses.into_iter().partition(|response| !response.own.is_empty());
    let own = own::rows(&root, &own);
    let known: HashSet<_> = own.iter().flat_map(Row::keys).collect();
    let mut rows = rows(&document, &responses, &envelope);
    rows.retain(|row| !row.keys().iter().any(|key| known.contains(key)));
    if rows.is_empty() && own.is_empty() {
        return Err(no_errors(&document));
    }
    let found = Draft::of(rows, envelope);
    let rows = own.into_iter().chain(found.rows).collect();
    let todos =
        found.todos.into_iter().chain(elsewhere(&document).map(|files| format!("{files} isn't read")));
    let draft = Draft { api: info(&root, text), rows, todos: todos.collect(), ..found };
    Ok(own::surround(&root, draft))
}

fn info(root: &Tree, source: &str) -> Members {
    let text = |key: &str| {
        let text = match root.get("info")?.get(key)? {
            Tree::Fraction(_) if key == "version" => read::version(source),
            value => value.scalar(),
        };
        text.map(|text| text.trim().to_owned())
    };
    let texts = ["title", "version", "description"].map(|key| (key, text(key)));
    let texts =
        texts.into_iter().filter_map(|(key, text)| Some((key, text.filter(|text| !text.is_empty())?)));
    texts.map(|(key, text)| (key.to_owned(), Tree::Text(text))).collect()
}

fn no_errors(document: &Document<'_>) -> String {
    let none = "the document has no error responses: none with a status from 400 and none with a code";
    match elsewhere(document) {
        Some(files) => format!("{none}; {files} isn't read, so make it one document first"),
        None => none.to_owned(),
    }
}

/// What the document keeps in other files.
fn elsewhere(document: &Document<'_>) -> Option<String> {
    let files = document.elsewhere();
    let first = files.first()?;
    let more = files.len() - 1;
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    Some(format!("what is in other files (`{first}`{more})"))
}

fn envelope(document: &Document<'_>, responses: &[Response<'_>]) -> Envelope {
    let shown = responses.iter().flat_map(|response| &response.examples).map(|(_, body)| (*body).clone());
    let mut known = HashSet::new();
    let schemas =
        responses.iter().flat_map(|response| &response.schemas).map(|schema| document.resolve(schema));
    let schemas = schemas.filter(|schema| known.insert(std::ptr::from_ref::<Tree>(schema)));
    let samples = shown.chain(schemas.map(|schema| document.sample(schema)));
    let samples: Vec<_> = samples.filter(|sample| !sample.members().is_empty()).collect();
    Envelope::guess(&samples)
}

/// Examples tell a status's code for sure; lists of codes are often those of the whole API.
fn rows(document: &Document<'_>, responses: &[Response<'_>], envelope: &Envelope) -> Vec<Row> {
    let mut rows: Vec<_> = responses.iter().flat_map(|response| of_examples(response, envelope)).collect();
    let shown: HashSet<_> = rows.iter().filter_map(|row| row.code.clone()).collect();
    let listed = listed(document, responses, envelope);
    rows.extend(listed.into_iter().filter(|row| row.code.as_ref().is_some_and(|code| !shown.contains(code))));
    let with_code: HashSet<_> = rows.iter().map(|row| row.statuses.clone()).collect();
    let described = responses.iter().filter(|response| !with_code.contains(&response.statuses));
    let without_code = described.filter(|response| {
        response.statuses != DraftStatuses::Any && codes(document, response, envelope).is_empty()
    });
    let without_code: Vec<_> = without_code
        .map(|response| Row {
            statuses: response.statuses.clone(),
            meaning: response.description.map(str::to_owned),
            ..Row::default()
        })
        .collect();
    rows.extend(without_code);
    first_meanings(rows)
}

/// What several operations say about one error is said once.
fn first_meanings(rows: Vec<Row>) -> Vec<Row> {
    let mut seen = HashSet::new();
    let mut rows: Vec<_> =
        rows.into_iter().filter(|row| seen.insert((row.code.clone(), row.statuses.clone()))).collect();
    rows.sort_by_key(|row| match &row.statuses {
        DraftStatuses::Listed(list) => list.first().copied().unwrap_or_default(),
        DraftStatuses::Class(class) => u16::from(*class) * 100 + 99,
        DraftStatuses::Any => u16::MAX,
    });
    rows
}

fn of_examples(response: &Response<'_>, envelope: &Envelope) -> Vec<Row> {
    let row = |(said, body): &(Option<&str>, &Tree)| {
        let code = envelope.code().iter().find_map(|pointer| Code::of(body.pointer(pointer)?))?;
        let message = envelope.message().iter().find_map(|pointer| body.pointer(pointer)?.text());
        let alone = (response.examples.len() == 1).then_some(response.description).flatten();
        let meaning = said.or(alone).or(message).map(str::to_owned);
        Some(Row { code: Some(code), statuses: response.statuses.clone(), meaning, ..Row::default() })
    };
    response.examples.iter().filter_map(row).collect()
}

/// A code that a schema lists, with what it says about it.
type Listed = (Code, Option<String>);

fn codes(document: &Document<'_>, response: &Response<'_>, envelope: &Envelope) -> Vec<Listed> {
    let schemas = response.schemas.iter();
    schemas
        .flat_map(|schema| envelope.code().iter().flat_map(|pointer| document.values(schema, pointer)))
        .collect()
}

/// The codes in schemas. One that is in those of several statuses is given none, if it is one of many there.
fn listed(document: &Document<'_>, responses: &[Response<'_>], envelope: &Envelope) -> Vec<Row> {
    let mut order = Vec::new();
    let mut found = HashMap::<Code, Vec<Row>>::new();
    for response in responses {
        let codes = codes(document, response, envelope);
        let alone = codes.len() == 1;
        for (code, said) in codes {
            let rows = found.entry(code.clone()).or_insert_with(|| {
                order.push(code.clone());
                Vec::new()
            });
            let described = response.description.filter(|_| alone).map(str::to_owned);
            let (statuses, meaning) = (response.statuses.clone(), said.or(described));
            let row = Row { code: Some(code), statuses, meaning, ..Row::default() };
            if !rows.iter().any(|known| known.statuses == row.statuses) {
                rows.push(row);
            }
        }
    }
    let rows = order.iter().filter_map(|code| found.remove(code));
    rows.flat_map(|rows| match rows.as_slice() {
        [] | [_] => rows,
        [first, ..] => {
            let meaning =
                rows.iter().all(|row| row.meaning == first.meaning).then(|| first.meaning.clone()).flatten();
            vec![Row { statuses: DraftStatuses::Any, meaning, ..first.clone() }]
        }
    })
    .collect()
}
