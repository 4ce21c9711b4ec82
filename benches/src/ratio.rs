//! How many times as long as a floor something takes, as a measurement of criterion's.
//!
//! Floor and rival are timed in turns of some microseconds. Whatever slows the machine for longer than that slows
//! both, so that a ratio holds where nanoseconds drift.

use std::hint::black_box;
use std::time::Instant;

use criterion::measurement::{Measurement, ValueFormatter};
use criterion::{Bencher, Throughput};

/// A ratio to the floor.
pub(crate) struct Ratio;

/// What rivals are compared to, and on what.
pub(crate) struct Floor<'a, T, I, F> {
    templates: &'a [T],
    input: fn(&T) -> I,
    turn: usize,
    pub(crate) run: F,
}

impl<'a, T, I, O, F: Fn(&mut I) -> O> Floor<'a, T, I, F> {
    /// A floor to run on what `input` makes, untimed, of the templates, again and again. The calls of a turn are timed
    /// together: so few that what they work on stays in the nearest cache.
    pub(crate) fn new(templates: &'a [T], input: fn(&T) -> I, turn: usize, run: F) -> Self {
        Self { templates, input, turn, run }
    }

    /// Compares a rival with the floor; what either returns is dropped after the time is taken.
    pub(crate) fn compare<R>(&self, bencher: &mut Bencher<'_, Ratio>, rival: impl Fn(&mut I) -> R) {
        let mut templates = self.templates.iter().cycle();
        bencher.iter_custom(|calls| {
            let turns = usize::try_from(calls).unwrap_or(usize::MAX).div_ceil(self.turn);
            let mut inputs = || templates.by_ref().take(self.turn).map(self.input).collect::<Vec<_>>();
            let ratios = (0..turns).map(|_| {
                let floor = time(inputs(), &self.run);
                time(inputs(), &rival) / floor
            });
            #[expect(clippy::cast_precision_loss, reason = "nobody makes so many calls")]
            let calls = calls as f64;
            calls * median(ratios.collect())
        });
    }

    /// The time of a call of the floor, in nanoseconds.
    pub(crate) fn nanoseconds(&self) -> f64 {
        let mut templates = self.templates.iter().cycle();
        let mut inputs = || templates.by_ref().take(self.turn).map(self.input).collect();
        #[expect(clippy::cast_precision_loss, reason = "a turn is short")]
        let turn = self.turn as f64;
        let rounds = if self.turn > 1 { 5_000 } else { 10 };
        1e9 / turn * median((0..rounds).map(|_| time(inputs(), &self.run)).collect())
    }
}

fn time<I, O>(mut inputs: Vec<I>, run: impl Fn(&mut I) -> O) -> f64 {
    let mut outputs = Vec::with_capacity(inputs.len());
    let start = Instant::now();
    for input in &mut inputs {
        outputs.push(run(black_box(input)));
    }
    let time = start.elapsed();
    black_box(outputs);
    time.as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Criterion divides what was measured by the number of calls, so that it is the ratio times that number.
impl Measurement for Ratio {
    type Intermediate = ();
    type Value = f64;

    fn start(&self) {}

    fn end(&self, (): ()) -> f64 {
        f64::NAN
    }

    fn add(&self, one: &f64, other: &f64) -> f64 {
        one + other
    }

    fn zero(&self) -> f64 {
        0.0
    }

    fn to_f64(&self, value: &f64) -> f64 {
        *value
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        self
    }
}

impl ValueFormatter for Ratio {
    fn format_value(&self, value: f64) -> String {
        format!("{value:.2}×")
    }

    fn scale_values(&self, _: f64, _: &mut [f64]) -> &'static str {
        "×"
    }

    fn scale_throughputs(&self, _: f64, _: &Throughput, _: &mut [f64]) -> &'static str {
        "×"
    }

    fn scale_for_machines(&self, _: &mut [f64]) -> &'static str {
        "×"
    }
}
