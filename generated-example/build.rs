//! Generates the errors of SocialSyncer into `OUT_DIR`, from where `src/syncer.rs` includes them, and the references of both
//! catalogs, which are in the documentation of their modules.

fn main() -> std::process::ExitCode {
    errspec_build::Build::new("../spec/social-syncer.yaml").also("../spec/errors.yaml").markdown().run()
}
