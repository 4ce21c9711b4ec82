//! The build of a crate of errors alone, its dependencies being built: errspec's next to what is written by hand.

use std::error::Error;
use std::fs::File;
use std::path::Path;
use std::time::SystemTime;

use crate::catalog::Catalog;
use crate::samples::Samples;
use crate::{cpu, package};

const COUNTS: [usize; 3] = [100, 1_000, 5_000];

/// What the crates are called; all but the empty one have a number behind it.
const SHAPES: [&str; 5] = ["empty", "thiserror", "text", "match", "errspec"];

/// What cargo is told to do, and the verb that it prints for a crate that it builds.
const COMMANDS: [(&str, &[&str], &str); 2] =
    [("check", &[], "Checking"), ("build", &["--release"], "Compiling")];

/// Prints a table of the CPU seconds of `cargo check` and `cargo build --release`.
pub(crate) fn measure(workspace: &Path, rounds: usize) -> Result<(), Box<dyn Error>> {
    write_workspace(workspace)?;
    println!(
        "\n| errors | cargo | empty | thiserror | with text | with `match` | errspec | to thiserror | to with text | to with `match` |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for (command, arguments, verb) in COMMANDS {
        cpu::run(package::cargo(command, workspace).args(arguments).arg("--workspace"))?;
        for count in COUNTS {
            let names = SHAPES.map(|shape| print_name(shape, count));
            let mut samples = SHAPES.map(|_| Samples::new());
            for _ in 0..rounds {
                for (name, samples) in names.iter().zip(&mut samples) {
                    let mut cargo = package::cargo(command, workspace);
                    cargo.args(arguments).args(["--offline", "-p", name]);
                    samples.push(rebuild(workspace, name, &mut cargo, verb)?);
                }
            }
            let seconds = samples.each_ref().map(|samples| format!("{:.2}s", samples.median()));
            let [_, rivals @ .., errspec] = &samples;
            let ratios = rivals.each_ref().map(|rival| errspec.ratio(rival).to_string());
            let title = [&[command], arguments].concat().join(" ");
            println!("| {count} | `{title}` | {} | {} |", seconds.join(" | "), ratios.join(" | "));
        }
    }
    Ok(())
}

/// Builds a crate as if it had been changed, and returns the CPU seconds.
fn rebuild(
    workspace: &Path,
    name: &str,
    cargo: &mut std::process::Command,
    verb: &str,
) -> Result<f64, Box<dyn Error>> {
    let file = File::options().append(true).open(workspace.join(name).join("src/lib.rs"))?;
    file.set_modified(SystemTime::now())?;
    let (output, seconds) = cpu::measure(cargo)?;
    let printed = String::from_utf8_lossy(&output.stderr);
    match printed.matches(verb).count() {
        1 if printed.contains(&format!("{verb} {name} ")) => Ok(seconds),
        _ => Err(format!("not `{name}` alone was built: {printed}").into()),
    }
}

/// Writes the crates. All have the same dependencies, used or not, so that cargo has the same to do for each.
fn write_workspace(workspace: &Path) -> Result<(), Box<dyn Error>> {
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"*-*\", \"empty\"]\nexclude = [\"target\"]\n";
    package::write(&workspace.join("Cargo.toml"), manifest)?;
    write_crate(workspace, "empty", "//! Nothing.\n")?;
    for count in COUNTS {
        let catalog = Catalog::new(count);
        write_crate(workspace, &print_name("thiserror", count), &print_crate(&catalog.to_thiserror()))?;
        write_crate(workspace, &print_name("text", count), &print_crate(&catalog.to_thiserror_with_text()))?;
        write_crate(
            workspace,
            &print_name("match", count),
            &print_crate(&catalog.to_thiserror_with_match()),
        )?;
        let name = print_name("errspec", count);
        write_crate(workspace, &name, &print_crate("mod errors;\npub use errors::*;\n"))?;
        let directory = workspace.join(name);
        package::write(&directory.join("errors.yaml"), &catalog.to_yaml())?;
        package::generate_rust(&directory.join("errors.yaml"), &directory.join("src/errors.rs"))?;
    }
    Ok(())
}

fn write_crate(workspace: &Path, name: &str, text: &str) -> std::io::Result<()> {
    let errspec = package::print_dependency("errspec", "runtime", "");
    let manifest = package::print_manifest(name, &format!("[dependencies]\n{errspec}thiserror = \"2\"\n"));
    package::write(&workspace.join(name).join("Cargo.toml"), &manifest)?;
    package::write(&workspace.join(name).join("src/lib.rs"), text)
}

fn print_name(shape: &str, count: usize) -> String {
    if shape == "empty" { shape.to_owned() } else { format!("{shape}-{count}") }
}

fn print_crate(items: &str) -> String {
    format!("//! The errors of an API.\n\n{items}")
}
