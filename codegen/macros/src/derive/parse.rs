//! Parses an enum: the errors that it names, and what its variants hold.

use errspec_codegen::RustOptions;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields, Ident, LitStr, Path, Type, Variant};

use super::attributes::{self, EntryReference};
use super::{Errors, types};

/// The enum as it is written.
pub(super) struct Input<'a> {
    pub(super) name: &'a Ident,
    pub(super) has_generics: bool,
    pub(super) runtime: TokenStream,
    pub(super) catalog: Option<LitStr>,
    pub(super) errors: Vec<Named<'a>>,
    /// The variant for every other error; none only where that is an error itself.
    pub(super) other: Option<Other<'a>>,
}

impl Input<'_> {
    pub(super) fn make_options(&self) -> RustOptions {
        RustOptions::default().runtime(self.runtime.clone())
    }
}

/// A variant for one error.
pub(super) struct Named<'a> {
    pub(super) variant: &'a Ident,
    pub(super) names: EntryReference,
    pub(super) holds: Holds<'a>,
}

/// What a variant holds.
pub(super) enum Holds<'a> {
    /// The response, without a name.
    Response,
    /// The response by a name, and fields of the error.
    Named(NamedFields<'a>),
}

/// The named fields of a variant.
pub(super) struct NamedFields<'a> {
    /// The field that holds the response, found by its type.
    pub(super) response: &'a Ident,
    /// The fields of the error.
    pub(super) fields: Vec<(&'a Ident, &'a Type)>,
}

/// The variant for every other error.
pub(super) struct Other<'a> {
    pub(super) variant: &'a Ident,
    /// A type of errors; none for a response.
    pub(super) error: Option<&'a Path>,
}

/// Parses as much as can be parsed, and reports the rest.
pub(super) fn parse_enum<'a>(input: &'a DeriveInput, errors: &mut Errors) -> Input<'a> {
    let name = &input.ident;
    let attributes = attributes::read_enum_attributes(name, &input.attrs, errors);
    let has_generics = !input.generics.params.is_empty();
    if has_generics {
        let text =
            format!("`{name}` has generics\nhelp: an error of an API owns all that came: leave them out");
        errors.report(name.span(), text);
    }
    let mut parsed = Input {
        name,
        has_generics,
        runtime: attributes.runtime.unwrap_or_else(|| quote!(::errspec)),
        catalog: attributes.catalog,
        errors: Vec::new(),
        other: None,
    };
    match &input.data {
        Data::Enum(data) => parse_variants(&mut parsed, data.variants.iter(), errors),
        _ => errors.report(
            name.span(),
            format!("`{name}` is not an enum\nhelp: only an enum can name errors of a catalog"),
        ),
    }
    parsed
}

fn parse_variants<'a>(input: &mut Input<'a>, all: impl Iterator<Item = &'a Variant>, errors: &mut Errors) {
    // Variants that may be the one are counted as well, so that a mistake in it is reported once.
    let mut others = 0;
    for variant in all {
        variant.fields.iter().for_each(|field| attributes::reject_field_attributes(&field.attrs, errors));
        let name = &variant.ident;
        let mut names = attributes::read_variant_attributes(&variant.attrs, errors);
        if matches!(names, EntryReference::Own) && holds_something_else(variant) {
            let text = format!(
                "`{name}` holds neither an `ErrorResponse` nor fields\n\
                 help: `#[errspec(other)]` makes it the variant for every other error"
            );
            errors.report(name.span(), text);
            names = EntryReference::Nothing;
        }
        match names {
            EntryReference::Others if input.other.is_some() => {
                errors.report(name.span(), "duplicate `other`\nhelp: one variant takes every other error");
            }
            EntryReference::Others => {
                others += 1;
                input.other = parse_other_variant(variant, errors);
            }
            // Perhaps it is the one.
            EntryReference::Nothing => others += 1,
            names => {
                input.errors.push(Named { variant: name, names, holds: parse_held_fields(variant, errors) });
            }
        }
    }
    if others == 0 {
        let text = format!(
            "`{}` has no variant for every other error\n\
             help: add `#[errspec(other)] Other(…)`, which holds the generated error or an `ErrorResponse`",
            input.name
        );
        errors.report(input.name.span(), text);
    }
}

/// Returns whether the variant looks like the one for every other error.
fn holds_something_else(variant: &Variant) -> bool {
    matches!(&variant.fields, Fields::Unnamed(fields) if fields.unnamed.len() == 1)
        && !variant.fields.iter().any(|field| types::is_error_response(&field.ty))
}

fn parse_other_variant<'a>(variant: &'a Variant, errors: &mut Errors) -> Option<Other<'a>> {
    let name = &variant.ident;
    match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            let held = &fields.unnamed[0].ty;
            let path = types::find_plain_path(held);
            if path.is_none() {
                let text = format!("`{name}` holds the generated error itself, or an `ErrorResponse`");
                errors.report(name.span(), text);
            }
            let error = path.filter(|_| !types::is_error_response(held));
            path.map(|_| Other { variant: name, error })
        }
        _ => {
            let text = format!(
                "`{name}` takes every other error, and has to hold it\n\
                 help: write `{name}(…)` with the generated error or an `ErrorResponse`"
            );
            errors.report(name.span(), text);
            None
        }
    }
}

/// Parses what a variant holds; a variant that is wrong counts as one that holds the response.
fn parse_held_fields<'a>(variant: &'a Variant, errors: &mut Errors) -> Holds<'a> {
    let name = &variant.ident;
    match &variant.fields {
        Fields::Unit => {
            let text = format!("`{name}` has no place for the response\nhelp: write `{name}(ErrorResponse)`");
            errors.report(name.span(), text);
        }
        Fields::Unnamed(fields)
            if fields.unnamed.len() == 1 && types::is_error_response(&fields.unnamed[0].ty) => {}
        Fields::Unnamed(_) => {
            let text = format!(
                "fields of an error have names\n\
                 help: write `{name}(ErrorResponse)`, or `{name} {{ …, response: ErrorResponse }}` with the fields \
                 that it needs"
            );
            errors.report(name.span(), text);
        }
        Fields::Named(fields) => {
            let named = fields.named.iter().filter_map(|field| Some((field.ident.as_ref()?, &field.ty)));
            let (responses, fields): (Vec<_>, Vec<_>) =
                named.partition(|(_, held)| types::is_error_response(held));
            if let [(response, _), others @ ..] = responses.as_slice() {
                for (other, _) in others {
                    let text = format!(
                        "duplicate response in `{name}`\nhelp: a variant holds one `ErrorResponse`, found by its type"
                    );
                    errors.report(other.span(), text);
                }
                return Holds::Named(NamedFields { response, fields });
            }
            if let Some((field, _)) = fields.iter().find(|(_, held)| types::is_wrapped_response(held)) {
                let text = format!(
                    "`{field}` is not a plain `ErrorResponse`\n\
                     help: write `{field}: ErrorResponse`, since every error has one"
                );
                errors.report(field.span(), text);
            } else {
                let text =
                    format!("`{name}` has no place for the response\nhelp: add `response: ErrorResponse`");
                errors.report(name.span(), text);
            }
        }
    }
    Holds::Response
}
