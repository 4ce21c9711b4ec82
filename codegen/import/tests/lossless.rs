//! A word in any place of a document is in the draft of it, or a remark names its line or what it is in.

use std::collections::HashSet;

use errspec_import::{
    CatalogDraft, draft_from_csv, draft_from_json, draft_from_markdown, draft_from_openapi,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

/// Parts of pages; `@` is a place of a word.
const BLOCKS: [&str; 70] = [
    "# @",
    "## Errors of @",
    "### 404 @",
    "### `@` (429)",
    "## 400 Bad Request",
    "#### @",
    "#### Possible causes",
    "A text of @ and [@](https://@.example/@ \"@\").",
    "**Solution:** @",
    "Possible causes:",
    "@ [text][ref]\n\n[ref]: https://@.example/@",
    "[unused]: https://@.example/@ \"@\"",
    "> A quote of @",
    "- @ is an item\n- another @\n  - below @\n\n  A paragraph @",
    "- 404 Not Found\n  - `g_@`: Below @\n  - `h_@`, a [@](https://@.example)",
    "- `i_@`: One @\n- 403 - `j_@` - Another @",
    "### k_@",
    "#### The name of a thing @",
    "| Code | Message | Causes |\n|--|--|--|\n| 1 One@ | @ | - @<br>- @ |\n| -2: Two@ | | @ |",
    "- 400 @\n  - `l_@`: Below @",
    "1. `@`: an item @",
    "- `@` (410): Something @ is gone.\n\n  ```\n  @\n  ```",
    "- an item with a table @\n\n  | A | B |\n  |--|--|\n  | @ | @ |",
    "```json\n{ \"code\": \"@\", \"message\": \"@\", \"hint\": \"@\" }\n```",
    "```http\nHTTP/1.1 404 Not Found\nX-Word: @\n\n{ \"code\": \"@\", \"message\": \"@\" }\n```",
    "```sh\ncurl @\n```",
    "    indented @",
    "| HTTP | Code | Meaning | @ |\n|--|--|--|--|\n| 404 | `a_@` | It is <a href=\"https://@.example\">@</a>. | @ |\n\
     | 429 | b_@ | ![@](@.png) `@` | |",
    "| Error code | Description | Display message | Log level | Docs |\n|--|--|--|--|--|\n\
     | c_@ | @ | @ | @ | https://@.example/@ |\n| **Title @** | | | | |\n| d_@ (see @) | @ | | @ | [@](/@) |",
    "| Plan @ | Price |\n|--|--|\n| @ | 7 |",
    "<table><tr><td>@</td></tr>\n<tr><td>@</td></tr></table>",
    "<div>\n@\n</div>",
    "+-----+------+\n| 404 | @ |\n|     | @ |\n+-----+------+",
    "===  =====\n404  @\n===  =====",
    "|===\n|404 |@\n\n|429 |@\n|===",
    "```\nHTTP  Code\n404   e_@\n429   f_@\n```",
    "---\n@: @\n---",
    "Term @\n: Its definition @",
    "[^1]: a footnote @",
    "Setext @\n========",
    "410 `s_@`\n---------",
    "> | HTTP | Code |\n> |--|--|\n> | 404 | q_@ |\n> | 405 | @ |",
    "> ### 404 @\n> It is @.",
    "- [ ] a task @",
    "* * *\n@",
    "<details><summary>@</summary>\n\n### 404 `d_@`\n\n@\n\n</details>",
    "~~~\n@\n~~~",
    "````\n```\n@\n```\n````",
    "**404 `b_@`**: @",
    "404 @  \nmore @",
    "| `x_@` | 404 | @ |",
    "|HTTP|Code|\n|:-:|--|\n|404|`a_@`<br>`b_@`|\n|405|c_@|@|@|",
    "- 404: @\n- 405 - @\n- `c_@` — @\n   1. @",
    "1) `@`: @",
    "### 404 `h_@` [¶](#x)",
    "### 404 `h_@` {#@}",
    "### <a id=\"x\"></a>404 `i_@`\n\nRetry: @\n\nDocs: https://@.example/",
    "![alt @](x.png)",
    "Text with <b title=\"x\">@</b> and `code @`",
    "\\# @\n\\| @ |",
    "    | 404 | `@` |",
    "\t404\t@",
    "%%% @",
    ":::note\n@\n:::",
    "| Status | Description |\n|--|--|\n| 404 | @ |\n| 404 | @ |\n| 4xx | @ |\n| 200 | @ |",
    "| Code | Retry | Causes |\n|--|--|--|\n| `r_@` | @ | @; @ |\n| `r_@` | yes @ | |",
    "{ \"code\": \"@\", \"error\": { \"message\": \"@\" } }",
    "```json\n[{ \"code\": \"@\" }]\n```",
    "```yaml\ncode: @\n```",
    "```\nHTTP/1.1 404 @\n```\n@",
];

/// Parts of what a browser copies of pages.
const COPIED: [&str; 16] = [
    "404 — Not Found @",
    "401 invalid_@",
    "A title @",
    "It is @.",
    "Solution: @",
    "Solution:",
    "",
    "",
    "{\n  \"code\": \"A_@\",\n  \"error\": \"@\"\n} 500 — Internal @",
    "{\n  \"code\": \"@\",\n  \"error\": \"@\"\n}",
    "} Something @",
    "if (@ == \"@\") {\n  call(@);\n}",
    "404\tb_@\tIt is @.\t@",
    "HTTP\tCode\tMeaning\t@",
    "404c_@It is @.",
    "HTTPCodeMeaning",
];

/// Gives each `@` a word of its own.
fn number_words(text: &str) -> (String, usize) {
    let mut parts = text.split('@');
    let mut numbered = parts.next().unwrap_or_default().to_owned();
    let mut count = 0;
    for part in parts {
        count += 1;
        numbered.extend([&write_word(count), part]);
    }
    (numbered, count)
}

fn write_word(number: usize) -> String {
    format!("word{number}x")
}

/// The letters and digits of a text, which no notation changes.
fn list_letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Lists the lines that the remarks of a draft name, such as those of `lines 3–5, 9`.
fn list_named_lines(draft: &str) -> HashSet<usize> {
    let remarks = draft.lines().filter(|line| line.trim_start().starts_with("# TODO"));
    let lists = remarks.flat_map(|line| line.split("line").skip(1));
    let lists = lists.map(|list| list.trim_start_matches('s').trim_start());
    let ranges = lists.flat_map(|list| {
        let end = list.find(|c: char| !(c.is_ascii_digit() || [',', ' ', '–'].contains(&c)));
        list[..end.unwrap_or(list.len())].split(", ")
    });
    let ranges = ranges.filter_map(|range| {
        let (start, end) = range.split_once('–').unwrap_or((range, range));
        Some(start.trim().parse().ok()?..=end.trim().parse().ok()?)
    });
    ranges.flatten().collect()
}

/// Asserts that all words of a text are in the draft, or in lines that it names.
fn assert_words_or_lines(source: &str, count: usize, draft: CatalogDraft) {
    let draft = draft.write(None, "a file");
    let (letters, named) = (list_letters(&draft), list_named_lines(&draft));
    for word in (1..=count).map(write_word) {
        let line = source.lines().position(|line| line.contains(&word)).map_or(0, |index| index + 1);
        let is_kept = letters.contains(&word) || named.contains(&line);
        assert!(is_kept, "`{word}` in line {line} is lost:\n{source}\n\n{draft}");
    }
}

/// Asserts that all words of a document are in the draft, or in a part that it names.
fn assert_words_or_places(document: &Value, draft: CatalogDraft) {
    let draft = draft.write(None, "a file");
    let letters = list_letters(&draft);
    let named: HashSet<_> = draft.split('`').filter(|part| part.starts_with('/')).collect();
    assert_member_kept(document, "", &|text, place| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with("word"));
        let is_named =
            place.match_indices('/').map(|(end, _)| &place[..end]).any(|part| named.contains(part));
        for word in words {
            let is_kept = letters.contains(word) || is_named || named.contains(place);
            assert!(is_kept, "`{word}` in {place} is lost:\n{document:#}\n\n{draft}");
        }
    });
}

