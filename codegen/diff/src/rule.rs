//! What can change in a catalog, what it means, and the version that it needs: the table of `FORMAT.md`.

use std::fmt;

/// The part of a version that a change moves, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// None: nothing that is published differs.
    None,
    /// The third number: what people read differs.
    Patch,
    /// The second number: something is new, and what worked works.
    Minor,
    /// The first number: what worked may no longer work.
    Major,
}

impl Bump {
    /// Its name, as in semantic versioning.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Whether a version can make a change right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// With the version that it needs, it can be released.
    Allowed,
    /// No version makes it right.
    Forbidden,
}

/// The part of the catalog that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChangeKind {
    /// An entry or a catalog is new.
    Added,
    /// An entry or a catalog is gone.
    Removed,
    /// An entry is retired, or the list of retired ones differs.
    Retired,
    /// A retired code is in use again.
    Reused,
    /// An entry is to be avoided, or no longer.
    Deprecated,
    /// The statuses of an entry.
    Status,
    /// The code of an entry.
    Code,
    /// The variant of an entry.
    Name,
    /// The advice on sending the request again.
    Retry,
    /// The typed members of an entry.
    Fields,
    /// The conditions of an entry.
    Match,
    /// Where a response keeps the parts of an error.
    Envelope,
    /// Where a success keeps failures.
    Partial,
    /// The sections of the documentation.
    Groups,
    /// What people read about an entry.
    Texts,
    /// The order of the entries.
    Order,
    /// The name of the API and what people read about it.
    Api,
    /// The levels of lints.
    Lints,
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Retired => "retired",
            Self::Reused => "reused",
            Self::Deprecated => "deprecated",
            Self::Status => "status",
            Self::Code => "code",
            Self::Name => "name",
            Self::Retry => "retry",
            Self::Fields => "fields",
            Self::Match => "match",
            Self::Envelope => "envelope",
            Self::Partial => "partial",
            Self::Groups => "groups",
            Self::Texts => "texts",
            Self::Order => "order",
            Self::Api => "api",
            Self::Lints => "lints",
        })
    }
}

/// A row of the table: what a change of one sort means.
#[derive(Debug)]
pub struct Rule {
    id: &'static str,
    kind: ChangeKind,
    bump: Bump,
    verdict: Verdict,
    decoding: &'static str,
    sending: &'static str,
}

impl Rule {
    /// Its name, in kebab-case.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The part of the catalog that it is about.
    #[must_use]
    pub fn kind(&self) -> ChangeKind {
        self.kind
    }

    /// The version that such a change needs.
    #[must_use]
    pub fn bump(&self) -> Bump {
        self.bump
    }

    /// Whether a version can make it right.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// What it means for people who decode responses.
    #[must_use]
    pub fn decoding(&self) -> &'static str {
        self.decoding
    }

    /// What it means for people who send errors.
    #[must_use]
    pub fn sending(&self) -> &'static str {
        self.sending
    }
}

