//! Drafts the response that documentation shows for an entry.

use alloc::string::ToString;
use alloc::vec::Vec;

use crate::catalog::Catalog;
use crate::condition::Value;
use crate::decision::ReadResponse;
use crate::draft::Draft;
use crate::draft_value::DraftValue;
use crate::entry::Entry;
use crate::field::Field;
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

    /// Lists the fields of an entry that aren't found again in what a service sends: nothing can be at their places, or
    /// something else is there.
    pub fn list_unsendable_fields<'e>(&self, entry: &'e Entry<'a>) -> impl Iterator<Item = &'e Field<'a>> {
        let contents = SampleContents { phrase: "", details: Vec::new() };
        let draft = self.draft_sample(entry, entry.sending(), contents);
        entry.fields().iter().filter(move |field| !has_sample(&draft, field))
    }
}

/// Returns whether the value that a field was given is found in a draft.
fn has_sample(draft: &Draft<'_>, field: &Field<'_>) -> bool {
    let (at, sample) = (field.at(), DraftValue::from(field.value_type().info().sample).to_string());
    let found = draft.value(at.place(), 0).is_some_and(|value| match value {
        Value::Number(text) | Value::Text(text) => at.cut(text) == Some(&*sample),
        value => DraftValue::from(value).to_string() == sample,
    });
    found && at.when().iter().all(|condition| condition.holds(draft))
}
