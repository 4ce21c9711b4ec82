//! The reference pages as a site renders them: every link leads somewhere, and nothing in them is executed.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::{HashMap, HashSet};

use errspec_docs::{MarkdownOptions, render_markdown, render_markdown_pages};
use errspec_tests::spec;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

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

/// A catalog with a text in every place where one can stand.
fn catalog_of(text: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    format!(
        "errspec: 1\n\
         api: {{ name: Acme, title: {text}, description: {text}, version: {text} }}\n\
         envelope: {{ code: {{ at: /code, after: {text}, before: {text} }}, message: {{ at: /error, between: [{text}, {text}], when: {{ /a: [{text}, null] }} }}, \
         failed_2xx: [{{ /ok: {text} }}, {{ /ok: {{ not: {text} }} }}], \
         details: {{ items: /details, failed: {{ /a: {{ prefix: {text} }}, /b: {{ contains: {text} }} }}, code: /c }} }}\n\
         retry: {{ 5xx: {{ action: {text}, id: {text} }}, timeout: {{ action: {text} }} }}\n\
         partial: {{ items: /items, failed: {{ /state: {text} }} }}\n\
         groups: [{{ id: {text}, title: {text}, description: {text} }}]\n\
         errors:\n\
         - code: [{text}, other]\n  causes: [{text}, {text}]\n  user_message: {text}\n  name: Live\n  status: 500\n  group: {text}\n  meaning: {text}\n  guidance: {text}\n  since: {text}\n  \
           match: {{ /kind: {text} }}\n  deprecated: {{ since: {text}, note: {text}, use: {text} }}\n  \
           fields: {{ detail: {{ type: string, meaning: {text} }} }}\n\
         - {{ code: x, name: Gone, meaning: {text}, retired: {{ since: {text}, note: {text}, use: {text} }} }}\n"
    )
}

/// All pages of a catalog in every form, as name and text.
fn pages(yaml: &str) -> Vec<(String, String)> {
    let spec = spec(yaml);
    let options = [MarkdownOptions::default(), MarkdownOptions::default().front_matter()];
    let forms = options.iter().flat_map(|options| {
        let mut pages = render_markdown_pages(&spec, options);
        pages.push(("one page".to_owned(), render_markdown(&spec, options)));
        pages
    });
    forms.collect()
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
    HARMFUL.iter().map(|text| catalog_of(text)).chain(own.map(str::to_owned)).collect()
}

fn without_front_matter(page: &str) -> &str {
    page.strip_prefix("---\n").map_or(page, |rest| rest.split_once("\n---\n").unwrap().1)
}

fn gfm(page: &str) -> impl Iterator<Item = (Event<'_>, std::ops::Range<usize>)> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    Parser::new_ext(without_front_matter(page), options).into_offset_iter()
}

fn rendered(page: &str) -> String {
    let mut out = String::new();
    html::push_html(&mut out, gfm(page).map(|(event, _)| event));
    out
}

/// The tags of a rendered page, comments among them: a renderer escapes every other `<`.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).map(|rest| rest.split_once('>').expect("a tag ends").0)
}

