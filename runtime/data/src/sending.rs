//! Plans how a service sends an entry: which status, where the code and the message are, and the body around them.
//!
//! The plan is made when code is generated: drafts of a response are decided upon until one becomes the entry again.
//! At run time the same draft is written with the message and the fields of an error.

use alloc::borrow::{Cow, ToOwned};
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::catalog::Catalog;
use crate::condition::{Condition, Expected};
use crate::draft::{Draft, DraftBody, DraftValue, Scalar};
use crate::entry::{Code, Entry};
use crate::envelope::{Format, Preset};
use crate::item_draft::ItemContents;
use crate::locator::{Locator, Place};
use crate::statuses::Statuses;
use crate::template::fill_template;

/// How a service sends an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sending {
    status: u16,
    code_index: u8,
    code_form: CodeForm,
    is_sendable: bool,
}

/// How a code is written at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeForm {
    /// As it is.
    Plain,
    /// Between the marks at which the locator cuts.
    Marked,
}

impl Sending {
    const USUAL_STATUS: u16 = 500;

    /// Sends a status, and the code as it is at the first of the envelope's places.
    #[must_use]
    pub const fn new(status: u16) -> Self {
        Self { status, code_index: 0, code_form: CodeForm::Plain, is_sendable: true }
    }

    /// Returns the usual way to send an entry with these statuses.
    #[must_use]
    pub const fn usual(statuses: Statuses<'_>) -> Self {
        Self::new(match statuses.representative() {
            Some(status) => status,
            None => Self::USUAL_STATUS,
        })
    }

    /// Puts the code at another of the envelope's places, counted from 0, and in a form.
    #[must_use]
    pub const fn with_code_at(self, index: u8, form: CodeForm) -> Self {
        Self { code_index: index, code_form: form, ..self }
    }

    /// States that no response becomes the entry again: it is for clients only.
    #[must_use]
    pub const fn mark_unsendable(self) -> Self {
        Self { is_sendable: false, ..self }
    }

    /// Returns whether a response that is sent this way becomes the entry again.
    #[must_use]
    pub const fn is_sendable(&self) -> bool {
        self.is_sendable
    }

    /// Returns the status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// Returns which of the envelope's places holds the code, counted from 0.
    #[must_use]
    pub const fn code_index(&self) -> u8 {
        self.code_index
    }

    /// Returns how the code is written.
    #[must_use]
    pub const fn code_form(&self) -> CodeForm {
        self.code_form
    }
}

/// What a service sends besides what the catalog says.
#[derive(Clone, Debug)]
pub struct Contents<'m, V> {
    /// The message, instead of the one that the entry has by default.
    pub message: Option<&'m str>,
    /// The id of the request.
    pub request_id: Option<&'m str>,
    /// The phrase of the status, which is the title of a problem without a code (RFC 9457, section 4.2.1).
    pub phrase: &'m str,
    /// The values of the fields, in the order of the entry.
    pub fields: Vec<Option<V>>,
    /// What the error is about.
    pub target: Option<&'m str>,
    /// The details of the error, where the catalog has a place for them.
    pub details: Vec<ItemContents<'m>>,
}

