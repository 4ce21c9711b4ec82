//! Drafts the response that documentation shows for an entry.

use alloc::vec::Vec;

use crate::catalog::Catalog;
use crate::draft::Draft;
use crate::entry::Entry;
use crate::item_draft::ItemContents;
use crate::response_draft::Contents;
use crate::sending::Sending;

/// The id of the request in responses that documentation shows.
pub const SAMPLE_REQUEST_ID: &str = "req_7f3a91c2";

/// What documentation shows besides what the catalog says.
#[derive(Clone, Debug)]
pub struct SampleContents<'m> {
    /// The phrase of the status.
    pub phrase: &'m str,
    /// The details of the error.
    pub details: Vec<ItemContents<'m>>,
}

impl<'a> Catalog<'a> {
    /// Drafts the response that documentation shows for an entry: what a service sends of it, with an id of the request
    /// and a value for each field.
    #[must_use]
    pub fn draft_sample(
        &self,
        entry: &Entry<'a>,
        sending: Sending,
        contents: SampleContents<'_>,
    ) -> Draft<'a> {
        let samples = entry.fields().iter().map(|field| field.value_type().info().sample);
        let contents = Contents {
            message: None,
            request_id: Some(SAMPLE_REQUEST_ID),
            phrase: contents.phrase,
            fields: samples.map(|sample| Some(sample.into())).collect(),
            target: None,
            details: contents.details,
            wait: None,
            time: None,
        };
        self.draft_response(entry, sending, contents)
    }
}