fn assert_member_kept(tree: &Value, place: &str, assert: &dyn Fn(&str, &str)) {
    match tree {
        Value::String(text) => assert(text, place),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                assert_member_kept(item, &format!("{place}/{index}"), assert);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                let place = format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"));
                assert(key, &place);
                assert_member_kept(member, &place, assert);
            }
        }
        _ => {}
    }
}

const ROWS: [&str; 10] = [
    "# a comment @",
    "Title @,,",
    "404,a_@,It is @.",
    "429,b_@,It is @.,more @,@",
    "500,c_@",
    ",,no code @",
    "200,,a success @",
    "\"404\",\"d_@\",\"Several @\nlines @\"",
    "varies @,e_@,@",
    "HTTP,Code,@",
];

/// Parts of the members of an error in JSON.
fn error_member() -> impl Strategy<Value = (String, Value)> {
    let key = select(vec![
        "status",
        "description",
        "message",
        "display_message",
        "causes",
        "docs",
        "level",
        "group",
        "name",
        "retryable",
        "solution",
        "extra",
        "sample",
        "@",
    ]);
    let value = prop_oneof![
        4 => Just(json!("@")),
        2 => Just(json!("A text of @ {@}")),
        1 => Just(json!(["@", "@"])),
        1 => Just(json!(["A cause @", "Another @"])),
        1 => Just(json!({ "causes": "@", "inner": { "display_message": "@" }, "list": [{ "@": "@" }] })),
        1 => Just(json!([{ "@": "@" }])),
        1 => Just(json!("https://@.example/@")),
    ];
    (key.prop_map(str::to_owned), value)
}

