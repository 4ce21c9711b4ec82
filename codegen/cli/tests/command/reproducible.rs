//! What is written of a catalog is the same bytes in every directory, for every user and in every place of the world.

use std::collections::BTreeMap;
use std::path::Path;

use super::directory::Directory;

const OUTPUTS: &str = "\
[[package.metadata.errspec.catalogs]]
path = \"errors.yaml\"
rust = \"src/errors.rs\"
markdown = \"docs/errors.md\"
markdown-split = \"docs/errors\"
markdown-summary = \"docs/SUMMARY.md\"
markdown-front-matter = true
openapi = \"openapi.json\"
json = \"errors.json\"
json-schema = \"errors.schema.json\"
";

const ENVIRONMENTS: [&[(&str, &str)]; 2] = [
    &[("USER", "anna"), ("LANG", "C"), ("LC_ALL", "C"), ("TZ", "UTC"), ("COLUMNS", "40")],
    &[("USER", "root"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati")],
];

/// A catalog with every kind of output in it, as its own lines end.
fn read_catalog() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/catalogs/fields.yaml");
    std::fs::read_to_string(path).unwrap()
}

/// What all formats write in a directory of its own.
fn generate(catalog: &str, environment: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let directory = Directory::package(OUTPUTS);
    directory.write("errors.yaml", catalog);
    let home = directory.path("home");
    let mut command = directory.command();
    // Cargo and rustup look for their own files there, unless they are told where those are.
    for (variable, name) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
        if let (None, Some(home)) = (std::env::var_os(variable), std::env::var_os("HOME")) {
            command.env(variable, Path::new(&home).join(name));
        }
    }
    let run = directory.finish(command.arg("generate").env("HOME", home).envs(environment.iter().copied()));
    assert_eq!(run.code, Some(0), "{run}");
    let mut files = BTreeMap::new();
    for parent in [".", "src", "docs", "docs/errors"] {
        let paths = directory.list(parent).into_iter().map(|name| format!("{parent}/{name}"));
        for path in paths.filter(|path| directory.path(path).is_file() && !path.ends_with("/errors.yaml")) {
            let bytes = std::fs::read(directory.path(&path)).unwrap();
            files.insert(path, bytes);
        }
    }
    files
}

#[test]
fn outputs_are_the_same_bytes_wherever_they_are_written() {
    let [one, other] = ENVIRONMENTS.map(|environment| generate(&read_catalog(), environment));
    assert!(one.len() > 12, "{:?}", one.keys());
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(*bytes == other[path], "{path} differs");
    }
}

/// Windows' editors end lines so, and git may do so when it checks a file out.
#[test]
fn outputs_of_a_catalog_with_crlf_are_those_of_one_with_lf() {
    let catalog = read_catalog();
    assert!(!catalog.contains('\r'));
    let [lf, crlf] =
        [catalog.clone(), catalog.replace('\n', "\r\n")].map(|text| generate(&text, ENVIRONMENTS[0]));
    for (path, bytes) in &lf {
        assert!(*bytes == crlf[path], "{path} differs");
        assert!(!bytes.contains(&b'\r'), "{path} has a carriage return");
    }
}
