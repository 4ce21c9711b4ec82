//! What somebody writes → what can be meant by it: a name, a status, or both.

use errspec_codegen::notation::parse_class;
use errspec_spec::CatalogEntry;
use errspec_spec::errspec_data::Statuses;

/// What can be meant by what was written.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) asked: Option<Asked>,
    pub(super) name: &'a str,
}

/// As it stands first; then as errspec prints it: `401 gone`, `It is gone (401 gone)`, `AcmeError::Gone(_)`, `…#gone`.
pub(super) fn readings(what: &str) -> impl Iterator<Item = Reading<'_>> {
    let bare = what.trim_matches('`');
    let behind_message = bare.strip_suffix(')').and_then(|text| Some(text.rsplit_once('(')?.1));
    let title = behind_message.unwrap_or(bare);
    let with_status = title
        .split_once(' ')
        .and_then(|(status, name)| Some(Reading { asked: Some(Asked::of(status)?), name: name.trim() }));
    let variant = bare.split_once('(').map(|(variant, _)| variant);
    let anchor = bare.rsplit_once('#').map(|(_, anchor)| anchor);
    let last_word = title.rsplit_once(' ').map(|(_, word)| word);
    let reading = |name| Reading { asked: None, name };
    let literal = [what, bare, title].into_iter().map(reading).chain(with_status);
    literal.chain([variant, anchor, last_word].into_iter().flatten().map(reading))
}

/// A status or a class of them.
#[derive(Clone, Copy)]
pub(super) enum Asked {
    Status(u16),
    Class(u16),
}

impl Asked {
    pub(super) fn of(what: &str) -> Option<Self> {
        if let Some(class) = parse_class(what) {
            return Some(Self::Class(u16::from(class)));
        }
        what.parse().ok().filter(|status| (100..=599).contains(status)).map(Self::Status)
    }

    pub(super) fn status(self) -> Option<u16> {
        match self {
            Self::Status(status) => Some(status),
            Self::Class(_) => None,
        }
    }

    pub(super) fn is_one_of(self, entry: &CatalogEntry<'_>) -> bool {
        match (entry.data().statuses(), self) {
            (Statuses::Any, _) => false,
            (statuses, Self::Status(status)) => statuses.contains(status),
            (Statuses::Class(class), Self::Class(asked)) => u16::from(class) == asked,
            (statuses, Self::Class(asked)) => statuses.listed().any(|status| status / 100 == asked),
        }
    }
}
