//! The reference pages, as writers and readers see them.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use errspec_codegen::{MarkdownOptions, markdown, markdown_pages, markdown_summary};
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

#[test]
fn a_page_per_error() {
    let pages =
        markdown_pages(&spec(include_str!("../catalogs/everything.yaml")), &MarkdownOptions::default());
    let shown: Vec<_> = pages.iter().map(|(name, text)| format!("==> {name} <==\n{text}")).collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn front_matter() {
    let yaml =
        catalog("- { code: \"a: b\", status: 404, name: Ab, meaning: 'It \"is\" *gone*.', retry: never }");
    let pages = markdown_pages(&spec(&yaml), &MarkdownOptions::default().front_matter());
    let front: Vec<_> = pages.iter().map(|(_, text)| text.split("\n\n").next().unwrap()).collect();
    assert_eq!(
        front,
        [
            "---\nsidebar_label: \"Acme errors\"\n\
             description: \"Every error of Acme: when it occurs, whether to retry, and what to do.\"\n---",
            "---\nsidebar_label: \"404 a: b\"\nsidebar_position: 1\ndescription: \"It \\\"is\\\" gone.\"\n---",
        ]
    );
}

#[test]
fn a_summary_lists_every_page() {
    for yaml in [include_str!("../../spec/errors.yaml"), include_str!("../catalogs/hostile.yaml")] {
        let spec = spec(yaml);
        let summary = markdown_summary(&spec, "my errors");
        for (name, _) in markdown_pages(&spec, &MarkdownOptions::default()) {
            assert_eq!(summary.matches(&format!("](my%20errors/{name})\n")).count(), 1, "{name}\n{summary}");
        }
    }
}

#[test]
fn pages_link_to_pages_that_are_there() {
    for yaml in [
        include_str!("../catalogs/everything.yaml"),
        include_str!("../../spec/errors.yaml"),
        &catalog(
            "- { code: index, meaning: M., retry: never }\n- { code: readme, meaning: N., retry: never }",
        ),
    ] {
        let pages = markdown_pages(&spec(yaml), &MarkdownOptions::default());
        let names: Vec<_> = pages.iter().map(|(name, _)| name.as_str()).collect();
        let lower: std::collections::HashSet<_> = names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(lower.len(), names.len(), "{names:?}");
        for (name, text) in &pages {
            let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            for link in links.filter(|link| !link.contains("//")) {
                let there = match link.strip_prefix('#') {
                    Some(anchor) => text.contains(&format!("<a id=\"{anchor}\"></a>")),
                    None => names.contains(&link),
                };
                assert!(there, "{link} in {name}");
            }
        }
    }
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
