//! Whatever comes, decoding ends, and keeps it.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use bytes::Bytes;
use errspec::Idempotency;
use http::HeaderValue;
use proptest::collection::vec;
use proptest::prelude::*;

mod every {
    errspec::errors!("catalogs/everything.yaml");
}

use every::EveryError;

/// Bodies that are nearly right: JSON of the members that the catalog looks at, cut off or not.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let scalar = prop_oneof![
        Just("null".to_owned()),
        any::<i64>().prop_map(|n| n.to_string()),
        any::<f64>().prop_map(|n| n.to_string()),
        any::<bool>().prop_map(|b| b.to_string()),
        "[a-z_\\\\\"]{0,8}".prop_map(|text| serde_json::Value::from(text).to_string()),
        proptest::sample::select(vec!["plain", "card", "shared", "429", "x#Throttled:"])
            .prop_map(|code| format!("\"{code}\"")),
    ];
    let key = proptest::sample::select(vec![
        "code", "error", "message", "__type", "errors", "wait", "until", "ok", "0",
    ]);
    let value = scalar.prop_recursive(4, 32, 4, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            vec((key.clone(), inner), 0..4).prop_map(|members| {
                let members: Vec<_> =
                    members.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    });
    let text = (value, any::<prop::sample::Index>(), any::<bool>()).prop_map(|(text, cut, whole)| {
        let end = if whole { text.len() } else { cut.index(text.len() + 1) };
        text.as_bytes()[..end].to_vec()
    });
    prop_oneof![4 => text, 1 => vec(any::<u8>(), 0..200)]
}

proptest! {
    #[test]
    fn received_parts_are_kept(
        status in 100..1000_u16,
        header in vec(any::<u8>(), 0..40),
        body in body(),
        retries in any::<u32>(),
    ) {
        let value = HeaderValue::from_bytes(&header).unwrap_or(HeaderValue::from_static("-"));
        let response = http::Response::builder()
            .status(status)
            .header("retry-after", value.clone())
            .header("x-error-code", value.clone())
            .header("x-request-id", value.clone())
            .body(Bytes::from(body.clone()))
            .unwrap();
        let error = EveryError::from(response);
        prop_assert_eq!(error.status().as_u16(), status);
        prop_assert_eq!(error.body(), &body);
        prop_assert_eq!(error.headers().len(), 3);
        prop_assert!(error.headers().values().all(|kept| kept == value));
        prop_assert!(!error.message().is_empty());
        prop_assert_eq!(error.clone().kind(), error.kind());
        let _ = (error.to_string(), format!("{error:?}"), error.retry_delay(retries, Idempotency::Idempotent));
    }

    #[test]
    fn kind_has_the_received_code(status in 100..600_u16, body in body()) {
        let error = EveryError::from(http::Response::builder().status(status).body(body).unwrap());
        // The entry of a status has no code of its own, and keeps what came.
        if let Some(code) = error.kind().code() {
            prop_assert_eq!(error.code(), Some(code));
        }
    }
}
