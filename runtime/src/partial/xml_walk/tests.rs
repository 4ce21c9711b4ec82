//! A walk finds what is in the tree of the elements, as far as the text goes.

use super::*;

/// An element of a text: its name without a prefix, where it begins, where its first tag ends, and where it ends.
struct Element {
    name: &'static str,
    start: usize,
    opened: usize,
    end: usize,
    inside: Vec<Element>,
}

/// An item: where in the text it is, and its name or that of the list around it.
type Item = (Range<usize>, Option<&'static str>);

/// Lists the items in elements as a reader of the whole tree does, in a text that breaks off at a place.
fn list_items(
    inside: &[Element],
    way: &[&str],
    key: Option<&'static str>,
    cut: usize,
    items: &mut Vec<Item>,
) {
    let [token, rest @ ..] = way else { return };
    let mut lead = |element: &Element, way: &[&str], own: Option<&'static str>| match way {
        [] if element.end <= cut => items.push((element.start..element.end, own.or(key))),
        _ => list_items(&element.inside, way, own, cut, items),
    };
    let mut opened = inside.iter().filter(|element| element.opened <= cut);
    if *token == "*" {
        opened.for_each(|element| lead(element, rest, Some(element.name)));
        return;
    }
    let equal: Vec<_> = opened.by_ref().filter(|element| element.name == *token).collect();
    match (rest, &equal[..]) {
        (["*", rest @ ..], _) => equal.iter().for_each(|element| lead(element, rest, None)),
        ([index, rest @ ..], _) if index.parse::<usize>().is_ok() => {
            if let Some(element) = equal.get(index.parse::<usize>().unwrap()) {
                lead(element, rest, key);
            }
        }
        (_, [element]) => lead(element, rest, key),
        _ => {}
    }
}

/// Writes elements that are drawn by a generator that gives the same ones every time.
struct Writer {
    state: u64,
    text: String,
}

impl Writer {
    fn draw(&mut self, below: usize) -> usize {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap() % below
    }

    fn draw_of(&mut self, texts: &[&'static str]) -> &'static str {
        texts[self.draw(texts.len())]
    }

    fn write_element(&mut self, depth: usize) -> Element {
        let (start, name) = (self.text.len(), self.draw_of(&["e", "e", "x"]));
        let prefix = self.draw_of(&["", "", "p:"]);
        let attribute = self.draw_of(&["", "", " a='>'", " xmlns:p=\"u\""]);
        self.text.extend(["<", prefix, name, attribute]);
        let mut inside = Vec::new();
        let opened = if self.draw(5) == 0 {
            self.text += "/>";
            self.text.len()
        } else {
            self.text += ">";
            let opened = self.text.len();
            for _ in 0..self.draw(if depth < 5 { 4 } else { 1 }) {
                let text =
                    self.draw_of(&["", " ", "t", "&amp;", "<!-- <e> -->", "<![CDATA[</e>]]>", "\u{feff}"]);
                self.text += text;
                inside.push(self.write_element(depth + 1));
            }
            let space = self.draw_of(&["", "", " "]);
            self.text.extend(["</", prefix, name, space, ">"]);
            opened
        };
        Element { name, start, opened, end: self.text.len(), inside }
    }
}

fn walk(pointer: &'static str, text: &str) -> Vec<(Range<usize>, Option<String>)> {
    let mut walk = XmlWalk::begin(Pointer::new(pointer));
    let items = std::iter::from_fn(|| walk.next_item(text));
    items.map(|item| (item.source, item.key.map(|key| text[key.raw].to_owned()))).collect()
}

/// How many texts are walked through.
const TEXTS: usize = if cfg!(miri) { 20 } else { 10_000 };

#[test]
fn walk_finds_what_is_in_the_tree() {
    let mut writer = Writer { state: 1, text: String::new() };
    let mut found = 0;
    for _ in 0..TEXTS {
        writer.text = writer.draw_of(&["", "<?xml version='1.0'?>\n"]).to_owned();
        let root = [writer.write_element(0)];
        let text = writer.text.clone();
        let cut = if writer.draw(3) == 0 { writer.draw(text.len()) } else { text.len() };
        let cut = (0..=cut).rev().find(|cut| text.is_char_boundary(*cut)).unwrap();
        let after = if cut == text.len() { "<e><e/></e>" } else { "" };
        for pointer in [
            "", "/e", "/e/e", "/e/*", "/*", "/*/*", "/e/1", "/*/e", "/*/e/x", "/e/e/0/e", "/e/*/*/x",
            "/x/e/1/*",
        ] {
            let way: Vec<_> = pointer.split('/').skip(1).chain(["*"]).collect();
            let mut expected = Vec::new();
            list_items(&root, &way, None, cut, &mut expected);
            let expected: Vec<_> =
                expected.into_iter().map(|(at, key)| (at, key.map(str::to_owned))).collect();
            let walked = walk(pointer, &format!("{}{after}", &text[..cut]));
            assert_eq!(walked, expected, "{pointer} {}", &text[..cut]);
            found += walked.len();
        }
    }
    assert!(found > TEXTS, "{found} in {TEXTS}");
}

#[test]
fn break_ends_a_walk() {
    for rest in
        ["</b></e>", "<a q=1/><a/>", "</x><a/>", "<!DOCTYPE x><a/>", "<a><b></a><a/>", "<", "</e><e><a/>"]
    {
        assert_eq!(walk("/e/a", &format!("<e><a/>{rest}")), [(3..7, None)], "{rest}");
    }
    let deep = |depth: usize| format!("<e><a/><a>{}{}</a></e>", "<b>".repeat(depth), "</b>".repeat(depth));
    assert_eq!(walk("/e/a", &deep(900)).len(), 2);
    let too_deep = if cfg!(miri) { 1_100 } else { 100_000 };
    assert_eq!(walk("/e/a", &deep(too_deep)).len(), 1);
}
