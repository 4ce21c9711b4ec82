//! Checks that templates of messages leave out what is sensitive.

use std::collections::HashSet;

use errspec_data::{Field, Piece, template_pieces};

use super::RuleInput;
use crate::problem::Problem;

pub(super) fn check_sensitive_fields(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    for entry in input.entries() {
        let sensitive_fields = entry.fields.iter().filter(|field| field.is_sensitive());
        let mut sensitive: HashSet<_> = sensitive_fields.map(Field::name).collect();
        for piece in template_pieces(entry.message.value().unwrap_or_default()) {
            let Piece::Field(name) = piece else { continue };
            // A name is reported once.
            if sensitive.remove(name) {
                let message = format!("sensitive field `{name}` in `message`");
                let problem = Problem::error("sensitive-in-message", entry.locate(&entry.message), message);
                problems.push(problem.help("remove it from `message`: messages are printed and logged"));
            }
        }
    }
}
