mod errors {
    errspec::errors!();
}

fn main() {}
