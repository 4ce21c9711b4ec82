//! Defines the keys of responses in OpenAPI.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use alloc::{format, vec};
use core::fmt;

use crate::entry::Entry;
use crate::sending::Sending;
use crate::statuses::Statuses;

/// The last status that can be a key of responses in OpenAPI (3.1, section 4.8.16).
pub(super) const LAST_STATUS: u16 = 599;

/// The key of a response in OpenAPI, in the order of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResponseKey {
    /// A status, such as `404`.
    Status(u16),
    /// All statuses that start with a digit, such as `5XX`.
    Class(u8),
    /// All other statuses: `default`.
    Default,
}

impl ResponseKey {
    /// Lists the keys of the responses that an entry can be, in their order.
    #[must_use]
    pub fn list_keys(entry: &Entry<'_>) -> Vec<Self> {
        match entry.statuses() {
            Statuses::Any => vec![Self::Default],
            Statuses::Class(class) => vec![Self::from_class(class)],
            listed => {
                let mut keys: Vec<_> = listed.listed().map(Self::from_status).collect();
                keys.sort();
                keys.dedup();
                keys
            }
        }
    }

    /// Returns the key of a status; OpenAPI has none above 599, and such a status is one of all others.
    fn from_status(status: u16) -> Self {
        if status <= LAST_STATUS { Self::Status(status) } else { Self::Default }
    }

    fn from_class(class: u8) -> Self {
        if u16::from(class) * 100 <= LAST_STATUS { Self::Class(class) } else { Self::Default }
    }

    /// Returns whether it is the key of successes.
    #[must_use]
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Status(200..=299) | Self::Class(2))
    }

    /// Returns the status, unless the response is for several.
    #[must_use]
    pub const fn single_status(self) -> Option<u16> {
        match self {
            Self::Status(status) => Some(status),
            Self::Class(_) | Self::Default => None,
        }
    }

    /// Returns how a service sends an entry at this key.
    #[must_use]
    pub fn choose_sending(self, entry: &Entry<'_>) -> Sending {
        let usual = entry.sending();
        let mut listed = entry.statuses().listed();
        let status =
            self.single_status().or_else(|| listed.find(|status| Self::from_status(*status) == self));
        status
            .map_or(usual, |status| Sending::new(status).with_code_at(usual.code_index(), usual.code_form()))
    }

    pub(super) fn describe_status(self, find_phrase: fn(u16) -> Option<&'static str>) -> String {
        match self {
            Self::Status(status) => {
                find_phrase(status).map_or_else(|| format!("Status {status}"), str::to_owned)
            }
            Self::Class(class) => format!("Any {class}xx status without a response of its own"),
            Self::Default => "Any status".to_owned(),
        }
    }
}

impl fmt::Display for ResponseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(f, "{status}"),
            Self::Class(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}
