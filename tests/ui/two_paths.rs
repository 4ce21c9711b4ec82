mod errors {
    errspec::errors!("ui/broken.yaml", "ui/other.yaml");
}

fn main() {}
