//! Packages that are written to be built.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cpu;

/// The root of this workspace.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Returns where packages are written: in the target directory that this program is in.
pub(crate) fn find_directory() -> Result<PathBuf, Box<dyn Error>> {
    let program = std::env::current_exe()?;
    let target = program.ancestors().nth(2).ok_or("this program is in no target directory")?;
    Ok(target.join("build-cost"))
}

/// Writes a file, and the directories that it is in.
pub(crate) fn write(path: &Path, text: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(path.parent().unwrap_or(path))?;
    std::fs::write(path, text)
}

/// Returns the manifest of a package, with lines that state what it depends on.
pub(crate) fn print_manifest(name: &str, dependencies: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n{dependencies}")
}

/// Returns the line of a manifest that depends on a crate of this workspace, with further keys, each behind a comma.
pub(crate) fn print_dependency(name: &str, directory: &str, keys: &str) -> String {
    format!("{name} = {{ path = '{ROOT}/{directory}'{keys} }}\n")
}

/// Writes the Rust of a catalog next to it, as the command generates it.
pub(crate) fn generate_rust(catalog: &Path, output: &Path) -> Result<(), Box<dyn Error>> {
    let mut command = Command::new("cargo");
    command.args(["run", "-q", "--release", "-p", "cargo-errspec", "--", "errspec", "generate", "rust"]);
    cpu::run(command.arg(catalog).arg("-o").arg(output).current_dir(ROOT))?;
    Ok(())
}

/// Returns a cargo that builds a package or a workspace of packages in a target directory of its own.
///
/// Nothing is built incrementally, and nothing is linted. A build from nothing doesn't gain by either, and crates of this
/// workspace would be built unlike those of a registry.
pub(crate) fn cargo(command: &str, directory: &Path) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .arg(command)
        .current_dir(directory)
        .env("CARGO_TARGET_DIR", directory.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_TERM_QUIET", "false")
        .env("RUSTFLAGS", "--cap-lints=allow")
        .env_remove("RUSTC_WRAPPER");
    cargo
}
