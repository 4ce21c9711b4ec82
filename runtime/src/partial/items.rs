//! Finds the items inside a response, and decodes those that failed.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use errspec_data::{Catalog, Items, Pointer, ReadResponse, Tree};
use http::{HeaderMap, Response, StatusCode};

use super::json_walk::JsonWalk;
#[cfg(feature = "xml")]
use super::xml_walk::XmlWalk;
use crate::decode::body::{BodyKind, classify_body, decode_utf8};
use crate::decode::found::{Findings, MemberName};
use crate::decode::{
    ReceivedResponse, find_rest, find_status, find_target, find_wait, keep_decision, with_findings,
    with_received,
};
use crate::fields::fill_message_template;
use crate::located::{About, Found, Text, locate_part};
use crate::response::{ErrorResponse, Parts};

/// The items of a response that failed: what each is about, and its error.
#[derive(Debug)]
pub struct FailedItems<'r> {
    catalog: &'static Catalog<'static>,
    items: &'static Items<'static>,
    status: StatusCode,
    headers: &'r HeaderMap,
    /// The same, once an item shares them.
    shared: OnceLock<Arc<HeaderMap>>,
    /// What the items have of the whole response.
    inherited: Found,
    /// The whole body as text; the items are parts of it.
    text: Cow<'r, str>,
    /// The body, where items can share it.
    body: Option<&'r Bytes>,
    kind: BodyKind,
    walk: ItemWalk,
}

/// A walk through the items that are still to be decoded.
#[derive(Debug)]
enum ItemWalk {
    Nothing,
    Json(JsonWalk),
    #[cfg(feature = "xml")]
    Xml(XmlWalk),
}

/// An item that was found in the text.
#[derive(Debug)]
pub(super) struct FoundItem {
    pub(super) source: Range<usize>,
    pub(super) key: Option<ItemKey>,
}

/// The name under which an item is the member of an object, as it is written in the text.
#[derive(Clone, Debug)]
pub(super) struct ItemKey {
    pub(super) raw: Range<usize>,
    pub(super) has_escapes: bool,
}

impl<'r> FailedItems<'r> {
    /// Finds the items of a successful response; none where the catalog has no `partial`.
    pub fn find<B: AsRef<[u8]>>(catalog: &'static Catalog<'static>, response: &'r Response<B>) -> Self {
        let (status, headers, body) = (response.status(), response.headers(), response.body().as_ref());
        let mut failed = Self::find_none(catalog, status, headers);
        let items = catalog.partial().filter(|_| status.is_success());
        if items.is_some_and(|items| failed.find_in(items, body)) {
            with_received(catalog, status, headers, body, |received| {
                find_rest(catalog.envelope(), received, None, b"", &mut failed.inherited);
            });
        }
        failed
    }

    /// Finds the details of an error; none where the envelope has no `details`.
    #[must_use]
    pub fn find_details(response: &'r ErrorResponse) -> Self {
        let Parts { catalog, status, ref body, ref found, .. } = *response.0.complete();
        let mut failed = Self::find_none(catalog, status, response.headers());
        failed.body = Some(body);
        if catalog.envelope().details().is_some_and(|items| failed.find_in(items, body)) {
            failed.inherited = Found {
                request_id: response.request_id().map(|id| Text::Owned(id.into())),
                about: found
                    .about
                    .as_ref()
                    .map(|about| Box::new(About { docs: None, target: None, ..**about })),
                ..Found::default()
            };
        }
        failed
    }

    fn find_none(catalog: &'static Catalog<'static>, status: StatusCode, headers: &'r HeaderMap) -> Self {
        const NONE: &Items<'static> = &Items::new("");
        Self {
            catalog,
            items: NONE,
            status,
            headers,
            shared: OnceLock::new(),
            inherited: Found::default(),
            text: Cow::Borrowed(""),
            body: None,
            kind: BodyKind::Json,
            walk: ItemWalk::Nothing,
        }
    }

    /// Finds the items of a body; returns whether there can be any.
    fn find_in(&mut self, items: &'static Items<'static>, body: &'r [u8]) -> bool {
        let text = decode_utf8(body);
        let kind = classify_body(&text, self.headers, self.catalog.envelope());
        let walk = ItemWalk::begin(items.pointer(), kind, &text);
        let has_items = !matches!(walk, ItemWalk::Nothing);
        if has_items {
            (self.items, self.text, self.kind, self.walk) = (items, text, kind.of_item(), walk);
        }
        has_items
    }

