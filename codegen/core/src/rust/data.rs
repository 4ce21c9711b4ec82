//! A catalog → the static data that the runtime reads it from.

use std::collections::HashMap;
use std::time::Duration;

use errspec_spec::{
    Entry, Hint, Partial, Piece, Place, Preset, Processed, RetryTable, Spec, Statuses, Strategy, Template,
    Unit,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::codes::{self, NONE};
use super::layout::{Layout, option};

pub(super) fn catalog(spec: &Spec) -> TokenStream {
    let api = spec.api().name();
    let (text, cuts) = texts(spec);
    let hints = own_hints(spec);
    let chains = Chains::of(spec);
    let (codes, uncoded) = (chains.codes(), Literal::u16_unsuffixed(chains.uncoded));
    let rows = rows(spec, &hints, &chains);
    let statuses = statuses(spec);
    let hints = hints.iter().map(|hint| hint_tokens(hint));
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
            codes: #codes,
            uncoded: #uncoded,
            hints: &[#(#hints),*],
            retry: #retry,
            envelope: #envelope,
            partial: #partial,
        }
    }
}

/// All texts in one literal, an entry a line, and the offsets to cut it at: behind every text stands a `|`, for who
/// reads it.
fn texts(spec: &Spec) -> (Literal, Literal) {
    let lines: Vec<_> =
        spec.entries().iter().map(|entry| cells(spec, entry).map(|cell| cell + "|").concat()).collect();
    let lengths = spec.entries().iter().flat_map(|entry| cells(spec, entry).map(|cell| cell.len() + 1));
    let ends = lengths.scan(0, |end, length| {
        *end += length;
        Some(u32::try_from(*end).unwrap_or(u32::MAX))
    });
    let cuts: Vec<_> = std::iter::once(0).chain(ends).flat_map(u32::to_le_bytes).collect();
    (multiline(&lines), Literal::byte_string(&cuts))
}

fn cells(spec: &Spec, entry: &Entry) -> [String; 6] {
    [
        entry.name().to_owned(),
        entry.code().unwrap_or_default().to_owned(),
        entry.meaning().to_owned(),
        entry.guidance().unwrap_or_default().to_owned(),
        spec.docs_url(entry).unwrap_or_default(),
        entry.message().map(template).unwrap_or_default(),
    ]
}

fn template(template: &Template) -> String {
    template.pieces().iter().fold(String::new(), |out, piece| match piece {
        Piece::Text(text) => out + &text.replace('{', "{{").replace('}', "}}"),
        Piece::Field(name) => out + "{" + name + "}",
    })
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

/// The hints that entries have of their own, each once.
fn own_hints(spec: &Spec) -> Vec<&Hint> {
    let mut seen = std::collections::HashSet::new();
    spec.entries().iter().filter_map(Entry::own_hint).filter(|hint| seen.insert(*hint)).collect()
}

fn rows(spec: &Spec, hints: &[&Hint], chains: &Chains<'_>) -> Literal {
    let index: HashMap<_, _> = hints.iter().zip(0_u16..).map(|(hint, index)| (*hint, index)).collect();
    let mut bytes = Vec::with_capacity(spec.entries().len() * 8);
    for (entry, next) in spec.entries().iter().zip(&chains.next) {
        let status = match entry.statuses() {
            Statuses::Any => 0,
            Statuses::Class(class) => u16::from(*class),
            Statuses::Listed(list) if list.len() == 1 => list[0],
            Statuses::Listed(_) => u16::MAX,
        };
        let hint = entry.own_hint().and_then(|hint| index.get(hint)).copied().unwrap_or(NONE);
        let flags = u16::from(entry.code_is_integer());
        bytes.extend([status, hint, *next, flags].map(u16::to_le_bytes).concat());
    }
    Literal::byte_string(&bytes)
}

/// In which order entries are tried: for every code, and for none, a chain through the entries.
struct Chains<'a> {
    first: Vec<(&'a str, u16)>,
    uncoded: u16,
    next: Vec<u16>,
}

impl<'a> Chains<'a> {
    fn of(spec: &'a Spec) -> Self {
        let mut by_code = HashMap::<_, Vec<u16>>::new();
        let mut order = Vec::new();
        for (entry, number) in spec.entries().iter().zip(0..) {
            let chain = by_code.entry(entry.code()).or_default();
            if chain.is_empty() {
                order.push(entry.code());
            }
            chain.push(number);
        }
        let mut chains = Self { first: Vec::new(), uncoded: NONE, next: vec![NONE; spec.entries().len()] };
        for code in order {
            let mut chain = by_code.remove(&code).unwrap_or_default();
            chain.sort_by_key(|number| precedence(&spec.entries()[usize::from(*number)]));
            for pair in chain.windows(2) {
                chains.next[usize::from(pair[0])] = pair[1];
            }
            match code {
                Some(code) => chains.first.push((code, chain[0])),
                None => chains.uncoded = chain[0],
            }
        }
        chains
    }

    fn codes(&self) -> TokenStream {
        let codes::Codes { seed, pilots, slots } = codes::build(&self.first);
        let (seed, pilots) = (Literal::u64_unsuffixed(seed), Literal::byte_string(&pilots));
        let slots: Vec<_> = slots.into_iter().flat_map(u16::to_le_bytes).collect();
        let slots = Literal::byte_string(&slots);
        quote!(Codes { seed: #seed, pilots: #pilots, slots: #slots })
    }
}

/// Most conditions first; among equals listed statuses before a class or none.
fn precedence(entry: &Entry) -> (std::cmp::Reverse<usize>, bool) {
    (std::cmp::Reverse(entry.conditions().len()), !matches!(entry.statuses(), Statuses::Listed(_)))
}

fn statuses(spec: &Spec) -> TokenStream {
    let lists = spec.entries().iter().zip(0_u16..).filter_map(|(entry, number)| match entry.statuses() {
        Statuses::Listed(list) if list.len() > 1 => {
            let (number, list) =
                (Literal::u16_unsuffixed(number), list.iter().map(|s| Literal::u16_unsuffixed(*s)));
            Some(quote!((#number, &[#(#list),*])))
        }
        _ => None,
    });
    quote!(&[#(#lists),*])
}

fn conditions(spec: &Spec, layout: &mut Layout) -> TokenStream {
    let entries = spec.entries().iter().zip(0_u16..).filter(|(entry, _)| !entry.conditions().is_empty());
    let lists = entries.map(|(entry, number)| {
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
    let content_type = match envelope.preset() {
        Some(Preset::ProblemJson) => "application/problem+json",
        _ => "application/json",
    };
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
