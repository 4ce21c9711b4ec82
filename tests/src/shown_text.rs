//! Finds what would be executed or followed where generated pages and documentation are shown.

use errspec_codegen::RustOptions;
use errspec_docs::{MarkdownOptions, render_markdown, render_markdown_pages};
use errspec_spec::{Arena, Spec};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};
use syn::visit::Visit;

use crate::any_catalog::quote;

/// A catalog with a text in every place where one can stand.
#[must_use]
pub fn write_text_everywhere(text: &str) -> String {
    let text = quote(text);
    format!(
        "errspec: 1\n\
         api: {{ name: Acme, title: {text}, description: {text}, version: {text} }}\n\
         envelope: {{ code: {{ at: /code, after: {text}, before: {text} }}, message: {{ at: /error, between: [{text}, {text}], when: {{ /a: [{text}, null] }} }}, \
         failed_2xx: [{{ /ok: {text} }}, {{ /ok: {{ not: {text} }} }}], \
         details: {{ items: /details, failed: {{ /a: {{ prefix: {text} }}, /b: {{ contains: {text} }} }}, code: /c }} }}\n\
         retry: {{ 5xx: {{ action: {text}, id: {text} }}, timeout: {{ action: {text} }} }}\n\
         partial: {{ items: /items, failed: {{ /state: {text} }} }}\n\
         groups: [{{ id: {text}, title: {text}, description: {text} }}]\n\
         errors:\n\
         - code: [{text}, other]\n  causes: [{text}, {text}]\n  user_message: {text}\n  name: Live\n  status: 500\n  group: {text}\n  meaning: {text}\n  guidance: {text}\n  since: {text}\n  \
           match: {{ /kind: {text} }}\n  deprecated: {{ since: {text}, note: {text}, use: {text} }}\n  \
           fields: {{ detail: {{ type: string, meaning: {text} }} }}\n\
         - {{ code: x, name: Gone, meaning: {text}, retired: {{ since: {text}, note: {text}, use: {text} }} }}\n"
    )
}

/// All pages of a catalog in every form, with what changed since another one, as name and text.
#[must_use]
pub fn render_all_pages<'a>(spec: &Spec<'a>, previous: &'a Spec<'a>) -> Vec<(String, String)> {
    let options = MarkdownOptions::default().previous(previous);
    let options = [options.clone(), options.front_matter()];
    let forms = options.iter().flat_map(|options| {
        let mut pages = render_markdown_pages(spec, options);
        pages.push(("one page".to_owned(), render_markdown(spec, options)));
        pages
    });
    forms.collect()
}

/// Returns a page without what is before it for a site.
fn without_front_matter(page: &str) -> &str {
    page.strip_prefix("---\n").map_or(page, |rest| rest.split_once("\n---\n").map_or(rest, |(_, text)| text))
}

fn gfm(page: &str) -> impl Iterator<Item = (Event<'_>, std::ops::Range<usize>)> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    Parser::new_ext(without_front_matter(page), options).into_offset_iter()
}

/// Returns the HTML that a site makes of a page.
#[must_use]
pub fn render_page(page: &str) -> String {
    let mut out = String::new();
    html::push_html(&mut out, gfm(page).map(|(event, _)| event));
    out
}

/// Iterates over the tags of a rendered page, comments among them: a renderer escapes every other `<`.
pub fn list_tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).map(|rest| rest.split_once('>').map_or(rest, |(tag, _)| tag))
}

/// Elements of HTML that do nothing but show.
const ELEMENTS: [&str; 22] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h1",
    "h2",
    "h3",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Returns the first tag of a page, as a site renders it, that could do harm.
#[must_use]
pub fn find_harmful_tag(page: &str) -> Option<String> {
    let html = render_page(page);
    list_tags(&html).find(|tag| !is_harmless_tag(tag)).map(str::to_owned)
}

