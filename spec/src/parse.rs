//! Turns the tree of nodes into the parts of a catalog, each checked by itself.

use crate::Arena;
use crate::lint_level::LintLevel;
use crate::problem::Problem;
use crate::span::{Lines, Span, Spanned};
use crate::spec::{Group, UrlTemplate};
use crate::vocabulary::{self, LINT_NAMES, list_names};
use crate::yaml::{self, Document, Node, Value};

mod entry;
mod envelope;
mod field;
mod hint;
mod locator;
mod parsed;
mod reader;
mod status;
mod value;

pub(crate) use parsed::{CommentedText, ParsedApi, ParsedCatalog, ParsedEntry, Part};
use reader::{Map, Reader};

const MAX_ENTRIES: usize = 20_000;

/// Parses the whole document and reports every problem of it; returns none if it isn't a map.
///
/// Parts that can't be read are left out, so that the others are checked all the same.
pub(crate) fn parse_parts<'a>(
    arena: &'a Arena,
    text: &str,
    document: &Document,
    problems: &mut Vec<Problem>,
) -> Option<ParsedCatalog<'a>> {
    let lines = Lines::new(text);
    let mut reader = Reader::new(arena, text, &lines, problems);
    let top = reader.parse_map(&document.root, &vocabulary::CATALOG)?;
    if let Some(node) = top.get("errspec") {
        reader.check_version(node);
    }
    let (retry, is_retry_readable) = reader.parse_whole(&top, "retry", Reader::parse_retry_table);
    let (groups, are_groups_readable) = reader.parse_whole(&top, "groups", Reader::parse_groups);
    Some(ParsedCatalog {
        api: top.get("api").and_then(|node| reader.parse_api(node)),
        envelope: top.get("envelope").and_then(|node| reader.parse_envelope(node)),
        waits: top.get("envelope").and_then(|node| locate_member(node, "retry_after")),
        retry,
        is_retry_readable,
        partial: top.get("partial").and_then(|node| reader.parse_items(node, &vocabulary::PARTIAL)),
        groups,
        are_groups_readable,
        lints: top.get("lints").map_or_else(Vec::new, |node| reader.parse_lints(node)),
        entries: top.get("errors").map_or_else(Vec::new, |node| reader.parse_entries(node)),
        todos: yaml::find_comments("TODO", text),
        unused_anchors: document.unused_anchors.clone(),
        texts_before_comments: reader.texts_before_comments,
        odd_booleans: reader.odd_booleans,
        odd_pointers: reader.odd_pointers,
    })
}

/// Locates the value of a key, if the node is a map that has it.
fn locate_member(node: &Node, key: &str) -> Option<Span> {
    let Value::Map(members) = &node.value else { return None };
    members.iter().find(|(name, _)| name.scalar() == Some(key)).map(|(_, value)| value.span)
}

impl<'a> Reader<'a, '_> {
    fn check_version(&mut self, node: &Node) {
        match node.scalar() {
            Some("1") => {}
            Some(other) => {
                let message = format!("unsupported format version `{other}`");
                self.report_invalid(node, message, "write `errspec: 1`");
            }
            None => self.report_type(node, "`1`", Some("errspec: 1")),
        }
    }

    fn parse_api(&mut self, node: &Node) -> Option<ParsedApi<'a>> {
        let map = self.parse_map(node, &vocabulary::API)?;
        Some(ParsedApi {
            name: map.get("name").and_then(|node| self.parse_type_name(node)),
            title: self.parse_optional_text(&map, "title"),
            description: self.parse_optional_text(&map, "description"),
            version: self.parse_optional_text(&map, "version"),
            docs: map.get("docs").and_then(|node| self.parse_url_template(node)),
        })
    }

    fn parse_url_template(&mut self, node: &Node) -> Option<UrlTemplate<'a>> {
        let text = self.parse_url(node)?;
        for part in text.split('{').skip(1) {
            let name = part.split('}').next().unwrap_or_default();
            let known = list_names(&vocabulary::PLACEHOLDERS);
            if !part.contains('}') || !known.contains(&name) {
                let message = format!("unknown placeholder `{{{name}}}`");
                self.report_unknown(node.span, "invalid-value", message, name, &known);
                return None;
            }
        }
        Some(UrlTemplate(text))
    }

    fn parse_groups(&mut self, node: &Node) -> Vec<Spanned<Group<'a>>> {
        let nodes = self.parse_list(node, "groups: [{ id: access, title: Access }]");
        nodes.iter().filter_map(|node| self.parse_group(node)).collect()
    }

    fn parse_group(&mut self, node: &Node) -> Option<Spanned<Group<'a>>> {
        let map = self.parse_map(node, &vocabulary::GROUP)?;
        let id_node = map.get("id")?;
        let id = self.parse_non_empty(id_node, "id")?;
        let title = self.parse_optional_text(&map, "title").unwrap_or(id);
        let description = self.parse_optional_text(&map, "description");
        Some(Spanned { value: Group { id, title, description }, span: id_node.span })
    }

    fn parse_lints(&mut self, node: &Node) -> Vec<(&'static str, LintLevel)> {
        let members = self.parse_members(node, "lints: { todo: off }").unwrap_or_default();
        let mut levels = Vec::new();
        for (key, value) in members {
            let written = key.scalar().unwrap_or_default();
            let level =
                self.parse_choice(value, "lint level", &LintLevel::ALL.map(|level| (level.name(), level)));
            if let Some(name) = LINT_NAMES.iter().find(|name| **name == written) {
                insert_sorted(&mut levels, *name, level);
            } else {
                let message = format!("unknown lint `{written}`");
                self.report_unknown(key.span, "unknown-key", message, written, &LINT_NAMES);
            }
        }
        levels
    }

    fn parse_entries(&mut self, node: &Node) -> Vec<ParsedEntry<'a>> {
        let nodes = self.parse_list(node, "- { code: not_found, status: 404, meaning: … }");
        if let Some(first) = nodes.get(MAX_ENTRIES) {
            let message = format!("too many entries: {}, the limit is {MAX_ENTRIES}", nodes.len());
            let problem = Problem::error("limit", first.span, message);
            self.report(problem.help("split the catalog, one file per API"));
            return Vec::new();
        }
        if matches!(node.value, Value::List(_)) && nodes.is_empty() {
            let help = "add an entry: `- { code: …, status: …, meaning: … }`";
            self.report_invalid(node, "`errors` is empty", help);
        }
        nodes.iter().filter_map(|node| self.parse_entry(node)).collect()
    }
}

/// Adds a value, if there is one, to a list that is sorted by keys.
fn insert_sorted<K: Ord + Copy, V>(list: &mut Vec<(K, V)>, key: K, value: Option<V>) {
    let at = list.partition_point(|(other, _)| *other < key);
    if let Some(value) = value {
        list.insert(at, (key, value));
    }
}
