//! Ratios of what errspec does to a floor; README.md says what they mean.

mod catalogs;
mod decode;
mod generate;
mod lookup;
mod ratio;
mod send;

fn main() {
    decode::bench();
    lookup::bench();
    send::bench();
    generate::bench();
}
