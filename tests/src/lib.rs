//! What the tests of errspec share: catalogs around the part that a test is about.

use std::fmt::Write as _;

use errspec_data::Catalog;
use errspec_spec::{Arena, Problems, Spec};

pub mod any_catalog;
pub mod changes;
pub mod documented;
pub mod sent_catalog;
pub mod shown_text;

/// A catalog of which only the entries matter; `entries` is the YAML of the list, not indented.
#[must_use]
pub fn catalog(entries: &str) -> String {
    let head = "errspec: 1\napi: { name: Acme }\nenvelope: { code: /code, message: /error }\n";
    entries.lines().fold(format!("{head}errors:\n"), |mut out, line| {
        let _ = writeln!(out, "  {line}");
        out
    })
}

/// A catalog of which the top matters, with one entry.
#[must_use]
pub fn catalog_with(top: &str) -> String {
    let entry = "errors: [{ code: gone, status: 410, meaning: It is gone., retry: never }]\n";
    format!("errspec: 1\napi: {{ name: Acme }}\nenvelope: {{ code: /code, message: /error }}\n{top}\n{entry}")
}

/// A catalog of which the envelope and the entries matter; an entry that says nothing about retrying is never retried.
#[must_use]
pub fn catalog_around(envelope: &str, entries: &[&str]) -> String {
    let head =
        format!("errspec: 1\napi: {{ name: Acme }}\nenvelope: {envelope}\nretry: {{ default: never }}\n");
    entries.iter().fold(head + "errors:\n", |mut out, entry| {
        let _ = writeln!(out, "  - {{ meaning: It failed., {entry} }}");
        out
    })
}

/// Reads a catalog that has to be right, and lowers it to what responses are decoded by.
///
/// # Panics
///
/// If it isn't right, with its problems.
#[must_use]
pub fn lower_catalog(yaml: &str) -> &'static Catalog<'static> {
    let arena = Box::leak(Box::<Arena>::default());
    Box::leak(Box::new(errspec_spec::lower(arena, &spec(yaml))))
}

/// Reads a catalog that has to be right, into an arena that is never freed.
///
/// # Panics
///
/// If it isn't, with its problems.
#[must_use]
pub fn spec(yaml: &str) -> Spec<'static> {
    let arena = Box::leak(Box::<Arena>::default());
    Spec::parse(arena, "errors.yaml", yaml.as_bytes()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The problems of a catalog.
///
/// # Panics
///
/// If it has none.
#[must_use]
pub fn problems(yaml: &str) -> Problems {
    match Spec::parse(&Arena::new(), "errors.yaml", yaml.as_bytes()) {
        Ok(_) => panic!("no problem in\n{yaml}"),
        Err(problems) => problems,
    }
}