macro_rules! rules {
    ($($name:ident = $id:literal, $kind:ident, $bump:ident, $verdict:ident,
       decoding: $decoding:literal, sending: $sending:literal;)*) => {
        $(pub(crate) static $name: Rule = Rule {
            id: $id,
            kind: ChangeKind::$kind,
            bump: Bump::$bump,
            verdict: Verdict::$verdict,
            decoding: $decoding,
            sending: $sending,
        };)*

        /// All rules, in the order of the table.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    CODE_REUSED = "code-reused", Reused, Major, Forbidden,
        decoding: "old clients take it for what the code meant before",
        sending: "choose another code";
    CATALOG_REMOVED = "catalog-removed", Removed, Major, Allowed,
        decoding: "code that names its types doesn't compile",
        sending: "code that names its types doesn't compile";
    ENTRY_REMOVED = "entry-removed", Removed, Major, Allowed,
        decoding: "it becomes unrecognized; code that names it doesn't compile",
        sending: "code that sends it doesn't compile";
    ENTRY_RETIRED = "entry-retired", Retired, Major, Allowed,
        decoding: "it becomes unrecognized; code that names it doesn't compile",
        sending: "code that sends it doesn't compile; its code stays taken";
    CODE_CHANGED = "code-changed", Code, Major, Allowed,
        decoding: "responses with the old code become unrecognized",
        sending: "another code is sent, which old clients don't know";
    CODE_FORM = "code-form", Code, Major, Allowed,
        decoding: "nothing: a code is read from a string and from an integer",
        sending: "the code is sent as another JSON type, which other clients may not take";
    STATUS_CHANGED = "status-changed", Status, Major, Allowed,
        decoding: "responses at the old status may become another error; what goes by the status changes",
        sending: "it may be sent with another status, which old clients and proxies go by";
    NAME_CHANGED = "name-changed", Name, Major, Allowed,
        decoding: "code that names the variant doesn't compile",
        sending: "code that names the variant doesn't compile; the response stays as it is";
    MATCH_CHANGED = "match-changed", Match, Major, Allowed,
        decoding: "other responses become this error than before",
        sending: "the members that tell it from others are sent with other values";
    FIELD_REMOVED = "field-removed", Fields, Major, Allowed,
        decoding: "code that reads it doesn't compile",
        sending: "code that sets it doesn't compile";
    FIELD_TYPE = "field-type", Fields, Major, Allowed,
        decoding: "code that reads it may not compile; a value of the old type is none",
        sending: "a value of another type is sent, which old clients read as none";
    FIELD_MOVED = "field-moved", Fields, Major, Allowed,
        decoding: "a value at the old place is none",
        sending: "it is sent at another place, where old clients don't look";
    RETRY_TURNED = "retry-turned", Retry, Major, Allowed,
        decoding: "clients that go by the hint stop sending the request again, or start to",
        sending: "more or fewer requests come again";
    RETRY_PROCESSED = "retry-processed", Retry, Major, Allowed,
        decoding: "requests that aren't idempotent are no longer sent again, or now are",
        sending: "requests that aren't idempotent may come again, or no longer do";
    RETRY_ACTION_ID = "retry-action-id", Retry, Major, Allowed,
        decoding: "programs that act on the id no longer see it",
        sending: "nothing: it is not sent";
    ENVELOPE_CHANGED = "envelope-changed", Envelope, Major, Allowed,
        decoding: "responses of the old form lose this part",
        sending: "responses have another form, in which old clients don't find this part";
    PARTIAL_REMOVED = "partial-removed", Partial, Major, Allowed,
        decoding: "failures inside a success are no longer seen",
        sending: "nothing: a success is not made by errspec";
    PARTIAL_CHANGED = "partial-changed", Partial, Major, Allowed,
        decoding: "failures inside a success of the old form are no longer seen",
        sending: "nothing: a success is not made by errspec";
    API_RENAMED = "api-renamed", Api, Major, Allowed,
        decoding: "the types have other names: code that names them doesn't compile",
        sending: "the types have other names: code that names them doesn't compile";
    CATALOG_ADDED = "catalog-added", Added, Minor, Allowed,
        decoding: "its errors can be decoded",
        sending: "its errors can be sent";
    ENTRY_ADDED = "entry-added", Added, Minor, Allowed,
        decoding: "what was unrecognized, or another error, is this one",
        sending: "it can be sent; old clients take it as unrecognized, or as another error";
    ENTRY_DEPRECATED = "entry-deprecated", Deprecated, Minor, Allowed,
        decoding: "code that names it gets a warning",
        sending: "code that sends it gets a warning";
    FIELD_ADDED = "field-added", Fields, Minor, Allowed,
        decoding: "one more member can be read; it is none where it isn't sent",
        sending: "one more member can be set";
    PARTIAL_ADDED = "partial-added", Partial, Minor, Allowed,
        decoding: "failures inside a success can be seen",
        sending: "nothing: a success is not made by errspec";
    RETRY_PACE = "retry-pace", Retry, Patch, Allowed,
        decoding: "clients that go by the hint wait otherwise, or try another number of times",
        sending: "`Retry-After` may say another time";
    RETRY_THROTTLED = "retry-throttled", Retry, Patch, Allowed,
        decoding: "clients slow other requests down as well, or no longer do",
        sending: "nothing: it is not sent";
    RETRY_ACTION = "retry-action", Retry, Patch, Allowed,
        decoding: "people read other words on what has to be done first",
        sending: "nothing: it is not sent";
    DEPRECATION_WITHDRAWN = "deprecation-withdrawn", Deprecated, Patch, Allowed,
        decoding: "code that names it gets no warning any more",
        sending: "code that sends it gets no warning any more";
    RETIRED_ADDED = "retired-added", Retired, Patch, Allowed,
        decoding: "nothing: it was not in the catalog",
        sending: "its code is taken";
    RETIRED_REMOVED = "retired-removed", Retired, Patch, Allowed,
        decoding: "nothing: it was no error any more",
        sending: "its code is free, and could be used again by mistake";
    FIELD_SENSITIVE = "field-sensitive", Fields, Patch, Allowed,
        decoding: "`Debug` hides its value, or no longer does",
        sending: "nothing: it is sent as before";
    STATUS_ORDER = "status-order", Status, Patch, Allowed,
        decoding: "nothing: the same statuses fit",
        sending: "nothing: the first status stays";
    GROUPS_CHANGED = "groups-changed", Groups, Patch, Allowed,
        decoding: "the documentation has other sections",
        sending: "the documentation has other sections";
    TEXTS_CHANGED = "texts-changed", Texts, Patch, Allowed,
        decoding: "people read other words",
        sending: "a message that is made of the template has other words";
    ORDER_CHANGED = "order-changed", Order, Patch, Allowed,
        decoding: "kinds sort otherwise, and `ALL` has another order",
        sending: "nothing: responses stay as they are";
    API_TEXTS = "api-texts", Api, Patch, Allowed,
        decoding: "people read other words, and links may lead elsewhere",
        sending: "nothing: it is not sent";
    LINTS_CHANGED = "lints-changed", Lints, None, Allowed,
        decoding: "nothing: it is for those who keep the catalog",
        sending: "nothing: it is for those who keep the catalog";
}
