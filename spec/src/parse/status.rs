//! Parses statuses and classes of statuses.

use std::collections::HashSet;

use errspec_data::Statuses;

use super::Reader;
use crate::notation::parse_class;
use crate::problem::Problem;
use crate::yaml::Node;

impl<'a> Reader<'a, '_> {
    /// Parses a status, a list of them, or a class.
    pub(super) fn parse_statuses(&mut self, node: &Node) -> Option<Statuses<'a>> {
        if let Some(class) = node.scalar().and_then(parse_class) {
            return Some(Statuses::Class(class));
        }
        let before = self.problems.len();
        let (mut statuses, mut seen) = (Vec::new(), HashSet::new());
        for node in self.parse_one_or_many(node, "status") {
            let Some(status) = self.parse_status_node(node) else { continue };
            if seen.insert(status) {
                statuses.push(status);
            } else {
                let problem =
                    Problem::error("invalid-value", node.span, format!("duplicate status {status}"));
                self.report(problem.help("remove one of them"));
            }
        }
        match statuses[..] {
            _ if self.problems.len() > before || node.contains_broken() => None,
            [status] => Some(Statuses::One(status)),
            _ => Some(Statuses::Several(self.keep_list(&statuses))),
        }
    }

    fn parse_status_node(&mut self, node: &Node) -> Option<u16> {
        let Some(text) = node.scalar() else {
            self.report_type(node, "a status", Some("status: 404"));
            return None;
        };
        let status = parse_status(text);
        if parse_class(text).is_some() {
            let help = "list the statuses, or give the class an entry of its own";
            self.report_invalid(node, format!("class `{text}` in a list of statuses"), help);
        } else if status.is_none() {
            self.report_invalid(node, format!("invalid status `{text}`"), suggest_status(text));
        }
        status
    }
}

/// Parses `404`, from 100 to 999.
pub(super) fn parse_status(text: &str) -> Option<u16> {
    let has_three_digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|status| has_three_digits && (100..1000).contains(status))
}

/// Says which statuses may be meant by a text such as `404 Not Found`, `400, 404`, `400-499` or `4**`.
fn suggest_status(text: &str) -> String {
    let parts: Vec<_> =
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let statuses: Vec<_> = parts.iter().filter(|part| parse_status(part).is_some()).copied().collect();
    let class = text.chars().next().filter(|first| ('1'..='9').contains(first));
    let is_of_class = |status: &&str| class.is_some_and(|class| status.starts_with(class));
    match (&statuses[..], class) {
        ([first, last], Some(class)) if text.contains('-') && [first, last].into_iter().all(is_of_class) => {
            format!("write `{class}xx`, or list the statuses: `[{first}, {last}]`")
        }
        ([only], _) if parts.first() == Some(only) && parts.len() > 1 => format!("write `{only}`"),
        (several @ [_, _, ..], _) if several.len() == parts.len() => {
            format!("write `[{}]`", several.join(", "))
        }
        ([], Some(class)) if text.len() == 3 && text[1..].chars().all(|c| "*xX_?".contains(c)) => {
            format!("write `{class}xx`")
        }
        _ => "write a number from 100 to 999, a list of them, or a class such as `5xx`".to_owned(),
    }
}
