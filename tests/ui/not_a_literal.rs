const PATH: &str = "ui/broken.yaml";

mod errors {
    errspec::errors!(PATH);
}

fn main() {}
