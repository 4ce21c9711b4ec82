//! Drafts the response with which a service sends an entry.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::time::Duration;

use crate::catalog::Catalog;
use crate::condition::{Condition, Expected};
use crate::draft::{Draft, DraftBody};
use crate::draft_value::DraftValue;
use crate::entry::{Code, Entry};
use crate::envelope::{Format, Preset};
use crate::item_draft::{ItemContents, group_by_target};
use crate::locator::{Locator, Place};
use crate::sending::{CodeForm, Sending};
use crate::template::fill_template;

const CONTENT_TYPE: &str = "content-type";

/// What a service sends besides what the catalog says.
#[derive(Clone, Debug)]
pub struct Contents<'m> {
    /// The message, instead of the one that the entry has by default.
    pub message: Option<&'m str>,
    /// The id of the request.
    pub request_id: Option<&'m str>,
    /// The phrase of the status, which is the title of a problem without a code (RFC 9457, section 4.2.1).
    pub phrase: &'m str,
    /// The values of the fields, in the order of the entry.
    pub fields: Vec<Option<DraftValue>>,
    /// What the error is about.
    pub target: Option<&'m str>,
    /// The details of the error, where the catalog has a place for them.
    pub details: Vec<ItemContents<'m>>,
    /// How long the client should wait, instead of what the hint says.
    pub wait: Option<Duration>,
    /// The time since 1970-01-01T00:00:00Z, where there is a clock.
    pub time: Option<Duration>,
}

impl Entry<'_> {
    /// Returns the message of an error to which nobody gave one: the template, or the meaning if the template names a
    /// field without a value.
    #[must_use]
    pub fn default_message(&self, fields: &[Option<DraftValue>]) -> Cow<'_, str> {
        let find_value = |name: &str| {
            let index = self.fields().iter().position(|field| field.name() == name)?;
            fields.get(index)?.as_ref()
        };
        let filled = self.message().and_then(|template| fill_template(template, find_value));
        filled.filter(|message| !message.is_empty()).map_or(Cow::Borrowed(self.meaning()), Cow::Owned)
    }
}

