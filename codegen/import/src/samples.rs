//! Finds the JSON objects that a page shows as samples of its bodies.

use std::ops::Range;

use crate::tree::DataTree;

/// Finds the JSON objects in a text.
pub(crate) fn find_samples(text: &str) -> Vec<DataTree> {
    locate_samples(text).into_iter().map(|(_, sample)| sample).collect()
}

/// Finds the JSON objects in a text, each with its place in bytes.
pub(crate) fn locate_samples(text: &str) -> Vec<(Range<usize>, DataTree)> {
    let mut samples = Vec::new();
    let mut rest = text;
    // A page has few objects; a text of nothing but braces isn't one.
    for _ in 0..200 {
        let Some(start) = rest.find('{') else { break };
        let mut values = serde_json::Deserializer::from_str(&rest[start..]).into_iter::<DataTree>();
        rest = match values.next() {
            Some(Ok(tree)) => {
                let place = text.len() - rest.len() + start;
                samples.push((place..place + values.byte_offset(), tree));
                &text[place + values.byte_offset()..]
            }
            _ => &rest[start + 1..],
        };
    }
    samples
}
