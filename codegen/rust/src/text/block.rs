//! Rewrites Markdown of several blocks.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::lines::{self, Block, List};
use super::span::{Spans, TextPlace};
use super::table::{Align, Table};
use super::{Target, escape};

/// How deep lists and quotes nest, a list and its item counted apart; what is deeper is drawn up to this level.
const MAX_DEPTH: usize = 12;

pub(super) fn rewrite_blocks(markdown: &str, target: Target<'_>) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_GFM;
    let source = escape::replace_hostile(markdown);
    let mut writer = Blocks { target, stack: vec![Container::new(Kind::Plain)], leaf: Leaf::None };
    Parser::new_ext(&source, options).for_each(|event| writer.event(event));
    writer.close_paragraph();
    let blocks = writer.stack.pop().unwrap_or_else(|| Container::new(Kind::Plain)).blocks;
    lines::write_lines(&blocks).join("\n")
}

/// Builds blocks from events.
struct Blocks<'a> {
    target: Target<'a>,
    stack: Vec<Container>,
    leaf: Leaf<'a>,
}

/// What holds blocks and isn't closed yet.
struct Container {
    kind: Kind,
    blocks: Vec<Block>,
}

enum Kind {
    /// The document, or what is drawn up into its parent.
    Plain,
    Quote,
    List(List),
    Item,
}

/// What holds text and isn't closed yet.
enum Leaf<'a> {
    None,
    Paragraph(Spans<'a>),
    Heading(Spans<'a>),
    Code { language: String, text: String },
    Table { table: Table, row: Vec<String>, cell: Spans<'a> },
}

impl Container {
    fn new(kind: Kind) -> Self {
        Self { kind, blocks: Vec::new() }
    }
}

impl<'a> Blocks<'a> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Rule => {
                self.close_paragraph();
                self.push(Block::Rule);
            }
            event => self.span(event),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                self.close_paragraph();
                self.loosen();
            }
            Tag::Heading { .. } => self.leaf(Leaf::Heading(Spans::in_strong(self.target))),
            Tag::CodeBlock(kind) => {
                let language = self.language(&kind);
                self.leaf(Leaf::Code { language, text: String::new() });
            }
            Tag::HtmlBlock => self.leaf(Leaf::Code { language: "html".to_owned(), text: String::new() }),
            Tag::BlockQuote(kind) => self.open_quote(kind),
            Tag::List(start) => self.open(Kind::List(List { start, ..List::default() })),
            Tag::Item => self.open(Kind::Item),
            Tag::Table(columns) => {
                let table = Table::new(columns.into_iter().map(Align::from_alignment).collect());
                self.leaf(Leaf::Table { table, row: Vec::new(), cell: self.cell() });
            }
            Tag::TableHead | Tag::TableRow | Tag::TableCell => {}
            tag => self.span(Event::Start(tag)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.close_paragraph(),
            TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                if let Leaf::Code { language, text } = self.take_leaf() {
                    self.push(Block::Code { language, text });
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.close(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::Table => {
                if let Leaf::Table { table, .. } = self.take_leaf() {
                    self.push(Block::Table(table));
                }
            }
            tag => self.span(Event::End(tag)),
        }
    }

    /// Gives an event to what holds text; in a list without blank lines, a paragraph starts without saying so.
    fn span(&mut self, event: Event<'_>) {
        match &mut self.leaf {
            Leaf::Code { text, .. } => {
                if let Event::Text(part) | Event::Html(part) = event {
                    text.push_str(&part);
                }
            }
            Leaf::Paragraph(spans) | Leaf::Heading(spans) | Leaf::Table { cell: spans, .. } => {
                spans.event(event);
            }
            Leaf::None => {
                let mut spans = Spans::new(self.target, TextPlace::Paragraph);
                spans.event(event);
                self.leaf = Leaf::Paragraph(spans);
            }
        }
    }

    fn language(&self, kind: &CodeBlockKind<'_>) -> String {
        match (kind, self.target) {
            (CodeBlockKind::Indented, _) => "text".to_owned(),
            (CodeBlockKind::Fenced(info), Target::Page(_)) => escape::find_language(info),
            (CodeBlockKind::Fenced(info), Target::Rustdoc) => escape::find_language_in_rustdoc(info),
        }
    }

    fn leaf(&mut self, leaf: Leaf<'a>) {
        self.close_paragraph();
        self.leaf = leaf;
    }

    fn take_leaf(&mut self) -> Leaf<'a> {
        std::mem::replace(&mut self.leaf, Leaf::None)
    }

    fn close_paragraph(&mut self) {
        let text = match self.take_leaf() {
            Leaf::Paragraph(spans) => spans.finish(),
            Leaf::Heading(spans) => format_bold_line(&spans.finish()),
            other => {
                self.leaf = other;
                return;
            }
        };
        if !text.is_empty() {
            self.push(Block::Paragraph(text));
        }
    }

    fn open_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.open(Kind::Quote);
        if let Some(kind) = kind {
            self.push(Block::Paragraph(format_bold_line(name_alert(kind))));
        }
    }

    fn open(&mut self, kind: Kind) {
        self.close_paragraph();
        let in_list = matches!(self.stack.last(), Some(Container { kind: Kind::List(_), .. }));
        // What is too deep is drawn up instead of left out: no text is lost, and nobody reads 12 levels.
        let fits = if matches!(kind, Kind::Item) { in_list } else { self.stack.len() <= MAX_DEPTH };
        self.stack.push(Container::new(if fits { kind } else { Kind::Plain }));
    }

    fn close(&mut self) {
        self.close_paragraph();
        let Some(Container { kind, blocks }) = self.stack.pop() else { return };
        match (kind, self.stack.last_mut()) {
            (Kind::Item, Some(Container { kind: Kind::List(list), .. })) => list.items.push(blocks),
            (Kind::List(list), _) => self.push(Block::List(list)),
            (Kind::Quote, _) => self.push(Block::Quote(blocks)),
            (Kind::Item | Kind::Plain, Some(parent)) => parent.blocks.extend(blocks),
            (Kind::Item | Kind::Plain, None) => {}
        }
    }

    fn push(&mut self, block: Block) {
        let first = self.stack.last().is_none_or(|container| container.blocks.is_empty());
        // Without a blank line, only a list can follow text, and a line of text nothing at all.
        match block {
            Block::List(_) => {}
            Block::Paragraph(_) if first => {}
            _ => self.loosen(),
        }
        if let Some(container) = self.stack.last_mut() {
            container.blocks.push(block);
        }
    }

    /// Puts blank lines into the list that has the next block in an item.
    fn loosen(&mut self) {
        if let [.., Container { kind: Kind::List(list), .. }, Container { kind: Kind::Item, .. }] =
            &mut self.stack[..]
        {
            list.loose = true;
        }
    }

    fn cell(&self) -> Spans<'a> {
        Spans::new(self.target, TextPlace::Cell)
    }

    fn end_cell(&mut self) {
        let fresh = self.cell();
        if let Leaf::Table { row, cell, .. } = &mut self.leaf {
            row.push(std::mem::replace(cell, fresh).finish());
        }
    }

    fn end_row(&mut self) {
        if let Leaf::Table { table, row, .. } = &mut self.leaf {
            table.push(std::mem::take(row));
        }
    }
}

fn name_alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

/// Formats a heading as a bold line with a colon: a heading of its own would part the page that the text is put into.
fn format_bold_line(text: &str) -> String {
    match text {
        "" => String::new(),
        _ if text.ends_with(['.', ',', ';', ':', '!', '?']) => format!("**{text}**"),
        _ => format!("**{text}:**"),
    }
}
