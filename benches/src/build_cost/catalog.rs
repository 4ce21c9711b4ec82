//! A catalog of any size, and the enum that somebody would write by hand instead.

use std::fmt::Write as _;

const AREAS: &str = "account address balance bank billing card charge contract coupon customer delivery discount \
    invoice ledger mandate merchant order payment payout plan price product refund shipment tax";
const PARTS: &str = "amount country currency date email id limit name number owner period phone profile quantity \
    reference region schedule token total version";

/// What can be wrong with a part of a resource.
struct Trouble {
    code: &'static str,
    status: u16,
    meaning: &'static str,
    guidance: &'static str,
    retry: &'static str,
}

impl Trouble {
    const ALL: [Self; 10] = [
        Self::new("invalid", 400, "{part} of the {area} is not valid", "Correct the {part} first.", "never"),
        Self::new("missing", 400, "request lacks the {part} of the {area}", "Add the {part}.", "never"),
        Self::new("too_long", 400, "{part} of the {area} is longer than allowed", "Shorten it.", "never"),
        Self::new("expired", 401, "{part} of the {area} has expired", "Request a new {part}.", "never"),
        Self::new("restricted", 403, "key may not read the {part} of the {area}", "Ask for access.", "never"),
        Self::new("not_found", 404, "{area} has no {part} of this name", "List the {area} first.", "never"),
        Self::new("taken", 409, "{part} is in use by another {area}", "Choose another {part}.", "never"),
        Self::new("locked", 409, "{part} of the {area} is being changed", "Wait for it.", "after 1s"),
        Self::new("mismatch", 422, "{part} does not belong to the {area}", "Compare both of them.", "never"),
        Self::new("throttled", 429, "{part} of the {area} changes too often", "Slow down.", "after 10s"),
    ];

    const fn new(
        code: &'static str,
        status: u16,
        meaning: &'static str,
        guidance: &'static str,
        retry: &'static str,
    ) -> Self {
        Self { code, status, meaning, guidance, retry }
    }
}

/// An entry of the catalog, with guidance and a link every other time.
struct Entry {
    code: String,
    name: String,
    status: u16,
    meaning: String,
    retry: &'static str,
    guidance: Option<String>,
    docs: Option<String>,
}

/// A catalog of up to 5,000 errors, as an API of many resources would have.
pub(crate) struct Catalog(Vec<Entry>);

impl Catalog {
    pub(crate) fn new(count: usize) -> Self {
        let places = AREAS.split(' ').flat_map(|area| PARTS.split(' ').map(move |part| (area, part)));
        let troubles = places.flat_map(|place| Trouble::ALL.into_iter().map(move |trouble| (place, trouble)));
        let entries = troubles.take(count).enumerate();
        let entries = entries.map(|(index, (place, trouble))| Entry::new(place, &trouble, index % 2 == 0));
        Self(entries.collect())
    }

    /// Returns the catalog as an `errors.yaml`.
    pub(crate) fn to_yaml(&self) -> String {
        let mut yaml =
            "errspec: 1\napi: { name: Large }\nenvelope: { code: /code, message: /error }\nerrors:\n"
                .to_owned();
        for Entry { code, status, meaning, retry, guidance, docs, .. } in &self.0 {
            _ = writeln!(yaml, "  - code: {code}\n    status: {status}\n    meaning: The {meaning}.");
            _ = writeln!(yaml, "    retry: {retry}");
            if let Some(guidance) = guidance {
                _ = writeln!(yaml, "    guidance: {guidance}");
            }
            if let Some(docs) = docs {
                _ = writeln!(yaml, "    docs: {docs}");
            }
        }
        yaml
    }

    /// Returns an enum that thiserror derives: a message and docs for each variant, which holds a text that no message
    /// shows. That is the least that such an enum costs.
    pub(crate) fn to_thiserror(&self) -> String {
        self.print_enum("")
    }

    /// Returns the same enum, whose messages show the text, as people write it.
    pub(crate) fn to_thiserror_with_text(&self) -> String {
        self.print_enum(": {0}")
    }

    fn print_enum(&self, shown: &str) -> String {
        let mut rust =
            "/// An error of the API.\n#[derive(Debug, thiserror::Error)]\n#[non_exhaustive]\n".to_owned();
        rust.push_str("pub enum LargeError {\n");
        for Entry { name, meaning, guidance, docs, .. } in &self.0 {
            _ = writeln!(rust, "    /// The {meaning}.");
            if let Some(guidance) = guidance {
                _ = writeln!(rust, "    ///\n    /// {guidance}");
            }
            if let Some(docs) = docs {
                _ = writeln!(rust, "    ///\n    /// [Documentation](<{docs}>)");
            }
            _ = writeln!(rust, "    #[error(\"the {meaning}{shown}\")]\n    {name}(String),");
        }
        rust.push_str("}\n");
        rust
    }

    /// Returns the same enum, with a `match` from codes to variants.
    pub(crate) fn to_thiserror_with_match(&self) -> String {
        let mut rust = self.to_thiserror();
        rust.push_str(
            "\nimpl LargeError {\n    /// Returns the error of a code, with the message that came.\n",
        );
        rust.push_str(
            "    #[must_use]\n    pub fn from_code(code: &str, message: String) -> Option<Self> {\n",
        );
        rust.push_str("        Some(match code {\n");
        for Entry { code, name, .. } in &self.0 {
            _ = writeln!(rust, "            \"{code}\" => Self::{name}(message),");
        }
        rust.push_str("            _ => return None,\n        })\n    }\n}\n");
        rust
    }
}

impl Entry {
    fn new((area, part): (&str, &str), trouble: &Trouble, is_documented: bool) -> Self {
        let Trouble { code, status, meaning, guidance, retry } = *trouble;
        let fill = |text: &str| text.replace("{area}", area).replace("{part}", part);
        let code = format!("{area}_{part}_{code}");
        Self {
            name: to_upper_camel(&code),
            status,
            meaning: fill(meaning),
            retry,
            guidance: is_documented.then(|| fill(guidance)),
            docs: is_documented.then(|| format!("https://docs.example.com/errors/{code}")),
            code,
        }
    }
}

fn to_upper_camel(code: &str) -> String {
    code.split('_').flat_map(|word| [word[..1].to_uppercase(), word[1..].to_owned()]).collect()
}
