//! Guesses from bodies of errors, or from their schemas, where they keep the code and the message.

use crate::tree::{DataTree, escape_token};

/// Where a code is, if anything is there, the likeliest first.
const CODES: [&str; 14] = [
    "/error/code",
    "/error/error_code",
    "/error/type",
    "/errors/0/code",
    "/code",
    "/error_code",
    "/errorCode",
    "/errcode",
    "/err_code",
    "/error/status",
    "/error/reason",
    "/error_type",
    "/errorType",
    "/__type",
];

/// Where a code may be if the message is somewhere else.
const CODES_BESIDE_A_MESSAGE: [&str; 8] =
    ["/type", "/error", "/error/name", "/reason", "/name", "/key", "/slug", "/id"];

const MESSAGES: [&str; 16] = [
    "/error/message",
    "/error/msg",
    "/error/description",
    "/error/detail",
    "/errors/0/message",
    "/errors/0/detail",
    "/message",
    "/error_message",
    "/errorMessage",
    "/error_description",
    "/detail",
    "/msg",
    "/description",
    "/error",
    "/title",
    "/reason",
];

const REQUEST_IDS: [&str; 9] = [
    "/request_id",
    "/requestId",
    "/error/request_id",
    "/error/requestId",
    "/trace_id",
    "/traceId",
    "/correlation_id",
    "/correlationId",
    "/error/trace_id",
];

/// Where an API keeps the parts of an error.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DraftEnvelope {
    /// Nothing was found that tells.
    Unknown,
    /// As a catalog says it.
    Known(DataTree),
    /// RFC 9457.
    ProblemJson,
    At {
        code: Vec<&'static str>,
        message: Vec<&'static str>,
        request_id: Option<&'static str>,
    },
}

impl DraftEnvelope {
    /// Returns the pointers to the code, the likeliest first.
    pub(crate) fn code(&self) -> &[&'static str] {
        match self {
            Self::Unknown | Self::Known(_) => &["/code"],
            Self::ProblemJson => &["/type"],
            Self::At { code, .. } => code,
        }
    }

    /// Returns the pointers to the message, the likeliest first.
    pub(crate) fn message(&self) -> &[&'static str] {
        match self {
            Self::Unknown | Self::Known(_) => &["/message"],
            Self::ProblemJson => &["/detail", "/title"],
            Self::At { message, .. } => message,
        }
    }

    /// Lists the members of a body that neither are a part of the envelope nor hold one.
    pub(crate) fn list_other_members(&self, body: &DataTree) -> Vec<String> {
        let mut others = Vec::new();
        list_others(body, "", &self.list_places(), &mut others);
        others
    }

    /// Returns the pointers to all parts that are known.
    fn list_places(&self) -> Vec<&'static str> {
        let request_id = if let Self::At { request_id, .. } = self { *request_id } else { None };
        let of_preset: &[_] = if *self == Self::ProblemJson { &["/status", "/instance"] } else { &[] };
        let known = self.code().iter().chain(self.message()).chain(of_preset).copied();
        known.chain(request_id).collect()
    }

    /// Guesses from the objects on a page, of which the first that has a code and a message is an error's.
    pub(crate) fn guess_on_page(samples: &[DataTree]) -> Self {
        let guesses = samples.iter().map(|sample| Self::guess(std::slice::from_ref(sample)));
        let complete = |guess: &Self| match guess {
            Self::Unknown | Self::Known(_) => false,
            Self::ProblemJson => true,
            Self::At { code, message, .. } => !code.is_empty() && !message.is_empty(),
        };
        guesses.into_iter().find(complete).unwrap_or(Self::Unknown)
    }

    /// Guesses from samples: bodies in which every text is there that may be there.
    pub(crate) fn guess(samples: &[DataTree]) -> Self {
        let problem = |sample: &DataTree| {
            ["/type", "/title"].iter().all(|pointer| has_text(sample, pointer)) && !has_text(sample, "/code")
        };
        if !samples.is_empty() && samples.iter().all(problem) {
            return Self::ProblemJson;
        }
        let (mut code, mut message) = (Vec::new(), Vec::new());
        for sample in samples {
            let told = MESSAGES.into_iter().filter(|pointer| has_text(sample, pointer));
            let known = |chosen: &[&str]| chosen.iter().any(|pointer| has_text(sample, pointer));
            if !known(&code) {
                code.extend(guess_code(sample));
            }
            if !known(&message) {
                message.extend(told.clone().find(|pointer| !code.contains(pointer)));
            }
        }
        if code.is_empty() && message.is_empty() {
            return Self::Unknown;
        }
        let request_id =
            REQUEST_IDS.into_iter().find(|pointer| samples.iter().any(|body| has_text(body, pointer)));
        message.retain(|pointer| !code.contains(pointer));
        Self::At { code, message, request_id }
    }
}

/// Guesses where a body has its code.
fn guess_code(sample: &DataTree) -> Option<&'static str> {
    let beside_a_message = |pointer: &&str| {
        let message = MESSAGES.iter().any(|message| message != pointer && has_text(sample, message));
        // A single text is the code if it is one word.
        let word = sample.pointer(pointer).and_then(DataTree::text).is_some_and(is_word);
        has_text(sample, pointer) && (message || *pointer == "/error" && word)
    };
    let sure = CODES.into_iter().find(|pointer| has_text(sample, pointer));
    sure.or_else(|| CODES_BESIDE_A_MESSAGE.into_iter().find(beside_a_message))
}

/// Lists the places at which a body has something that may be a part of an error.
pub(crate) fn list_known_places(sample: &DataTree) -> Vec<&'static str> {
    let known = CODES.into_iter().chain(CODES_BESIDE_A_MESSAGE).chain(MESSAGES).chain(REQUEST_IDS);
    known.filter(|pointer| has_text(sample, pointer)).collect()
}

fn list_others(body: &DataTree, place: &str, known: &[&str], others: &mut Vec<String>) {
    let inside = format!("{place}/");
    if known.contains(&place) {
        return;
    }
    if !place.is_empty() && !known.iter().any(|of| of.starts_with(&inside)) {
        return others.push(place.to_owned());
    }
    for (key, member) in body.members() {
        list_others(member, &format!("{place}/{}", escape_token(key)), known, others);
    }
    for (index, item) in body.items().iter().enumerate() {
        list_others(item, &format!("{place}/{index}"), known, others);
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

fn has_text(sample: &DataTree, pointer: &str) -> bool {
    match sample.pointer(pointer) {
        // Next to a text in `error`, a number is the status once more.
        Some(DataTree::Integer(number)) => {
            !(pointer == "/code" && is_status(number) && has_text(sample, "/error"))
        }
        Some(DataTree::Text(_)) => true,
        _ => false,
    }
}

fn is_status(number: &str) -> bool {
    number.parse::<u16>().is_ok_and(|status| (100..1000).contains(&status))
}
