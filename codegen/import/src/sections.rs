//! Reads the errors that sections and items of lists describe, instead of rows of tables.

use std::collections::HashSet;
use std::ops::Range;

use crate::envelope::DraftEnvelope;
use crate::error_heading::{ErrorHeading, read_error_heading};
use crate::found::{BlockKind, FoundCell, FoundPage, FoundSection, describe_lines};
use crate::found_error::FoundError;
use crate::headings::find_label;
use crate::list_item::{has_code, read_items};
use crate::row::{Row, RowCode};
use crate::samples::find_samples;
use crate::statuses::DraftStatuses;
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
    if !found.errors.is_empty() || !known.is_empty() || found.left_out.len() < 2 {
        return finish_errors(found);
    }
    finish_errors(SectionReader { believes_all: true, ..reader }.read_all())
}

fn finish_errors(found: FoundParts) -> SectionErrors {
    let FoundParts { errors: found, left_out, status_lines } = found;
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
    let lines = lines.chain(left_out.into_iter().map(|left_out| left_out.lines));
    let lines = lines.chain(status_lines).collect();
    SectionErrors { rows, todos: todos.into_iter().collect(), lines }
}

/// What may be an error, and isn't said to be one.
struct LeftOut {
    code: String,
    lines: Range<usize>,
}

struct SectionReader<'p> {
    sections: &'p [FoundSection],
    envelope: &'p DraftEnvelope,
    codes: &'p HashSet<&'p str>,
    believes_all: bool,
}

/// A heading above the one that is read.
struct HeadingAbove {
    level: usize,
    is_about_errors: bool,
    /// The statuses that the errors below share.
    statuses: Option<DraftStatuses>,
}

/// What a reader found in all sections.
#[derive(Default)]
struct FoundParts {
    errors: Vec<FoundError>,
    left_out: Vec<LeftOut>,
    /// The lines of headings that are statuses of errors below.
    status_lines: Vec<Range<usize>>,
}

impl SectionReader<'_> {
    fn read_all(&self) -> FoundParts {
        let mut found = FoundParts::default();
        let mut above = Vec::<HeadingAbove>::new();
        let mut index = 0;
        while let Some(section) = self.sections.get(index) {
            above.retain(|of| of.level < section.level);
            let is_about = above.iter().any(|of| of.is_about_errors);
            let shared = above.iter().rev().find_map(|of| of.statuses.as_ref());
            let heading = read_error_heading(&section.heading.text);
            let heading = heading.filter(|heading| !section.has_table || !heading.code.is_empty());
            let heading = heading.map(|heading| heading.with_shared_statuses(shared));
            index += 1;
            let mut statuses = shared.cloned();
            match heading {
                Some(heading) if self.shares_status(&heading, section, index) => {
                    statuses.clone_from(&heading.statuses);
                    self.read_status_section(heading, section, &mut found);
                }
                Some(heading) if self.is_believed(&heading, is_about) => {
                    let end = self.find_end(index, section.level);
                    let below = self.sections.get(index..end).unwrap_or_default();
                    found.errors.push(self.read_section(heading, section, below));
                    index = end;
                    continue;
                }
                Some(heading) => {
                    found.left_out.push(LeftOut { code: heading.code, lines: section.lines.clone() });
                }
                None => {}
            }
            let is_about_errors = is_about || statuses.is_some() || is_about_errors(&section.heading.text);
            self.read_items(section, is_about_errors, statuses.as_ref(), &mut found);
            above.push(HeadingAbove { level: section.level, is_about_errors, statuses });
        }
        found
    }

    /// Reads the items of a section that is no error itself.
    fn read_items(
        &self,
        section: &FoundSection,
        is_about_errors: bool,
        statuses: Option<&DraftStatuses>,
        found: &mut FoundParts,
    ) {
        for item in section.blocks.iter().filter(|block| block.kind == BlockKind::Item) {
            for (heading, error) in read_items(item, statuses) {
                if self.is_believed(&heading, is_about_errors) {
                    found.errors.push(error);
                } else {
                    found.left_out.push(LeftOut { code: heading.code, lines: item.lines.clone() });
                }
            }
        }
    }

    /// Returns whether a heading is a status alone, and the sections or the items below are its errors.
    fn shares_status(&self, heading: &ErrorHeading, section: &FoundSection, next: usize) -> bool {
        let is_error_below = |below: &FoundSection| {
            let heading = read_error_heading(&below.heading.text);
            below.level > section.level
                && heading.is_some_and(|heading| !heading.code.is_empty() && heading.statuses.is_none())
        };
        let mut items = section.blocks.iter().filter(|block| block.kind == BlockKind::Item).peekable();
        let has_items = items.peek().is_some() && items.all(has_code);
        heading.code.is_empty() && (has_items || self.sections.get(next).is_some_and(is_error_below))
    }

    /// Reads what a section says of a status whose errors are below; without a text it is no error of its own.
    fn read_status_section(&self, heading: ErrorHeading, section: &FoundSection, found: &mut FoundParts) {
        let blocks = section.blocks.iter().filter(|block| !has_code(block)).cloned();
        let part = FoundSection { blocks: blocks.collect(), ..section.clone() };
        if part.blocks.iter().any(|block| block.kind != BlockKind::Code) {
            found.errors.push(self.read_section(heading, &part, &[]));
        } else if heading.is_title_told() {
            found.status_lines.push(section.lines.clone());
        }
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
            let is_sentence = title.ends_with('.') || error.lacks_text() && is_text_in_large_letters(part);
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

/// Returns whether a heading is the text itself, since nothing is below it and it is no label.
fn is_text_in_large_letters(section: &FoundSection) -> bool {
    let title = &section.heading.text;
    section.blocks.is_empty()
        && !section.has_table
        && find_label(title).is_none()
        && title.split_whitespace().count() > 3
}

fn is_about_errors(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    ["error", "exception", "failure", "status code"].iter().any(|word| heading.contains(word))
}
