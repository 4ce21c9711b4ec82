//! What somebody writes → the entries of the catalogs that it stands for.

use errspec_docs::{describe_retry_at, summarize_retry};
use errspec_spec::CatalogEntry;

use super::page::Page;
use super::reading::{Asked, Reading, readings};
use super::{Catalog, either, nearest};
use crate::diagnostic::Diagnostic;
use crate::exit::ExitKind;
use crate::failure::CommandResult;
use crate::terminal::{BOLD, print_line, sanitize};

pub(super) fn explain(catalogs: &[Catalog], what: &str) -> CommandResult {
    let what = what.trim();
    let mut found = readings(what).map(|reading| fitting(catalogs, reading));
    let found = found.find(|found| !found.is_empty()).unwrap_or_else(|| alike(catalogs, what));
    if found.is_empty() {
        return Err(describe_unknown(catalogs, what).into());
    }
    let (named, listed): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| found.is_named);
    let mut parts: Vec<_> = named.iter().map(Found::page).collect();
    match &listed[..] {
        [] => {}
        [one] => parts.push(one.page()),
        several => parts.push(list(several, what)),
    }
    print_line(&parts.join("\n\n"))?;
    Ok(ExitKind::Clean)
}

/// An entry that fits what was written.
struct Found<'a> {
    catalog: &'a Catalog,
    entry: &'a CatalogEntry<'a>,
    /// The status that was written.
    status: Option<u16>,
    /// Whether it was written which entry is meant, and not only its status.
    is_named: bool,
}

/// The entries that are named in that sense, or have the status.
fn fitting<'a>(catalogs: &'a [Catalog], Reading { asked, name }: Reading<'_>) -> Vec<Found<'a>> {
    let status = asked.or_else(|| Asked::of(name));
    all(catalogs, |catalog, entry| {
        let is_at = status.is_some_and(|status| status.is_one_of(entry));
        let is_named = is_named(catalog, entry, name) && (asked.is_none() || is_at);
        let status = status.filter(|_| is_at).and_then(Asked::status);
        (is_named || is_at && asked.is_none()).then_some(Found { catalog, entry, status, is_named })
    })
}

/// The entries whose code or variant is the same but for the case of its letters.
fn alike<'a>(catalogs: &'a [Catalog], what: &str) -> Vec<Found<'a>> {
    let is_like = |other: &str| !what.is_empty() && other.eq_ignore_ascii_case(what);
    all(catalogs, |catalog, entry| {
        let is_named = is_like(entry.data().name()) || entry.data().code_text().is_some_and(is_like);
        is_named.then_some(Found { catalog, entry, status: None, is_named })
    })
}

/// What is found in the catalogs, in each the retired entries last.
fn all<'a>(
    catalogs: &'a [Catalog],
    found: impl Fn(&'a Catalog, &'a CatalogEntry<'a>) -> Option<Found<'a>>,
) -> Vec<Found<'a>> {
    let entries = |catalog: &'a Catalog| {
        let entries = catalog.spec.entries().iter().chain(catalog.spec.retired());
        entries.map(move |entry| (catalog, entry))
    };
    catalogs.iter().flat_map(entries).filter_map(|(catalog, entry)| found(catalog, entry)).collect()
}

/// Whether it is the code, the anchor or the variant of an entry; a retired one has no variant.
fn is_named(catalog: &Catalog, entry: &CatalogEntry<'_>, name: &str) -> bool {
    if name.is_empty() {
        return false;
    }
    let (path, variant) = name.rsplit_once("::").map_or((None, name), |(path, name)| (Some(path), name));
    let api = catalog.spec.api().name();
    let is_type = |path: &str| {
        let name = path.rsplit("::").next().and_then(|name| name.strip_prefix(api));
        name.is_some_and(|rest| ["Error", "ErrorKind"].contains(&rest))
    };
    entry.data().code_text() == Some(name)
        || entry.anchor() == name
        || entry.data().name() == variant && !variant.is_empty() && path.is_none_or(is_type)
}

