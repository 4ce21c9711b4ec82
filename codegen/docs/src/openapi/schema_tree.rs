//! Schemas and the places they belong to → the schema of the whole document.

use std::borrow::Cow;

use errspec_data::Pointer;

use crate::json::{Json, index};

/// The schema of a value in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    /// What the value is where it is no object and no array that others need.
    leaf: Option<Json>,
    members: Vec<(String, Tree)>,
    item: Option<Box<Tree>>,
    required: bool,
}

impl Tree {
    /// Says what a value is. Of two that are said of one place, the first counts.
    pub(super) fn put(&mut self, pointer: Pointer<'_>, schema: Json) {
        self.at(&pointer.tokens().collect::<Vec<_>>(), |_| {}).leaf.get_or_insert(schema);
    }

    /// Says that a value is always there.
    pub(super) fn require(&mut self, pointer: Pointer<'_>) {
        self.at(&pointer.tokens().collect::<Vec<_>>(), |tree| tree.required = true);
    }

    /// The tree at a place, made if need be; what is passed on the way there is visited, and that tree too.
    fn at(&mut self, path: &[Cow<'_, str>], visit: fn(&mut Self)) -> &mut Self {
        visit(self);
        let Some((token, rest)) = path.split_first() else { return self };
        let next =
            if index(token).is_some() { self.item.get_or_insert_default() } else { self.member(token) };
        next.at(rest, visit)
    }

    fn member(&mut self, name: &str) -> &mut Self {
        let known = self.members.iter().position(|(other, _)| other == name);
        let position = known.unwrap_or_else(|| {
            self.members.push((name.to_owned(), Self::default()));
            self.members.len() - 1
        });
        &mut self.members[position].1
    }

    /// The schema: of what can be several things, any of them.
    pub(super) fn schema(&self) -> Json {
        let object = (!self.members.is_empty()).then(|| self.object());
        let array =
            self.item.as_ref().map(|item| Json::object([("type", "array".into()), ("items", item.schema())]));
        let mut kinds: Vec<_> = [object, array, self.leaf.clone()].into_iter().flatten().collect();
        match kinds.len() {
            0 => Json::object([]),
            1 => kinds.remove(0),
            _ => Json::object([("anyOf", kinds.into_iter().collect())]),
        }
    }

    fn object(&self) -> Json {
        let properties = self.members.iter().map(|(name, member)| (name.clone(), member.schema()));
        let required = self.members.iter().filter(|(_, member)| member.required);
        let object = Json::object([
            ("type", "object".into()),
            ("properties", Json::map(properties)),
            ("required", required.map(|(name, _)| name.as_str()).collect()),
        ]);
        match object {
            Json::Object(mut members) => {
                members.retain(|(_, value)| *value != Json::Array(Vec::new()));
                Json::Object(members)
            }
            other => other,
        }
    }
}
