//! The envelope and the fields of entries → the schemas of bodies.

use errspec_codegen::text;
use errspec_data::{Condition, Expected, Field, FieldType, Items, Locator, Place, Pointer, Preset, Unit};
use errspec_spec::{CatalogEntry, Spec};

use super::reference;
use super::tree::Tree;
use crate::json::Json;
use crate::sample::{self, code_value};

/// The schema of every error, one of each entry with fields, and that of a success that holds failures.
pub(super) fn schemas(spec: &Spec) -> Json {
    let fielded = spec.entries().iter().filter(|entry| !entry.data().fields().is_empty());
    let every = std::iter::once((envelope_name(spec), envelope(spec)));
    let each = fielded.map(|entry| (entry.data().name().to_owned(), with_fields(spec, entry)));
    let partial = spec.partial().map(|partial| (partial_name(spec), self::partial(spec, partial)));
    Json::map(every.chain(each).chain(partial))
}

/// The schema of what some entries send.
pub(super) fn schema_of(spec: &Spec, entries: &[&CatalogEntry]) -> Json {
    let mut names = Vec::new();
    for entry in entries {
        let name = if entry.data().fields().is_empty() {
            envelope_name(spec)
        } else {
            entry.data().name().to_owned()
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match &names[..] {
        [name] => reference("schemas", name),
        _ => Json::object([("anyOf", names.iter().map(|name| reference("schemas", name)).collect())]),
    }
}

/// As the Rust type, which no entry with fields is called.
fn envelope_name(spec: &Spec) -> String {
    format!("{}Error", spec.api().name())
}

fn envelope(spec: &Spec) -> Json {
    let envelope = spec.envelope();
    let mut tree = Tree::default();
    put_all(&mut tree, envelope.code(), |at| code(spec, at));
    put_all(&mut tree, envelope.message(), |_| message());
    put_all(&mut tree, envelope.request_id(), |_| request_id());
    put_all(&mut tree, envelope.retry_after(), wait);
    if envelope.preset() == Some(Preset::ProblemJson) {
        tree.put(Pointer::new("/title"), kind("string"));
        tree.put(Pointer::new("/status"), kind("integer"));
    }
    let failing = envelope.failed_2xx().iter();
    put_conditions(&mut tree, failing, |_| "Tells an error with a 2xx status from a success.".to_owned());
    let telling = spec.entries().iter().flat_map(|entry| entry.data().conditions());
    put_conditions(&mut tree, telling, |_| "Tells errors apart that have one code.".to_owned());
    let always_coded = spec.entries().iter().all(|entry| entry.data().code_text().is_some());
    if let ([only], true) = (envelope.code(), always_coded)
        && let Place::Body { pointer, .. } = only.place()
    {
        tree.require(pointer);
    }
    described(tree.schema(), &format!("An error of {}.", text::strip_markup(spec.api().title())))
}

/// No entry with fields is called so.
fn partial_name(spec: &Spec) -> String {
    let mut name = format!("{}Partial", spec.api().name());
    while spec.entries().iter().any(|entry| entry.data().name() == name) {
        name.push('_');
    }
    name
}

fn partial(spec: &Spec, partial: &Items<'_>) -> Json {
    let mut item = Tree::default();
    put_all(&mut item, partial.code(), |at| code(spec, at));
    put_all(&mut item, partial.message(), |_| message());
    if let Some(pointer) = partial.target().and_then(|target| target.place().pointer()) {
        item.put(pointer, described(text_or_integer(), "Names what failed."));
    }
    put_conditions(&mut item, partial.failed(), failed);
    let items = Json::object([("type", "array".into()), ("items", item.schema())]);
    let mut tree = Tree::default();
    tree.put(partial.pointer(), items);
    let what = format!("A success of {} that can hold failures.", text::strip_markup(spec.api().title()));
    let example = sample::partial(spec).and_then(|sample| sample.body().cloned());
    match described(tree.schema(), &what) {
        Json::Object(members) => {
            let examples = ("examples".to_owned(), example.into_iter().collect());
            Json::map(members.into_iter().chain([examples]))
        }
        other => other,
    }
}

/// What a condition says of an item that failed.
fn failed(condition: &Condition) -> String {
    match condition.expected() {
        Expected::Text(text) => format!("{} where the item failed.", text::format_code(text)),
        Expected::Null => "Absent or null where the item failed.".to_owned(),
        Expected::Present => "There, and not null, where the item failed.".to_owned(),
    }
}

fn put_all(tree: &mut Tree, locators: &[Locator], schema: impl Fn(&Locator<'_>) -> Json) {
    for locator in locators {
        if let Place::Body { pointer, .. } = locator.place() {
            tree.put(pointer, schema(locator));
        }
    }
}

/// What conditions look at can be anything.
fn put_conditions<'a>(
    tree: &mut Tree,
    conditions: impl IntoIterator<Item = &'a Condition<'a>>,
    what: impl Fn(&Condition<'_>) -> String,
) {
    for condition in conditions {
        if let Place::Body { pointer, .. } = condition.place() {
            tree.put(pointer, described(Json::object([]), &what(condition)));
        }
    }
}

/// The codes of the catalog, where nothing surrounds them.
pub(super) fn code(spec: &Spec, at: &Locator<'_>) -> Json {
    let what = "Tells programs which error it is.";
    let mut codes = Vec::new();
    for entry in spec.entries() {
        let code = entry.data().code().map(code_value);
        codes.extend(code.filter(|code| !codes.contains(code)));
    }
    codes.extend(at.ignored().map(Json::from));
    if codes.is_empty() || at.after().is_some() || at.before().is_some() {
        return described(text_or_integer(), what);
    }
    described(Json::object([("enum", codes.into_iter().collect())]), what)
}

pub(super) fn message() -> Json {
    described(kind("string"), "Tells people what happened; the wording can change.")
}

pub(super) fn request_id() -> Json {
    described(text_or_integer(), "Names the request; support can look it up.")
}

fn text_or_integer() -> Json {
    Json::object([("type", ["string", "integer"].into_iter().collect())])
}

pub(super) fn wait(at: &Locator<'_>) -> Json {
    let what = match at.unit() {
        Unit::Seconds => "How long to wait before the request is sent again, in seconds.",
        Unit::Milliseconds => "How long to wait before the request is sent again, in milliseconds.",
        Unit::Epoch => "When the request can be sent again, in seconds since 1970-01-01T00:00:00Z.",
    };
    described(Json::object([("type", ["number", "string"].into_iter().collect())]), what)
}

fn with_fields(spec: &Spec, entry: &CatalogEntry) -> Json {
    let mut tree = Tree::default();
    for field in entry.data().fields() {
        if let Place::Body { pointer, .. } = field.at().place() {
            tree.put(pointer, self::field(field));
        }
    }
    let own = described(tree.schema(), &text::clean_line(entry.data().meaning()));
    Json::object([("allOf", [reference("schemas", &envelope_name(spec)), own].into_iter().collect())])
}

/// What a field holds; what is cut out of a longer text is a string here.
pub(super) fn field(field: &Field) -> Json {
    let schema = match field.value_type() {
        _ if field.at().after().is_some() || field.at().before().is_some() => kind("string"),
        FieldType::String => kind("string"),
        FieldType::Integer => Json::object([("type", "integer".into()), ("format", "int64".into())]),
        FieldType::Unsigned => Json::object([("type", "integer".into()), ("minimum", 0.into())]),
        FieldType::Number => Json::object([("type", "number".into()), ("format", "double".into())]),
        FieldType::Boolean => kind("boolean"),
        FieldType::Json => Json::object([]),
    };
    let sensitive = field.is_sensitive().then(|| "**Sensitive:** keep it out of logs.".to_owned());
    let what: Vec<_> = [field.meaning().map(text::clean_line), sensitive].into_iter().flatten().collect();
    if what.is_empty() { schema } else { described(schema, &what.join(" ")) }
}

pub(super) fn kind(name: &str) -> Json {
    Json::object([("type", name.into())])
}

pub(super) fn described(schema: Json, what: &str) -> Json {
    match schema {
        Json::Object(members) => {
            let description = ("description".to_owned(), what.into());
            Json::map(std::iter::once(description).chain(members))
        }
        other => other,
    }
}
