//! Tree of nodes → the parts of a catalog, each checked by itself; what depends on several is `check`'s.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::lint::LINTS;
use crate::model::{Api, Entry, Envelope, Group, LintLevel, Partial, RetryTable, UrlTemplate};
use crate::nearest;
use crate::problem::{Lines, Problem};
use crate::raw::{self, Node, Value};
use crate::vocabulary::{self, names};

mod entry;
mod envelope;
mod hint;
mod locator;

pub(crate) use entry::Spans;

const MAX_ENTRIES: usize = 20_000;

/// A catalog whose parts are right and may not fit together yet.
pub(crate) struct Read {
    pub(crate) api: Api,
    pub(crate) envelope: Envelope,
    pub(crate) retry: RetryTable,
    pub(crate) partial: Option<Partial>,
    pub(crate) groups: Vec<(Group, Range<usize>)>,
    pub(crate) lints: BTreeMap<String, LintLevel>,
    pub(crate) entries: Vec<(Entry, Spans)>,
    /// The comments that say TODO.
    pub(crate) todos: Vec<Range<usize>>,
}

/// Reads the whole document; every problem of it is reported. None if the top of it can't be read.
pub(crate) fn catalog(text: &str, root: &Node, problems: &mut Vec<Problem>) -> Option<Read> {
    let mut reader = Reader { problems, lines: &Lines::of(text) };
    let top = reader.map(root, "the catalog", &names(&vocabulary::CATALOG))?;
    reader.version(&top);
    let api = top.required("api", &mut reader).and_then(|node| reader.api(node));
    let envelope = top.required("envelope", &mut reader).and_then(|node| reader.envelope(node));
    let retry = top.get("retry").map_or_else(RetryTable::default, |node| reader.retry_table(node));
    let partial = top.get("partial").and_then(|node| reader.partial(node));
    let groups = top.get("groups").map_or_else(Vec::new, |node| reader.groups(node));
    let lints = top.get("lints").map_or_else(BTreeMap::new, |node| reader.lints(node));
    let entries = top.required("errors", &mut reader).map_or_else(Vec::new, |node| reader.entries(node));
    // Entries are checked against each other even where another part is missing.
    let (api, envelope) = (api.unwrap_or_else(Api::unnamed), envelope.unwrap_or_default());
    let todos = raw::comments_with("TODO", text);
    Some(Read { api, envelope, retry, partial, groups, lints, entries, todos })
}

/// Turns nodes into values and reports what it can't turn.
struct Reader<'a> {
    problems: &'a mut Vec<Problem>,
    lines: &'a Lines,
}

/// A map whose keys are known ones.
struct Map<'a> {
    node: &'a Node,
    what: &'a str,
    members: &'a [(Rc<Node>, Rc<Node>)],
    /// The known keys that were probably meant by unknown ones.
    mistyped: Vec<&'static str>,
}

impl<'a> Map<'a> {
    /// The value of a key; a null is as good as no key.
    fn get(&self, key: &str) -> Option<&'a Node> {
        let found = self.members.iter().find(|(name, _)| name.scalar() == Some(key));
        found.map(|(_, value)| &**value).filter(|value| !value.is_null())
    }

    fn required(&self, key: &str, reader: &mut Reader<'_>) -> Option<&'a Node> {
        let found = self.get(key);
        // One mistake is one problem: a mistyped key was reported as what it is.
        if found.is_none() && !self.mistyped.contains(&key) {
            let (what, start) = (self.what, self.node.span.start);
            let empty = self.members.iter().find(|(name, _)| name.scalar() == Some(key));
            let at = empty.map_or(start..start, |(name, _)| name.span.clone());
            let message = format!("{what} lacks `{key}`");
            reader
                .report(Problem::error("missing-key", &at, message).help(format!("add `{}`", example(key))));
        }
        found
    }

    /// The span of a key.
    fn key(&self, key: &str) -> Range<usize> {
        let found = self.members.iter().find(|(name, _)| name.scalar() == Some(key));
        found.map_or_else(|| self.node.span.clone(), |(name, _)| name.span.clone())
    }
}

/// A key with a value, as somebody would start it.
fn example(key: &str) -> String {
    match key {
        "errspec" => "errspec: 1".to_owned(),
        "api" => "api: { name: Acme }".to_owned(),
        "envelope" => "envelope: { code: /code, message: /message }".to_owned(),
        "meaning" => "meaning: When it occurs.".to_owned(),
        "type" => "type: string".to_owned(),
        _ => format!("{key}:"),
    }
}

