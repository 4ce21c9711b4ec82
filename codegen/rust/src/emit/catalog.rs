//! Prints a lowered catalog as calls of the builders that state it.

use std::time::Duration;

use errspec_data::{
    Alternatives, Catalog, Code, CodeForm, Condition, Entry, Envelope, EnvelopePart, Expected, Field,
    ItemPart, Items, Locator, Member, OtherCode, PerfectHash, Place, RetryHint, RetryTable, Sending,
    Statuses, Strategy, TransportFailure, Tree, Unit,
};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

/// Prints the items that state a catalog: `static ENTRIES` and `static CATALOG`.
pub(super) fn print_catalog(catalog: &Catalog<'_>) -> TokenStream {
    let api = catalog.api();
    let entries = catalog.entries().iter().map(print_entry);
    let count = Literal::usize_unsuffixed(catalog.entries().len());
    let (names, codes) = (print_hash(&catalog.names()), print_hash(&catalog.codes()));
    let first_without_code = Some(catalog.first_without_code()).filter(|kind| *kind != 0).map(|kind| {
        let kind = Literal::u16_unsuffixed(kind);
        quote!(.with_first_without_code(#kind))
    });
    let (envelope, retry) = (print_envelope(catalog.envelope()), print_retry_table(catalog.retry()));
    let partial = catalog.partial().map(|items| {
        let items = print_items(items);
        quote!(.with_partial(#items))
    });
    quote! {
        static ENTRIES: [Entry<'static>; #count] = [#(#entries),*];
        static CATALOG: Catalog<'static> = Catalog::new(#api, &ENTRIES)
            .with_names(#names)
            .with_codes(#codes)
            #first_without_code
            .with_envelope(#envelope)
            .with_retry(#retry)
            #partial;
    }
}

fn print_entry(entry: &Entry<'_>) -> TokenStream {
    let stated = print_entry_identity(entry);
    let other_codes =
        print_list(entry.other_codes(), print_other_code, |list| quote!(.with_other_codes(#list)));
    let causes = entry.causes();
    let causes = (!causes.is_empty()).then(|| quote!(.with_causes(&[#(#causes),*])));
    let user_message = entry.user_message().map(|text| quote!(.with_user_message(#text)));
    let guidance = entry.guidance().map(|text| quote!(.with_guidance(#text)));
    let docs_url = entry.docs_url().map(|url| quote!(.with_docs_url(#url)));
    let message = entry.message().map(|template| quote!(.with_message(#template)));
    let retry = entry.own_retry().map(|hint| {
        let hint = print_hint(&hint);
        quote!(.with_retry(#hint))
    });
    let conditions = print_list(entry.conditions(), print_condition, |list| quote!(.with_conditions(#list)));
    let fields = print_list(entry.fields(), print_field, |list| {
        let tree = print_tree(&entry.field_tree());
        quote!(.with_fields(#tree, #list))
    });
    let next = print_next(entry.next());
    let sending = entry.stated_sending().map(print_sending);
    quote!(#stated #other_codes #causes #guidance #user_message #docs_url #message #retry #conditions #fields #next #sending)
}

/// Prints the call that states an entry by what nearly every entry has: a code and one status.
fn print_entry_identity(entry: &Entry<'_>) -> TokenStream {
    let (name, meaning) = (entry.name(), entry.meaning());
    match (entry.code(), entry.statuses()) {
        (Some(Code { text, is_integer: false }), Statuses::One(status)) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(state_entry(#name, #text, #status, #meaning))
        }
        (code, statuses) => {
            let code = code.map(|Code { text, is_integer }| {
                if is_integer { quote!(.with_integer_code(#text)) } else { quote!(.with_code(#text)) }
            });
            let statuses = print_statuses(statuses);
            quote!(Entry::new(#name, #meaning) #code #statuses)
        }
    }
}

fn print_other_code(other: &OtherCode<'_>) -> TokenStream {
    let Code { text, is_integer } = other.code();
    let state = if is_integer { quote!(integer) } else { quote!(text) };
    let next = print_next(other.next());
    quote!(OtherCode::#state(#text) #next)
}

/// Prints the call that states the kind to try next, if there is one.
fn print_next(kind: u16) -> Option<TokenStream> {
    let literal = Literal::u16_unsuffixed(kind);
    (kind != 0).then(|| quote!(.with_next(#literal)))
}

fn print_statuses(statuses: Statuses<'_>) -> Option<TokenStream> {
    match statuses {
        Statuses::Any => None,
        Statuses::One(status) => {
            let status = Literal::u16_unsuffixed(status);
            Some(quote!(.with_status(#status)))
        }
        Statuses::Several(statuses) => {
            let statuses = statuses.iter().map(|status| Literal::u16_unsuffixed(*status));
            Some(quote!(.with_statuses(Statuses::Several(&[#(#statuses),*]))))
        }
        Statuses::Class(class) => {
            let class = Literal::u8_unsuffixed(class);
            Some(quote!(.with_statuses(Statuses::Class(#class))))
        }
    }
}

fn print_sending(sending: Sending) -> TokenStream {
    let status = Literal::u16_unsuffixed(sending.status());
    let is_usual = sending.code_index() == 0 && sending.code_form() == CodeForm::Plain;
    let code_at = (!is_usual).then(|| {
        let index = Literal::u8_unsuffixed(sending.code_index());
        let form = variant_ident(sending.code_form());
        quote!(.with_code_at(#index, CodeForm::#form))
    });
    let unsendable = (!sending.is_sendable()).then(|| quote!(.mark_unsendable()));
    quote!(.with_sending(Sending::new(#status) #code_at #unsendable))
}

fn print_field(field: &Field<'_>) -> TokenStream {
    let (name, value_type, at) =
        (field.name(), variant_ident(field.value_type()), print_locator(&field.at()));
    let meaning = field.meaning().map(|meaning| quote!(.with_meaning(#meaning)));
    let hidden = field.is_sensitive().then(|| quote!(.hide_value()));
    quote!(Field::new(#name, FieldType::#value_type, #at) #meaning #hidden)
}

/// Returns the name of a variant that holds nothing.
fn variant_ident(variant: impl std::fmt::Debug) -> Ident {
    Ident::new(&format!("{variant:?}"), Span::call_site())
}

fn print_envelope(envelope: &Envelope<'_>) -> TokenStream {
    let preset = envelope.preset().map(|preset| {
        let preset = variant_ident(preset);
        quote!(.with_preset(Preset::#preset))
    });
    let tree = print_tree(envelope.tree());
    let parts = EnvelopePart::ALL.into_iter().filter_map(|part| {
        let with = format_ident!("with_{}", part.key());
        print_list(envelope.locators(part), print_locator, |list| quote!(.#with(#list)))
    });
    let failed_2xx = print_alternatives(envelope.failed_2xx(), |list| quote!(.with_failed_2xx(#list)));
    let details = envelope.details().map(|details| {
        let details = print_items(details);
        quote!(.with_details(#details))
    });
    let formats = (envelope.formats() != Envelope::new().formats()).then(|| {
        let formats = envelope.formats().iter().map(variant_ident);
        quote!(.with_formats(&[#(Format::#formats),*]))
    });
    quote!(Envelope::new() #preset .with_tree(#tree) #(#parts)* #failed_2xx #details #formats)
}

fn print_items(items: &Items<'_>) -> TokenStream {
    let pointer = items.pointer().as_str();
    let failed = print_alternatives(items.failed(), |list| quote!(.with_failed(#list)));
    let tree = print_tree(&items.tree());
    let parts = ItemPart::ALL.into_iter().filter_map(|part| {
        let with = format_ident!("with_{}", part.key());
        print_list(items.locators(part), print_locator, |list| quote!(.#with(#list)))
    });
    quote!(Items::new(#pointer) #failed .with_tree(#tree) #(#parts)*)
}

fn print_alternatives(
    alternatives: Alternatives<'_>,
    call: impl FnOnce(TokenStream) -> TokenStream,
) -> Option<TokenStream> {
    let print = |conditions: &&[Condition<'_>]| {
        let conditions = conditions.iter().map(print_condition);
        quote!(&[#(#conditions),*])
    };
    let printed = alternatives.iter().map(print);
    (!alternatives.is_empty()).then(|| call(quote!(&[#(#printed),*])))
}

/// Prints the call that states a list, if there is anything in it.
fn print_list<T>(
    list: &[T],
    print: fn(&T) -> TokenStream,
    call: impl FnOnce(TokenStream) -> TokenStream,
) -> Option<TokenStream> {
    let items = list.iter().map(print);
    (!list.is_empty()).then(|| call(quote!(&[#(#items),*])))
}

fn print_locator(locator: &Locator<'_>) -> TokenStream {
    let at = match locator.place() {
        Place::Body { pointer, slot } => {
            let (pointer, slot) = (pointer.as_str(), Literal::u16_unsuffixed(slot));
            quote!(Locator::body(#pointer, #slot))
        }
        Place::Header(name) => quote!(Locator::header(#name)),
        Place::Text => quote!(Locator::at(Place::Text)),
        Place::Key => quote!(Locator::at(Place::Key)),
    };
    let between = locator.between().map(|(start, end)| {
        let end = print_option(end);
        quote!(.with_between(#start, #end))
    });
    let after = locator.after().map(|mark| quote!(.with_after(#mark)));
    let before = locator.before().map(|mark| quote!(.with_before(#mark)));
    let ignored = locator.ignored().map(|value| quote!(.with_ignored(#value)));
    let unit = (locator.unit() != Unit::Seconds).then(|| {
        let unit = variant_ident(locator.unit());
        quote!(.with_unit(Unit::#unit))
    });
    let when = print_list(locator.when(), print_condition, |list| quote!(.with_when(#list)));
    quote!(#at #between #after #before #ignored #unit #when)
}

fn print_option(text: Option<&str>) -> TokenStream {
    let some = text.map(|text| quote!(::core::option::Option::Some(#text)));
    some.unwrap_or_else(|| quote!(::core::option::Option::None))
}

fn print_condition(condition: &Condition<'_>) -> TokenStream {
    let expected = print_expected(condition.expected());
    let negate = condition.is_negated().then(|| quote!(.negate()));
    match condition.place() {
        Place::Body { pointer, slot } => {
            let (pointer, slot) = (pointer.as_str(), Literal::u16_unsuffixed(slot));
            quote!(Condition::body(#pointer, #slot, #expected) #negate)
        }
        Place::Header(name) => quote!(Condition::header(#name, #expected) #negate),
        Place::Text => quote!(Condition::new(Place::Text, #expected) #negate),
        Place::Key => quote!(Condition::new(Place::Key, #expected) #negate),
    }
}

fn print_expected(expected: Expected<'_>) -> TokenStream {
    match expected {
        Expected::Text(text) => quote!(Expected::Text(#text)),
        Expected::Null => quote!(Expected::Null),
        Expected::Present => quote!(Expected::Present),
        Expected::OneOf(several) => {
            let several = several.iter().map(|one| print_expected(*one));
            quote!(Expected::OneOf(&[#(#several),*]))
        }
        Expected::Prefix(text) => quote!(Expected::Prefix(#text)),
        Expected::Contains(text) => quote!(Expected::Contains(#text)),
    }
}

fn print_tree(tree: &Tree<'_>) -> TokenStream {
    let slots = Literal::u16_unsuffixed(tree.slots());
    let members = tree.root().members().iter().map(print_member);
    let slot = tree.root().slot().map(print_slot);
    quote!(Tree::new(#slots, &[#(#members),*]) #slot)
}

fn print_member(member: &Member<'_>) -> TokenStream {
    let key = member.key();
    let slot = member.slot().map(print_slot);
    let members = print_list(member.members(), print_member, |list| quote!(.with_members(#list)));
    quote!(Member::new(#key) #slot #members)
}

fn print_slot(slot: u16) -> TokenStream {
    let slot = Literal::u16_unsuffixed(slot);
    quote!(.with_slot(#slot))
}

fn print_hash(hash: &PerfectHash<'_>) -> TokenStream {
    let seed = Literal::u64_unsuffixed(hash.seed());
    let pilots = Literal::byte_string(hash.pilots());
    let slots = hash.slots().iter().map(|kind| Literal::u16_unsuffixed(*kind));
    quote!(PerfectHash::new(#seed, #pilots, &[#(#slots),*]))
}

fn print_retry_table(table: &RetryTable<'_>) -> TokenStream {
    let statuses = print_list(table.statuses(), print_status_hint, |list| quote!(.with_statuses(#list)));
    let classes = print_list(table.classes(), print_class_hint, |list| quote!(.with_classes(#list)));
    let default = table.default_hint().map(|hint| {
        let hint = print_hint(&hint);
        quote!(.with_default(#hint))
    });
    let failures = TransportFailure::ALL.into_iter().filter_map(|failure| {
        let hint = print_hint(&table.failure_hint(failure)?);
        let failure = variant_ident(failure);
        Some(quote!(.with_failure(TransportFailure::#failure, #hint)))
    });
    quote!(RetryTable::new() #statuses #classes #default #(#failures)*)
}

fn print_status_hint((status, hint): &(u16, RetryHint<'_>)) -> TokenStream {
    let (status, hint) = (Literal::u16_unsuffixed(*status), print_hint(hint));
    quote!((#status, #hint))
}

fn print_class_hint((class, hint): &(u8, RetryHint<'_>)) -> TokenStream {
    let (class, hint) = (Literal::u8_unsuffixed(*class), print_hint(hint));
    quote!((#class, #hint))
}

fn print_hint(hint: &RetryHint<'_>) -> TokenStream {
    let strategy = print_strategy(hint.strategy());
    let processed = hint.stated_processed().map(|processed| {
        let processed = variant_ident(processed);
        quote!(.with_processed(Processed::#processed))
    });
    let throttled = hint.stated_throttled().map(|throttled| quote!(.with_throttled(#throttled)));
    quote!(#strategy #processed #throttled)
}

/// Prints the call that states a strategy: the function of its name, with the durations that it has.
fn print_strategy(strategy: Strategy<'_>) -> TokenStream {
    if let Strategy::Action { text, id } = strategy {
        let id = id.map(|id| quote!(.with_action_id(#id)));
        return quote!(RetryHint::require_action(#text) #id);
    }
    let name = Ident::new(strategy.name(), Span::call_site());
    let durations = [strategy.wait(), strategy.max()].into_iter().flatten().map(print_duration);
    // What holds anyway isn't stated, here as in the rest of the file.
    let stated = strategy.retries().filter(|retries| *retries != RetryHint::DEFAULT_RETRIES);
    let retries = stated.map(|retries| {
        let retries = Literal::u32_unsuffixed(retries);
        quote!(.with_retries(#retries))
    });
    quote!(RetryHint::#name(#(#durations),*) #retries)
}

fn print_duration(duration: Duration) -> TokenStream {
    if duration.subsec_nanos() == 0 {
        let seconds = Literal::u64_unsuffixed(duration.as_secs());
        return quote!(Duration::from_secs(#seconds));
    }
    let millis = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    let millis = Literal::u64_unsuffixed(millis);
    quote!(Duration::from_millis(#millis))
}
