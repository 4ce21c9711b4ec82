//! Finds the entries that a code, a status or a variant means, and shows them.

use errspec_data::Statuses;
use errspec_docs::{describe_retry_at, render_sample, summarize_retry};
use errspec_spec::CatalogEntry;

use super::page::{TerminalPage, describe_entry_retry};
use super::reading::{AskedStatus, Reading, list_readings};
use super::{ExplainFormat, OpenCatalog, find_similar_names, join_alternatives, json};
use crate::catalog::lower_catalog;
use crate::diagnostic::Diagnostic;
use crate::exit::ExitKind;
use crate::failure::CommandResult;
use crate::terminal::{BOLD, print_line, sanitize};

/// Prints a page for each entry that was named, and a table of those that only have the status.
pub(super) fn explain_name(catalogs: &[OpenCatalog], what: &str, format: ExplainFormat) -> CommandResult {
    let what = what.trim();
    let (reading, matches) = find_best_matches(catalogs, what);
    if matches.is_empty() {
        return Err(describe_unknown(catalogs, what).into());
    }
    if format == ExplainFormat::Json {
        let render = |found: &MatchedEntry<'_>| json::render_entry(found.catalog, found.entry, found.status);
        json::print_errors(&matches.iter().map(render).collect::<Vec<_>>(), &[])?;
        return Ok(ExitKind::Clean);
    }
    let contradiction = reading.and_then(|reading| describe_contradiction(reading, &matches));
    let mut parts = Vec::from_iter(contradiction);
    let (named, listed): (Vec<_>, Vec<_>) = matches.into_iter().partition(|found| found.is_named);
    parts.extend(named.iter().map(MatchedEntry::render_page));
    match &listed[..] {
        [] => {}
        [only] => parts.push(only.render_page()),
        several => parts.push(render_table(several, what)),
    }
    print_line(&parts.join("\n\n"))?;
    Ok(ExitKind::Clean)
}

/// Returns whether a code, an anchor or a variant of the catalogs is this name.
pub(super) fn is_listed_name(catalogs: &[OpenCatalog], name: &str) -> bool {
    let entries = filter_entries(catalogs, |catalog, entry| {
        is_name_of(catalog, entry, name).then_some(MatchedEntry {
            catalog,
            entry,
            status: None,
            is_named: true,
        })
    });
    !entries.is_empty()
}

/// Describes that a status was written which none of the entries has.
fn describe_contradiction(reading: Reading<'_>, matches: &[MatchedEntry<'_>]) -> Option<String> {
    let status = reading.rewritten?;
    let has_status = |found: &MatchedEntry<'_>| {
        found.entry.data().statuses() == Statuses::Any || status.is_listed_by(found.entry)
    };
    let name = sanitize(reading.name);
    (!matches.iter().any(has_status)).then(|| format!("`{name}` is listed, but not at {status}."))
}

/// An entry that fits what was written.
struct MatchedEntry<'a> {
    catalog: &'a OpenCatalog,
    entry: &'a CatalogEntry<'a>,
    /// The status that was written.
    status: Option<u16>,
    /// Whether the entry itself was named, and not only a status that it has.
    is_named: bool,
}

/// Finds the entries by the first reading that fits any, else by names in other letter case.
fn find_best_matches<'a, 'w>(
    catalogs: &'a [OpenCatalog],
    what: &'w str,
) -> (Option<Reading<'w>>, Vec<MatchedEntry<'a>>) {
    for reading in list_readings(what) {
        let matches = find_matches(catalogs, reading);
        if !matches.is_empty() {
            return (Some(reading), matches);
        }
    }
    (None, find_ignoring_case(catalogs, what))
}

/// Finds the entries that have the name, or the status where no name was written.
fn find_matches<'a>(
    catalogs: &'a [OpenCatalog],
    Reading { asked, name, rewritten }: Reading<'_>,
) -> Vec<MatchedEntry<'a>> {
    // After one status, a number is no other status.
    let status = asked.or_else(|| AskedStatus::parse(name).filter(|_| rewritten.is_none()));
    filter_entries(catalogs, |catalog, entry| {
        let has_status = status.is_some_and(|status| status.is_listed_by(entry));
        let is_named = is_name_of(catalog, entry, name) && (asked.is_none() || has_status);
        let status = status.filter(|_| has_status).and_then(AskedStatus::single);
        (is_named || has_status && asked.is_none()).then_some(MatchedEntry {
            catalog,
            entry,
            status,
            is_named,
        })
    })
}

/// Finds the entries whose code or variant differs from what was written only in letter case.
fn find_ignoring_case<'a>(catalogs: &'a [OpenCatalog], what: &str) -> Vec<MatchedEntry<'a>> {
    let is_alike = |name: &str| !what.is_empty() && name.eq_ignore_ascii_case(what);
    filter_entries(catalogs, |catalog, entry| {
        let is_named = is_alike(entry.data().name()) || entry.data().codes().any(|code| is_alike(code.text));
        is_named.then_some(MatchedEntry { catalog, entry, status: None, is_named })
    })
}

/// Collects the matches among the entries of all catalogs, with the retired ones of each catalog last.
fn filter_entries<'a>(
    catalogs: &'a [OpenCatalog],
    match_entry: impl Fn(&'a OpenCatalog, &'a CatalogEntry<'a>) -> Option<MatchedEntry<'a>>,
) -> Vec<MatchedEntry<'a>> {
    let list_entries = |catalog: &'a OpenCatalog| {
        let entries = catalog.spec.entries().iter().chain(catalog.spec.retired());
        entries.map(move |entry| (catalog, entry))
    };
    let entries = catalogs.iter().flat_map(list_entries);
    entries.filter_map(|(catalog, entry)| match_entry(catalog, entry)).collect()
}

