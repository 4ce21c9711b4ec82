//! Chooses the error that a sample item shows: one that failed inside a success, or a detail of an error. The runtime
//! decodes the item to the error that it shows.

use errspec_data::{Catalog, DraftBody, Entry, ItemContents, Items, Place, ReadResponse, Statuses, Value};

use crate::sample::SOME_TEXT;

/// What an item says that is no error of the catalog.
const SOME_MESSAGE: &str = "What went wrong";

/// Drafts the body around an item that failed: with the first entry that it can be decoded to, else with none.
pub(crate) fn draft_failed_body<'a>(catalog: &Catalog<'a>, items: &Items<'a>) -> DraftBody<'a> {
    let kind = choose_kind(catalog, items, (1..).zip(catalog.entries()));
    let contents = describe_kind(catalog, kind);
    let mut body = DraftBody::Empty;
    let item = match items.draft_item(catalog.entry(kind), contents) {
        DraftBody::Empty => DraftBody::Object(Vec::new()),
        item => item,
    };
    items.put_items(&mut body, std::iter::once((contents, item)));
    body
}

/// Returns what a sample detail says. Entries without a status come first: they are made for details.
pub(crate) fn make_sample_detail<'a>(catalog: &Catalog<'a>, items: &Items<'a>) -> ItemContents<'a> {
    let entries = || (1..).zip(catalog.entries());
    let has_no_status = |entry: &Entry<'_>| entry.statuses() == Statuses::Any;
    let without = entries().filter(|(_, entry)| has_no_status(entry));
    let others = entries().filter(|(_, entry)| !has_no_status(entry));
    describe_kind(catalog, choose_kind(catalog, items, without.chain(others)))
}

/// Returns the first kind that an item can be decoded to; 0 if there is none.
fn choose_kind<'e, 'a: 'e>(
    catalog: &Catalog<'a>,
    items: &Items<'a>,
    mut entries: impl Iterator<Item = (u16, &'e Entry<'a>)>,
) -> u16 {
    let is_decoded = |kind: u16, entry: &Entry<'a>| {
        let body = items.draft_item(Some(entry), describe_kind(catalog, kind));
        let whole = WholeItem { body: &body, status: find_item_status(items, &body) };
        let has_failed = items.failed().is_empty() || body.has_failed(items.failed());
        has_failed && catalog.decide_item(items, &body, &whole).kind == kind
    };
    let found = entries.find(|(kind, entry)| !items.code().is_empty() && is_decoded(*kind, entry));
    found.map_or(0, |(kind, _)| kind)
}

fn describe_kind<'a>(catalog: &Catalog<'a>, kind: u16) -> ItemContents<'a> {
    let message = catalog.entry(kind).map_or(SOME_MESSAGE, |entry| entry.meaning());
    ItemContents { kind, target: SOME_TEXT, message }
}

/// Reads the status of an item as the runtime does.
fn find_item_status(items: &Items<'_>, body: &DraftBody<'_>) -> Option<u16> {
    let statuses = items.status().iter().filter_map(|at| body.find_identifier(at)?.parse().ok());
    statuses.into_iter().find(|status| (100..1000).contains(status))
}

/// An item as a response of its own.
struct WholeItem<'b, 'a> {
    body: &'b DraftBody<'a>,
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
        let catalog = errspec_spec::lower(&arena, &spec);
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
