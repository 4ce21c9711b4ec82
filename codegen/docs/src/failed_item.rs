//! Drafts an item that is an error: one that failed inside a success, or a detail of an error. The runtime decodes it to
//! the error that it shows.

use errspec_data::{
    Catalog, Condition, DraftBody, Entry, Expected, Items, Locator, Place, Pointer, ReadResponse, Scalar,
    Statuses, Unit, Value, parse_array_index,
};

use crate::sample::SOME_TEXT;

/// What an item says that is no error of the catalog.
const SOME_MESSAGE: &str = "What went wrong";

/// Drafts the body around an item that failed: with the first entry that it can be decoded to, else with none.
pub(crate) fn draft_failed_body<'a>(catalog: &Catalog<'a>, items: &Items<'a>) -> DraftBody<'a, Scalar> {
    wrap_item(items, draft_item(catalog, items, (1..).zip(catalog.entries())))
}

/// Drafts the body around a detail. Entries without a status come first: they are made for details.
pub(crate) fn draft_detail_body<'a>(catalog: &Catalog<'a>, items: &Items<'a>) -> DraftBody<'a, Scalar> {
    let entries = || (1..).zip(catalog.entries());
    let has_no_status = |entry: &Entry<'_>| entry.statuses() == Statuses::Any;
    let without = entries().filter(|(_, entry)| has_no_status(entry));
    let others = entries().filter(|(_, entry)| !has_no_status(entry));
    wrap_item(items, draft_item(catalog, items, without.chain(others)))
}

fn draft_item<'e, 'a: 'e>(
    catalog: &Catalog<'a>,
    items: &Items<'a>,
    entries: impl Iterator<Item = (u16, &'e Entry<'a>)>,
) -> DraftBody<'a, Scalar> {
    let recognized = entries.filter(|_| !items.code().is_empty()).find_map(|(kind, entry)| {
        let body = draft_item_of_entry(catalog, items, (kind, entry))?;
        let whole = WholeItem { body: &body, status: find_status(items, &body) };
        let has_failed = items.failed().is_empty() || body.has_failed(items.failed());
        let is_itself = has_failed && catalog.decide_item(items, &body, &whole).kind == kind;
        is_itself.then_some(body)
    });
    match recognized.unwrap_or_else(|| ItemDraft::new(items, &[]).finish(items, SOME_MESSAGE)) {
        // A detail that is a string is its own message.
        DraftBody::Empty if items.failed().is_empty() => {
            DraftBody::Leaf(Scalar::Text(SOME_MESSAGE.to_owned()))
        }
        DraftBody::Empty => DraftBody::Object(Vec::new()),
        body => body,
    }
}

fn draft_item_of_entry<'a>(
    catalog: &Catalog<'a>,
    items: &Items<'a>,
    (kind, entry): (u16, &Entry<'a>),
) -> Option<DraftBody<'a, Scalar>> {
    let code = entry.code()?;
    let mut draft = ItemDraft::new(items, entry.conditions());
    let at = items.code().iter().find(|at| match at.cut(code.text) {
        Some(text) if text == code.text => draft.put(at.place(), Scalar::from_code(code)),
        _ => draft.put_text(at, code.text),
    })?;
    at.when().iter().for_each(|condition| draft.fulfil(condition));
    // A negated condition holds without a value, but for that which asks for one.
    let stated = entry
        .conditions()
        .iter()
        .filter(|condition| !condition.is_negated() || condition.expected() == Expected::Null);
    stated.for_each(|condition| draft.fulfil(condition));
    let status = entry.statuses().representative();
    if let Some(status) = status {
        let value = Scalar::Number(status.to_string());
        let _ = items.status().iter().any(|at| draft.put(at.place(), value.clone()));
    }
    if let Some(wait) = catalog.retry_hint(kind, status).strategy().constant_wait() {
        let _ = items.retry_after().iter().any(|at| draft.put_wait(at, wait));
    }
    Some(draft.finish(items, &entry.default_message::<Scalar>(&[])))
}

