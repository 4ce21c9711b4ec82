//! One error of a catalog in the making, and how it is written.

use crate::statuses::DraftStatuses;
use crate::tree::{Members, Tree};
use crate::yaml;

pub(crate) const TODO: &str = "TODO. Say in a sentence when this occurs.";

/// An error that was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(crate) code: Option<Code>,
    pub(crate) statuses: DraftStatuses,
    /// The variant; one that the code or the status gives is not written.
    pub(crate) name: Option<String>,
    pub(crate) meaning: Option<String>,
    /// A template.
    pub(crate) message: Option<String>,
    pub(crate) retry: Option<Tree>,
    pub(crate) guidance: Vec<String>,
    /// The keys that only errspec has, such as `fields` and `group`.
    pub(crate) more: Members,
    /// What was found and isn't in the other parts.
    pub(crate) todos: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Code {
    Text(String),
    Integer(String),
}

impl Code {
    /// What makes a code of a text in a list of which only the texts are known: integers, if most of them can be.
    pub(crate) fn guess<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> fn(&str) -> Self {
        let integers = texts.clone().filter(|text| is_integer(text)).count();
        if integers * 2 > texts.count() { Self::integer_or_text } else { |text| Self::Text(text.to_owned()) }
    }

    fn integer_or_text(text: &str) -> Self {
        if is_integer(text) { Self::Integer(text.to_owned()) } else { Self::Text(text.to_owned()) }
    }

    /// A code as a body has it.
    pub(crate) fn of(tree: &Tree) -> Option<Self> {
        match tree {
            Tree::Text(text) if !text.trim().is_empty() => Some(Self::Text(text.clone())),
            Tree::Integer(number) => Some(Self::Integer(number.clone())),
            _ => None,
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        let (Self::Text(text) | Self::Integer(text)) = self;
        text
    }

    fn tree(&self) -> Tree {
        match self {
            Self::Text(text) => Tree::Text(text.clone()),
            Self::Integer(number) => Tree::Integer(number.clone()),
        }
    }
}

impl Row {
    pub(crate) fn code(&self) -> Option<&str> {
        self.code.as_ref().map(Code::as_str)
    }

    pub(crate) fn is_retired(&self) -> bool {
        self.more.iter().any(|(key, _)| key == "retired")
    }

    /// The entry, under comments with what is left to people.
    pub(crate) fn written(&self) -> String {
        let todos: Vec<_> = self.todos.iter().map(|todo| format!("  {}\n", self::todo(todo))).collect();
        let keys = self.members();
        let keys: Vec<_> =
            keys.iter().map(|(key, value)| format!("{key}: {}", yaml::value(value, 4))).collect();
        format!("{}  - {}\n", todos.concat(), keys.join("\n    "))
    }

    fn members(&self) -> Members {
        let text = |text: &str| Tree::Text(text.to_owned());
        let status = match &self.statuses {
            DraftStatuses::Any => None,
            DraftStatuses::Class(class) => Some(Tree::Text(format!("{class}xx"))),
            DraftStatuses::Listed(list) => {
                Some(one_or_many(list.iter().map(|status| Tree::Integer(status.to_string())).collect()))
            }
        };
        let keys = [
            ("code", self.code.as_ref().map(Code::tree)),
            ("status", status),
            ("name", self.name.as_deref().map(text)),
            ("meaning", Some(text(self.meaning.as_deref().unwrap_or(TODO)))),
            ("retry", self.retry.clone()),
            ("guidance", (!self.guidance.is_empty()).then(|| Tree::Text(self.guidance.join("\n\n")))),
            ("message", self.message.as_deref().map(text)),
        ];
        let keys = keys.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        keys.chain(self.more.clone()).collect()
    }
}

fn is_integer(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|number| number.to_string() == text)
}

/// A comment that `check` reports.
pub(crate) fn todo(text: &str) -> String {
    format!("# TODO: {}", yaml::comment(text))
}

/// A list, and the item itself where there is only one.
pub(crate) fn one_or_many(mut items: Vec<Tree>) -> Tree {
    if items.len() == 1 { items.remove(0) } else { Tree::List(items) }
}
