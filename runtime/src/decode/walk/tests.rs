//! What a pass over a body keeps.

use super::*;
use crate::testing::leaf;

/// `/code`, `/error`, `/error/code` and `/errors/0/code`.
const TREE: Member = Member {
    key: "",
    slot: None,
    members: &[
        leaf("code", 0),
        Member { key: "error", slot: Some(1), members: &[leaf("code", 2)] },
        Member {
            key: "errors",
            slot: None,
            members: &[Member { key: "0", slot: None, members: &[leaf("code", 3)] }],
        },
    ],
};

fn look<const N: usize>(tree: &Member, text: &str) -> [String; N] {
    let (mut slots, mut mended) = ([const { Slot::Absent }; N], None);
    walk(tree, Keep::Scalars, text, &mut mended, &mut slots);
    slots.map(|slot| match slot.value() {
        Some(Value::Text(text)) => text.to_owned(),
        Some(value) => format!("{value:?}"),
        None => String::new(),
    })
}

fn values(text: &str) -> [String; 4] {
    look(&TREE, text)
}

#[test]
fn a_place_can_hold_a_value_and_places_below_it() {
    assert_eq!(values(r#"{"code":"a","error":"b"}"#), ["a", "b", "", ""]);
    assert_eq!(values(r#"{"error":{"x":[1,{"code":2}],"code":"c"}}"#), ["", "Nested", "c", ""]);
    assert_eq!(values(r#"{"error":[{"code":"c"}]}"#), ["", "Nested", "", ""]);
}

#[test]
fn elements_of_arrays_are_found_by_index() {
    assert_eq!(values(r#"{"errors":[{"code":"c"},{"code":"d"}]}"#)[3], "c");
    assert_eq!(values(r#"{"errors":{"0":{"code":"c"}}}"#)[3], "c");
    let tree = |key| Member { key: "", slot: None, members: Box::leak(Box::new([leaf(key, 0)])) };
    let text: String = format!("[{}]", ["7"; 20].join(","));
    assert_eq!(look(&tree("19"), &text), ["Unsigned(7)"]);
    assert!(
        ["20", "01", "-1", "+1", "", "-", "99999999999999999999"]
            .iter()
            .all(|key| { look(&tree(key), &text) == [""] })
    );
}

#[test]
fn the_document_itself_can_be_the_place() {
    assert_eq!(look(&leaf("", 0), " 42 "), ["Unsigned(42)"]);
    assert_eq!(look(&leaf("", 0), "\"plain\""), ["plain"]);
    assert_eq!(look(&leaf("", 0), "[]"), ["Nested"]);
}

#[test]
fn scalars_keep_their_type() {
    let value = |text: &str| values(&format!(r#"{{"code":{text}}}"#))[0].clone();
    assert_eq!(
        ["7", "-7", "-0", "null", "true"].map(value),
        ["Unsigned(7)", "Signed(-7)", "Unsigned(0)", "Null", "Bool(true)"]
    );
    assert_eq!(
        ["1.5", "1e3", "18446744073709551616"].map(value),
        ["Float(1.5)", "Float(1000.0)", "Float(1.8446744073709552e19)"]
    );
    assert_eq!([r#""""#, r#""\u0061\n""#, r#""é""#].map(value), ["", "a\n", "é"]);
}

#[test]
fn of_equal_members_the_last_counts_with_all_that_is_in_it() {
    assert_eq!(values(r#"{"code":"a","code":"b"}"#)[0], "b");
    assert_eq!(values(r#"{"error":{"code":"c"},"error":"b"}"#), ["", "b", "", ""]);
    assert_eq!(values(r#"{"error":{"code":"c"},"error":{}}"#), ["", "Nested", "", ""]);
}

#[test]
fn what_was_read_before_a_break_counts() {
    let text = r#"{"code":"a","error":{"code":"c","x":"1"}}"#;
    for end in 0..text.len() {
        let [code, error, inner, _] = values(&text[..end]);
        assert_eq!(code, if end >= r#"{"code":"a""#.len() { "a" } else { "" });
        assert_eq!(error, if end >= r#"{"code":"a","error":{"#.len() { "Nested" } else { "" });
        assert_eq!(inner, if end >= r#"{"code":"a","error":{"code":"c""#.len() { "c" } else { "" });
    }
}

#[test]
fn a_number_at_a_break_may_go_on_and_does_not_count() {
    let code = |text: &str| values(text)[0].clone();
    assert!([r#"{"code":42"#, r#"{"code":4.5"#, r#"{"code":-1"#].map(code).iter().all(String::is_empty));
    assert_eq!([r#"{"code":42 "#, r#"{"code":42,"#, r#"{"code":42,"x":4"#].map(code), ["Unsigned(42)"; 3]);
    assert_eq!(code(r#"{"code":42,"x":"4"#), "Unsigned(42)");
}

#[test]
fn what_comes_after_the_document_does_not_count() {
    assert_eq!(values(r#"{"code":"a"}{"code":"b"}"#)[0], "a");
    assert_eq!(values(r#"{"code":"a"} <html>7"#)[0], "a");
}

#[test]
fn a_mistake_is_a_break() {
    assert_eq!(values(r#"{"code":"a",,"error":"b"}"#), ["a", "", "", ""]);
    assert_eq!(values("<html><body>502</body></html>"), [""; 4]);
    assert_eq!(values("\0\u{1}\u{fffd}"), [""; 4]);
}

#[test]
fn lone_surrogates_are_replaced() {
    assert_eq!(values(r#"{"error":"a\ud83d","code":"c","x":"\ude00"}"#), ["c", "a\u{fffd}", "", ""]);
    assert_eq!(values(r#"{"error":"a\ud83d\ude00","\ud83d":1,"code":4"#), ["", "a😀", "", ""]);
}

#[test]
fn a_body_can_be_nested_as_deep_as_it_likes() {
    let shapes = [
        (1_000_000, "[", "]"),
        (10_000, r#"{"error":"#, "}"),
        (10_000, r#"{"code":"#, "}"),
        (10_000, r#"{"x":[{"y":"#, "}]}"),
    ];
    for (depth, open, close) in shapes {
        let deep = format!("{}1{}", open.repeat(depth), close.repeat(depth));
        assert_eq!(values(&format!(r#"{{"x":{deep},"code":"a"}}"#))[0], "a");
        assert_eq!(values(&format!(r#"{{"error":{deep},"code":"a"}}"#))[..2], ["a", "Nested"]);
        values(&deep);
        values(&open.repeat(depth));
    }
}

#[test]
fn numbers_are_read_as_another_crates_feature_shows_them() {
    let value = |text: &str| values(&format!(r#"{{"code":{{"{NUMBER}":"{text}"}}}}"#))[0].clone();
    assert_eq!(["7", "-7", "-0", "1.5"].map(value), ["Unsigned(7)", "Signed(-7)", "Signed(0)", "Float(1.5)"]);
}
