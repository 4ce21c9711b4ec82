//! Makes a successful response in which items failed.

use bytes::Bytes;
use errspec_data::{Catalog, DraftBody, Entry, ItemContents, Items};
use http::Response;
use http::header::{CONTENT_TYPE, HeaderValue};

use crate::send::write_body;

/// Makes a successful response with items that failed, where the catalog says by `partial` how that looks. An item
/// without a message has the meaning of its entry.
#[must_use]
pub fn make_partial_response(
    catalog: &Catalog<'_>,
    failures: &[ItemContents<'_>],
) -> Option<Response<Bytes>> {
    let items = catalog.partial()?;
    let mut body = DraftBody::Empty;
    items.put_items(&mut body, failures.iter().map(|failure| draft_item(catalog, items, *failure)));
    let mut json = String::new();
    write_body(&body, &mut json);
    let mut response = Response::new(json.into());
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Some(response)
}

fn draft_item<'a, 'f>(
    catalog: &Catalog<'a>,
    items: &Items<'a>,
    failure: ItemContents<'f>,
) -> (ItemContents<'f>, DraftBody<'a>) {
    let entry = catalog.entry(failure.kind);
    let meaning = entry.map_or("", Entry::meaning);
    let message = if failure.message.is_empty() { meaning } else { failure.message };
    match items.draft_item(entry, ItemContents { message, ..failure }) {
        // Where nothing says why an item failed, it is there all the same.
        DraftBody::Empty => (failure, DraftBody::Object(Vec::new())),
        item => (failure, item),
    }
}
