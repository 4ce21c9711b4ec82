//! What is asked of the clients, and what has to come of it.

pub(crate) mod social;
pub(crate) mod syncer;

use crate::client::Client;
use crate::service::KEY;

/// A call of a client's, and what its first answer has to become.
struct Scenario<C> {
    becomes: &'static str,
    call: C,
    key: &'static str,
    note: &'static str,
}

impl<C> Scenario<C> {
    fn new(becomes: &'static str, call: C) -> Self {
        Self { becomes, call, key: KEY, note: "" }
    }

    /// Makes the call with a key that is no longer good.
    fn with_old_key(self) -> Self {
        Self { key: "sk_revoked", note: "old key", ..self }
    }

    /// Says what is special about the call.
    fn with_note(self, note: &'static str) -> Self {
        Self { note, ..self }
    }

    /// Prepares a client for the call.
    fn prepare_client(&self, client: &mut Client) {
        client.key = self.key;
        client.report.expect_kind(self.becomes, self.note);
    }
}
