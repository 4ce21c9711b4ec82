//! Drafts a response with as much of what an error has as leaves it that error.

use crate::catalog::Catalog;
use crate::draft::Draft;
use crate::entry::Entry;
use crate::response_draft::Contents;
use crate::sending::Sending;

/// What isn't sent where the response would become another error with it, or none: what matters least comes first.
const LEAVE_OUT: [fn(&mut Contents<'_>); 6] = [
    |contents| contents.details.clear(),
    |contents| contents.target = None,
    |contents| contents.request_id = None,
    |contents| contents.wait = None,
    |contents| contents.fields.fill(None),
    |contents| contents.message = None,
];

impl<'a> Catalog<'a> {
    /// Drafts the response with which a service sends an entry, makes something of it, and leaves parts of the contents out
    /// until that is what is meant. Of an entry that can't be sent, nothing is left out.
    pub fn draft_reduced<'m, T>(
        &self,
        entry: &Entry<'a>,
        sending: Sending,
        list_contents: impl Fn() -> Contents<'m>,
        make: impl Fn(Draft<'a>) -> T,
        is_meant: impl Fn(&T) -> bool,
    ) -> T {
        let draft_without = |count: usize| {
            let mut contents = list_contents();
            LEAVE_OUT.iter().take(count).for_each(|leave_out| leave_out(&mut contents));
            make(self.draft_response(entry, sending, contents))
        };
        let mut response = draft_without(0);
        for count in 1..=LEAVE_OUT.len() {
            if !sending.is_sendable() || is_meant(&response) {
                break;
            }
            response = draft_without(count);
        }
        response
    }
}
