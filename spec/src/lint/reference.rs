//! Finds names of entries and fields that don't exist.

use std::collections::HashSet;

use errspec_data::{Piece, template_pieces};

use super::{Finding, Lint, LintInput};
use crate::suggestion::SuggestionBudget;

pub(super) const LINTS: &[Lint] = &[
    Lint {
        name: "unknown-replacement",
        finds: "A `use` that names no live entry.",
        reason: "The note sends people to an error that does not exist. Name a code or a variant.",
        before: "\
                 - { code: old, meaning: It is the old one., retry: never, deprecated: { use: nwe } }\n\
                 - { code: new, meaning: It is the new one., retry: never }",
        after: "\
                 - { code: old, meaning: It is the old one., retry: never, deprecated: { use: new } }\n\
                 - { code: new, meaning: It is the new one., retry: never }",
        run: find_unknown_replacements,
    },
    Lint {
        name: "unknown-template-field",
        finds: "A name in `message` that is not a field.",
        reason: "A template with an unknown name is never used. Add the field, or correct the name.",
        before: "- { code: too_long, meaning: The text is too long., retry: never, message: \"At most {limt}\", fields: { limit: integer } }",
        after: "- { code: too_long, meaning: The text is too long., retry: never, message: \"At most {limit}\", fields: { limit: integer } }",
        run: find_unknown_template_fields,
    },
];

fn find_unknown_replacements(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let names = input.live_entries().map(|(_, entry)| entry.name());
    let codes = input.live_entries().flat_map(|(_, entry)| entry.codes().map(|code| code.text));
    let names_and_codes: Vec<_> = names.chain(codes).collect();
    let known: HashSet<_> = names_and_codes.iter().copied().collect();
    let mut suggestions = SuggestionBudget::new();
    let findings = input.entries().filter_map(|(parsed, _)| {
        let name = parsed.replacement.value().filter(|name| !known.contains(name))?;
        let help = suggestions
            .suggest(name, &names_and_codes, || "write the code or the variant of a live entry".to_owned());
        let message = format!("unknown entry `{name}`");
        Some(Finding::new(parsed.locate(&parsed.replacement), message, help))
    });
    findings.collect()
}

fn find_unknown_template_fields(input: &LintInput<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut suggestions = SuggestionBudget::new();
    for (parsed, entry) in input.live_entries() {
        let Some(template) = entry.message() else { continue };
        let fields: Vec<_> = entry.fields().iter().map(errspec_data::Field::name).collect();
        // A name is reported once.
        let mut known: HashSet<_> = fields.iter().copied().collect();
        for piece in template_pieces(template) {
            let Piece::Field(name) = piece else { continue };
            if known.insert(name) {
                let help =
                    suggestions.suggest(name, &fields, || format!("add it to `fields`: `{name}: string`"));
                let message = format!("unknown field `{name}` in `message`, which is never used");
                findings.push(Finding::new(parsed.locate(&parsed.message), message, help));
            }
        }
    }
    findings
}
