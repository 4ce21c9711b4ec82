//! Finds placeholders in the notations of other templates.

use std::collections::HashSet;

/// Tags of HTML that look like `<name>`; what closes one has a slash.
const TAGS: [&str; 12] = ["b", "br", "code", "div", "em", "hr", "i", "li", "p", "pre", "strong", "ul"];

/// What stands before credentials, which are written like a tag: `Authorization: Bearer <token>`.
const SCHEMES: [&str; 2] = ["Basic ", "Bearer "];

/// Lists what other templates take for a placeholder: `${name}`, `{{name}}`, `{name}`, `%s`, `%(name)s`, `:name` and
/// `<name>`.
///
/// ```
/// use errspec_spec::list_placeholders;
///
/// assert_eq!(list_placeholders("No ${kind} has the id %s"), ["${kind}", "%s"]);
/// assert_eq!(list_placeholders("100% of the quota is used"), [""; 0]);
/// ```
#[must_use]
pub fn list_placeholders(text: &str) -> Vec<&str> {
    let closed = list_closed_tags(text);
    let (mut found, mut start) = (Vec::new(), 0);
    while let Some(at) = text[start..].find(['$', '{', '%', ':', '<']).map(|at| start + at) {
        let (before, rest) = text.split_at(at);
        match measure_placeholder(before, rest, &closed) {
            Some(length) => {
                found.push(&rest[..length]);
                start = at + length;
            }
            None => start = at + 1,
        }
    }
    found
}

/// Lists the names of the tags that are closed. They are looked for once: a text may have nothing but tags.
fn list_closed_tags(text: &str) -> HashSet<String> {
    let names = text.split("</").skip(1).filter_map(|rest| {
        let behind = skip_name(rest)?;
        behind.starts_with('>').then(|| rest[..rest.len() - behind.len()].to_ascii_lowercase())
    });
    names.collect()
}

/// Returns the length of the placeholder that a text begins with.
fn measure_placeholder(before: &str, text: &str, closed_tags: &HashSet<String>) -> Option<usize> {
    let last = before.chars().next_back();
    let rest = match text.as_bytes().first()? {
        b'$' => skip_name_between(text, "${", "}"),
        b'{' => skip_name_between(text, "{{", "}}").or_else(|| skip_name_between(text, "{", "}")),
        b'%' if last.is_none_or(|c| !c.is_alphanumeric() && c != '%') => skip_name_between(text, "%(", ")s")
            .or_else(|| skip_name_between(text, "%{", "}"))
            .or_else(|| skip_conversion(&text[1..]))
            .filter(|rest| !rest.starts_with(char::is_alphanumeric)),
        // A path such as `/pets/:id` may be meant as it stands.
        b':' if last.is_none_or(|c| c.is_whitespace() || ['"', '\'', '(', '`'].contains(&c)) => {
            let rest = skip_name(&text[1..]).filter(|rest| text.len() - rest.len() > 2);
            rest.filter(|rest| !rest.starts_with(':'))
        }
        // `List<String>` is a type.
        b'<' if !last.is_some_and(char::is_alphanumeric)
            && !SCHEMES.iter().any(|name| before.ends_with(name)) =>
        {
            skip_name(&text[1..]).and_then(|rest| rest.strip_prefix('>')).filter(|rest| {
                let name = text[1..text.len() - rest.len() - 1].to_ascii_lowercase();
                !TAGS.contains(&name.as_str()) && !closed_tags.contains(&name)
            })
        }
        _ => None,
    }?;
    Some(text.len() - rest.len())
}

fn skip_name_between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    skip_name(text.strip_prefix(open)?.trim_start())?.trim_start().strip_prefix(close)
}

/// Returns what is behind a conversion of `printf`, such as `s`, `02d`, `.2f`, `ld` and `1$s`.
fn skip_conversion(text: &str) -> Option<&str> {
    let is_of_form = |c: char| c.is_ascii_digit() || ['.', '$', '-', '+'].contains(&c);
    let rest = text.trim_start_matches(is_of_form).trim_start_matches('l');
    rest.strip_prefix(['s', 'd', 'i', 'u', 'f', 'v', '@'])
}

/// Returns what is behind the name that a text begins with.
fn skip_name(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let is_name = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    is_name.then(|| &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notations_of_other_templates() {
        for placeholder in [
            "${id}", "{id}", "{{id}}", "{{ id }}", "%s", "%d", "%02d", "%.2f", "%ld", "%1$s", "%(id)s",
            "%{id}", ":id", "<id>", "<pet_id>",
        ] {
            for text in [format!("No pet has {placeholder}."), placeholder.to_owned()] {
                assert_eq!(list_placeholders(&text), [placeholder], "{text}");
            }
        }
    }

    #[test]
    fn what_is_meant_as_it_stands() {
        for text in [
            "100%",
            "100% sure",
            "a%2fb",
            "-10%, 5",
            "5%d",
            "%%s",
            "at 12:30",
            "See https://a.example:80/",
            "error: none",
            ":-)",
            ":smile:",
            "GET /pets/:id",
            "a < b > c",
            "<br>",
            "<b>bold</b>",
            "<a>b</a>",
            "<A>b</a>",
            "a List<String>",
            "Authorization: Bearer <token>",
            "{}",
            "{ \"a\": 1 }",
            "$5",
            "US$",
            "${",
            "{a b}",
            "%",
            "<",
            ":",
        ] {
            assert_eq!(list_placeholders(text), [""; 0], "{text}");
        }
    }
}
