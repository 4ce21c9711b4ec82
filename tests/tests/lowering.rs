//! What generated code states is what a catalog is lowered to.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::path::Path;

use errspec::__private::DescribeKind;
use errspec_spec::{Arena, Spec};

macro_rules! stated {
    ($($name:ident: $path:literal => $kind:ident;)*) => {$(
        #[test]
        fn $name() {
            mod generated {
                errspec::errors!($path);
            }
            let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join($path)).unwrap();
            let arena = Arena::new();
            let spec = Spec::parse(&arena, $path, &bytes).unwrap();
            let lowered = errspec_spec::lower(&arena, &spec);
            assert_eq!(format!("{lowered:#?}"), format!("{:#?}", generated::$kind::CATALOG));
        }
    )*};
}

stated! {
    social_api: "../spec/errors.yaml" => SocialApiErrorKind;
    social_syncer: "../spec/social-syncer.yaml" => SocialSyncerErrorKind;
    every_key: "catalogs/everything.yaml" => EveryErrorKind;
    fields: "catalogs/fields.yaml" => FieldedErrorKind;
    hostile_texts: "catalogs/hostile.yaml" => HostileErrorKind;
    problem_details: "catalogs/problem.yaml" => ProblemErrorKind;
    quota: "catalogs/quota.yaml" => SocialApiErrorKind;
}
