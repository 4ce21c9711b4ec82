//! Lists changes of which entries a catalog has, and in which order.

use errspec_diff::Bump::{Major, Minor};

use super::CatalogChange;

const GONE: &str = "{ code: gone, status: 410, meaning: It is gone., retry: never }";
const LEFT: &str = "{ code: left, status: 404, meaning: It left., retry: never }";
const BUSY: &str = "{ code: busy, status: 503, meaning: It is busy., retry: once }";
const GONE_RETIRED: &str = "{ code: gone, status: 410, meaning: It is gone., retired: {} }";
const GONE_WITH_FIELDS: &str =
    "{ code: gone, status: 410, meaning: It is gone., retry: never, fields: { since: string } }";

const IS_NEW: &str = "is new";
const IS_INSERTED: &str = "is new, and moves the entries behind it";
const IS_GONE: &str = "is gone";

pub(super) fn list_changes() -> Vec<CatalogChange> {
    let change = CatalogChange::of_entries;
    vec![
        change("entry_appended", &[LEFT], &[LEFT, GONE]).finds("entry-added", IS_NEW).needs(Minor),
        change("entries_appended", &[LEFT], &[LEFT, GONE, BUSY])
            .finds("entry-added", IS_NEW)
            .finds("entry-added", IS_NEW)
            .needs(Minor),
        change("entry_with_fields_appended", &[LEFT], &[LEFT, GONE_WITH_FIELDS])
            .finds("entry-added", IS_NEW)
            .needs(Minor),
        change("entry_inserted_first", &[LEFT], &[GONE, LEFT])
            .finds("entry-inserted", IS_INSERTED)
            .needs(Major),
        change("entry_inserted_between", &[LEFT, BUSY], &[LEFT, GONE, BUSY])
            .finds("entry-inserted", IS_INSERTED)
            .needs(Major),
        change("entry_inserted_and_entry_appended", &[LEFT], &[GONE, LEFT, BUSY])
            .finds("entry-inserted", IS_INSERTED)
            .finds("entry-added", IS_NEW)
            .needs(Major),
        change("entry_put_where_one_was_removed", &[LEFT, BUSY], &[GONE, BUSY])
            .finds("entry-removed", IS_GONE)
            .finds("entry-added", IS_NEW)
            .needs(Major),
        change("entry_appended_after_one_was_removed", &[LEFT, BUSY], &[BUSY, GONE])
            .finds("entry-removed", IS_GONE)
            .finds("entry-added", IS_NEW)
            .needs(Major),
        change("first_entry_removed", &[GONE, LEFT], &[LEFT]).finds("entry-removed", IS_GONE).needs(Major),
        change("last_entry_removed", &[LEFT, GONE], &[LEFT]).finds("entry-removed", IS_GONE).needs(Major),
        change("entry_with_fields_removed", &[LEFT, GONE_WITH_FIELDS], &[LEFT])
            .finds("entry-removed", IS_GONE)
            .needs(Major),
        change("entry_retired", &[LEFT, GONE], &[LEFT, GONE_RETIRED])
            .finds("entry-retired", "is retired")
            .needs(Major),
        change("retired_entry_listed", &[LEFT], &[GONE_RETIRED, LEFT])
            .finds("retired-added", "is listed as retired")
            .because("the documentation lists it, and its code is taken"),
        change("retired_entry_dropped", &[GONE_RETIRED, LEFT], &[LEFT])
            .finds("retired-removed", "is no longer listed as retired")
            .because("the documentation no longer lists it, and its code is free"),
        change("retired_code_reused", &[LEFT, GONE_RETIRED], &[LEFT, GONE])
            .finds("code-reused", "code `gone` is retired and used again")
            .needs(Minor)
            .because("old clients take it for what the code meant before"),
        change("entries_swapped", &[LEFT, GONE], &[GONE, LEFT])
            .finds("order-changed", "entries are in another order")
            .needs(Major),
        change("entry_moved_to_the_end", &[GONE, LEFT, BUSY], &[LEFT, BUSY, GONE])
            .finds("order-changed", "entries are in another order")
            .needs(Major),
    ]
}
