mod errors {
    errspec::errors!("ui/broken.yaml");
}

fn main() {}
