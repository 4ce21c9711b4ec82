//! Lone surrogates, which JavaScript writes where it cuts a string in the middle of a character.

/// Replaces escaped lone surrogates, which JSON allows and a Rust string doesn't; none if there are none.
pub(crate) fn mend(text: &str) -> Option<String> {
    let lone = lone_surrogates(text.as_bytes());
    let mut bytes = (!lone.is_empty()).then(|| text.as_bytes().to_vec())?;
    for at in lone {
        bytes[at..at + 6].copy_from_slice(br"\ufffd");
    }
    String::from_utf8(bytes).ok()
}

/// Where their escapes begin.
fn lone_surrogates(text: &[u8]) -> Vec<usize> {
    let mut lone = Vec::new();
    let mut at = 0;
    while at < text.len() {
        at += match (unit(text, at), unit(text, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                lone.push(at);
                6
            }
            _ if text[at] == b'\\' => 2,
            _ => 1,
        };
    }
    lone
}

/// The code unit that is escaped here.
fn unit(text: &[u8], at: usize) -> Option<u16> {
    let digits = text.get(at..at + 6)?.strip_prefix(br"\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn only_lone_surrogates_are_replaced() {
        assert_eq!(mend(r#""a\ud83d""#).unwrap(), r#""a\ufffd""#);
        assert_eq!(mend(r#""\ude00\ud83d\ud83d\ude00""#).unwrap(), r#""\ufffd\ufffd\ud83d\ude00""#);
        assert_eq!(mend(r#""\ud83d\ude00 \\ud83d é\é""#), None);
        assert_eq!(mend(r#""\ud83"#), None);
    }
}
