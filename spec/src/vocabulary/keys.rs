//! Lists the keys of every map.

use super::ValueType as Type;
use super::names::{PRESETS, PROCESSED, TYPES, UNITS};
use super::{Key, KeyList};

/// The keys of a catalog.
pub const CATALOG: KeyList = KeyList {
    subject: "the catalog",
    example: "{ errspec: 1, api: …, envelope: …, errors: … }",
    keys: &[
        Key::required("errspec", Type::Version, "errspec: 1", "The version of the format. It is `1`."),
        Key::required(
            "api",
            Type::Map(&API),
            "api: { name: Acme }",
            "What the API is called and where its documentation is.",
        ),
        Key::required(
            "envelope",
            Type::Envelope,
            ENVELOPE.example,
            "Where an error response keeps its parts: a map, or the name of a preset. `problem+json` is RFC 9457.",
        ),
        Key::optional(
            "retry",
            Type::RetryTable,
            "Retry hints for the errors that have none of their own, and for requests without a response.",
        ),
        Key::optional(
            "partial",
            Type::Map(&PARTIAL),
            "Where a successful response keeps failures of its items.",
        ),
        Key::optional("groups", Type::Groups, "The sections of the documentation, in order."),
        Key::optional(
            "lints",
            Type::Lints,
            "How severe each lint is. Every lint warns unless told otherwise.",
        ),
        Key::required(
            "errors",
            Type::Entries,
            "errors:",
            "The errors, in the order of the generated variants and of the documentation.",
        ),
    ],
};

/// The keys of `api`.
pub const API: KeyList = KeyList {
    subject: "`api`",
    example: "api: { name: Acme }",
    keys: &[
        Key::required(
            "name",
            Type::TypeName,
            "name: Acme",
            "The name in UpperCamelCase. The Rust types are `<name>Error` and `<name>ErrorKind`.",
        ),
        Key::optional("title", Type::Text, "The name that people read. Default: `name`."),
        Key::optional("description", Type::Text, "What the API is, in Markdown."),
        Key::optional("version", Type::Text, "The version of the API, free text."),
        Key::optional(
            "docs",
            Type::LinkTemplate,
            "Template of the link to an error's documentation, with `{code}`, `{status}`, `{name}` and `{anchor}`.",
        ),
    ],
};

/// The keys of `envelope`.
pub const ENVELOPE: KeyList = KeyList {
    subject: "`envelope`",
    example: "envelope: { code: /code, message: /message }",
    keys: &[
        Key::optional(
            "preset",
            Type::Choice(&PRESETS),
            "A well-known envelope, which the other keys extend.",
        ),
        Key::optional(
            "code",
            Type::Locators,
            "Where the code is, by which programs tell errors apart. The first locator that yields one wins.",
        ),
        Key::optional(
            "message",
            Type::Locators,
            "Where the text for people is. The first locator that yields one wins.",
        ),
        Key::optional(
            "request_id",
            Type::Locators,
            "Where the request id is, which support asks for. The first locator that yields one wins.",
        ),
        Key::optional(
            "retry_after",
            Type::Locators,
            "Where a wait is, besides the `Retry-After` header, which is always read and wins. The first locator \
             that yields one wins.",
        ),
        Key::optional(
            "should_retry",
            Type::Locators,
            "Where the server says itself whether to send the request again, as `true` or `false`.",
        ),
        Key::optional(
            "docs",
            Type::Locators,
            "Where the link to the documentation of the error is, which replaces the entry's.",
        ),
        Key::optional(
            "target",
            Type::Locators,
            "Where it is said what the error is about, such as a parameter. The first locator that yields one wins.",
        ),
        Key::optional(
            "failed_2xx",
            Type::Alternatives,
            "What makes a response with a 2xx status an error: conditions on it, a place that has a value, or a list \
             of these, of which one has to hold.",
        ),
        Key::optional(
            "details",
            Type::Map(&DETAILS),
            "Where an error keeps its details, of which each may be an error of its own.",
        ),
        Key::optional("format", Type::Formats, "What bodies may be: `json`, `xml` or both. Default: `json`."),
    ],
};

/// The keys of a locator in its long form.
pub const LOCATOR: KeyList = KeyList {
    subject: "a locator",
    example: "{ at: /error/code, after: \"#\" }",
    keys: &[
        Key::required(
            "at",
            Type::Place,
            "at: /error/code",
            "The place: a JSON Pointer into the body, `header:NAME`, or `body` for the whole body where it is text.",
        ),
        Key::optional(
            "after",
            Type::NonEmptyText,
            "Drops everything up to the first occurrence of this mark, and the mark.",
        ),
        Key::optional(
            "before",
            Type::NonEmptyText,
            "Drops the first occurrence of this mark and everything behind it.",
        ),
        Key::optional(
            "between",
            Type::Between,
            "Takes what is between the first mark and the next second one, and nothing where one of them is absent. \
             With null as the second mark, it goes to the end.",
        ),
        Key::optional("unit", Type::Choice(&UNITS), "The unit of a wait. Default: `s`."),
        Key::optional(
            "when",
            Type::Conditions,
            "Conditions on the response. Where they don't hold, the locator finds nothing.",
        ),
    ],
};

