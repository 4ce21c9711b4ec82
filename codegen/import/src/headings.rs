//! Lists the headings that say what a column or a part of a section is about.

/// What is kept in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Status,
    Code,
    Name,
    Meaning,
    Causes,
    Guidance,
    UserMessage,
    Retry,
    Message,
    Docs,
    Group,
    Retired,
}

/// Headings in the words of their authors, without spaces and case, the clearest first. These are believed.
pub(crate) const HTTP: &[&str] = &[
    "httpstatuscode",
    "httpstatus",
    "httpcode",
    "http",
    "httperrorcode",
    "httpresponsecode",
    "httpresponse",
    "httperror",
    "statuscode",
];
/// Of these, most cells have to be statuses.
pub(crate) const STATUS: &[&str] = &["status", "responsecode", "responsestatus"];
/// These are statuses where all cells are. A table can be without a heading.
pub(crate) const STATUS_OR_CODE: &[&str] = &["code", "errorcode", "error", "value", "number", ""];
/// Headings of nothing but codes.
pub(crate) const CODE: &[&str] = &[
    "errorcode",
    "code",
    "errcode",
    "errorid",
    "errorname",
    "grpc",
    "grpccode",
    "grpcstatus",
    "grpcstatuscode",
    "rpc",
    "sqlstate",
];
/// Headings of codes in some tables, and of other things in others.
pub(crate) const MAYBE_CODE: &[&str] = &[
    "identifier",
    "key",
    "slug",
    "type",
    "errortype",
    "id",
    "error",
    "reason",
    "exception",
    "name",
    "title",
    "value",
    "number",
    "constant",
    "",
];
/// Words in headings of codes, such as `PostgreSQL error code(s)` and `Error code name`.
pub(crate) const CODE_PARTS: &[&str] = &["errorcode", "errorid", "errorname", "errortype"];
/// Headings of what a request or a body has.
pub(crate) const OF_MEMBERS: &[&str] =
    &["field", "parameter", "param", "property", "attribute", "argument", "header", "member"];
/// Headings of the names that numbers have in programs.
pub(crate) const NAME: &[&str] = &[
    "name",
    "errorname",
    "conditionname",
    "constant",
    "symbol",
    "symbolicname",
    "exception",
    "identifier",
    "error",
    "condition",
];
pub(crate) const MEANING: &[&str] = &[
    "whenitoccurs",
    "meaning",
    "when",
    "description",
    "desc",
    "whatitmeans",
    "whatitmeant",
    "explanation",
    "details",
    "detail",
    "cause",
    "reason",
    "summary",
    "message",
    "errormessage",
    "text",
    "title",
    "error",
    "notes",
    "note",
    "comment",
    "msg",
    "name",
    "",
];
pub(crate) const CAUSES: &[&str] =
    &["cause", "reason", "possiblecause", "commoncause", "probablecause", "why", "whyithappens"];
pub(crate) const GUIDANCE: &[&str] = &[
    "guidance",
    "solution",
    "resolution",
    "howtofix",
    "howtoresolve",
    "whattodo",
    "action",
    "fix",
    "remedy",
    "suggestedaction",
    "recommendedaction",
    "recommendation",
    "troubleshooting",
    "troubleshootingstep",
    "handling",
    "howtohandle",
    "nextstep",
    "notes",
];
pub(crate) const USER_MESSAGE: &[&str] =
    &["usermessage", "displaymessage", "userfacingmessage", "userfacingerrormessage", "endusermessage"];
pub(crate) const RETRY: &[&str] =
    &["retry", "retryable", "retriable", "isretryable", "canretry", "shouldretry", "transient"];
pub(crate) const MESSAGE: &[&str] = &["message", "errormessage", "defaultmessage", "msg"];
pub(crate) const DOCS: &[&str] = &[
    "docs",
    "doc",
    "documentation",
    "link",
    "url",
    "docurl",
    "documentationurl",
    "docsurl",
    "moreinfo",
    "reference",
    "seealso",
    "helpurl",
    "learnmore",
];
pub(crate) const GROUP: &[&str] = &["group", "category", "product", "area", "errorcategory"];
/// Headings of groups where errors share them.
pub(crate) const MAYBE_GROUP: &[&str] = &["type", "errortype", "class", "kind"];
/// What our own pages say of retired entries.
pub(crate) const RETIRED: &[&str] = &["whyitwasretired", "whyitisgone"];

/// Returns a heading without spaces, punctuation and case.
pub(crate) fn normalize_heading(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns whether a normalized heading is this one, or its plural.
pub(crate) fn is_heading(heading: &str, known: &str) -> bool {
    heading.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest == "s" && !known.is_empty())
}

/// Returns the plain heading for what a part of an error's section is about, such as `Causes` for `Possible causes`.
pub(crate) fn find_label(text: &str) -> Option<&'static str> {
    let heading = normalize_heading(text);
    if heading.is_empty() || text.len() > 60 {
        return None;
    }
    let lists = [
        ("User message", USER_MESSAGE),
        ("Causes", CAUSES),
        ("Guidance", GUIDANCE),
        ("Retry", RETRY),
        ("Error message", MESSAGE),
        ("Docs", DOCS),
        // Shorter headings, such as `Details`, can be about anything.
        ("Meaning", &MEANING[..7]),
    ];
    let endings = list_endings(text);
    let is_known = |known: &&str| is_heading(&heading, known) || ends_with(&endings, known);
    lists.into_iter().find(|(_, list)| list.iter().any(is_known)).map(|(label, _)| label)
}

/// Lists what a heading ends with, from its second word on, each time with a word less and normalized: a known heading
/// may be at the end of a longer one, such as `Plaid error code(s)`.
pub(crate) fn list_endings(heading: &str) -> Vec<String> {
    let words = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<_> = words.take(LONGEST_HEADING + 2).map(normalize_heading).collect();
    // The plural in `code(s)`.
    if heading.ends_with("(s)") {
        words.pop();
    }
    if words.len() > LONGEST_HEADING {
        return Vec::new();
    }
    (1..words.len()).map(|start| words[start..].concat()).collect()
}

/// How many words a heading has at most that ends with a known one.
const LONGEST_HEADING: usize = 8;

/// Returns whether one of the endings of a heading is a known one.
pub(crate) fn ends_with(endings: &[String], known: &str) -> bool {
    !known.is_empty() && endings.iter().any(|ending| is_heading(ending, known))
}

#[cfg(test)]
mod tests;
