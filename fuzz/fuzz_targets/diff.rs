//! Any choices, and a few that are made otherwise → two catalogs, and what changed between them, without a panic.

#![no_main]

use errspec_diff::{compare_catalogs, render_changes};
use errspec_spec::{Arena, Spec};
use errspec_tests::any_catalog::Choices;
use libfuzzer_sys::fuzz_target;

/// A place among the choices, and another choice for it.
type Otherwise = (u8, u8);

fuzz_target!(|input: (Vec<Otherwise>, &[u8])| {
    let (otherwise, choices) = input;
    let mut others = choices.to_vec();
    for (place, choice) in otherwise {
        // The choices that matter most are drawn from the end.
        if let Some(index) = others.len().checked_sub(1 + usize::from(place)) {
            others[index] = choice;
        }
    }
    let texts = [choices, &others].map(|choices| Choices::new(choices).draw_catalog());
    let arena = Arena::new();
    let specs = texts.each_ref().map(|text| Spec::parse(&arena, "errors.yaml", text.as_bytes()));
    let [Ok(old), Ok(new)] = &specs else { return };
    compare(old, new);
    compare(new, old);
    assert!(compare_catalogs(old, old).is_empty());
});

fn compare(old: &Spec<'_>, new: &Spec<'_>) {
    let changes = compare_catalogs(old, new);
    assert!(changes.iter().all(|change| !change.message().is_empty()));
    assert!(!render_changes("errors.yaml", &changes).is_empty());
}
