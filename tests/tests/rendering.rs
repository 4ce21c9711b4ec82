//! The reference pages as a site renders them: every link leads somewhere, and nothing in them is executed.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::{HashMap, HashSet};

use errspec_docs::{MarkdownOptions, render_markdown, render_markdown_pages};
use errspec_spec::{Arena, Spec};
use errspec_tests::any_catalog::{Choices, draw_bytes};
use errspec_tests::shown_text::{
    find_harm_in_rustdoc, find_harmful_tag, find_mdx_program, list_tags, render_all_pages, render_page,
    write_text_everywhere,
};
use errspec_tests::spec;

/// What a catalog's author might write to have it executed where a page is shown.
const HARMFUL: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a id=x onclick=alert(1)>y</a>",
    "</code></pre><iframe src=//evil.example></iframe>",
    "[a](javascript:alert(1)) [b](java&#115;cript:alert(1)) [c](data:text/html,x) [d](vbscript:x)",
    "<javascript:alert(1)>",
    "![a](https://evil.example/p.png)",
    "--> <script>alert(1)</script> <!--",
    "<!-- errspec:end -->",
    "`` ` `` | ``` | ~~~",
    "a\n\n```\n</code><script>alert(1)</script>",
    "{alert(1)} `{alert(1)}` {/* x */}",
    "import x from 'y'\n\nexport const z = 1",
    "*/ \"# ]]> ) -- \\",
    "[x]: javascript:alert(1)\n\n[x]",
];

fn pages(yaml: &str, previous: &str) -> Vec<(String, String)> {
    render_all_pages(&spec(yaml), &spec(previous))
}

/// Pairs each catalog with another one, as if that were an earlier version of it.
fn pair_catalogs(catalogs: &[String]) -> impl Iterator<Item = (&String, &String)> {
    catalogs.iter().zip(catalogs.iter().cycle().skip(1))
}

fn catalogs() -> Vec<String> {
    let own = [
        include_str!("../../spec/errors.yaml"),
        include_str!("../../spec/social-syncer.yaml"),
        include_str!("../catalogs/everything.yaml"),
        include_str!("../catalogs/fields.yaml"),
        include_str!("../catalogs/documented/parts.yaml"),
        include_str!("../catalogs/hostile.yaml"),
    ];
    let drawn = (0..40).map(|seed| Choices::new(&draw_bytes(seed, 2_000)).draw_catalog());
    // Entries that can't be told from each other are no catalog.
    let drawn = drawn.filter(|yaml| Spec::parse(&Arena::new(), "errors.yaml", yaml.as_bytes()).is_ok());
    let written = HARMFUL.iter().map(|text| write_text_everywhere(text));
    written.chain(own.map(str::to_owned)).chain(drawn).collect()
}

#[test]
fn nothing_in_a_page_is_executed() {
    for (yaml, previous) in pair_catalogs(&catalogs()) {
        for (name, page) in pages(yaml, previous) {
            let tag = find_harmful_tag(&page);
            assert_eq!(tag, None, "in {name} of\n{yaml}");
        }
    }
}

#[test]
fn nothing_in_rustdoc_is_executed() {
    for yaml in catalogs() {
        assert_eq!(find_harm_in_rustdoc(&spec(&yaml)), None, "in\n{yaml}");
    }
}

/// Docusaurus reads pages as MDX, where `{` and `<` start a program, as do `import` and `export` in front.
#[test]
fn pages_with_front_matter_are_mdx() {
    for (yaml, previous) in pair_catalogs(&catalogs()) {
        for (name, page) in pages(yaml, previous).into_iter().filter(|(_, page)| page.starts_with("---\n")) {
            let program = find_mdx_program(&page);
            assert!(program.is_none(), "{program:?} in {name} of\n{yaml}\n{page}");
        }
    }
}

#[test]
fn programs_in_mdx_are_found() {
    for page in ["see {x}", "{x}", r"\{x}", r"\\{x\}", "import x", "a\n\nexport x", "<b>", "a <b>"] {
        assert!(find_mdx_program(page).is_some(), "{page}");
    }
    for page in [r"see \{x\}", "`{x}`", "```\n{x}\nimport x\n```", "&#105;mport x", "a import x"] {
        assert_eq!(find_mdx_program(page), None, "{page}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    let many = |n: usize| {
        format!("- {{ code: code_{}, status: {}, meaning: M., retry: never }}", 99 - n, 400 + n % 9)
    };
    let large = errspec_tests::catalog(&(0..60).map(many).collect::<Vec<_>>().join("\n"));
    let taken = "- { code: index, meaning: M., retry: never }\n- { code: readme, meaning: N., retry: never }";
    let anchors = write_text_everywhere("[a](#live) [b](#gone) [c](#nowhere)");
    let catalogs: Vec<_> =
        catalogs().into_iter().chain([large, anchors, errspec_tests::catalog(taken)]).collect();
    for (yaml, previous) in pair_catalogs(&catalogs) {
        let (spec, previous) = (spec(yaml), spec(previous));
        let options = MarkdownOptions::default().previous(&previous);
        let tag = |anchor: &str| format!("<a id=\"{anchor}\"></a>");
        // Docusaurus knows of the anchors of headings alone.
        let heading = |anchor: &str| format!(" {{#{anchor}}}</h");
        for (options, format_anchor) in
            [(options.clone(), &tag as &dyn Fn(&str) -> String), (options.front_matter(), &heading)]
        {
            assert_linked(&[(String::new(), render_markdown(&spec, &options))], format_anchor);
            assert_linked(&render_markdown_pages(&spec, &options), format_anchor);
        }
    }
}

/// Each link has the page that it names, and there the anchor, which nothing else has.
fn assert_linked(pages: &[(String, String)], format_anchor: &dyn Fn(&str) -> String) {
    let lower: HashSet<_> = pages.iter().map(|(name, _)| name.to_lowercase()).collect();
    assert_eq!(lower.len(), pages.len(), "{lower:?}");
    let pages: HashMap<_, _> = pages.iter().map(|(name, text)| (name.as_str(), render_page(text))).collect();
    for (name, html) in &pages {
        let attribute = |start: &'static str| {
            list_tags(html).filter_map(move |tag| Some(tag.strip_prefix(start)?.trim_end_matches('"')))
        };
        let anchors: Vec<_> = attribute("a id=\"").collect();
        assert_eq!(anchors.iter().collect::<HashSet<_>>().len(), anchors.len(), "{anchors:?}");
        for link in attribute("a href=\"").filter(|link| !link.contains(':')) {
            let (page, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = pages.get(if page.is_empty() { *name } else { page });
            let there = |html: &String| anchor.is_empty() || html.contains(&format_anchor(anchor));
            assert!(target.is_some_and(there), "{link} in {name}");
        }
    }
}
