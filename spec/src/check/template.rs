//! Checks that templates of messages leave out what is sensitive.

use errspec_data::{Piece, template_pieces};

use super::RuleInput;
use crate::problem::Problem;

pub(super) fn check_sensitive_fields(input: &RuleInput<'_, '_>, problems: &mut Vec<Problem>) {
    for entry in
        input.entries().iter().filter(|entry| entry.fields.iter().any(errspec_data::Field::is_sensitive))
    {
        for piece in template_pieces(entry.message.value().unwrap_or_default()) {
            let Piece::Field(name) = piece else { continue };
            if entry.fields.iter().any(|field| field.is_sensitive() && field.name() == name) {
                let message = format!("sensitive field `{name}` in `message`");
                let problem = Problem::error("sensitive-in-message", entry.locate(&entry.message), message);
                problems.push(problem.help("remove it from `message`: messages are printed and logged"));
            }
        }
    }
}
