//! An OpenAPI document, 3.0 or 3.1 → the errors that its responses document.

use std::collections::{HashMap, HashSet};

use super::draft::{Code, Draft, Row, Status};
use super::envelope::Envelope;
use super::table;
use super::tree::Tree;

use schema::Document;

mod schema;

const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// An error response of one operation.
struct Response<'a> {
    status: Status,
    description: Option<&'a str>,
    /// Bodies that the document shows, each with what it says about them.
    examples: Vec<(Option<&'a str>, &'a Tree)>,
    schemas: Vec<&'a Tree>,
}

/// The draft, or why the document has none.
pub(super) fn draft(root: &Tree) -> Result<Draft, String> {
    let document = Document::of(root);
    let responses = responses(&document);
    let shown = responses.iter().flat_map(|response| &response.examples).map(|(_, body)| (*body).clone());
    let mut known = HashSet::new();
    let schemas =
        responses.iter().flat_map(|response| &response.schemas).map(|schema| document.resolve(schema));
    let schemas = schemas.filter(|schema| known.insert(std::ptr::from_ref::<Tree>(schema)));
    let samples = shown.chain(schemas.map(|schema| document.sample(schema)));
    let samples: Vec<_> = samples.filter(|sample| !sample.members().is_empty()).collect();
    let envelope = Envelope::guess(&samples);
    let rows = rows(&document, &responses, &envelope);
    if rows.is_empty() {
        return Err("the document has no error responses: none with a status from 400 and none with a code"
            .to_owned());
    }
    let info = |key: &str| root.get("info").and_then(|info| info.text_of(key)).map(str::to_owned);
    Ok(Draft {
        title: info("title"),
        version: info("version"),
        description: info("description"),
        envelope,
        rows,
    })
}

fn responses<'a>(document: &Document<'a>) -> Vec<Response<'a>> {
    let paths = document.member("paths");
    let items = paths.iter().flat_map(|paths| paths.members()).map(|(_, item)| document.resolve(item));
    let operations = items.flat_map(|item| {
        item.members()
            .iter()
            .filter(|(method, _)| METHODS.contains(&method.as_str()))
            .map(|(_, operation)| operation)
    });
    let responses = operations.filter_map(|operation| operation.get("responses")).flat_map(Tree::members);
    responses.filter_map(|(status, response)| self::response(document, status, response)).collect()
}

/// A response, if its status is one of errors.
fn response<'a>(document: &Document<'a>, status: &str, response: &'a Tree) -> Option<Response<'a>> {
    let status = match table::status(status) {
        Status::Listed(list) if list.iter().all(|status| *status >= 400) => Status::Listed(list),
        Status::Class(class) if class >= 4 => Status::Class(class),
        Status::Unknown if status == "default" => Status::Unknown,
        _ => return None,
    };
    let response = document.resolve(response);
    let media = response.get("content").map(Tree::members).unwrap_or_default();
    let json = media
        .iter()
        .filter(|(name, _)| name.contains("json") || name.contains("*/*"))
        .map(|(_, media)| media);
    let (mut examples, mut schemas) = (Vec::new(), Vec::new());
    for media in json.map(|media| document.resolve(media)) {
        examples.extend(media.get("example").map(|body| (None, body)));
        for (_, example) in media.get("examples").map(Tree::members).unwrap_or_default() {
            let example = document.resolve(example);
            let said = example.text_of("summary").or_else(|| example.text_of("description"));
            examples.extend(example.get("value").map(|body| (said, body)));
        }
        if let Some(schema) = media.get("schema") {
            let resolved = document.resolve(schema);
            examples.extend(resolved.get("example").map(|body| (None, body)));
            examples.extend(
                resolved.get("examples").map(Tree::items).unwrap_or_default().iter().map(|body| (None, body)),
            );
            schemas.push(schema);
        }
    }
    examples.retain(|(_, body)| !body.members().is_empty());
    Some(Response { status, description: response.text_of("description"), examples, schemas })
}

/// Examples tell a status's code for sure; lists of codes are often those of the whole API.
fn rows(document: &Document<'_>, responses: &[Response<'_>], envelope: &Envelope) -> Vec<Row> {
    let mut rows: Vec<_> = responses.iter().flat_map(|response| of_examples(response, envelope)).collect();
    let shown: HashSet<_> = rows.iter().filter_map(|row| row.code.clone()).collect();
    let listed = listed(document, responses, envelope);
    rows.extend(listed.into_iter().filter(|row| row.code.as_ref().is_some_and(|code| !shown.contains(code))));
    let with_code: HashSet<_> = rows.iter().map(|row| row.status.clone()).collect();
    let described = responses.iter().filter(|response| !with_code.contains(&response.status));
    let without_code = described.filter(|response| {
        response.status != Status::Unknown && codes(document, response, envelope).is_empty()
    });
    let without_code: Vec<_> = without_code
        .map(|response| Row {
            status: response.status.clone(),
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
        rows.into_iter().filter(|row| seen.insert((row.code.clone(), row.status.clone()))).collect();
    rows.sort_by_key(|row| match &row.status {
        Status::Listed(list) => list.first().copied().unwrap_or_default(),
        Status::Class(class) => u16::from(*class) * 100 + 99,
        Status::Unknown => u16::MAX,
    });
    rows
}

fn of_examples(response: &Response<'_>, envelope: &Envelope) -> Vec<Row> {
    let row = |(said, body): &(Option<&str>, &Tree)| {
        let code = envelope.code().iter().find_map(|pointer| code(body.pointer(pointer)?))?;
        let message = envelope.message().iter().find_map(|pointer| body.pointer(pointer)?.text());
        let alone = (response.examples.len() == 1).then_some(response.description).flatten();
        let meaning = said.or(alone).or(message).map(str::to_owned);
        Some(Row { code: Some(code), status: response.status.clone(), meaning, ..Row::default() })
    };
    response.examples.iter().filter_map(row).collect()
}

fn code(tree: &Tree) -> Option<Code> {
    match tree {
        Tree::Text(text) if !text.trim().is_empty() => Some(Code::Text(text.clone())),
        Tree::Integer(number) => Some(Code::Integer(number.clone())),
        _ => None,
    }
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
            let (status, meaning) = (response.status.clone(), said.or(described));
            let row = Row { code: Some(code), status, meaning, ..Row::default() };
            if !rows.iter().any(|known| known.status == row.status) {
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
            vec![Row { status: Status::Unknown, meaning, ..first.clone() }]
        }
    })
    .collect()
}
