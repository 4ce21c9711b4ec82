//! Suggests the known name that was probably meant by an unknown one.

/// Returns the known name that is most like what was written, if any is.
///
/// Of names that differ in upper and lower case alone, it is the one that is written alike.
///
/// ```
/// use errspec_spec::find_nearest;
///
/// assert_eq!(find_nearest("mesage", ["code", "message"]), Some("message"));
/// assert_eq!(find_nearest("bussy", ["busy", "Busy"]), Some("busy"));
/// assert_eq!(find_nearest("Bussy", ["busy", "Busy"]), Some("Busy"));
/// ```
#[must_use]
pub fn find_nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower_case = written.to_lowercase();
    let scored =
        known.into_iter().map(|known| (strsim::jaro_winkler(&lower_case, &known.to_lowercase()), known));
    let likeness_as_written = |known: &str| strsim::jaro_winkler(written, known);
    let nearest = scored.filter(|(score, _)| *score > 0.8).max_by(|one, two| {
        let by_case = || likeness_as_written(one.1).total_cmp(&likeness_as_written(two.1));
        one.0.total_cmp(&two.0).then_with(by_case)
    });
    nearest.map(|(_, known)| known)
}

/// What other formats and languages call the keys and the types of fields.
const SYNONYMS: [(&[&str], &str); 19] = [
    (&["description", "summary", "reason", "text", "desc"], "meaning"),
    (&["http_status", "status_code", "statusCode", "httpStatus", "http"], "status"),
    (&["id", "key", "error", "error_code", "errorCode", "type"], "code"),
    (&["hint", "resolution", "solution", "fix", "remedy", "action", "how_to_fix"], "guidance"),
    (&["cause", "why"], "causes"),
    (&["retryable", "retriable", "should_retry", "retry_after"], "retry"),
    (&["params", "parameters", "properties", "details", "data"], "fields"),
    (&["url", "link", "href", "doc_url", "documentation"], "docs"),
    (&["category", "section", "tag", "tags"], "group"),
    (&["replaced_by", "replacement", "instead"], "use"),
    (&["subject", "param", "field", "pointer"], "target"),
    (&["msg", "text", "error", "title", "detail"], "message"),
    (&["trace_id", "correlation_id", "requestId", "traceId"], "request_id"),
    (&["bool"], "boolean"),
    (&["float", "double", "decimal", "f64", "f32"], "number"),
    (&["u64", "u32", "uint", "usize"], "unsigned"),
    (&["i64", "i32", "long"], "integer"),
    (&["str", "text", "date", "datetime", "date-time", "timestamp", "uuid", "url", "enum"], "string"),
    (&["object", "array", "list", "map", "any"], "json"),
];

/// Returns the known name for what other formats call by another one, if it is known here.
fn find_synonym<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    let mut meant = SYNONYMS.iter().filter(|(others, _)| others.contains(&written)).map(|(_, name)| *name);
    meant.find_map(|name| known.iter().copied().find(|known| *known == name))
}

/// How much is still compared to find suggestions.
///
/// Each unknown name is compared with every known one, which would take minutes where there are thousands of both; and
/// nobody reads thousands of suggestions.
pub(crate) struct SuggestionBudget {
    comparisons: usize,
}

impl SuggestionBudget {
    pub(crate) fn new() -> Self {
        Self { comparisons: 200_000 }
    }

    /// Returns the known name that is most like what was written, if any is and there is something left.
    pub(crate) fn find_nearest<'a>(&mut self, written: &str, known: &[&'a str]) -> Option<&'a str> {
        self.comparisons = self.comparisons.checked_sub(known.len())?;
        find_synonym(written, known).or_else(|| find_nearest(written, known.iter().copied()))
    }

    /// Asks whether the nearest known name was meant; returns the other help if no name is near.
    pub(crate) fn suggest(
        &mut self,
        written: &str,
        known: &[&str],
        otherwise: impl FnOnce() -> String,
    ) -> String {
        self.find_nearest(written, known).map_or_else(otherwise, |near| format!("did you mean `{near}`?"))
    }
}
