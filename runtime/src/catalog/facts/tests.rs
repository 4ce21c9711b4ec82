//! What the tables of a catalog say about its kinds.

use super::*;
use crate::testing::{FLAT, NO_RETRY, catalog, entry};

#[test]
fn the_status_is_the_first_and_all_of_them_match() {
    let catalog = catalog(&[entry("a", &[401, 403, 410]), entry("", &[5]), entry("b", &[])], FLAT, NO_RETRY);
    assert_eq!([0, 1, 2, 3].map(|kind| catalog.status(kind)), [Some(401), None, None, None]);
    assert!([401, 403, 410].iter().all(|status| catalog.matches_status(0, *status)));
    assert!(!catalog.matches_status(0, 404));
    assert!(catalog.matches_status(1, 599) && !catalog.matches_status(1, 499));
    assert!(catalog.matches_status(2, 200) && catalog.matches_status(3, 200));
}

#[test]
fn a_name_is_parsed_before_a_code_and_a_code_only_if_one_entry_has_it() {
    let entries = [
        entry("Kind1", &[400]),
        entry("b", &[400]),
        entry("c", &[401]),
        entry("c", &[403]),
        entry("", &[500]),
    ];
    let catalog = catalog(&entries, FLAT, NO_RETRY);
    assert_eq!(
        ["Kind1", "b", "c", "Unrecognized"].map(|text| catalog.parse(text)),
        [Some(1), Some(1), None, Some(5)]
    );
    assert_eq!(["", "d"].map(|text| catalog.parse(text)), [None; 2]);
}

#[test]
fn no_number_is_out_of_bounds() {
    let catalog = catalog(&[entry("a", &[400])], FLAT, NO_RETRY);
    for kind in [1, 2, 1000, u16::MAX] {
        assert_eq!((catalog.name(kind), catalog.code(kind)), ("Unrecognized", None));
        assert_eq!((catalog.status(kind), catalog.guidance(kind)), (None, None));
        assert!(!catalog.meaning(kind).is_empty() && !catalog.code_is_integer(kind));
    }
}

#[test]
fn tables_are_searched_by_halves() {
    let table: Vec<_> = (0..50).map(|n| (n * 2, n)).collect();
    assert!((0..100).all(|n| find(&table, n) == (n % 2 == 0).then_some(n / 2)));
    assert_eq!(find::<u16>(&[], 1), None);
}
