//! Reads statuses, codes and retry hints in the cells of a table, as people write them.

use errspec_data::RetryHint;
use errspec_spec::notation::{DURATION_UNITS, parse_class};

use crate::statuses::DraftStatuses;
use crate::tree::DataTree;

/// A range of more statuses than these isn't a list.
const LONGEST_RANGE: u16 = 10;

/// Returns whether a cell says that there is nothing to say.
pub(crate) fn is_none(cell: &str) -> bool {
    ["", "-", "–", "—", "−", "n/a", "none", "null", "*"].iter().any(|none| cell.eq_ignore_ascii_case(none))
}

/// What a cell says of statuses.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Status {
    pub(crate) statuses: DraftStatuses,
    /// Whether it says something else, too.
    pub(crate) is_odd: bool,
}

/// Reads the statuses in a cell, such as `400`, `404 Not Found`, `401, 403`, `500–503`, `5xx` or `any`.
pub(crate) fn read_status_cell(cell: &str) -> Status {
    let dashed = cell.replace(" to ", " - ").replace(" through ", " - ");
    let words = split_words(&dashed);
    let (mut list, mut classes, mut is_odd) = (Vec::new(), Vec::new(), false);
    for (index, (gap, word)) in words.iter().enumerate() {
        let first =
            index.checked_sub(1).and_then(|before| read_status(words[before].1)).filter(|_| is_range(gap));
        match (first, read_status(word), read_class(word)) {
            (Some(first), Some(end), _) if first % 100 == 0 && end == first + 99 => {
                list.pop();
                classes.extend(u8::try_from(first / 100));
            }
            (Some(first), Some(end), _) if first < end && end - first < LONGEST_RANGE => {
                list.extend(first + 1..=end);
            }
            (Some(_), Some(_), _) => {
                list.pop();
                is_odd = true;
            }
            (None, Some(status), _) => list.push(status),
            (_, None, Some(class)) => classes.push(class),
            (_, None, None) => is_odd |= word.len() == 3 && word.starts_with(|c: char| c.is_ascii_digit()),
        }
    }
    let (statuses, is_odd) = match (list.is_empty(), classes.as_slice()) {
        (false, classes) => (DraftStatuses::Listed(list), is_odd || !classes.is_empty()),
        (true, [class]) => (DraftStatuses::Class(*class), is_odd),
        (true, []) if is_any(cell) => (DraftStatuses::Any, false),
        (true, _) => (DraftStatuses::Any, true),
    };
    Status { statuses, is_odd }
}

/// Returns what a cell says besides statuses and what they are called: the words `Request Failed` of
/// `402 Request Failed`.
pub(crate) fn find_words_beside_status<'a>(cell: &'a str, statuses: &DraftStatuses) -> Option<&'a str> {
    let is_status = |word: &str| read_status(word).is_some() || read_class(word).is_some();
    let is_of_status = |word: &str| {
        ["http", "1", "2", "status", "code", "error", "or", "and", "to", "through", "any", "all", "every"]
            .contains(&word.to_lowercase().as_str())
    };
    let words = cell.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<_> = words.filter(|word| !is_status(word)).collect();
    let letters = words.concat().to_lowercase();
    let is_reason = statuses.list_names().any(|name| name.to_lowercase() == letters);
    let is_told = is_reason || words.iter().all(|word| is_of_status(word));
    (!is_told).then(|| cell.trim())
}

fn is_any(cell: &str) -> bool {
    is_none(cell) || ["any", "all", "every"].iter().any(|any| cell.eq_ignore_ascii_case(any))
}

/// Splits a cell into words, each with what parts it from the one before.
fn split_words(cell: &str) -> Vec<(&str, &str)> {
    let in_word = |c: char| c.is_alphanumeric() || c == '*';
    let (mut words, mut rest) = (Vec::new(), cell);
    while let Some(start) = rest.find(in_word) {
        let (gap, tail) = rest.split_at(start);
        let (word, tail) = tail.split_at(tail.find(|c| !in_word(c)).unwrap_or(tail.len()));
        words.push((gap, word));
        rest = tail;
    }
    words
}

fn is_range(gap: &str) -> bool {
    ["-", "–", "—", "‑", "−", "..", "...", "..=", "…", "~"].contains(&gap.trim())
}

/// Reads a status; an asterisk behind it leads to a footnote.
fn read_status(word: &str) -> Option<u16> {
    let word = word.trim_end_matches('*');
    word.parse().ok().filter(|status| word.len() == 3 && (100..1000).contains(status))
}

/// Reads `4xx` and its like, `4Xx` and `4**` among them.
fn read_class(word: &str) -> Option<u8> {
    parse_class(&word.to_ascii_lowercase().replace("**", "xx"))
}

