//! Puts conditions into words.

use errspec_data::{Alternatives, Condition, Expected, Pointer};

use super::phrase::{FormatSpan, join_with_or};
use super::place::{Quantity, describe_subject};

/// Whether a place without a value meets a condition that excludes a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Absence {
    /// It does: where entries are told apart.
    Counts,
    /// It doesn't: a failure isn't told from what is absent.
    Excluded,
}

/// Describes alternatives as clauses: `` `/ok` is `false`, or `/error` is present and not null ``.
pub(super) fn describe_alternatives(alternatives: Alternatives<'_>, format_span: FormatSpan) -> String {
    let described =
        alternatives.iter().map(|conditions| describe_conditions(conditions, Absence::Excluded, format_span));
    described.collect::<Vec<_>>().join(", or ")
}

/// Describes conditions as a clause: `` `/ok` is `false` and `/error` is missing or null ``.
pub(super) fn describe_conditions(
    conditions: &[Condition<'_>],
    absence: Absence,
    format_span: FormatSpan,
) -> String {
    let clauses: Vec<_> =
        conditions.iter().map(|held| describe_condition(held, absence, format_span)).collect();
    clauses.join(" and ")
}

fn describe_condition(condition: &Condition<'_>, absence: Absence, format_span: FormatSpan) -> String {
    let is_each = |token: std::borrow::Cow<'_, str>| token == Pointer::EACH;
    let has_lists = condition.place().pointer().is_some_and(|pointer| pointer.tokens().any(is_each));
    let (quantity, is_negated) = match (condition.is_negated(), has_lists) {
        // The subject says it: of no element does it hold.
        (true, true) => (Quantity::No, false),
        (is_negated, _) => (Quantity::Any, is_negated),
    };
    let subject = describe_subject(condition.place(), quantity, format_span);
    let expected = condition.expected();
    let needs_value = condition.is_negated() && absence == Absence::Excluded && !accepts_null(expected);
    let predicate = describe_expected(expected, is_negated, format_span);
    match (needs_value, has_lists) {
        (false, _) => format!("{subject} {predicate}"),
        (true, false) => {
            let predicate = predicate.strip_prefix("is ").unwrap_or(&predicate);
            format!("{subject} is present and {predicate}")
        }
        (true, true) => format!("{subject} {predicate} although one is present"),
    }
}

/// Returns whether a place without a value meets a condition, so that one that does not meet it is there.
fn accepts_null(expected: Expected<'_>) -> bool {
    match expected {
        Expected::Null => true,
        Expected::OneOf(choices) => choices.contains(&Expected::Null),
        _ => false,
    }
}

fn describe_expected(expected: Expected<'_>, is_negated: bool, format_span: FormatSpan) -> String {
    let is = if is_negated { "is not" } else { "is" };
    match expected {
        Expected::Text("") => format!("{is} an empty string"),
        Expected::Text(text) => format!("{is} {}", format_span(text)),
        Expected::Null if is_negated => "is present and not null".to_owned(),
        Expected::Null => "is missing or null".to_owned(),
        Expected::Present if is_negated => "is missing or null".to_owned(),
        Expected::Present => "is present and not null".to_owned(),
        Expected::OneOf(choices) if is_negated && accepts_null(expected) => {
            format!("is present and not {}", describe_choices(choices, &["null"], format_span))
        }
        Expected::OneOf(choices) => {
            format!("{is} {}", describe_choices(choices, &["null", "missing"], format_span))
        }
        Expected::Prefix(text) if is_negated => format!("does not begin with {}", format_span(text)),
        Expected::Prefix(text) => format!("begins with {}", format_span(text)),
        Expected::Contains(text) if is_negated => format!("does not contain {}", format_span(text)),
        Expected::Contains(text) => format!("contains {}", format_span(text)),
    }
}

/// Describes several values; `absent` is what stands for null.
fn describe_choices(choices: &[Expected<'_>], absent: &[&str], format_span: FormatSpan) -> String {
    let texts = choices.iter().filter_map(|choice| match choice {
        Expected::Text("") => Some("an empty string".to_owned()),
        Expected::Text(text) => Some(format_span(text)),
        _ => None,
    });
    let absent = absent.iter().filter(|_| choices.contains(&Expected::Null)).map(|word| (*word).to_owned());
    join_with_or(&texts.chain(absent).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use errspec_codegen::text::format_code;
    use errspec_data::Place;

    use super::*;

    fn describe(condition: Condition<'_>, absence: Absence) -> String {
        describe_condition(&condition, absence, format_code)
    }

    #[test]
    fn every_condition_has_words_and_their_opposite() {
        let choices = [Expected::Text("a"), Expected::Text("b"), Expected::Null];
        for (expected, words, opposite) in [
            (Expected::Text("a"), "is `a`", "is not `a`"),
            (Expected::Text(""), "is an empty string", "is not an empty string"),
            (Expected::Null, "is missing or null", "is present and not null"),
            (Expected::OneOf(&choices[..2]), "is `a` or `b`", "is not `a` or `b`"),
            (
                Expected::OneOf(&choices),
                "is `a`, `b`, null or missing",
                "is present and not `a`, `b` or null",
            ),
            (Expected::Prefix("a"), "begins with `a`", "does not begin with `a`"),
            (Expected::Contains("a"), "contains `a`", "does not contain `a`"),
        ] {
            let condition = Condition::new(Place::body("/x"), expected);
            assert_eq!(describe(condition, Absence::Counts), format!("`/x` {words}"));
            assert_eq!(describe(condition.negate(), Absence::Counts), format!("`/x` {opposite}"));
        }
    }

    #[test]
    fn failure_is_not_told_from_absence() {
        let condition = Condition::new(Place::body("/x"), Expected::Text("a")).negate();
        assert_eq!(describe(condition, Absence::Excluded), "`/x` is present and not `a`");
    }

    #[test]
    fn one_element_is_enough_and_none_is_the_opposite() {
        let condition = Condition::new(Place::body("/a/*/x"), Expected::Text("a"));
        assert_eq!(describe(condition, Absence::Counts), "`/x` in any element of `/a` is `a`");
        assert_eq!(describe(condition.negate(), Absence::Counts), "`/x` in no element of `/a` is `a`");
    }
}
