//! What conditions can say about a value.

use super::Api;

/// The kind of an error with this reason, where one entry expects something of it and the other doesn't.
fn kind(expected: &str, reason: &str) -> &'static str {
    let special = format!("code: card, status: 402, name: Special, match: {{ /reason: {expected} }}");
    let api = Api::new("{ code: /code }", &[&special, "code: card, status: 402"]);
    api.kind(402, &format!(r#"{{"code":"card","reason":{reason}}}"#))
}

fn holds(expected: &str, reason: &str) -> bool {
    kind(expected, reason) == "Special"
}

#[test]
fn one_of_a_list_is_enough() {
    assert!(holds("[lost, stolen, null]", r#""stolen""#) && holds("[lost, stolen, null]", "null"));
    assert!(holds("[7, 8]", "8") && holds("[7, 8]", r#""8""#) && !holds("[7, 8]", "8.0"));
    assert!(!holds("[lost, stolen]", r#""funds""#) && !holds("[lost, stolen]", "null"));
}

#[test]
fn text_begins_with_or_holds_another() {
    assert!(holds("{ prefix: 'Chat: ' }", r#""Chat: blocked by 7""#));
    assert!(!holds("{ prefix: 'Chat: ' }", r#""The Chat: blocked""#));
    assert!(holds("{ contains: secondary }", r#""the secondary limit""#));
    assert!(!holds("{ contains: secondary }", r#""the primary limit""#) && !holds("{ contains: 7 }", "77"));
}

#[test]
fn not_is_the_opposite_of_all_the_others() {
    assert!(holds("{ not: funds }", r#""lost""#) && holds("{ not: funds }", "null"));
    assert!(holds("{ not: null }", "0") && !holds("{ not: null }", "null"));
    assert!(holds("{ not: [a, b] }", r#""c""#) && !holds("{ not: [a, b] }", r#""b""#));
    assert!(!holds("{ not: { prefix: a } }", r#""ab""#) && holds("{ not: { contains: z } }", r#""ab""#));
}

#[test]
fn one_of_several_values_has_to_hold() {
    let special = "code: card, status: 402, name: Special, match: { /causes/*/reason: lost }";
    let negated = "code: card, status: 403, name: Special2, match: { /causes/*/reason: { not: lost } }";
    let api = Api::new("{ code: /code }", &[special, negated, "code: card"]);
    let several = r#"{"code":"card","causes":[{"reason":"old"},{"reason":"lost"}]}"#;
    assert_eq!([402, 403].map(|status| api.kind(status, several)), ["Special", "Card"]);
    let others = r#"{"code":"card","causes":[{"reason":"old"}]}"#;
    assert_eq!([402, 403].map(|status| api.kind(status, others)), ["Card", "Special2"]);
}

#[test]
fn earlier_entry_wins_where_conditions_cannot_be_compared() {
    let entries = [
        "code: 400, name: Blocked, match: { /text: { contains: blocked } }",
        "code: 400, name: Gone, match: { /text: { prefix: Chat } }",
    ];
    let body = r#"{"code":400,"text":"Chat is blocked"}"#;
    assert_eq!(Api::new("{ code: /code }", &entries).kind(400, body), "Blocked");
    let [first, second] = entries;
    assert_eq!(Api::new("{ code: /code }", &[second, first]).kind(400, body), "Gone");
}

#[test]
fn header_field_tells_two_errors_of_one_status_apart() {
    let entries = ["status: 403, name: Limited, match: { header:retry-after: { not: null } }", "status: 403"];
    let api = Api::new("{ code: /code }", &entries);
    assert_eq!(api.kind_of(&api.decode(403, &[("retry-after", "7")], "")), "Limited");
    assert_eq!(api.kind(403, ""), "Forbidden");
}
