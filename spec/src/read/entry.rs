//! One entry of `errors`, its fields and its template.

use std::collections::HashMap;
use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::ops::Range;

use heck::ToSnakeCase;

use super::{Map, Reader};
use crate::model::{
    Code, Entry, Field, FieldType, Life, Locator, Notice, Piece, Place, Pointer, Statuses, Template,
};
use crate::problem::Problem;
use crate::raw::{Node, Value};
use crate::vocabulary::{self, names};

const TYPES: [FieldType; 6] = [
    FieldType::String,
    FieldType::Integer,
    FieldType::Unsigned,
    FieldType::Number,
    FieldType::Boolean,
    FieldType::Json,
];

/// Where the parts of an entry stand, for the checks that compare entries.
pub(crate) struct Spans {
    pub(crate) entry: Range<usize>,
    pub(crate) code: Range<usize>,
    pub(crate) status: Range<usize>,
    /// Of `name`, where it is written.
    pub(crate) name: Option<Range<usize>>,
    pub(crate) message: Range<usize>,
    pub(crate) meaning: Range<usize>,
    pub(crate) retry: Range<usize>,
    /// Of the life cycle's `use`.
    pub(crate) instead: Range<usize>,
    /// The group as it was written.
    pub(crate) group: Option<(String, Range<usize>)>,
    /// Whether a value was there that couldn't be read: what is derived from it isn't reported again.
    pub(crate) broken: bool,
}