/// What a cell says of codes.
#[derive(Debug, PartialEq)]
pub(crate) struct Codes<'a> {
    pub(crate) list: Vec<&'a str>,
    pub(crate) is_deprecated: bool,
    /// What a number is called that is the code.
    pub(crate) name: Option<&'a str>,
    /// What else is in the cell.
    pub(crate) rest: &'a str,
}

/// Reads the codes in a cell: one, or several words with commas, slashes or `or` between them.
pub(crate) fn read_codes(cell: &str) -> Codes<'_> {
    let (cell, is_deprecated) = match strip_suffix(cell.trim(), "(deprecated)") {
        Some(cell) => (cell, true),
        None => (cell, false),
    };
    if let Some((list, rest)) = read_code_spans(cell) {
        return Codes { list, is_deprecated, name: None, rest };
    }
    if let Some((number, name)) = split_number(cell) {
        return Codes { list: vec![number], is_deprecated, name: Some(name), rest: "" };
    }
    let several = [",", ";", " / ", " or ", " and ", "\n"].into_iter().find_map(|separator| {
        let parts: Vec<_> = cell.split(separator).map(strip_quotes).collect();
        let is_word = |part: &&str| !part.is_empty() && !part.contains(char::is_whitespace);
        (parts.len() > 1 && parts.iter().all(is_word)).then_some(parts)
    });
    let list = several.unwrap_or_else(|| vec![strip_quotes(cell)]);
    Codes { list, is_deprecated, name: None, rest: "" }
}

/// Splits a number and its name, such as `0 Success` or `-1003: TOO_MANY_REQUESTS`.
fn split_number(cell: &str) -> Option<(&str, &str)> {
    let (number, name) = cell.split_once([' ', ':'])?;
    let name = name.trim_start_matches([' ', ':', '-', '–', '—', '(']).trim_end_matches(')');
    let is_number = number.parse::<i64>().is_ok();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (is_number && is_name).then_some((number, name))
}

/// Reads the code spans with nothing but commas and their like between them, and returns what is behind them.
fn read_code_spans(cell: &str) -> Option<(Vec<&str>, &str)> {
    let (mut codes, mut rest) = (Vec::new(), cell);
    while let Some((gap, behind)) = rest.split_once('`') {
        let Some((code, behind)) = behind.split_once('`') else { break };
        let is_first = codes.is_empty() && gap.trim().is_empty();
        if code.trim().is_empty() || !is_first && !["", ",", ";", "/", "|", "or", "and"].contains(&gap.trim())
        {
            break;
        }
        codes.push(strip_quotes(code));
        rest = behind;
    }
    (!codes.is_empty()).then_some((codes, rest.trim()))
}

fn strip_suffix<'a>(text: &'a str, suffix: &str) -> Option<&'a str> {
    let (rest, end) = text.split_at_checked(text.len().checked_sub(suffix.len())?)?;
    end.eq_ignore_ascii_case(suffix).then(|| rest.trim_end())
}

/// What people put around codes, straight or typographic.
const QUOTES: [char; 16] = ['`', '"', '\'', '“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»', '‹', '›', '´'];

/// Returns a code without the quotes around it, unless it is nothing else.
fn strip_quotes(code: &str) -> &str {
    let code = code.trim();
    let bare = code.trim_matches(QUOTES).trim();
    if bare.is_empty() { code } else { bare }
}

/// Reads a hint, yes and no, or what our own pages say: `After 1 minute`, `Backoff from 1 second`, `Action`.
pub(crate) fn read_retry(cell: &str) -> Option<DataTree> {
    let cell = cell.trim_matches('`').to_lowercase();
    let text = |text: &str| Some(DataTree::Text(text.to_owned()));
    match cell.as_str() {
        "yes" | "true" | "y" | "✓" | "✅" => Some(make_bounded_hint("backoff", "1s")),
        "no" | "false" | "n" | "never" | "✗" | "❌" => text("never"),
        "once" => text("once"),
        "action" => {
            let todo = DataTree::Text("TODO. Say what has to be done first.".to_owned());
            Some(DataTree::Map(vec![("action".to_owned(), todo)]))
        }
        _ => {
            let (strategy, delay) = cell.split_once(' ')?;
            let delay = read_wait_in_words(delay.strip_prefix("from ").unwrap_or(delay))?;
            ["after", "backoff"].contains(&strategy).then(|| DataTree::Text(format!("{strategy} {delay}")))
        }
    }
}

/// Makes a hint that says how often to try, since the source doesn't.
pub(crate) fn make_bounded_hint(strategy: &str, delay: &str) -> DataTree {
    DataTree::Map(vec![
        (strategy.to_owned(), DataTree::Text(delay.to_owned())),
        ("retries".to_owned(), DataTree::Integer(RetryHint::DEFAULT_RETRIES.to_string())),
    ])
}

