//! Hostile and clumsy texts: what is written of them, and what a reader of Markdown sees in it.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::*;

/// What people write by mistake, and what they write to do harm.
const NASTY: &[&str] = &[
    "",
    " ",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a <b>bold</b> claim",
    "<!-- errspec:end -->",
    "`<!-- errspec:end -->` and `<!--\nerrspec:begin -->`",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "\\<script>",
    "\\\\<script>",
    "[click](javascript:alert(1))",
    "[click](java&#115;cript:alert(1))",
    "[click](&#1;javascript:alert(1))",
    "[click](data:text/html,<script>)",
    "![pixel](https://evil.example/p.png)",
    "\\![pixel](https://evil.example/p.png)",
    "!https://evil.example/p.png",
    "[![pixel](p.png)](https://good.example)",
    "<https://good.example/a?b=c&d=e>",
    "<javascript:alert(1)>",
    "see https://good.example/a_b*c(d).",
    "[a]: javascript:alert(1)\n\n[a]",
    "| a | b |\n|---|---|\n| `c\\|d` | e |",
    "a | b",
    "a \\| b",
    "`a | b` and `a \\| b`",
    "a\n---",
    "a\n===",
    "a\n:-",
    "# heading #",
    "#",
    "C #",
    "> quote",
    "> [!NOTE]\n> text",
    "- item",
    "1. one",
    "1986\\. A great year",
    "+ plus",
    "***",
    "___",
    "```rust\nfn main() {}\n```",
    "~~~\n```\n~~~",
    "```\nunclosed",
    "    indented",
    "`unclosed",
    "`` ` ``",
    "`a``",
    "*a **b* c**",
    "***a** b*",
    "*&#32;a*",
    "a*b*c_d_e __f__ ~~g~~ ~h~",
    "**",
    "[](https://good.example)",
    "*[](x)*",
    "[a\n\n](b)",
    "[\na](https://good.example)",
    "foo \n[\\\nbar](https://good.example)",
    "{alert(1)} {{x}} `{y}`",
    "{{#include /etc/passwd}} `{{ #include /etc/passwd}}` and `{{{#include /etc/passwd}}}`",
    "```\n{{#playground /etc/passwd}}\n{{\n#include /etc/passwd}}\n```",
    "import x from 'y'",
    "export default 1",
    "para\nimport x from 'y'",
    ":::danger\ntext\n:::",
    "$x$ and $$y$$",
    "\u{202E}evil\u{2066} &#x202e; &rlm;",
    "nul \0 and bell \u{7}",
    "one\rtwo\r\nthree",
    "one\u{2028}two\u{2029}three",
    "line\\\nbreak\\",
    "two  \nspaces",
    "\u{0085}next",
    "[^1]: footnote",
    "term\n: definition",
    "- - - a",
    "- ***",
    "- ```\n  code\n  ```\n- b",
    "1. a\n\n   b\n2. c",
    ">>>>>>>>>>>>>>>>>>>> deep",
    "- - - - - - - - - - - - - - - - deep\n\n  back",
    "<div>\n\n# not html\n\n</div>",
    "<pre>\n\n</pre> after",
    "<!-- a comment\n\nof lines --> after",
    "<![CDATA[ x ]]>",
    "<?php x ?>",
    "emoji 👩‍👩‍👧 and עברית",
];

fn cell(markdown: &str) -> String {
    clean_linked_cell(markdown, UNKNOWN)
}

const GFM: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS);

fn events(markdown: &str) -> Vec<Event<'_>> {
    Parser::new_ext(markdown, GFM).collect()
}

fn assert_harmless(output: &str, input: &str) {
    assert!(!output.contains("<!-- errspec"), "{input:?} → {output:?}");
    let is_directive = |(index, _)| output[..index].trim_end().ends_with("{{");
    assert!(!output.match_indices('#').any(is_directive), "{input:?} → {output:?}");
    assert!(
        !output.chars().any(|c| c == '\u{202E}' || (c.is_control() && !matches!(c, '\n' | '\t'))),
        "{input:?} → {output:?}"
    );
    for event in events(output) {
        let bad = match &event {
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Start(Tag::Image { .. } | Tag::HtmlBlock | Tag::Heading { .. }) => true,
            Event::Start(Tag::Link { dest_url, .. }) => {
                let url = dest_url.to_lowercase();
                url.contains(':')
                    && !["http:", "https:", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
            }
            _ => false,
        };
        assert!(!bad, "{input:?} → {output:?}: {event:?}");
    }
}

/// The text that a reader sees.
fn seen(markdown: &str) -> String {
    events(markdown)
        .into_iter()
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.to_string()),
            Event::SoftBreak | Event::HardBreak => Some(" ".to_owned()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_line_is_one_paragraph_without_html() {
    for input in NASTY {
        for output in [clean_line(input), clean_rustdoc_line(input)] {
            assert_harmless(&output, input);
            assert!(!output.contains('\n'), "{input:?} → {output:?}");
            let allowed = |event: &Event<'_>| {
                let Event::Start(tag) = event else {
                    return !matches!(event, Event::Rule | Event::HardBreak);
                };
                matches!(
                    tag,
                    Tag::Paragraph | Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }
                )
            };
            assert!(events(&output).iter().all(allowed), "{input:?} → {output:?}");
        }
    }
}