impl Reader<'_> {
    pub(super) fn entry(&mut self, node: &Node) -> Option<(Entry, Spans)> {
        let before = self.problems.len();
        let map = self.map(node, "an entry", &names(&vocabulary::ENTRY))?;
        let code = map.get("code").and_then(|node| self.code(node));
        let code = if null_code(&map) { self.null_code(&map) } else { code };
        let statuses = map.get("status").map_or(Some(Statuses::Any), |node| self.statuses(node));
        let broken = self.problems.len() > before;
        let statuses = statuses.unwrap_or(Statuses::Any);
        self.code_or_status(&map, code.is_some(), &statuses, broken);
        let name = map.get("name").and_then(|node| self.type_name(node, "the name"));
        let meaning = self.meaning(&map);
        let group = map.get("group").and_then(|node| Some((self.text(node, "`group`")?, node.span.clone())));
        // The place of an entry is its start: nobody wants to see all of it underlined.
        let start = node.span.start..node.span.start + 1;
        let span = |key: &str| map.get(key).map_or_else(|| start.clone(), |node| node.span.clone());
        let spans = Spans {
            entry: node.span.clone(),
            code: span("code"),
            status: span("status"),
            name: map.get("name").map(|node| node.span.clone()),
            message: span("message"),
            meaning: span("meaning"),
            retry: span("retry"),
            instead: instead(&map).unwrap_or_else(|| start.clone()),
            group,
            broken: broken || (name.is_none() && map.get("name").is_some()),
        };
        let entry = Entry {
            code,
            statuses,
            name: name.unwrap_or_default(),
            anchor: String::new(),
            meaning,
            retry: map.get("retry").and_then(|node| self.hint(node)),
            guidance: self.optional_text(&map, "guidance"),
            message: map.get("message").and_then(|node| self.template(node)),
            fields: map.get("fields").map_or_else(Vec::new, |node| self.fields(node)),
            conditions: map.get("match").map_or_else(Vec::new, |node| self.conditions(node, "`match`")),
            group: None,
            docs: map.get("docs").and_then(|node| self.url(node, "`docs`")),
            since: self.optional_text(&map, "since"),
            life: self.life(&map),
            line: self.lines.number(node.span.start),
        };
        let retry_broken = entry.retry.is_none() && map.get("retry").is_some();
        Some((entry, Spans { broken: spans.broken || retry_broken, ..spans }))
    }

    fn null_code(&mut self, map: &Map<'_>) -> Option<Code> {
        let problem = Problem::error("invalid-value", &map.key("code"), "`code` is nothing")
            .help("leave `code` out where the API sends none, or quote it");
        self.report(problem);
        None
    }

    fn code(&mut self, node: &Node) -> Option<Code> {
        match &node.value {
            Value::Scalar { text, .. } if text.is_empty() => {
                let help = "leave `code` out where the API sends none";
                self.invalid(node, "`code` is empty".to_owned(), help);
                None
            }
            Value::Scalar { text, plain } => {
                let integer = *plain && text.parse::<i64>().is_ok_and(|number| number.to_string() == *text);
                Some(Code { text: text.clone(), integer })
            }
            _ => {
                self.wrong_type(node, "`code`", "text or an integer");
                None
            }
        }
    }

    fn statuses(&mut self, node: &Node) -> Option<Statuses> {
        if let Some(class) = node.scalar().and_then(super::hint::class) {
            return Some(Statuses::Class(class));
        }
        let nodes = self.one_or_many(node, "`status`");
        let mut list = Vec::<u16>::with_capacity(nodes.len());
        for node in nodes {
            let Some(status) = node.scalar().and_then(super::hint::status) else {
                let message =
                    format!("`{}` is not a status", node.scalar().unwrap_or_else(|| node.describe()));
                self.invalid(
                    node,
                    message,
                    "a number from 100 to 599, a list of them, or a class such as `5xx`",
                );
                continue;
            };
            if list.contains(&status) {
                self.invalid(node, format!("status {status} stands twice"), "remove one of them");
                continue;
            }
            list.push(status);
        }
        (!list.is_empty()).then_some(Statuses::Listed(list))
    }

    fn code_or_status(&mut self, map: &Map<'_>, has_code: bool, statuses: &Statuses, broken: bool) {
        match statuses {
            Statuses::Class(class) if has_code => {
                let message = format!("a code with the class `{class}xx`");
                let help = "list the statuses, or leave `status` out if the code stands alone";
                self.report(Problem::error("class-with-code", &map.key("status"), message).help(help));
            }
            Statuses::Any if !has_code && !broken => {
                let at = map.node.span.start;
                let problem =
                    Problem::error("missing-key", &(at..at), "an entry has neither `code` nor `status`")
                        .help("add the `code` that the API sends, the `status`, or both");
                self.report(problem);
            }
            _ => {}
        }
    }

    /// An empty meaning is a matter of taste, and a lint's; none at all is an error.
    fn meaning(&mut self, map: &Map<'_>) -> String {
        let written = map.members.iter().find(|(key, _)| key.scalar() == Some("meaning"));
        let node = match written {
            Some((_, node)) if node.scalar() == Some("") => None,
            _ => map.required("meaning", self),
        };
        let text = node.and_then(|node| self.text(node, "`meaning`")).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn life(&mut self, map: &Map<'_>) -> Life {
        let deprecated = map.get("deprecated").map(|node| self.notice(node, "`deprecated`"));
        let retired = map.get("retired").map(|node| self.notice(node, "`retired`"));
        match (retired, deprecated) {
            (Some(notice), _) => Life::Retired(notice),
            (None, Some(notice)) => Life::Deprecated(notice),
            (None, None) => Life::Live,
        }
    }

    fn notice(&mut self, node: &Node, what: &str) -> Notice {
        let Some(map) = self.map(node, what, &names(&vocabulary::NOTICE)) else { return Notice::default() };
        Notice {
            since: self.optional_text(&map, "since"),
            note: self.optional_text(&map, "note"),
            instead: self.optional_text(&map, "use"),
        }
    }

    fn fields(&mut self, node: &Node) -> Vec<Field> {
        let members = self.members(node, "`fields`").unwrap_or_default();
        let mut fields = Vec::<Field>::with_capacity(members.len());
        let mut taken = HashMap::<String, usize>::new();
        for (key, value) in members {
            let Some(field) = self.field(key, value) else { continue };
            match taken.entry(field.ident.clone()) {
                Occupied(first) => {
                    let (ident, first) = (&field.ident, &fields[*first.get()].name);
                    let message =
                        format!("the fields `{first}` and `{}` are both `{ident}` in Rust", field.name);
                    let help = "rename one, and say with `at` where its value is";
                    self.report(Problem::error("name-taken", &key.span, message).help(help));
                }
                Vacant(free) => {
                    free.insert(fields.len());
                    fields.push(field);
                }
            }
        }
        fields
    }

    fn field(&mut self, key: &Node, value: &Node) -> Option<Field> {
        let name = key.scalar()?.to_owned();
        let ident = self.field_ident(key, &name)?;
        let default = Locator::at(Place::Body(Pointer { tokens: vec![name.clone()] }));
        if value.scalar().is_some() {
            let kind = self.field_type(value)?;
            return Some(Field { name, ident, kind, at: default, meaning: None, sensitive: false });
        }
        let map = self.map(value, "a field", &names(&vocabulary::FIELD))?;
        let kind = map.required("type", self).and_then(|node| self.field_type(node));
        let at = map.get("at").map_or(Some(default), |node| self.locator(node, "`at`"));
        let sensitive = map.get("sensitive").map_or(Some(false), |node| self.bool(node, "`sensitive`"));
        let meaning = self.optional_text(&map, "meaning");
        Some(Field { name, ident, kind: kind?, at: at?, meaning, sensitive: sensitive? })
    }

    fn field_ident(&mut self, key: &Node, name: &str) -> Option<String> {
        let snake = name.to_snake_case();
        let ident =
            if snake.starts_with(|c: char| c.is_ascii_digit()) { format!("field_{snake}") } else { snake };
        if ident.is_empty() || !ident.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            let help = "use letters, digits and `_`, and say with `at` where the value is";
            self.invalid(key, format!("a field can't be called `{name}` in Rust"), help);
            return None;
        }
        Some(ident)
    }

    fn field_type(&mut self, node: &Node) -> Option<FieldType> {
        let text = self.text(node, "the field's type")?;
        let found = TYPES.into_iter().find(|kind| kind.name() == text);
        if found.is_none() {
            let known = TYPES.map(FieldType::name);
            self.unknown(&node.span, "invalid-value", &format!("there is no type `{text}`"), &text, &known);
        }
        found
    }

    /// `limit {limit_bytes} reached`; `{{` and `}}` are braces.
    fn template(&mut self, node: &Node) -> Option<Template> {
        let text = self.text(node, "`message`")?;
        let template = parse_template(text.trim());
        if template.is_none() {
            let help = "a field's name stands in `{…}`; a brace itself is `{{` or `}}`";
            self.invalid(node, format!("`{}` is not a template", text.trim()), help);
        }
        template.filter(|template| !template.pieces.is_empty())
    }
}

/// Where the entry to use instead is named.
fn instead(map: &Map<'_>) -> Option<Range<usize>> {
    let notice = map.get("retired").or_else(|| map.get("deprecated"))?;
    let Value::Map(members) = &notice.value else { return None };
    members.iter().find(|(key, _)| key.scalar() == Some("use")).map(|(_, value)| value.span.clone())
}

fn null_code(map: &Map<'_>) -> bool {
    map.members.iter().any(|(key, value)| key.scalar() == Some("code") && value.is_null())
}

fn parse_template(text: &str) -> Option<Template> {
    let (mut pieces, mut literal, mut rest) = (Vec::new(), String::new(), text);
    while let Some(at) = rest.find(['{', '}']) {
        literal.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            literal.push_str(brace);
            rest = after;
            continue;
        }
        let (name, after) = rest.split_once('}').filter(|(name, _)| brace == "{" && !name.contains('{'))?;
        if !literal.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut literal)));
        }
        pieces.push(Piece::Field(Some(name.trim()).filter(|name| !name.is_empty())?.to_owned()));
        rest = after;
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        pieces.push(Piece::Text(literal));
    }
    Some(Template { pieces })
}
