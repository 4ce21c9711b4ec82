//! Generates the errors of SocialSyncer into `OUT_DIR`, from where `src/syncer.rs` includes them.

fn main() -> std::process::ExitCode {
    errspec_build::run("../spec/social-syncer.yaml")
}
