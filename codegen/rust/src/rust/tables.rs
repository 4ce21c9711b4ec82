//! A catalog → the tables that the runtime reads it from, as plain data.
//!
//! The emitter writes them as literals. Who has the runtime at hand can read a catalog from them as they are.

use std::collections::HashMap;

use errspec_spec::{Entry, Envelope, Hint, Piece, Preset, Spec, Statuses, Template};

use super::perfect_hash::{self, NONE};

pub use super::perfect_hash::PerfectHash;
pub use tree::{Member, Tree};

mod tree;

/// What the runtime looks entries up in. Numbers are in little-endian order; the runtime's `Catalog` says what they
/// mean.
#[derive(Clone, Debug)]
pub struct Tables<'a> {
    /// The code of each entry, then each entry's name, meaning, guidance, link and message template, a `|` behind each.
    pub lines: Vec<String>,
    /// Where the texts start, and last where the next would.
    pub cuts: Vec<u8>,
    /// A row an entry: status, hint, next, flags.
    pub rows: Vec<u8>,
    /// The hints that entries have of their own, each once.
    pub hints: Vec<&'a Hint>,
    /// From the name of a variant to its number; `Unrecognized` is one.
    pub names: PerfectHash,
    /// From a code to the first entry to try.
    pub codes: PerfectHash,
    /// The first entry to try where there is no code.
    pub uncoded: u16,
}

impl<'a> Tables<'a> {
    /// The tables of a catalog.
    #[must_use]
    pub fn of(spec: &'a Spec) -> Self {
        let (hints, chains) = (own_hints(spec), Chains::of(spec));
        let rows = rows(spec, &hints, &chains);
        let codes = spec.entries().iter().map(|entry| vec![cell(entry.code().unwrap_or_default())]);
        let texts = spec.entries().iter().map(|entry| texts(spec, entry));
        let cells: Vec<_> = codes.chain(texts).collect();
        Self {
            cuts: cuts(cells.iter().flatten()),
            lines: cells.iter().map(|cells| cells.concat()).collect(),
            rows,
            hints,
            names: perfect_hash::build(&names(spec)),
            codes: perfect_hash::build(&chains.first),
            uncoded: chains.uncoded,
        }
    }
}

/// The entries with several statuses.
pub fn statuses(spec: &Spec) -> impl Iterator<Item = (u16, &[u16])> {
    spec.entries().iter().zip(0_u16..).filter_map(|(entry, number)| match entry.statuses() {
        Statuses::Listed(list) if list.len() > 1 => Some((number, list.as_slice())),
        _ => None,
    })
}

/// The entries with conditions.
pub fn conditional(spec: &Spec) -> impl Iterator<Item = (u16, &Entry)> {
    let entries = (0_u16..).zip(spec.entries());
    entries.filter(|(_, entry)| !entry.conditions().is_empty())
}

/// The content type of a response that a service sends.
#[must_use]
pub fn content_type(envelope: &Envelope) -> &'static str {
    match envelope.preset() {
        Some(Preset::ProblemJson) => "application/problem+json",
        _ => "application/json",
    }
}

fn names(spec: &Spec) -> Vec<(&str, u16)> {
    spec.entries().iter().map(Entry::name).chain(["Unrecognized"]).zip(0..).collect()
}

/// The texts of an entry but for its code.
fn texts(spec: &Spec, entry: &Entry) -> Vec<String> {
    let docs_url = spec.docs_url(entry).unwrap_or_default();
    let template = entry.message().map(template).unwrap_or_default();
    [entry.name(), entry.meaning(), entry.guidance().unwrap_or_default(), &docs_url, &template]
        .map(cell)
        .into()
}

/// Behind every text stands a `|`, for who reads it.
fn cell(text: &str) -> String {
    format!("{text}|")
}

fn template(template: &Template) -> String {
    template.pieces().iter().fold(String::new(), |out, piece| match piece {
        Piece::Text(text) => out + &text.replace('{', "{{").replace('}', "}}"),
        Piece::Field(name) => out + "{" + name + "}",
    })
}

/// The offsets to cut the texts at.
fn cuts<'a>(cells: impl Iterator<Item = &'a String>) -> Vec<u8> {
    let ends = cells.scan(0, |end, cell| {
        *end += cell.len();
        Some(u32::try_from(*end).unwrap_or(u32::MAX))
    });
    std::iter::once(0).chain(ends).flat_map(u32::to_le_bytes).collect()
}

/// The hints that entries have of their own, each once.
fn own_hints(spec: &Spec) -> Vec<&Hint> {
    let mut seen = std::collections::HashSet::new();
    spec.entries().iter().filter_map(Entry::own_hint).filter(|hint| seen.insert(*hint)).collect()
}

fn rows(spec: &Spec, hints: &[&Hint], chains: &Chains<'_>) -> Vec<u8> {
    let index: HashMap<_, _> = hints.iter().zip(0_u16..).map(|(hint, index)| (*hint, index)).collect();
    let mut bytes = Vec::with_capacity(spec.entries().len() * 8);
    for (entry, next) in spec.entries().iter().zip(&chains.next) {
        let status = match entry.statuses() {
            Statuses::Any => 0,
            Statuses::Class(class) => u16::from(*class),
            Statuses::Listed(list) if list.len() == 1 => list[0],
            Statuses::Listed(_) => u16::MAX,
        };
        let hint = entry.own_hint().and_then(|hint| index.get(hint)).copied().unwrap_or(NONE);
        let flags = u16::from(entry.code_is_integer());
        bytes.extend([status, hint, *next, flags].map(u16::to_le_bytes).concat());
    }
    bytes
}

/// In which order entries are tried: for every code, and for none, a chain through the entries.
struct Chains<'a> {
    first: Vec<(&'a str, u16)>,
    uncoded: u16,
    next: Vec<u16>,
}

impl<'a> Chains<'a> {
    fn of(spec: &'a Spec) -> Self {
        let mut by_code = HashMap::<_, Vec<u16>>::new();
        let mut order = Vec::new();
        for (entry, number) in spec.entries().iter().zip(0..) {
            let chain = by_code.entry(entry.code()).or_default();
            if chain.is_empty() {
                order.push(entry.code());
            }
            chain.push(number);
        }
        let mut chains = Self { first: Vec::new(), uncoded: NONE, next: vec![NONE; spec.entries().len()] };
        for code in order {
            let mut chain = by_code.remove(&code).unwrap_or_default();
            chain.sort_by_key(|number| precedence(&spec.entries()[usize::from(*number)]));
            for pair in chain.windows(2) {
                chains.next[usize::from(pair[0])] = pair[1];
            }
            match code {
                Some(code) => chains.first.push((code, chain[0])),
                None => chains.uncoded = chain[0],
            }
        }
        chains
    }
}

/// Most conditions first; among equals listed statuses before a class or none.
fn precedence(entry: &Entry) -> (std::cmp::Reverse<usize>, bool) {
    (std::cmp::Reverse(entry.conditions().len()), !matches!(entry.statuses(), Statuses::Listed(_)))
}
