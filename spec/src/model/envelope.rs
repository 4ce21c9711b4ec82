//! Where a response keeps the parts of an error: locators, conditions, the envelope.

/// Where a response keeps the parts of an error.
#[derive(Clone, Debug, Default)]
pub struct Envelope {
    pub(crate) preset: Option<Preset>,
    pub(crate) code: Vec<Locator>,
    pub(crate) message: Vec<Locator>,
    pub(crate) request_id: Vec<Locator>,
    pub(crate) retry_after: Vec<Locator>,
    pub(crate) failed_2xx: Vec<Condition>,
}

impl Envelope {
    /// The preset that the catalog names, if it does.
    #[must_use]
    pub fn preset(&self) -> Option<Preset> {
        self.preset
    }

    /// Where the code is; the first that yields one wins.
    #[must_use]
    pub fn code(&self) -> &[Locator] {
        &self.code
    }

    /// Where the message is; the first that yields one wins.
    #[must_use]
    pub fn message(&self) -> &[Locator] {
        &self.message
    }

    /// Where the request id is; the first that yields one wins.
    #[must_use]
    pub fn request_id(&self) -> &[Locator] {
        &self.request_id
    }

    /// Where a wait is besides `Retry-After`; the first that yields one wins.
    #[must_use]
    pub fn retry_after(&self) -> &[Locator] {
        &self.retry_after
    }

    /// What makes a response with a 2xx status an error: all of these; empty if nothing does.
    #[must_use]
    pub fn failed_2xx(&self) -> &[Condition] {
        &self.failed_2xx
    }
}

/// A well-known envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Preset {
    /// `problem+json`: problem details, RFC 9457.
    ProblemJson,
}

/// Where a value is, and what is cut off from it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Locator {
    pub(crate) place: Place,
    pub(crate) after: Option<String>,
    pub(crate) before: Option<String>,
    pub(crate) unit: Unit,
    pub(crate) ignore: Option<String>,
}

impl Locator {
    pub(crate) fn at(place: Place) -> Self {
        Self { place, after: None, before: None, unit: Unit::Seconds, ignore: None }
    }

    /// The place that is looked at.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The mark up to which, inclusive, the value is cut off at its front.
    #[must_use]
    pub fn after(&self) -> Option<&str> {
        self.after.as_deref()
    }

    /// The mark from which on the value is cut off at its end.
    #[must_use]
    pub fn before(&self) -> Option<&str> {
        self.before.as_deref()
    }

    /// The unit of a wait.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// A value that counts as none: `about:blank` for a problem's type.
    #[must_use]
    pub fn ignore(&self) -> Option<&str> {
        self.ignore.as_deref()
    }
}

/// A place in a response.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In the body, at a JSON Pointer.
    Body(Pointer),
    /// In a header field; its name in lower case.
    Header(String),
}

/// A JSON Pointer, RFC 6901.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer {
    pub(crate) tokens: Vec<String>,
}

impl Pointer {
    /// The reference tokens, unescaped; none for the whole document.
    #[must_use]
    pub fn tokens(&self) -> &[String] {
        &self.tokens
    }
}

impl std::fmt::Display for Pointer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.tokens.iter().try_for_each(|token| write!(f, "/{}", token.replace('~', "~0").replace('/', "~1")))
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Body(pointer) => pointer.fmt(f),
            Self::Header(name) => write!(f, "header:{name}"),
        }
    }
}

/// The unit of a wait that a server states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Seconds from now.
    #[default]
    Seconds,
    /// Milliseconds from now.
    Milliseconds,
    /// A moment, in seconds since 1970-01-01T00:00:00Z.
    Epoch,
}

/// Something that a response has to hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Condition {
    pub(crate) place: Place,
    pub(crate) expected: Expected,
}

impl Condition {
    /// Where it has to hold it.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What it has to hold there.
    #[must_use]
    pub fn expected(&self) -> &Expected {
        &self.expected
    }
}

/// What a condition asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expected {
    /// A scalar with this text.
    Text(String),
    /// Nothing, or null.
    Null,
    /// Anything but null.
    Present,
}

/// Failures inside a successful response.
#[derive(Clone, Debug)]
pub struct Partial {
    pub(crate) items: Pointer,
    pub(crate) failed: Vec<Condition>,
    pub(crate) subject: Option<Locator>,
    pub(crate) code: Vec<Locator>,
    pub(crate) message: Vec<Locator>,
}

impl Partial {
    /// The array of items.
    #[must_use]
    pub fn items(&self) -> &Pointer {
        &self.items
    }

    /// What makes an item a failed one: all of these, looked up in the item.
    #[must_use]
    pub fn failed(&self) -> &[Condition] {
        &self.failed
    }

    /// What an item is about, looked up in the item.
    #[must_use]
    pub fn subject(&self) -> Option<&Locator> {
        self.subject.as_ref()
    }

    /// Where an item's code is, looked up in the item.
    #[must_use]
    pub fn code(&self) -> &[Locator] {
        &self.code
    }

    /// Where an item's message is, looked up in the item.
    #[must_use]
    pub fn message(&self) -> &[Locator] {
        &self.message
    }
}
