//! Checks catalogs of 5,000 errors that are made to be slow, next to a usual one.

use std::fmt::Write as _;

use errspec_spec::{Arena, Spec};

use crate::ratio::{Floor, print_head, print_row};

const COUNT: usize = 5_000;

pub(crate) fn bench() {
    let usual = write_catalog(|entry, n| write!(entry, "code: c{n}, status: 400"));
    // Every entry is compared with every other one.
    let one_code =
        write_catalog(|entry, n| write!(entry, "code: c, name: N{n}, match: {{ /a{n}: 1, /k: {n} }}"));
    let no_code = write_catalog(|entry, n| write!(entry, "name: N{n}, status: 400, match: {{ /k: {n} }}"));
    let fields = write_catalog(|entry, n| {
        write!(entry, "code: c{n}, status: 400, fields: {{ a: string, b: {{ type: json, at: /x{n} }} }}")
    });
    let problems = write_catalog(|entry, n| write!(entry, "code: c{n}, status: 400, k{n}: 1"));
    let check = |yaml: &str| Spec::parse(&Arena::new(), "errors.yaml", yaml.as_bytes()).is_ok();
    let floor = Floor::new(&[()], |()| (), 1, |()| check(&usual));
    let ratios = [
        floor.ratio(|()| check(&one_code)),
        floor.ratio(|()| check(&no_code)),
        floor.ratio(|()| check(&fields)),
        floor.ratio(|()| check(&problems)),
    ];
    print_head("check", &["of one code", "without code", "with fields", "with as many problems"]);
    print_row("5,000 errors", &floor, &ratios);
}

fn write_catalog(write_entry: impl Fn(&mut String, usize) -> std::fmt::Result) -> String {
    let mut yaml =
        "errspec: 1\napi: { name: Acme }\nenvelope: { code: /code }\nretry: { default: never }\nerrors:\n"
            .to_owned();
    for number in 0..COUNT {
        let _ = write!(yaml, "  - {{ meaning: It failed {number} times., ");
        // Writing into a string can't fail.
        let _ = write_entry(&mut yaml, number);
        yaml += " }\n";
    }
    yaml
}
