//! Makes the names of Rust variants and fields from what a catalog states.

use errspec_data::Statuses;
use heck::{ToKebabCase, ToSnakeCase, ToUpperCamelCase};

/// The names that generated code uses itself, so that no variant can have one of them.
pub(crate) const RESERVED_NAMES: [&str; 2] = ["Unrecognized", "KNOWN"];

/// Makes the name of a variant from the code of an error, else from its status; returns none if that is impossible.
///
/// ```
/// use errspec_data::Statuses;
/// use errspec_spec::make_variant_name;
///
/// assert_eq!(make_variant_name(Some("not_found"), Statuses::Any).as_deref(), Some("NotFound"));
/// assert_eq!(make_variant_name(None, Statuses::One(404)).as_deref(), Some("NotFound"));
/// assert_eq!(make_variant_name(Some("…"), Statuses::Any), None);
/// ```
#[must_use]
pub fn make_variant_name(code: Option<&str>, statuses: Statuses<'_>) -> Option<String> {
    match (code, statuses) {
        (Some(code), _) => convert_text(code),
        (None, Statuses::Class(class)) => Some(name_class(class).to_owned()),
        (None, _) => statuses.first().map(name_status),
    }
}

/// Returns whether an API or an error can have a name: one that Rust takes for a type, and that generated code doesn't
/// use itself.
///
/// ```
/// assert!(errspec_spec::is_usable_name("NotFound"));
/// assert!(!errspec_spec::is_usable_name("not_found") && !errspec_spec::is_usable_name("Unrecognized"));
/// ```
#[must_use]
pub fn is_usable_name(name: &str) -> bool {
    is_type_name(name) && !RESERVED_NAMES.contains(&name)
}

/// Makes the name of a Rust field from the name of a catalog's field: in `snake_case`; it can be a keyword.
///
/// ```
/// assert_eq!(errspec_spec::make_field_identifier("limitBytes"), "limit_bytes");
/// ```
#[must_use]
pub fn make_field_identifier(name: &str) -> String {
    let snake = name.to_snake_case();
    if snake.starts_with(|c: char| c.is_ascii_digit()) { format!("field_{snake}") } else { snake }
}

/// Returns whether Rust can have a name as that of a field.
pub(crate) fn is_identifier(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Converts a text to `UpperCamelCase`, with `Code` before what isn't an identifier; returns none if that isn't enough.
pub(crate) fn convert_text(text: &str) -> Option<String> {
    let negative = text.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let camel = match negative {
        Some(digits) => format!("Minus{}", digits.to_upper_camel_case()),
        None => convert_to_camel(text),
    };
    let is_usable = camel.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !camel.is_empty();
    let needs_prefix =
        camel.starts_with(|c: char| c.is_ascii_digit()) || negative.is_some() || camel == "Self";
    is_usable.then(|| if needs_prefix { format!("Code{camel}") } else { camel })
}

/// Converts a text to `UpperCamelCase`.
fn convert_to_camel(text: &str) -> String {
    // Most codes are words of small letters, and heck takes a tenth of the time of reading a catalog.
    if !text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_')) {
        return text.to_upper_camel_case();
    }
    let mut camel = String::with_capacity(text.len());
    for word in text.split('_') {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}

/// Converts a name to `kebab-case`.
pub(crate) fn convert_to_kebab(name: &str) -> String {
    // Most names are words of letters, each with one capital.
    let is_capital = |byte: &u8| byte.is_ascii_uppercase();
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !name.as_bytes().windows(2).any(|pair| pair.iter().all(is_capital));
    if !is_plain {
        return name.to_kebab_case();
    }
    let mut kebab = String::with_capacity(name.len() + 8);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

/// Returns whether Rust can have a name as that of a type and of a variant.
pub(crate) fn is_type_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && name != "Self"
}

/// Names a status after its reason phrase (RFC 9110 and IANA's registry).
fn name_status(status: u16) -> String {
    let reason = http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    reason.and_then(convert_text).unwrap_or_else(|| format!("Status{status}"))
}

/// Names a class as RFC 9110, section 15, does.
fn name_class(class: u8) -> &'static str {
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
            assert_eq!(convert_text(code).as_deref(), Some(name), "{code}");
        }
        assert_eq!(convert_text("…"), None);
        assert_eq!(convert_text("größe"), None);
    }

    #[test]
    fn plain_names_are_converted_as_any_others() {
        let parts = ["a", "B", "c2", "D3e", "_", "", "FG", "hI", "j_K"];
        for text in parts.iter().flat_map(|a| parts.map(|b| parts.map(|c| format!("{a}{b}{c}")))).flatten() {
            assert_eq!(convert_to_camel(&text), text.to_upper_camel_case());
            assert_eq!(convert_to_kebab(&text), text.to_kebab_case());
        }
    }

    #[test]
    fn statuses_become_their_reason_phrases() {
        assert_eq!(name_status(500), "InternalServerError");
        assert_eq!(name_status(599), "Status599");
    }
}
