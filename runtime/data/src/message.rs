//! Finds the message of a response: that of the element which has the code, else all texts of a locator.

use alloc::borrow::Cow;

use crate::decision::{Candidate, CodePlace, ReadResponse};
use crate::locator::Locator;

/// Finds the message: that of the element in which the code was, else all texts of the first locator that has any.
pub(crate) fn find_message<'r, R: ReadResponse>(
    messages: &[Locator<'_>],
    response: &'r R,
    code: Option<&Candidate<'_, '_>>,
) -> Option<Cow<'r, str>> {
    // What is the code of an entry isn't the message as well.
    let is_code = |at: &&Locator<'_>| code.is_some_and(|code| code.at.is_same_value(at));
    let messages = || messages.iter().filter(|at| !is_code(at));
    let beside_code =
        messages().find_map(|at| match code.and_then(|code| find_element(at, response, code.place())) {
            Some(element) => join_texts(at, response, Some(element)),
            None => join_texts(at, response, None),
        });
    beside_code.or_else(|| messages().find_map(|at| join_texts(at, response, None)))
}

/// Finds the element of the last list that leads to a locator and to a code, in which the code is: how deep the list is,
/// and which element.
pub(crate) fn find_element<R: ReadResponse + ?Sized>(
    at: &Locator<'_>,
    response: &R,
    code: CodePlace<'_>,
) -> Option<(usize, usize)> {
    // Most codes are in no list, which is cheaper to find out than what the pointers share.
    response.element(code.place, code.value, 1)?;
    let depth = at.place().pointer()?.shared_lists(code.place.pointer()?);
    Some((depth, response.element(code.place, code.value, depth)?))
}

/// Joins the texts at a locator that aren't empty, or those of an element; header fields aren't joined.
fn join_texts<'r, R: ReadResponse>(
    at: &Locator<'_>,
    response: &'r R,
    element: Option<(usize, usize)>,
) -> Option<Cow<'r, str>> {
    // Most messages are in no list, and there is nothing to join.
    if element.is_none() && response.element(at.place(), 0, 1).is_none() {
        return response.find_located(at, |value| at.cut(value.text()?)).map(Cow::Borrowed);
    }
    let mut joined: Option<Cow<'r, str>> = None;
    let mut index = 0;
    response.find_located(at, |value| {
        let is_beside = element
            .is_none_or(|(depth, element)| response.element(at.place(), index, depth) == Some(element));
        index += 1;
        let text = value.text().filter(|_| is_beside).and_then(|text| at.cut(text))?;
        match &mut joined {
            Some(texts) => {
                let texts = texts.to_mut();
                texts.push_str("; ");
                texts.push_str(text);
            }
            none => *none = Some(Cow::Borrowed(text)),
        }
        None::<()>
    });
    joined
}
