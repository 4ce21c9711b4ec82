//! Suggests the known name that was probably meant by an unknown one.

/// Returns the known name that is most like what was written, if any is.
///
/// ```
/// assert_eq!(errspec_spec::find_nearest("mesage", ["code", "message"]), Some("message"));
/// ```
#[must_use]
pub fn find_nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    let scored =
        known.into_iter().map(|known| (strsim::jaro_winkler(&written, &known.to_lowercase()), known));
    scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
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
        find_nearest(written, known.iter().copied())
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