impl Entry<'_> {
    /// Returns the message of an error to which nobody gave one: the template, or the meaning if the template names a
    /// field without a value.
    #[must_use]
    pub fn default_message<V: DraftValue>(&self, fields: &[Option<V>]) -> Cow<'_, str> {
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
    pub fn draft_response<V: DraftValue>(
        &self,
        entry: &Entry<'a>,
        sending: Sending,
        contents: Contents<'_, V>,
    ) -> Draft<'a, V> {
        let envelope = self.envelope();
        // Of alternatives, the first is sent.
        let failed_2xx = envelope.failed_2xx().first().copied().unwrap_or_default();
        let code_at = entry.code().and(envelope.code().get(usize::from(sending.code_index)));
        let before_code = code_at.map_or(envelope.code().len(), |_| usize::from(sending.code_index));
        let mut draft = Draft {
            status: sending.status,
            headers: Vec::new(),
            body: DraftBody::Empty,
            absent: entry
                .conditions()
                .iter()
                .chain(failed_2xx)
                // A code counts where the conditions of its place hold.
                .chain(code_at.map_or(&[][..], Locator::when))
                .filter(|condition| condition.keeps_empty())
                .map(Condition::place)
                .collect(),
            reserved: envelope.code().iter().take(before_code).map(Locator::place).collect(),
        };
        if let (Some(at), Some(code)) = (code_at, entry.code()) {
            let value = match sending.code_form {
                CodeForm::Plain => Scalar::from_code(code),
                CodeForm::Marked => Scalar::Text(at.mark_text(code.text)),
            };
            draft.put(at.place(), value.into());
            // A code counts where the conditions of its place hold.
            draft.fulfil_all(at.when());
        }
        // Where any value will do, the parts of the error may be it, and are put there first.
        let is_present =
            |condition: &&Condition<'_>| condition.expected() == Expected::Present || condition.is_negated();
        let stated = failed_2xx.iter().filter(|condition| !is_present(condition));
        let message = contents.message.map_or_else(|| entry.default_message(&contents.fields), Cow::Borrowed);
        let told_apart_by = find_stated_place(envelope.message(), entry.conditions(), &message);
        let is_stated = told_apart_by.is_some_and(|at| draft.put_message(at, &message));
        draft.fulfil_all(entry.conditions());
        stated.for_each(|condition| draft.fulfil(condition));
        // Before the message, which some APIs have in the place of the list where there are no details.
        if let Some(items) = envelope.details() {
            let details = contents.details.into_iter();
            // A code of a detail that would be read before the error's, or in its place, isn't sent.
            let mut read_before = envelope.code().iter().take(before_code);
            let is_read = read_before.any(|at| items.holds(at.place()));
            let drafts = details.map(|detail| {
                let entry = self.entry(detail.kind);
                let meaning = entry.map_or("", Entry::meaning);
                let message = if detail.message.is_empty() { meaning } else { detail.message };
                (detail, items.draft_item(entry.filter(|_| !is_read), ItemContents { message, ..detail }))
            });
            items.put_items(&mut draft.body, drafts);
        }
        if !message.is_empty() && !is_stated {
            let code = code_at.zip(entry.code()).filter(|_| sending.code_form == CodeForm::Plain);
            self.put_message(&mut draft, code, &message);
        }
        if let Some(id) = contents.request_id {
            let _ = list_unconditional_first(envelope.request_id()).any(|at| draft.put_text(at, id));
        }
        if let Some(target) = contents.target {
            let _ = list_unconditional_first(envelope.target()).any(|at| draft.put_text(at, target));
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
        if let Some(seconds) = self.seconds_to_wait(entry, sending.status) {
            draft.put(Place::Header("retry-after"), Scalar::Number(seconds.to_string()).into());
        }
        draft
    }

    /// Puts the message at the first of its places that can hold it.
    fn put_message<V: DraftValue>(
        &self,
        draft: &mut Draft<'a, V>,
        code: Option<(&Locator<'a>, Code<'a>)>,
        message: &str,
    ) {
        for at in list_unconditional_first(self.envelope().message()) {
            if draft.put_message(at, message) {
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
            let text = |at: &Locator<'_>| at.write_text(message).map(|text| Scalar::Text(text).into());
            let mut places = self.envelope().message().iter();
            let _ = places.any(|at| text(at).is_some_and(|value| draft.put(at.place(), value)));
        }
    }

    /// Returns what `Retry-After` says for a hint that states a wait, in whole seconds, rounded up.
    fn seconds_to_wait(&self, entry: &Entry<'a>, status: u16) -> Option<u64> {
        let hint = self.retry().hint_in_force(entry.own_retry(), entry.statuses(), Some(status))?;
        let wait = hint.strategy().constant_wait()?;
        Some(wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)))
    }

    /// Plans how a service sends a kind, so that the response becomes that kind again; none if there is no way.
    #[must_use]
    pub fn plan_sending(&self, kind: u16) -> Option<Sending> {
        let entry = self.entry(kind)?;
        // What a service sends is JSON.
        if !self.envelope().reads(Format::Json) {
            return None;
        }
        let usual = Sending::usual(entry.statuses());
        let count = self.entries_of_code(entry.code_text()).take(MAX_ENTRIES_TRIED + 1).count();
        if count > MAX_ENTRIES_TRIED {
            return Some(usual);
        }
        let message = self.text_without_meaning();
        let ways = self.statuses_to_try(entry).flat_map(|status| {
            self.code_places(entry).map(move |(index, form)| Sending::new(status).with_code_at(index, form))
        });
        for (tried, sending) in ways.enumerate() {
            if tried >= self.count_affordable_tries(count) {
                return Some(usual);
            }
            if self.becomes_itself(kind, entry, sending, &message) {
                return Some(sending);
            }
        }
        None
    }

    /// Returns whether the response with which an entry is sent becomes the entry again.
    fn becomes_itself(&self, kind: u16, entry: &Entry<'a>, sending: Sending, message: &str) -> bool {
        let contents = Contents {
            message: Some(message),
            request_id: None,
            phrase: message,
            fields: Vec::new(),
            target: None,
            details: Vec::new(),
        };
        let draft = self.draft_response::<Scalar>(entry, sending, contents);
        self.decide(&draft).kind == kind && self.is_error(&draft) && can_be_carried(&draft)
    }

    /// Returns how many ways to send an entry can be tried, so that all entries together take seconds at most.
    fn count_affordable_tries(&self, entries_of_code: usize) -> usize {
        let envelope = self.envelope();
        let steps = envelope.code().len() + envelope.message().len() + entries_of_code;
        (MAX_STEPS / (steps * self.entries().len()).max(1)).max(1)
    }

    /// Returns the statuses with which an entry may be sent, the usual one first.
    ///
    /// Of those that it doesn't list, the lowest one is tried that no other entry of its code lists, or none without a
    /// code: trying all would cost seconds in a large catalog, and only what others list can make a difference.
    fn statuses_to_try(&self, entry: &Entry<'a>) -> impl Iterator<Item = u16> + use<'a> {
        let statuses = entry.statuses();
        let (usual, unlisted) = match statuses {
            Statuses::Class(class) => (None, Some(u16::from(class) * 100..=u16::from(class) * 100 + 99)),
            Statuses::Any => (Some(Sending::USUAL_STATUS), Some(400..=599)),
            Statuses::One(_) | Statuses::Several(_) => (None, None),
        };
        let free = unlisted.and_then(|mut range| {
            let listed = self.list_statuses_of_code(entry.code_text());
            range.find(|status| !listed.contains(status))
        });
        usual.into_iter().chain(statuses.listed()).chain(free)
    }

    fn list_statuses_of_code(&self, code: Option<&str>) -> BTreeSet<u16> {
        self.entries_of_code(code).flat_map(|entry| entry.statuses().listed()).collect()
    }

    /// Iterates over the entries of a code, or of none, in the order in which they are tried.
    fn entries_of_code(&self, code: Option<&str>) -> impl Iterator<Item = &'a Entry<'a>> {
        let first = code.map_or(self.first_without_code(), |code| self.first_with_code(code));
        core::iter::successors(self.entry(first), move |entry| self.entry(entry.next_for(code)))
    }

    /// Returns the places and forms in which a code can be sent, the usual one first.
    fn code_places(&self, entry: &Entry<'a>) -> impl Iterator<Item = (u8, CodeForm)> + use<> {
        let count = if entry.code().is_some() { self.envelope().code().len() } else { 1 };
        let count = u8::try_from(count).unwrap_or(u8::MAX);
        let plain = (0..count).map(|index| (index, CodeForm::Plain));
        plain.chain((0..count).map(|index| (index, CodeForm::Marked)))
    }

    /// Returns a text that no entry has as its code, as messages are.
    fn text_without_meaning(&self) -> String {
        let mut text = "message".to_owned();
        while self.first_with_code(&text) != 0 {
            text.push('_');
        }
        text
    }
}

