//! Writes the crates that `tests/semver/compare` has judged: two versions of generated code, and clients of each.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use errspec_codegen::RustOptions;
use errspec_diff::{Bump, compare_catalogs};
use errspec_spec::{Arena, CatalogEntry, Spec, make_field_identifier};
use errspec_tests::changes::{CatalogChange, list_changes};
use errspec_tests::spec;

/// Which version of its catalog a change is asked for.
type PickVersion = fn(&CatalogChange) -> &str;

const OLD: PickVersion = |change| &change.old;
const NEW: PickVersion = |change| &change.new;

fn main() -> Result<(), Box<dyn Error>> {
    let directory = PathBuf::from(env::args_os().nth(1).ok_or("no directory is named")?);
    let changes = list_changes();
    write_file(&directory.join("changes.tsv"), &list_judgements(&changes))?;
    write_library(&directory.join("old"), "1.0.0", &changes, OLD)?;
    write_library(&directory.join("new"), "1.0.1", &changes, NEW)?;
    write_clients(&directory, "old-clients-of-old", "old", &changes, OLD)?;
    write_clients(&directory, "old-clients-of-new", "new", &changes, OLD)?;
    write_clients(&directory, "new-clients-of-old", "old", &changes, NEW)
}

/// Writes a line for each change: its name, what Rust is expected to need, what `errspec-diff` asks for, and why.
fn list_judgements(changes: &[CatalogChange]) -> String {
    let mut lines = String::new();
    for CatalogChange { name, old, new, rust, reason, .. } in changes {
        let found = compare_catalogs(&spec(old), &spec(new));
        let bump = found.iter().map(|change| change.rule().bump()).max().unwrap_or(Bump::None);
        let _ = writeln!(lines, "{name}\t{rust}\t{bump}\t{}", reason.unwrap_or_default());
    }
    lines
}

/// Writes a crate with a module for each change.
fn write_library(
    directory: &Path,
    version: &str,
    changes: &[CatalogChange],
    pick_version: PickVersion,
) -> Result<(), Box<dyn Error>> {
    write_manifest(directory, &format!("name = \"changes\"\nversion = \"{version}\""), "")?;
    let mut modules = String::new();
    for change in changes {
        let _ = writeln!(modules, "pub mod {};", change.name);
        let rust = errspec_codegen::generate_rust(
            &Arena::new(),
            &spec(pick_version(change)),
            &RustOptions::default(),
        );
        let path = directory.join("src").join(change.name).with_extension("rs");
        write_file(&path, &rust.to_module_text("errors.yaml"))?;
    }
    write_file(&directory.join("src/lib.rs"), &modules)
}

/// Writes a program for each change that uses all that a version generates; it depends on the version in `library`.
fn write_clients(
    directory: &Path,
    name: &str,
    library: &str,
    changes: &[CatalogChange],
    pick_version: PickVersion,
) -> Result<(), Box<dyn Error>> {
    let dependencies = format!("changes = {{ path = \"../{library}\" }}\nserde_json = \"1\"\n");
    // They share a target directory, in which packages of one name would be taken for each other.
    let directory = directory.join(name);
    write_manifest(&directory, &format!("name = \"{name}\"\nversion = \"1.0.0\""), &dependencies)?;
    for change in changes {
        let client = write_client(change.name, &spec(pick_version(change)));
        write_file(&directory.join("src/bin").join(change.name).with_extension("rs"), &client)?;
    }
    Ok(())
}

fn write_manifest(directory: &Path, package: &str, dependencies: &str) -> Result<(), Box<dyn Error>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let runtime = tests.join("../runtime").canonicalize()?;
    let manifest = format!(
        "[package]\n{package}\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nerrspec = {{ path = '{}' }}\n{dependencies}",
        runtime.display()
    );
    write_file(&directory.join("Cargo.toml"), &manifest)?;
    // The same versions as everywhere, which are there without a network.
    fs::copy(tests.join("../Cargo.lock"), directory.join("Cargo.lock"))?;
    Ok(())
}

fn write_file(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(path.parent().ok_or("no file is named")?)?;
    // What stays as it was isn't compiled again.
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text)?;
    }
    Ok(())
}

/// Writes what a client of generated code may do: name each variant, keep numbers, read and set each field.
fn write_client(module: &str, spec: &Spec<'_>) -> String {
    let (error, kind) = (format!("{}Error", spec.api().name()), format!("{}ErrorKind", spec.api().name()));
    let names = spec.entries().iter().map(|entry| entry.data().name());
    let (mut kinds, mut errors, mut numbers) = (String::new(), String::new(), String::new());
    for (number, name) in std::iter::once("Unrecognized").chain(names).enumerate() {
        let _ = writeln!(kinds, "        {kind}::{name} => {name:?},");
        let _ = writeln!(errors, "        {error}::{name}(response) => response,");
        let _ = writeln!(numbers, "const _: () = assert!({kind}::{name} as u16 == {number});");
    }
    let with_fields = spec.entries().iter().filter(|entry| !entry.data().fields().is_empty());
    let fields: String = with_fields.map(|entry| write_field_client(&error, entry)).collect();
    format!(
        "#![allow(dead_code, non_snake_case)]

use changes::{module}::*;

fn name_kind(kind: {kind}) -> &'static str {{
    match kind {{
{kinds}        _ => kind.name(),
    }}
}}

fn take_response(error: {error}) -> errspec::ErrorResponse {{
    match error {{
{errors}        other => other.into_inner(),
    }}
}}

{numbers}
fn use_kind<E: errspec::ApiError<Kind = {kind}>>(error: &E) -> bool {{
    let known: &'static [{kind}] = {kind}::KNOWN;
    known.contains(&error.kind()) && error.kind() > {kind}::Unrecognized
}}

fn require_fields<F: errspec::ErrorFields + Clone + Default + PartialEq + std::fmt::Debug + Send + Sync>() {{}}

{fields}
fn main() {{
    use_kind::<{error}>(&{kind}::Unrecognized.error());
}}
"
    )
}

fn write_field_client(error: &str, entry: &CatalogEntry<'_>) -> String {
    let name = entry.data().name();
    let (mut members, mut types, mut setters) = (String::new(), String::new(), String::new());
    for (index, field) in entry.data().fields().iter().enumerate() {
        let rust_type = field.value_type().info().rust;
        let value = format!("<{rust_type}>::default()");
        let identifier = make_field_identifier(field.name());
        // The only keyword in the table.
        let suffix = if identifier == "type" { "_" } else { "" };
        let _ = write!(members, "{identifier}{suffix}: value{index}, ");
        let _ = writeln!(types, "    let _: Option<{rust_type}> = value{index};");
        let _ = write!(setters, ".with_{identifier}({value})");
    }
    format!(
        "fn read_{name}(error: &{error}) -> Option<()> {{
    require_fields::<{name}>();
    let {name} {{ {members}.. }} = error.fields::<{name}>()?;
{types}    Some(())
}}

fn make_{name}() -> {error} {{
    {name}::new(){setters}.into()
}}
"
    )
}
