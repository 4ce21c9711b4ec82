//! Finds the tables and the sections of a page in Markdown.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::found::{
    BlockKind, FoundBlock, FoundCell, FoundPage, FoundRow, FoundSection, FoundTable, describe_line,
};
use crate::joined_lines::JoinedLines;

use cell::CellReader;

mod cell;

/// Finds all that may be about errors in a page of GitHub Flavored Markdown.
pub(crate) fn find_page_parts(text: &str) -> FoundPage {
    let joined = JoinedLines::join_tables(text);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let parser = Parser::new_ext(&joined.text, options);
    let definitions = parser.reference_definitions().iter();
    let definitions = definitions.map(|(_, of)| (of.dest.to_string(), joined.find_lines(&of.span)));
    let mut reader = PageReader::new(&joined);
    reader.page.definitions = definitions.collect();
    for (event, range) in parser.into_offset_iter() {
        reader.read_event(event, range);
    }
    reader.page
}

struct PageReader<'t> {
    source: &'t JoinedLines,
    page: FoundPage,
    /// The text that is being read, if it is of a part that counts.
    cell: Option<CellReader>,
    row: FoundRow,
    /// What of the row's line is behind its last cell.
    behind_cell: Range<usize>,
    /// How many items the text is in.
    items: usize,
    /// The opening fence of the code that is being read.
    code: Option<String>,
}

impl<'t> PageReader<'t> {
    fn new(source: &'t JoinedLines) -> Self {
        let page = FoundPage { sections: vec![FoundSection::default()], ..FoundPage::default() };
        Self { source, page, cell: None, row: FoundRow::default(), behind_cell: 0..0, items: 0, code: None }
    }

    fn read_event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start_tag(tag, &range),
            Event::End(tag) => self.end_tag(tag),
            event => {
                let source = &self.source.text;
                if let Some(cell) = &mut self.cell {
                    cell.push_event(&event, source, range);
                }
            }
        }
    }

    fn start_tag(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        let lines = self.source.find_lines(range);
        match tag {
            Tag::Table(_) => self.start_table(lines),
            Tag::TableHead | Tag::TableRow => {
                self.row = FoundRow { place: describe_line(lines.start), cells: Vec::new() };
                let line = self.source.text.get(range.start..).and_then(|rest| rest.lines().next());
                self.behind_cell = range.start..range.start + line.map_or(0, str::len);
            }
            Tag::Heading { level, .. } => self.start_section(level, lines),
            Tag::Item => {
                self.items += 1;
                match &mut self.cell {
                    Some(cell) => cell.push_break(),
                    None => self.start_cell(lines),
                }
            }
            Tag::CodeBlock(kind) if self.items == 0 => {
                let language =
                    if let CodeBlockKind::Fenced(info) = &kind { info.to_string() } else { String::new() };
                self.code = Some(language);
                self.start_cell(lines);
            }
            Tag::Paragraph | Tag::CodeBlock(_) if self.items > 0 => {
                if let Some(cell) = &mut self.cell {
                    cell.push_break();
                }
            }
            Tag::TableCell => {
                self.behind_cell.start = range.end;
                self.start_cell(lines);
            }
            Tag::Paragraph => self.start_cell(lines),
            tag => {
                if let Some(cell) = &mut self.cell {
                    cell.start_span(&tag);
                }
            }
        }
    }

    fn start_table(&mut self, lines: Range<usize>) {
        let heading = self.page.sections.last_mut().map(|section| {
            section.has_table = true;
            section.heading.text.trim().to_owned()
        });
        let section = heading.filter(|heading| !heading.is_empty());
        let place = describe_line(lines.start);
        let lines = vec![lines];
        self.page.tables.push(FoundTable { place, lines, section, ..FoundTable::default() });
    }

    fn start_section(&mut self, level: HeadingLevel, lines: Range<usize>) {
        let level = level as usize;
        self.page.sections.push(FoundSection { level, lines: lines.clone(), ..FoundSection::default() });
        self.start_cell(lines);
    }

    fn start_cell(&mut self, lines: Range<usize>) {
        self.cell = Some(CellReader::new(lines));
    }

    fn end_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::TableCell => {
                let cell = self.cell.take().map(CellReader::finish);
                self.row.cells.extend(cell);
            }
            TagEnd::TableHead => {
                let cells = std::mem::take(&mut self.row).cells;
                if let Some(table) = self.page.tables.last_mut() {
                    table.headings = cells.into_iter().map(|cell| cell.text.trim().to_owned()).collect();
                }
            }
            TagEnd::TableRow => {
                let mut row = std::mem::take(&mut self.row);
                row.cells.extend(self.find_excess_cells());
                if let Some(table) = self.page.tables.last_mut() {
                    table.rows.push(row);
                }
            }
            TagEnd::Heading(_) => {
                let cell = self.cell.take().map(CellReader::finish).unwrap_or_default();
                if let Some(section) = self.page.sections.last_mut() {
                    section.heading = cell;
                }
            }
            TagEnd::Item => {
                self.items = self.items.saturating_sub(1);
                if self.items == 0 {
                    self.end_block(BlockKind::Item);
                }
            }
            TagEnd::CodeBlock if self.items == 0 => self.end_code(),
            TagEnd::Paragraph if self.items == 0 => self.end_block(BlockKind::Paragraph),
            tag => {
                if let Some(cell) = &mut self.cell {
                    cell.end_span(tag);
                }
            }
        }
    }

    /// Returns what a row has behind as many cells as the table has headings, as where a `|` isn't escaped: Markdown
    /// doesn't show it.
    fn find_excess_cells(&self) -> Option<FoundCell> {
        // There is none where cells were added to a short row.
        let behind = self.source.text.get(self.behind_cell.clone())?;
        let excess = behind.trim_matches(|c: char| c == '|' || c.is_whitespace());
        (!excess.is_empty()).then(|| FoundCell::plain(excess))
    }

    fn end_code(&mut self) {
        let language = self.code.take().unwrap_or_default();
        if let Some(CellReader { cell, .. }) = &mut self.cell {
            cell.prose = format!("```{language}\n{}\n```", cell.text.trim_end());
        }
        self.end_block(BlockKind::Code);
    }

    fn end_block(&mut self, kind: BlockKind) {
        let Some(cell) = self.cell.take() else { return };
        let block = FoundBlock { lines: cell.lines.clone(), kind, content: cell.finish() };
        if let Some(section) = self.page.sections.last_mut() {
            section.blocks.push(block);
        }
    }
}
