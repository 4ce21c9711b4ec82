//! The neutral JSON that `generate json` writes → the catalog that it was made from.

use super::tree::Tree;
use super::yaml;

/// Whether a document is one of these.
pub(super) fn is_neutral(document: &Tree) -> bool {
    document.get("format") == Some(&Tree::Integer("1".to_owned()))
        && document.get("envelope").is_some()
        && document.get("api").is_some()
}

/// The catalog; comments and the order between live and retired entries are not in the JSON.
pub(super) fn catalog(document: &Tree, name: Option<&str>) -> String {
    let api = present(document.get("api")).map(|(key, value)| {
        let value = name.filter(|_| key == "name").or(value.text()).unwrap_or_default();
        format!("  {key}: {}\n", yaml::text(value, 2))
    });
    let api: Vec<_> = api.collect();
    let parts = [
        ("envelope", Some(envelope(document))),
        ("retry", Some(Tree::Map(retry(document)))),
        ("partial", member(document, "partial").as_ref().map(partial)),
        (
            "groups",
            document.get("groups").map(|groups| groups.items().iter().map(sparse).collect()).map(Tree::List),
        ),
        ("lints", member(document, "lints")),
    ];
    let parts = parts.into_iter().filter_map(|(key, value)| Some((key, value.filter(is_filled)?)));
    let parts: Vec<_> = parts.map(|(key, value)| format!("\n{key}: {}\n", flow(&value))).collect();
    let lists = ["errors", "retired"].into_iter().filter_map(|key| document.get(key));
    let entries: Vec<_> = lists.flat_map(Tree::items).map(entry).collect();
    format!("errspec: 1\n\napi:\n{}{}\nerrors:\n{}", api.concat(), parts.concat(), entries.join("\n"))
}

type Members = Vec<(String, Tree)>;

fn entry(entry: &Tree) -> String {
    let statuses = entry.get("statuses").map(Tree::items).unwrap_or_default();
    let status = match statuses {
        [] => member(entry, "class"),
        [one] => Some(one.clone()),
        list => Some(Tree::List(list.to_vec())),
    };
    let own = entry.get("retry_from").and_then(Tree::text) == Some("entry");
    let retry = entry.get("retry").filter(|hint| own && is_filled(hint)).map(hint);
    let mut keys = vec![
        ("code", member(entry, "code")),
        ("status", status),
        ("name", entry.text_of("name").map(|name| Tree::Text(name.to_owned()))),
        ("meaning", member(entry, "meaning")),
        ("retry", retry),
        ("guidance", member(entry, "guidance")),
        ("message", member(entry, "message")),
        ("fields", entry.get("fields").map(fields)),
        ("match", entry.get("match").map(conditions)),
    ];
    keys.extend(["group", "docs", "since"].map(|key| (key, member(entry, key))));
    keys.extend(["deprecated", "retired"].map(|key| (key, member(entry, key).as_ref().map(sparse))));
    // An empty notice is one.
    let is_said =
        |key: &str, value: &Tree| is_filled(value) || ["deprecated", "retired", "meaning"].contains(&key);
    let keys = keys
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .filter(|(key, value)| is_said(key, value));
    let lines: Vec<_> = keys
        .map(|(key, value)| match (key, &value) {
            ("guidance" | "meaning", Tree::Text(text)) => format!("{key}: {}", yaml::text(text, 4)),
            _ => format!("{key}: {}", flow(&value)),
        })
        .collect();
    format!("  - {}\n", lines.join("\n    "))
}

fn envelope(document: &Tree) -> Tree {
    let Some(envelope) = document.get("envelope") else { return Tree::Null };
    let preset = member(envelope, "preset");
    let mut keys: Members = preset.iter().map(|preset| ("preset".to_owned(), preset.clone())).collect();
    for key in ["code", "message", "request_id", "retry_after"] {
        let found = envelope.get(key).map(Tree::items).unwrap_or_default();
        // What RFC 9457 says is the preset's; `ignore` can't be written.
        let pointers: Vec<_> = found.iter().filter_map(|locator| locator.text_of("at")).collect();
        let is_preset = preset.is_some() && matches!(pointers.as_slice(), ["/type"] | ["/detail", "/title"]);
        if !found.is_empty() && !is_preset {
            keys.push((key.to_owned(), Tree::List(found.iter().map(locator).collect())));
        }
    }
    let failed = envelope.get("failed_2xx").map(Tree::items).unwrap_or_default();
    match failed {
        [] => {}
        [one] if one.text_of("is") == Some("present") => {
            keys.extend(one.get("at").map(|at| ("failed_2xx".to_owned(), at.clone())));
        }
        list => keys.push(("failed_2xx".to_owned(), conditions(&Tree::List(list.to_vec())))),
    }
    Tree::Map(keys)
}

