//! Collects what an audit finds: each thing once, with how often it came and one example.

use std::collections::{BTreeMap, HashMap};
use std::time::SystemTime;

use super::finding_kind::FindingKind;

/// As many findings of a kind are kept apart; those that come after them are counted.
const MAX_FINDINGS: usize = 1000;

/// Where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum FoundIn {
    Response,
    /// In a detail of an error.
    Detail,
    /// In an item of a success that failed.
    Item,
}

impl FoundIn {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Response => "response",
            Self::Detail => "detail",
            Self::Item => "item",
        }
    }
}

/// What was found, without how often.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct FoundThing {
    pub(super) kind: FindingKind,
    pub(super) found_in: FoundIn,
    /// The code that it is about, if there is one.
    pub(super) code: Option<String>,
    /// The kind of the entry that it is about, or that a response became all the same.
    pub(super) entry: Option<u16>,
    /// What else tells it from others: a field and its type, a sign of a failure.
    pub(super) about: String,
}

/// Something that was found, and how often.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) thing: FoundThing,
    pub(super) count: u64,
    pub(super) statuses: BTreeMap<u16, u64>,
    /// When it came first and last, where recordings say so.
    pub(super) period: Option<[(SystemTime, String); 2]>,
    pub(super) example: ResponseExample,
}

/// A response in which something was found. Its body and its header fields are kept only if they are to be shown.
#[derive(Clone, Debug)]
pub(super) struct ResponseExample {
    pub(super) file: String,
    pub(super) line: Option<usize>,
    pub(super) entry: Option<usize>,
    pub(super) status: u16,
    pub(super) request: Option<String>,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) shown: Option<ShownResponse>,
}

/// The header fields and the start of the body of a response that is to be shown.
#[derive(Clone, Debug)]
pub(super) struct ShownResponse {
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: String,
}

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<Finding>,
    known: HashMap<FoundThing, usize>,
    /// How many of a kind are kept, and how often others came.
    kept: BTreeMap<FindingKind, (usize, u64)>,
}

impl Findings {
    /// Adds something that was found. The example is made for the first of its kind only.
    pub(super) fn add(
        &mut self,
        thing: FoundThing,
        status: u16,
        time: Option<&(SystemTime, String)>,
        make_example: impl FnOnce() -> ResponseExample,
    ) {
        let Some(index) = self.known.get(&thing).copied().or_else(|| self.begin(thing, make_example)) else {
            return;
        };
        let Some(finding) = self.list.get_mut(index) else { return };
        finding.count += 1;
        *finding.statuses.entry(status).or_default() += 1;
        if let Some(time) = time {
            let [first, last] = finding.period.get_or_insert_with(|| [time.clone(), time.clone()]);
            if time.0 < first.0 {
                first.clone_from(time);
            } else if time.0 > last.0 {
                last.clone_from(time);
            }
        }
    }

    /// Begins a finding, and returns its number; none if there are enough of its kind.
    fn begin(&mut self, thing: FoundThing, make_example: impl FnOnce() -> ResponseExample) -> Option<usize> {
        let (kept, others) = self.kept.entry(thing.kind).or_default();
        if *kept >= MAX_FINDINGS {
            *others += 1;
            return None;
        }
        *kept += 1;
        let index = self.list.len();
        self.known.insert(thing.clone(), index);
        let example = make_example();
        self.list.push(Finding { thing, count: 0, statuses: BTreeMap::new(), period: None, example });
        Some(index)
    }

    /// Returns the findings, those that fail an audit first, and what came most often before the rest.
    pub(super) fn into_sorted(mut self) -> (Vec<Finding>, BTreeMap<FindingKind, u64>) {
        self.list.sort_by(|one, two| {
            let order = |finding: &Finding| (finding.thing.kind, std::cmp::Reverse(finding.count));
            order(one).cmp(&order(two)).then_with(|| one.thing.cmp(&two.thing))
        });
        let others = self.kept.into_iter().filter(|(_, (_, others))| *others > 0);
        (self.list, others.map(|(kind, (_, others))| (kind, others)).collect())
    }
}
