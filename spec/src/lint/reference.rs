//! Finds names of entries and fields that don't exist.

use std::collections::HashSet;

use errspec_data::{Piece, template_pieces};

use super::{Finding, Lint, LintInput};
use crate::suggestion::Suggester;

pub(super) const LINTS: &[Lint] = &[
    Lint {
        name: "unknown-replacement",
        finds: "A `use` that names no live entry.",
        reason: "The note sends people to an error that does not exist. Name a code or a variant.",
        run: find_unknown_replacements,
    },
    Lint {
        name: "unknown-template-field",
        finds: "A name in `message` that is not a field.",
        reason: "A template with an unknown name is never used. Add the field, or correct the name.",
        run: find_unknown_template_fields,
    },
];

fn find_unknown_replacements(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let names = input.live_entries().map(|(_, entry)| entry.name());
    let codes = input.live_entries().flat_map(|(_, entry)| entry.codes().map(|code| code.text));
    let mut suggester = Suggester::new(names.chain(codes));
    let known: HashSet<_> = suggester.known().collect();
    let findings = input.entries().filter_map(|(parsed, _)| {
        let name = parsed.replacement.value().filter(|name| !known.contains(name))?;
        let help = suggester.suggest(name, || "write the code or the variant of a live entry".to_owned());
        let message = format!("unknown entry `{name}`");
        Some(Finding::new(parsed.locate(&parsed.replacement), message, help))
    });
    findings.collect()
}

fn find_unknown_template_fields(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (parsed, entry) in input.live_entries() {
        let Some(template) = entry.message() else { continue };
        let mut suggester = Suggester::new(entry.fields().iter().map(errspec_data::Field::name));
        // A name is reported once.
        let mut known: HashSet<_> = suggester.known().collect();
        for piece in template_pieces(template) {
            let Piece::Field(name) = piece else { continue };
            if known.insert(name) {
                let help = suggester.suggest(name, || format!("add it to `fields`: `{name}: string`"));
                let message = format!("unknown field `{name}` in `message`, which is never used");
                findings.push(Finding::new(parsed.locate(&parsed.message), message, help));
            }
        }
    }
    findings
}
