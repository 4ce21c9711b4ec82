//! Looks up the entries and fields of a catalog that an enum names.

use errspec_data::Field;
use errspec_spec::{Arena, CatalogEntry, Spec, find_nearest};
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{Ident, Type};

use super::attributes::Names;
use super::parse::{Holds, Input, Named, Other};
use super::{Errors, types};

/// An enum of which all is in the catalog.
pub(super) struct Subset<'a> {
    pub(super) arena: &'a Arena,
    pub(super) spec: &'a Spec<'a>,
    pub(super) errors: Vec<Error<'a>>,
    pub(super) other: &'a Other<'a>,
}

/// A variant and its entry.
pub(super) struct Error<'a> {
    pub(super) variant: &'a Ident,
    pub(super) number: u16,
    pub(super) entry: &'a CatalogEntry<'a>,
    /// The names of its fields; none if it holds the response without a name.
    pub(super) holds: Option<HeldFields<'a>>,
}

/// The fields of a variant.
pub(super) struct HeldFields<'a> {
    /// The field that holds the response.
    pub(super) response: &'a Ident,
    /// The fields of the error.
    pub(super) fields: Vec<(&'a Ident, &'a Field<'a>)>,
}

/// Looks up all that the enum names; returns none, and reports at least one error, if something isn't there.
pub(super) fn check_names<'a>(
    input: &'a Input<'a>,
    arena: &'a Arena,
    spec: &'a Spec<'a>,
    errors: &mut Errors,
) -> Option<Subset<'a>> {
    let catalog = Catalog { spec, path: input.catalog.as_ref()?.value() };
    let mut found: Vec<Error<'_>> = Vec::new();
    for named in &input.errors {
        let Some((number, entry)) = catalog.entry(named, errors) else { continue };
        if let Some(first) = found.iter().find(|first| first.number == number) {
            let text =
                format!("`{}` and `{}` are both {}", first.variant, named.variant, catalog.shown(entry));
            errors.at(named.variant, text + "\nhelp: keep one of them");
        }
        let holds = match &named.holds {
            Holds::Response => None,
            Holds::Named(named) => Some(HeldFields {
                response: named.response,
                fields: catalog.fields(entry, &named.fields, errors),
            }),
        };
        found.push(Error { variant: named.variant, number, entry, holds });
    }
    Some(Subset { arena, spec, errors: found, other: input.other.as_ref()? })
}

struct Catalog<'a> {
    spec: &'a Spec<'a>,
    path: String,
}

impl<'a> Catalog<'a> {
    /// Returns the live entry that a variant names, with its number.
    fn entry(&self, named: &Named<'_>, errors: &mut Errors) -> Option<(u16, &'a CatalogEntry<'a>)> {
        match &named.names {
            Names::Own => self.by_name(&named.variant.unraw().to_string(), named.variant.span(), errors),
            Names::Entry(name) => self.by_name(&name.value(), name.span(), errors),
            Names::Code(code, span) => self.by_code(code, *span, errors),
            Names::Others | Names::Nothing => None,
        }
    }

    fn by_name(&self, name: &str, span: Span, errors: &mut Errors) -> Option<(u16, &'a CatalogEntry<'a>)> {
        let found = self.numbered().find(|(_, entry)| entry.data().name() == name);
        if found.is_none() {
            let text = format!("the catalog has no error `{name}`");
            errors.at_span(span, text + &self.suggest_name(name, |entry| Some(entry.data().name())));
        }
        found
    }

    fn by_code(&self, code: &str, span: Span, errors: &mut Errors) -> Option<(u16, &'a CatalogEntry<'a>)> {
        let found: Vec<_> =
            self.numbered().filter(|(_, entry)| entry.data().code_text() == Some(code)).collect();
        match found.as_slice() {
            [one] => return Some(*one),
            [] => {
                let text = format!("the catalog has no error with the code `{code}`");
                errors.at_span(span, text + &self.suggest_name(code, |entry| entry.data().code_text()));
            }
            several => {
                let names: Vec<_> = several.iter().map(|(_, entry)| self.shown(entry)).collect();
                let text = format!(
                    "`{code}` is the code of {}\nhelp: say which: `#[errspec(name = \"{}\")]`",
                    names.join(" and "),
                    several[0].1.data().name()
                );
                errors.at_span(span, text);
            }
        }
        None
    }

    fn numbered(&self) -> impl Iterator<Item = (u16, &'a CatalogEntry<'a>)> + use<'a> {
        (1..).zip(self.spec.entries())
    }

    /// Returns the help for a name that isn't found: the nearest one, or that the entry is retired.
    fn suggest_name(&self, written: &str, key: fn(&CatalogEntry<'a>) -> Option<&'a str>) -> String {
        if let Some(retired) = self.spec.retired().iter().find(|entry| is_called(entry, written)) {
            return format!(": it is retired ({}:{})", self.path, retired.line());
        }
        let near = find_nearest(written, self.spec.entries().iter().filter_map(key));
        match self.spec.entries().iter().find(|entry| near.is_some() && key(entry) == near) {
            Some(entry) => {
                let near = near.unwrap_or_default();
                format!("\nhelp: did you mean `{near}` ({}:{})?", self.path, entry.line())
            }
            None => String::new(),
        }
    }

    /// Returns the fields of an entry that have these names and types.
    fn fields<'b>(
        &self,
        entry: &'a CatalogEntry<'a>,
        written: &[(&'b Ident, &'b Type)],
        errors: &mut Errors,
    ) -> Vec<(&'b Ident, &'a Field<'a>)> {
        let mut found = Vec::new();
        for (ident, held) in written {
            let field = entry
                .data()
                .fields()
                .iter()
                .find(|field| errspec_codegen::subset::make_field_ident(field) == **ident);
            let Some(field) = field else {
                let text = format!("{} has no field `{ident}`", self.shown(entry));
                errors.at(ident, text + &suggest_field(entry, ident));
                continue;
            };
            if !types::is_type_of_field(field.value_type(), held) {
                let (kind, name) = (field.value_type().name(), field.value_type().info().rust);
                let text = format!(
                    "`{ident}` of {} is `{kind}` in the catalog, and may be absent\nhelp: write `Option<{name}>`",
                    self.shown(entry)
                );
                errors.at(held, text);
            }
            found.push((*ident, field));
        }
        found
    }

    fn shown(&self, entry: &CatalogEntry<'_>) -> String {
        format!("`{}` ({}:{})", entry.data().name(), self.path, entry.line())
    }
}

/// Returns whether a name means a retired entry, which has a name only if the catalog states one.
fn is_called(entry: &CatalogEntry<'_>, written: &str) -> bool {
    let letters = |text: &str| text.replace(|c: char| !c.is_alphanumeric(), "").to_lowercase();
    let names = [Some(entry.data().name()), entry.data().code_text()]
        .into_iter()
        .flatten()
        .filter(|name| !name.is_empty());
    names.map(letters).any(|name| name == letters(written))
}

fn suggest_field(entry: &CatalogEntry<'_>, written: &Ident) -> String {
    let names: Vec<_> = entry
        .data()
        .fields()
        .iter()
        .map(|field| errspec_codegen::subset::make_field_ident(field).to_string())
        .collect();
    let names = || names.iter().map(String::as_str);
    match find_nearest(&written.to_string(), names()) {
        Some(near) => format!("\nhelp: did you mean `{near}`?"),
        None if names().count() == 0 => "\nhelp: it has none".to_owned(),
        None => format!("\nhelp: it has `{}`", names().collect::<Vec<_>>().join("`, `")),
    }
}
