//! Drafts entries from error responses that came, and guesses the envelope of those that a catalog can't read.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::time::Duration;

use errspec_spec::notation::format_duration;

use crate::draft::{CatalogDraft, write_draft_envelope};
use crate::envelope::{DraftEnvelope, list_known_places};
use crate::name::assign_names;
use crate::refusal::Refusal;
use crate::require_errors;
use crate::row::{Row, RowCode, write_todo};
use crate::statuses::DraftStatuses;
use crate::tree::DataTree;

/// As many errors are kept apart, and as many shapes of bodies; what comes after them is counted.
const MAX_ERRORS: usize = 1000;
const MAX_SHAPES: usize = 100;
/// Longer bodies are no errors, and longer codes and messages neither.
const MAX_BODY: usize = 64 << 10;
const MAX_TEXT: usize = 1000;

/// Error responses that came, from which entries or a first catalog are drafted.
///
/// It stays small, however many responses are added.
///
/// ```
/// use errspec_import::TrafficDraft;
///
/// let mut traffic = TrafficDraft::default();
/// traffic.add_body(410, r#"{ "code": "gone", "error": "It is gone." }"#, None);
/// let catalog = traffic.into_catalog()?.write(Some("Pets"), "traffic.har");
/// assert!(catalog.contains("  - code: gone\n    status: 410\n"));
/// # Ok::<(), errspec_import::Refusal>(())
/// ```
#[derive(Debug, Default)]
pub struct TrafficDraft {
    errors: Vec<CameError>,
    /// The number of each error in the list, by its code, else by its status.
    known: HashMap<ErrorKey, usize>,
    /// A body of each shape, and how many have it.
    shapes: HashMap<Vec<&'static str>, (DataTree, u64)>,
    left_out: u64,
    remarks: BTreeSet<String>,
}

/// What no two errors share: the code, or the status where there is no code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum ErrorKey {
    Code(String),
    Status(Option<u16>),
}

/// An error as it came in one response, or in several that are alike.
#[derive(Clone, Debug, Default)]
pub struct ObservedError {
    /// The code, if there was one.
    pub code: Option<String>,
    /// Whether the code is a JSON integer.
    pub is_integer: bool,
    /// The status; none for an item without a status of its own.
    pub status: Option<u16>,
    /// What the server said.
    pub message: Option<String>,
    /// The wait that the server asked for.
    pub retry_after: Option<Duration>,
}

/// All that came of one error.
#[derive(Debug, Default)]
struct CameError {
    code: Option<RowCode>,
    statuses: BTreeSet<u16>,
    has_no_status: bool,
    message: Option<String>,
    retry_after: Option<Duration>,
    count: u64,
}

impl TrafficDraft {
    /// Adds an error whose parts were found by the envelope of a catalog.
    pub fn add_error(&mut self, error: ObservedError) {
        let ObservedError { code, is_integer, status, message, retry_after } = error;
        let key = code.clone().map_or(ErrorKey::Status(status), ErrorKey::Code);
        let index = match self.known.get(&key) {
            Some(index) => *index,
            None if self.errors.len() >= MAX_ERRORS => {
                self.left_out += 1;
                return;
            }
            None => {
                self.known.insert(key, self.errors.len());
                let code =
                    code.map(|code| if is_integer { RowCode::Integer(code) } else { RowCode::Text(code) });
                self.errors.push(CameError { code, ..CameError::default() });
                self.errors.len() - 1
            }
        };
        let Some(known) = self.errors.get_mut(index) else { return };
        known.count += 1;
        known.has_no_status |= status.is_none();
        known.statuses.extend(status);
        known.message = known.message.take().or(message);
        known.retry_after = known.retry_after.max(retry_after);
    }

    /// Adds the body of an error in which no envelope finds anything; the places of its parts are guessed.
    pub fn add_body(&mut self, status: u16, body: &str, retry_after: Option<Duration>) {
        let mut error = ObservedError { status: Some(status), retry_after, ..ObservedError::default() };
        let json = Some(body.trim_start_matches('\u{feff}')).filter(|json| json.len() <= MAX_BODY);
        if let Some(tree) = json.and_then(|json| serde_json::from_str::<DataTree>(json).ok()) {
            let envelope = DraftEnvelope::guess(std::slice::from_ref(&tree));
            let code = envelope.code().iter().find_map(|at| RowCode::from_tree(tree.pointer(at)?));
            let is_code = |code: &str| code != "about:blank" && code.len() <= MAX_TEXT;
            let code = code.filter(|code| is_code(code.as_str()));
            error.is_integer = matches!(code, Some(RowCode::Integer(_)));
            error.code = code.map(|code| code.as_str().to_owned());
            let message = envelope.message().iter().find_map(|at| tree.pointer(at)?.scalar());
            error.message = message.filter(|message| message.len() <= MAX_TEXT);
            self.add_shape(tree);
        }
        self.add_error(error);
    }

    /// Adds a remark, which a draft has once, as a `TODO`.
    pub fn add_remark(&mut self, remark: &str) {
        self.remarks.insert(remark.to_owned());
    }

    fn add_shape(&mut self, tree: DataTree) {
        let places = list_known_places(&tree);
        if let Some((_, count)) = self.shapes.get_mut(&places) {
            *count += 1;
        } else if !places.is_empty() && self.shapes.len() < MAX_SHAPES {
            self.shapes.insert(places, (tree, 1));
        }
    }

    /// Makes the draft of a catalog.
    ///
    /// # Errors
    ///
    /// If nothing that was added is an error.
    pub fn into_catalog(mut self) -> Result<CatalogDraft, Refusal> {
        let envelope = self.guess_envelope();
        let remarks = std::mem::take(&mut self.remarks);
        let todos = self.describe_left_out();
        let mut draft = CatalogDraft::from_rows(self.into_rows(|_| true), envelope);
        draft.todos.extend(remarks.into_iter().chain(todos));
        require_errors(draft)
    }

