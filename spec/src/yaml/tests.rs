//! An independent reader of YAML reads the same texts in the same shape.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::*;
use generator::Generator;

mod generator;

/// Reads a value as the type that a node has, and compares both.
///
/// serde gives the text of a scalar only where it is asked for a string.
#[derive(Clone, Copy)]
struct SameAs<'n>(&'n Node);

impl<'de> DeserializeSeed<'de> for SameAs<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match &self.0.value {
            Value::Scalar { style: Style::Plain, .. } => deserializer.deserialize_str(self),
            Value::Scalar { style: Style::Quoted, .. } => deserializer.deserialize_any(self),
            Value::List(_) => deserializer.deserialize_seq(self),
            Value::Map(_) => deserializer.deserialize_map(self),
            Value::Broken => Err(D::Error::custom("a broken value without a problem")),
        }
    }
}

impl<'de> Visitor<'de> for SameAs<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0.value)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        if self.0.scalar() == Some(text) {
            return Ok(());
        }
        Err(E::custom(format!("{text:?} and {:?}", self.0.scalar())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Value::List(nodes) = &self.0.value else { return Err(A::Error::custom("a list")) };
        for node in nodes {
            if seq.next_element_seed(SameAs(node))?.is_none() {
                return Err(A::Error::custom("a shorter list"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Value::Map(members) = &self.0.value else { return Err(A::Error::custom("a map")) };
        for (key, value) in members {
            if map.next_key_seed(SameAs(key))?.is_none() {
                return Err(A::Error::custom("a smaller map"));
            }
            map.next_value_seed(SameAs(value))?;
        }
        Ok(())
    }
}

/// What both readers make of a text.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Same,
    /// Ours refuses it with a reason.
    Refused,
    /// The other one refuses it by the older version of YAML that it reads.
    AllowedSince12,
}

fn compare_readers(text: &str) -> Outcome {
    let mut problems = Vec::new();
    let document = parse_document(text, &mut problems);
    if !problems.is_empty() {
        assert!(problems.iter().all(|problem| !problem.message().is_empty()));
        return Outcome::Refused;
    }
    let root = document.map(|document| document.root).expect("a document or a problem");
    if !matches!(root.value, Value::Map(_)) {
        // It is no catalog, which the next phase says.
        return Outcome::Refused;
    }
    match SameAs(&root).deserialize(serde_yaml::Deserializer::from_str(text)) {
        Ok(()) => Outcome::Same,
        Err(error) if is_older_rule(&error.to_string(), text) => Outcome::AllowedSince12,
        Err(error) => panic!("{error}\n{text}\n{text:?}"),
    }
}

/// Returns whether the other reader goes by YAML 1.1: it has no tabs that separate, and in brackets no text that starts
/// with `?` or `:` or holds a `:` before a comma or a question mark.
fn is_older_rule(error: &str, text: &str) -> bool {
    let is_about_tabs = error.contains("found a tab") || error.contains("cannot start any token");
    let has_indicator = ["?\"", "?'", " :\"", " :'"].iter().any(|start| text.contains(start));
    (is_about_tabs && text.contains('\t')) || error.contains("found unexpected ':'") || has_indicator
}

fn list_catalogs(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            files.extend(list_catalogs(&path));
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            files.push(path);
        }
    }
    files
}

#[test]
fn catalogs_are_read_as_another_reader_reads_them() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = list_catalogs(spec);
    files.extend(list_catalogs(&spec.join("../tests/catalogs")));
    assert!(files.len() > 10, "{files:?}");
    for file in files {
        let (text, problems) = decode_text(&fs::read(&file).unwrap());
        assert!(problems.is_empty());
        assert_eq!(compare_readers(&text), Outcome::Same, "{}", file.display());
    }
}

#[test]
fn random_documents_are_read_as_another_reader_reads_them() {
    let same = (0..5000).filter(|seed| {
        let text = Generator::new(*seed).write_document();
        compare_readers(&text) == Outcome::Same
    });
    assert!(same.count() > 4500);
}

#[test]
fn texts_survive_every_style() {
    for seed in 0..5000 {
        let mut generator = Generator::new(seed);
        let (text, expected) = generator.write_scalar_document();
        let mut problems = Vec::new();
        let document = parse_document(&text, &mut problems).unwrap();
        let Value::Map(members) = &document.root.value else { panic!("{text}") };
        let (_, value): &(Rc<Node>, Rc<Node>) = &members[0];
        assert_eq!(value.scalar(), Some(expected.as_str()), "{text}");
        assert_eq!(compare_readers(&text), Outcome::Same);
    }
}

/// Most of these are no YAML, or other YAML than was written.
#[test]
fn damaged_documents_are_read_alike_or_refused() {
    let mut outcomes = Vec::new();
    for seed in 0..10_000 {
        let mut generator = Generator::new(seed);
        let text = generator.write_document();
        let damaged = generator.damage(&text);
        // A block of text that ends with the file has a line break at its end for one reader, and none for the other.
        outcomes.push(compare_readers(&format!("{damaged}\n")));
    }
    let refused = outcomes.iter().filter(|outcome| **outcome == Outcome::Refused).count();
    let excused = outcomes.iter().filter(|outcome| **outcome == Outcome::AllowedSince12).count();
    assert!((2000..8000).contains(&refused) && excused < 100, "{refused}, {excused}");
}
