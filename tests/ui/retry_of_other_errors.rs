use errspec::{Idempotency, Retry};

fn main() {
    let retry = Retry::new(Idempotency::Idempotent);
    let _ = retry.run_blocking(std::thread::sleep, || std::fs::read("page"));
}
