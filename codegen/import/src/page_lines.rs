//! Tells which lines of a page no reader took, so that none of them is lost in silence.

use std::ops::Range;

use crate::error_heading::is_code_word;
use crate::foreign_tables::{ForeignTable, find_aligned_columns};
use crate::found::{FoundSection, describe_line_list};
use crate::row::Row;
use crate::samples::locate_samples;

/// Words of headings that say nothing but that errors are below.
const HEADING_WORDS: [&str; 22] = [
    "a",
    "all",
    "an",
    "and",
    "api",
    "code",
    "codes",
    "error",
    "errors",
    "handling",
    "http",
    "list",
    "of",
    "or",
    "reference",
    "response",
    "responses",
    "status",
    "statuses",
    "table",
    "the",
    "with",
];

/// How much of a text is shown where it isn't taken.
const LONGEST_EXCERPT: usize = 60;

/// The lines of a page, and which of them are in the draft or in a remark.
pub(crate) struct PageLines<'t> {
    text: &'t str,
    lines: Vec<&'t str>,
    is_taken: Vec<bool>,
}

impl<'t> PageLines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let lines: Vec<_> = text.lines().collect();
        Self { text, is_taken: lines.iter().map(|line| !has_text(line)).collect(), lines }
    }

    /// Notes that lines were read, or are in a remark.
    pub(crate) fn take(&mut self, lines: &Range<usize>) {
        let start = lines.start.saturating_sub(1).min(self.lines.len());
        let end = lines.end.saturating_sub(1).clamp(start, self.lines.len());
        self.is_taken[start..end].fill(true);
    }

    /// Describes all that nobody took: a remark for the samples, for each table in columns, for the text of each
    /// section, and for the headings that have none.
    pub(crate) fn describe_rest(mut self, sections: &[FoundSection], rows: &[Row]) -> Vec<String> {
        let samples = self.take_samples(rows);
        let mut todos = self.describe_columns();
        let mut headings = Vec::new();
        for (section, free) in self.list_rest(sections) {
            let is_text = |line: &&usize| section.is_none_or(|of| !of.lines.contains(line));
            match free.iter().find(is_text) {
                Some(first) => {
                    let under = section.map_or("", |of| of.heading.text.trim());
                    todos.push(self.describe_text(&free, under, *first));
                }
                None => headings.extend(section),
            }
        }
        todos.extend(describe_headings(&headings));
        todos.extend((!samples.is_empty()).then(|| {
            let told = "samples of bodies tell where the code is, and what else they show isn't taken";
            format!("{}: {told}", describe_line_list(&self.join_lines(&samples)))
        }));
        todos
    }

    /// Takes the JSON objects that have lines of their own, and returns the lines of those with texts that the rows
    /// don't have.
    fn take_samples(&mut self, rows: &[Row]) -> Vec<usize> {
        let text = self.text;
        let mut samples = Vec::new();
        let meanings = rows.iter().filter_map(|row| row.meaning.as_deref());
        let known = rows.iter().filter_map(Row::code).chain(meanings).map(str::to_owned).collect();
        for (range, sample) in locate_samples(text) {
            let before = text[..range.start].rsplit('\n').next().unwrap_or_default();
            let behind = text[range.end..].split('\n').next().unwrap_or_default();
            if !before.trim().is_empty() || sample.members().is_empty() {
                continue;
            }
            let first = text[..range.start].matches('\n').count();
            let last = first + text[range].matches('\n').count() + usize::from(!has_text(behind));
            if sample.has_text_besides(&known) {
                samples.extend((first..last).filter(|line| !self.is_taken[*line]).map(|line| line + 1));
            }
            self.take(&(first + 1..last + 1));
        }
        samples
    }

    fn describe_columns(&mut self) -> Vec<String> {
        let free = |index: usize, line: &&'t str| if self.is_taken[index] { "" } else { *line };
        let lines: Vec<_> = self.lines.iter().enumerate().map(|(index, line)| free(index, line)).collect();
        let tables = find_aligned_columns(&lines);
        for table in &tables {
            self.take(&table.lines);
        }
        tables.iter().map(ForeignTable::describe).collect()
    }

    /// Lists the lines that are left, by their sections; where a page has none, by what is between them.
    fn list_rest<'s>(&self, sections: &'s [FoundSection]) -> Vec<(Option<&'s FoundSection>, Vec<usize>)> {
        let mut rest = Vec::<(Option<&FoundSection>, Vec<usize>)>::new();
        let free = (1..=self.lines.len()).filter(|line| !self.is_taken[line - 1]);
        for line in free {
            let after = sections.partition_point(|of| of.lines.start <= line);
            let section = sections[..after].last().filter(|of| !of.lines.is_empty());
            let is_new = rest.last().is_none_or(|(last, lines)| {
                let gap = lines.last().is_some_and(|last| !self.is_gap_empty(*last, line));
                last.map(|of| of.lines.start) != section.map(|of| of.lines.start) || section.is_none() && gap
            });
            match rest.last_mut().filter(|_| !is_new) {
                Some((_, lines)) => lines.push(line),
                None => rest.push((section, vec![line])),
            }
        }
        rest.retain(|(_, lines)| !lines.iter().all(|line| is_general(self.lines[line - 1])));
        rest
    }

    fn describe_text(&self, free: &[usize], under: &str, first: usize) -> String {
        let place = describe_line_list(&self.join_lines(free));
        let text = self.lines[first - 1].trim();
        let mut excerpt: String = text.chars().take(LONGEST_EXCERPT).collect();
        if excerpt.len() < text.len() || free.last() != Some(&first) {
            excerpt.push('…');
        }
        match under {
            "" => format!("{place}: a text isn't taken: {excerpt}"),
            under => format!("{place}: the text under `{under}` isn't taken: {excerpt}"),
        }
    }

    /// Returns whether nothing that says something is between two lines.
    fn is_gap_empty(&self, before: usize, behind: usize) -> bool {
        self.lines[before..behind - 1].iter().all(|line| !has_text(line))
    }

    fn join_lines(&self, lines: &[usize]) -> Vec<Range<usize>> {
        let mut joined = Vec::<Range<usize>>::new();
        for line in lines {
            match joined.last_mut() {
                Some(last) if self.is_gap_empty(last.end - 1, *line) => last.end = line + 1,
                _ => joined.push(*line..line + 1),
            }
        }
        joined
    }
}

fn describe_headings(headings: &[&FoundSection]) -> Option<String> {
    let lines: Vec<_> = headings.iter().map(|section| section.lines.clone()).collect();
    let texts: Vec<_> = headings.iter().map(|section| section.heading.text.trim()).collect();
    let place = describe_line_list(&lines);
    match texts.as_slice() {
        [] => None,
        [text] => Some(format!("{place}: the heading `{text}` isn't taken")),
        texts => Some(format!("{place}: these headings aren't taken: `{}`", texts.join("`, `"))),
    }
}

/// Returns whether a line says something: outside of tags, and not only in which language code is.
fn has_text(line: &str) -> bool {
    let line = line.trim_start();
    let mut is_tag = false;
    let mut is_text = |c: char| {
        is_tag = (is_tag || c == '<') && c != '>';
        !is_tag && c.is_alphanumeric()
    };
    !line.starts_with("```") && !line.starts_with("~~~") && line.chars().any(&mut is_text)
}

/// Returns whether a line says nothing but that it is about errors.
fn is_general(line: &str) -> bool {
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    !is_code_word(line.trim())
        && words.map(str::to_lowercase).all(|word| HEADING_WORDS.contains(&word.as_str()))
}
