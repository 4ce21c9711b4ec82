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
        let expected = "a number from 100 to 999, a list of them, or a class such as `5xx`";
        let Some(text) = node.scalar() else {
            self.report_type(node, "a status", Some("status: 404"));
            return None;
        };
        let status = parse_status(text);
        if parse_class(text).is_some() {
            let help = "list the statuses, or give the class an entry of its own";
            self.report_invalid(node, format!("class `{text}` in a list of statuses"), help);
        } else if status.is_none() {
            self.report_invalid(node, format!("invalid status `{text}`"), format!("write {expected}"));
        }
        status
    }
}

/// Parses `404`, from 100 to 999.
pub(super) fn parse_status(text: &str) -> Option<u16> {
    let has_three_digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|status| has_three_digits && (100..1000).contains(status))
}
