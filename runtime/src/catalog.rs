//! A catalog as data: what generated code states.

mod facts;
mod lookup;
mod perfect_hash;
mod retry;

#[cfg(test)]
pub(crate) use perfect_hash::tests::search;

use crate::hint::Hint;

/// Everything that a catalog states, in few large literals, which is what keeps a consumer's build fast.
///
/// A kind is a number from 0; the number of entries stands for `Unrecognized`.
#[derive(Debug)]
pub struct Catalog {
    /// The name of the API.
    pub api: &'static str,
    /// All texts of all entries: their codes, then entry by entry name, meaning, guidance, link, message template.
    /// Behind each stands a `|`. An empty text is none. The codes stand together for the sake of the caches.
    pub text: &'static str,
    /// Where the texts start, and last where the next would: 6 n + 1 offsets, `u32` in little-endian order.
    pub cuts: &'static [u8],
    /// A row an entry, four `u16` in little-endian order each. Status: 0 any, 1 to 5 a class, 100 to 599 a
    /// status, else in `statuses`. Hint: an index into `hints`, `u16::MAX` if the entry has none of its own.
    /// Next: the entry to try next for the same code, `u16::MAX` at the end. Flags: 1, the code is an integer.
    pub rows: &'static [u8],
    /// The entries with several statuses, in ascending order of their numbers.
    pub statuses: &'static [(u16, &'static [u16])],
    /// The entries with conditions, in ascending order of their numbers.
    pub conditions: &'static [(u16, &'static [Condition])],
    /// From the name of a variant to its number; `Unrecognized` is one.
    pub names: PerfectHash,
    /// From a code to the first entry to try.
    pub codes: PerfectHash,
    /// The first entry to try where there is no code, `u16::MAX` if none.
    pub uncoded: u16,
    /// The hints that entries have of their own.
    pub hints: &'static [Hint],
    /// All other hints.
    pub retry: RetryTable,
    /// Where a response keeps the parts of an error.
    pub envelope: Envelope,
    /// Where a successful response keeps failures of its items.
    pub partial: Option<Partial>,
}

/// A perfect hash from texts to numbers of kinds.
///
/// A text's hash picks a pilot, and hash and pilot pick a slot. The kind there is the only one that can have the text.
#[derive(Debug)]
pub struct PerfectHash {
    /// The seed of the hash.
    pub seed: u64,
    /// A byte a bucket; empty if there is no text.
    pub pilots: &'static [u8],
    /// The numbers, `u16` in little-endian order, `u16::MAX` where a slot is free.
    pub slots: &'static [u8],
}

/// Hints by status, by class, for the rest, and for no response.
#[derive(Debug)]
pub struct RetryTable {
    /// By status, in ascending order.
    pub statuses: &'static [(u16, Hint)],
    /// By the first digit of the status, in ascending order.
    pub classes: &'static [(u16, Hint)],
    /// For every other error.
    pub default: Option<Hint>,
    /// For a response that didn't come in time.
    pub timeout: Option<Hint>,
    /// For a connection that couldn't be made.
    pub connect: Option<Hint>,
}

/// Where a response keeps the parts of an error.
#[derive(Debug)]
pub struct Envelope {
    /// The content type of a response that a service sends.
    pub content_type: &'static str,
    /// The members of the body that are looked at, as a tree.
    pub body: Member,
    /// How many slots the tree has.
    pub slots: u16,
    /// Where the code is.
    pub code: &'static [Locator],
    /// Where the message is.
    pub message: &'static [Locator],
    /// Where the request id is.
    pub request_id: &'static [Locator],
    /// Where a wait is.
    pub retry_after: &'static [(Locator, Unit)],
    /// What makes a 2xx an error; empty if nothing does.
    pub failed_2xx: &'static [Condition],
}

/// A member of the body, or the body itself, that is looked at or into.
#[derive(Debug)]
pub struct Member {
    /// Its name, or its index in an array, in decimal digits; empty for the body.
    pub key: &'static str,
    /// Where its value is put, if it is looked at.
    pub slot: Option<u16>,
    /// What is looked at in it.
    pub members: &'static [Member],
}

/// Where a value is, and what is cut off from it.
#[derive(Debug)]
pub struct Locator {
    /// The place.
    pub place: Place,
    /// What stands before the value.
    pub after: Option<&'static str>,
    /// What stands behind the value.
    pub before: Option<&'static str>,
    /// A value that counts as none.
    pub ignore: Option<&'static str>,
}

/// A place in a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A slot of the body's tree, and the JSON Pointer that leads there.
    Body(u16, &'static str),
    /// A header field, in lower case.
    Header(&'static str),
}

/// What a number that says how long to wait counts.
#[derive(Clone, Copy, Debug)]
pub enum Unit {
    /// Seconds from now.
    Seconds,
    /// Milliseconds from now.
    Milliseconds,
    /// Seconds since 1970.
    Epoch,
}

/// What a response has to hold at a place.
#[derive(Debug)]
pub struct Condition {
    /// The place.
    pub place: Place,
    /// What it has to hold.
    pub expected: Expected,
}

/// What a condition asks for.
#[derive(Clone, Copy, Debug)]
pub enum Expected {
    /// A scalar with this text.
    Text(&'static str),
    /// Nothing, or null.
    Null,
    /// Anything but null.
    Present,
}

/// Failures inside a successful response; pointers and slots are those of an item.
#[derive(Debug)]
pub struct Partial {
    /// The body as a tree whose one slot is the array.
    pub items: Member,
    /// The members of an item that are looked at, as a tree.
    pub item: Member,
    /// How many slots that tree has.
    pub slots: u16,
    /// What makes an item a failed one.
    pub failed: &'static [Condition],
    /// What the item is about.
    pub subject: Option<Locator>,
    /// Where its code is.
    pub code: &'static [Locator],
    /// Where its message is.
    pub message: &'static [Locator],
}
