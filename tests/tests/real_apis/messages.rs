//! Where the message is, and what it is about.

use super::{Api, texts};

#[test]
fn messages_of_a_map_of_lists_are_joined() {
    let api = Api::new("{ code: /code, message: [/errors, /errors/*, /errors/*/*] }", &["status: 422"]);
    let message = |body| api.decode(422, &[], body).message().to_owned();
    assert_eq!(message(r#"{"errors":"Slow down"}"#), "Slow down");
    assert_eq!(message(r#"{"errors":{"name":"is empty","age":"is 7"}}"#), "is empty; is 7");
    assert_eq!(
        message(r#"{"errors":{"name":["is empty"],"age":["is 7","is odd"]}}"#),
        "is empty; is 7; is odd"
    );
}

#[test]
fn messages_of_a_list_are_joined() {
    let api = Api::new("{ code: /code, message: [/messages/*, /text] }", &["status: 400"]);
    let message = |body| api.decode(400, &[], body).message().to_owned();
    assert_eq!(message(r#"{"messages":["No type","","No size"]}"#), "No type; No size");
    assert_eq!(message(r#"{"messages":[],"text":"Bad"}"#), "Bad");
    assert_eq!(message(r#"{"messages":[7],"text":"Bad"}"#), "Bad");
}

#[test]
fn message_of_the_element_that_has_the_code_counts() {
    let envelope = "{ code: /errors/*/code, message: [/errors/*/chain/*/text, /errors/*/text, /text] }";
    let api = Api::new(envelope, &["code: taken, status: 409"]);
    let message = |body| api.decode(409, &[], body).message().to_owned();
    assert_eq!(message(r#"{"errors":[{"code":"odd","text":"A"},{"code":"taken","text":"B"}]}"#), "B");
    let chained = r#"{"errors":[{"code":"taken","text":"A","chain":[{"text":"B"},{"text":"C"}]}]}"#;
    assert_eq!(message(chained), "B; C");
    // Where that element has none, whatever is elsewhere is told.
    assert_eq!(message(r#"{"errors":[{"code":"taken"}],"text":"D"}"#), "D");
    assert_eq!(message(r#"{"errors":[{"text":"A"},{"code":"taken"}]}"#), "A");
}

#[test]
fn sentence_where_a_code_may_be_is_the_message() {
    let api = Api::new(
        "{ code: /error, message: [/detail, /error] }",
        &["status: 400", "code: expired, status: 401"],
    );
    let error = api.decode(400, &[], r#"{"error":"The path is empty"}"#);
    assert_eq!((api.kind_of(&error), error.message()), ("BadRequest", "The path is empty"));
    assert_eq!(error.to_string(), "The path is empty (400)");
    let error = api.decode(401, &[], r#"{"error":"expired"}"#);
    assert_eq!((api.kind_of(&error), texts(&error)), ("Expired", ["expired", "-"]));
}

#[test]
fn target_says_what_an_error_is_about() {
    let api =
        Api::new("{ code: /code, target: [/param, /loc, header:x-param] }", &["code: bad, status: 400"]);
    let target = |body: &str| api.decode(400, &[("x-param", "q")], body).target().map(str::to_owned);
    assert_eq!(target(r#"{"code":"bad","param":"age"}"#).as_deref(), Some("age"));
    assert_eq!(target(r#"{"code":"bad","loc":["body","pets",3,"age"]}"#).as_deref(), Some("body.pets.3.age"));
    assert_eq!(target("{}").as_deref(), Some("q"));
}

#[test]
fn link_that_came_replaces_that_of_the_entry() {
    let entry = "code: bad, status: 400, docs: 'https://acme.example/bad'";
    let api = Api::new("{ code: /code, docs: /doc_url }", &[entry]);
    let link = |url| {
        let body = format!(r#"{{"code":"bad","doc_url":"{url}"}}"#);
        api.decode(400, &[], &body).docs_url().map(str::to_owned)
    };
    assert_eq!(link("https://acme.example/more").as_deref(), Some("https://acme.example/more"));
    assert_eq!(link("javascript:alert(1)").as_deref(), Some("https://acme.example/bad"));
}

#[test]
fn target_and_link_are_those_of_the_element_that_has_the_code() {
    let envelope = "{ code: /errors/*/code, target: [/errors/*/field, /param], docs: /errors/*/help }";
    let api = Api::new(envelope, &["code: taken, status: 409", "status: 409"]);
    let about = |body: &str| {
        let error = api.decode(409, &[], body);
        [error.target(), error.docs_url()].map(|text| text.unwrap_or("-").to_owned())
    };
    let odd = r#"{"code":"odd","field":"name","help":"https://a.example/odd"}"#;
    let taken = r#"{"code":"taken","field":"slug","help":"https://a.example/taken"}"#;
    assert_eq!(about(&format!(r#"{{"errors":[{odd},{taken}]}}"#)), ["slug", "https://a.example/taken"]);
    assert_eq!(about(&format!(r#"{{"errors":[{odd},{{"code":"taken"}}],"param":"q"}}"#)), ["q", "-"]);
    // An error that nobody lists is the first one.
    assert_eq!(about(&format!(r#"{{"errors":[{odd}]}}"#)), ["name", "https://a.example/odd"]);
}