impl Found<'_> {
    fn page(&self) -> String {
        let Self { catalog, entry, status, .. } = self;
        let mut page = Page::of(catalog, entry, *status);
        if !is_retired(entry) {
            page.retry(catalog, entry, *status);
        }
        page.facts(catalog, entry);
        page.to_string()
    }

    /// The command that explains it, if it can be written without quotes.
    fn command(&self) -> Option<String> {
        let Self { catalog, entry, .. } = self;
        let is_plain = |name: &&str| {
            !name.is_empty()
                && Asked::of(name).is_none()
                && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
        };
        let name =
            [entry.data().code_text(), Some(entry.data().name())].into_iter().flatten().find(is_plain)?;
        let file = catalog.file.path().display();
        let spec =
            if catalog.file.named_in().is_some() { String::new() } else { format!(" --catalog {file}") };
        Some(format!("cargo errspec explain {name}{spec}"))
    }

    /// A line of the list: status, code, variant, retry, catalog.
    fn row(&self) -> [String; 5] {
        let Self { catalog, entry, .. } = self;
        let status = entry.data().statuses().head().map(|head| head.to_string()).unwrap_or_default();
        let code = entry.data().code_text().unwrap_or("-").to_owned();
        let (variant, retry) = if is_retired(entry) {
            (String::new(), "retired".to_owned())
        } else {
            (entry.data().name().to_owned(), summarize_retry(&catalog.spec, entry))
        };
        let row = [status, code, variant, retry, catalog.file.shown().to_owned()];
        row.map(|cell| sanitize(&cell))
    }
}

fn is_retired(entry: &CatalogEntry<'_>) -> bool {
    !entry.life().is_live()
}

/// Several entries, a line each, and how to see one of them.
fn list(found: &[Found<'_>], what: &str) -> String {
    let mut rows = vec![["status", "code", "variant", "retry", "catalog"].map(str::to_owned)];
    rows.extend(found.iter().map(Found::row));
    let several = found.iter().any(|other| !other.catalog.file.is_same(&found[0].catalog.file));
    let columns = if several { 0..5 } else { 0..4 };
    let widths: Vec<_> = columns
        .map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default())
        .collect();
    let lines = rows.iter().enumerate().map(|(index, row)| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        let line = line.trim_end();
        if index == 0 { format!("{BOLD}{line}{BOLD:#}") } else { line.to_owned() }
    });
    let lines = lines.collect::<Vec<_>>().join("\n");
    let (count, what) = (found.len(), sanitize(what));
    let next = found.iter().find_map(Found::command).map(|command| format!("; for one of them: {command}"));
    format!("{lines}\n\n{count} errors at {what}{}", next.unwrap_or_default())
}

/// Returns the problem that no catalog lists what was written, with what comes near and what holds all the same.
fn describe_unknown(catalogs: &[Catalog], what: &str) -> Diagnostic {
    let files: Vec<_> = catalogs.iter().map(|catalog| format!("`{}`", catalog.file.shown())).collect();
    let message = format!("`{what}` is no code, status or variant in {}", either(&files));
    let names = readings(what).filter_map(|reading| reading.name.rsplit("::").next());
    let near = names.map(|name| nearest(catalogs, name)).find(|near| !near.is_empty());
    let problem = Diagnostic::problem("nothing-fits", message);
    match Asked::of(what) {
        Some(Asked::Status(status)) => {
            let advice = catalogs.iter().map(|catalog| {
                let advice = describe_retry_at(&catalog.spec, None, status);
                format!("{}: {}", catalog.file.shown(), advice)
            });
            let advice: Vec<_> = advice.collect();
            problem.with_help(format!("what to do at {status} all the same:\n{}", advice.join("\n")))
        }
        _ => problem.with_help(match near {
            Some(near) => format!("did you mean {}?", either(&near)),
            None => "paste the response to have it decoded: `cargo errspec explain -`".to_owned(),
        }),
    }
}