/// Reads the symbol of a unit, its name, or what people shorten it to.
fn read_unit(word: &str) -> Option<&'static str> {
    let name = match word {
        "sec" => "second",
        "min" => "minute",
        word => word.strip_suffix('s').unwrap_or(word),
    };
    let unit = DURATION_UNITS.iter().find(|unit| unit.symbol == word || unit.name == name)?;
    Some(unit.symbol)
}

/// Returns `1 minute 30 seconds` as a catalog has it, `1m30s`.
fn read_wait_in_words(words: &str) -> Option<String> {
    let (mut out, mut rest) = (String::new(), words.trim());
    while !rest.is_empty() {
        let (number, behind) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit())?);
        let behind = behind.trim_start();
        let (word, behind) =
            behind.split_at(behind.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(behind.len()));
        let unit = read_unit(word)?;
        if !(1..=6).contains(&number.len()) {
            return None;
        }
        out.extend([number, unit]);
        rest = behind.trim_start();
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_read_as_they_are_meant() {
        use DraftStatuses::{Any, Class, Listed};
        for (cell, statuses, is_odd) in [
            ("404", Listed(vec![404]), false),
            ("404 Not Found", Listed(vec![404]), false),
            ("HTTP/1.1 404*", Listed(vec![404]), false),
            ("401, 403", Listed(vec![401, 403]), false),
            ("401/403 or 404", Listed(vec![401, 403, 404]), false),
            ("5xx", Class(5), false),
            ("4**", Class(4), false),
            ("500–599", Class(5), false),
            ("400..499", Class(4), false),
            ("400 to 499", Class(4), false),
            ("500-503", Listed(vec![500, 501, 502, 503]), false),
            ("400 through 402, 410", Listed(vec![400, 401, 402, 410]), false),
            ("400-451", Any, true),
            ("503-500", Any, true),
            ("404 - Not Found", Listed(vec![404]), false),
            ("404, 5xx", Listed(vec![404]), true),
            ("4xx, 5xx", Any, true),
            ("404, 40x", Listed(vec![404]), true),
            ("any", Any, false),
            ("", Any, false),
            ("varies", Any, true),
            ("999", Listed(vec![999]), false),
            ("1000", Any, true),
        ] {
            assert_eq!(read_status_cell(cell), Status { statuses, is_odd }, "{cell}");
        }
    }

    #[test]
    fn codes_are_parted() {
        for (cell, expected, rest) in [
            ("gone", &["gone"][..], ""),
            ("`gone`, `lost`", &["gone", "lost"], ""),
            ("`gone` (see `id`)", &["gone"], "(see `id`)"),
            ("`gone` (Deprecated)", &["gone"], ""),
            ("a or b", &["a", "b"], ""),
            ("a\nb", &["a", "b"], ""),
            ("Bad Request", &["Bad Request"], ""),
            ("urn:a/b", &["urn:a/b"], ""),
            ("'", &["'"], ""),
            ("`\"gone\"`", &["gone"], ""),
            ("“gone”, «lost»", &["gone", "lost"], ""),
            ("`'gone'` / `‘lost’`", &["gone", "lost"], ""),
            ("2 lost things", &["2 lost things"], ""),
        ] {
            let codes = read_codes(cell);
            assert_eq!((codes.list.as_slice(), codes.rest), (expected, rest), "{cell}");
        }
        assert!(read_codes("gone (deprecated)").is_deprecated);
    }

    #[test]
    fn numbers_are_parted_from_their_names() {
        for (cell, number, name) in [
            ("0 Success", "0", "Success"),
            ("-1003 TOO_MANY_REQUESTS", "-1003", "TOO_MANY_REQUESTS"),
            ("7: Gone", "7", "Gone"),
            ("7 - Gone", "7", "Gone"),
            ("7 (Gone)", "7", "Gone"),
        ] {
            let codes = read_codes(cell);
            assert_eq!((codes.list.as_slice(), codes.name), (&[number][..], Some(name)), "{cell}");
        }
    }

    #[test]
    fn words_of_our_own_pages_are_hints() {
        for (cell, hint) in [
            ("No", Some("never")),
            ("Once", Some("once")),
            ("After 1 minute 30 seconds", Some("after 1m30s")),
            ("Backoff from 5 seconds", Some("backoff 5s")),
            ("after 60s", Some("after 60s")),
            ("maybe later", None),
            ("After 400: No", None),
        ] {
            assert_eq!(read_retry(cell), hint.map(|hint| DataTree::Text(hint.to_owned())), "{cell}");
        }
    }
}
