//! What a pass over a body keeps.

use super::cursor::{ends_run, measure_run};
use errspec_data::Member;

use super::*;
use crate::decode::found::Findings;

/// `/code`, `/error`, `/error/code` and `/errors/0/code`.
const TREE: Tree<'static> = {
    const CODE: &[Member<'static>] = &[Member::new("code").with_slot(2)];
    const FIRST: &[Member<'static>] = &[Member::new("0").with_members(&[Member::new("code").with_slot(3)])];
    const MEMBERS: &[Member<'static>] = &[
        Member::new("code").with_slot(0),
        Member::new("error").with_slot(1).with_members(CODE),
        Member::new("errors").with_members(FIRST),
    ];
    Tree::new(4, MEMBERS)
};

fn scan<const N: usize>(tree: &Tree<'_>, text: &str) -> [String; N] {
    let mut slots = [Slot::Absent; N];
    let owned = scan_json(tree, Keep::Scalars, text, &mut slots);
    let findings = Findings { slots: &slots, owned: owned.as_deref() };
    slots.map(|slot| match findings.value_of(slot) {
        Some(Value::Text(text)) => text.to_owned(),
        Some(Value::Array(_)) => "Array".to_owned(),
        Some(value) => format!("{value:?}"),
        None => String::new(),
    })
}

fn values(text: &str) -> [String; 4] {
    scan(&TREE, text)
}

#[test]
fn a_place_can_hold_a_value_and_places_below_it() {
    assert_eq!(values(r#"{"code":"a","error":"b"}"#), ["a", "b", "", ""]);
    assert_eq!(values(r#"{"error":{"x":[1,{"code":2}],"code":"c"}}"#), ["", "Object", "c", ""]);
    assert_eq!(values(r#"{"error":[{"code":"c"}]}"#), ["", "Array", "", ""]);
}

#[test]
fn elements_of_arrays_are_found_by_index() {
    assert_eq!(values(r#"{"errors":[{"code":"c"},{"code":"d"}]}"#)[3], "c");
    assert_eq!(values(r#"{"errors":{"0":{"code":"c"}}}"#)[3], "c");
    let found = |key: &str, text: &str| {
        let [value] = scan(&Tree::new(1, &[Member::new(key).with_slot(0)]), text);
        value
    };
    let text: String = format!("[{}]", ["7"; 20].join(","));
    assert_eq!(found("19", &text), "Number(\"7\")");
    assert!(
        ["20", "01", "-1", "+1", "", "-", "99999999999999999999"]
            .iter()
            .all(|key| { found(key, &text).is_empty() })
    );
}

#[test]
fn the_document_itself_can_be_the_place() {
    const ROOT: Tree<'static> = Tree::new(1, &[]).with_slot(0);
    assert_eq!(scan(&ROOT, "42"), ["Number(\"42\")"]);
    assert_eq!(scan(&ROOT, " 42 "), ["Number(\"42\")"]);
    assert_eq!(scan(&ROOT, "\"plain\""), ["plain"]);
    assert_eq!(scan(&ROOT, "[]"), ["Array"]);
}

#[test]
fn scalars_keep_their_type() {
    let value = |text: &str| values(&format!(r#"{{"code":{text}}}"#))[0].clone();
    assert_eq!(
        ["7", "-7", "-0", "null", "true"].map(value),
        ["Number(\"7\")", "Number(\"-7\")", "Number(\"-0\")", "Null", "Boolean(true)"]
    );
    assert_eq!(
        ["1.50", "1e3", "18446744073709551616"].map(value),
        ["Number(\"1.50\")", "Number(\"1e3\")", "Number(\"18446744073709551616\")"]
    );
    assert_eq!([r#""""#, r#""\u0061\n""#, r#""é""#].map(value), ["", "a\n", "é"]);
}

#[test]
fn of_equal_members_the_last_counts_with_all_that_is_in_it() {
    assert_eq!(values(r#"{"code":"a","code":"b"}"#)[0], "b");
    assert_eq!(values(r#"{"error":{"code":"c"},"error":"b"}"#), ["", "b", "", ""]);
    assert_eq!(values(r#"{"error":{"code":"c"},"error":{}}"#), ["", "Object", "", ""]);
}

#[test]
fn what_was_read_before_a_break_counts() {
    let text = r#"{"code":"a","error":{"code":"c","x":"1"}}"#;
    for end in 0..text.len() {
        let [code, error, inner, _] = values(&text[..end]);
        assert_eq!(code, if end >= r#"{"code":"a""#.len() { "a" } else { "" });
        assert_eq!(error, if end >= r#"{"code":"a","error":{"#.len() { "Object" } else { "" });
        assert_eq!(inner, if end >= r#"{"code":"a","error":{"code":"c""#.len() { "c" } else { "" });
    }
}

#[test]
fn a_number_at_a_break_may_go_on_and_does_not_count() {
    let code = |text: &str| values(text)[0].clone();
    assert!([r#"{"code":42"#, r#"{"code":4.5"#, r#"{"code":-1"#].map(code).iter().all(String::is_empty));
    assert_eq!([r#"{"code":42 "#, r#"{"code":42,"#, r#"{"code":42,"x":4"#].map(code), ["Number(\"42\")"; 3]);
    assert_eq!(code(r#"{"code":42,"x":"4"#), "Number(\"42\")");
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
#[cfg_attr(miri, ignore = "its size is what it shows, and takes Miri hours")]
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
        let kind = if open == "[" { "Array" } else { "Object" };
        assert_eq!(values(&format!(r#"{{"error":{deep},"code":"a"}}"#))[..2], ["a", kind]);
        values(&deep);
        values(&open.repeat(depth));
    }
}

#[test]
fn mistakes_inside_of_what_is_skipped_are_breaks() {
    let mistakes = [
        "[1,]",
        "[,1]",
        "[1 2]",
        "{1:2}",
        r#"{"a"}"#,
        r#"{"a":1,}"#,
        "[}",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "-",
        "nul",
        "True",
        "'a'",
        r#""\u12""#,
        r#""\x""#,
        "\"\t\"",
        "[1]]",
    ];
    for mistake in mistakes {
        let text = format!(r#"{{"x":{mistake},"code":"a"}}"#);
        assert_eq!(values(&text)[0], "", "{mistake}");
    }
    for value in ["[]", "{}", "[[],{}]", r#"{"a":[1,2.5e-7,null,true,false,"\u00e9\/"]}"#, "-0.0E+1"] {
        let text = format!(r#"{{"x":{value},"code":"a"}}"#);
        assert_eq!(values(&text)[0], "a", "{value}");
    }
}

#[test]
fn runs_end_at_quotes_backslashes_and_control_characters_wherever_they_are() {
    let lengths = if cfg!(miri) { 10 } else { 40 };
    for length in 0..lengths {
        for end in 0..=u8::MAX {
            let mut text = vec![b'\xc3'; length];
            text.extend([end, 0x80, 0x21, b'\x5b', b'x', b'\x7f']);
            let expected = ends_run(end).then_some(length);
            assert_eq!(measure_run(&text), expected, "{length} {end}");
        }
    }
    assert_eq!(measure_run(b""), None);
}
