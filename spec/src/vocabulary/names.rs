//! Lists the names that values can have.

use errspec_data::{FieldType, Format, Preset, Processed, Strategy, Unit};

use super::Word;
use crate::lint::LINTS;
use crate::lint_level::LintLevel;

/// The placeholders of `api.docs`.
pub const PLACEHOLDERS: [Word; 4] = [
    ("code", "The code; empty where the entry has none."),
    ("status", "The first status, or the class as `5xx`."),
    ("name", "The variant."),
    ("anchor", "The anchor of the error's section."),
];

/// The names of the presets.
pub const PRESETS: [Word; Preset::ALL.len()] =
    [(Preset::ProblemJson.name(), "Problem details, RFC 9457: the code is `/type`.")];

/// The formats that bodies can have.
pub const FORMATS: [Word; Format::ALL.len()] = [
    (Format::Json.name(), "JSON, which is also what a service sends."),
    (Format::Xml.name(), "XML, without a DTD."),
];

/// The units of a wait.
pub const UNITS: [Word; 3] = [
    (Unit::Seconds.name(), "Seconds from now."),
    (Unit::Milliseconds.name(), "Milliseconds from now."),
    (Unit::Epoch.name(), "A moment, in seconds since 1970-01-01T00:00:00Z."),
];

/// The strategies of a retry hint. In its long form, one of them is a key.
pub const STRATEGIES: [&str; Strategy::NAMES.len()] = Strategy::NAMES;

/// The values of `processed`.
pub const PROCESSED: [Word; Processed::ALL.len()] = [
    (Processed::No.name(), "Any request can be sent again."),
    (Processed::Maybe.name(), "Only an idempotent request can be sent again."),
];

/// The levels of a lint.
pub const LEVELS: [Word; 3] = [
    (LintLevel::Off.name(), "Nothing is reported."),
    (LintLevel::Warn.name(), "It is reported."),
    (LintLevel::Deny.name(), "It is reported and fails the check."),
];

/// The names of lints.
pub const LINT_NAMES: [&str; LINTS.len()] = {
    let mut names = [""; LINTS.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = LINTS[index].name;
        index += 1;
    }
    names
};

/// The types of fields.
pub const TYPES: [Word; FieldType::ALL.len()] = {
    let mut words = [("", ""); FieldType::ALL.len()];
    let mut index = 0;
    while index < words.len() {
        let info = FieldType::ALL[index].info();
        words[index] = (info.name, info.summary);
        index += 1;
    }
    words
};
