//! What was found of an API's errors → the text of a catalog that parses, with `TODO` for what is left to people.

use std::collections::{HashMap, HashSet};

use errspec_spec::Spec;

use super::envelope::Envelope;
use super::yaml;

pub(super) const TODO: &str = "TODO. Say in a sentence when this occurs.";

/// What was found.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) title: Option<String>,
    pub(super) version: Option<String>,
    pub(super) description: Option<String>,
    pub(super) envelope: Envelope,
    pub(super) rows: Vec<Row>,
}

/// An error that was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) code: Option<Code>,
    pub(super) status: Status,
    pub(super) name: Option<String>,
    pub(super) meaning: Option<String>,
    pub(super) message: Option<String>,
    /// A retry hint as it is written.
    pub(super) retry: Option<String>,
    pub(super) guidance: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Code {
    Text(String),
    Integer(String),
}

impl Code {
    /// A code of which only the text is known.
    pub(super) fn guess(text: &str) -> Self {
        match text.parse::<i64>() {
            Ok(number) if number.to_string() == text => Self::Integer(text.to_owned()),
            _ => Self::Text(text.to_owned()),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        let (Self::Text(text) | Self::Integer(text)) = self;
        text
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Status {
    #[default]
    Unknown,
    Listed(Vec<u16>),
    Class(u8),
}

impl Draft {
    /// Errors in a table, of which nothing else is known.
    pub(super) fn of(rows: Vec<Row>, envelope: Envelope) -> Self {
        Self { title: None, version: None, description: None, envelope, rows }
    }

    /// The catalog; `source` says in a comment what it was made from.
    pub(super) fn write(self, name: Option<&str>, source: &str) -> String {
        let api = self.api(name);
        let envelope = envelope(&self.envelope);
        let (rows, left_out) = merged(self.rows);
        let left_out = left_out.iter().map(|row| {
            let meaning = row.meaning.as_deref().unwrap_or_default();
            format!("# TODO: left out, as it has no code and no status: {meaning}\n")
        });
        let left_out: Vec<_> = left_out.collect();
        let entries: Vec<_> = named(rows).iter().map(entry).collect();
        format!(
            "# A draft, made from {source}. `cargo errspec check` shows what it couldn't know.\nerrspec: 1\n\n{api}\n{envelope}\n\
             # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.\n\
             retry: {{ default: never, 429: after 60s, 5xx: backoff 1s, 501: never, 505: never }}\n\n\
             errors:\n{}{}",
            left_out.concat(),
            entries.join("\n")
        )
    }

    fn api(&self, name: Option<&str>) -> String {
        let known = name.map(str::to_owned).or_else(|| camel(self.title.as_deref()?));
        let name = match known {
            Some(name) => format!("  name: {name}\n"),
            None => "  name: Api # TODO: what the API is called; `Acme` becomes `AcmeError`\n".to_owned(),
        };
        let texts = [("title", &self.title), ("version", &self.version), ("description", &self.description)];
        let texts = texts
            .into_iter()
            .filter_map(|(key, text)| Some(format!("  {key}: {}\n", yaml::text(text.as_deref()?, 2))));
        let texts: Vec<_> = texts.collect();
        format!("api:\n{name}{}", texts.concat())
    }
}

fn envelope(envelope: &Envelope) -> String {
    match envelope {
        Envelope::Unknown => "# TODO: where a response keeps these, as JSON Pointers; this is a guess.\n\
                              envelope: { code: /code, message: /message }\n"
            .to_owned(),
        Envelope::ProblemJson => "envelope: problem+json\n".to_owned(),
        Envelope::At { code, message, request_id } => {
            let code = match code.as_slice() {
                [] => "/code # TODO: where the code is, as a JSON Pointer".to_owned(),
                code => list(code),
            };
            let message = match message.as_slice() {
                [] => String::new(),
                message => format!("  message: {}\n", list(message)),
            };
            let request_id = request_id.map(|pointer| format!("  request_id: {pointer}\n"));
            format!("envelope:\n  code: {code}\n{message}{}", request_id.unwrap_or_default())
        }
    }
}

fn list(pointers: &[&str]) -> String {
    if let [one] = pointers { (*one).to_owned() } else { format!("[{}]", pointers.join(", ")) }
}

fn entry(row: &Row) -> String {
    let mut keys = Vec::new();
    match &row.code {
        Some(Code::Integer(number)) => keys.push(format!("code: {number}")),
        Some(Code::Text(text)) => keys.push(format!("code: {}", yaml::scalar(text))),
        None => {}
    }
    match &row.status {
        Status::Listed(list) => keys.push(match list.as_slice() {
            [one] => format!("status: {one}"),
            list => format!("status: {list:?}"),
        }),
        Status::Class(class) => keys.push(format!("status: {class}xx")),
        Status::Unknown => {}
    }
    keys.extend(row.name.as_ref().map(|name| format!("name: {name}")));
    keys.push(format!("meaning: {}", yaml::scalar(row.meaning.as_deref().unwrap_or(TODO))));
    keys.extend(row.retry.as_ref().map(|retry| format!("retry: {retry}")));
    keys.extend(row.message.as_ref().map(|message| format!("message: {}", yaml::scalar(message))));
    if !row.guidance.is_empty() {
        keys.push(format!("guidance: {}", yaml::text(&row.guidance.join("\n\n"), 4)));
    }
    format!("  - {}\n", keys.join("\n    "))
}

/// The rows, each code and status once, and those that say neither.
fn merged(rows: Vec<Row>) -> (Vec<Row>, Vec<Row>) {
    let (mut merged, mut left_out) = (Vec::<Row>::new(), Vec::new());
    let mut places = HashMap::new();
    for mut row in rows {
        row.tidy();
        if row.code.is_none() && row.status == Status::Unknown {
            left_out.extend(Some(row).filter(|row| row.meaning.is_some()));
            continue;
        }
        let known: Vec<_> = row.keys().iter().map(|key| places.get(key).copied()).collect();
        // A code that is here at one of several statuses already: an entry for each of the others.
        let rows = if known.iter().all(Option::is_none) { vec![row] } else { row.apart() };
        for row in rows {
            let place = row.keys().first().and_then(|key| places.get(key)).copied();
            if let Some(known) = place.and_then(|place: usize| merged.get_mut(place)) {
                known.add(&row);
            } else {
                places.extend(row.keys().into_iter().map(|key| (key, merged.len())));
                merged.push(row);
            }
        }
    }
    (merged, left_out)
}

impl Row {
    /// The code with each status: what no two entries can share.
    fn keys(&self) -> Vec<(Option<String>, String)> {
        let code = || self.code.as_ref().map(|code| code.as_str().to_owned());
        match &self.status {
            Status::Listed(list) => list.iter().map(|status| (code(), status.to_string())).collect(),
            Status::Class(class) => vec![(code(), format!("{class}xx"))],
            Status::Unknown => vec![(code(), String::new())],
        }
    }

    /// A row a status.
    fn apart(self) -> Vec<Self> {
        let Status::Listed(list) = &self.status else { return vec![self] };
        list.iter().map(|status| Self { status: Status::Listed(vec![*status]), ..self.clone() }).collect()
    }

    fn tidy(&mut self) {
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text =
            |text: &str| text.replace("\r\n", "\n").chars().filter(|c| is_text(*c)).collect::<String>();
        let filled = |text: String| Some(text).filter(|text| !text.is_empty());
        self.meaning = self.meaning.take().and_then(|meaning| filled(line(&text(&meaning))));
        self.message = self.message.take().and_then(|message| filled(line(&text(&message))));
        self.guidance =
            self.guidance.iter().map(|part| text(part.trim())).filter(|part| !part.is_empty()).collect();
        // What a template takes for a field.
        self.message.take_if(|message| message.contains(['{', '}']));
        if let Status::Listed(list) = &mut self.status {
            let mut seen = HashSet::new();
            list.retain(|status| (100..600).contains(status) && seen.insert(*status));
            if list.is_empty() {
                self.status = Status::Unknown;
            }
        }
        if self.code.is_some() && matches!(self.status, Status::Class(_)) {
            self.status = Status::Unknown;
        }
    }

    /// Adds what another row says about the same error.
    fn add(&mut self, other: &Self) {
        match (&self.meaning, &other.meaning) {
            (None, meaning) => self.meaning.clone_from(meaning),
            (Some(one), Some(two)) if one != two && !self.guidance.contains(two) => {
                self.guidance.push(two.clone());
            }
            _ => {}
        }
        let new: Vec<_> =
            other.guidance.iter().filter(|part| !self.guidance.contains(part)).cloned().collect();
        self.guidance.extend(new);
        self.retry = self.retry.take().or_else(|| other.retry.clone());
    }
}

fn is_text(c: char) -> bool {
    !c.is_control() || c == '\n' || c == '\t'
}

/// Gives a name to each row whose own is taken or can't be made.
fn named(rows: Vec<Row>) -> Vec<Row> {
    let mut taken = HashSet::new();
    let mut named = Vec::new();
    for (index, mut row) in rows.into_iter().enumerate() {
        let made = variant(&row);
        let wanted = made.clone().unwrap_or_else(|| format!("Unnamed{}", index + 1));
        let status = match &row.status {
            Status::Listed(list) => list.first().map(u16::to_string),
            _ => None,
        };
        let with_status = status.map(|status| format!("{wanted}{status}"));
        let mut choices = std::iter::once(wanted.clone()).chain(with_status);
        let free = choices.find(|name| !taken.contains(name));
        let name = free.unwrap_or_else(|| format!("{wanted}No{}", index + 1));
        taken.insert(name.clone());
        row.name = (Some(&name) != made.as_ref()).then_some(name);
        named.push(row);
    }
    named
}

/// The name that the format gives an entry; None if it needs one of its own. The format itself is asked.
fn variant(row: &Row) -> Option<String> {
    let row = Row { code: row.code.clone(), status: row.status.clone(), ..Row::default() };
    let yaml = format!(
        "errspec: 1\napi: {{ name: Api }}\nenvelope: {{ code: /code }}\nretry: {{ default: never }}\nerrors:\n{}",
        entry(&row)
    );
    Spec::parse("", yaml.as_bytes()).ok()?.entries().first().map(|entry| entry.name().to_owned())
}

/// Whether a text can be the name of an API or an error.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !["Self", "Unrecognized", "ALL"].contains(&name)
}

/// The name of an API with a title: `Pet Store (v2)` is `PetStoreV2`.
fn camel(title: &str) -> Option<String> {
    let title = title.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    variant(&Row { code: Some(Code::Text(title.to_owned())), ..Row::default() }).filter(|name| is_name(name))
}