/// Puts an item into its container, and that where the items are. Of what a `*` stands for there is one element, and a
/// member where its name is the target.
fn wrap_item<'a>(items: &Items<'a>, item: DraftBody<'a, Scalar>) -> DraftBody<'a, Scalar> {
    let is_named = items.target().iter().any(|at| at.place() == Place::Key);
    let mut is_name_free = is_named;
    let mut take_name = || std::mem::take(&mut is_name_free);
    let has_lists = items.pointer().lists() > 0;
    let mut body = if is_named && !has_lists && take_name() {
        DraftBody::Object(vec![(SOME_TEXT.into(), item)])
    } else {
        DraftBody::Array(vec![item])
    };
    let tokens: Vec<_> = items.pointer().tokens().collect();
    for token in tokens.into_iter().rev() {
        let index = if token == Pointer::EACH { Some(0) } else { parse_array_index(&token) };
        body = match index {
            // The innermost list tells the target.
            Some(_) if token == Pointer::EACH && take_name() => {
                DraftBody::Object(vec![(SOME_TEXT.into(), body)])
            }
            Some(index) => {
                let mut elements: Vec<_> = (0..index).map(|_| DraftBody::Empty).collect();
                elements.push(body);
                DraftBody::Array(elements)
            }
            None => DraftBody::Object(vec![(token, body)]),
        };
    }
    body
}

/// Reads the status of an item as the runtime does.
fn find_status(items: &Items<'_>, body: &DraftBody<'_, Scalar>) -> Option<u16> {
    let statuses = items.status().iter().filter_map(|at| body.find_identifier(at)?.parse().ok());
    statuses.into_iter().find(|status| (100..1000).contains(status))
}

/// An item as a response of its own.
struct WholeItem<'b, 'a> {
    body: &'b DraftBody<'a, Scalar>,
    status: Option<u16>,
}

impl ReadResponse for WholeItem<'_, '_> {
    fn status(&self) -> Option<u16> {
        self.status
    }

    fn value(&self, place: Place<'_>, index: usize) -> Option<Value<'_>> {
        self.body.value(place, index)
    }

    fn element(&self, place: Place<'_>, index: usize, depth: usize) -> Option<usize> {
        self.body.element(place, index, depth)
    }
}

/// An item in the making.
struct ItemDraft<'a> {
    body: DraftBody<'a, Scalar>,
    /// Of alternatives, the first is shown.
    failed: &'a [Condition<'a>],
    /// Places where anything at all would contradict a condition.
    absent: Vec<Place<'a>>,
}

impl<'a> ItemDraft<'a> {
    /// Begins with what the item is about and with what makes it a failure.
    fn new(items: &Items<'a>, conditions: &[Condition<'a>]) -> Self {
        let failed = items.failed().first().copied().unwrap_or_default();
        let absent = failed.iter().chain(conditions).filter(|condition| excludes_value(condition));
        let absent = absent.map(Condition::place).collect();
        let mut draft = Self { body: DraftBody::Empty, failed, absent };
        // Conditions and the code come first, but at a place of their own the target is shown before them.
        let taken = failed.iter().map(Condition::place).chain(items.code().iter().map(Locator::place));
        let taken: Vec<_> = taken.collect();
        let is_free = |at: &&Locator<'_>| {
            let place = at.place();
            !taken.iter().any(|taken| taken.leads_to(&place) || place.leads_to(taken))
        };
        let _ = items.target().iter().filter(is_free).any(|target| draft.put_text(target, SOME_TEXT));
        failed.iter().filter(|condition| !is_met_by_any(condition)).for_each(|condition| {
            draft.fulfil(condition);
        });
        draft
    }

    /// Puts the message at the first place that can hold it, and a value where a failure needs one.
    fn finish(mut self, items: &Items<'a>, message: &str) -> DraftBody<'a, Scalar> {
        let _ = items.message().iter().any(|at| self.put_text(at, message));
        let needed = self.failed.iter().filter(|condition| is_met_by_any(condition));
        needed.for_each(|condition| self.fulfil(condition));
        self.body
    }

    fn fulfil(&mut self, condition: &Condition<'a>) {
        if let Some(value) = Scalar::from_condition(condition) {
            self.put(condition.place(), value);
        }
    }

    /// Puts a text so that the locator cuts it out again.
    fn put_text(&mut self, at: &Locator<'a>, text: &str) -> bool {
        at.write_text(text).is_some_and(|text| self.put(at.place(), Scalar::Text(text)))
    }

    /// Puts a wait in the unit of its place; a moment depends on the time of the response.
    fn put_wait(&mut self, at: &Locator<'a>, wait: std::time::Duration) -> bool {
        let count = match at.unit() {
            Unit::Seconds => wait.as_secs().to_string(),
            Unit::Milliseconds => wait.as_millis().to_string(),
            Unit::Epoch => return false,
        };
        at.is_whole() && self.put(at.place(), Scalar::Number(count))
    }

    /// Puts a value at a place that is free; an item has no header fields.
    fn put(&mut self, place: Place<'a>, value: Scalar) -> bool {
        let is_absent = self.absent.iter().any(|absent| absent.leads_to(&place));
        place.pointer().is_some_and(|pointer| !is_absent && self.body.put(pointer, value))
    }
}