fn is_harmless_tag(tag: &str) -> bool {
    let (element, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let element = element.trim_matches('/');
    if element == "!--" {
        return tag.ends_with(" --") && tag.matches("--").count() == 2;
    }
    let is_harmless = match attributes.split_once('=') {
        None => attributes.trim_end_matches(" /").trim_end_matches('/').is_empty(),
        Some(("href", url)) => is_harmless_link(url.trim_matches('"')),
        Some((attribute, value)) => {
            ["id", "class", "style", "start"].contains(&attribute) && value.matches('"').count() == 2
        }
    };
    is_harmless && ELEMENTS.contains(&element)
}

/// Returns whether a link leads to the web, to a page or within one.
fn is_harmless_link(url: &str) -> bool {
    let front = url.split(['/', '?', '#']).next().unwrap_or(url);
    !url.contains(['"', ' '])
        && front.split_once(':').is_none_or(|(scheme, _)| ["http", "https", "mailto"].contains(&scheme))
}

/// Returns what MDX would execute of a page, if anything.
#[must_use]
pub fn find_mdx_program(page: &str) -> Option<Event<'_>> {
    let text = without_front_matter(page);
    let mut in_code = false;
    gfm(page).find_map(|(event, range)| {
        let (before, source) = (&text[..range.start], &text[range]);
        let fine = match &event {
            Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
                in_code = !in_code;
                true
            }
            Event::Start(Tag::Paragraph) => !source.starts_with("import ") && !source.starts_with("export "),
            Event::InlineHtml(tag) => tag.starts_with("<a id=\"") || **tag == *"</a>",
            Event::Html(_) => false,
            // The parser starts a text behind each backslash that escapes.
            Event::Text(_) if !in_code => {
                let escaped = before.ends_with('\\');
                source.match_indices(['{', '}']).all(|(index, _)| index == 0 && escaped)
            }
            _ => true,
        };
        (!fine).then_some(event)
    })
}

/// Returns what rustdoc would execute, load or follow of the documentation of the Rust that a catalog becomes.
///
/// # Panics
///
/// If it is not Rust.
#[must_use]
pub fn find_harm_in_rustdoc(spec: &Spec<'_>) -> Option<String> {
    let arena = Arena::new();
    let rust =
        errspec_codegen::generate_rust(&arena, spec, &RustOptions::default()).to_module_text("errors.yaml");
    let file = syn::parse_file(&rust).unwrap_or_else(|error| panic!("{error} in\n{rust}"));
    let mut docs = DocTexts::default();
    docs.visit_file(&file);
    docs.0.iter().find_map(|doc| {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
        let harm = Parser::new_ext(doc, options).find(|event| !is_harmless_in_rustdoc(event));
        harm.map(|event| format!("{event:?} in {doc}"))
    })
}

fn is_harmless_in_rustdoc(event: &Event<'_>) -> bool {
    match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. } | Tag::HtmlBlock) => false,
        Event::Start(Tag::Link { dest_url, .. }) => is_harmless_link(dest_url),
        _ => true,
    }
}

/// The documentation of each item, its lines joined as rustdoc does.
#[derive(Default)]
struct DocTexts(Vec<String>);

impl DocTexts {
    fn add(&mut self, attributes: &[syn::Attribute]) {
        let lines: Vec<_> = attributes.iter().filter_map(|attribute| read_text(attribute, "doc")).collect();
        self.0.push(lines.join("\n"));
        // rustdoc shows it as Markdown, too.
        self.0.extend(attributes.iter().filter_map(read_deprecation_note));
    }
}

fn read_text(attribute: &syn::Attribute, name: &str) -> Option<String> {
    let syn::Meta::NameValue(value) = &attribute.meta else { return None };
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &value.value else { return None };
    value.path.is_ident(name).then(|| text.value())
}

fn read_deprecation_note(attribute: &syn::Attribute) -> Option<String> {
    let mut note = None;
    let is_deprecated = attribute.path().is_ident("deprecated");
    is_deprecated.then(|| {
        attribute.parse_nested_meta(|meta| {
            let text: syn::LitStr = meta.value()?.parse()?;
            note = meta.path.is_ident("note").then(|| text.value()).or(note.take());
            Ok(())
        })
    });
    note
}

impl<'ast> Visit<'ast> for DocTexts {
    fn visit_file(&mut self, file: &'ast syn::File) {
        self.add(&file.attrs);
        syn::visit::visit_file(self, file);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.add(&item.attrs);
        syn::visit::visit_item_enum(self, item);
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.add(&item.attrs);
        syn::visit::visit_item_struct(self, item);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.add(&function.attrs);
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.add(&field.attrs);
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        self.add(&variant.attrs);
    }

    /// What a macro of the runtime is given is looked at as it is: a doc comment is an attribute there, too.
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if let Ok(attributes) = call.parse_body_with(syn::Attribute::parse_outer) {
            self.add(&attributes);
        }
    }
}
