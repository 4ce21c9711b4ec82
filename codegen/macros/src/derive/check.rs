//! Looks up the entries and fields of a catalog that an enum names.

use errspec_data::Field;
use errspec_spec::{Arena, CatalogEntry, Spec, find_nearest};
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{Ident, Type};

use super::attributes::EntryReference;
use super::parse::{Holds, Input, Named, Other};
use super::{Errors, types};

/// An enum of which all is in the catalog.
pub(super) struct Subset<'a> {
    pub(super) arena: &'a Arena,
    pub(super) spec: &'a Spec<'a>,
    pub(super) errors: Vec<NamedEntry<'a>>,
    pub(super) other: &'a Other<'a>,
}

/// A variant and its entry.
pub(super) struct NamedEntry<'a> {
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
    let catalog = CatalogLookup { spec, path: input.catalog.as_ref()?.value() };
    let mut found: Vec<NamedEntry<'_>> = Vec::new();
    for named in &input.errors {
        let Some((number, entry)) = catalog.find_entry(named, errors) else { continue };
        if let Some(first) = found.iter().find(|first| first.number == number) {
            let text = format!(
                "`{}` and `{}` are both {}",
                first.variant,
                named.variant,
                catalog.describe_entry(entry)
            );
            errors.report(named.variant.span(), text + "\nhelp: keep one of them");
        }
        let holds = match &named.holds {
            Holds::Response => None,
            Holds::Named(named) => Some(HeldFields {
                response: named.response,
                fields: catalog.find_fields(entry, &named.fields, errors),
            }),
        };
        found.push(NamedEntry { variant: named.variant, number, entry, holds });
    }
    Some(Subset { arena, spec, errors: found, other: input.other.as_ref()? })
}

struct CatalogLookup<'a> {
    spec: &'a Spec<'a>,
    path: String,
}

impl<'a> CatalogLookup<'a> {
    /// Returns the live entry that a variant names, with its number.
    fn find_entry(&self, named: &Named<'_>, errors: &mut Errors) -> Option<(u16, &'a CatalogEntry<'a>)> {
        match &named.names {
            EntryReference::Own => {
                self.find_by_name(&named.variant.unraw().to_string(), named.variant.span(), errors)
            }
            EntryReference::Entry(name) => self.find_by_name(&name.value(), name.span(), errors),
            EntryReference::Code(code, span) => self.find_by_code(code, *span, errors),
            EntryReference::Others | EntryReference::Nothing => None,
        }
    }

    fn find_by_name(
        &self,
        name: &str,
        span: Span,
        errors: &mut Errors,
    ) -> Option<(u16, &'a CatalogEntry<'a>)> {
        let found = self.number_entries().find(|(_, entry)| entry.data().name() == name);
        if found.is_none() {
            let text = format!("the catalog has no error `{name}`");
            errors.report(span, text + &self.suggest_name(name, |entry| vec![entry.data().name()]));
        }
        found
    }

    fn find_by_code(
        &self,
        code: &str,
        span: Span,
        errors: &mut Errors,
    ) -> Option<(u16, &'a CatalogEntry<'a>)> {
        let found: Vec<_> = self.number_entries().filter(|(_, entry)| entry.data().has_code(code)).collect();
        match found.as_slice() {
            [one] => return Some(*one),
            [] => {
                let text = format!("the catalog has no error with the code `{code}`");
                errors.report(
                    span,
                    text + &self
                        .suggest_name(code, |entry| entry.data().codes().map(|code| code.text).collect()),
                );
            }
            several => {
                let names: Vec<_> = several.iter().map(|(_, entry)| self.describe_entry(entry)).collect();
                let text = format!(
                    "`{code}` is the code of {}\nhelp: say which: `#[errspec(name = \"{}\")]`",
                    names.join(" and "),
                    several[0].1.data().name()
                );
                errors.report(span, text);
            }
        }
        None
    }

    fn number_entries(&self) -> impl Iterator<Item = (u16, &'a CatalogEntry<'a>)> + use<'a> {
        (1..).zip(self.spec.entries())
    }

    /// Returns the help for a name that isn't found: the nearest one, or that the entry is retired.
    fn suggest_name(&self, written: &str, keys: fn(&CatalogEntry<'a>) -> Vec<&'a str>) -> String {
        if let Some(retired) = self.spec.retired().iter().find(|entry| is_called(entry, written)) {
            return format!(": it is retired ({}:{})", self.path, retired.line());
        }
        let near = find_nearest(written, self.spec.entries().iter().flat_map(keys));
        match self.spec.entries().iter().find(|entry| near.is_some_and(|near| keys(entry).contains(&near))) {
            Some(entry) => {
                let near = near.unwrap_or_default();
                format!("\nhelp: did you mean `{near}` ({}:{})?", self.path, entry.line())
            }
            None => String::new(),
        }
    }

    /// Returns the fields of an entry that have these names and types.
    fn find_fields<'b>(
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
                let text = format!("{} has no field `{ident}`", self.describe_entry(entry));
                errors.report(ident.span(), text + &suggest_field(entry, ident));
                continue;
            };
            if !types::is_type_of_field(field.value_type(), held) {
                let (kind, name) = (field.value_type().name(), field.value_type().info().rust);
                let text = format!(
                    "`{ident}` of {} is `{kind}` in the catalog, and may be absent\nhelp: write `Option<{name}>`",
                    self.describe_entry(entry)
                );
                errors.report(ident.span(), text);
            }
            found.push((*ident, field));
        }
        found
    }

    fn describe_entry(&self, entry: &CatalogEntry<'_>) -> String {
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
