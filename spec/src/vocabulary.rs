//! The words of the format: the keys of every map and the names that values can have, each with what it is.
//!
//! The reader goes by these lists, and so does the JSON Schema: what one knows, the other knows.

use crate::lint::LINTS;

/// A key or a name, and what it is, as a sentence in Markdown.
pub type Word = (&'static str, &'static str);

/// The words without what they are.
#[must_use]
pub const fn names<const N: usize>(words: &[Word; N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut index = 0;
    while index < N {
        names[index] = words[index].0;
        index += 1;
    }
    names
}

/// The names of the lints, each with why there is such a lint.
pub fn lints() -> impl Iterator<Item = Word> {
    LINTS.iter().map(|(name, why, _)| (*name, *why))
}

/// The keys of a catalog.
pub const CATALOG: [Word; 8] = [
    ("errspec", "The version of the format. It is `1`."),
    ("api", "What the API is called and where its documentation is."),
    (
        "envelope",
        "Where an error response keeps its parts: a map, or the name of a preset. `problem+json` is RFC 9457.",
    ),
    ("retry", "Retry hints for the errors that have none of their own, and for requests without a response."),
    ("partial", "Where a successful response keeps failures of its items."),
    ("groups", "The sections of the documentation, in order."),
    ("lints", "How severe each lint is. Every lint warns unless told otherwise."),
    ("errors", "The errors, in the order of the generated variants and of the documentation."),
];

/// The keys of `api`.
pub const API: [Word; 5] = [
    ("name", "The name in UpperCamelCase. The Rust types are `<name>Error` and `<name>ErrorKind`."),
    ("title", "The name that people read. Default: `name`."),
    ("description", "What the API is, in Markdown."),
    ("version", "The version of the API, free text."),
    (
        "docs",
        "Template of the link to an error's documentation, with `{code}`, `{status}`, `{name}` and `{anchor}`.",
    ),
];

/// The placeholders of `api.docs`.
pub const PLACEHOLDERS: [Word; 4] = [
    ("code", "The code; empty where the entry has none."),
    ("status", "The first status, or the class as `5xx`."),
    ("name", "The variant."),
    ("anchor", "The anchor of the error's section."),
];

/// The keys of `envelope`.
pub const ENVELOPE: [Word; 6] = [
    ("preset", "A well-known envelope, which the other keys extend."),
    (
        "code",
        "Where the code is, by which programs tell errors apart. The first locator that yields one wins.",
    ),
    ("message", "Where the text for people is. The first locator that yields one wins."),
    (
        "request_id",
        "Where the request id is, which support asks for. The first locator that yields one wins.",
    ),
    (
        "retry_after",
        "Where a wait is, besides the `Retry-After` header, which is always read and wins. The first locator that \
         yields one wins.",
    ),
    (
        "failed_2xx",
        "What makes a response with a 2xx status an error: conditions on it, or a place that has a value.",
    ),
];

/// The names of the presets.
pub const PRESETS: [Word; 1] = [("problem+json", "Problem details, RFC 9457: the code is `/type`.")];

/// The keys of a locator in its long form.
pub const LOCATOR: [Word; 4] = [
    ("at", "The place: a JSON Pointer into the body, or `header:NAME`."),
    ("after", "Drops everything up to the first occurrence of this mark, and the mark."),
    ("before", "Drops the first occurrence of this mark and everything behind it."),
    ("unit", "The unit of a wait. Default: `s`."),
];

/// The units of a wait.
pub const UNITS: [Word; 3] = [
    ("s", "Seconds from now."),
    ("ms", "Milliseconds from now."),
    ("epoch", "A moment, in seconds since 1970-01-01T00:00:00Z."),
];

/// The keys of the top-level `retry`, apart from further statuses and classes.
pub const RETRY: [Word; 6] = [
    ("default", "For every other error, and for entries without a status."),
    ("timeout", "For a request whose response didn't come in time."),
    ("connect", "For a request that found no connection."),
    ("4xx", "For the statuses from 400 to 499 that have no hint of their own."),
    ("5xx", "For the statuses from 500 to 599 that have no hint of their own."),
    ("429", "For this status. Any status from 100 to 599 can stand here."),
];

/// The strategies of a retry hint; in its long form, one of them is a key.
pub const STRATEGIES: [Word; 5] = [
    ("never", "The same request will fail again. Change it first."),
    ("once", "Send it again at once, one time."),
    ("after", "Wait that long, then send it again. What the server asks for replaces the delay."),
    ("backoff", "It passes by itself: back off exponentially from there, with full jitter."),
    ("action", "No wait helps. Somebody has to do this first; say what, in a sentence."),
];

/// The keys that refine a strategy.
pub const REFINEMENTS: [Word; 5] = [
    ("id", "A name for the action that a program can act on."),
    ("max", "The longest wait of `backoff`, except what the server asks for. Default: `60s`."),
    (
        "attempts",
        "How many retries, the first request not counted. Default: 5 for `backoff`, no bound for `after`.",
    ),
    (
        "processed",
        "May the server have acted on the request? With `maybe`, only an idempotent request is sent again. Default: \
         `maybe` for 5xx other than 501 and 503, and for `timeout`, else `no`.",
    ),
    ("throttled", "Do requests come in too fast? Default: `true` for the status 429, else `false`."),
];

/// The values of `processed`.
pub const PROCESSED: [Word; 2] =
    [("no", "Any request can be sent again."), ("maybe", "Only an idempotent request can be sent again.")];

/// The keys of `partial`.
pub const PARTIAL: [Word; 5] = [
    ("items", "JSON Pointer to the array of items."),
    ("failed", "Conditions on an item that failed, looked up in the item."),
    ("subject", "Where an item says what it is about, looked up in the item."),
    ("code", "Where an item's code is, looked up in the item."),
    ("message", "Where an item's message is, looked up in the item."),
];

/// The keys of a group.
pub const GROUP: [Word; 3] = [
    ("id", "What entries name the group by."),
    ("title", "The heading. Default: `id`."),
    ("description", "What the errors of the group have in common, in Markdown."),
];

/// The levels of a lint.
pub const LEVELS: [Word; 3] = [
    ("off", "Nothing is reported."),
    ("warn", "It is reported."),
    ("deny", "It is reported and fails the check."),
];

/// The keys of an entry.
pub const ENTRY: [Word; 14] = [
    ("code", "What the API sends to tell this error from others. Leave it out where the API sends none."),
    ("status", "The HTTP status, a list of them, or a class. Leave it out where the code stands alone."),
    ("name", "The Rust variant in UpperCamelCase. Default: made from the code, else from the status."),
    ("meaning", "When the error occurs, one sentence of Markdown text."),
    ("retry", "The retry hint. Needed unless the top-level `retry` covers the status."),
    ("guidance", "What to do about it, in Markdown, as long as it takes."),
    (
        "message",
        "Template of a message for when the server sends none. The names in braces are `fields`: `limit {limit_bytes} \
         reached`.",
    ),
    ("fields", "Typed extra members of the body: `name: TYPE`, or `name: { type: TYPE, at: LOCATOR }`."),
    ("match", "Further conditions on the response; all of them must hold."),
    ("group", "The `id` of one of the `groups`."),
    ("docs", "A link for this error, which replaces the one from the template in `api`."),
    ("since", "The version that introduced the error, free text."),
    ("deprecated", "The error is sent, and to be avoided. `{}` will do."),
    ("retired", "The error is no longer sent. Its code can't be used again. `{}` will do."),
];

/// The keys of a field in its long form.
pub const FIELD: [Word; 4] = [
    ("type", "The type of the value."),
    ("at", "Where the value is. Default: `/` and the name."),
    ("meaning", "What it means, in Markdown."),
    ("sensitive", "`true`: it is never printed."),
];

/// The types of fields.
pub const TYPES: [Word; 6] = [
    ("string", "A string."),
    ("integer", "An integer, `i64` in Rust."),
    ("unsigned", "An integer that isn't negative, `u64` in Rust."),
    ("number", "A number, `f64` in Rust."),
    ("boolean", "`true` or `false`."),
    ("json", "Any JSON."),
];

/// The keys of `deprecated` and `retired`.
pub const NOTICE: [Word; 3] = [
    ("since", "The version in which the error was deprecated or retired, free text."),
    ("note", "Why, in Markdown."),
    ("use", "What to use in its place: the code or the name of another entry."),
];
