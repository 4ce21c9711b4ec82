//! Splits templates of messages into text and the names of fields, which are in braces.

use alloc::string::String;
use core::fmt::{Display, Write as _};

/// A piece of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text without fields.
    Text(&'a str),
    /// The value of the field of this name.
    Field(&'a str),
    /// A brace that belongs to nothing: what is left of the text is not a template.
    Stray(&'a str),
}

/// Iterates over the pieces of a template. A field is `{name}`; `{{` and `}}` are the braces themselves.
pub fn template_pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    core::iter::from_fn(move || {
        let (piece, others) = split_piece(rest)?;
        rest = others;
        Some(piece)
    })
}

/// Fills in a template; none if a field that it names has no value, or if it isn't a template.
#[must_use]
pub fn fill_template<V: Display>(template: &str, value: impl Fn(&str) -> Option<V>) -> Option<String> {
    let mut text = String::with_capacity(template.len());
    for piece in template_pieces(template) {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Field(name) => write!(text, "{}", value(name)?).ok()?,
            Piece::Stray(_) => return None,
        }
    }
    Some(text)
}

fn split_piece(rest: &str) -> Option<(Piece<'_>, &str)> {
    let (text, braces) = split_at_brace(rest);
    if !text.is_empty() {
        return Some((Piece::Text(text), braces));
    }
    let (brace, after) = braces.split_at_checked(1)?;
    if let Some(others) = after.strip_prefix(brace) {
        return Some((Piece::Text(brace), others));
    }
    let (name, end) = split_at_brace(after);
    Some(match (brace, name.trim(), end.strip_prefix('}')) {
        ("{", name, Some(others)) if !name.is_empty() => (Piece::Field(name), others),
        _ => (Piece::Stray(rest), ""),
    })
}

/// Splits a text before its first brace.
fn split_at_brace(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|byte| matches!(byte, b'{' | b'}'));
    text.split_at(end.unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn fields_and_doubled_braces() {
        use Piece::{Field, Text};
        let pieces: Vec<_> = template_pieces("limit { max } {{x}}").collect();
        assert_eq!(pieces, [Text("limit "), Field("max"), Text(" "), Text("{"), Text("x"), Text("}")]);
    }

    #[test]
    fn template_is_filled_if_all_its_fields_have_values() {
        let fill = |template| fill_template(template, |name| (name == "used").then_some(120));
        assert_eq!(fill("{used} bytes {{x}}").as_deref(), Some("120 bytes {x}"));
        assert_eq!(["{used} of {other}", "{used"].map(fill), [None, None]);
    }

    #[test]
    fn stray_braces() {
        for template in ["a {", "{}", "}", "{a{b}", "{ }"] {
            assert!(matches!(template_pieces(template).last(), Some(Piece::Stray(_))), "{template}");
        }
        assert_eq!(template_pieces("").next(), None);
    }
}