#[test]
fn a_cell_stays_one_cell() {
    for input in NASTY {
        for cell in [cell(input), format_code_cell(input)] {
            let row = format!("| a | b |\n| --- | --- |\n| {cell} | end |\n");
            assert_harmless(&row, input);
            let cells =
                events(&row).into_iter().filter(|event| matches!(event, Event::Start(Tag::TableCell)));
            assert_eq!(cells.count(), 4, "{input:?} → {row}");
            assert!(seen(&row).ends_with("end"), "{input:?} → {row}");
        }
    }
}

#[test]
fn blocks_hold_no_html_and_no_headings() {
    for input in NASTY {
        for output in [clean_block(input), clean_rustdoc_block(input)] {
            assert_harmless(&output, input);
            let after = format!("{output}\n\n# After\n");
            assert_eq!(
                events(&after).len(),
                events(&output).len() + 3,
                "{input:?} swallows what follows: {output}"
            );
        }
    }
}

#[test]
fn writing_a_text_again_changes_nothing() {
    for input in NASTY {
        let once = clean_line(input);
        assert_eq!(seen(&clean_line(&once)), seen(&once), "{input:?}");
        let once = clean_block(input);
        assert_eq!(clean_block(&once), once, "{input:?}");
    }
}

#[test]
fn marks_of_blocks_are_text_in_a_line() {
    for (input, output) in [
        ("# not a heading", "\\# not a heading"),
        ("- not a list", "\\- not a list"),
        ("1. not a list", "1\\. not a list"),
        ("> not a quote", "\\> not a quote"),
        ("C #", "C \\#"),
        ("import cost", "&#105;mport cost"),
        ("important", "important"),
        ("-5 degrees", "-5 degrees"),
        (":::tip", "\\:::tip"),
    ] {
        assert_eq!(clean_line(input), output);
    }
}

#[test]
fn ordinary_sentences_stay_as_they_are() {
    for text in [
        "The body or the query lacks a field that this call needs.",
        "The request names a `platform` that *SocialAPI* does **not** know!",
        "Send it again (at once), e.g. with used_bytes = 5 & limit > 3; see [the guide](guide.md#a).",
        "[`code`](https://a.example/b?c=d&e=f)",
    ] {
        assert_eq!(clean_line(text), text);
        assert_eq!(clean_block(text), text);
    }
}

#[test]
fn links_lead_to_the_web_or_within_the_documentation() {
    assert_eq!(clean_line("[a](javascript:alert(1))"), "a");
    assert_eq!(clean_line("<https://a.example>"), "[https://a.example](https://a.example)");
    assert_eq!(
        clean_line("see https://a.example/b_c."),
        "see [https://a.example/b_c](https://a.example/b_c)."
    );
    assert_eq!(clean_line("[a](#b) [c](d.md) [e](mailto:f@g)"), "[a](#b) [c](d.md) [e](mailto:f@g)");
    assert_eq!(clean_rustdoc_line("[a](#b) [c](d.md) [e](mailto:f@g)"), "a c [e](mailto:f@g)");
    assert_eq!(clean_line("look![a](b.png) \\![a](b.png)"), "looka \\![a](b.png)");
}

#[test]
fn an_anchor_leads_where_the_page_says() {
    let anchors = |anchor: &str| (anchor == "b").then(|| "b.md".to_owned());
    assert_eq!(clean_linked_line("[a](#b) [c](#d) [e](f.md#d)", &anchors), "[a](b.md) c [e](f.md#d)");
    assert_eq!(clean_linked_block("- [a](#b)\n- *[c](#d)*", &anchors), "- [a](b.md)\n- *c*");
}

#[test]
fn a_link_holds_no_link() {
    assert_eq!(
        format_link("a [b](https://c.example) https://d.example", "#e"),
        "[a b https://d.example](#e)"
    );
    assert_eq!(format_link_cell("`a|b`", "#e"), "[`a\\|b`](#e)");
}

#[test]
fn code_spans_show_any_text() {
    for text in ["a", "`", "``", "a`b``c", " a ", "  ", "\\", "a\\|b", "<b>", "{x}", "*", "|"] {
        let span = format_code(text);
        assert_eq!(events(&format!("x{span}x"))[2], Event::Code(text.into()), "{span}");
    }
    assert_eq!(format_code(""), "` `");
    assert_eq!(format_code("a\nb\u{202E}"), "`a b\u{FFFD}`");
    assert_eq!(format_code_cell("a|b"), "`a\\|b`");
    assert_eq!(format_code("<!-- errspec:end -->"), "`< !-- errspec:end -->`");
    assert_eq!(format_code("{{#include a}}"), "`{ {#include a}}`");
}