impl<'a> Catalog<'a> {
    /// Drafts the response with which a service sends an entry.
    ///
    /// What is put first keeps its place: the code, what tells entries apart, the message, the fields.
    #[must_use]
    pub fn draft_response(&self, entry: &Entry<'a>, sending: Sending, contents: Contents<'_>) -> Draft<'a> {
        let envelope = self.envelope();
        // Of alternatives, the first is sent.
        let failed_2xx = envelope.failed_2xx().first().copied().unwrap_or_default();
        let code_at = entry.code().and(envelope.code().get(usize::from(sending.code_index())));
        let mut draft = self.begin_draft(entry, sending, code_at, failed_2xx);
        // Where any value will do, the parts of the error may be it, and are put there first.
        let is_present =
            |condition: &&Condition<'_>| condition.expected() == Expected::Present || condition.is_negated();
        let message = contents.message.map_or_else(|| entry.default_message(&contents.fields), Cow::Borrowed);
        let told_apart_by = find_stated_place(envelope.message(), entry.conditions(), &message);
        let is_stated = told_apart_by.is_some_and(|at| draft.put_text(at, &message));
        draft.fulfil_all(entry.conditions());
        // What the place of a message asks for comes after what the entry asks for.
        told_apart_by.filter(|_| is_stated).into_iter().for_each(|at| draft.fulfil_all(at.when()));
        failed_2xx
            .iter()
            .filter(|condition| !is_present(condition))
            .for_each(|condition| draft.fulfil(condition));
        if let Some(code_at) = code_at {
            self.put_status_of_item(&mut draft, code_at.place());
        }
        // Before the message, which some APIs have in the place of the list where there are no details.
        self.put_details(&mut draft, contents.details);
        if !message.is_empty() && !is_stated {
            let code = code_at.zip(entry.code()).filter(|_| sending.code_form() == CodeForm::Plain);
            self.put_message(&mut draft, code, &message);
        }
        for (locators, text) in
            [(envelope.request_id(), contents.request_id), (envelope.target(), contents.target)]
        {
            if let Some(text) = text {
                let _ = list_unconditional_first(locators).any(|at| draft.put_where_read(at, text));
            }
        }
        if let Some(wait) = contents.wait {
            self.put_wait(&mut draft, wait, contents.time);
        }
        for (field, value) in entry.fields().iter().zip(contents.fields) {
            if let Some(value) = value {
                draft.put_field(&field.at(), value);
            }
        }
        if envelope.preset() == Some(Preset::ProblemJson) {
            put_problem_members(&mut draft, entry, contents.phrase);
        }
        failed_2xx.iter().filter(is_present).for_each(|condition| draft.fulfil(condition));
        if matches!(draft.body, DraftBody::Empty) {
            draft.headers.retain(|(name, _)| *name != CONTENT_TYPE);
        }
        if contents.wait.is_none() {
            self.put_hinted_wait(&mut draft, entry, contents.time);
        }
        draft
    }

    /// Begins a draft: the status, the code, and the places that have to stay empty or would be taken for the code.
    fn begin_draft(
        &self,
        entry: &Entry<'a>,
        sending: Sending,
        code_at: Option<&Locator<'a>>,
        failed_2xx: &[Condition<'a>],
    ) -> Draft<'a> {
        let codes = self.envelope().code();
        let before_code = code_at.map_or(codes.len(), |_| usize::from(sending.code_index()));
        // A code counts where the conditions of its place hold.
        let conditions =
            entry.conditions().iter().chain(failed_2xx).chain(code_at.map_or(&[][..], Locator::when));
        let empty = conditions.filter(|condition| condition.keeps_empty());
        // Conditions look at the content type as well; a service that sends no JSON has none.
        let content_type = || (CONTENT_TYPE, DraftValue::Text(self.envelope().content_type().to_owned()));
        let mut draft = Draft {
            status: sending.status(),
            headers: self.envelope().reads(Format::Json).then(content_type).into_iter().collect(),
            body: DraftBody::Empty,
            absent: empty.map(Condition::place).collect(),
            reserved: codes.iter().take(before_code).map(Locator::place).collect(),
        };
        if let (Some(at), Some(code)) = (code_at, entry.code()) {
            let value = match sending.code_form() {
                CodeForm::Plain => DraftValue::from_code(code),
                CodeForm::Marked => DraftValue::Text(at.mark_text(code.text)),
            };
            draft.put(at.place(), value);
            draft.fulfil_all(at.when());
        }
        draft
    }

    /// Puts the status into the detail that is the error itself, where details have one: without it, a code that is listed
    /// at several statuses says nothing to who reads the detail.
    fn put_status_of_item(&self, draft: &mut Draft<'a>, code_at: Place<'a>) {
        let Some(items) = self.envelope().details().filter(|items| items.holds(code_at)) else { return };
        // What must stay empty may be the place of the status.
        if !draft.reserved.iter().chain(&draft.absent).any(|place| items.holds(*place)) {
            items.put_status(&mut draft.body, draft.status);
        }
    }

    /// Puts the details, if there are any, where the catalog has a place for them.
    fn put_details(&self, draft: &mut Draft<'a>, details: Vec<ItemContents<'_>>) {
        let Some(items) = self.envelope().details().filter(|_| !details.is_empty()) else { return };
        // A code of a detail that would be read before the error's, or in its place, isn't sent.
        let is_read = draft.reserved.iter().any(|place| items.holds(*place));
        let has_targets = details.iter().any(|detail| !detail.target.is_empty());
        let draft_item =
            |detail: ItemContents<'_>| items.draft_item(self.entry(detail.kind).filter(|_| !is_read), detail);
        let details = details.into_iter().map(|detail| match self.entry(detail.kind) {
            Some(entry) if detail.message.is_empty() => ItemContents { message: entry.meaning(), ..detail },
            _ => detail,
        });
        let are_members = items.are_named() && items.pointer().lists() == 0 && has_targets;
        if !are_members {
            let drafts = details.map(|detail| (detail, draft_item(detail)));
            items.put_items(&mut draft.body, drafts);
            return;
        }
        // An object has one member of a name, which says all of what is about it, as several texts of a message do.
        let groups = group_by_target(details, |detail| detail.target).into_iter();
        let drafts = groups.filter_map(|(_, group)| {
            let messages: Vec<_> = group.iter().map(|detail| detail.message).collect();
            let message = messages.join("; ");
            let first = *group.first()?;
            Some((first, draft_item(ItemContents { message: &message, ..first })))
        });
        items.put_items(&mut draft.body, drafts);
    }

    /// Puts the message at the first of its places that can hold it.
    fn put_message(&self, draft: &mut Draft<'a>, code: Option<(&Locator<'a>, Code<'a>)>, message: &str) {
        for at in list_unconditional_first(self.envelope().message()) {
            if draft.put_where_read(at, message) {
                return;
            }
            // Code and message can be two cuts of one text.
            let both = code.and_then(|(code_at, code)| join_cuts((code_at, code.text), (at, message)));
            if let Some(both) = both {
                draft.replace(at.place(), both);
                return;
            }
        }
        // A code that nobody lists is the message as well.
        if self.first_with_code(message) == 0 {
            let text = |at: &Locator<'_>| at.write_text(message).map(DraftValue::Text);
            let mut places = self.envelope().message().iter();
            let _ = places.any(|at| text(at).is_some_and(|value| draft.put(at.place(), value)));
        }
    }
}

