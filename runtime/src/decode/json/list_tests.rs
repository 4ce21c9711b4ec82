//! What a pass over a body keeps below `*`.

use std::time::Instant;

use errspec_data::{Pointer, TreeBuilder};

use super::*;
use crate::decode::found::Findings;

/// Scans a text for the places of pointers, and shows the values at each: `3:a` is a value in element 3.
fn scan(pointers: &[&'static str], text: &str) -> Vec<String> {
    let (mut builder, mut shown) = (TreeBuilder::default(), Vec::new());
    for pointer in pointers {
        builder.slot(Pointer::new(pointer));
    }
    let tree = builder.build(&mut |text| Box::leak(text.to_owned().into_boxed_str()), &mut |members| {
        Box::leak(members.into_boxed_slice())
    });
    let mut slots: Vec<_> = pointers.iter().map(|_| Slot::Absent).collect();
    let owned = scan_json(&tree, Keep::Scalars, text, &mut slots);
    let findings = Findings { slots: &slots, owned: owned.as_deref() };
    for (slot, pointer) in (0..).zip(pointers) {
        let values = (0..).map_while(|index| {
            let text = match findings.value(slot, index)? {
                Value::Text(text) | Value::Number(text) | Value::Array(text) => text.to_owned(),
                other => format!("{other:?}"),
            };
            let depth = Pointer::new(pointer).lists();
            let way = (1..=depth).map(|depth| findings.element(slot, index, depth).unwrap().to_string());
            Some(way.chain([text]).collect::<Vec<_>>().join(":"))
        });
        shown.push(values.collect::<Vec<_>>().join(" "));
    }
    shown
}

#[test]
fn elements_of_arrays_and_members_of_objects_come_in_order() {
    assert_eq!(scan(&["/e/*/c"], r#"{"e":[{"c":"a"},{},{"c":7},3]}"#), ["0:a 2:7"]);
    assert_eq!(scan(&["/e/*/c"], r#"{"e":{"y":{"c":"a"},"x":{"c":"b"}}}"#), ["0:a 1:b"]);
    assert_eq!(scan(&["/*"], r#"["a",[1,{}],{"b":1}]"#), ["0:a 1:[1,{}] 2:Object"]);
    assert_eq!(scan(&["/*"], r#""text""#), [""]);
}

#[test]
fn values_beside_each_other_are_in_one_element() {
    let text = r#"{"e":[{"m":"no"},{"c":"a","m":"yes"}]}"#;
    assert_eq!(scan(&["/e/*/c", "/e/*/m"], text), ["1:a", "0:no 1:yes"]);
}

#[test]
fn lists_inside_of_lists_have_elements_of_their_own() {
    let text = r#"{"f":{"email":[{"c":"a"},{"c":"b"}],"name":[{"c":"d"}]}}"#;
    assert_eq!(scan(&["/f/*/*/c"], text), ["0:1:a 0:2:b 3:4:d"]);
    assert_eq!(scan(&["/f/*/0/c", "/f/*/*/c"], text), ["0:a 3:d", "0:1:a 0:2:b 3:4:d"]);
}

#[test]
fn one_value_can_be_at_a_name_an_index_and_every_element() {
    let text = r#"{"e":[{"c":"a"},{"c":"b"}]}"#;
    assert_eq!(scan(&["/e/0/c", "/e/*/c", "/e"], text), ["a", "0:a 1:b", r#"[{"c":"a"},{"c":"b"}]"#]);
    let text = r#"{"x":{"c":"a"},"y":{"c":"b"}}"#;
    assert_eq!(scan(&["/y/c", "/*/c", "/y"], text), ["b", "0:a 1:b", "Object"]);
    assert_eq!(scan(&["/*/*", "/y/*", "/*/c", "/y/c"], text), ["0:1:a 2:3:b", "4:b", "0:a 2:b", "b"]);
}

#[test]
fn member_that_is_called_like_the_token_is_an_element_as_any_other() {
    assert_eq!(scan(&["/*/c"], r#"{"*":{"c":"a"},"b":{"c":"d"}}"#), ["0:a 1:d"]);
}

#[test]
fn of_equal_members_the_last_counts_below_lists() {
    assert_eq!(scan(&["/e/*/c"], r#"{"e":[{"c":"a","c":"b"},{"c":"d"}]}"#), ["0:b 1:d"]);
    assert_eq!(scan(&["/e/*/c"], r#"{"e":[{"c":"a"}],"e":[{"c":"b"}]}"#), ["1:b"]);
    assert_eq!(scan(&["/e/*/c"], r#"{"e":[{"c":"a"}],"e":{}}"#), [""]);
    assert_eq!(scan(&["/*/c"], r#"{"x":{"c":"a"},"y":{"c":"b"},"\u0078":{"c":"d"}}"#), ["1:b 2:d"]);
    assert_eq!(scan(&["/*/*", "/x/*"], r#"{"x":["a"],"y":["b"],"x":["d"]}"#), ["3:4:b 5:6:d", "7:d"]);
    let text = r#"{"l":[{"e":[{"c":"a"}]},{"e":[{"c":"b"}],"e":[{"c":"d"}]}]}"#;
    assert_eq!(scan(&["/l/*/e/*/c"], text), ["0:1:a 2:4:d"]);
}

#[test]
fn what_was_read_before_a_break_counts_below_lists() {
    assert_eq!(
        scan(&["/e/*/c", "/e"], r#"{"e":[{"c":"a"},{"c":"b","#),
        ["0:a 1:b", r#"[{"c":"a"},{"c":"b","#]
    );
    assert_eq!(scan(&["/e/*"], r#"{"e":[1,{"a":2},[3"#), ["0:1 1:Object 2:[3"]);
}

/// Names all ways of a depth that consist of `a` and `*`, up to a number of them.
fn name_ways(depth: usize, count: usize) -> Vec<&'static str> {
    let way = |number: usize| {
        let tokens = (0..depth).map(|at| if number >> (at % 16) & 1 == 0 { "/a" } else { "/*" });
        &*Box::leak(tokens.collect::<String>().into_boxed_str())
    };
    (0..count).map(way).collect()
}

#[test]
#[cfg_attr(miri, ignore = "its size is what it shows, and takes Miri hours")]
fn deep_ways_through_lists_take_a_time_that_grows_with_body_and_places() {
    let start = Instant::now();
    let ways = name_ways(100, 64);
    for (open, close) in [(r#"{"a":"#, "}"), ("[", "]"), (r#"{"b":1,"a":"#, r#","a":1}"#)] {
        let body = format!("{}1{}", open.repeat(100), close.repeat(100));
        assert_eq!(scan(&ways, &body).len(), 64);
    }
    let wide = format!(r#"{{"a":[{}{{}}]}}"#, r#"{"a":{"a":1},"b":[1,2]},"#.repeat(10_000));
    assert_eq!(scan(&["/a/*/a/a", "/a/*/*/a", "/*/*/*/*"], &wide).len(), 3);
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
#[cfg_attr(miri, ignore = "its size is what it shows, and takes Miri hours")]
fn many_equal_members_take_a_time_that_grows_with_their_number() {
    let start = Instant::now();
    let members = r#""a":{"c":"x"},"#.repeat(100_000);
    let text = format!(r#"{{{members}"a":{{"c":"y"}}}}"#);
    assert_eq!(scan(&["/*/c"], &text), ["100000:y"]);
    assert_eq!(scan(&["/*/c", "/a/c"], &text)[1], "y");
    let text = format!(r#"{{"e":[{{{members}"a":{{"c":"y"}}}},{{}}]}}"#);
    assert_eq!(scan(&["/e/*/a/c"], &text), ["0:y"]);
    assert!(start.elapsed().as_secs() < 20);
}
