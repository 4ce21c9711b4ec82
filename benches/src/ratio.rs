//! How many times as long as a floor something takes.
//!
//! Floor and rival are timed in turns of some microseconds. Whatever slows the machine for longer than that slows
//! both, so that a ratio holds where nanoseconds drift.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long a rival is compared.
const TIME: Duration = Duration::from_secs(1);

/// How many turns either takes at the least.
const TURNS: usize = 11;

/// What rivals are compared to, and on what.
pub(crate) struct Floor<'a, T, I, F> {
    templates: &'a [T],
    input: fn(&T) -> I,
    calls: usize,
    run: F,
}

impl<'a, T, I, O, F: Fn(&mut I) -> O> Floor<'a, T, I, F> {
    /// A floor to run on what `input` makes, untimed, of the templates, again and again. So many calls are timed
    /// together, so few that what they work on stays in the nearest caches.
    pub(crate) fn new(templates: &'a [T], input: fn(&T) -> I, calls: usize, run: F) -> Self {
        Self { templates, input, calls, run }
    }

    /// How many times as long as the floor a rival takes, in the median; what either returns is dropped untimed.
    pub(crate) fn ratio<R>(&self, rival: impl Fn(&mut I) -> R) -> f64 {
        self.median(|inputs| {
            let floor = time(inputs(), &self.run);
            time(inputs(), &rival) / floor
        })
    }

    fn median(&self, turn: impl Fn(&mut dyn FnMut() -> Vec<I>) -> f64) -> f64 {
        let mut templates = self.templates.iter().cycle();
        let mut inputs = || templates.by_ref().take(self.calls).map(self.input).collect();
        let (start, mut turns) = (Instant::now(), Vec::new());
        while start.elapsed() < TIME || turns.len() < TURNS {
            turns.push(turn(&mut inputs));
        }
        turns.sort_by(f64::total_cmp);
        turns[turns.len() / 2]
    }
}

/// Not inlined, so that the floor is the same code wherever it runs.
#[inline(never)]
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

/// Prints the head of a table in Markdown.
pub(crate) fn print_head(title: &str, rivals: &[&str]) {
    println!("\n| {title} | floor | floor again | {} |", rivals.join(" | "));
    println!("|---|---|---|{}", "---|".repeat(rivals.len()));
}

/// Prints a row of it: what a call of the floor takes, the floor next to itself, which is noise, and its rivals.
pub(crate) fn print_row<T, I, O, F: Fn(&mut I) -> O>(name: &str, floor: &Floor<T, I, F>, ratios: &[f64]) {
    #[expect(clippy::cast_precision_loss, reason = "they are few")]
    let calls = floor.calls as f64;
    let call = Duration::from_secs_f64(floor.median(|inputs| time(inputs(), &floor.run)) / calls);
    let ratios: Vec<_> = ratios.iter().map(|ratio| format!("{ratio:.2}")).collect();
    println!("| {name} | {call:.0?} | {:.2} | {} |", floor.ratio(&floor.run), ratios.join(" | "));
}