#[test]
fn code_without_a_language_is_text() {
    assert_eq!(clean_block("    a"), "```text\na\n```");
    assert_eq!(clean_block("```\na\n```"), "```text\na\n```");
    assert_eq!(clean_block("~~~http {1} title=\"x\"\n```\n~~~"), "````http\n```\n````");
    assert_eq!(clean_block("```c++\na"), "```c++\na\n```");
    assert_eq!(clean_block("<div>\na\n</div>"), "```html\n<div>\na\n</div>\n```");
}

#[test]
fn rustdoc_takes_no_code_for_rust() {
    for info in [
        "rust",
        "Rust",
        "rust,no_run",
        "ignore",
        "ignore-wasm",
        "should_panic",
        "should-panic",
        "Should_Panic",
        "no_run",
        "compile_fail",
        "compile-fail",
        "edition2021",
        "test_harness",
        "E0277",
        "standalone_crate",
        "custom",
    ] {
        assert_eq!(clean_rustdoc_block(&format!("```{info}\na\n```")), "```rs\na\n```");
    }
    for info in ["http", "python", "c++", "json", "elixir"] {
        assert_eq!(clean_rustdoc_block(&format!("```{info}\na\n```")), format!("```{info}\na\n```"));
    }
    for input in NASTY {
        for event in events(&clean_rustdoc_block(input)) {
            let Event::Start(Tag::CodeBlock(kind)) = event else { continue };
            assert!(matches!(kind, CodeBlockKind::Fenced(ref info) if !info.is_empty() && **info != *"rust"));
        }
    }
}

#[test]
fn blocks_keep_their_structure() {
    let text =
        "First\nline.\n\n- a\n- b\n  1. c\n  2. d\n\n```sh\nls\n```\n\n> quoted\n>\n> text\n\n***\n\nlast";
    let output =
        "First\nline.\n\n- a\n- b\n  1. c\n  2. d\n\n```sh\nls\n```\n\n> quoted\n>\n> text\n\n***\n\nlast";
    assert_eq!(clean_block(text), output);
    assert_eq!(clean_block("- a\n\n  b\n- c"), "- a\n\n  b\n\n- c");
    assert_eq!(clean_block("## Steps\n\ngo"), "**Steps:**\n\ngo");
    assert_eq!(clean_block("> [!TIP]\n> go"), "> **Tip:**\n>\n> go");
    assert_eq!(
        clean_block("a|b\n-|-:\n`c\\|d`|e"),
        "| a      |    b |\n| ------ | ---: |\n| `c\\|d` |    e |"
    );
}

#[test]
fn fragments_in_any_order_stay_harmless() {
    const MARKS: &str = "<>!-[]()*_~`#|\\&;:{}$\n\n  ax1.\"'/=+\t\u{202E}\r😀";
    let marks: Vec<_> = MARKS.chars().collect();
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        // Numerical Recipes' generator: the same inputs in every run.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or_default() % below
    };
    for _ in 0..3_000 {
        let mut input = String::new();
        for _ in 0..random(12) {
            match random(3) {
                0 => input.push_str(NASTY[random(NASTY.len())]),
                _ => input.push(marks[random(marks.len())]),
            }
        }
        assert_harmless(&clean_line(&input), &input);
        assert_harmless(&clean_rustdoc_block(&input), &input);
        let row = format!("| a | b |\n| --- | --- |\n| {} | {} |\n", cell(&input), format_code_cell(&input));
        assert_harmless(&row, &input);
        assert_eq!(
            events(&row).iter().filter(|event| **event == Event::Start(Tag::TableCell)).count(),
            4,
            "{row}"
        );
        let output = format!("{}\n\n# After\n", clean_block(&input));
        let headings =
            events(&output).into_iter().filter(|event| matches!(event, Event::Start(Tag::Heading { .. })));
        assert_eq!(headings.count(), 1, "{input:?} → {output}");
    }
}

#[test]
fn deep_nesting_and_long_runs_are_quick() {
    let many = |text: &str| text.repeat(20_000);
    for text in [
        many(">"),
        many("- "),
        many("*a "),
        many("_a __b "),
        many("["),
        many("![a]("),
        many("`a``"),
        many("<"),
        many("<!--"),
        many("&amp"),
        many("https://"),
        many("https://a.bc "),
        format!("https://a.bc/{}", many(")")),
        many("#"),
        many("\\"),
        many("~~"),
        many("|"),
        many("*a ") + &many("**b** "),
        many("*a ") + &many("b* "),
        format!("|{}\n|{}\n{}", "a|".repeat(2_000), "-|".repeat(2_000), "|\n".repeat(2_000)),
    ] {
        assert_harmless(&clean_line(&text), "long");
        assert_harmless(&clean_block(&text), "long");
    }
}

#[test]
fn plain_text_has_no_markup() {
    assert_eq!(
        strip_markup("The `a` is *not* [there](https://x.example) &amp; gone"),
        "The a is not there & gone"
    );
}
