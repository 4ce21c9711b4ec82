//! The reference pages, as writers and readers see them.

use errspec_codegen::{MarkdownOptions, markdown};
use errspec_tests::{catalog, spec};

fn page(yaml: &str) -> String {
    markdown(&spec(yaml), &MarkdownOptions::default())
}

#[test]
fn the_smallest_catalog() {
    insta::assert_snapshot!(page(&catalog(
        "- code: not_found\n  status: 404\n  meaning: The requested resource does not exist.\n  retry: never"
    )));
}

#[test]
fn hostile_texts() {
    insta::assert_snapshot!(page(include_str!("../catalogs/hostile.yaml")));
}

#[test]
fn everything() {
    insta::assert_snapshot!(page(include_str!("../catalogs/everything.yaml")));
}

#[test]
fn typed_fields() {
    insta::assert_snapshot!(page(include_str!("../catalogs/fields.yaml")));
}

#[test]
fn failures_inside_a_success() {
    insta::assert_snapshot!(page(include_str!("../../spec/social-syncer.yaml")));
}

/// What a page shows is what it says it is: each sample becomes the entry under which it stands.
#[test]
fn samples_decode_to_their_entries() {
    mod every {
        errspec::errors!("catalogs/everything.yaml");
    }
    mod fielded {
        errspec::errors!("catalogs/fields.yaml");
    }
    samples::<every::EveryError>(include_str!("../catalogs/everything.yaml"));
    samples::<fielded::FieldedError>(include_str!("../catalogs/fields.yaml"));
}

fn samples<E: errspec::ApiError>(yaml: &str) {
    let (spec, page) = (spec(yaml), page(yaml));
    for entry in spec.entries() {
        let (_, section) = page.split_once(&format!("<a id=\"{}\"></a>", entry.anchor())).unwrap();
        let (_, sample) = section.split_once("```http\n").unwrap();
        let error = E::from_response(response(sample.split_once("\n```").unwrap().0));
        assert_eq!(error.kind().to_string(), entry.name(), "{sample}");
    }
}

fn response(text: &str) -> http::Response<bytes::Bytes> {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let status: u16 = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let builder = http::Response::builder().status(status);
    let builder = lines.fold(builder, |builder, line| {
        let (name, value) = line.split_once(": ").unwrap();
        builder.header(name, value)
    });
    builder.body(body.to_owned().into()).unwrap()
}
