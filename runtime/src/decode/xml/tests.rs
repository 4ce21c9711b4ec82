//! What a pass over an XML body keeps.

use errspec_data::{Pointer, TreeBuilder};

use super::*;
use crate::decode::found::Findings;

/// Scans a text for the places of pointers, and shows the values at each: `3:a` is a value in element 3.
fn scan_from(root: XmlRoot, pointers: &[&str], text: &str) -> Vec<String> {
    let (mut builder, mut shown) = (TreeBuilder::default(), Vec::new());
    for pointer in pointers {
        builder.slot(Pointer::new(pointer));
    }
    let tree = builder.build(&mut |text| Box::leak(text.to_owned().into_boxed_str()), &mut |members| {
        Box::leak(members.into_boxed_slice())
    });
    let mut slots: Vec<_> = pointers.iter().map(|_| Slot::Absent).collect();
    let owned = scan_xml(&tree, root, text, &mut slots);
    let findings = Findings { slots: &slots, owned: owned.as_deref() };
    for (slot, pointer) in (0..).zip(pointers) {
        let values = (0..).map_while(|index| {
            let text = match findings.value(slot, index)? {
                Value::Text(text) => text.to_owned(),
                Value::Array(_) => "Array".to_owned(),
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

fn scan(pointers: &[&str], text: &str) -> Vec<String> {
    scan_from(XmlRoot::Document, pointers, text)
}

const AWS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>\n  <Code>NoSuchKey</Code>\n  \
                   <Message>No such &quot;key&quot;</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>";

#[test]
fn elements_are_members_the_outermost_included() {
    let found = scan(&["/Error/Code", "/Error/Message", "/Error", "/Code", "/Error/code"], AWS);
    assert_eq!(found, ["NoSuchKey", "No such \"key\"", "Object", "", ""]);
    assert_eq!(scan_from(XmlRoot::Element, &["/Code", ""], AWS), ["NoSuchKey", "Object"]);
    assert_eq!(scan(&["/*/Code"], AWS), ["0:NoSuchKey"]);
}

#[test]
fn attributes_are_members_and_text_is_the_value_beside_them() {
    let text = r#"<e xmlns="urn:x" xmlns:i="urn:i" i:code="a&amp;b" q='1'>text</e>"#;
    let found = scan(&["/e", "/e/@code", "/e/@q", "/e/@xmlns", "/e/q", "/e/@i"], text);
    assert_eq!(found, ["text", "a&b", "1", "", "", ""]);
    assert_eq!(scan(&["/e", "/e/@q"], r#"<e q="1"/>"#), ["Object", "1"]);
    assert_eq!(scan(&["/e"], "<e/>"), [""]);
    assert_eq!(scan(&["/e/*/@q"], r#"<e q="1"/>"#), ["0:1"]);
}

#[test]
fn prefixes_do_not_count() {
    let text =
        "<s:Envelope xmlns:s='x'><s:Body><f:Fault xmlns:f='y'><code>a</code></f:Fault></s:Body></s:Envelope>";
    assert_eq!(scan(&["/Envelope/Body/Fault/code"], text), ["a"]);
}

#[test]
fn repeated_elements_are_an_array() {
    let text = "<e><c>a</c><d>x</d><c>b</c></e>";
    assert_eq!(
        scan(&["/e/c", "/e/c/0", "/e/c/1", "/e/c/2", "/e/c/*"], text),
        ["Array", "a", "b", "", "0:a 1:b"]
    );
    let text = "<e><c><m>a</m></c><c><m>b</m></c></e>";
    assert_eq!(scan(&["/e/c/m", "/e/c/1/m", "/e/c/*/m"], text), ["", "b", "0:a 1:b"]);
}

#[test]
fn lone_element_is_an_array_of_one() {
    let text = "<e><c><m>a</m></c></e>";
    assert_eq!(scan(&["/e/c/m", "/e/c/0/m", "/e/c/*/m", "/e/*/c/m"], text), ["a", "a", "1:a", "0:a"]);
}

#[test]
fn lists_inside_of_lists_have_elements_of_their_own() {
    let text = "<l><e><c>a</c><c>b</c></e><e><c>d</c></e></l>";
    assert_eq!(scan(&["/l/e/*/c/*", "/l/e/*/c"], text), ["0:1:a 0:2:b 3:4:d", "0:Array 3:d"]);
    assert_eq!(scan(&["/l/*/*"], "<l><x>a</x><y>b</y></l>"), ["0:1:a 0:2:b"]);
}

#[test]
fn texts_are_joined_and_trimmed() {
    let text = "<e>\n <m>a &lt;<![CDATA[<b> &amp;]]><x>no</x> c&#x41;&#66;\n</m></e>";
    assert_eq!(scan(&["/e/m", "/e/m/x", "/e"], text), ["a <<b> &amp; cAB", "no", "Object"]);
    assert_eq!(scan(&["/e"], "<e>a<!-- b -->c<?d e?>f</e>"), ["acf"]);
    assert_eq!(scan(&["/e"], "<e>&lt;</e>"), ["<"]);
}

#[test]
fn unknown_references_stay_as_they_are_written() {
    let text = "<e q='&x; &#0; &#xD800; &amp &#99999999999999;'>&nbsp;&#0;& b</e>";
    assert_eq!(scan(&["/e", "/e/@q"], text), ["&nbsp;&#0;& b", "&x; &#0; &#xD800; &amp &#99999999999999;"]);
}

#[test]
fn document_types_are_not_read() {
    let text = "<!DOCTYPE e [<!ENTITY a 'aaaa'><!ENTITY x SYSTEM 'file:///etc/passwd'>]><e><c>&a;&x;</c></e>";
    assert_eq!(scan(&["/e/c"], text), [""]);
}

#[test]
fn what_was_read_before_a_break_counts() {
    for end in ["", "</e", "<b>", "</x>", "<b q=1 q", "&", "<![CDATA[", "<!DOCTYPE x>"] {
        assert_eq!(
            scan(&["/e/c", "/e", "/e/*/c"], &format!("<e><c>a</c>{end}")),
            ["a", "Object", "0:a"],
            "{end}"
        );
    }
    // It is there, and nobody knows what it says.
    assert_eq!(scan(&["/e/c"], "<e><c>a"), ["Object"]);
    assert_eq!(scan(&["/e/c"], "<e><c>a</c></e><e><c>b</c></e>"), ["a"]);
}

#[test]
fn every_beginning_of_a_text_can_be_read() {
    let text = r#"<?xml version="1.0"?><e a="&lt;b"><c>é&amp;</c><c><![CDATA[x]]></c><!-- c --><d/></e>"#;
    let step = if cfg!(miri) { 5 } else { 1 };
    for end in (0..text.len()).step_by(step).filter(|end| text.is_char_boundary(*end)) {
        for root in [XmlRoot::Document, XmlRoot::Element] {
            scan_from(root, &["/e/@a", "/e/c/*", "/e/c/0", "/e/d", "/*", "/*/*/*"], &text[..end]);
        }
    }
}

#[test]
#[cfg_attr(miri, ignore = "its size is what it shows, and takes Miri hours")]
fn elements_can_be_many_and_nested_as_deep_as_they_like() {
    let start = std::time::Instant::now();
    for depth in [100, 100_000] {
        let deep = format!("{}x{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert_eq!(scan(&["/a/a", "/*/*/*"], &deep).len(), 2);
    }
    let wide = format!("<a>{}</a>", "<b q='1'> <c>1</c> </b>".repeat(50_000));
    assert_eq!(scan(&["/a/b/*/c", "/a/b/c", "/*/*/*/@q"], &wide)[1], "");
    let parts = format!("<a>{}&#32;x{}</a>", " ".repeat(50_000), "<!---->y".repeat(50_000));
    assert_eq!(scan(&["/a"], &parts)[0].len(), 50_001);
    assert_eq!(scan(&["/a/@b"], &format!("<a{}/>", " b='&'".repeat(20_000))), ["&"]);
    assert!(start.elapsed().as_secs() < 20);
}
