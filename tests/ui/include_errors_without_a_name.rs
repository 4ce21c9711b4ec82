const NAME: &str = "errors.yaml";

mod named_by_a_constant {
    errspec::include_errors!(super::NAME);
}

mod unnamed {
    errspec::include_errors!();
}

mod without_a_build_script {
    errspec::include_errors!("errors.yaml");
}

fn main() {}
