//! Builds from nothing, dependencies and all: the three ways to errspec next to what else is built for errors or
//! from a description.

use std::error::Error;
use std::path::Path;

use crate::catalog::Catalog;
use crate::cpu;
use crate::package::{self, print_dependency};
use crate::samples::Samples;

/// A package that is built from nothing.
struct Door {
    /// What it is called in the table.
    title: &'static str,
    directory: &'static str,
    /// The lines of its manifest about dependencies.
    dependencies: String,
    /// Its `src/lib.rs`.
    library: String,
    build_script: Option<&'static str>,
}

/// Prints a table of the CPU seconds of `cargo build` in an empty target directory.
pub(crate) fn measure(directory: &Path, rounds: usize) -> Result<(), Box<dyn Error>> {
    let doors = list_doors();
    for door in &doors {
        write(&directory.join(door.directory), door)?;
    }
    let mut samples = doors.each_ref().map(|_| Samples::new());
    for _ in 0..rounds {
        for (door, samples) in doors.iter().zip(&mut samples) {
            samples.push(build_from_nothing(&directory.join(door.directory))?);
        }
    }
    println!("\n| from nothing | CPU | to prost-build |\n|---|---|---|");
    let [.., prost_build] = &samples;
    for (door, samples) in doors.iter().zip(&samples) {
        println!("| {} | {:.1}s | {} |", door.title, samples.median(), samples.ratio(prost_build));
    }
    Ok(())
}

fn build_from_nothing(package: &Path) -> Result<f64, Box<dyn Error>> {
    match std::fs::remove_dir_all(package.join("target")) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    Ok(cpu::measure(package::cargo("build", package).arg("--offline"))?.1)
}

/// Writes a package, and downloads what it depends on.
fn write(package: &Path, door: &Door) -> Result<(), Box<dyn Error>> {
    let Door { directory, dependencies, library, build_script, .. } = door;
    let manifest = package::print_manifest(directory, &format!("{dependencies}\n[workspace]\n"));
    package::write(&package.join("Cargo.toml"), &manifest)?;
    package::write(&package.join("src/lib.rs"), library)?;
    if let Some(script) = build_script {
        package::write(&package.join("build.rs"), script)?;
    }
    let catalog = package.join("errors.yaml");
    package::write(&catalog, &small_catalog().to_yaml())?;
    package::generate_rust(&catalog, &package.join("src/errors.rs"))?;
    cpu::run(&mut package::cargo("fetch", package))?;
    Ok(())
}

/// Returns a catalog of the size of many an API's: what is in it hardly counts here.
fn small_catalog() -> Catalog {
    Catalog::new(20)
}

/// Lists what is built, prost-build last.
fn list_doors() -> [Door; 6] {
    let errspec = |keys| format!("[dependencies]\n{}", print_dependency("errspec", "runtime", keys));
    let errspec_build = print_dependency("errspec-build", "codegen/build", "");
    let by_hand = small_catalog().to_thiserror_with_match();
    [
        Door {
            title: "errspec, checked in",
            directory: "checked-in",
            dependencies: errspec(""),
            library: "mod errors;\npub use errors::*;\n".to_owned(),
            build_script: None,
        },
        Door {
            title: "errspec, macro",
            directory: "macro",
            dependencies: errspec(", features = [\"macros\"]"),
            library: MACRO.to_owned(),
            build_script: None,
        },
        Door {
            title: "errspec, macro without `json`",
            directory: "macro-without-json",
            dependencies: errspec(", default-features = false, features = [\"http\", \"macros\"]"),
            library: MACRO.to_owned(),
            build_script: None,
        },
        Door {
            title: "errspec, build script",
            directory: "build-script",
            dependencies: format!("{}\n[build-dependencies]\n{errspec_build}", errspec("")),
            library: "errspec::include_errors!(\"errors.yaml\");\n".to_owned(),
            build_script: Some(ERRSPEC_SCRIPT),
        },
        Door {
            title: "thiserror, serde, serde_json, http",
            directory: "by-hand",
            dependencies: BY_HAND_DEPENDENCIES.to_owned(),
            library: format!("{by_hand}{BY_HAND}"),
            build_script: None,
        },
        Door {
            title: "prost-build",
            directory: "prost",
            dependencies: PROST_DEPENDENCIES.to_owned(),
            library: "include!(concat!(env!(\"OUT_DIR\"), \"/errors.rs\"));\n".to_owned(),
            build_script: Some(PROST_SCRIPT),
        },
    ]
}

const MACRO: &str = "errspec::errors!(\"errors.yaml\");\n";

const ERRSPEC_SCRIPT: &str = r#"
fn main() -> std::process::ExitCode {
    errspec_build::Build::new("errors.yaml").run()
}
"#;

const BY_HAND_DEPENDENCIES: &str = r#"[dependencies]
http = "1"
serde = { version = "1", features = ["derive"] }
serde_json = "1"
thiserror = "2"
"#;

const BY_HAND: &str = r"
#[derive(serde::Deserialize)]
struct Body {
    code: String,
    error: String,
}

impl LargeError {
    /// Returns the error that a response is.
    pub fn from_response(response: &http::Response<Vec<u8>>) -> Option<Self> {
        let body: Body = serde_json::from_slice(response.body()).ok()?;
        Self::from_code(&body.code, body.error)
    }
}
";

const PROST_DEPENDENCIES: &str = r#"[dependencies]
prost = "0.14"

[build-dependencies]
prost-build = "0.14"
prost-types = "0.14"
"#;

/// What protoc would make of a message of two fields, so that there need not be a protoc.
const PROST_SCRIPT: &str = r#"
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet};

fn main() -> std::io::Result<()> {
    let field = |name: &str, number| FieldDescriptorProto {
        name: Some(name.to_owned()),
        number: Some(number),
        label: Some(Label::Optional as i32),
        r#type: Some(Type::String as i32),
        ..Default::default()
    };
    let message = DescriptorProto {
        name: Some("Error".to_owned()),
        field: vec![field("code", 1), field("message", 2)],
        ..Default::default()
    };
    let file = FileDescriptorProto {
        name: Some("errors.proto".to_owned()),
        package: Some("errors".to_owned()),
        syntax: Some("proto3".to_owned()),
        message_type: vec![message],
        ..Default::default()
    };
    prost_build::Config::new().compile_fds(FileDescriptorSet { file: vec![file] })
}
"#;
