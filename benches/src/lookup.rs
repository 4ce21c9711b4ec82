//! From a code to its kind, next to a `HashMap` from codes to kinds.

use std::collections::HashMap;

use criterion::Criterion;
use errspec::{ApiError, ErrorKind};

use crate::catalogs::{Catalog, Codes, Large, Social};
use crate::ratio::{Floor, Ratio};

pub(crate) fn bench(criterion: &mut Criterion<Ratio>) {
    for codes in [Codes::Known, Codes::Unknown] {
        compare::<Social>(criterion, codes);
        compare::<Large>(criterion, codes);
    }
}

fn compare<C: Catalog>(criterion: &mut Criterion<Ratio>, codes: Codes) {
    type Kind<C> = <<C as Catalog>::Flat as ApiError>::Kind;
    let kinds = Kind::<C>::ALL.iter().filter_map(|kind| Some((kind.code()?, *kind)));
    let map: HashMap<_, _> = kinds.collect();
    let codes_sent: Vec<_> = codes.of::<Kind<C>>().into_iter().map(|(_, code)| code).collect();
    let floor = Floor::new(&codes_sent, String::clone, 512, |code| map.get(code.as_str()).copied());
    let name = format!("look up {} {}", Kind::<C>::ALL.len(), codes.name());
    println!("{name}: the floor takes {:.0} ns", floor.nanoseconds());
    let mut group = criterion.benchmark_group(name);
    group.bench_function("floor", |b| floor.compare(b, floor.run));
    group.bench_function("errspec", |b| floor.compare(b, |code| code.parse::<Kind<C>>().ok()));
    group.bench_function("match", |b| floor.compare(b, |code| C::by_match(code)));
    group.finish();
}
