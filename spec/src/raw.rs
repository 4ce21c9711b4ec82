//! YAML → a tree of nodes that keeps what was written: the text of every scalar, and where it stands.
//!
//! The one module that knows YAML.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Tag};

use crate::problem::Problem;

/// Bounds of a file. `FORMAT.md` states them.
const MAX_BYTES: usize = 4 * 1024 * 1024;
const MAX_ALIASED_BYTES: usize = 16 * 1024 * 1024;

/// A value of the file. Aliases share the node that they name.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value,
}

#[derive(Debug)]
pub(crate) enum Value {
    /// The text, and whether it was written without quotes and on one line.
    Scalar {
        text: String,
        plain: bool,
    },
    List(Vec<Rc<Node>>),
    /// Keys are scalars, each once.
    Map(Vec<(Rc<Node>, Rc<Node>)>),
    /// What was reported already and has no value.
    Broken,
}

impl Node {
    /// Whether it is YAML's null: nothing, `~` or `null`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The text of a scalar.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// What it is, for messages.
    pub(crate) fn describe(&self) -> &'static str {
        match &self.value {
            Value::Scalar { .. } if self.is_null() => "nothing",
            Value::Scalar { .. } => "a scalar",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
            Value::Broken => "a broken value",
        }
    }
}

/// Decodes the bytes of a file; what is wrong with them is reported, and the text stays readable.
pub(crate) fn text(bytes: &[u8]) -> (String, Vec<Problem>) {
    if bytes.len() > MAX_BYTES {
        let message =
            format!("the file is {} bytes long; the limit is 4 MiB ({MAX_BYTES} bytes)", bytes.len());
        let problem = Problem::error("limit", &(0..0), message).help("split the catalog, one file per API");
        return (String::new(), vec![problem]);
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(body) {
        Ok(text) => (text.to_owned(), Vec::new()),
        Err(error) => {
            let at = error.valid_up_to();
            let problem = Problem::error("encoding", &(at..at), "the file is not valid UTF-8")
                .label("the first byte that isn't")
                .help("save the file as UTF-8");
            (String::from_utf8_lossy(body).into_owned(), vec![problem])
        }
    }
}

/// Reads the one document of a text. None if there is nothing to go on with.
pub(crate) fn tree(text: &str, problems: &mut Vec<Problem>) -> Option<Rc<Node>> {
    if !problems.is_empty() {
        return None;
    }
    let mut options = Options::default();
    options.emit_unresolved_aliases = true;
    options.set_emit_comments(false);
    let mut builder = Builder { problems, open: Vec::new(), anchors: HashMap::new(), aliased: 0, root: None };
    for next in Parser::new_from_str_with_options(text, options) {
        match next {
            Ok((Event::DocumentStart(..), span)) if builder.root.is_some() => {
                let problem = Problem::error("yaml", &range(&span), "a second document in the file")
                    .help("a catalog is one document: remove the `---`, or make it two files");
                builder.problems.push(problem);
                break;
            }
            Ok((event, span)) => builder.event(event, range(&span), span.tag_span().map(|tag| range(&tag))),
            Err(error) => {
                builder.problems.push(syntax_error(&error, text));
                return None;
            }
        }
    }
    let root = builder.root;
    if root.as_ref().is_none_or(|root| root.is_null()) && problems.is_empty() {
        let problem = Problem::error("yaml", &(0..0), "the file is empty")
            .help("start with `errspec: 1`, then `api`, `envelope` and `errors`");
        problems.push(problem);
        return None;
    }
    root
}

/// The comments with a word in them, in a text that can be read.
pub(crate) fn comments_with(word: &str, text: &str) -> Vec<Range<usize>> {
    if !text.contains(word) {
        return Vec::new();
    }
    let mut options = Options::default();
    // A file's size bounds them.
    options.max_buffered_comment_events = usize::MAX;
    let events = Parser::new_from_str_with_options(text, options).map_while(Result::ok);
    let comments = events.filter_map(|(event, span)| match event {
        Event::Comment(text, _) => {
            let mut words = text.split(|c: char| !c.is_alphanumeric());
            words.any(|part| part == word).then(|| range(&span))
        }
        _ => None,
    });
    comments.collect()
}

fn syntax_error(error: &ScanError, text: &str) -> Problem {
    let mut at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    if let ErrorKind::TabInPlainScalar = error.kind() {
        // It is reported where the text begins, lines before.
        at += text[at..].find('\t').unwrap_or_default();
    }
    if let ErrorKind::RecursionLimitExceeded = error.kind() {
        return Problem::error("limit", &(at..at), "lists and maps are nested more than 255 deep");
    }
    let problem = Problem::error("yaml", &(at..at), error.info());
    match remedy(error.kind()) {
        Some(help) => problem.help(help),
        None => problem,
    }
}

/// What mends the usual mistakes.
fn remedy(kind: &ErrorKind) -> Option<&'static str> {
    use ErrorKind as Kind;
    Some(match kind {
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar
        | Kind::TabAtBlockScalarStart => "indent with spaces: YAML takes no tabs there",
        Kind::MappingValueNotAllowed | Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => {
            "let keys begin in one column with a space behind their colons, and quote a text that has `: ` in it"
        }
        Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::InvalidIndentation => "let the keys of a map begin in one column, and the `-` of a list too",
        Kind::UnexpectedCharacter { .. } | Kind::PlainScalarStartsWithDashFlowIndicator => {
            "put quotes around a text that begins with a sign"
        }
        Kind::ExpectedFlowMappingSeparator | Kind::ExpectedFlowSequenceSeparator => {
            "put a comma between values, or close the `{` or `[`"
        }
        Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::UnclosedFlowCollection { .. } => "close the `{` or `[`",
        Kind::UnclosedQuotedScalar
        | Kind::InvalidQuotedScalarIndent
        | Kind::DocumentIndicatorInQuotedScalar => {
            "close the quotes, which may stand open since a line before"
        }
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            "put the whole value in quotes; a single quote in single quotes is written twice"
        }
        Kind::UnknownQuotedScalarEscape => "write `\\\\` for a backslash, or use single quotes",
        Kind::CommentNotSeparated => "put a space before the `#` of a comment, or quotes around the text",
        Kind::ExpectedDocumentStart => "write a catalog in YAML, which begins with `errspec: 1`",
        _ => return None,
    })
}

