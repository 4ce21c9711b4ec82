//! A checked enum → its implementations.

use errspec_codegen::subset;
use proc_macro2::{Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::Type;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::check::{Error, Subset};
use super::parse::Input;
use super::read::Read;

pub(super) fn expand(input: &Input<'_>, subset: &Subset<'_>) -> TokenStream {
    let (name, runtime) = (input.name, &input.runtime);
    let parts = subset.errors.iter().map(|error| parts(input, error));
    let from_parts = subset.errors.iter().map(|error| from_parts(input, error));
    let Others { kind, kinds, parts: other_parts, from_parts: other_from_parts, from } =
        match subset.other.error {
            Some(held) => of_errors(input, subset, held),
            None => of_replies(input, subset),
        };
    let watched = input.catalog.as_ref().map(crate::errors::watched);
    quote! {
        const _: () = {
            #kinds
            #[automatically_derived]
            #[allow(deprecated)]
            impl #runtime::ApiError for #name {
                type Kind = #kind;
                fn parts(&self) -> (#kind, &#runtime::Reply) {
                    match self {
                        #(#parts,)*
                        #other_parts
                    }
                }
                fn from_parts(kind: #kind, reply: #runtime::Reply) -> #name {
                    match #runtime::ErrorKind::index(kind) {
                        #(#from_parts,)*
                        #other_from_parts
                    }
                }
            }
            #runtime::__v0_1::subset! { #name }
            #from
        };
        const _: &[u8] = ::core::include_bytes!(#watched);
    }
}

fn parts(input: &Input<'_>, error: &Error<'_>) -> TokenStream {
    let (name, runtime) = (input.name, &input.runtime);
    let Error { variant, number, fields, .. } = error;
    let reply = reply(variant);
    let pattern = if fields.is_some() { quote!({ #reply, .. }) } else { quote!((#reply)) };
    quote!(#name::#variant #pattern => (#runtime::ErrorKind::from_index(#number), #reply))
}

fn from_parts(input: &Input<'_>, error: &Error<'_>) -> TokenStream {
    let name = input.name;
    let Error { variant, number, entry, fields } = error;
    let reply = reply(variant);
    let read = Read::of(entry, fields.iter().flatten().map(|(_, field)| *field));
    let taken = read.tokens(&input.options(), &input.runtime);
    let payload = if let Some(fields) = fields {
        let members = fields.iter().map(|(ident, field)| {
            let value = read.variable(field, at(ident.span()));
            quote!(#ident: #value)
        });
        quote!({ #(#members,)* #reply })
    } else {
        quote!((#reply))
    };
    quote!(#number => { #taken #name::#variant #payload })
}

/// What the variant for every other error makes of it.
struct Others {
    kind: TokenStream,
    /// The kinds, where no generated error brings them.
    kinds: TokenStream,
    /// The last arms of the two matches.
    parts: TokenStream,
    from_parts: TokenStream,
    /// The way from the generated error.
    from: TokenStream,
}

/// The generated error has to be of the same catalog. All that depends on it is shown at its type.
fn of_errors(input: &Input<'_>, subset: &Subset<'_>, held: &Type) -> Others {
    let (name, runtime, other) = (input.name, &input.runtime, subset.other.variant);
    let api = subset.spec.api().name();
    let numbers: Vec<_> = subset.errors.iter().map(|error| Literal::u16_unsuffixed(error.number)).collect();
    let names = subset.errors.iter().map(|error| error.entry.name());
    let text = format!(
        "`{}` was not made of `{}`, or of an older version of it",
        held.to_token_stream().to_string().replace(' ', ""),
        input.catalog.as_ref().map(syn::LitStr::value).unwrap_or_default(),
    );
    let shown = |tokens| located(tokens, held.span());
    Others {
        kind: shown(quote!(<#held as #runtime::ApiError>::Kind)),
        kinds: TokenStream::new(),
        parts: shown(quote!(#name::#other(other) => #runtime::ApiError::parts(other),)),
        from_parts: shown(quote!(_ => #name::#other(#runtime::ApiError::from_parts(kind, reply)),)),
        from: shown(quote! {
            const _: () = {
                const LISTED: bool = #runtime::__v0_1::lists::<#held>(#api, &[#((#numbers, #names)),*]);
                ::core::assert!(LISTED, #text);
            };
            #[automatically_derived]
            impl ::core::convert::From<#held> for #name {
                fn from(error: #held) -> #name {
                    #runtime::__v0_1::narrow(error, &[#(#numbers),*], #name::#other)
                }
            }
        }),
    }
}

fn of_replies(input: &Input<'_>, subset: &Subset<'_>) -> Others {
    let (name, runtime, other) = (input.name, &input.runtime, subset.other.variant);
    let kind = kind_name(name);
    let reply = reply(other);
    let others = (0_u16..).zip(subset.spec.entries());
    let others = others.filter(|(number, _)| !subset.errors.iter().any(|error| error.number == *number));
    let with_message = others.map(|(number, entry)| (number, Read::of(entry, [])));
    let arms = with_message.filter(|(_, read)| !read.is_empty()).map(|(number, read)| {
        let taken = read.tokens(&input.options(), runtime);
        quote!(#number => { #taken #name::#other(#reply) })
    });
    Others {
        kinds: subset::kinds(subset.spec, &kind, &input.options()),
        kind: kind.into_token_stream(),
        parts: quote! {
            #name::#other(#reply) => (#runtime::ErrorKind::from_index(#reply.kind_index()), #reply),
        },
        from_parts: quote!(#(#arms,)* _ => #name::#other(#reply),),
        from: TokenStream::new(),
    }
}

/// The name of kinds that no generated error brings.
pub(super) fn kind_name(name: &Ident) -> Ident {
    format_ident!("{}Kind", name.unraw(), span = Span::call_site())
}

/// The variable, which the compiler shows at the variant.
fn reply(variant: &Ident) -> Ident {
    Ident::new("reply", at(variant.span()))
}

/// A place for what is generated: names mean there what they mean everywhere in it.
fn at(place: Span) -> Span {
    Span::call_site().located_at(place)
}

/// The tokens, with the meaning that they have and another place.
fn located(tokens: TokenStream, place: Span) -> TokenStream {
    let located = |token| {
        let mut token = match token {
            TokenTree::Group(group) => Group::new(group.delimiter(), located(group.stream(), place)).into(),
            token => token,
        };
        token.set_span(token.span().located_at(place));
        token
    };
    tokens.into_iter().map(located).collect()
}