/// Returns whether a name is the code, the anchor or the variant of an entry. A retired entry has no variant.
fn is_name_of(catalog: &OpenCatalog, entry: &CatalogEntry<'_>, name: &str) -> bool {
    if name.is_empty() {
        return false;
    }
    let (path, variant) = name.rsplit_once("::").map_or((None, name), |(path, name)| (Some(path), name));
    let api = catalog.spec.api().name();
    let is_type = |path: &str| {
        let name = path.rsplit("::").next().and_then(|name| name.strip_prefix(api));
        name.is_some_and(|rest| ["Error", "ErrorKind"].contains(&rest))
    };
    entry.data().has_code(name)
        || entry.anchor() == name
        || entry.data().name() == variant && !variant.is_empty() && path.is_none_or(is_type)
}

impl MatchedEntry<'_> {
    fn render_page(&self) -> String {
        let Self { catalog, entry, status, .. } = self;
        let mut page = TerminalPage::for_entry(catalog, entry, *status);
        if entry.life().is_live() {
            page.add_text("retry", &describe_entry_retry(catalog, entry, *status));
        }
        page.add_facts(catalog, entry, None);
        if entry.life().is_live() {
            page.add_lines("example", &render_sample(lower_catalog(&catalog.spec), entry, *status));
        }
        page.to_string()
    }

    /// Returns the command that explains the entry, if it needs no quotes in a shell.
    fn suggest_command(&self) -> Option<String> {
        let Self { catalog, entry, .. } = self;
        let is_plain = |name: &&str| {
            !name.is_empty()
                && AskedStatus::parse(name).is_none()
                && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
        };
        let names = [entry.data().code_text(), Some(entry.data().name())];
        let name = names.into_iter().flatten().find(is_plain)?;
        let flag = match catalog.file.named_in() {
            Some(_) => String::new(),
            None => format!(" --catalog {}", catalog.file.path().display()),
        };
        Some(format!("cargo errspec explain {name}{flag}"))
    }

    /// Makes a row of the table: status, code, variant, retry, catalog.
    fn make_row(&self) -> [String; 5] {
        let Self { catalog, entry, .. } = self;
        let status = entry.data().statuses().head().map(|head| head.to_string()).unwrap_or_default();
        let code = entry.data().code_text().unwrap_or("-").to_owned();
        let (variant, retry) = if entry.life().is_live() {
            (entry.data().name().to_owned(), summarize_retry(&catalog.spec, entry))
        } else {
            (String::new(), "retired".to_owned())
        };
        let row = [status, code, variant, retry, catalog.file.shown().to_owned()];
        row.map(|cell| sanitize(&cell))
    }
}

/// Renders a table with a row for each entry, and the command that explains one of them.
fn render_table(matches: &[MatchedEntry<'_>], what: &str) -> String {
    let mut rows = vec![["status", "code", "variant", "retry", "catalog"].map(str::to_owned)];
    rows.extend(matches.iter().map(MatchedEntry::make_row));
    let first_file = &matches[0].catalog.file;
    let is_one_file = matches.iter().all(|found| found.catalog.file.is_same(first_file));
    let columns = if is_one_file { 0..4 } else { 0..5 };
    let widths: Vec<_> = columns
        .map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default())
        .collect();
    let lines = rows.iter().enumerate().map(|(index, row)| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        let line = line.trim_end();
        if index == 0 { format!("{BOLD}{line}{BOLD:#}") } else { line.to_owned() }
    });
    let table = lines.collect::<Vec<_>>().join("\n");
    let (count, what) = (matches.len(), sanitize(what));
    let command = matches.iter().find_map(MatchedEntry::suggest_command);
    let next = command.map(|command| format!("; for one of them: {command}")).unwrap_or_default();
    format!("{table}\n\n{count} errors at {what}{next}")
}

/// Returns the problem that no catalog lists what was written, with similar names or what the status alone says.
fn describe_unknown(catalogs: &[OpenCatalog], what: &str) -> Diagnostic {
    let files: Vec<_> = catalogs.iter().map(|catalog| format!("`{}`", catalog.file.shown())).collect();
    let message = format!("`{what}` is not a code, status, variant or rule in {}", join_alternatives(&files));
    let problem = Diagnostic::problem("nothing-fits", message);
    if let Some(AskedStatus::Single(status)) = AskedStatus::parse(what) {
        let advice = catalogs.iter().map(|catalog| {
            format!("{}: {}", catalog.file.shown(), describe_retry_at(&catalog.spec, None, status))
        });
        let advice = advice.collect::<Vec<_>>().join("\n");
        return problem.with_help(format!("what to do at {status} even so:\n{advice}"));
    }
    let names = list_readings(what).filter_map(|reading| reading.name.rsplit("::").next());
    let similar = names.map(|name| find_similar_names(catalogs, name)).find(|similar| !similar.is_empty());
    problem.with_help(match similar {
        Some(similar) => format!("did you mean {}?", join_alternatives(&similar)),
        None => "paste the response to have it decoded: `cargo errspec explain -`".to_owned(),
    })
}
