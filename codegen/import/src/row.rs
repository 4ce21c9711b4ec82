//! Holds one error of a draft, and writes it as an entry.

use std::rc::Rc;

use errspec_spec::notation::format_class;

use crate::statuses::DraftStatuses;
use crate::tree::{DataTree, Members};
use crate::yaml;

pub(crate) const TODO: &str = "TODO. Say in a sentence when this occurs.";

/// An error that was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(crate) code: Option<RowCode>,
    /// The codes that the entry has besides.
    pub(crate) other_codes: Vec<RowCode>,
    pub(crate) statuses: DraftStatuses,
    /// The variant; one that the code or the status gives is not written.
    pub(crate) name: Option<String>,
    pub(crate) meaning: Option<String>,
    pub(crate) causes: Vec<String>,
    pub(crate) user_message: Option<String>,
    /// A template.
    pub(crate) message: Option<String>,
    pub(crate) retry: Option<DataTree>,
    pub(crate) guidance: Vec<String>,
    pub(crate) docs: Option<String>,
    /// The title of its group.
    pub(crate) group: Option<String>,
    /// The keys that only errspec has, such as `fields`.
    pub(crate) more: Members,
    /// What was found and isn't in the other parts.
    pub(crate) todos: Vec<String>,
    /// Where it was found, such as `line 12`.
    pub(crate) place: String,
    /// All that was found there, on one line. The errors of a cell with many codes share it.
    pub(crate) source: Rc<str>,
    /// Which of the tables it is in.
    pub(crate) table: usize,
    /// Whether it adds to what is said of an error elsewhere, as a section does below a table.
    pub(crate) is_detail: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum RowCode {
    Text(String),
    Integer(String),
}

impl RowCode {
    /// Returns how to make codes of the texts of a list: integers, if most of them can be.
    pub(crate) fn guess<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> fn(&str) -> Self {
        let integers = texts.clone().filter(|text| looks_like_integer(text)).count();
        if integers * 2 > texts.count() { Self::integer_or_text } else { |text| Self::Text(text.to_owned()) }
    }

    fn integer_or_text(text: &str) -> Self {
        if looks_like_integer(text) { Self::Integer(text.to_owned()) } else { Self::Text(text.to_owned()) }
    }

    /// Reads a code in a body.
    pub(crate) fn from_tree(tree: &DataTree) -> Option<Self> {
        match tree {
            DataTree::Text(text) if !text.trim().is_empty() => Some(Self::Text(text.clone())),
            DataTree::Integer(number) => Some(Self::Integer(number.clone())),
            _ => None,
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        let (Self::Text(text) | Self::Integer(text)) = self;
        text
    }

    fn to_tree(&self) -> DataTree {
        match self {
            Self::Text(text) => DataTree::Text(text.clone()),
            Self::Integer(number) => DataTree::Integer(number.clone()),
        }
    }
}

impl Row {
    pub(crate) fn code(&self) -> Option<&str> {
        self.code.as_ref().map(RowCode::as_str)
    }

    /// Returns whether a response could be told by it.
    pub(crate) fn is_identified(&self) -> bool {
        self.code.is_some() || self.statuses != DraftStatuses::Any
    }

    /// Adds what was found and can't be kept in a key.
    pub(crate) fn remark(&mut self, text: &str) {
        self.todos.push(self.locate_remark(text));
    }

    /// Puts the place in front of a remark.
    pub(crate) fn locate_remark(&self, text: &str) -> String {
        if self.place.is_empty() { text.to_owned() } else { format!("{}: {text}", self.place) }
    }

    pub(crate) fn is_retired(&self) -> bool {
        self.more.iter().any(|(key, _)| key == "retired")
    }

    /// Lists the texts that it has for people.
    pub(crate) fn list_texts(&self) -> impl Iterator<Item = &str> {
        let texts = [&self.meaning, &self.docs, &self.message, &self.user_message].into_iter().flatten();
        texts.chain(&self.causes).chain(&self.guidance).chain(&self.todos).map(String::as_str)
    }

    /// Writes the entry, under comments with what is left to people.
    pub(crate) fn write(&self) -> String {
        let todos: Vec<_> = self.todos.iter().map(|todo| format!("  {}\n", write_todo(todo))).collect();
        let keys = self.list_members();
        let keys: Vec<_> = keys.iter().map(|(key, value)| yaml::write_member(key, value, 4)).collect();
        format!("{}  - {}\n", todos.concat(), keys.join("\n    "))
    }

    fn list_members(&self) -> Members {
        let text = |text: &str| DataTree::Text(text.to_owned());
        let status = match &self.statuses {
            DraftStatuses::Any => None,
            DraftStatuses::Class(class) => Some(DataTree::Text(format_class(*class))),
            DraftStatuses::Listed(list) => {
                Some(one_or_many(list.iter().map(|status| DataTree::Integer(status.to_string())).collect()))
            }
        };
        let codes: Vec<_> = self.code.iter().chain(&self.other_codes).map(RowCode::to_tree).collect();
        let keys = [
            ("code", (!codes.is_empty()).then(|| one_or_many(codes))),
            ("status", status),
            ("name", self.name.as_deref().map(text)),
            ("meaning", Some(text(self.meaning.as_deref().unwrap_or(TODO)))),
            ("causes", (!self.causes.is_empty()).then(|| list_texts(&self.causes))),
            ("user_message", self.user_message.as_deref().map(text)),
            ("retry", self.retry.clone()),
            ("guidance", (!self.guidance.is_empty()).then(|| DataTree::Text(self.guidance.join("\n\n")))),
            ("message", self.message.as_deref().map(text)),
            ("docs", self.docs.as_deref().map(text)),
        ];
        let keys = keys.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        keys.chain(self.more.clone()).collect()
    }
}

fn list_texts(texts: &[String]) -> DataTree {
    DataTree::List(texts.iter().map(|text| DataTree::Text(text.clone())).collect())
}

fn looks_like_integer(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|number| number.to_string() == text)
}

/// Writes a comment that `check` reports.
pub(crate) fn write_todo(text: &str) -> String {
    format!("# TODO: {}", yaml::write_comment(text))
}

/// Returns a list, or the item itself where there is only one.
pub(crate) fn one_or_many(mut items: Vec<DataTree>) -> DataTree {
    if items.len() == 1 { items.remove(0) } else { DataTree::List(items) }
}