fn retry(document: &Tree) -> Members {
    let Some(table) = document.get("retry") else { return Vec::new() };
    let listed = ["statuses", "classes"].into_iter().filter_map(|key| table.get(key)).flat_map(Tree::members);
    let listed = listed.map(|(key, of)| (key.clone(), hint(of)));
    let named = ["default", "timeout", "connect"].into_iter();
    let named =
        named.filter_map(|key| Some((key.to_owned(), hint(table.get(key).filter(|of| is_filled(of))?))));
    listed.chain(named).collect()
}

/// A hint in its long form.
fn hint(hint: &Tree) -> Tree {
    let strategy = hint.text_of("strategy").unwrap_or("never");
    let milliseconds = |key: &str| match hint.get(key) {
        Some(Tree::Integer(number)) => Some(Tree::Text(format!("{number}ms"))),
        _ => None,
    };
    let main = match strategy {
        "action" => member(hint, "action"),
        "after" | "backoff" => milliseconds("delay_ms"),
        _ => Some(Tree::Bool(true)),
    };
    let keys = [(strategy, main), ("max", milliseconds("max_ms"))].into_iter();
    let rest = ["attempts", "id", "processed", "throttled"].map(|key| (key, member(hint, key)));
    Tree::Map(keys.chain(rest).filter_map(|(key, value)| Some((key.to_owned(), value?))).collect())
}

fn partial(partial: &Tree) -> Tree {
    let list = |key: &str| {
        Some(Tree::List(partial.get(key)?.items().iter().map(locator).collect())).filter(is_filled)
    };
    let keys = [
        ("items", member(partial, "items")),
        ("failed", partial.get("failed").map(conditions)),
        ("subject", partial.get("subject").filter(|subject| is_filled(subject)).map(locator)),
        ("code", list("code")),
        ("message", list("message")),
    ];
    Tree::Map(keys.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect())
}

/// A locator in its short form, where that says all.
fn locator(locator: &Tree) -> Tree {
    let keys = ["at", "after", "before", "unit"].map(|key| (key.to_owned(), member(locator, key)));
    let is_default = |key: &str, value: &Tree| key == "unit" && value.text() == Some("s");
    let keys = keys.into_iter().filter_map(|(key, value)| Some((key, value?)));
    let mut keys: Members = keys.filter(|(key, value)| !is_default(key, value)).collect();
    if keys.len() == 1 { keys.remove(0).1 } else { Tree::Map(keys) }
}

fn conditions(conditions: &Tree) -> Tree {
    let condition = |condition: &Tree| {
        let text = condition.get("text").cloned().unwrap_or(Tree::Null);
        Some((condition.text_of("at")?.to_owned(), text))
    };
    Tree::Map(conditions.items().iter().filter_map(condition).collect())
}

fn fields(fields: &Tree) -> Tree {
    let field = |field: &Tree| {
        let keys = [
            ("type", member(field, "type")),
            ("at", field.get("at").map(locator)),
            ("meaning", member(field, "meaning")),
            ("sensitive", member(field, "sensitive")),
        ];
        let keys = keys.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Some((field.text_of("name")?.to_owned(), Tree::Map(keys.collect())))
    };
    Tree::Map(fields.items().iter().filter_map(field).collect())
}

fn member(tree: &Tree, key: &str) -> Option<Tree> {
    tree.get(key).filter(|value| **value != Tree::Null).cloned()
}

fn present(tree: Option<&Tree>) -> impl Iterator<Item = &(String, Tree)> {
    tree.into_iter().flat_map(Tree::members).filter(|(_, value)| *value != Tree::Null)
}

/// A map without the members that are null.
fn sparse(tree: &Tree) -> Tree {
    Tree::Map(present(Some(tree)).cloned().collect())
}

fn is_filled(tree: &Tree) -> bool {
    !matches!(tree, Tree::Null) && *tree != Tree::Map(Vec::new()) && *tree != Tree::List(Vec::new())
}

/// A value on one line.
fn flow(tree: &Tree) -> String {
    match tree {
        Tree::Null => "null".to_owned(),
        Tree::Bool(value) => value.to_string(),
        Tree::Integer(number) => number.clone(),
        Tree::Fraction(number) => number.to_string(),
        Tree::Text(text) => yaml::flow(text),
        Tree::List(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Tree::Map(members) if members.is_empty() => "{}".to_owned(),
        Tree::Map(members) => {
            let members = members.iter().map(|(key, value)| format!("{}: {}", yaml::flow(key), flow(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
    }
}
