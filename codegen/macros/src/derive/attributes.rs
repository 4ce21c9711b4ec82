//! Reads the attributes `#[errspec(…)]` of an enum and of its variants.

use errspec_spec::find_nearest;
use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitInt, LitStr, Path, Token};

use super::{Errors, types};

/// What the attributes of an enum say.
#[derive(Default)]
pub(super) struct OfEnum {
    pub(super) catalog: Option<LitStr>,
    pub(super) runtime: Option<TokenStream>,
}

/// The error that a variant names.
pub(super) enum EntryReference {
    /// The one of the variant's own name.
    Own,
    /// The one of another name.
    Entry(LitStr),
    /// The one of a code, which was written there.
    Code(String, Span),
    /// Every error that no other variant names.
    Others,
    /// It can't be known.
    Nothing,
}

/// Reads the attributes of the enum.
pub(super) fn read_enum_attributes(name: &Ident, attributes: &[Attribute], errors: &mut Errors) -> OfEnum {
    let (mut found, known) = (OfEnum::default(), errors.0.len());
    for argument in parse_arguments(attributes, errors) {
        match argument.value {
            AttributeValue::Catalog(path) if found.catalog.is_some() => {
                errors.report(path.span(), "an enum names errors of one catalog");
            }
            AttributeValue::Catalog(path) => found.catalog = Some(path),
            AttributeValue::Runtime(_) if found.runtime.is_some() => {
                errors.report(argument.span, "`crate` is given twice");
            }
            AttributeValue::Runtime(path) => found.runtime = Some(types::print_path(&path)),
            AttributeValue::Entry(_) | AttributeValue::Code(..) | AttributeValue::Others => {
                errors.report(argument.span, format!("`{}` goes on a variant", argument.key));
            }
            AttributeValue::Unknown => {
                errors.report(argument.span, describe_unknown_key(&argument.key, "an enum", &["crate"]));
            }
        }
    }
    if found.catalog.is_none() && errors.0.len() == known {
        let text = format!(
            "`{name}` names errors of a catalog, but no catalog\n\
             help: add `#[errspec(\"errors.yaml\")]`, a path from the directory of the crate's Cargo.toml"
        );
        errors.report(name.span(), text);
    }
    found
}

/// Reads the attributes of a variant.
pub(super) fn read_variant_attributes(attributes: &[Attribute], errors: &mut Errors) -> EntryReference {
    let (mut found, known) = (EntryReference::Own, errors.0.len());
    for argument in parse_arguments(attributes, errors) {
        let names = match argument.value {
            AttributeValue::Entry(name) => EntryReference::Entry(name),
            AttributeValue::Code(code) => EntryReference::Code(code, argument.span),
            AttributeValue::Others => EntryReference::Others,
            AttributeValue::Catalog(_) | AttributeValue::Runtime(_) => {
                errors.report(argument.span, format!("{} goes on the enum", argument.key));
                continue;
            }
            AttributeValue::Unknown => {
                let keys = ["code", "name", "other"];
                errors.report(argument.span, describe_unknown_key(&argument.key, "a variant", &keys));
                continue;
            }
        };
        if matches!(found, EntryReference::Own) {
            found = names;
        } else {
            errors.report(argument.span, "a variant has one of `code`, `name` and `other`, and that once");
        }
    }
    if errors.0.len() == known { found } else { EntryReference::Nothing }
}

/// Reports attributes of fields, which take none.
pub(super) fn reject_field_attributes(attributes: &[Attribute], errors: &mut Errors) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("errspec")) {
        let text = "a field has no `#[errspec]`\nhelp: it is named as in the generated errors";
        errors.report(attribute.path().get_ident().map_or_else(Span::call_site, Ident::span), text);
    }
}

/// One argument, and where it is wrong if it is wrong there.
struct Argument {
    key: String,
    span: Span,
    value: AttributeValue,
}

enum AttributeValue {
    Catalog(LitStr),
    Runtime(Path),
    Entry(LitStr),
    Code(String),
    Others,
    Unknown,
}

fn parse_arguments(attributes: &[Attribute], errors: &mut Errors) -> Vec<Argument> {
    let ours = attributes.iter().filter(|attribute| attribute.path().is_ident("errspec"));
    let parsed = ours.filter_map(|attribute| {
        errors.take_value(attribute.parse_args_with(Punctuated::<Argument, Token![,]>::parse_terminated))
    });
    parsed.flatten().collect()
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            let path: LitStr = input.parse()?;
            let key = "the path of a catalog".to_owned();
            return Ok(Self { key, span: path.span(), value: AttributeValue::Catalog(path) });
        }
        let ident = input.call(Ident::parse_any)?;
        let (key, span) = (ident.to_string(), ident.span());
        match key.as_str() {
            "crate" => {
                let path =
                    parse_value(input, &ident, "a path: `crate = my_sdk::errspec`", Path::parse_mod_style)?;
                Ok(Self { key: "`crate`".to_owned(), span, value: AttributeValue::Runtime(path) })
            }
            "name" => {
                let name: LitStr = parse_value(input, &ident, "a name: `name = \"NotFound\"`", Parse::parse)?;
                Ok(Self { key, span: name.span(), value: AttributeValue::Entry(name) })
            }
            "code" => {
                let (code, span) = parse_value(input, &ident, "a code: `code = \"not_found\"`", parse_code)?;
                Ok(Self { key, span, value: AttributeValue::Code(code) })
            }
            "other" if !input.peek(Token![=]) => Ok(Self { key, span, value: AttributeValue::Others }),
            "other" => Err(input.error("`other` has no value")),
            _ => {
                while !input.is_empty() && !input.peek(Token![,]) {
                    input.parse::<TokenTree>()?;
                }
                Ok(Self { key, span, value: AttributeValue::Unknown })
            }
        }
    }
}

fn parse_value<T>(
    input: ParseStream<'_>,
    key: &Ident,
    what: &str,
    parse: fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<T> {
    let text = || format!("`{key}` takes {what}");
    input.parse::<Token![=]>().map_err(|_| syn::Error::new(key.span(), text()))?;
    parse(input).map_err(|error| syn::Error::new(error.span(), text()))
}

/// Parses a string or an integer as the text of a code.
fn parse_code(input: ParseStream<'_>) -> syn::Result<(String, Span)> {
    if input.peek(LitStr) {
        let text: LitStr = input.parse()?;
        return Ok((text.value(), text.span()));
    }
    let minus = input.parse::<Option<Token![-]>>()?.map_or("", |_| "-");
    let number: LitInt = input.parse()?;
    Ok((format!("{minus}{number}"), number.span()))
}

fn describe_unknown_key(key: &str, place: &str, known: &[&str]) -> String {
    let suggestion =
        find_nearest(key, known.iter().copied()).map(|known| format!("\nhelp: did you mean `{known}`?"));
    format!("`#[errspec]` on {place} has no `{key}`{}", suggestion.unwrap_or_default())
}
