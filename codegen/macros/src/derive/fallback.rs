//! Expands an enum that is wrong to implementations that never run, so that the compiler reports nothing else.

use errspec_codegen::subset;
use errspec_spec::{Arena, Spec};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Generics, parse_quote};

use super::expand::make_kind_name;
use super::parse::Input;

/// The catalog that replaces one that can't be read.
const STAND_IN: &[u8] = b"\
errspec: 1
api: { name: StandIn }
envelope: { code: /code }
errors: [{ code: none, meaning: None., retry: never }]
";

pub(super) fn expand_fallback(input: &Input<'_>, arena: &Arena, spec: Option<&Spec<'_>>) -> TokenStream {
    let (name, runtime) = (input.name, &input.runtime);
    let held = input.other.as_ref().and_then(|other| other.error);
    let (kinds, kind) = match held {
        Some(held) => (TokenStream::new(), quote!(<#held as #runtime::ApiError>::Kind)),
        None => (emit_stand_in_kinds(input, arena, spec), make_kind_name(name).into_token_stream()),
    };
    let (plain, arguments, bounds) = input.generics.split_for_impl();
    let bounds: Vec<_> = bounds.into_iter().flat_map(|bounds| &bounds.predicates).collect();
    let mut with_body: Generics = parse_quote!(#plain);
    with_body.params.push(parse_quote!(__B));
    let (with_body, ..) = with_body.split_for_impl();
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
            impl #plain ::core::fmt::Display for #name #arguments where #(#bounds,)* {
                fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { ::core::unreachable!() }
            }
            impl #plain ::core::error::Error for #name #arguments where #(#bounds,)* Self: ::core::fmt::Debug {}
            impl #plain #runtime::__private::HoldResponse for #name #arguments where #(#bounds,)* {
                fn hold(_: #runtime::ErrorResponse) -> Self { ::core::unreachable!() }
                fn held(&self) -> &#runtime::ErrorResponse { ::core::unreachable!() }
            }
            impl #plain #runtime::ApiError for #name #arguments
            where
                #(#bounds,)*
                Self: ::core::error::Error + ::core::marker::Send + ::core::marker::Sync + 'static,
            {
                type Kind = #kind;
            }
            impl #with_body ::core::convert::From<#runtime::__private::http::Response<__B>> for #name #arguments
            where
                #(#bounds,)*
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