#[test]
fn nothing_in_a_page_is_executed() {
    const ELEMENTS: [&str; 23] = [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h1",
        "h2",
        "h3",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
        "!--",
    ];
    for yaml in catalogs() {
        for (name, page) in pages(&yaml) {
            for tag in tags(&rendered(&page)) {
                let (element, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
                let element = element.trim_matches('/');
                assert!(ELEMENTS.contains(&element), "<{tag}> in {name} of\n{yaml}");
                if element == "!--" {
                    assert!(
                        tag.ends_with(" --") && tag.matches("--").count() == 2,
                        "<{tag}> in {name} of\n{yaml}"
                    );
                    continue;
                }
                let harmless = match attributes.split_once('=') {
                    None => attributes.trim_end_matches(" /").trim_end_matches('/').is_empty(),
                    Some(("href", url)) => is_harmless(url.trim_matches('"')),
                    Some((attribute, value)) => {
                        ["id", "class", "style", "start"].contains(&attribute)
                            && value.matches('"').count() == 2
                    }
                };
                assert!(harmless, "<{tag}> in {name} of\n{yaml}");
            }
        }
    }
}

/// Whether a link leads to the web, to a page or within one.
fn is_harmless(url: &str) -> bool {
    let front = url.split(['/', '?', '#']).next().unwrap();
    !url.contains(['"', ' '])
        && front.split_once(':').is_none_or(|(scheme, _)| ["http", "https", "mailto"].contains(&scheme))
}

/// Docusaurus reads pages as MDX, where `{` and `<` start a program, as do `import` and `export` in front.
#[test]
fn pages_with_front_matter_are_mdx() {
    for yaml in catalogs() {
        for (name, page) in pages(&yaml).into_iter().filter(|(_, page)| page.starts_with("---\n")) {
            let program = program_in(&page);
            assert!(program.is_none(), "{program:?} in {name} of\n{yaml}\n{page}");
        }
    }
}

/// What MDX would execute of a page, if anything.
fn program_in(page: &str) -> Option<Event<'_>> {
    let text = without_front_matter(page);
    let mut in_code = false;
    gfm(page).find_map(|(event, range)| {
        let (before, source) = (&text[..range.start], &text[range]);
        let fine = match &event {
            Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
                in_code = !in_code;
                true
            }
            Event::Start(Tag::Paragraph) => !source.starts_with("import ") && !source.starts_with("export "),
            Event::InlineHtml(tag) => tag.starts_with("<a id=\"") || **tag == *"</a>",
            Event::Html(_) => false,
            // The parser starts a text behind each backslash that escapes.
            Event::Text(_) if !in_code => {
                let escaped = before.ends_with('\\');
                source.match_indices(['{', '}']).all(|(index, _)| index == 0 && escaped)
            }
            _ => true,
        };
        (!fine).then_some(event)
    })
}

#[test]
fn programs_in_mdx_are_found() {
    for page in ["see {x}", "{x}", r"\{x}", r"\\{x\}", "import x", "a\n\nexport x", "<b>", "a <b>"] {
        assert!(program_in(page).is_some(), "{page}");
    }
    for page in [r"see \{x\}", "`{x}`", "```\n{x}\nimport x\n```", "&#105;mport x", "a import x"] {
        assert_eq!(program_in(page), None, "{page}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    let many = |n: usize| {
        format!("- {{ code: code_{}, status: {}, meaning: M., retry: never }}", 99 - n, 400 + n % 9)
    };
    let large = errspec_tests::catalog(&(0..60).map(many).collect::<Vec<_>>().join("\n"));
    let taken = "- { code: index, meaning: M., retry: never }\n- { code: readme, meaning: N., retry: never }";
    let anchors = catalog_of("[a](#live) [b](#gone) [c](#nowhere)");
    for yaml in catalogs().into_iter().chain([large, anchors, errspec_tests::catalog(taken)]) {
        let spec = spec(&yaml);
        assert_linked(&[(String::new(), render_markdown(&spec, &MarkdownOptions::default()))]);
        assert_linked(&render_markdown_pages(&spec, &MarkdownOptions::default()));
    }
}

/// Each link has the page that it names, and there the anchor, which nothing else has.
fn assert_linked(pages: &[(String, String)]) {
    let lower: HashSet<_> = pages.iter().map(|(name, _)| name.to_lowercase()).collect();
    assert_eq!(lower.len(), pages.len(), "{lower:?}");
    let pages: HashMap<_, _> = pages.iter().map(|(name, text)| (name.as_str(), rendered(text))).collect();
    for (name, html) in &pages {
        let attribute = |start: &'static str| {
            tags(html).filter_map(move |tag| Some(tag.strip_prefix(start)?.trim_end_matches('"')))
        };
        let anchors: Vec<_> = attribute("a id=\"").collect();
        assert_eq!(anchors.iter().collect::<HashSet<_>>().len(), anchors.len(), "{anchors:?}");
        for link in attribute("a href=\"").filter(|link| !link.contains(':')) {
            let (page, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = pages.get(if page.is_empty() { *name } else { page });
            let there =
                |html: &String| anchor.is_empty() || html.contains(&format!("<a id=\"{anchor}\"></a>"));
            assert!(target.is_some_and(there), "{link} in {name}");
        }
    }
}
