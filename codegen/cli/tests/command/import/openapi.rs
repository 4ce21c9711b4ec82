//! `import openapi`: responses, examples and schemas, and what we generate ourselves.

use serde_json::{Value, json};

use super::{OPENAPI, RICH, import_errors, read_in_spec};
use crate::directory::{Directory, GOOD};

#[test]
fn openapi_in_yaml() {
    let directory = Directory::of(&[("openapi.yaml", OPENAPI)]);
    insta::assert_snapshot!(directory.run("import openapi openapi.yaml"), @r#"
    # yaml-language-server: $schema=errors.schema.json
    # A draft, made from openapi.yaml. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: PetStore
      title: Pet Store
      version: "1.2"

    envelope:
      code: /error/code
      message: /error/message
      request_id: /request_id

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry:
      default: never
      429: { after: 60s, retries: 5 }
      5xx: { backoff: 1s, retries: 5 }
      501: never
      505: never

    errors:
    # TODO: `/components/responses/Any/description` isn't taken: Whatever.
    # TODO: `/paths/~1pets~1{id}/put/responses/400/description` isn't taken: Bad.
    # TODO: `/components/schemas/Error`: not taken of this schema: `/error/nested`
    # TODO: examples tell where the code is, and what else they show isn't taken: `/paths/~1pets~1{id}/get/responses/404/content/application~1json/example`, `/paths/~1pets~1{id}/put/responses/400/content/application~1json/examples/a/value`
      # TODO: its code is also said to mean `Gone.`
      - code: pet_not_found
        status: 404
        meaning: The pet does not exist.

      - code: internal
        meaning: It broke.

      - code: teapot
        meaning: TODO. Say in a sentence when this occurs.

      # TODO: `meaning` repeats the code (meaning-repeats-code); say in a sentence when the error occurs
      - code: slow_down
        status: 429
        meaning: Slow down.

      - status: 5xx
        meaning: Something failed.

      - code: empty_name
        status: 400
        meaning: The name is empty.

      - code: 1234
        status: 400
        meaning: The name is too long
    [stderr]
    note: 5 remarks on what was not taken or is in doubt are `# TODO` comments in the draft
    [exit] 0
    "#);
}

#[test]
fn own_openapi_round_trips() {
    for catalog in
        [read_in_spec("errors.yaml"), read_in_spec("social-syncer.yaml"), GOOD.to_owned(), RICH.to_owned()]
    {
        let directory = Directory::of(&[("errors.yaml", &catalog)]);
        directory.run("generate openapi errors.yaml -o openapi.json");
        let run = directory.run("import openapi openapi.json -o again.yaml");
        assert_eq!(run.code, Some(0), "{run}");
        let diff = directory.run("diff errors.yaml again.yaml");
        assert_eq!(diff.stdout, "errors.yaml → again.yaml: no changes\n");
    }
}

#[test]
fn own_responses_in_a_foreign_document() {
    let catalog = GOOD.replace("retry: never }", "retry: never, fields: { was: string }, group: g }")
        + "groups: [{ id: g, title: G }]\n";
    let directory = Directory::of(&[("errors.yaml", &catalog)]);
    let mut document: Value =
        serde_json::from_str(&directory.run("generate openapi errors.yaml").stdout).unwrap();
    document.as_object_mut().unwrap().remove("x-errspec");
    document["paths"]["/"]["get"]["responses"] = json!({
        "410": { "$ref": "#/components/responses/410" },
        "404": { "description": "No such page." },
    });
    directory.write("openapi.json", document.to_string());
    insta::assert_snapshot!(directory.run("import openapi openapi.json"), @"
    # yaml-language-server: $schema=errors.schema.json
    # A draft, made from openapi.json. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: AcmeErrors
      title: Acme errors
      version: unversioned

    envelope:
      code: /code
      message: /error

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry:
      default: never
      429: { after: 60s, retries: 5 }
      5xx: { backoff: 1s, retries: 5 }
      501: never
      505: never

    errors:
      - code: gone
        status: 410
        meaning: It is gone.
        retry: never
        fields: { was: string }

      - status: 404
        meaning: No such page.
    [exit] 0
    ");
}

#[test]
fn openapi_of_components_and_webhooks() {
    let document = "
openapi: 3.1.0
info: { title: Hooks, version: 1.10 }
webhooks:
  made: { post: { responses: { 409: { description: It is there already. } } } }
components:
  responses:
    \"404\": { description: Nothing is there. }
    5XX: { description: It broke. }
    default: { description: Any., content: { application/json: { example: { code: odd, message: m } } } }
    TooManyRequests: { description: Too much. }
    Created: { description: It was made. }
";
    let directory = Directory::of(&[("openapi.yaml", document)]);
    insta::assert_snapshot!(directory.run("import openapi openapi.yaml"), @r#"
    # yaml-language-server: $schema=errors.schema.json
    # A draft, made from openapi.yaml. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: Hooks
      title: Hooks
      version: "1.10"

    envelope:
      code: /code
      message: /message

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry:
      default: never
      429: { after: 60s, retries: 5 }
      5xx: { backoff: 1s, retries: 5 }
      501: never
      505: never

    errors:
    # TODO: examples tell where the code is, and what else they show isn't taken: `/components/responses/default/content/application~1json/example`
      - status: 409
        meaning: It is there already.

      - status: 404
        meaning: Nothing is there.

      - status: 5xx
        meaning: It broke.

      - code: odd
        meaning: Any.

      - status: 429
        meaning: Too much.
    [stderr]
    note: 1 remark on what was not taken or is in doubt is a `# TODO` comment in the draft
    [exit] 0
    "#);
}

#[test]
fn references_to_other_files_are_named() {
    let document = "
openapi: 3.0.0
paths:
  /a: { $ref: paths.yaml#/a }
  /b: { get: { responses: { 404: { $ref: responses.yaml#/NotFound } } } }
";
    insta::assert_snapshot!(import_errors("openapi", document), @"
    # TODO: line 4: `paths.yaml#/a` is in another file, which isn't read
    # TODO: line 5: `responses.yaml#/NotFound` is in another file, which isn't read
      - status: 404
        meaning: TODO. Say in a sentence when this occurs.
    ");
}

#[test]
fn openapi_in_json_with_problem_details() {
    let json = r#"{ "openapi": "3.0.3", "info": { "title": "Acme", "version": "1" }, "paths": { "/": { "get": { "responses": {
        "403": { "description": "Not enough credit.", "content": { "application/problem+json": { "schema": {
            "properties": { "type": { "type": "string", "enum": ["https://acme.example/credit"] },
                            "title": { "type": "string" }, "detail": { "type": "string" } } } } } } } } } } }"#;
    let directory = Directory::of(&[("openapi.json", json)]);
    insta::assert_snapshot!(directory.run("import openapi openapi.json"), @r#"
    # yaml-language-server: $schema=errors.schema.json
    # A draft, made from openapi.json. `cargo errspec check` shows what it couldn't know.
    errspec: 1

    api:
      name: Acme
      title: Acme
      version: "1"

    envelope: problem+json

    # A guess that goes by the status. TODO: give an entry its own `retry` where the API says more.
    retry:
      default: never
      429: { after: 60s, retries: 5 }
      5xx: { backoff: 1s, retries: 5 }
      501: never
      505: never

    errors:
      - code: "https://acme.example/credit"
        status: 403
        meaning: Not enough credit.
    [exit] 0
    "#);
}

#[test]
fn circular_references_end() {
    let circle = OPENAPI.replace("description: Whatever.", "$ref: \"#/components/responses/Any\"");
    let directory = Directory::of(&[("openapi.yaml", &circle)]);
    assert_eq!(directory.run("import openapi openapi.yaml").code, Some(0));
}