/// The keys of what a condition asks for, where that is a map: one of them.
pub const TEST: KeyList = KeyList {
    subject: "a condition",
    example: "{ prefix: \"Bad Request: \" }",
    keys: &[
        Key::optional("prefix", Type::NonEmptyText, "The value is a string that begins with this text."),
        Key::optional("contains", Type::NonEmptyText, "The value is a string that holds this text."),
        Key::optional("not", Type::Expected, "The value is not this."),
    ],
};

/// The keys of the top-level `retry`, apart from further statuses and classes.
pub const RETRY: KeyList = KeyList {
    subject: "`retry`",
    example: "retry: { 4xx: never, 5xx: backoff 1s }",
    keys: &[
        Key::optional("default", Type::RetryHint, "For every other error, and for entries without a status."),
        Key::optional("timeout", Type::RetryHint, "For a request whose response didn't come in time."),
        Key::optional("connect", Type::RetryHint, "For a request that found no connection."),
        Key::optional(
            "4xx",
            Type::RetryHint,
            "For the statuses from 400 to 499 that have no hint of their own.",
        ),
        Key::optional(
            "5xx",
            Type::RetryHint,
            "For the statuses from 500 to 599 that have no hint of their own.",
        ),
        Key::optional("429", Type::RetryHint, "For this status. Any status from 100 to 999 can be a key."),
    ],
};

/// The keys of a retry hint in its long form: one of the strategies, which come first, and what refines it.
pub const HINT: KeyList = KeyList {
    subject: "a retry hint",
    example: "{ backoff: 5s, max: 2m }",
    keys: &[
        Key::optional("never", Type::True, "The same request will fail again. Change it first."),
        Key::optional("once", Type::True, "Send it again at once, one time."),
        Key::optional(
            "after",
            Type::Duration,
            "Wait that long, then send it again. What the server asks for replaces the delay.",
        ),
        Key::optional(
            "backoff",
            Type::Duration,
            "The error is transient: back off exponentially from there, with full jitter.",
        ),
        Key::optional(
            "action",
            Type::NonEmptyText,
            "No wait helps. Somebody has to do this first; say what, in a sentence.",
        ),
        Key::optional("id", Type::Text, "A name for the action that a program can act on."),
        Key::optional(
            "max",
            Type::Duration,
            "The longest wait of `backoff`, except what the server asks for. Default: `60s`.",
        ),
        Key::optional(
            "retries",
            Type::Count,
            "How many retries are made at most, the first request not counted. Default: 5.",
        ),
        Key::optional(
            "processed",
            Type::Choice(&PROCESSED),
            "May the server have acted on the request? With `maybe`, only an idempotent request is sent again. \
             Default: `maybe` for 5xx other than 501 and 503, and for `timeout`, else `no`.",
        ),
        Key::optional(
            "throttled",
            Type::Boolean,
            "Do requests come in too fast? Default: `true` for the status 429, else `false`.",
        ),
    ],
};

/// The keys of a hint that only some strategies have, each with those strategies.
pub const REFINEMENTS: [(&str, &[&str]); 3] =
    [("id", &["action"]), ("max", &["backoff"]), ("retries", &["after", "backoff"])];

/// The keys of `partial`.
pub const PARTIAL: KeyList = KeyList {
    subject: "`partial`",
    example: "partial: { items: /results, failed: { /status: failed } }",
    keys: &[
        ITEMS,
        Key::required(
            "failed",
            Type::ItemAlternatives,
            "failed: { /status: failed }",
            "What makes an item a failure: conditions, a place that has a value, or a list of these, of which one has \
             to hold. All places are those of an item.",
        ),
        TARGET,
        ITEM_CODE,
        ITEM_MESSAGE,
        ITEM_STATUS,
        ITEM_RETRY_AFTER,
    ],
};

/// The keys of `details`.
pub const DETAILS: KeyList = KeyList {
    subject: "`details`",
    example: "details: { items: /errors, code: /code, message: /message }",
    keys: &[
        ITEMS,
        Key::optional(
            "failed",
            Type::ItemAlternatives,
            "What makes an item a detail, as in `partial`. Default: every item is one.",
        ),
        TARGET,
        ITEM_CODE,
        ITEM_MESSAGE,
        ITEM_STATUS,
        ITEM_RETRY_AFTER,
    ],
};