/// Finds the locator of the message at whose place a text fulfils what conditions ask for, which is better than any other
/// value that does: APIs tell errors apart by a part of their messages.
pub(crate) fn find_stated_place<'l, 'a>(
    messages: &'l [Locator<'a>],
    conditions: &[Condition<'_>],
    text: &str,
) -> Option<&'l Locator<'a>> {
    list_unconditional_first(messages).find(|at| {
        let mut there = conditions.iter().filter(|condition| condition.place().is_same(&at.place()));
        let has_any = there.clone().next().is_some();
        let written = at.write_text(text).filter(|_| has_any);
        written.is_some_and(|written| there.all(|condition| condition.takes_text(&written)))
    })
}

/// Returns locators, those first that find something whatever else a response holds.
pub(crate) fn list_unconditional_first<'l, 'a>(
    locators: &'l [Locator<'a>],
) -> impl Iterator<Item = &'l Locator<'a>> + use<'l, 'a> {
    let (unconditional, conditional) = (locators.iter(), locators.iter());
    let unconditional = unconditional.filter(|at| at.when().is_empty());
    unconditional.chain(conditional.filter(|at| !at.when().is_empty()))
}

/// Adds the members of a problem that no locator has put there (RFC 9457, section 3.1).
///
/// The type is the link of the entry, where it isn't the code. Without a type, the title is the phrase of the status
/// (section 4.2.1).
fn put_problem_members<'a>(draft: &mut Draft<'a>, entry: &Entry<'a>, phrase: &str) {
    const TYPE: Place<'static> = Place::body("/type");
    let link = entry.docs_url().map(|link| DraftValue::Text(link.to_owned()));
    let _ = link.is_some_and(|link| draft.put_beside_code(TYPE, link));
    let is_blank = draft.put(TYPE, DraftValue::Text("about:blank".to_owned()));
    let title = if is_blank { phrase } else { entry.meaning() };
    draft.put_text(&Locator::at(Place::body("/title")), title);
    draft.put(Place::body("/status"), DraftValue::Number(draft.status.to_string()));
}

/// Joins a code and a message at one place into a text out of which either is cut.
fn join_cuts(
    (code_at, code): (&Locator<'_>, &str),
    (message_at, message): (&Locator<'_>, &str),
) -> Option<String> {
    if !code_at.place().is_same(&message_at.place()) {
        return None;
    }
    let mark = message_at.after().or(code_at.before())?;
    let both = format!("{code}{mark}{message}");
    (code_at.cut(&both) == Some(code) && message_at.cut(&both) == Some(message)).then_some(both)
}
