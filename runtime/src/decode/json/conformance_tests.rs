//! The cases of RFC 8259 and RFC 6901 that readers get wrong.

use errspec_data::{Pointer, TreeBuilder};

use super::*;
use crate::decode::found::Findings;

/// Returns what is at a pointer, as it is written.
fn find(pointer: &str, text: &str) -> Option<String> {
    let mut builder = TreeBuilder::default();
    builder.slot(Pointer::new(pointer));
    let tree = builder.build(&mut |text| Box::leak(text.to_owned().into_boxed_str()), &mut |members| {
        Box::leak(members.into_boxed_slice())
    });
    let mut slots = [Slot::Absent];
    let owned = scan_json(&tree, Keep::Scalars, text, &mut slots);
    let findings = Findings { slots: &slots, owned: owned.as_deref() };
    let text = match findings.value(0, 0)? {
        Value::Text(text) | Value::Number(text) | Value::Array(text) => text.to_owned(),
        other => format!("{other:?}"),
    };
    Some(text)
}

#[test]
fn pointers_of_rfc_6901() {
    let text =
        r#"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#;
    for (pointer, found) in [
        ("/foo", r#"["bar","baz"]"#),
        ("/foo/0", "bar"),
        ("/foo/1", "baz"),
        ("/", "0"),
        ("/a~1b", "1"),
        ("/c%d", "2"),
        ("/e^f", "3"),
        ("/g|h", "4"),
        ("/i\\j", "5"),
        ("/k\"l", "6"),
        ("/ ", "7"),
        ("/m~0n", "8"),
    ] {
        assert_eq!(find(pointer, text).as_deref(), Some(found), "{pointer}");
    }
    for pointer in ["/foo/2", "/foo/00", "/foo/-", "/foo/0/x", "/c%25d", "/FOO", "/foo/"] {
        assert_eq!(find(pointer, text), None, "{pointer}");
    }
    assert_eq!(find("/~01", r#"{"~1":1,"/":2}"#).as_deref(), Some("1"));
    assert_eq!(find("/é", r#"{"\u00e9":1}"#).as_deref(), Some("1"));
}

#[test]
fn numbers_stay_as_they_are_written() {
    for number in [
        "1.50",
        "1e400",
        "-1E-400",
        "0",
        "-0",
        "0e+1",
        "123456789012345678901234567890",
        "0.000000000000000001",
    ] {
        assert_eq!(find("/a", &format!(r#"{{"a":{number}}}"#)).as_deref(), Some(number));
        assert_eq!(find("", number).as_deref(), Some(number));
    }
    for mistake in ["01", "+1", ".5", "1.", "1e", "1e+", "--1", "0x1", "NaN", "Infinity", "1_000", "１"] {
        let text = format!(r#"{{"a":{mistake},"b":1}}"#);
        assert_eq!(find("/b", &text), None, "{mistake}");
    }
}

#[test]
fn strings_are_what_their_escapes_mean() {
    for (string, meaning) in [
        (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (r#""\u0000\u00E9\ud834\udd1e""#, "\0é𝄞"),
        (r#""\ud834""#, "\u{fffd}"),
        (r#""\udd1e\ud834""#, "\u{fffd}\u{fffd}"),
        (r#""\ud834\ud834\udd1e""#, "\u{fffd}𝄞"),
        (r#""\ud834x\u0041""#, "\u{fffd}xA"),
        ("\"\u{7f}\u{2028}\u{feff}\"", "\u{7f}\u{2028}\u{feff}"),
    ] {
        assert_eq!(find("/a", &format!(r#"{{"a":{string}}}"#)).as_deref(), Some(meaning), "{string}");
    }
    for mistake in
        [r#""\a""#, r#""\u00g0""#, r#""\u12""#, r#""\U0041""#, "\"\n\"", "\"\u{1f}\"", "\"\\\u{e9}\"", "''"]
    {
        assert_eq!(find("/b", &format!(r#"{{"a":{mistake},"b":1}}"#)), None, "{mistake}");
    }
}

#[test]
fn structures_are_read_up_to_the_first_mistake() {
    for text in [
        r#"{"a":1,,"b":2}"#,
        r#"{"a":1;"b":2}"#,
        r#"{"a":1 "b":2}"#,
        r#"{"a":1,b:2}"#,
        r#"{"a":1,'b':2}"#,
        r#"{"a":1,/**/"b":2}"#,
        "{\"a\":1,\u{a0}\"b\":2}",
        r#"{"a":1,"x":nul,"b":2}"#,
        r#"{"a":1,"x":[1,],"b":2}"#,
        r#"{"a":1,"x":{"y"},"b":2}"#,
        r#"{"a":1,"x":[}],"b":2}"#,
        r#"{"a":1}{"b":2}"#,
        r#"{"a":1]"#,
    ] {
        assert_eq!((find("/a", text).as_deref(), find("/b", text)), (Some("1"), None), "{text}");
    }
}

#[test]
fn every_beginning_of_a_text_gives_no_more_than_the_text() {
    let text = r#"{"a":{"b":[1.5e3,"\u00e9\ud834\udd1e",{"c":null}]},"a":{"b":["x","y"]},"d":[true,false]}"#;
    let whole = find("/a/b/0", text);
    assert_eq!(whole.as_deref(), Some("x"));
    let step = if cfg!(miri) { 5 } else { 1 };
    for end in (0..text.len()).step_by(step).filter(|end| text.is_char_boundary(*end)) {
        let found = find("/a/b/0", &text[..end]);
        assert!(["1.5e3", "x"].map(Some).contains(&found.as_deref()) || found.is_none(), "{end}");
        let _ = (find("/a/*/*", &text[..end]), find("/*/*/0", &text[..end]), find("", &text[..end]));
    }
}

#[test]
#[cfg_attr(miri, ignore = "its size is what it shows, and takes Miri hours")]
fn lists_can_be_nested_as_deep_as_they_like() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}"), (r#"[{"a":"#, "}]")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        assert!(find("/*", &deep).is_some() && find("/*/*/*", &deep).is_some());
        let broken = &deep[..deep.len() / 2];
        assert!(find("/*/*", broken).is_some());
    }
}
