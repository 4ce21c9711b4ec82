//! Generates code that calls the runtime by the name that this crate gives it.

fn main() -> std::process::ExitCode {
    errspec_build::Build::new("../../../spec/social-syncer.yaml").runtime("::api_errors").run()
}
