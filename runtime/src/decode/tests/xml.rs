//! What responses become whose body is XML.

use super::*;
use crate::partial::FailedItems;

const ENVELOPE: &str = "{ code: [/Error/Code, /code], message: [/Error/Message, /error], \
                        request_id: '/*/RequestId', retry_after: /Error/Wait, target: /Error/@field, format: [json, xml], \
                        details: { items: /Error/Details/Detail, code: /@code, message: /Text, target: key } }";

fn decode(headers: &[(&'static str, &str)], body: &str) -> ErrorResponse {
    let entries = ["code: a, status: 400, fields: { Size: unsigned }, message: 'size {Size}'", "code: b"];
    decode_response(catalog(ENVELOPE, &entries), respond(400, headers, body.to_owned()))
}

#[test]
fn parts_are_read_from_elements() {
    let response = decode(
        &[],
        "<?xml version='1.0'?><Error field='f'><Code>a</Code><Message>&lt;Full&gt;</Message><RequestId>r</RequestId>\
         <Wait>5</Wait></Error>",
    );
    let found = (response.code(), response.message(), response.request_id(), response.target());
    assert_eq!(found, (Some("a"), "<Full>", Some("r"), Some("f")));
    assert_eq!((response.kind_number(), response.retry_after()), (1, Some(Duration::from_secs(5))));
}

#[test]
fn json_is_read_as_before_and_pages_are_not() {
    let found = |headers: &[(&'static str, &str)], body: &str| {
        let response = decode(headers, body);
        (response.code().map(str::to_owned), response.message().to_owned())
    };
    let expect = |code: Option<&str>, message: &str| (code.map(str::to_owned), message.to_owned());
    assert_eq!(found(&[], r#"{"code":"b","error":"e"}"#), expect(Some("b"), "e"));
    assert_eq!(found(&[], "no route"), expect(None, "no route"));
    let html = [("content-type", "text/html")];
    let xml = "<Error><Code>b</Code></Error>";
    assert_eq!(found(&html, xml), expect(None, "Bad Request"));
    assert_eq!(found(&[], "<HTML><Error/></HTML>"), expect(None, "Bad Request"));
    assert_eq!(found(&[], xml), expect(Some("b"), "Meaning 1."));
}

#[test]
fn details_are_parts_of_the_body() {
    let body =
        "<Error><Details><Detail code='b'><Text>B</Text></Detail><Detail>own</Detail></Details></Error>";
    let response = decode(&[], body);
    let details: Vec<_> = FailedItems::find_details(&response)
        .map(|(target, error)| {
            (target, error.kind_number(), error.message().to_owned(), error.body().clone())
        })
        .collect();
    let [first, second] = &details[..] else { panic!("{details:?}") };
    assert_eq!(*first, (None, 2, "B".to_owned(), "<Detail code='b'><Text>B</Text></Detail>".into()));
    assert_eq!(*second, (None, 0, "own".to_owned(), "<Detail>own</Detail>".into()));
}

#[test]
fn fields_are_parsed_from_text() {
    let entry = "code: a, message: '{n} of {t}', fields: { n: { type: unsigned, at: /E/N }, t: { type: string, at: /E/T } }";
    let catalog = catalog("{ code: /E/C, format: [json, xml] }", &[entry]);
    let message = |body: &str| decode_body(catalog, 400, body).message().to_owned();
    assert_eq!(message("<E><C>a</C><N> 7 </N><T>x&amp;y</T></E>"), "7 of x&y");
    assert_eq!(message("<E><C>a</C><N>seven</N><T>x</T></E>"), "Meaning 0.");
}
