//! `import` of what can't be imported: what it says, and what to type instead.

use super::{OPENAPI, social_in_markdown};
use crate::directory::{Directory, GOOD};

#[test]
fn invalid_uses_say_what_to_do() {
    let directory = Directory::of(&[
        ("errors.yaml", GOOD),
        ("openapi.yaml", OPENAPI),
        ("swagger.yaml", "swagger: '2.0'\n"),
        ("broken.yaml", "openapi: ["),
        ("none.yaml", "openapi: 3.0.0\npaths: {}\n"),
        ("prose.md", "# Errors\n\nThere are none.\n"),
        ("other.md", "| Plan | Price |\n|--|--|\n| Free | 0 |\n"),
        ("empty.md", "| HTTP | Code |\n|--|--|\n"),
        ("empty.csv", ""),
        ("list.json", "[1, 2]"),
        ("package.json", r#"{ "name": "x", "version": "1.0.0", "scripts": { "test": "true" } }"#),
        ("openapi.json", r#"{ "openapi": "3.0.0", "info": { "title": "T" }, "paths": {} }"#),
        ("swagger.json", r#"{ "swagger": "2.0", "info": { "title": "T" } }"#),
        ("newer.json", r#"{ "format": 2, "api": {}, "envelope": {}, "errors": [] }"#),
        ("edited.json", r#"{ "format": 1, "api": { "name": "a" }, "envelope": {}, "errors": [{}] }"#),
        ("twice.yaml", "openapi: 3.0.0\npaths: {}\npaths: {}\n"),
        ("two.yaml", "openapi: 3.0.0\n---\nopenapi: 3.0.0\n"),
        ("page.html", "<table><tr><th>HTTP</th></tr></table>"),
        ("fine.md", "| HTTP | Meaning |\n|--|--|\n| 200 | Fine. |\n"),
        ("errors.md", &social_in_markdown()),
    ]);
    directory.write("latin.csv", b"Code,Meaning\ngone,Caf\xE9\n");
    std::fs::create_dir(directory.path("spec")).unwrap();
    let runs = [
        "markdown error.md",
        "markdown spec",
        "openapi errors.yaml",
        "openapi swagger.yaml",
        "openapi broken.yaml",
        "openapi none.yaml",
        "csv openapi.yaml",
        "json errors.md",
        "json list.json",
        "json package.json",
        "json openapi.json",
        "json swagger.json",
        "json newer.json",
        "json edited.json",
        "openapi twice.yaml",
        "openapi two.yaml",
        "markdown page.html",
        "markdown fine.md",
        "markdown prose.md",
        "markdown other.md",
        "markdown empty.md",
        "csv empty.csv",
        "csv latin.csv",
        "markdown errors.md -o errors.yaml",
        "markdown errors.md --name acme-api",
        "markdown errors.md -o spec",
    ];
    let shown = runs.map(|run| format!("$ import {run}\n{}\n", directory.run(&format!("import {run}"))));
    insta::assert_snapshot!(shown.join("\n"), @r#"
    $ import markdown error.md
    [stderr]
    error: there is no file `error.md`
    help: did you mean `errors.md`?
    [exit] 2

    $ import markdown spec
    [stderr]
    error: `spec` is a directory, not a page
    [exit] 2

    $ import openapi errors.yaml
    [stderr]
    error: `errors.yaml` can't be imported as openapi: it is a catalog of errspec already
    [exit] 2

    $ import openapi swagger.yaml
    [stderr]
    error: `swagger.yaml` can't be imported as openapi: it is Swagger 2.0; a converter, such as swagger2openapi, makes it OpenAPI 3
    [exit] 2

    $ import openapi broken.yaml
    [stderr]
    error: `broken.yaml` can't be imported as openapi: it is not YAML: unclosed bracket '[' at line 1, column 10
    [exit] 2

    $ import openapi none.yaml
    [stderr]
    error: `none.yaml` can't be imported as openapi: the document has no error responses: none with a status from 400 and none with a code
    [exit] 2

    $ import csv openapi.yaml
    [stderr]
    error: `openapi.yaml` can't be imported as csv: no heading says where the codes or the statuses are: `info: { title: Pet Store`, ` version: "1.2" }`
    help: try `cargo errspec import openapi openapi.yaml`
    [exit] 2

    $ import json errors.md
    [stderr]
    error: `errors.md` can't be imported as json: it is not JSON: expected value at line 1 column 1
    help: try `cargo errspec import markdown errors.md`
    [exit] 2

    $ import json list.json
    [stderr]
    error: `list.json` can't be imported as json: nothing in it lists errors by their codes
    help: write `{ "not_found": { "status": 404, "message": "…" } }`, or a list of such objects
    [exit] 2

    $ import json package.json
    [stderr]
    error: `package.json` can't be imported as json: nothing in it lists errors by their codes
    help: write `{ "not_found": { "status": 404, "message": "…" } }`, or a list of such objects
    [exit] 2

    $ import json openapi.json
    [stderr]
    error: `openapi.json` can't be imported as json: it is an OpenAPI document
    help: try `cargo errspec import openapi openapi.json`
    [exit] 2

    $ import json swagger.json
    [stderr]
    error: `swagger.json` can't be imported as json: it is Swagger 2.0; a converter, such as swagger2openapi, makes it OpenAPI 3
    [exit] 2

    $ import json newer.json
    [stderr]
    error: `newer.json` can't be imported as json: it has format 2 of what `cargo errspec generate json` writes, and this version reads 1
    [exit] 2

    $ import json edited.json
    [stderr]
    error[missing-key]: missing key `envelope`
     --> the draft:2:1
      |
    2 | errspec: 1
      | ^
      |
      = help: add `envelope: { code: /code, message: /message }`

    error[invalid-value]: `a` is not in UpperCamelCase
     --> the draft:5:9
      |
    5 |   name: a
      |         ^
      |
      = help: write `A`

    error[missing-key]: missing key `code` or `status`
     --> the draft:9:5
      |
    9 |   - name: Unnamed1
      |     ^
      |
      = help: add the `code` that the API sends, the `status`, or both

    error[missing-key]: missing retry hint for an entry without a code
     --> the draft:9:5
      |
    9 |   - name: Unnamed1
      |     ^
      |
      = help: add `retry:` to it, or `default:` to the `retry` at the top

    error: no catalog can be made of this
    help: if it was generated and then changed by hand, generate it again; else please report it
    [exit] 2

    $ import openapi twice.yaml
    [stderr]
    error: `twice.yaml` can't be imported as openapi: the key `paths` is there twice, again in line 3
    [exit] 2

    $ import openapi two.yaml
    [stderr]
    error: `two.yaml` can't be imported as openapi: it is several documents, with `---` between them
    [exit] 2

    $ import markdown page.html
    [stderr]
    error: `page.html` can't be imported as markdown: its table is in HTML, which isn't read
    help: open the page in a browser and import what you copy of it, or convert it: `pandoc -f html -t gfm PAGE | cargo errspec import markdown -`
    [exit] 2

    $ import markdown fine.md
    [stderr]
    error: `fine.md` can't be imported as markdown: nothing in it is an error
    [exit] 2

    $ import markdown prose.md
    [stderr]
    error: `prose.md` can't be imported as markdown: no table, heading or item of a list in it names an error
    help: an error is a row of a table with headings such as `HTTP`, `Code` and `When it occurs`, or a heading or an item such as `404 not_found`
    [exit] 2

    $ import markdown other.md
    [stderr]
    error: `other.md` can't be imported as markdown: no heading says where the codes or the statuses are: `Plan`, `Price`
    help: a table has headings such as `HTTP`, `Code` and `When it occurs`, and a row an error
    [exit] 2

    $ import markdown empty.md
    [stderr]
    error: `empty.md` can't be imported as markdown: the table has no rows
    help: a table has headings such as `HTTP`, `Code` and `When it occurs`, and a row an error
    [exit] 2

    $ import csv empty.csv
    [stderr]
    error: `empty.csv` can't be imported as csv: it is empty
    [exit] 2

    $ import csv latin.csv
    [stderr]
    error: `latin.csv` is not valid UTF-8
    help: save the file as UTF-8
    [exit] 2

    $ import markdown errors.md -o errors.yaml
    [stderr]
    error: `errors.yaml` exists, and nothing is overwritten
    help: `--force` replaces it, and `-o errors-draft.yaml` writes the draft beside it
    [exit] 2

    $ import markdown errors.md --name acme-api
    [stderr]
    error: `acme-api` can't be the name of an API
    help: write letters and digits in UpperCamelCase, such as `AcmeApi`
    [exit] 2

    $ import markdown errors.md -o spec
    [stderr]
    error: `spec` is a directory
    help: name a file in it: `spec/errors.yaml`
    [exit] 2
    "#);
    assert_eq!(directory.read("errors.yaml"), GOOD);
}

#[test]
fn too_large_draft_is_a_failure() {
    let table = format!("code,meaning\na,{}\n", "x".repeat(4 << 20));
    let directory = Directory::of(&[("errors.csv", &table)]);
    let run = directory.run("import csv errors.csv");
    assert!(run.stderr.contains("the limit is 4 MiB") && !run.stderr.contains("report"), "{run}");
}
