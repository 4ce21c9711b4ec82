//! Reads what a request asks for: the preferences of `Prefer` (RFC 7240), or parameters of the query.

use errspec::__private::http::{HeaderMap, Uri};
use errspec_spec::find_nearest;

/// What a request asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct AskedAnswer {
    /// A variant, a code or a status.
    pub(super) error: Option<String>,
    pub(super) status: Option<String>,
    pub(super) message: Option<String>,
    pub(super) target: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) retry_after: Option<String>,
    /// The values of fields, by their names.
    pub(super) fields: Vec<(String, String)>,
    pub(super) details: Vec<AskedItem>,
    /// The items that failed inside a success.
    pub(super) failed: Vec<AskedItem>,
    /// Who asks, as far as a play is concerned.
    pub(super) client: Option<String>,
    /// Says which parameter is none.
    pub(super) unknown: Option<String>,
}

/// An error of a detail or of an item, and what it is about: `invalid_format@/email`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AskedItem {
    pub(super) error: String,
    pub(super) target: String,
}

impl AskedAnswer {
    /// Reads what a request asks for; the query comes before the preferences.
    pub(super) fn read(uri: &Uri, headers: &HeaderMap) -> Self {
        let mut asked = Self::default();
        for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
            let Some(part) = name.strip_prefix("__") else { continue };
            if !asked.set(part, &value) {
                asked.unknown.get_or_insert_with(|| describe_unknown(part));
            }
        }
        for field in headers.get_all("prefer") {
            for (name, value) in split_preferences(&String::from_utf8_lossy(field.as_bytes())) {
                // Preferences that aren't known are those of others, and are ignored (RFC 7240, section 2).
                asked.set(&name.to_ascii_lowercase(), &value);
            }
        }
        asked
    }

    /// Returns whether it says what to answer.
    pub(super) fn is_stated(&self) -> bool {
        self.error.is_some() || self.status.is_some() || !self.failed.is_empty()
    }

    /// Sets a part, and returns whether there is such a part. Of several the first counts (RFC 7240, section 2), but where
    /// there may be several.
    fn set(&mut self, name: &str, value: &str) -> bool {
        let part = match name {
            "code" | "error" => &mut self.error,
            "status" => &mut self.status,
            "message" => &mut self.message,
            "target" => &mut self.target,
            "request_id" | "request-id" => &mut self.request_id,
            "retry_after" | "retry-after" => &mut self.retry_after,
            "client" => &mut self.client,
            "detail" | "failed" => {
                let items = if name == "detail" { &mut self.details } else { &mut self.failed };
                items.push(AskedItem::parse(value));
                return true;
            }
            _ => {
                let field = name.strip_prefix("field.");
                self.fields.extend(field.map(|field| (field.to_owned(), value.to_owned())));
                return field.is_some();
            }
        };
        part.get_or_insert_with(|| value.to_owned());
        true
    }
}

/// Says that there is no such parameter: those that begin with `__` are for a mock alone.
fn describe_unknown(part: &str) -> String {
    const PARTS: [&str; 9] =
        ["error", "status", "message", "target", "request_id", "retry_after", "detail", "failed", "client"];
    let nearest = find_nearest(part, PARTS);
    let meant = nearest.map(|nearest| format!("; did you mean `__{nearest}`?")).unwrap_or_default();
    format!("there is no parameter `__{part}`{meant}")
}

impl AskedItem {
    fn parse(text: &str) -> Self {
        let (error, target) = text.split_once('@').unwrap_or((text, ""));
        Self { error: error.to_owned(), target: target.to_owned() }
    }
}

/// Splits preferences: `code=busy, message="Try \"later\""`. What follows a `;` is taken as another one.
fn split_preferences(field: &str) -> Vec<(String, String)> {
    let mut preferences = Vec::new();
    let mut rest = field;
    while !rest.is_empty() {
        let end = rest.find(['=', ',', ';']).unwrap_or(rest.len());
        let (name, others) = rest.split_at(end);
        let (value, others) = match others.strip_prefix('=') {
            Some(others) => take_word(others.trim_start()),
            None => (String::new(), others),
        };
        if !name.trim().is_empty() {
            preferences.push((name.trim().to_owned(), value));
        }
        rest = others.find([',', ';']).map_or("", |end| &others[end + 1..]);
    }
    preferences
}

/// Takes a token or a quoted string (RFC 9110, section 5.6.4) off a text.
fn take_word(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([',', ';']).unwrap_or(text.len());
        return (text[..end].trim().to_owned(), &text[end..]);
    };
    let mut word = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (word, &quoted[at + 1..]),
            '\\' => word.extend(chars.next().map(|(_, c)| c)),
            c => word.push(c),
        }
    }
    (word, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_are_tokens_and_quoted_strings() {
        let split =
            |field| split_preferences(field).into_iter().map(|(name, value)| format!("{name}={value}"));
        let list: Vec<_> =
            split(r#"respond-async, code = busy; message="a, \"b\"; c" ,, x, wait=10"#).collect();
        assert_eq!(list, ["respond-async=", "code=busy", r#"message=a, "b"; c"#, "x=", "wait=10"]);
        assert_eq!(split(r#"code="a"#).collect::<Vec<_>>(), ["code=a"]);
    }

    #[test]
    fn first_of_equal_parts_counts_and_the_query_comes_first() {
        let mut headers = HeaderMap::new();
        headers.append("prefer", "code=a, detail=x@/a, detail=y".parse().unwrap());
        headers.append("prefer", "code=b, status=409, field.limit=7".parse().unwrap());
        let uri = "/v1?__status=410&page=2&__message=a+b%21".parse().unwrap();
        let asked = AskedAnswer::read(&uri, &headers);
        assert_eq!(asked.error.as_deref(), Some("a"));
        assert_eq!(asked.status.as_deref(), Some("410"));
        assert_eq!(asked.message.as_deref(), Some("a b!"));
        assert_eq!(asked.fields, [("limit".to_owned(), "7".to_owned())]);
        assert_eq!(asked.details.len(), 2);
    }
}
