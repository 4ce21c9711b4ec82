//! Drafts the response that documentation shows for an entry.

use alloc::string::ToString;
use alloc::vec::Vec;
use core::time::Duration;

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

/// The time at which responses were sent that documentation shows, 2026-01-01T00:00:00Z: some say until when to wait.
const SAMPLE_TIME: Duration = Duration::from_secs(1_767_225_600);

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
    /// and a value for each field, as far as the response is that error with them.
    #[must_use]
    pub fn draft_sample(
        &self,
        entry: &Entry<'a>,
        sending: Sending,
        contents: &SampleContents<'_>,
    ) -> Draft<'a> {
        let list_contents = || list_sample_contents(entry, contents);
        // Names are unique.
        let kind = self.parse_kind(entry.name()).unwrap_or_default();
        self.draft_reduced(entry, sending, list_contents, |draft| draft, |draft| self.is_read_as(draft, kind))
    }

    /// Lists the fields of an entry that aren't found again in what a service sends: nothing can be at their places, or
    /// something else is there.
    pub fn list_unsendable_fields<'e>(&self, entry: &'e Entry<'a>) -> impl Iterator<Item = &'e Field<'a>> {
        let contents = SampleContents { phrase: "", details: Vec::new() };
        let draft = self.draft_response(entry, entry.sending(), list_sample_contents(entry, &contents));
        entry.fields().iter().filter(move |field| !has_sample(&draft, field))
    }
}

fn list_sample_contents<'m>(entry: &Entry<'_>, contents: &SampleContents<'m>) -> Contents<'m> {
    let samples = entry.fields().iter().map(|field| field.value_type().info().sample);
    Contents {
        message: None,
        request_id: Some(SAMPLE_REQUEST_ID),
        phrase: contents.phrase,
        fields: samples.map(|sample| Some(sample.into())).collect(),
        target: None,
        details: contents.details.clone(),
        wait: None,
        time: Some(SAMPLE_TIME),
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
