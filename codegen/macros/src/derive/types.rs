//! Types as people write them → whether they are those of a field or of a response, going by their last names.

use errspec_data::FieldType;
use syn::{GenericArgument, PathArguments, PathSegment, Type};

/// Whether a type is the runtime's `ErrorResponse`.
pub(super) fn is_response(written: &Type) -> bool {
    last(written).is_some_and(|name| name.ident == "ErrorResponse" && name.arguments.is_none())
}

/// Whether a type is one around the runtime's `ErrorResponse`, such as `Option<ErrorResponse>`.
pub(super) fn is_wrapped_response(written: &Type) -> bool {
    let Some(PathArguments::AngleBracketed(arguments)) = last(written).map(|name| &name.arguments) else {
        return false;
    };
    arguments.args.iter().any(|argument| matches!(argument, GenericArgument::Type(held) if is_response(held)))
}

/// Whether a type is a name without arguments, as those of all generated errors are.
pub(super) fn is_plain(written: &Type) -> bool {
    last(written).is_some_and(|name| name.arguments.is_none())
}

/// Whether a type is the one of a field.
pub(super) fn is_of(kind: FieldType, written: &Type) -> bool {
    let names: &[&str] = match kind {
        FieldType::Json => &["Value", "Json"],
        _ => &[name(kind)],
    };
    let value = in_option(written).and_then(last);
    value.is_some_and(|value| value.arguments.is_none() && names.iter().any(|name| value.ident == name))
}

/// The type of a field's value, as it is best written.
pub(super) fn name(kind: FieldType) -> &'static str {
    match kind {
        FieldType::String => "String",
        FieldType::Integer => "i64",
        FieldType::Unsigned => "u64",
        FieldType::Number => "f64",
        FieldType::Boolean => "bool",
        FieldType::Json => "serde_json::Value",
    }
}

fn in_option(written: &Type) -> Option<&Type> {
    let option = last(written).filter(|name| name.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &option.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(value) if arguments.args.len() == 1 => Some(value),
        _ => None,
    }
}

/// The last name of a path; a macro that passes a type on puts it into a group.
fn last(written: &Type) -> Option<&PathSegment> {
    match written {
        Type::Group(group) => last(&group.elem),
        Type::Paren(paren) => last(&paren.elem),
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    }
}
