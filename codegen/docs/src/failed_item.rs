//! Drafts an item that failed inside a success, so that the runtime decodes it to the error that it shows.

use errspec_data::{
    Catalog, Condition, DraftBody, Entry, Expected, Items, Locator, Place, ReadResponse, Scalar,
};

use crate::json_value::Json;
use crate::sample::SOME_TEXT;

/// Drafts an item that failed with the first entry that it can be decoded to, else with none.
pub(crate) fn draft_failed_item(catalog: &Catalog<'_>, items: &Items<'_>) -> Json {
    let body = draft_recognized_item(catalog, items).unwrap_or_else(|| draft_unrecognized_item(items));
    match body {
        DraftBody::Empty => Json::object([]),
        body => Json::from_draft(body),
    }
}

fn draft_recognized_item<'a>(catalog: &Catalog<'a>, items: &Items<'a>) -> Option<DraftBody<'a, Scalar>> {
    if items.code().is_empty() {
        return None;
    }
    (1..).zip(catalog.entries()).find_map(|(kind, entry)| {
        let body = draft_item_of_entry(items, entry)?;
        let is_itself =
            body.holds_all(items.failed()) && catalog.decide_item(items, &body, &body).kind == kind;
        is_itself.then_some(body)
    })
}

fn draft_item_of_entry<'a>(items: &Items<'a>, entry: &Entry<'a>) -> Option<DraftBody<'a, Scalar>> {
    let code = entry.code()?;
    let mut draft = ItemDraft::new(items, entry.conditions());
    let is_put = items.code().iter().any(|at| match at.cut(code.text) {
        Some(text) if text == code.text => draft.put(at.place(), Scalar::from_code(code)),
        _ => draft.put_text(at, code.text),
    });
    draft.fulfil(entry.conditions());
    is_put.then(|| draft.finish(items, &entry.default_message::<Scalar>(&[])))
}

fn draft_unrecognized_item<'a>(items: &Items<'a>) -> DraftBody<'a, Scalar> {
    ItemDraft::new(items, &[]).finish(items, "What went wrong")
}

/// An item in the making.
struct ItemDraft<'a> {
    body: DraftBody<'a, Scalar>,
    /// Places where anything at all would contradict a condition.
    absent: Vec<Place<'a>>,
}

impl<'a> ItemDraft<'a> {
    /// Begins with what the item is about and with what makes it a failure.
    fn new(items: &Items<'a>, conditions: &[Condition<'a>]) -> Self {
        let all = items.failed().iter().chain(conditions);
        let absent = all.filter(|condition| condition.expected() == Expected::Null);
        let mut draft = Self { body: DraftBody::Empty, absent: absent.map(Condition::place).collect() };
        // Conditions and the code come first, but at a place of their own the target is shown before them.
        let taken =
            items.failed().iter().map(Condition::place).chain(items.code().iter().map(Locator::place));
        let taken: Vec<_> = taken.collect();
        let is_free =
            |place: Place<'_>| !taken.iter().any(|taken| taken.leads_to(&place) || place.leads_to(taken));
        if let Some(target) = items.target().filter(|target| is_free(target.place())) {
            draft.put_text(&target, SOME_TEXT);
        }
        draft.fulfil(items.failed());
        draft
    }

    /// Puts the message at the first place that can hold it.
    fn finish(mut self, items: &Items<'a>, message: &str) -> DraftBody<'a, Scalar> {
        let _ = items.message().iter().any(|at| self.put_text(at, message));
        self.body
    }

    fn fulfil(&mut self, conditions: &[Condition<'a>]) {
        for condition in conditions {
            if let Some(value) = Scalar::from_expected(condition.expected()) {
                self.put(condition.place(), value);
            }
        }
    }

    /// Puts a text so that the locator cuts it out again.
    fn put_text(&mut self, at: &Locator<'a>, text: &str) -> bool {
        at.write_text(text).is_some_and(|text| self.put(at.place(), Scalar::Text(text)))
    }

    /// Puts a value at a place that is free; an item has no header fields.
    fn put(&mut self, place: Place<'a>, value: Scalar) -> bool {
        let is_absent = self.absent.iter().any(|absent| absent.leads_to(&place));
        place.pointer().is_some_and(|pointer| !is_absent && self.body.put(pointer, value))
    }
}

#[cfg(test)]
mod tests {
    use errspec_spec::{Arena, Spec};

    use super::*;

    fn show_item(partial: &str, errors: &str) -> String {
        let yaml = format!(
            "errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /code }}\nretry: {{ default: never }}\n\
             partial: {{ items: /items, {partial} }}\nerrors: [{errors}]\n"
        );
        let arena = Arena::new();
        let spec = Spec::parse(&arena, "errors.yaml", yaml.as_bytes()).unwrap();
        let catalog = errspec_codegen::lower(&arena, &spec);
        let item = draft_failed_item(&catalog, catalog.partial().unwrap());
        item.to_pretty().split_whitespace().collect::<Vec<_>>().join(" ")
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
