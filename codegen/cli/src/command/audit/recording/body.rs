//! Decodes a body as it was recorded: from base64, and from the encoding in which it was sent.

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use errspec::__private::Bytes;
use errspec::__private::http::HeaderMap;
use errspec::__private::http::header::CONTENT_ENCODING;
use flate2::read::{GzDecoder, ZlibDecoder};

use super::MAX_BODY;

/// Decodes a body. The text says why it can't be read.
///
/// Recordings mostly have the decoded body beside header fields that say how it was sent, so that the bytes decide.
pub(super) fn decode_body(
    recorded: Vec<u8>,
    encoding: Option<&str>,
    headers: &mut HeaderMap,
) -> (Bytes, Option<&'static str>) {
    let mut body = recorded;
    if encoding == Some("base64") {
        match decode_base64(&body) {
            Some(decoded) => body = decoded,
            None => return (Bytes::new(), Some("it isn't the base64 that it is said to be")),
        }
    }
    let sent_as = headers.get(CONTENT_ENCODING).and_then(|field| field.to_str().ok()).unwrap_or_default();
    let sent_as = sent_as.trim().to_ascii_lowercase();
    let decoded = match body[..] {
        [0x1f, 0x8b, ..] => Some(read_start(GzDecoder::new(&body[..]))),
        [0x78, ..] if sent_as == "deflate" => Some(read_start(ZlibDecoder::new(&body[..]))),
        _ => None,
    };
    let is_encoded = !matches!(&sent_as[..], "" | "identity") && std::str::from_utf8(&body).is_err();
    let unread = match (&decoded, is_encoded) {
        (Some(decoded), _) if decoded.is_empty() => Some("what it was compressed to is broken"),
        (None, true) => Some("it is still encoded as it was sent, and that is neither gzip nor deflate"),
        _ => None,
    };
    let mut body = decoded.unwrap_or(body);
    body.truncate(MAX_BODY);
    headers.remove(CONTENT_ENCODING);
    (body.into(), unread)
}

/// Decodes base64, of which the end may be cut off.
fn decode_base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut text: Vec<_> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    text.truncate(text.len() / 4 * 4);
    STANDARD.decode(text).ok()
}

/// Reads what can be decoded, up to the limit: a small input can be made of very much.
fn read_start(decoder: impl Read) -> Vec<u8> {
    let mut start = Vec::new();
    // What came before a break counts.
    let _ = decoder.take(MAX_BODY as u64).read_to_end(&mut start);
    start
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn decode(recorded: &[u8], encoding: Option<&str>, sent_as: &str) -> (Bytes, Option<&'static str>) {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_ENCODING, sent_as.parse().unwrap());
        decode_body(recorded.to_vec(), encoding, &mut headers)
    }

    #[test]
    fn compressed_bodies_are_decoded_up_to_the_limit() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![b'a'; 50 << 20]).unwrap();
        let bomb = encoder.finish().unwrap();
        assert_eq!(decode(&bomb, None, "gzip").0.len(), MAX_BODY);
        let text = STANDARD.encode(&bomb);
        assert_eq!(decode(text.as_bytes(), Some("base64"), "gzip").0.len(), MAX_BODY);
        assert!(decode(&bomb[..12], None, "gzip").1.is_some());
    }

    #[test]
    fn body_that_was_decoded_already_stays() {
        assert_eq!(decode(b"{}", None, "br"), (Bytes::from_static(b"{}"), None));
        assert!(decode(b"\xff\xfe", None, "br").1.is_some());
        assert_eq!(decode(b"\xff\xfe", None, "").1, None);
        assert_eq!(decode(b"e30=e", Some("base64"), "").0, "{}");
        assert!(
            decode(b"=!", Some("base64"), "").1.is_none() && decode(b"=!=!", Some("base64"), "").1.is_some()
        );
    }
}