fn range(span: &granit_parser::Span) -> Range<usize> {
    span.byte_range().unwrap_or(0..0)
}

struct Builder<'a> {
    problems: &'a mut Vec<Problem>,
    open: Vec<Open>,
    /// The nodes that have an anchor, each with its weight.
    anchors: HashMap<usize, (Rc<Node>, usize)>,
    aliased: usize,
    root: Option<Rc<Node>>,
}

/// A list or map whose end hasn't come.
struct Open {
    span: Range<usize>,
    anchor: usize,
    map: bool,
    children: Vec<Rc<Node>>,
    /// The bytes of the texts in it, and one more for every value: what an alias of it costs.
    weight: usize,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>, tag_span: Option<Range<usize>>) {
        let tag_at = tag_span.unwrap_or_else(|| span.clone());
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain && self.untagged(tag.as_deref(), &tag_at);
                // What isn't there is the empty text, and not the `~` that the parser gives for it.
                let text = if plain && span.is_empty() { String::new() } else { text.into_owned() };
                let weight = text.len() + 1;
                let value = Value::Scalar { text, plain };
                self.close(Node { span, value }, anchor, weight);
            }
            Event::SequenceStart(_, anchor, tag) => self.begin(span, anchor, false, tag.as_deref(), &tag_at),
            Event::MappingStart(_, anchor, tag) => self.begin(span, anchor, true, tag.as_deref(), &tag_at),
            Event::SequenceEnd | Event::MappingEnd => self.end(&span),
            Event::Alias(id) => self.alias(id, span),
            Event::UnresolvedAlias(name) => {
                let problem =
                    Problem::error("yaml", &span, format!("there is no anchor `&{name}` before this"))
                        .help("define the anchor further up, or write the value out");
                self.broken(problem, span);
            }
            _ => {}
        }
    }

    /// Whether a node has no tag; `!!str` is what quotes are, and any other is reported.
    fn untagged(&mut self, tag: Option<&Tag>, span: &Range<usize>) -> bool {
        let Some(tag) = tag else { return true };
        if !tag.is_yaml_core_schema_tag("str") {
            let problem =
                Problem::error("yaml", span, format!("tags such as `{}` are not supported", tag.original()))
                    .help("remove the tag; quote the value if it has to be a string");
            self.problems.push(problem);
        }
        false
    }

    fn begin(
        &mut self,
        span: Range<usize>,
        anchor: usize,
        map: bool,
        tag: Option<&Tag>,
        tag_at: &Range<usize>,
    ) {
        self.untagged(tag, tag_at);
        self.open.push(Open { span, anchor, map, children: Vec::new(), weight: 1 });
    }

    fn end(&mut self, end: &Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        let value = if open.map { self.map(open.children) } else { Value::List(open.children) };
        let span = open.span.start..end.end.max(open.span.end);
        self.close(Node { span, value }, open.anchor, open.weight);
    }

    fn map(&mut self, children: Vec<Rc<Node>>) -> Value {
        let mut members = Vec::<(Rc<Node>, Rc<Node>)>::with_capacity(children.len() / 2);
        let mut seen = HashMap::<String, Range<usize>>::new();
        let mut children = children.into_iter();
        while let (Some(key), Some(value)) = (children.next(), children.next()) {
            let Some(name) = key.scalar() else {
                self.problems.push(Problem::error("yaml", &key.span, format!("{} as a key", key.describe())));
                continue;
            };
            if let Some(first) = seen.get(name) {
                let problem =
                    Problem::error("duplicate-key", &key.span, format!("the key `{name}` stands twice"))
                        .also(first, "first here")
                        .help("remove one of them");
                self.problems.push(problem);
                continue;
            }
            seen.insert(name.to_owned(), key.span.clone());
            members.push((key, value));
        }
        Value::Map(members)
    }

    fn alias(&mut self, id: usize, span: Range<usize>) {
        let Some((node, weight)) = self.anchors.get(&id).map(|(node, weight)| (Rc::clone(node), *weight))
        else {
            let problem = Problem::error("yaml", &span, "an alias of the value that it stands in")
                .help("write the value out");
            return self.broken(problem, span);
        };
        let before = self.aliased;
        self.aliased = before.saturating_add(weight);
        if before > MAX_ALIASED_BYTES {
            return self.place(Rc::new(Node { span, value: Value::Broken }), 1);
        }
        if self.aliased > MAX_ALIASED_BYTES {
            let message = "aliases expand to more than 16 MiB";
            let problem = Problem::error("limit", &span, message).help("write the values out");
            return self.broken(problem, span);
        }
        self.place(node, weight);
    }

    fn broken(&mut self, problem: Problem, span: Range<usize>) {
        self.problems.push(problem);
        self.place(Rc::new(Node { span, value: Value::Broken }), 1);
    }

    fn close(&mut self, node: Node, anchor: usize, weight: usize) {
        let node = Rc::new(node);
        if anchor != 0 {
            self.anchors.insert(anchor, (Rc::clone(&node), weight));
        }
        self.place(node, weight);
    }

    fn place(&mut self, node: Rc<Node>, weight: usize) {
        match self.open.last_mut() {
            Some(open) => {
                open.children.push(node);
                open.weight = open.weight.saturating_add(weight);
            }
            None => self.root = Some(node),
        }
    }
}
