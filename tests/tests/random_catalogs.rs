//! Whatever a catalog asks for, what a service sends decodes to the same kind, unless the catalog is for clients only.

use errspec_tests::any_catalog::{Choices, draw_bytes};
use errspec_tests::sent_catalog::check_sending;

#[test]
fn what_is_sent_by_a_random_catalog_decodes_to_the_same_kind() {
    let catalogs = (0..1_000).map(|seed| Choices::new(&draw_bytes(seed, 2_000)).draw_catalog());
    let checked: usize = catalogs.map(|catalog| check_sending(catalog.as_bytes())).sum();
    assert!(checked > 2_000, "{checked}");
}
