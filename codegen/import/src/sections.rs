//! Reads the errors that sections and items of lists describe, instead of rows of tables.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use errspec_data::Statuses;
use errspec_spec::{is_usable_name, make_variant_name};

use crate::columns::{Column, Columns};
use crate::envelope::DraftEnvelope;
use crate::error_heading::{ErrorHeading, is_code_word, read_error_heading};
use crate::found::{BlockKind, FoundBlock, FoundCell, FoundPage, FoundRow, FoundSection, describe_lines};
use crate::headings::{find_label, normalize_heading};
use crate::row::{Row, RowCode};
use crate::samples::find_samples;
use crate::table::read_errors_of_row;
use crate::table_cell;

/// What was found in sections.
#[derive(Default)]
pub(crate) struct SectionErrors {
    pub(crate) rows: Vec<Row>,
    /// Remarks on what may be errors and was left out.
    pub(crate) todos: Vec<String>,
    /// The lines that are in one of these.
    pub(crate) lines: Vec<Range<usize>>,
}

/// Reads the errors of sections and lists. What has neither a status nor a number counts where it is said to be an
/// error: by a heading above, or by a table that has its code.
pub(crate) fn read_section_errors(
    page: &FoundPage,
    envelope: &DraftEnvelope,
    known: &[Row],
) -> SectionErrors {
    let codes: HashSet<_> = known.iter().filter_map(Row::code).collect();
    let reader = SectionReader { sections: &page.sections, envelope, codes: &codes, believes_all: false };
    let found = reader.read_all();
    if !found.0.is_empty() || !known.is_empty() || found.1.len() < 2 {
        return finish_errors(found);
    }
    finish_errors(SectionReader { believes_all: true, ..reader }.read_all())
}

fn finish_errors((found, left_out): (Vec<FoundError>, Vec<LeftOut>)) -> SectionErrors {
    let codes: Vec<_> = found.iter().flat_map(|error| table_cell::read_codes(&error.code).list).collect();
    let code = RowCode::guess(codes.iter().copied().filter(|code| !code.is_empty()));
    let rows = found.iter().flat_map(|error| error.read_rows(code)).collect();
    let shown: Vec<_> = left_out
        .iter()
        .map(|LeftOut { code, lines }| format!("{code} ({})", describe_lines(lines)))
        .collect();
    let todos = (!shown.is_empty())
        .then(|| format!("left out what may be errors, as no heading says so: {}", shown.join(", ")));
    let lines = found.into_iter().flat_map(|error| error.lines);
    let lines = lines.chain(left_out.into_iter().map(|left_out| left_out.lines)).collect();
    SectionErrors { rows, todos: todos.into_iter().collect(), lines }
}

/// What may be an error, and isn't said to be one.
struct LeftOut {
    code: String,
    lines: Range<usize>,
}

/// An error as a section describes it: cells, each with a heading.
#[derive(Default)]
struct FoundError {
    /// Those that were read, with that of its heading first.
    lines: Vec<Range<usize>>,
    code: String,
    cells: Vec<(String, FoundCell)>,
    /// Which cell is the first of each heading, until the title has its place.
    indexes: HashMap<String, usize>,
}

struct SectionReader<'p> {
    sections: &'p [FoundSection],
    envelope: &'p DraftEnvelope,
    codes: &'p HashSet<&'p str>,
    believes_all: bool,
}

