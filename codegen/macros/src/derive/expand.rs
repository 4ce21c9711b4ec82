//! The implementations of an enum whose names are all in the catalog.

use errspec_codegen::subset;
use proc_macro2::{Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::Path;
use syn::ext::IdentExt;

use super::check::{NamedEntry, Subset};
use super::parse::Input;
use super::types;

pub(super) fn expand_subset(input: &Input<'_>, subset: &Subset<'_>) -> TokenStream {
    let (name, runtime) = (input.name, &input.runtime);
    let variants = subset.errors.iter().map(|error| print_variant(input, error));
    let responses = subset.errors.iter().map(|error| print_response(input, error));
    let Others { kind, kinds, variant: other_variant, response: other_response, from } =
        match subset.other.error {
            Some(error) => hold_errors(input, subset, error),
            None => hold_responses(input, subset),
        };
    let numbers = subset.errors.iter().map(|error| Literal::u16_unsuffixed(error.number));
    let watched = input.catalog.as_ref().map(crate::errors::print_watched_path);
    quote! {
        const _: () = {
            #kinds
            #[automatically_derived]
            #[allow(deprecated)]
            impl #runtime::__private::HoldResponse for #name {
                fn hold(response: #runtime::ErrorResponse) -> #name {
                    match response.kind_number() {
                        #(#variants,)*
                        #other_variant
                    }
                }
                fn held(&self) -> &#runtime::ErrorResponse {
                    match self {
                        #(#responses,)*
                        #other_response
                    }
                }
            }
            #[automatically_derived]
            impl #runtime::ApiError for #name {
                type Kind = #kind;
            }
            #runtime::__private::subset! { #name }
            #runtime::__private::utoipa_6! { #name, #kind, [#(#numbers),*] }
            #from
        };
        const _: &[u8] = ::core::include_bytes!(#watched);
    }
}

/// Prints the arm that takes the response out of a variant.
fn print_response(input: &Input<'_>, error: &NamedEntry<'_>) -> TokenStream {
    let variant = error.variant;
    let (name, response) = (input.name, make_response_variable(variant));
    let pattern = print_pattern(error, &response);
    quote!(#name::#variant #pattern => #response)
}

/// Prints the pattern of a variant that takes its response out.
fn print_pattern(error: &NamedEntry<'_>, response: &Ident) -> TokenStream {
    let Some(holds) = &error.holds else { return quote!((#response)) };
    let field = holds.response;
    quote!({ #field: #response, .. })
}

/// Prints the arm that makes a variant of a response.
fn print_variant(input: &Input<'_>, error: &NamedEntry<'_>) -> TokenStream {
    let (name, runtime) = (input.name, &input.runtime);
    let NamedEntry { variant, number, holds, .. } = error;
    let response = make_response_variable(variant);
    let Some(holds) = holds else { return quote!(#number => #name::#variant(response)) };
    let field = holds.response;
    if holds.fields.is_empty() {
        return quote!(#number => #name::#variant { #field: response });
    }
    let variables: Vec<_> = holds
        .fields
        .iter()
        .enumerate()
        .map(|(index, (ident, _))| Ident::new(&format!("field_{index}"), locate_span(ident.span())))
        .collect();
    let idents = holds.fields.iter().map(|(ident, _)| ident);
    let texts = holds.fields.iter().map(|(_, field)| field.name());
    quote! {
        #number => {
            let #response = response;
            let (#(#variables,)*) =
                #runtime::__private::with_fields(&#response, |reader| (#(reader.read(#texts),)*));
            #name::#variant { #(#idents: #variables,)* #field: #response }
        }
    }
}

/// What the variant for every other error adds.
struct Others {
    kind: TokenStream,
    /// The kinds, where no generated error brings them.
    kinds: TokenStream,
    /// The last arms of the two matches.
    variant: TokenStream,
    response: TokenStream,
    /// The conversion from the generated error.
    from: TokenStream,
}

/// Prints the variant that holds the generated error, which has to be of the same catalog.
///
/// The compiler shows what is wrong with the generated error at its type.
fn hold_errors(input: &Input<'_>, subset: &Subset<'_>, held: &Path) -> Others {
    let (name, runtime, other) = (input.name, &input.runtime, subset.other.variant);
    let api = subset.spec.api().name();
    let numbers: Vec<_> = subset.errors.iter().map(|error| Literal::u16_unsuffixed(error.number)).collect();
    let names = subset.errors.iter().map(|error| error.entry.data().name());
    let place = held.segments.first().map_or_else(Span::call_site, |name| name.ident.span());
    let held = types::print_path(held);
    let text = format!(
        "`{}` was not made of `{}`, or of an older version of it",
        held.to_string().replace(' ', ""),
        input.catalog.as_ref().map(syn::LitStr::value).unwrap_or_default(),
    );
    let shown = |tokens| move_tokens(tokens, place);
    Others {
        kind: shown(quote!(<#held as #runtime::ApiError>::Kind)),
        kinds: TokenStream::new(),
        variant: shown(quote!(_ => #name::#other(#runtime::__private::HoldResponse::hold(response)),)),
        response: shown(quote!(#name::#other(other) => #runtime::__private::HoldResponse::held(other),)),
        from: shown(quote! {
            const _: () = {
                const LISTED: bool =
                    #runtime::__private::has_entries::<#held>(#api, &[#((#numbers, #names)),*]);
                ::core::assert!(LISTED, #text);
            };
            #[automatically_derived]
            impl ::core::convert::From<#held> for #name {
                fn from(error: #held) -> #name {
                    #runtime::__private::narrow_error(error, &[#(#numbers),*], #name::#other)
                }
            }
            #[automatically_derived]
            impl ::core::convert::From<<#held as #runtime::ApiError>::Kind> for #name {
                fn from(kind: <#held as #runtime::ApiError>::Kind) -> #name {
                    ::core::convert::From::from(<#held as ::core::convert::From<_>>::from(kind))
                }
            }
        }),
    }
}

fn hold_responses(input: &Input<'_>, subset: &Subset<'_>) -> Others {
    let (name, runtime, other) = (input.name, &input.runtime, subset.other.variant);
    let kind = make_kind_name(name);
    let from = quote! {
        #runtime::__private::subset_kind! { #kind into #name }
    };
    Others {
        kinds: subset::emit_subset_kinds(subset.arena, subset.spec, &kind, &input.make_options()),
        kind: kind.into_token_stream(),
        variant: quote!(_ => #name::#other(response),),
        response: quote!(#name::#other(other) => other,),
        from,
    }
}

/// Returns the name of kinds that no generated error brings.
pub(super) fn make_kind_name(name: &Ident) -> Ident {
    format_ident!("{}Kind", name.unraw(), span = Span::call_site())
}

/// Returns the variable of a response, which the compiler shows at the variant.
fn make_response_variable(variant: &Ident) -> Ident {
    Ident::new("held", locate_span(variant.span()))
}

/// Returns a place for what is generated: names mean there what they mean everywhere in it.
fn locate_span(place: Span) -> Span {
    Span::call_site().located_at(place)
}

/// Moves tokens to another place; they mean what they meant.
fn move_tokens(tokens: TokenStream, place: Span) -> TokenStream {
    let located = |token| {
        let mut token = match token {
            TokenTree::Group(group) => {
                Group::new(group.delimiter(), move_tokens(group.stream(), place)).into()
            }
            token => token,
        };
        token.set_span(token.span().located_at(place));
        token
    };
    tokens.into_iter().map(located).collect()
}
