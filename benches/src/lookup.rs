//! From a code to its kind, next to a `HashMap` from codes to kinds.

use std::collections::HashMap;

use errspec::{ApiError, ErrorKind};

use crate::catalogs::{Catalog, Codes, Large, Social};
use crate::ratio::{Floor, print_head, print_row};

pub(crate) fn bench() {
    print_head("look up", &["errspec", "`match`"]);
    for codes in [Codes::Known, Codes::Unknown] {
        compare::<Social>(codes);
        compare::<Large>(codes);
    }
}

fn compare<C: Catalog>(codes: Codes) {
    type Kind<C> = <<C as Catalog>::Flat as ApiError>::Kind;
    let kinds = Kind::<C>::KNOWN.iter().filter_map(|kind| Some((kind.code()?, *kind)));
    let map: HashMap<_, _> = kinds.collect();
    let sent: Vec<_> = codes.of::<Kind<C>>().into_iter().map(|(_, code)| code).collect();
    let floor = Floor::new(&sent, String::clone, 512, |code| map.get(code.as_str()).copied());
    let ratios = [floor.ratio(|code| code.parse::<Kind<C>>().ok()), floor.ratio(|code| C::by_match(code))];
    print_row(&format!("{} codes, {}", Kind::<C>::KNOWN.len(), codes.name()), &floor, &ratios);
}
