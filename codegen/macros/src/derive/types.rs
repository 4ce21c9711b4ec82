//! Recognizes the types of fields and of responses by the last name of their paths.

use errspec_data::FieldType;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericArgument, Path, PathArguments, PathSegment, Type};

/// Returns whether a type is the runtime's `ErrorResponse`.
pub(super) fn is_error_response(written: &Type) -> bool {
    find_last_segment(written).is_some_and(|name| name.ident == "ErrorResponse" && name.arguments.is_none())
}

/// Returns whether a type is one around the runtime's `ErrorResponse`, such as `Option<ErrorResponse>`.
pub(super) fn is_wrapped_response(written: &Type) -> bool {
    let Some(PathArguments::AngleBracketed(arguments)) =
        find_last_segment(written).map(|name| &name.arguments)
    else {
        return false;
    };
    arguments
        .args
        .iter()
        .any(|argument| matches!(argument, GenericArgument::Type(held) if is_error_response(held)))
}

/// Returns the path of a type that is a name without arguments, as those of all generated errors are.
pub(super) fn find_plain_path(written: &Type) -> Option<&Path> {
    find_path(written).filter(|path| path.segments.iter().all(|name| name.arguments.is_none()))
}

/// Prints a path without arguments. syn would print any, with its feature `printing`, which makes it a third longer to
/// build.
pub(super) fn print_path(path: &Path) -> TokenStream {
    let root = path.leading_colon.is_some().then(|| quote!(::));
    let names = path.segments.iter().map(|name| &name.ident);
    quote!(#root #(#names)::*)
}

/// Returns whether a type is the one of a field's value in an `Option`.
pub(super) fn is_type_of_field(kind: FieldType, written: &Type) -> bool {
    let rust = kind.info().rust;
    let name = rust.rsplit("::").next().unwrap_or(rust);
    // People import serde_json's `Value` under this name.
    let other_name = (kind == FieldType::Json).then_some("Json");
    let value = find_type_in_option(written).and_then(find_last_segment);
    value.is_some_and(|value| {
        value.arguments.is_none()
            && (value.ident == name || other_name.is_some_and(|other| value.ident == other))
    })
}

fn find_type_in_option(written: &Type) -> Option<&Type> {
    let option = find_last_segment(written).filter(|name| name.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &option.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(value) if arguments.args.len() == 1 => Some(value),
        _ => None,
    }
}

fn find_last_segment(written: &Type) -> Option<&PathSegment> {
    find_path(written)?.segments.last()
}

/// Returns the path that a type is; a macro that passes a type on puts it into a group.
fn find_path(written: &Type) -> Option<&Path> {
    match written {
        Type::Group(group) => find_path(&group.elem),
        Type::Paren(paren) => find_path(&paren.elem),
        Type::Path(path) if path.qself.is_none() => Some(&path.path),
        _ => None,
    }
}
