//! Codes and statuses → the names of Rust variants.

use heck::ToUpperCamelCase;

use crate::model::{Entry, Statuses};

/// The name of an entry that has none of its own.
pub(crate) fn of_entry(entry: &Entry) -> Option<String> {
    variant_name(entry.code(), &entry.statuses)
}

/// The variant of an error that is given no name: called after its code, else after its status. None if there is no
/// name to be made.
///
/// ```
/// use errspec_spec::{Statuses, variant_name};
///
/// assert_eq!(variant_name(Some("not_found"), &Statuses::Any).as_deref(), Some("NotFound"));
/// assert_eq!(variant_name(None, &Statuses::Listed(vec![404])).as_deref(), Some("NotFound"));
/// assert_eq!(variant_name(Some("…"), &Statuses::Any), None);
/// ```
#[must_use]
pub fn variant_name(code: Option<&str>, statuses: &Statuses) -> Option<String> {
    match (code, statuses) {
        (Some(code), _) => from_text(code),
        (None, Statuses::Listed(list)) => list.first().map(|status| of_status(*status)),
        (None, Statuses::Class(class)) => Some(of_class(*class).to_owned()),
        (None, Statuses::Any) => None,
    }
}

/// heck's `UpperCamelCase`, with `Code` before what is no identifier. None if it takes more than that.
pub(crate) fn from_text(text: &str) -> Option<String> {
    let negative = text.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let camel = match negative {
        Some(digits) => format!("Minus{}", digits.to_upper_camel_case()),
        None => text.to_upper_camel_case(),
    };
    let usable = camel.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !camel.is_empty();
    let prefixed = camel.starts_with(|c: char| c.is_ascii_digit()) || negative.is_some() || camel == "Self";
    usable.then(|| if prefixed { format!("Code{camel}") } else { camel })
}

/// Whether a name is one that Rust can have as a type and as a variant.
pub(crate) fn is_upper_camel(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && name != "Self"
}

/// The reason phrase of a status, RFC 9110 and IANA's registry.
fn of_status(status: u16) -> String {
    let reason = http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    reason.and_then(from_text).unwrap_or_else(|| format!("Status{status}"))
}

/// What RFC 9110, section 15, calls a class.
fn of_class(class: u8) -> &'static str {
    match class {
        1 => "Informational",
        2 => "Successful",
        3 => "Redirection",
        4 => "ClientError",
        _ => "ServerError",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_variants() {
        for (code, name) in [
            ("invalid_token", "InvalidToken"),
            ("AUTH_INVALID_KEY", "AuthInvalidKey"),
            ("429", "Code429"),
            ("2fa_required", "Code2faRequired"),
            ("-32002", "CodeMinus32002"),
            ("self", "CodeSelf"),
            ("type", "Type"),
            ("a.b/c:d", "ABCD"),
            ("urn:ietf:params:acme:error:malformed", "UrnIetfParamsAcmeErrorMalformed"),
            ("no", "No"),
            ("0042", "Code0042"),
            ("1e3", "Code1e3"),
            ("12:30", "Code1230"),
        ] {
            assert_eq!(from_text(code).as_deref(), Some(name), "{code}");
        }
        assert_eq!(from_text("…"), None);
        assert_eq!(from_text("größe"), None);
    }

    #[test]
    fn statuses_become_their_reason_phrases() {
        assert_eq!(of_status(500), "InternalServerError");
        assert_eq!(of_status(599), "Status599");
    }
}
