//! Finds the errors that the responses of an OpenAPI document, 3.0 or 3.1, document.

use std::collections::{HashMap, HashSet};

use crate::draft::CatalogDraft;
use crate::envelope::DraftEnvelope;
use crate::row::{Row, RowCode};
use crate::statuses::DraftStatuses;
use crate::tree::{DataTree, Members};

use document::OpenApiDocument;
pub(crate) use read::require_openapi;
use response::{OpenApiExample, OpenApiResponse};
use schema::ListedCode;
use unread::Unread;

mod document;
mod errspec_extension;
mod read;
mod response;
mod schema;
mod unread;

/// Drafts a catalog of the errors in a text.
pub(crate) fn draft_errors(text: &str) -> Result<CatalogDraft, String> {
    let root = read::parse_document(text)?;
    let document = OpenApiDocument::new(&root);
    let responses = response::find_error_responses(&document);
    let envelope = guess_envelope(&document, &responses);
    let (own, responses): (Vec<_>, Vec<_>) =
        responses.into_iter().partition(|response| !response.own.is_empty());
    let own = errspec_extension::read_extension_rows(&root, &own);
    let known: HashSet<_> = own.iter().flat_map(Row::list_keys).collect();
    let mut rows = read_response_rows(&document, &responses, &envelope);
    let unread = Unread::new(&document, &envelope, &rows);
    let mut todos = unread.describe_all(&responses);
    rows.retain(|row| !row.list_keys().iter().any(|key| known.contains(key)));
    if rows.is_empty() && own.is_empty() {
        return Err(explain_empty_document(&document));
    }
    let found = CatalogDraft::from_rows(rows, envelope);
    let rows = own.into_iter().chain(found.rows).collect();
    todos.extend(describe_references(&document, text));
    let todos = found.todos.into_iter().chain(todos).collect();
    let draft = CatalogDraft { api: read_info(&root, text), rows, todos, ..found };
    Ok(errspec_extension::add_surroundings(&root, draft))
}

/// How many references are searched for in the text, all of which is read for each.
const MOST_SEARCHED: usize = 100;

/// Describes the references that can't be followed.
fn describe_references(document: &OpenApiDocument<'_>, text: &str) -> Vec<String> {
    let elsewhere =
        document.list_elsewhere().into_iter().map(|target| (target, "is in another file, which isn't read"));
    let broken = document.list_broken().into_iter().map(|target| (target, "is not in the document"));
    let describe = |(index, (target, why)): (usize, (String, &str))| {
        let is_searched = index < MOST_SEARCHED;
        let line =
            is_searched.then(|| text.lines().position(|line| line.contains(target.as_str()))).flatten();
        let place = line.map(|index| format!("line {}: ", index + 1)).unwrap_or_default();
        format!("{place}`{target}` {why}")
    };
    elsewhere.chain(broken).enumerate().map(describe).collect()
}

fn read_info(root: &DataTree, source: &str) -> Members {
    let text = |key: &str| {
        let text = match root.get("info")?.get(key)? {
            DataTree::Fraction(_) if key == "version" => read::find_version(source),
            value => value.scalar(),
        };
        text.map(|text| text.trim().to_owned())
    };
    let texts = ["title", "version", "description"].map(|key| (key, text(key)));
    let texts =
        texts.into_iter().filter_map(|(key, text)| Some((key, text.filter(|text| !text.is_empty())?)));
    texts.map(|(key, text)| (key.to_owned(), DataTree::Text(text))).collect()
}

fn explain_empty_document(document: &OpenApiDocument<'_>) -> String {
    let none = "the document has no error responses: none with a status from 400 and none with a code";
    match describe_other_files(document) {
        Some(files) => format!("{none}; {files} isn't read, so make it one document first"),
        None => none.to_owned(),
    }
}

/// Describes what the document keeps in other files.
fn describe_other_files(document: &OpenApiDocument<'_>) -> Option<String> {
    let files = document.list_elsewhere();
    let first = files.first()?;
    let more = files.len() - 1;
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    Some(format!("what is in other files (`{first}`{more})"))
}

fn guess_envelope<'a>(document: &OpenApiDocument<'a>, responses: &[OpenApiResponse<'a>]) -> DraftEnvelope {
    let shown = responses.iter().flat_map(|response| &response.examples);
    let shown = shown.map(|example| example.body.tree.clone());
    let mut known = HashSet::new();
    let schemas = responses.iter().flat_map(|response| &response.schemas);
    let schemas = schemas.map(|schema| document.resolve_tree(schema.tree));
    let schemas = schemas.filter(|schema| known.insert(std::ptr::from_ref::<DataTree>(schema)));
    let samples = shown.chain(schemas.map(|schema| document.make_sample(schema)));
    let samples: Vec<_> = samples.filter(|sample| !sample.members().is_empty()).collect();
    DraftEnvelope::guess(&samples)
}

