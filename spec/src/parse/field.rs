//! Parses the fields of an entry.

use std::collections::HashMap;
use std::collections::hash_map::Entry::{Occupied, Vacant};

use errspec_data::{Field, FieldType, Locator, Place};

use super::Reader;
use crate::name::{is_identifier, make_field_identifier};
use crate::problem::Problem;
use crate::vocabulary;
use crate::yaml::Node;

impl<'a> Reader<'a, '_> {
    pub(super) fn parse_fields(&mut self, node: &Node) -> &'a [Field<'a>] {
        let members = self.parse_members(node, "fields: { limit: integer }").unwrap_or_default();
        let mut fields = Vec::<Field<'a>>::with_capacity(members.len());
        let mut taken = HashMap::<String, &'a str>::new();
        for (key, value) in members {
            let Some((identifier, field)) = self.parse_field(key, value) else { continue };
            match taken.entry(identifier) {
                Occupied(first) => {
                    let (other, name) = (first.get(), field.name());
                    let message =
                        format!("fields `{other}` and `{name}` are both named `{}` in Rust", first.key());
                    let help = "rename one, and say with `at` where its value is";
                    self.report(Problem::error("name-taken", key.span, message).help(help));
                }
                Vacant(free) => {
                    free.insert(field.name());
                    fields.push(field);
                }
            }
        }
        self.keep_list(&fields)
    }

    /// Parses a field; returns its name in Rust as well.
    fn parse_field(&mut self, key: &Node, value: &Node) -> Option<(String, Field<'a>)> {
        let name = key.scalar()?;
        let identifier = make_field_identifier(name);
        if !is_identifier(&identifier) {
            let help = "use letters, digits and `_`, and say with `at` where the value is";
            self.report_invalid(key, format!("invalid field name `{name}`"), help);
            return None;
        }
        let field = if value.scalar().is_some() {
            Field::new(self.keep_text(name), self.parse_field_type(value)?, self.locate_member(name))
        } else {
            self.parse_long_field(name, value)?
        };
        Some((identifier, field))
    }

    fn parse_long_field(&mut self, name: &str, node: &Node) -> Option<Field<'a>> {
        let map = self.parse_map(node, &vocabulary::FIELD)?;
        let value_type = map.get("type").and_then(|node| self.parse_field_type(node));
        let at = match map.get("at") {
            Some(node) => {
                self.check_unit(node, "fields");
                self.parse_locator(node)
            }
            None => Some(self.locate_member(name)),
        };
        let is_sensitive = map.get("sensitive").map_or(Some(false), |node| self.parse_boolean(node));
        let meaning = self.parse_optional_text(&map, "meaning");
        let field = Field::new(self.keep_text(name), value_type?, at?);
        let described = meaning.map_or(field, |meaning| field.with_meaning(meaning));
        Some(if is_sensitive? { described.hide_value() } else { described })
    }

    fn parse_field_type(&mut self, node: &Node) -> Option<FieldType> {
        self.parse_choice(node, "field type", &FieldType::ALL.map(|kind| (kind.name(), kind)))
    }

    /// Locates the member of the body that has this name.
    fn locate_member(&self, name: &str) -> Locator<'a> {
        let pointer = format!("/{}", name.replace('~', "~0").replace('/', "~1"));
        Locator::at(Place::body(self.keep_text(&pointer)))
    }
}
