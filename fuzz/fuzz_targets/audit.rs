//! Any recording → what `audit` finds in it, and a draft that can be read, without a panic.

#![no_main]
#![expect(dead_code, reason = "modules of the command, by themselves")]

use libfuzzer_sys::fuzz_target;

mod diagnostic;

/// The modules of the command that read and judge recordings; only printing is left out.
#[path = "../../codegen/cli/src/command"]
mod command {
    pub(crate) mod explain {
        pub(crate) mod response;
    }
    pub(crate) mod audit {
        mod failure_sign;
        mod finding;
        mod finding_kind;
        mod inspection;
        mod message;
        mod received_text;
        mod recording;

        use std::sync::LazyLock;

        use errspec_data::Catalog;
        use errspec_spec::{Arena, Spec, lower};

        use inspection::Inspection;
        use message::{describe_finding, describe_occurrence};
        use recording::read_recording;

        /// Catalogs that have, together, all that an audit looks at.
        const TEXTS: [&str; 3] = [
            include_str!("../../tests/catalogs/everything.yaml"),
            include_str!("../../tests/catalogs/fields.yaml"),
            include_str!("../../tests/catalogs/documented/parts.yaml"),
        ];

        struct AuditedCatalog {
            spec: Spec<'static>,
            lowered: Catalog<'static>,
        }

        static CATALOGS: LazyLock<[AuditedCatalog; 3]> = LazyLock::new(|| {
            TEXTS.map(|text| {
                let arena: &'static Arena = Box::leak(Box::default());
                let spec = Spec::parse(arena, "errors.yaml", text.as_bytes()).expect("a catalog");
                let lowered = lower(arena, &spec);
                AuditedCatalog { spec, lowered }
            })
        });

        pub(crate) fn audit_recording(recording: &[u8]) {
            for catalog in CATALOGS.iter() {
                catalog.audit(recording);
            }
        }

        impl AuditedCatalog {
            fn audit(&'static self, recording: &[u8]) {
                let mut inspection = Inspection::new(&self.lowered, &self.spec).show_bodies();
                let result = read_recording(recording, &mut |exchange| inspection.inspect_exchange(exchange));
                assert!(result.err().is_none_or(|reason| !reason.is_empty()));
                let (findings, _) = inspection.findings.into_sorted();
                for finding in &findings {
                    let lines = describe_occurrence(&self.lowered, finding);
                    for line in lines.iter().chain([&describe_finding(&self.lowered, finding)]) {
                        assert!(line.chars().all(|c| c == '\t' || !c.is_control()), "{line:?}");
                    }
                }
                let names = self.spec.entries().iter().map(|entry| entry.data().name());
                let entries = inspection.draft.write_entries(names, |_| true);
                if !entries.is_empty() {
                    check_entries(&entries);
                }
            }
        }

        fn check_entries(entries: &str) {
            const HEAD: &str =
                "errspec: 1\napi: { name: Audited }\nenvelope: { code: /code }\nretry: { default: never }\n";
            // What is drafted of bodies without a code may be a comment alone.
            const FIRST: &str = "  - { code: first, name: First, meaning: It is there. }\n";
            let text = format!("{HEAD}errors:\n{FIRST}{entries}");
            let arena = Arena::new();
            if let Err(problems) = Spec::parse(&arena, "errors.yaml", text.as_bytes()) {
                panic!("{problems}\n{entries}");
            }
        }
    }
}

fuzz_target!(|recording: &[u8]| command::audit::audit_recording(recording));
