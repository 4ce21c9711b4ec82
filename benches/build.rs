//! Generates what is decoded: SocialAPI's catalog and a large one, both with a flat and a nested envelope.

use std::collections::HashSet;
use std::error::Error;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use errspec_build::Build;
use errspec_spec::{Arena, Spec};

const FLAT: &str = "\n  code: /code\n  message: /error\n";
const NESTED: &str = "\n  code: /error/code\n  message: /error/message\n";

fn main() -> Result<ExitCode, Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../spec/errors.yaml");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo names no OUT_DIR")?);
    let social = std::fs::read_to_string("../spec/errors.yaml")?;
    let release = std::env::var_os("PROFILE").is_some_and(|profile| profile == "release");
    // A debug build is one that only checks whether all this compiles.
    let large = large(if release { 5_000 } else { 10 });
    let mut catalogs = Vec::new();
    for (name, yaml) in [("social", &social), ("large", &large)] {
        catalogs.push(write(&out.join(format!("{name}.yaml")), yaml)?);
        let nested = yaml.replacen(FLAT, NESTED, 1);
        if nested == *yaml {
            return Err(format!("the envelope of `{name}` is not the flat one").into());
        }
        catalogs.push(write(&out.join(format!("{name}_nested.yaml")), &nested)?);
        write(&out.join(format!("{name}_codes.rs")), &codes(yaml)?)?;
    }
    for path in ["../tests/catalogs/sending/silent.yaml", "../tests/catalogs/fields.yaml"] {
        catalogs.push(PathBuf::from(path));
    }
    let (first, others) = catalogs.split_first().ok_or("no catalogs")?;
    Ok(others.iter().fold(Build::new(first), errspec_build::Build::also).run())
}

/// A catalog of up to 5,000 errors, as an API of many resources would have.
fn large(count: usize) -> String {
    const AREAS: &str = "account address balance bank billing card charge contract coupon customer delivery discount \
        invoice ledger mandate merchant order payment payout plan price product refund shipment tax";
    const PARTS: &str = "amount country currency date email id limit name number owner period phone profile quantity \
        reference region schedule token total version";
    const TROUBLES: &str = "400_invalid 400_missing 400_too_long 401_expired 403_restricted 404_not_found \
        409_already_used 409_locked 422_mismatch 429_throttled";
    let troubles = || TROUBLES.split(' ').filter_map(|trouble| trouble.split_once('_'));
    let parts = || PARTS.split(' ').flat_map(|part| troubles().map(move |trouble| (part, trouble)));
    let all = AREAS.split(' ').flat_map(|area| parts().map(move |part| (area, part)));
    let entries = all.take(count).map(|(area, (part, (status, trouble)))| {
        let retry = if status == "429" { "after 1s" } else { "never" };
        let words = trouble.replace('_', " ");
        format!(
            "  - code: {area}_{part}_{trouble}\n    status: {status}\n    \
             meaning: The {part} of this {area} is {words}, so that nothing was changed.\n    retry: {retry}\n"
        )
    });
    format!("errspec: 1\napi: {{ name: Large }}\nenvelope:{FLAT}errors:\n{}", entries.collect::<String>())
}

/// `codes!` of every code and the name of its variant, from which the rivals are made.
fn codes(yaml: &str) -> Result<String, Box<dyn Error>> {
    let arena = Arena::new();
    let spec = Spec::parse(&arena, "the catalog", yaml.as_bytes())?;
    let mut seen = HashSet::new();
    let entries = spec.entries().iter().map(errspec_spec::CatalogEntry::data);
    let codes = entries.filter_map(|entry| Some((entry.code_text()?, entry.name())));
    let arms = codes.filter(|(code, _)| seen.insert(*code)).map(|(code, name)| format!("{code:?} {name},\n"));
    Ok(format!("codes! {{\n{}}}\n", arms.collect::<String>()))
}

/// Writes a file with a time in the past: to cargo, what is newer than this script's run is a reason to run it again.
fn write(path: &Path, text: &str) -> std::io::Result<PathBuf> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.set_modified(SystemTime::UNIX_EPOCH)?;
    Ok(path.to_owned())
}
