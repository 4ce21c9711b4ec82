//! What is compiled of a catalog is the same bytes in every directory, for every user and in every place of the world.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use errspec_codegen::RustOptions;
use errspec_spec::Arena;
use serde_json::Value;

const CATALOGS: [&str; 4] = ["everything.yaml", "fields.yaml", "hostile.yaml", "pairs.yaml"];

/// Where and by whom a crate is built.
struct Place {
    directory: &'static str,
    environment: [(&'static str, &'static str); 4],
}

const PLACES: [Place; 2] = [
    Place {
        directory: "here",
        environment: [("HOME", "/home/anna"), ("USER", "anna"), ("LC_ALL", "C"), ("TZ", "UTC")],
    },
    Place {
        directory: "a longer/directory (é)",
        environment: [
            ("HOME", "/root"),
            ("USER", "root"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("TZ", "Pacific/Kiritimati"),
        ],
    },
];

/// Writes the file of a module of a catalog, of which there is a copy beside it.
type WriteModule = fn(&str) -> String;

/// The metadata of a crate with the macro isn't compared: with a path in `CARGO_MANIFEST_DIR` that isn't ASCII, the
/// compiler writes the links of documentation in another order, also for a crate that has them and that variable alone.
const DOORS: [(WriteModule, &str); 2] = [(write_macro_call, "obj"), (write_checked_in, "metadata,obj")];

#[test]
fn crates_are_the_same_bytes_wherever_they_are_built() {
    let runtime = build_runtime();
    for (write_module, emit) in DOORS {
        let root = tempfile::tempdir().unwrap();
        let [one, other] = PLACES.map(|place| {
            write_crate(&root.path().join(place.directory), write_module);
            compile(root.path(), &place, &runtime, emit)
        });
        assert_eq!(one.len(), emit.split(',').count());
        compare_files(&one, &other);
    }
}

fn write_macro_call(name: &str) -> String {
    format!("errspec::errors!({name:?});\n")
}

fn write_checked_in(name: &str) -> String {
    let catalog = std::fs::read_to_string(catalogs().join(name)).unwrap();
    let (spec, options) = (errspec_tests::spec(&catalog), RustOptions::default());
    errspec_codegen::generate_rust(&Arena::new(), &spec, &options).to_module_text(name)
}

fn compare_files(one: &[(String, Vec<u8>)], other: &[(String, Vec<u8>)]) {
    for ((name, one), (_, other)) in one.iter().zip(other) {
        assert!(one == other, "{name} differs");
    }
}

/// Builds the runtime with its macros and fields that are any JSON, and returns the library.
fn build_runtime() -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args(["build", "--offline", "-p", "consumer-strict"])
        .args(["--message-format", "json-render-diagnostics"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let messages = String::from_utf8(output.stdout).unwrap();
    let messages = messages.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut artifacts = messages.filter(|message| message["target"]["name"] == "errspec");
    let artifact = artifacts.find(|message| message["reason"] == "compiler-artifact").unwrap();
    let files: Vec<PathBuf> =
        artifact["filenames"].as_array().unwrap().iter().map(|file| file.as_str().unwrap().into()).collect();
    files.into_iter().find(|file| file.extension().is_some_and(|extension| extension == "rlib")).unwrap()
}

/// Compiles a crate of several catalogs, and returns what it becomes.
fn compile(root: &Path, place: &Place, runtime: &Path, emit: &str) -> Vec<(String, Vec<u8>)> {
    let directory = root.join(place.directory);
    let dependencies = runtime.parent().unwrap();
    let remap = format!("--remap-path-prefix={}=/source", directory.display());
    let output = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()))
        .current_dir(&directory)
        .env("CARGO_MANIFEST_DIR", &directory)
        .env("RUSTUP_TOOLCHAIN", std::env::var("RUSTUP_TOOLCHAIN").unwrap_or_default())
        .env("RUSTUP_HOME", rustup_home())
        .envs(place.environment)
        .args(["--crate-name", "consumer", "--edition", "2024", "--crate-type", "lib", "-Cdebuginfo=2"])
        .args(["--emit", emit, "-Ccodegen-units=1", "--out-dir", "out", "lib.rs"])
        .args(["-Dwarnings", "-Dmissing-docs", "-Dunreachable-pub"])
        .args([remap, format!("-Ldependency={}", dependencies.display())])
        .arg(format!("--extern=errspec={}", runtime.display()))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files = std::fs::read_dir(directory.join("out")).unwrap().map(|file| file.unwrap().path());
    let read = |path: PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap())
    };
    let mut files: Vec<_> = files.map(read).collect();
    files.sort();
    files
}

/// Writes a crate that has each catalog in a module of its own.
fn write_crate(directory: &Path, write_module: WriteModule) {
    std::fs::create_dir_all(directory).unwrap();
    let mut library = String::from("//! Errors.\n");
    for name in CATALOGS {
        std::fs::copy(catalogs().join(name), directory.join(name)).unwrap();
        let module = name.trim_end_matches(".yaml");
        std::fs::write(directory.join(format!("{module}.rs")), write_module(name)).unwrap();
        let _ = writeln!(library, "/// The errors of a catalog.\npub mod {module};");
    }
    std::fs::write(directory.join("lib.rs"), library).unwrap();
}

fn catalogs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogs")
}

/// Where rustup is, which it looks for in the home directory of its user.
fn rustup_home() -> PathBuf {
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".rustup"));
    std::env::var_os("RUSTUP_HOME").map(PathBuf::from).or_else(home).unwrap_or_default()
}