impl SectionReader<'_> {
    fn read_all(&self) -> (Vec<FoundError>, Vec<LeftOut>) {
        let (mut found, mut left_out) = (Vec::new(), Vec::new());
        // The headings above, and whether each is about errors.
        let mut above = Vec::<(usize, bool)>::new();
        let mut index = 0;
        while let Some(section) = self.sections.get(index) {
            above.retain(|(level, _)| *level < section.level);
            let is_about = above.iter().any(|(_, is_about)| *is_about);
            let is_believed = |heading: &ErrorHeading| self.is_believed(heading, is_about);
            let heading = read_error_heading(&section.heading.text);
            let heading = heading.filter(|heading| !section.has_table || !heading.code.is_empty());
            index += 1;
            match heading {
                Some(heading) if is_believed(&heading) => {
                    let end = self.find_end(index, section.level);
                    found.push(self.read_section(
                        heading,
                        section,
                        self.sections.get(index..end).unwrap_or_default(),
                    ));
                    index = end;
                    continue;
                }
                Some(heading) => {
                    left_out.push(LeftOut { code: heading.code, lines: section.lines.clone() });
                }
                None => {}
            }
            let is_about = is_about || is_about_errors(&section.heading.text);
            above.push((section.level, is_about));
            for item in section.blocks.iter().filter(|block| block.kind == BlockKind::Item) {
                match read_item(item) {
                    Some((heading, error)) if self.is_believed(&heading, is_about) => found.push(error),
                    Some((heading, _)) => {
                        left_out.push(LeftOut { code: heading.code, lines: item.lines.clone() });
                    }
                    None => {}
                }
            }
        }
        (found, left_out)
    }

    fn is_believed(&self, heading: &ErrorHeading, is_about_errors: bool) -> bool {
        let is_known =
            || table_cell::read_codes(&heading.code).list.iter().all(|code| self.codes.contains(code));
        heading.is_sure || is_about_errors || self.believes_all || is_known()
    }

    /// Returns the end of the sections that belong to the error of one with this level.
    fn find_end(&self, start: usize, level: usize) -> usize {
        let belongs = |section: &FoundSection| {
            let is_label = find_label(&section.heading.text).is_some();
            let is_error = read_error_heading(&section.heading.text).is_some();
            section.level > level && !is_error || section.level == level && is_label
        };
        let rest = self.sections.get(start..).unwrap_or_default();
        start + rest.iter().take_while(|section| belongs(section)).count()
    }

    fn read_section(
        &self,
        heading: ErrorHeading,
        section: &FoundSection,
        below: &[FoundSection],
    ) -> FoundError {
        let mut error = FoundError::new(heading, section.lines.clone(), &section.heading);
        error.read_blocks(&section.blocks, None);
        for part in below {
            let title = part.heading.text.trim();
            // A sentence in large letters.
            let is_sentence = title.ends_with('.');
            if is_sentence {
                error.add_text("Meaning", &part.heading);
            }
            let label = Some(find_label(title).unwrap_or(title)).filter(|_| !is_sentence);
            error.read_blocks(&part.blocks, label);
            // Texts below it can have labels of their own.
            if is_sentence || label.is_some_and(|label| error.find(label).is_some()) {
                error.lines.push(part.lines.clone());
            }
        }
        if error.code.is_empty() {
            let blocks = section.blocks.iter().chain(below.iter().flat_map(|part| &part.blocks));
            let samples: Vec<_> = blocks.flat_map(|block| find_samples(&block.content.text)).collect();
            let pointers = self.envelope.code();
            let code =
                samples.iter().find_map(|sample| pointers.iter().find_map(|at| sample.pointer(at)?.scalar()));
            if let Some(code) = code {
                error.push_cell("Error code", FoundCell::plain(code.clone()));
                error.code = code;
            }
        }
        error.settle_title();
        error
    }
}

fn is_about_errors(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    ["error", "exception", "failure", "status code"].iter().any(|word| heading.contains(word))
}

/// Reads an item such as `` `rate_limited` (429): Too many requests. ``
fn read_item(item: &FoundBlock) -> Option<(ErrorHeading, FoundError)> {
    let cell = &item.content;
    let (lead, rest) = split_lead(&cell.text).unwrap_or((&cell.text, ""));
    let heading = read_error_heading(lead)?;
    let (title, prose) = split_lead(&cell.prose).unwrap_or((&cell.prose, rest));
    let links = cell.links.iter().filter(|link| title.contains(link.as_str())).cloned().collect();
    let title = FoundCell { text: lead.to_owned(), links, ..FoundCell::default() };
    let mut error = FoundError::new(heading.clone(), item.lines.clone(), &title);
    if !rest.trim().is_empty() {
        let meaning = FoundCell { text: rest.to_owned(), prose: prose.to_owned(), ..FoundCell::default() };
        error.push_cell("Meaning", meaning);
    }
    error.settle_title();
    Some((heading, error))
}

/// Splits what an item is about from what it says of it, at a colon or a dash outside of code.
fn split_lead(text: &str) -> Option<(&str, &str)> {
    let separators = [": ", ":\n", " - ", " – ", " — ", "\n"];
    let is_outside = |at: &usize| text[..*at].matches('`').count().is_multiple_of(2);
    let ends = separators.iter().filter_map(|separator| {
        let at = text.match_indices(separator).map(|(at, _)| at).find(is_outside)?;
        Some((at, separator.len()))
    });
    let (at, length) = ends.min()?;
    Some((&text[..at], &text[at + length..]))
}

