//! Splits templates of messages into text and the names of fields, which are in braces.

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

fn split_piece(rest: &str) -> Option<(Piece<'_>, &str)> {
    let text_end = rest.find(['{', '}']).unwrap_or(rest.len());
    if text_end > 0 {
        let (text, others) = rest.split_at(text_end);
        return Some((Piece::Text(text), others));
    }
    let (brace, after) = rest.split_at_checked(1)?;
    if let Some(others) = after.strip_prefix(brace) {
        return Some((Piece::Text(brace), others));
    }
    let field = after.split_once('}').filter(|_| brace == "{");
    let field = field.map(|(name, others)| (name.trim(), others));
    Some(match field.filter(|(name, _)| !name.is_empty() && !name.contains('{')) {
        Some((name, others)) => (Piece::Field(name), others),
        None => (Piece::Stray(rest), ""),
    })
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
    fn stray_braces() {
        for template in ["a {", "{}", "}", "{a{b}", "{ }"] {
            assert!(matches!(template_pieces(template).last(), Some(Piece::Stray(_))), "{template}");
        }
        assert_eq!(template_pieces("").next(), None);
    }
}
