//! A code, a status or a variant → the entries of the catalogs that it stands for.

use errspec_codegen::{advice, advice_at, short_advice};
use errspec_spec::{Entry, Statuses};

use super::page::{Page, harmless};
use super::{Catalog, either, nearest};
use crate::report::{self, BOLD, Failure, Failures, Outcome};

pub(super) fn explain(catalogs: &[Catalog], what: &str) -> Result<Outcome, Failures> {
    let what = what.trim();
    let named = all(catalogs, |entry| entry.code() == Some(what) || is_named(entry, what));
    if !named.is_empty() {
        return pages(&named);
    }
    let at_status = match Asked::of(what) {
        Some(asked) => all(catalogs, |entry| asked.is_one_of(entry)),
        None => all(catalogs, |entry| is_like(entry, what)),
    };
    match at_status.len() {
        0 => Ok(unknown(catalogs, what)),
        1 => pages(&at_status),
        _ => list(&at_status, what),
    }
}

/// The entries that fit, retired ones last, with their catalogs.
fn all<'a>(catalogs: &'a [Catalog], fits: impl Fn(&Entry) -> bool) -> Vec<(&'a Catalog, &'a Entry)> {
    let entries = |catalog: &'a Catalog| {
        let entries = catalog.spec.entries().iter().chain(catalog.spec.retired());
        entries.map(move |entry| (catalog, entry))
    };
    catalogs.iter().flat_map(entries).filter(|(_, entry)| fits(entry)).collect()
}

/// A retired entry has no variant.
fn is_named(entry: &Entry, what: &str) -> bool {
    !what.is_empty() && entry.name() == what
}

fn is_like(entry: &Entry, what: &str) -> bool {
    !what.is_empty() && entry.name().eq_ignore_ascii_case(what)
        || entry.code().is_some_and(|code| code.eq_ignore_ascii_case(what))
}

/// A status or a class of them.
#[derive(Clone, Copy)]
enum Asked {
    Status(u16),
    Class(u16),
}

impl Asked {
    fn of(what: &str) -> Option<Self> {
        if let Some(class) = what.strip_suffix("xx").or_else(|| what.strip_suffix("XX")) {
            return class.parse().ok().filter(|class| (1..=5).contains(class)).map(Self::Class);
        }
        what.parse().ok().filter(|status| (100..=599).contains(status)).map(Self::Status)
    }

    fn is_one_of(self, entry: &Entry) -> bool {
        match (entry.statuses(), self) {
            (Statuses::Any, _) => false,
            (Statuses::Class(class), Self::Status(status)) => u16::from(*class) == status / 100,
            (Statuses::Class(class), Self::Class(asked)) => u16::from(*class) == asked,
            (Statuses::Listed(list), Self::Status(status)) => list.contains(&status),
            (Statuses::Listed(list), Self::Class(asked)) => list.iter().any(|status| status / 100 == asked),
        }
    }
}

fn pages(found: &[(&Catalog, &Entry)]) -> Result<Outcome, Failures> {
    let pages = found.iter().map(|(catalog, entry)| {
        let mut page = Page::of(catalog, entry, entry.statuses().first_text().as_deref());
        if !matches!(entry.life(), errspec_spec::Life::Retired(_)) {
            page.row("retry", &advice(&catalog.spec, entry));
        }
        page.facts(catalog, entry);
        page.to_string()
    });
    Ok(report::line(&pages.collect::<Vec<_>>().join("\n\n"))?)
}

/// Several entries, a line each.
fn list(found: &[(&Catalog, &Entry)], what: &str) -> Result<Outcome, Failures> {
    let mut rows = vec![["status", "code", "variant", "retry"].map(str::to_owned)];
    rows.extend(found.iter().map(|(catalog, entry)| {
        let status = entry.statuses().first_text().unwrap_or_default();
        let code = entry.code().unwrap_or("-").to_owned();
        let retry = match entry.life() {
            errspec_spec::Life::Retired(_) => "retired".to_owned(),
            _ => short_advice(&catalog.spec, entry),
        };
        [status, code, entry.name().to_owned(), retry].map(|cell| harmless(&cell))
    }));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths = [width(0), width(1), width(2)];
    let lines = rows.iter().enumerate().map(|(index, [status, code, name, retry])| {
        let [a, b, c] = widths;
        let line = format!("{status:a$}  {code:b$}  {name:c$}  {retry}");
        if index == 0 { format!("{BOLD}{line}{BOLD:#}") } else { line }
    });
    report::line(&lines.collect::<Vec<_>>().join("\n"))?;
    let example = found.iter().find_map(|(_, entry)| entry.code()).unwrap_or_else(|| found[0].1.name());
    let count = found.len();
    Ok(report::line(&format!(
        "\n{count} errors at {what}; for one of them: cargo errspec explain {}",
        harmless(example)
    ))?)
}

/// Says what comes near, and what holds for what no catalog lists.
fn unknown(catalogs: &[Catalog], what: &str) -> Outcome {
    let files: Vec<_> = catalogs.iter().map(|catalog| format!("`{}`", catalog.file.shown())).collect();
    let shown = harmless(what);
    let message = format!("`{shown}` is no code, status or variant in {}", either(&files));
    let near = nearest(catalogs, what);
    let failure = match Asked::of(what) {
        Some(Asked::Status(status)) => {
            let advice = catalogs.iter().map(|catalog| {
                let advice = advice_at(&catalog.spec, None, status);
                format!("  {}: {}", catalog.file.shown(), harmless(&advice))
            });
            let advice: Vec<_> = advice.collect();
            Failure::new(message).help(format!("what to do at {status} all the same:\n{}", advice.join("\n")))
        }
        _ if !near.is_empty() => Failure::new(message).help(format!("did you mean {}?", either(&near))),
        _ => Failure::new(message).help("paste the response to have it decoded: `cargo errspec explain -`"),
    };
    report::failures(&failure.into());
    Outcome::Problems
}