impl FoundError {
    fn new(heading: ErrorHeading, place: Range<usize>, title: &FoundCell) -> Self {
        let mut error = Self { lines: vec![place], code: heading.code.clone(), ..Self::default() };
        let links = title.links.clone();
        if let Some(statuses) = &heading.statuses {
            error.push_cell("HTTP status", FoundCell { links, ..FoundCell::plain(statuses.write()) });
        }
        if !heading.code.is_empty() {
            let links = title.links.clone();
            error.push_cell("Error code", FoundCell { links, ..FoundCell::plain(heading.code) });
        }
        let is_reason = |name: String| normalize_heading(&name) == normalize_heading(&heading.title);
        let is_told = heading.statuses.is_some_and(|statuses| statuses.list_names().any(is_reason));
        if !heading.title.is_empty() && !is_told {
            error.push_cell("Title", FoundCell::plain(heading.title));
        }
        error
    }

    fn push_cell(&mut self, heading: &str, cell: FoundCell) {
        self.indexes.entry(heading.to_owned()).or_insert(self.cells.len());
        self.cells.push((heading.to_owned(), cell));
    }

    /// Adds a text to those under a heading. Each cause stands alone.
    fn add_text(&mut self, heading: &str, cell: &FoundCell) {
        let heading = if heading == "Meaning" && self.find(heading).is_some() { "Guidance" } else { heading };
        let known = self.find(heading).filter(|_| heading != "Causes");
        match known.and_then(|index| self.cells.get_mut(index)) {
            Some((_, known)) => known.push_paragraph(cell),
            None => self.push_cell(heading, cell.clone()),
        }
    }

    fn find(&self, heading: &str) -> Option<usize> {
        self.indexes.get(heading).copied()
    }

    fn read_blocks(&mut self, blocks: &[FoundBlock], label: Option<&str>) {
        let mut label = label.map(str::to_owned);
        for block in blocks {
            if block.kind == BlockKind::Code {
                // A sample of a response tells where the code is, and nothing else.
                if find_samples(&block.content.text).is_empty() {
                    self.add_text(label.as_deref().unwrap_or("Guidance"), &block.content);
                    self.lines.push(block.lines.clone());
                }
                continue;
            }
            self.lines.push(block.lines.clone());
            let (text, prose) = (block.content.text.trim(), block.content.prose.as_str());
            let labelled = text.split_once(':').and_then(|(lead, rest)| Some((find_label(lead)?, rest)));
            let (heading, content) = match labelled {
                Some((found, "")) => {
                    label = Some(found.to_owned());
                    continue;
                }
                Some((found, rest)) => {
                    let prose = prose.split_once(':').map_or(rest, |(_, prose)| prose).trim().to_owned();
                    (
                        Some(found.to_owned()),
                        FoundCell { text: rest.trim().to_owned(), prose, ..block.content.clone() },
                    )
                }
                None => (label.clone(), block.content.clone()),
            };
            let is_item = block.kind == BlockKind::Item;
            let usual = match self.find("Meaning") {
                None => "Meaning",
                Some(_) if is_item => "Causes",
                Some(_) => "Guidance",
            };
            let heading = heading.as_deref().unwrap_or(usual);
            let is_listed = is_item && heading == "Guidance";
            let prose = if is_listed { format!("- {}", content.prose) } else { content.prose.clone() };
            self.add_text(heading, &FoundCell { prose, ..content });
        }
    }

    /// Finds a place for the title: it is the meaning if there is no other, else the name.
    fn settle_title(&mut self) {
        let Some(index) = self.find("Title") else { return };
        let title = self.cells[index].1.text.clone();
        let name = make_variant_name(Some(&title), Statuses::Any).filter(|name| is_usable_name(name));
        if normalize_heading(&title) == normalize_heading(&self.code) {
            self.cells.remove(index);
            return;
        }
        let is_number = self.code.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
        if self.find("Meaning").is_none() && !is_code_word(&title) {
            "Meaning".clone_into(&mut self.cells[index].0);
        } else if let Some(name) = name.filter(|_| is_number && title.split(' ').count() < 6) {
            self.cells[index] = ("Condition name".to_owned(), FoundCell::plain(name));
        }
    }

    fn read_rows(&self, code: fn(&str) -> RowCode) -> Vec<Row> {
        let columns: Vec<_> =
            self.cells.iter().map(|(heading, cell)| Column::new(heading, std::iter::once(cell))).collect();
        let assigned = Columns::assign(&columns);
        let cells = self.cells.iter().map(|(_, cell)| cell.clone()).collect();
        let start = self.lines.first().map_or(0, |lines| lines.start);
        let end = self.lines.iter().map(|lines| lines.end).max().unwrap_or_default();
        let found = FoundRow { place: describe_lines(&(start..end)), cells };
        let rows = read_errors_of_row(&found, &assigned, code);
        rows.into_iter().map(|row| Row { is_detail: true, ..row }).collect()
    }
}
