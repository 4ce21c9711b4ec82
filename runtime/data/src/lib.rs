//! A catalog of API errors as data, and the decisions that depend on nothing else: which entry a response becomes,
//! which retry hint is in force, and how an entry is sent.
//!
//! Generated code states a [`Catalog`] through `const fn` builders; the code generator builds the same one at run time
//! and prints it. Each decision is written once, here, and whoever has to know it asks this crate. Applications don't
//! depend on it: they use `errspec`, which re-exports what concerns them.

#![no_std]
#![forbid(unsafe_code)]
// On docs.rs, each item shows the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod builders;
mod catalog;
mod condition;
mod decision;
mod delay;
mod draft;
mod draft_value;
mod entry;
mod envelope;
mod field;
mod field_type;
mod header_names;
mod item_draft;
mod items;
mod locator;
mod message;
#[cfg(feature = "openapi")]
pub mod openapi;
mod perfect_hash;
mod reduced_draft;
mod response_draft;
mod retry;
mod retry_table;
mod sample_draft;
mod sending;
#[cfg(feature = "serde")]
mod serialize;
mod statuses;
mod strategy;
mod template;
mod tree;
mod wait_draft;

pub use catalog::Catalog;
pub use condition::{Alternatives, Condition, Expected, Value};
pub use decision::{CodePlace, CodePosition, Decision, ReadResponse};
pub use draft::{Draft, DraftBody, parse_array_index};
pub use draft_value::DraftValue;
pub use entry::{Code, Entry, OtherCode, state_entry};
pub use envelope::{Envelope, EnvelopePart, Format, Preset};
pub use field::Field;
pub use field_type::{FieldType, FieldTypeInfo};
pub use item_draft::ItemContents;
pub use items::{ItemPart, Items};
pub use locator::{Locator, Place, Pointer, Unit};
pub use perfect_hash::{BuiltHash, PerfectHash};
pub use response_draft::Contents;
pub use retry::{Idempotency, Processed, RetryHint, TransportFailure};
pub use retry_table::RetryTable;
pub use sample_draft::{SAMPLE_REQUEST_ID, SampleContents};
pub use sending::{CodeForm, Sending, SendingPlan};
#[cfg(feature = "serde")]
pub use serialize::RetrySummary;
pub use statuses::Statuses;
pub use strategy::Strategy;
pub use template::{Piece, fill_template, template_pieces};
pub use tree::{Member, Tree, TreeBuilder};
