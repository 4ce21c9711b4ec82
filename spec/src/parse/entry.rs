//! Parses an entry of `errors`.

use errspec_data::{Code, Piece, Statuses, template_pieces};

use super::{Map, ParsedEntry, Part, Reader};
use crate::entry::{Life, Notice};
use crate::notation::format_class;
use crate::problem::Problem;
use crate::span::{Span, Spanned};
use crate::vocabulary::{self, KeyList};
use crate::yaml::{Node, Style, Value};

impl<'a> Reader<'a, '_> {
    pub(super) fn parse_entry(&mut self, node: &Node) -> Option<ParsedEntry<'a>> {
        let map = self.parse_map(node, &vocabulary::ENTRY)?;
        let (code, other_codes) = self.parse_codes(&map);
        let statuses = self.parse_part(&map, "status", Self::parse_statuses);
        self.check_code_and_status(&map, &code, &statuses);
        let (life, replacement) = self.parse_life(&map);
        let (conditions, is_match_readable) =
            self.parse_whole(&map, "match", |reader, node| reader.parse_conditions(node, "match"));
        Some(ParsedEntry {
            span: node.span,
            line: self.lines.line_number(node.span.start),
            code,
            other_codes,
            statuses,
            name: self.parse_part(&map, "name", Self::parse_type_name),
            meaning: self.parse_meaning(&map),
            retry: self.parse_part(&map, "retry", Self::parse_hint),
            message: self.parse_message(&map),
            group: self.parse_part(&map, "group", |reader, node| {
                let id = reader.parse_text(node)?;
                Some(reader.keep_text(id))
            }),
            replacement,
            causes: map.get("causes").map_or(&[], |node| self.parse_causes(node)),
            guidance: self.parse_optional_text(&map, "guidance"),
            user_message: self.parse_optional_text(&map, "user_message"),
            docs: map.get("docs").and_then(|node| self.parse_url(node)),
            since: self.parse_optional_text(&map, "since"),
            life,
            is_life_readable: !["deprecated", "retired"].iter().any(|key| map.mistyped.contains(key)),
            conditions,
            is_match_readable,
            fields: map.get("fields").map_or(&[], |node| self.parse_fields(node)),
        })
    }

    /// Parses the code, or a list of codes: the first, and the others. A null is reported: it could be meant as the text
    /// `null`.
    fn parse_codes(&mut self, map: &Map<'_>) -> (Part<Code<'a>>, &'a [Spanned<Code<'a>>]) {
        if let Some((key, _)) = map.find_member("code").filter(|(_, value)| value.is_null()) {
            self.report_null_code(key.span);
            return (Part::Unreadable, &[]);
        }
        let Some(node) = map.get("code") else { return (self.parse_part(map, "code", |_, _| None), &[]) };
        let before = self.problems.len();
        let mut codes = Vec::<Spanned<Code<'a>>>::new();
        for node in self.parse_one_or_many(node, "code") {
            let Some(code) = self.parse_code(node) else { continue };
            if codes.iter().any(|known| known.value.text == code.text) {
                let problem =
                    Problem::error("invalid-value", node.span, format!("duplicate code `{}`", code.text));
                self.report(problem.help("remove one of them"));
            } else {
                codes.push(Spanned { value: code, span: node.span });
            }
        }
        match &codes[..] {
            [first, others @ ..] if self.problems.len() == before => {
                (Part::Read(*first), self.keep_list(others))
            }
            _ => (Part::Unreadable, &[]),
        }
    }

    fn report_null_code(&mut self, span: Span) {
        let problem = Problem::error("invalid-value", span, "`code` is null");
        self.report(problem.help("leave `code` out where the API sends none, or quote it"));
    }

    fn parse_code(&mut self, node: &Node) -> Option<Code<'a>> {
        match &node.value {
            Value::Scalar { text, .. } if text.is_empty() => {
                let help = "leave `code` out where the API sends none";
                self.report_invalid(node, "`code` is empty", help);
                None
            }
            Value::Scalar { .. } if node.is_null() => {
                self.report_null_code(node.span);
                None
            }
            Value::Scalar { text, style } => {
                let is_integer = text.parse::<i64>().is_ok_and(|number| number.to_string() == *text);
                let text = self.keep_text(text);
                Some(Code { text, is_integer: is_integer && *style == Style::Plain })
            }
            _ => {
                self.report_type(node, "text or an integer", None);
                None
            }
        }
    }

    fn parse_causes(&mut self, node: &Node) -> &'a [&'a str] {
        let nodes = self.parse_one_or_many(node, "causes");
        for node in &nodes {
            self.note_trailing_comment(node);
        }
        let causes: Vec<_> = nodes.into_iter().filter_map(|node| self.parse_cause(node)).collect();
        self.keep_list(&causes)
    }

    fn parse_cause(&mut self, node: &Node) -> Option<&'a str> {
        let text = self.parse_text(node)?.trim();
        if text.is_empty() || node.is_null() {
            self.report_invalid(node, "empty text in `causes`", "write why the error happens");
            return None;
        }
        Some(self.keep_text(text))
    }

    fn check_code_and_status(&mut self, map: &Map<'_>, code: &Part<Code<'_>>, statuses: &Part<Statuses<'_>>) {
        match (code, statuses) {
            (Part::Absent, Part::Absent) => {
                let problem = Problem::error(
                    "missing-key",
                    Span::at(map.node.span.start),
                    "missing key `code` or `status`",
                );
                self.report(problem.help("add the `code` that the API sends, the `status`, or both"));
            }
            (Part::Read(_), Part::Read(Spanned { value: Statuses::Class(class), .. })) => {
                let message = format!("status class `{}` in an entry with a code", format_class(*class));
                let help = "list the statuses, or leave `status` out if the code comes with any status";
                self.report(Problem::error("class-with-code", map.key_span("status"), message).help(help));
            }
            _ => {}
        }
    }

    /// Parses the meaning, which may be empty as far as this is concerned: a lint looks for it.
    fn parse_meaning(&mut self, map: &Map<'_>) -> Part<&'a str> {
        match map.find_member("meaning") {
            Some((_, value)) if value.scalar() == Some("") => {
                Part::Read(Spanned { value: "", span: value.span })
            }
            _ => self.parse_part(map, "meaning", Self::parse_sentence),
        }
    }

    /// Parses the template of the message; a blank one counts as none.
    fn parse_message(&mut self, map: &Map<'_>) -> Part<&'a str> {
        let is_blank = map.get("message").and_then(Node::scalar).is_some_and(|text| text.trim().is_empty());
        if is_blank {
            return Part::Absent;
        }
        self.parse_part(map, "message", |reader, node| {
            let template = reader.parse_text(node)?.trim();
            if template_pieces(template).any(|piece| matches!(piece, Piece::Stray(_))) {
                let help = "write a field as `{name}`, and a brace as `{{` or `}}`";
                reader.report_invalid(node, "unmatched brace in `message`", help);
                return None;
            }
            Some(reader.keep_text(template))
        })
    }

    /// Parses whether the entry is in use, and what to use instead.
    fn parse_life(&mut self, map: &Map<'_>) -> (Life<'a>, Part<&'a str>) {
        let deprecated = map.get("deprecated").map(|node| self.parse_notice(node, &vocabulary::DEPRECATED));
        let retired = map.get("retired").map(|node| self.parse_notice(node, &vocabulary::RETIRED));
        match (retired, deprecated) {
            (Some((notice, replacement)), _) => (Life::Retired(notice), replacement),
            (None, Some((notice, replacement))) => (Life::Deprecated(notice), replacement),
            (None, None) => (Life::Live, Part::Absent),
        }
    }

    fn parse_notice(&mut self, node: &Node, keys: &KeyList) -> (Notice<'a>, Part<&'a str>) {
        let Some(map) = self.parse_map(node, keys) else { return (Notice::default(), Part::Unreadable) };
        let replacement = self.parse_optional_text(&map, "use");
        let notice = Notice {
            since: self.parse_optional_text(&map, "since"),
            note: self.parse_optional_text(&map, "note"),
            replacement,
        };
        let part = map.get("use").zip(replacement);
        (notice, part.map_or(Part::Absent, |(node, value)| Part::Read(Spanned { value, span: node.span })))
    }
}
