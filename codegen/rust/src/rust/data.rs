//! A catalog and its tables → the static data that the runtime reads it from.

use std::time::Duration;

use errspec_spec::{Hint, Partial, Place, Processed, RetryTable, Spec, Strategy, Unit};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::layout::{Layout, option};
use super::tables::{self, PerfectHash, Tables};

pub(super) fn catalog(spec: &Spec) -> TokenStream {
    let api = spec.api().name();
    let Tables { lines, cuts, rows, hints, names, codes, uncoded } = Tables::of(spec);
    let (text, uncoded) = (multiline(&lines), Literal::u16_unsuffixed(uncoded));
    let [names, codes] = [names, codes].map(perfect_hash);
    let [cuts, rows] = [cuts, rows].map(|bytes| Literal::byte_string(&bytes));
    let statuses = statuses(spec);
    let hints = hints.into_iter().map(hint_tokens);
    let retry = retry_table(spec.retry());
    let mut layout = Layout::default();
    let conditions = conditions(spec, &mut layout);
    let envelope = envelope(spec, layout);
    let partial = option(spec.partial().map(self::partial));
    quote! {
        Catalog {
            api: #api,
            text: #text,
            cuts: #cuts,
            rows: #rows,
            statuses: #statuses,
            conditions: #conditions,
            names: #names,
            codes: #codes,
            uncoded: #uncoded,
            hints: &[#(#hints),*],
            retry: #retry,
            envelope: #envelope,
            partial: #partial,
        }
    }
}

/// A string literal with a line of source for each line: what changes in the catalog is what changes in a diff.
fn multiline(lines: &[String]) -> Literal {
    let escaped = lines.iter().map(|line| {
        let line = line.escape_debug().to_string().replace("\\'", "'");
        // White space at the start of a continued line is not part of the literal.
        match line.strip_prefix(' ') {
            Some(rest) => format!("\\x20{rest}"),
            None => line,
        }
    });
    let source = format!("\"\\\n{}\"", escaped.collect::<Vec<_>>().join("\\\n"));
    source.parse().unwrap_or_else(|_| Literal::string(&lines.concat()))
}

fn perfect_hash(PerfectHash { seed, pilots, slots }: PerfectHash) -> TokenStream {
    let (seed, pilots) = (Literal::u64_unsuffixed(seed), Literal::byte_string(&pilots));
    let slots: Vec<_> = slots.iter().flat_map(|slot| slot.to_le_bytes()).collect();
    let slots = Literal::byte_string(&slots);
    quote!(PerfectHash { seed: #seed, pilots: #pilots, slots: #slots })
}

fn statuses(spec: &Spec) -> TokenStream {
    let lists = tables::statuses(spec).map(|(number, list)| {
        let number = Literal::u16_unsuffixed(number);
        let list = list.iter().map(|status| Literal::u16_unsuffixed(*status));
        quote!((#number, &[#(#list),*]))
    });
    quote!(&[#(#lists),*])
}

fn conditions(spec: &Spec, layout: &mut Layout) -> TokenStream {
    let lists = tables::conditional(spec).map(|(number, entry)| {
        let number = Literal::u16_unsuffixed(number);
        let conditions = layout.conditions(entry.conditions());
        quote!((#number, #conditions))
    });
    quote!(&[#(#lists),*])
}

fn retry_table(table: &RetryTable) -> TokenStream {
    let rows = |(status, hint): (u16, &Hint)| {
        let (status, hint) = (Literal::u16_unsuffixed(status), hint_tokens(hint));
        quote!((#status, #hint))
    };
    let statuses = table.statuses().iter().map(|(status, hint)| rows((*status, hint)));
    let classes = table.classes().iter().map(|(class, hint)| rows((u16::from(*class), hint)));
    let [default, timeout, connect] =
        [table.default_hint(), table.timeout(), table.connect()].map(|hint| option(hint.map(hint_tokens)));
    quote! {
        RetryTable {
            statuses: &[#(#statuses),*],
            classes: &[#(#classes),*],
            default: #default,
            timeout: #timeout,
            connect: #connect,
        }
    }
}

fn hint_tokens(hint: &Hint) -> TokenStream {
    let strategy = match hint.strategy() {
        Strategy::Never => quote!(Never),
        Strategy::Once => quote!(Once),
        Strategy::After { delay, attempts } => {
            let (delay, attempts) = (duration(*delay), option(attempts.map(Literal::u32_unsuffixed)));
            quote!(After { delay: #delay, attempts: #attempts })
        }
        Strategy::Backoff { initial, max, attempts } => {
            let (initial, max) = (duration(*initial), duration(*max));
            let attempts = Literal::u32_unsuffixed(*attempts);
            quote!(Backoff { initial: #initial, max: #max, attempts: #attempts })
        }
        Strategy::Action { text, id } => {
            let id = option(id.as_ref());
            quote!(Action { text: #text, id: #id })
        }
    };
    let processed = option(hint.processed().map(|processed| match processed {
        Processed::No => quote!(Processed::No),
        Processed::Maybe => quote!(Processed::Maybe),
    }));
    let throttled = option(hint.throttled());
    quote!(Hint { strategy: Strategy::#strategy, processed: #processed, throttled: #throttled })
}

fn duration(duration: Duration) -> TokenStream {
    let (seconds, nanos) =
        (Literal::u64_unsuffixed(duration.as_secs()), Literal::u32_unsuffixed(duration.subsec_nanos()));
    quote!(Duration::new(#seconds, #nanos))
}

fn envelope(spec: &Spec, mut layout: Layout) -> TokenStream {
    let envelope = spec.envelope();
    let content_type = tables::content_type(envelope);
    let code = layout.locators(envelope.code());
    let message = layout.locators(envelope.message());
    let request_id = layout.locators(envelope.request_id());
    let retry_after = envelope.retry_after().iter().map(|locator| {
        let unit = match locator.unit() {
            Unit::Seconds => quote!(Seconds),
            Unit::Milliseconds => quote!(Milliseconds),
            Unit::Epoch => quote!(Epoch),
        };
        let locator = layout.locator(locator);
        quote!((#locator, Unit::#unit))
    });
    let retry_after = quote!(&[#(#retry_after),*]);
    let failed_2xx = layout.conditions(envelope.failed_2xx());
    let (body, slots) = layout.finish();
    quote! {
        Envelope {
            content_type: #content_type,
            body: #body,
            slots: #slots,
            code: #code,
            message: #message,
            request_id: #request_id,
            retry_after: #retry_after,
            failed_2xx: #failed_2xx,
        }
    }
}

fn partial(partial: &Partial) -> TokenStream {
    let mut layout = Layout::default();
    layout.place(&Place::Body(partial.items().clone()));
    let (items, _) = layout.finish();
    let mut layout = Layout::default();
    let failed = layout.conditions(partial.failed());
    let subject = option(partial.subject().map(|at| layout.locator(at)));
    let code = layout.locators(partial.code());
    let message = layout.locators(partial.message());
    let (item, slots) = layout.finish();
    quote! {
        Partial {
            items: #items,
            item: #item,
            slots: #slots,
            failed: #failed,
            subject: #subject,
            code: #code,
            message: #message,
        }
    }
}
