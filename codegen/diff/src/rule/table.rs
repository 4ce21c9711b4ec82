//! Lists the rules: the table of `docs/diff.md`.

use super::{Bump, ChangeKind, Rule, Verdict};

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

        /// All rules, those first that need most.
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
        decoding: "it becomes unrecognized; code that names it doesn't compile; later kinds have other numbers",
        sending: "code that sends it doesn't compile";
    ENTRY_RETIRED = "entry-retired", Retired, Major, Allowed,
        decoding: "it becomes unrecognized; code that names it doesn't compile; later kinds have other numbers",
        sending: "code that sends it doesn't compile; its code stays taken";
    ENTRY_INSERTED = "entry-inserted", Added, Major, Allowed,
        decoding: "what was unrecognized, or another error, is this one; later kinds have other numbers (`as u16`)",
        sending: "it can be sent; put last, it would move no number";
    ORDER_CHANGED = "order-changed", Order, Major, Allowed,
        decoding: "kinds have other numbers (`as u16`), sort in another order, and `KNOWN` lists them in it",
        sending: "nothing: responses stay as they are";
    CODE_CHANGED = "code-changed", Code, Major, Allowed,
        decoding: "responses with the old code become unrecognized, or another error",
        sending: "another code is sent, which old clients don't know";
    CODE_REMOVED = "code-removed", Code, Major, Allowed,
        decoding: "responses with this code become unrecognized, or another error",
        sending: "nothing: only the first code is sent";
    CODE_FIRST = "code-first", Code, Major, Allowed,
        decoding: "both codes are still this error; what is made from the first one differs: `kind.code()`, `error_type`, links",
        sending: "another code is sent, which old clients may not know";
    CODE_FORM = "code-form", Code, Major, Allowed,
        decoding: "nothing: a code is read from a string and from an integer",
        sending: "the code is sent as another JSON type, which other clients may not take";
    STATUS_CHANGED = "status-changed", Status, Major, Allowed,
        decoding: "responses at the old status may become another error; what depends on the status changes",
        sending: "it may be sent with another status, on which old clients and proxies depend";
    NAME_CHANGED = "name-changed", Name, Major, Allowed,
        decoding: "code that names the variant doesn't compile",
        sending: "code that names the variant doesn't compile; the response stays as it is";
    MATCH_CHANGED = "match-changed", Match, Major, Allowed,
        decoding: "other responses become this error than before",
        sending: "the members that tell it from others may be sent with other values";
    FIELD_REMOVED = "field-removed", Fields, Major, Allowed,
        decoding: "code that reads it doesn't compile",
        sending: "code that sets it doesn't compile";
    FIELD_TYPE = "field-type", Fields, Major, Allowed,
        decoding: "code that reads it may not compile; a value of the old type is `None`",
        sending: "a value of another type is sent, which old clients read as `None`";
    FIELD_MOVED = "field-moved", Fields, Major, Allowed,
        decoding: "a value at the old place is `None`",
        sending: "it is sent at another place, where old clients don't look";
    RETRY_TURNED = "retry-turned", Retry, Major, Allowed,
        decoding: "clients that obey the hint no longer send the request again, or now do",
        sending: "more or fewer requests come again";
    RETRY_PROCESSED = "retry-processed", Retry, Major, Allowed,
        decoding: "requests that aren't idempotent are no longer sent again, or now are",
        sending: "requests that aren't idempotent may come again, or no longer do";
    RETRY_VERDICT = "retry-verdict", Retry, Major, Allowed,
        decoding: "clients that obey the hint send the request again, or no longer do, as the server says or no longer says",
        sending: "nothing: a service states no verdict";
    RETRY_ACTION_ID = "retry-action-id", Retry, Major, Allowed,
        decoding: "programs that act on the id no longer see it",
        sending: "nothing: it is not sent";
    ENVELOPE_CHANGED = "envelope-changed", Envelope, Major, Allowed,
        decoding: "responses of the old form may lose this part, or find it elsewhere",
        sending: "responses may have another form, in which old clients don't find this part";
    FAILED_2XX_CHANGED = "failed-2xx-changed", Envelope, Major, Allowed,
        decoding: "responses with a 2xx status that were successes are errors, or the other way round",
        sending: "an error with a 2xx status may have other members, and old clients may take it for a success";
    FORMAT_REMOVED = "format-removed", Envelope, Major, Allowed,
        decoding: "bodies of this format are no longer read: they lose all parts, and become another error",
        sending: "without JSON, nothing can be sent";
    DETAILS_REMOVED = "details-removed", Details, Major, Allowed,
        decoding: "the details of an error are no longer seen",
        sending: "details are no longer sent";
    DETAILS_CHANGED = "details-changed", Details, Major, Allowed,
        decoding: "details of the old form are no longer seen, or become another error",
        sending: "details have another form, which old clients don't read";
    PARTIAL_REMOVED = "partial-removed", Partial, Major, Allowed,
        decoding: "failures inside a success are no longer seen",
        sending: "nothing: a success is not made by errspec";
    PARTIAL_CHANGED = "partial-changed", Partial, Major, Allowed,
        decoding: "failures inside a success of the old form are no longer seen, or become another error",
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
    CODE_ADDED = "code-added", Code, Minor, Allowed,
        decoding: "what was unrecognized, or another error, is this one",
        sending: "nothing: only the first code is sent";
    MATCH_WIDENED = "match-widened", Match, Minor, Allowed,
        decoding: "what was unrecognized, or another error, is this one",
        sending: "nothing: the first value is sent";
    ENTRY_DEPRECATED = "entry-deprecated", Deprecated, Minor, Allowed,
        decoding: "code that names it gets a warning",
        sending: "code that sends it gets a warning";
    FIELD_ADDED = "field-added", Fields, Minor, Allowed,
        decoding: "one more field can be read; it is `None` where it isn't sent",
        sending: "one more field can be set";
    ENVELOPE_EXTENDED = "envelope-extended", Envelope, Minor, Allowed,
        decoding: "the part is found where it wasn't; by a code, what was unrecognized or another error is the error of the code",
        sending: "a part that had no place may be sent, which old clients don't read";
    FORMAT_ADDED = "format-added", Envelope, Minor, Allowed,
        decoding: "bodies of this format are read, and are no longer a message: what was unrecognized, or another error, is the error of its code",
        sending: "nothing: JSON is sent";
    DETAILS_ADDED = "details-added", Details, Minor, Allowed,
        decoding: "the details of an error can be seen",
        sending: "details can be sent";
    DETAILS_EXTENDED = "details-extended", Details, Minor, Allowed,
        decoding: "more details are seen, or more about each",
        sending: "more may be sent about each, which old clients don't read";
    PARTIAL_ADDED = "partial-added", Partial, Minor, Allowed,
        decoding: "failures inside a success can be seen",
        sending: "nothing: a success is not made by errspec";
    PARTIAL_EXTENDED = "partial-extended", Partial, Minor, Allowed,
        decoding: "more failures inside a success are seen, or more about each",
        sending: "nothing: a success is not made by errspec";
    RETRY_PACE = "retry-pace", Retry, Patch, Allowed,
        decoding: "clients that obey the hint wait for another time, or send another number of retries",
        sending: "`Retry-After` may say another time";
    RETRY_THROTTLED = "retry-throttled", Retry, Patch, Allowed,
        decoding: "clients slow other requests down as well, or no longer do",
        sending: "nothing: it is not sent";
    RETRY_ACTION = "retry-action", Retry, Patch, Allowed,
        decoding: "people read another text on what has to be done first",
        sending: "nothing: it is not sent";
    DEPRECATION_WITHDRAWN = "deprecation-withdrawn", Deprecated, Patch, Allowed,
        decoding: "code that names it no longer gets a warning",
        sending: "code that sends it no longer gets a warning";
    RETIRED_ADDED = "retired-added", Retired, Patch, Allowed,
        decoding: "nothing: if an entry had the code, there is a change for that",
        sending: "its code is taken";
    RETIRED_REMOVED = "retired-removed", Retired, Patch, Allowed,
        decoding: "nothing: it was no longer an error",
        sending: "its code is free, and could be used again by mistake";
    FIELD_SENSITIVE = "field-sensitive", Fields, Patch, Allowed,
        decoding: "`Debug` hides its value, or no longer does",
        sending: "nothing: it is sent as before";
    FIELD_ORDER = "field-order", Fields, Patch, Allowed,
        decoding: "nothing: a field is read by its name; `Debug` shows fields in another order",
        sending: "nothing: the same members are sent";
    CODE_ORDER = "code-order", Code, Patch, Allowed,
        decoding: "nothing: the same codes are this error",
        sending: "nothing: the first code stays";
    CONDITION_ORDER = "condition-order", Match, Patch, Allowed,
        decoding: "nothing: the same responses fit",
        sending: "the same members are sent, perhaps in another order";
    STATUS_ORDER = "status-order", Status, Patch, Allowed,
        decoding: "nothing: the same statuses fit",
        sending: "nothing: the first status stays";
    GROUPS_CHANGED = "groups-changed", Groups, Patch, Allowed,
        decoding: "the documentation has other sections",
        sending: "the documentation has other sections";
    TEXTS_CHANGED = "texts-changed", Texts, Patch, Allowed,
        decoding: "people read another text",
        sending: "a message that is made from a meaning or a template has another text";
    API_TEXTS = "api-texts", Api, Patch, Allowed,
        decoding: "people read another text, and links may lead elsewhere",
        sending: "nothing: it is not sent";
    LINTS_CHANGED = "lints-changed", Lints, None, Allowed,
        decoding: "nothing: it concerns the authors of the catalog",
        sending: "nothing: it concerns the authors of the catalog";
}