/// Reads the errors. Examples tell a status's code for sure; lists of codes are often those of the whole API.
fn read_response_rows<'a>(
    document: &OpenApiDocument<'a>,
    responses: &[OpenApiResponse<'a>],
    envelope: &DraftEnvelope,
) -> Vec<Row> {
    let mut known = HashSet::new();
    let mut rows = Vec::new();
    for (index, response) in responses.iter().enumerate() {
        let shown = read_examples(response, envelope).into_iter().filter(|(row, is_described)| {
            // The message of another request with the same error says nothing new.
            known.insert((row.code.clone(), row.statuses.clone())) || *is_described
        });
        rows.extend(shown.map(|(row, _)| (index, row)));
    }
    let shown: HashSet<_> = rows.iter().filter_map(|(_, row)| row.code.clone()).collect();
    let codes = responses.iter().map(|response| list_response_codes(document, response, envelope));
    let codes: Vec<_> = codes.collect();
    let is_new = |(_, row): &(usize, Row)| row.code.as_ref().is_some_and(|code| !shown.contains(code));
    rows.extend(read_listed_codes(responses, &codes).into_iter().filter(is_new));
    add_descriptions(&mut rows, codes.iter().flatten());
    let with_code: HashSet<_> = rows.iter().map(|(_, row)| row.statuses.clone()).collect();
    let without_code = responses.iter().zip(&codes).enumerate().filter(|(_, (response, codes))| {
        let is_any = response.statuses == DraftStatuses::Any;
        !is_any && codes.is_empty() && !with_code.contains(&response.statuses)
    });
    rows.extend(without_code.map(|(index, (response, _))| {
        let (statuses, meaning) = (response.statuses.clone(), response.description.map(str::to_owned));
        (index, Row { statuses, meaning, ..Row::default() })
    }));
    // In the order of the document.
    rows.sort_by_key(|(index, _)| *index);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Adds a remark to a row whose code a schema describes in other words.
fn add_descriptions<'c>(rows: &mut [(usize, Row)], codes: impl Iterator<Item = &'c ListedCode>) {
    let mut known: HashSet<_> =
        rows.iter().filter_map(|(_, row)| Some((row.code.clone()?, row.meaning.clone()?))).collect();
    for (code, said) in codes {
        let Some(said) = said.as_ref().filter(|said| known.insert((code.clone(), (*said).clone()))) else {
            continue;
        };
        if let Some((_, row)) = rows.iter_mut().find(|(_, row)| row.code.as_ref() == Some(code)) {
            row.remark(&format!("its code is also said to mean `{said}`"));
        }
    }
}

/// Reads the errors of examples, each with whether the document describes it, and doesn't only show its message.
fn read_examples(response: &OpenApiResponse<'_>, envelope: &DraftEnvelope) -> Vec<(Row, bool)> {
    let row = |example: &OpenApiExample<'_>| {
        let body = example.body.tree;
        let code = find_code(body, envelope)?;
        let message = envelope.message().iter().find_map(|pointer| body.pointer(pointer)?.text());
        let alone = (response.examples.len() == 1).then_some(response.description).flatten();
        let described = example.said.or(alone);
        let meaning = described.or(message).map(str::to_owned);
        let statuses = response.statuses.clone();
        Some((Row { code: Some(code), statuses, meaning, ..Row::default() }, described.is_some()))
    };
    response.examples.iter().filter_map(row).collect()
}

/// Returns the code in a body.
fn find_code(body: &DataTree, envelope: &DraftEnvelope) -> Option<RowCode> {
    envelope.code().iter().find_map(|pointer| RowCode::from_tree(body.pointer(pointer)?))
}

fn list_response_codes<'a>(
    document: &OpenApiDocument<'a>,
    response: &OpenApiResponse<'a>,
    envelope: &DraftEnvelope,
) -> Vec<ListedCode> {
    let schemas = response.schemas.iter();
    schemas
        .flat_map(|schema| {
            envelope.code().iter().flat_map(|pointer| document.list_values(schema.tree, pointer))
        })
        .collect()
}

/// Reads the codes in schemas. One that is listed at several statuses is given none, if it is one of many there.
fn read_listed_codes(responses: &[OpenApiResponse<'_>], codes: &[Vec<ListedCode>]) -> Vec<(usize, Row)> {
    let mut order = Vec::new();
    let mut found = HashMap::<RowCode, Vec<Row>>::new();
    for (index, (response, codes)) in responses.iter().zip(codes).enumerate() {
        for (code, said) in codes {
            let rows = found.entry(code.clone()).or_insert_with(|| {
                order.push((index, code.clone()));
                Vec::new()
            });
            let described = response.description.filter(|_| codes.len() == 1).map(str::to_owned);
            let (statuses, meaning) = (response.statuses.clone(), said.clone().or(described));
            let row = Row { code: Some(code.clone()), statuses, meaning, ..Row::default() };
            if !rows.iter().any(|known| known.statuses == row.statuses) {
                rows.push(row);
            }
        }
    }
    let rows = order.iter().filter_map(|(index, code)| Some((*index, found.remove(code)?)));
    rows.flat_map(|(index, rows)| match rows.as_slice() {
        [] | [_] => rows.into_iter().map(|row| (index, row)).collect(),
        [first, ..] => {
            let meaning =
                rows.iter().all(|row| row.meaning == first.meaning).then(|| first.meaning.clone()).flatten();
            vec![(index, Row { statuses: DraftStatuses::Any, meaning, ..first.clone() })]
        }
    })
    .collect()
}