/// Everything that can be said of an error response in OpenAPI, by the pointers at which it is.
fn openapi_parts() -> Vec<(String, Value)> {
    let response = "/paths/~1a/get/responses/429";
    let of_response = [
        ("/description", json!("It is @.")),
        ("/summary", json!("@")),
        (
            "/headers",
            json!({ "Retry-After": { "description": "@" }, "X-@": { "schema": { "example": "@" } } }),
        ),
        ("/links", json!({ "@": { "description": "@" } })),
        ("/x-@", json!({ "@": ["@"] })),
        ("/content/text~1@", json!({ "example": "@" })),
        ("/content/application~1json/x-media", json!("@")),
        ("/content/application~1json/example", json!({ "code": "@", "message": "@", "hint": "@" })),
        (
            "/content/application~1json/examples/a",
            json!({ "summary": "@", "description": "@", "value": { "code": "@" } }),
        ),
        ("/content/application~1json/examples/b", json!({ "summary": "@", "value": { "message": "@" } })),
        ("/content/application~1json/examples/c", json!({ "description": "@", "externalValue": "@" })),
        ("/content/application~1json/examples/d", json!({ "value": "@" })),
        ("/content/application~1json/schema/description", json!("@")),
        (
            "/content/application~1json/schema/properties/code",
            json!({
                "enum": ["a_@", "b_@"], "x-enum-descriptions": ["@", "@"], "description": "@", "x-more": "@"
            }),
        ),
        (
            "/content/application~1json/schema/properties/more",
            json!({ "properties": { "@": { "title": "@" } } }),
        ),
        (
            "/content/application~1json/schema/allOf",
            json!([{ "properties": { "code": { "const": "@", "description": "@" } } }]),
        ),
    ];
    let of_response = of_response.map(|(place, value)| (format!("{response}{place}"), value));
    let others = [
        ("/info", json!({ "title": "Api @", "description": "@", "version": "@" })),
        ("/x-errors", json!({ "@": "@" })),
        ("/paths/~1a/get/x-error-notes", json!("@")),
        ("/paths/~1a/get/responses/500", json!({ "$ref": "#/components/responses/@" })),
        ("/paths/~1a/get/responses/502", json!({ "$ref": "@.yaml#/@" })),
        ("/paths/~1a/get/responses/default", json!({ "description": "@" })),
        ("/components/responses/Odd@", json!({ "description": "@" })),
        (
            "/components/responses/NotFound",
            json!({ "description": "@", "headers": { "A": { "description": "@" } } }),
        ),
        ("/components/examples/Error@", json!({ "value": { "@": "@" } })),
        ("/components/schemas/Error@", json!({ "description": "@", "enum": ["@"] })),
    ];
    of_response.into_iter().chain(others.map(|(place, value)| (place.to_owned(), value))).collect()
}

/// Puts a value at a pointer, and objects above it.
fn put_value(document: &mut Value, pointer: &str, value: Value) {
    let tokens = pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"));
    let place = tokens.fold(document, |tree, token| {
        let Value::Object(members) = tree else { panic!("{pointer}") };
        members.entry(token).or_insert_with(|| json!({}))
    });
    *place = value;
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn page_loses_no_word(blocks in vec(select(BLOCKS.to_vec()), 1..12)) {
        let (page, count) = number_words(&blocks.join("\n\n"));
        if let Ok(draft) = draft_from_markdown(&page) {
            assert_words_or_lines(&page, count, draft);
        }
    }

    #[test]
    fn copied_page_loses_no_word(parts in vec(select(COPIED.to_vec()), 1..16)) {
        let (page, count) = number_words(&parts.join("\n"));
        if let Ok(draft) = draft_from_markdown(&page) {
            assert_words_or_lines(&page, count, draft);
        }
    }

    #[test]
    fn csv_loses_no_word(
        above in vec(select(vec!["# @, @", "Errors of @", "", "// @"]), 0..3),
        rows in vec(select(ROWS.to_vec()), 1..8),
    ) {
        let lines = [&above[..], &["HTTP,Code,Meaning"], &rows[..]].concat();
        let (table, count) = number_words(&lines.join("\n"));
        if let Ok(draft) = draft_from_csv(&table) {
            assert_words_or_lines(&table, count, draft);
        }
    }

    #[test]
    fn json_loses_no_word(errors in vec(vec(error_member(), 0..5), 1..4), more in error_member()) {
        let errors = errors.into_iter().map(|members| {
            let code = [("code".to_owned(), json!("@"))];
            Value::Object(code.into_iter().chain(members).collect())
        });
        let document = json!({ "errors": errors.collect::<Vec<_>>(), "@": more.1, "more": { more.0: "@" } });
        let (text, _) = number_words(&document.to_string());
        if let Ok(draft) = draft_from_json(&text) {
            assert_words_or_places(&serde_json::from_str(&text).unwrap(), draft);
        }
    }

    #[test]
    fn openapi_loses_no_word(parts in subsequence(openapi_parts(), 1..20)) {
        let mut document = json!({ "openapi": "3.1.0", "paths": { "/a": { "get": { "responses": { "410": {} } } } } });
        for (pointer, value) in parts {
            put_value(&mut document, &pointer, value);
        }
        let (text, _) = number_words(&document.to_string());
        let draft = draft_from_openapi(&text).unwrap();
        assert_words_or_places(&serde_json::from_str(&text).unwrap(), draft);
    }
}
