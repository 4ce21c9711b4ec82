//! Ratios of what errspec does to a floor; README.md says what they mean.

mod catalogs;
mod decode;
mod generate;
mod hostile;
mod lookup;
mod ratio;
mod send;

const BENCHES: [(&str, fn()); 5] = [
    ("decode", decode::bench),
    ("lookup", lookup::bench),
    ("send", send::bench),
    ("generate", generate::bench),
    ("hostile", hostile::bench),
];

/// Runs the benches that the arguments name, or all.
fn main() {
    // Cargo adds an argument of its own, `--bench`.
    let named: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    for (name, bench) in BENCHES {
        if named.is_empty() || named.iter().any(|named| named == name) {
            bench();
        }
    }
}
