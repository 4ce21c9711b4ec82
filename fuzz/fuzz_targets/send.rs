//! Any choices → a catalog with any features, and what is sent by it decodes to the errors that were meant.

#![no_main]

use errspec_tests::any_catalog::Choices;
use errspec_tests::sent_catalog::check_sending;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = check_sending(Choices::new(bytes).draw_catalog().as_bytes());
});