fn excludes_value(condition: &Condition<'_>) -> bool {
    condition.expected() == Expected::Null && !condition.is_negated()
}

/// Returns whether nearly any value meets a condition, so that a part of the error can be it.
fn is_met_by_any(condition: &Condition<'_>) -> bool {
    condition.expected() == Expected::Present || condition.is_negated()
}

#[cfg(test)]
mod tests {
    use errspec_spec::{Arena, Spec};

    use super::*;
    use crate::json_value::Json;

    fn show_item(partial: &str, errors: &str) -> String {
        let yaml = format!(
            "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /code }}\nretry: {{ default: never }}\n\
             partial: {{ items: /items, {partial} }}\nerrors: [{errors}]\n"
        );
        let arena = Arena::new();
        let spec = Spec::parse(&arena, "errors.yaml", yaml.as_bytes()).unwrap();
        let catalog = errspec_codegen::lower(&arena, &spec);
        let items = catalog.partial().unwrap();
        let body = Json::from_draft(draft_failed_body(&catalog, items));
        let Json::Object(mut members) = body else { panic!("{body:?}") };
        let Json::Array(mut items) = members.remove(0).1 else { panic!("{members:?}") };
        items.remove(0).to_pretty().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn code_that_two_statuses_share_is_not_shown() {
        let twins = "{ code: a, status: 401, meaning: M. }, { code: a, status: 403, name: B, meaning: M. }";
        let partial = "failed: { /ok: false }, code: /code";
        assert_eq!(show_item(partial, twins), r#"{ "ok": false }"#);
        let other = format!("{twins}, {{ code: c, status: 404, meaning: M. }}");
        assert_eq!(show_item(partial, &other), r#"{ "ok": false, "code": "c" }"#);
    }

    #[test]
    fn code_with_a_mark_in_it_is_written_between_marks() {
        let partial = "failed: { /ok: false }, code: { at: /code, after: '#' }";
        let item = show_item(partial, "{ code: 'a#b', meaning: M. }");
        assert_eq!(item, r##"{ "ok": false, "code": "#a#b" }"##);
    }

    #[test]
    fn nothing_is_put_where_a_failure_has_nothing() {
        let partial = "failed: { /error: null }, target: /id, message: /error";
        assert_eq!(show_item(partial, "{ code: a, meaning: M. }"), r#"{ "id": "…" }"#);
    }

    #[test]
    fn target_leaves_the_places_of_conditions_and_code() {
        let partial = "failed: { /state: failed }, target: /state, code: /code";
        let item = show_item(partial, "{ code: a, meaning: M. }");
        assert_eq!(item, r#"{ "state": "failed", "code": "a" }"#);
    }
}
