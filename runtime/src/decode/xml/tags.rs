//! Reads the tags of an XML text, from any of them on.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::LEVELS;
use crate::located::locate_part;

/// Reads tags, without what is between them.
pub(crate) struct TagReader<'a> {
    text: &'a str,
    /// Where in the text it began.
    start: usize,
    reader: Reader<&'a [u8]>,
}

/// A tag of an element. One without an end of its own has an end all the same.
pub(crate) enum Tag<'a> {
    Start(StartTag<'a>),
    End(EndTag<'a>),
}

/// The beginning of an element: where in the text it and its names are.
pub(crate) struct StartTag<'a> {
    pub(crate) at: usize,
    pub(crate) name: Range<usize>,
    /// The name without a prefix.
    pub(crate) local_name: Range<usize>,
    tag: BytesStart<'a>,
}

/// The end of an element, and where in the text what follows is.
pub(crate) struct EndTag<'a> {
    pub(crate) next: usize,
    tag: BytesEnd<'a>,
}

impl<'a> TagReader<'a> {
    /// Begins before the first tag that isn't before a place in the text.
    pub(crate) fn new(text: &'a str, at: usize) -> Option<Self> {
        let rest = text.get(at..)?;
        // Text is no break. A reader takes a byte order mark at its beginning for none of it.
        let start = at + rest.find('<')?;
        let mut reader = open_reader(text.get(start..)?);
        // The end of an element that began before.
        reader.config_mut().allow_unmatched_ends = true;
        Some(Self { text, start, reader })
    }

    /// Reads the next tag; none where the text ends or breaks.
    pub(crate) fn next_tag(&mut self) -> Option<Tag<'a>> {
        loop {
            let at = self.start + read_position(&self.reader);
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => return StartTag::locate(self.text, tag, at).map(Tag::Start),
                Ok(Event::End(tag)) => {
                    let next = self.start + read_position(&self.reader);
                    return Some(Tag::End(EndTag { next, tag }));
                }
                Ok(Event::Empty(_) | Event::DocType(_) | Event::Eof) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    /// Skips the rest of an element behind its start, where so many are open around it; returns where what follows is.
    pub(crate) fn skip_element(&mut self, outer: usize) -> Option<usize> {
        let mut inner = 1;
        loop {
            match self.next_tag()? {
                Tag::Start(_) if outer + inner >= LEVELS => return None,
                Tag::Start(_) => inner += 1,
                Tag::End(EndTag { next, .. }) if inner == 1 => return Some(next),
                Tag::End(_) => inner -= 1,
            }
        }
    }
}

impl<'a> StartTag<'a> {
    fn locate(text: &str, tag: BytesStart<'a>, at: usize) -> Option<Self> {
        let locate = |part| locate_part(part, text.as_bytes());
        let (name, local_name) = (tag.name().into_inner(), tag.local_name().into_inner());
        Some(Self { at, name: locate(name)?, local_name: locate(local_name)?, tag })
    }

    /// Returns whether all of its attributes can be read.
    pub(crate) fn is_whole(&self) -> bool {
        self.tag.attributes().with_checks(false).all(|attribute| attribute.is_ok())
    }
}

impl EndTag<'_> {
    /// Returns whether it ends an element of a name.
    pub(crate) fn has_name(&self, name: &str) -> bool {
        self.tag.name().into_inner() == name.as_bytes()
    }
}

/// Reads a text from its beginning, or from a tag on.
pub(super) fn open_reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    reader
}

/// Returns the part of the text that an event shows.
pub(super) fn find_part<'a>(text: &'a str, part: &[u8]) -> Option<&'a str> {
    text.get(locate_part(part, text.as_bytes())?)
}

pub(super) fn read_position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}