/// How something of the right type looks.
fn shape(what: &str, wanted: &str) -> Option<String> {
    match (what, wanted) {
        ("the catalog", _) => {
            Some("`errspec: 1`, `api:`, `envelope:` and `errors:`, each on a line".to_owned())
        }
        ("`errors`", _) => Some("`- ` before the first key of each entry".to_owned()),
        ("an entry", _) => Some("`{ code: not_found, status: 404, meaning: … }`".to_owned()),
        ("`api`" | "`envelope`", _) => Some(format!("`{}`", example(what.trim_matches('`')))),
        ("`deprecated`" | "`retired`", _) => Some("`{ since: …, use: … }`, or `{}`".to_owned()),
        (_, "text") => Some("quotes around a text that begins with `[` or `{`".to_owned()),
        _ => None,
    }
}

impl Reader<'_> {
    fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn invalid(&mut self, node: &Node, message: String, help: impl Into<String>) {
        self.report(Problem::error("invalid-value", &node.span, message).help(help));
    }

    fn wrong_type(&mut self, node: &Node, what: &str, wanted: &str) {
        if !matches!(node.value, Value::Broken) {
            let message = format!("{what} is {}, and should be {wanted}", node.describe());
            let problem = Problem::error("wrong-type", &node.span, message);
            self.report(match shape(what, wanted) {
                Some(shape) => problem.help(format!("write {shape}")),
                None => problem,
            });
        }
    }

    /// A map, all of whose keys are `known`.
    fn map<'a>(&mut self, node: &'a Node, what: &'a str, known: &[&'static str]) -> Option<Map<'a>> {
        let members = self.members(node, what)?;
        let mut mistyped = Vec::new();
        for (key, _) in members {
            let name = key.scalar().unwrap_or_default();
            if !known.contains(&name) {
                let message = format!("{what} has no key `{name}`");
                mistyped.extend(self.unknown(&key.span, "unknown-key", &message, name, known));
            }
        }
        Some(Map { node, what, members, mistyped })
    }

    fn members<'a>(&mut self, node: &'a Node, what: &str) -> Option<&'a [(Rc<Node>, Rc<Node>)]> {
        if let Value::Map(members) = &node.value {
            return Some(members);
        }
        self.wrong_type(node, what, "a map");
        None
    }

    /// Reports a name that isn't one of the known ones, with the nearest of them.
    fn unknown(
        &mut self,
        span: &Range<usize>,
        rule: &'static str,
        message: &str,
        name: &str,
        known: &[&'static str],
    ) -> Option<&'static str> {
        let near = nearest(name, known.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "one of {}",
                known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
            ),
        };
        self.report(Problem::error(rule, span, message).help(help));
        near
    }

    /// Any scalar's text.
    fn text(&mut self, node: &Node, what: &str) -> Option<String> {
        let text = node.scalar().map(str::to_owned);
        if text.is_none() {
            self.wrong_type(node, what, "text");
        }
        text
    }

    fn optional_text(&mut self, map: &Map<'_>, key: &str) -> Option<String> {
        let node = map.get(key)?;
        self.text(node, &format!("`{key}`"))
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    }

    fn bool(&mut self, node: &Node, what: &str) -> Option<bool> {
        match &node.value {
            Value::Scalar { text, plain: true } if text == "true" => Some(true),
            Value::Scalar { text, plain: true } if text == "false" => Some(false),
            Value::Scalar { text, .. } => {
                self.invalid(node, format!("{what} is `{text}`"), "write `true` or `false`");
                None
            }
            _ => {
                self.wrong_type(node, what, "`true` or `false`");
                None
            }
        }
    }

    /// A list's nodes, or the one node that stands for a list of one.
    fn one_or_many<'a>(&mut self, node: &'a Node, what: &str) -> Vec<&'a Node> {
        match &node.value {
            Value::List(list) if list.is_empty() => {
                self.invalid(
                    node,
                    format!("{what} is an empty list"),
                    "name at least one, or leave the key out",
                );
                Vec::new()
            }
            Value::List(list) => list.iter().map(|node| &**node).collect(),
            _ => vec![node],
        }
    }

    fn list<'a>(&mut self, node: &'a Node, what: &str) -> &'a [Rc<Node>] {
        if let Value::List(list) = &node.value {
            return list;
        }
        self.wrong_type(node, what, "a list");
        &[]
    }

    fn version(&mut self, top: &Map<'_>) {
        let Some(node) = top.required("errspec", self) else { return };
        match node.scalar() {
            Some("1") => {}
            Some(other) => {
                let message = format!("format version `{other}`; this errspec reads `1`");
                self.invalid(node, message, "write `errspec: 1`");
            }
            None => self.wrong_type(node, "`errspec`", "`1`"),
        }
    }

    fn api(&mut self, node: &Node) -> Option<Api> {
        let map = self.map(node, "`api`", &names(&vocabulary::API))?;
        let name = map.required("name", self).and_then(|node| self.type_name(node, "the API's name"));
        let docs = map.get("docs").and_then(|node| self.docs_template(node));
        Some(Api {
            name: name.unwrap_or_else(|| Api::unnamed().name),
            title: self.optional_text(&map, "title"),
            description: self.optional_text(&map, "description"),
            version: self.optional_text(&map, "version"),
            docs,
        })
    }

    /// An `UpperCamelCase` name that Rust can have as a type or variant.
    fn type_name(&mut self, node: &Node, what: &str) -> Option<String> {
        let text = self.text(node, what)?;
        if crate::name::is_upper_camel(&text) {
            return Some(text);
        }
        let help = match crate::name::from_text(&text) {
            Some(name) => format!("write `{name}`"),
            None => "start with a capital letter; letters and digits, no underscores".to_owned(),
        };
        self.invalid(node, format!("{what} `{text}` is not UpperCamelCase"), help);
        None
    }

    fn docs_template(&mut self, node: &Node) -> Option<UrlTemplate> {
        let text = self.url(node, "`docs`")?;
        for part in text.split('{').skip(1) {
            let name = part.split('}').next().unwrap_or_default();
            let known = names(&vocabulary::PLACEHOLDERS);
            if !part.contains('}') || !known.contains(&name) {
                let message = format!("the link has no placeholder `{{{name}}}`");
                self.unknown(&node.span, "invalid-value", &message, name, &known);
                return None;
            }
        }
        Some(UrlTemplate(text))
    }

    /// A link that can stand in a page: http, https or relative, and nothing that would end it.
    fn url(&mut self, node: &Node, what: &str) -> Option<String> {
        let text = self.text(node, what)?;
        let scheme =
            text.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '#', '?']));
        let hostile = |c: char| c.is_whitespace() || c.is_control() || "<>\"`\\|^".contains(c);
        if scheme.is_some_and(|scheme| !["http", "https"].contains(&scheme)) || text.contains(hostile) {
            self.invalid(
                node,
                format!("{what} is no link: `{text}`"),
                "write an `https://` URL, spaces as `%20`",
            );
            return None;
        }
        Some(text).filter(|text| !text.is_empty())
    }

    fn groups(&mut self, node: &Node) -> Vec<(Group, Range<usize>)> {
        let list = self.list(node, "`groups`");
        list.iter().filter_map(|node| self.group(node)).collect()
    }

    fn group(&mut self, node: &Node) -> Option<(Group, Range<usize>)> {
        let map = self.map(node, "a group", &names(&vocabulary::GROUP))?;
        let id_node = map.required("id", self)?;
        let id = self.text(id_node, "the group's id")?;
        let title = self.optional_text(&map, "title").unwrap_or_else(|| id.clone());
        let description = self.optional_text(&map, "description");
        Some((Group { id, title, description }, id_node.span.clone()))
    }

    fn lints(&mut self, node: &Node) -> BTreeMap<String, LintLevel> {
        let Some(map) = self.map(node, "`lints`", &LINTS.map(|(name, ..)| name)) else {
            return BTreeMap::new();
        };
        map.members.iter().filter_map(|(key, value)| self.lint(key, value)).collect()
    }

    fn lint(&mut self, key: &Node, value: &Node) -> Option<(String, LintLevel)> {
        let level = match value.scalar() {
            Some("off") => LintLevel::Off,
            Some("warn") => LintLevel::Warn,
            Some("deny") => LintLevel::Deny,
            Some(other) => {
                let known = names(&vocabulary::LEVELS);
                let message = format!("`{other}` is not a level");
                self.unknown(&value.span, "invalid-value", &message, other, &known);
                return None;
            }
            None => {
                self.wrong_type(value, "the level", "`off`, `warn` or `deny`");
                return None;
            }
        };
        Some((key.scalar()?.to_owned(), level))
    }

    fn entries(&mut self, node: &Node) -> Vec<(Entry, Spans)> {
        let list = self.list(node, "`errors`");
        if let Some(first) = list.get(MAX_ENTRIES) {
            let message = format!("{} entries; the limit is {MAX_ENTRIES}", list.len());
            self.report(
                Problem::error("limit", &first.span, message).help("split the catalog, one file per API"),
            );
            return Vec::new();
        }
        if matches!(&node.value, Value::List(list) if list.is_empty()) {
            self.invalid(
                node,
                "`errors` is empty".to_owned(),
                "add an entry: `- { code: …, status: …, meaning: … }`",
            );
        }
        list.iter().filter_map(|node| self.entry(node)).collect()
    }
}

impl Api {
    /// Stands in for an API whose name can't be read, while the rest of the file is checked.
    fn unnamed() -> Self {
        Self { name: "Api".to_owned(), title: None, description: None, version: None, docs: None }
    }
}
