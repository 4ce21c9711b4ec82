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

/// Suggests names out of a list that may be long.
///
/// It does so for the first unknown names only: each of them is compared with every known one, and nobody reads
/// thousands of suggestions.
pub(crate) struct Suggester<'a> {
    known: Vec<&'a str>,
    left: usize,
}

impl<'a> Suggester<'a> {
    pub(crate) fn new(known: impl IntoIterator<Item = &'a str>) -> Self {
        Self { known: known.into_iter().collect(), left: 100 }
    }

    pub(crate) fn known(&self) -> impl Iterator<Item = &'a str> {
        self.known.iter().copied()
    }

    /// Asks whether the nearest known name was meant; returns the other help if no name is near.
    pub(crate) fn suggest(&mut self, written: &str, otherwise: impl FnOnce() -> String) -> String {
        let near = self.left.checked_sub(1).and_then(|left| {
            self.left = left;
            find_nearest(written, self.known())
        });
        near.map_or_else(otherwise, |near| format!("did you mean `{near}`?"))
    }
}