    /// Writes entries for a catalog that has others, and as a comment the envelope that was guessed of bodies.
    ///
    /// `names` are the variants of the catalog; `has_hint` returns whether it has a retry hint for a status, or for
    /// errors without one.
    #[must_use]
    pub fn write_entries<'n>(
        self,
        names: impl Iterator<Item = &'n str>,
        has_hint: impl Fn(Option<u16>) -> bool,
    ) -> String {
        let envelope = match self.guess_envelope() {
            DraftEnvelope::Unknown => String::new(),
            envelope => {
                let todo = write_todo("bodies in which the envelope finds nothing look like this");
                let lines = write_draft_envelope(&envelope);
                let lines = lines.lines().filter(|line| !line.is_empty()).map(|line| format!("# {line}\n"));
                format!("{todo}\n{}", lines.collect::<String>())
            }
        };
        let todos = self.describe_left_out().map(|todo| format!("{}\n", write_todo(&todo)));
        let mut rows = self.into_rows(has_hint);
        assign_names(&mut rows, names.map(str::to_owned).collect::<HashSet<_>>());
        let entries: Vec<_> = rows.iter().map(Row::write).collect();
        format!("{envelope}{}{}", todos.unwrap_or_default(), entries.join("\n"))
    }

    fn guess_envelope(&self) -> DraftEnvelope {
        let mut shapes: Vec<_> = self.shapes.iter().collect();
        shapes.sort_by_key(|(places, (_, count))| (std::cmp::Reverse(*count), (*places).clone()));
        let samples: Vec<_> = shapes.into_iter().map(|(_, (tree, _))| tree.clone()).collect();
        DraftEnvelope::guess(&samples)
    }

    fn describe_left_out(&self) -> Option<String> {
        let count = self.left_out;
        (count > 0).then(|| {
            format!("{count} responses had still other codes; if each has one of its own, it isn't the code")
        })
    }

    /// Makes rows of the errors, those that came most often first.
    fn into_rows(mut self, has_hint: impl Fn(Option<u16>) -> bool) -> Vec<Row> {
        self.errors.sort_by_key(|error| std::cmp::Reverse(error.count));
        self.errors.into_iter().map(|error| error.into_row(&has_hint)).collect()
    }
}

impl CameError {
    fn into_row(self, has_hint: impl Fn(Option<u16>) -> bool) -> Row {
        let times = if self.count == 1 { "once".to_owned() } else { format!("{} times", self.count) };
        let said = self.message.map(|message| format!("; the server said: {message}")).unwrap_or_default();
        let mut todos = vec![format!("came {times}{said}")];
        // An item without a status of its own comes with any, and as a response it would have to have one.
        let statuses = if self.statuses.is_empty() || self.has_no_status {
            DraftStatuses::Any
        } else {
            DraftStatuses::Listed(self.statuses.iter().copied().collect())
        };
        let mut asked: Vec<_> = self.statuses.iter().copied().map(Some).collect();
        if statuses == DraftStatuses::Any {
            asked = vec![None];
        }
        let retry = match self.retry_after.map(|wait| wait.max(Duration::from_secs(1))) {
            Some(wait) => {
                todos.push("the wait is the longest that a server asked for".to_owned());
                Some(format!("after {}", format_duration(Duration::from_secs(wait.as_secs()))))
            }
            None if asked.into_iter().all(has_hint) => None,
            None => {
                todos.push("say whether to retry; `never` is a guess".to_owned());
                Some("never".to_owned())
            }
        };
        Row { code: self.code, statuses, retry: retry.map(DataTree::Text), todos, ..Row::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observe(code: &str, status: Option<u16>) -> ObservedError {
        ObservedError { code: Some(code.to_owned()), status, ..ObservedError::default() }
    }

    #[test]
    fn statuses_of_one_code_are_one_entry() {
        let mut traffic = TrafficDraft::default();
        for status in [422, 400, 422] {
            traffic.add_error(observe("bad", Some(status)));
        }
        let entries = traffic.write_entries(["Bad"].into_iter(), |status| status == Some(400));
        assert_eq!(
            entries,
            "  # TODO: came 3 times\n  # TODO: say whether to retry; `never` is a guess\n  - code: bad\n    \
             status: [400, 422]\n    name: Bad400\n    meaning: TODO. Say in a sentence when this occurs.\n    \
             retry: never\n"
        );
    }

    #[test]
    fn item_without_a_status_has_none() {
        let mut traffic = TrafficDraft::default();
        traffic.add_error(observe("bad", None));
        assert!(!traffic.write_entries(std::iter::empty(), |_| true).contains("status"));
    }

    #[test]
    fn envelope_of_the_most_frequent_bodies_comes_first() {
        let mut traffic = TrafficDraft::default();
        traffic.add_body(400, r#"{ "code": "a", "message": "A." }"#, None);
        for _ in 0..2 {
            traffic.add_body(400, r#"{ "error": { "type": "b", "message": "B." } }"#, None);
        }
        traffic.add_body(502, "<html>", None);
        let entries = traffic.write_entries(std::iter::empty(), |_| true);
        assert!(entries.contains("#   code: [/error/type, /code]\n"), "{entries}");
        assert!(entries.contains("  - status: 502\n"), "{entries}");
    }

    #[test]
    fn further_errors_are_counted() {
        let mut traffic = TrafficDraft::default();
        for number in 0..1500 {
            traffic.add_error(observe(&format!("c{number}"), Some(400)));
        }
        let catalog = traffic.into_catalog().unwrap();
        assert!(catalog.remarks().next().unwrap().starts_with("500 responses had still other codes"));
    }
}
