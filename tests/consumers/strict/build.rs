//! Generates the hostile catalog, which this crate compiles without a warning.

fn main() -> std::process::ExitCode {
    errspec_build::run("../../catalogs/hostile.yaml")
}
