//! Expands an enum that is wrong to implementations that never run, so that the compiler reports nothing else.

use errspec_codegen::subset;
use errspec_spec::{Arena, Spec};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::expand::make_kind_name;
use super::parse::Input;
use super::types;

/// The catalog that replaces one that can't be read.
const STAND_IN: &[u8] = b"\
errspec: 1
api: { name: StandIn }
envelope: { code: /code }
errors: [{ code: none, meaning: None., retry: never }]
";

pub(super) fn expand_fallback(input: &Input<'_>, arena: &Arena, spec: Option<&Spec<'_>>) -> TokenStream {
    // Implementations would have to repeat them.
    if input.has_generics {
        return TokenStream::new();
    }
    let (name, runtime) = (input.name, &input.runtime);
    let held = input.other.as_ref().and_then(|other| other.error).map(types::print_path);
    let (kinds, kind) = match &held {
        Some(held) => (TokenStream::new(), quote!(<#held as #runtime::ApiError>::Kind)),
        None => (emit_stand_in_kinds(input, arena, spec), make_kind_name(name).into_token_stream()),
    };
    let from_other = held.map(|held| {
        quote! {
            impl ::core::convert::From<#held> for #name {
                fn from(_: #held) -> Self { ::core::unreachable!() }
            }
        }
    });
    quote! {
        const _: () = {
            #kinds
            impl ::core::fmt::Display for #name {
                fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { ::core::unreachable!() }
            }
            impl ::core::error::Error for #name where Self: ::core::fmt::Debug {}
            impl #runtime::__private::HoldResponse for #name {
                fn hold(_: #runtime::ErrorResponse) -> Self { ::core::unreachable!() }
                fn held(&self) -> &#runtime::ErrorResponse { ::core::unreachable!() }
            }
            impl #runtime::ApiError for #name
            where
                Self: ::core::error::Error + ::core::marker::Send + ::core::marker::Sync + 'static,
            {
                type Kind = #kind;
            }
            impl<__B> ::core::convert::From<#runtime::__private::http::Response<__B>> for #name
            where
                __B: ::core::convert::Into<#runtime::__private::Bytes>,
            {
                fn from(_: #runtime::__private::http::Response<__B>) -> Self { ::core::unreachable!() }
            }
            #from_other
        };
    }
}

/// Emits the kinds of the catalog, or of the one that replaces it.
fn emit_stand_in_kinds(input: &Input<'_>, arena: &Arena, spec: Option<&Spec<'_>>) -> TokenStream {
    let (kind, options) = (make_kind_name(input.name), input.make_options());
    if let Some(spec) = spec {
        return subset::emit_subset_kinds(arena, spec, &kind, &options);
    }
    let stand_in = Spec::parse(arena, "", STAND_IN).ok();
    stand_in.map(|spec| subset::emit_subset_kinds(arena, &spec, &kind, &options)).unwrap_or_default()
}
