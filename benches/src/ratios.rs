//! Ratios of what errspec does to a floor; README.md says what they mean.

mod catalogs;
mod decode;
mod generate;
mod lookup;
mod ratio;

use std::time::Duration;

use criterion::Criterion;

use crate::ratio::Ratio;

fn main() {
    let criterion = Criterion::default().with_measurement(Ratio);
    let times = criterion.warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1));
    let mut criterion = times.sample_size(30).without_plots().configure_from_args();
    decode::bench(&mut criterion);
    lookup::bench(&mut criterion);
    generate::bench(&mut criterion);
}