/// Returns whether HTTP carries a draft as it is.
///
/// A response with status 1xx, 204 or 304 has no body (RFC 9110, section 6.4.1), the content type is that of what a
/// service sends, and a field value has no control characters and no white space at its ends (RFC 9110, section 5.5).
fn can_be_carried(draft: &Draft<'_, Scalar>) -> bool {
    let has_body = !matches!(draft.body, DraftBody::Empty);
    let is_field_value = |text: &str| text.trim() == text && !text.chars().any(char::is_control);
    let are_headers_carried = draft
        .headers
        .iter()
        .all(|(name, value)| *name != "content-type" && is_field_value(&value.to_string()));
    !(has_body && matches!(draft.status, 100..=199 | 204 | 304)) && are_headers_carried
}

/// How many entries of one code are told apart when a way to send them is planned. In a catalog with more, each is sent in
/// the usual way: to try them all would take minutes.
const MAX_ENTRIES_TRIED: usize = 1_000;

/// How many steps are taken at most to plan how all entries are sent: locators that are looked at, and entries that are
/// compared. Entries for which they don't suffice are sent in the usual way: hostile catalogs have thousands of places for
/// the code, and entries that none of them suits.
const MAX_STEPS: usize = 5_000_000;

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
fn put_problem_members<'a, V: DraftValue>(draft: &mut Draft<'a, V>, entry: &Entry<'a>, phrase: &str) {
    const TYPE: Place<'static> = Place::body("/type");
    let link = entry.docs_url().map(|link| Scalar::Text(link.to_owned()).into());
    let _ = link.is_some_and(|link| draft.put_beside_code(TYPE, link));
    let is_blank = draft.put(TYPE, Scalar::Text("about:blank".to_owned()).into());
    let title = if is_blank { phrase } else { entry.meaning() };
    draft.put_text(&Locator::at(Place::body("/title")), title);
    draft.put(Place::body("/status"), Scalar::Number(draft.status.to_string()).into());
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