    /// Decodes an item, if it failed.
    fn decode_item(&self, item: FoundItem) -> Option<(Option<String>, ErrorResponse)> {
        let key = item.key.and_then(|key| self.read_key(key));
        let source = self.text.get(item.source)?;
        let body = self.keep_source(source);
        let source = std::str::from_utf8(&body).ok()?;
        let no_headers = HeaderMap::new();
        let (target, status, kind, found) = self.with_part(&self.items.tree(), source, |findings| {
            let received = ReceivedResponse::new(None, &no_headers, findings).with_key(key.as_deref());
            if !self.items.failed().is_empty() && !received.has_failed(self.items.failed()) {
                return None;
            }
            let status = find_status(&received, self.items.status());
            let target = find_target(&received, self.items.target(), None).map(Cow::into_owned);
            let (kind, found) = self.decide_item(&received, status, source, &body);
            Some((target, status, kind, found))
        })?;
        let own_status = status.and_then(|status| StatusCode::from_u16(status).ok());
        let mut parts = Parts {
            catalog: self.catalog,
            kind,
            status: own_status.unwrap_or(self.status),
            headers: HeaderMap::new(),
            body,
            found,
            item_headers: Some(self.share_headers()),
            hint_status: status,
            added: None,
        };
        if parts.found.message.is_none() {
            fill_message_template(&mut parts);
        }
        Some((target, ErrorResponse::new(parts)))
    }

    /// Decides which entry an item becomes, and finds what else it says; what it doesn't is that of the whole response.
    fn decide_item(
        &self,
        received: &ReceivedResponse<'_>,
        status: Option<u16>,
        source: &str,
        body: &Bytes,
    ) -> (u16, Found) {
        let (catalog, items, no_headers) = (self.catalog, self.items, HeaderMap::new());
        let wait = find_wait(received, &no_headers, self.headers, items.retry_after());
        self.with_part(catalog.envelope().tree(), source, |findings| {
            // What entries and the envelope look at is looked up in the item as well, as if it were a response.
            let whole = ReceivedResponse::new(status, &no_headers, findings);
            let decision = catalog.decide_item(items, received, &whole);
            let kind = decision.kind;
            let mut found = Found::default();
            find_rest(catalog.envelope(), &whole, None, body, &mut found);
            keep_decision(catalog, decision, body, &mut found);
            found.message = found.message.or_else(|| self.find_own_text(source, body));
            let asked = || find_wait(&whole, &no_headers, self.headers, catalog.envelope().retry_after());
            let mut about = found.about.take().unwrap_or_default();
            about.retry_after = wait.or_else(asked).or(self.inherited.retry_after());
            about.should_retry = self.inherited.should_retry();
            if let Some(target) = find_target(received, items.target(), None) {
                about.target = Some(Text::keep_cow(target, body));
            }
            // Most items say nothing of it, and thousands may be kept.
            found.about = Some(about).filter(|about| **about != About::default());
            found.request_id = found.request_id.or_else(|| self.inherited.request_id.clone());
            (kind, found)
        })
    }

    /// Returns the text of an item that is nothing else: it is its own message.
    fn find_own_text(&self, source: &str, body: &Bytes) -> Option<Text> {
        const ROOT: Tree<'static> = Tree::new(1, &[]).with_slot(0);
        self.with_part(&ROOT, source, |findings| {
            let text = findings.value(0, 0)?.text()?;
            Some(Text::keep(text, body))
        })
    }

    /// Keeps the part of the body that an item is. It is copied where the body isn't shared, so that no item keeps all.
    fn keep_source(&self, source: &str) -> Bytes {
        let shared = self.body.and_then(|body| Some(body.slice(locate_part(source.as_bytes(), body)?)));
        shared.unwrap_or_else(|| Bytes::copy_from_slice(source.as_bytes()))
    }

    fn share_headers(&self) -> Arc<HeaderMap> {
        self.shared.get_or_init(|| Arc::new(self.headers.clone())).clone()
    }

    fn with_part<T>(&self, tree: &Tree<'_>, source: &str, f: impl FnOnce(Findings<'_, '_>) -> T) -> T {
        with_findings(tree, self.kind, source, f)
    }

    fn read_key(&self, key: ItemKey) -> Option<String> {
        let raw = self.text.get(key.raw)?;
        Some(MemberName { raw, has_escapes: key.has_escapes }.text().into_owned())
    }
}

impl ItemWalk {
    /// Begins a walk along a pointer through a body.
    fn begin(pointer: Pointer<'static>, kind: BodyKind, text: &str) -> Self {
        match kind {
            BodyKind::Json => JsonWalk::begin(pointer, text).map_or(Self::Nothing, Self::Json),
            #[cfg(feature = "xml")]
            BodyKind::Xml => Self::Xml(XmlWalk::begin(pointer)),
            _ => Self::Nothing,
        }
    }

    fn next_item(&mut self, text: &str) -> Option<FoundItem> {
        match self {
            Self::Nothing => None,
            Self::Json(walk) => walk.next_item(text),
            #[cfg(feature = "xml")]
            Self::Xml(walk) => walk.next_item(text),
        }
    }
}

impl Iterator for FailedItems<'_> {
    type Item = (Option<String>, ErrorResponse);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let item = self.walk.next_item(&self.text)?;
            if let Some(failed) = self.decode_item(item) {
                return Some(failed);
            }
        }
    }
}