const ITEMS: Key = Key::required(
    "items",
    Type::Pointer,
    "items: /results",
    "JSON Pointer to the array of items, or to the object whose members they are; with `*` to several of them.",
);
const TARGET: Key = Key::optional(
    "target",
    Type::Targets,
    "Where an item says what it is about; `key` is the name of the object's member that it is.",
);
const ITEM_CODE: Key =
    Key::optional("code", Type::Locators, "Where an item's code is, looked up in the item.");
const ITEM_MESSAGE: Key =
    Key::optional("message", Type::Locators, "Where an item's message is, looked up in the item.");
const ITEM_STATUS: Key =
    Key::optional("status", Type::Locators, "Where an item's own HTTP status is, by which it is decoded.");
const ITEM_RETRY_AFTER: Key =
    Key::optional("retry_after", Type::Locators, "Where an item's wait is, looked up in the item.");

/// The keys of a group.
pub const GROUP: KeyList = KeyList {
    subject: "a group",
    example: "{ id: access, title: Access }",
    keys: &[
        Key::required("id", Type::NonEmptyText, "id: access", "The id by which entries name the group."),
        Key::optional("title", Type::Text, "The heading. Default: `id`."),
        Key::optional("description", Type::Text, "What the errors of the group have in common, in Markdown."),
    ],
};

/// The keys of an entry.
pub const ENTRY: KeyList = KeyList {
    subject: "an entry",
    example: "{ code: not_found, status: 404, meaning: … }",
    keys: &[
        Key::optional(
            "code",
            Type::Codes,
            "What the API sends to tell this error from others, or a list of codes, of which a service sends the \
             first. Leave it out where the API sends none.",
        ),
        Key::optional(
            "status",
            Type::Statuses,
            "The HTTP status, a list of them, or a class. Leave it out where the code comes with any status.",
        ),
        Key::optional(
            "name",
            Type::TypeName,
            "The Rust variant in UpperCamelCase. Default: made from the code, else from the status.",
        ),
        Key::required(
            "meaning",
            Type::Text,
            "meaning: When it occurs.",
            "When the error occurs, one sentence of Markdown text.",
        ),
        Key::optional(
            "retry",
            Type::RetryHint,
            "The retry hint. Needed unless the top-level `retry` covers the status.",
        ),
        Key::optional("causes", Type::Texts, "Why the error happens: a list of texts in Markdown."),
        Key::optional("guidance", Type::Text, "What to do about it, in Markdown, as long as it takes."),
        Key::optional(
            "user_message",
            Type::Text,
            "What an application may tell its end user, in plain text.",
        ),
        Key::optional(
            "message",
            Type::Text,
            "Template of a message for when the server sends none. The names in braces are `fields`: `limit \
             {limit_bytes} reached`.",
        ),
        Key::optional(
            "fields",
            Type::Fields,
            "Typed extra members of the body: `name: TYPE`, or `name: { type: TYPE, at: LOCATOR }`.",
        ),
        Key::optional(
            "match",
            Type::Conditions,
            "Further conditions on the response; all of them must hold.",
        ),
        Key::optional("group", Type::Text, "The `id` of one of the `groups`."),
        Key::optional(
            "docs",
            Type::Link,
            "A link for this error, which replaces the one from the template in `api`.",
        ),
        Key::optional("since", Type::Text, "The version that introduced the error, free text."),
        Key::optional(
            "deprecated",
            Type::Map(&DEPRECATED),
            "The error is sent, and will be given up. `{}` is enough.",
        ),
        Key::optional(
            "retired",
            Type::Map(&RETIRED),
            "The error is no longer sent. Its code can't be used again. `{}` is enough.",
        ),
    ],
};

/// The keys of a field in its long form.
pub const FIELD: KeyList = KeyList {
    subject: "a field",
    example: "{ type: integer, at: /error/limit }",
    keys: &[
        Key::required("type", Type::Choice(&TYPES), "type: string", "The type of the value."),
        Key::optional("at", Type::Locator, "Where the value is. Default: `/` and the name."),
        Key::optional("meaning", Type::Text, "What it means, in Markdown."),
        Key::optional("sensitive", Type::Boolean, "`true`: it is never printed."),
    ],
};

const NOTICE: &[Key] = &[
    Key::optional(
        "since",
        Type::Text,
        "The version in which the error was deprecated or retired, free text.",
    ),
    Key::optional("note", Type::Text, "The reason, in Markdown."),
    Key::optional("use", Type::Text, "What to use in its place: the code or the name of another entry."),
];

/// The keys of `deprecated`.
pub const DEPRECATED: KeyList = KeyList { subject: "`deprecated`", example: "deprecated: {}", keys: NOTICE };

/// The keys of `retired`.
pub const RETIRED: KeyList = KeyList { subject: "`retired`", example: "retired: {}", keys: NOTICE };
