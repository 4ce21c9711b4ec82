//! Writes which errors were added, deprecated and retired in each version that the catalog names.

use errspec_codegen::text;
use errspec_spec::{CatalogEntry, Life, Notice};

use super::changes::write_recent_changes;
use super::outline::Outline;
use super::phrase::{format_short_code, format_statuses, join_with_and};

/// What was changed in one version, as links to the errors.
#[derive(Default)]
struct VersionChanges {
    added: Vec<String>,
    deprecated: Vec<String>,
    retired: Vec<String>,
}

/// Writes what changed since the earlier version of the catalog, if one is known, and in each version that it names.
pub(super) fn write_history(outline: &Outline<'_>) -> Vec<String> {
    let mut blocks = write_recent_changes(outline);
    blocks.extend(write_versions(outline));
    blocks
}

/// Writes the changes of each version, the latest first; nothing where the catalog names no version.
fn write_versions(outline: &Outline<'_>) -> Vec<String> {
    let mut versions: Vec<_> = collect_changes(outline);
    if versions.is_empty() {
        return Vec::new();
    }
    versions.sort_by(|(one, _), (other, _)| make_version_key(other).cmp(&make_version_key(one)));
    let bullets = versions
        .iter()
        .map(|(version, changes)| format!("- **{}:** {}", outline.clean_line(version), changes.describe()));
    vec!["## Changes by version".to_owned(), bullets.collect::<Vec<_>>().join("\n")]
}

fn collect_changes<'a>(outline: &Outline<'a>) -> Vec<(&'a str, VersionChanges)> {
    let mut versions = Vec::new();
    for entry in outline.entries() {
        let link = link_entry(outline, entry);
        if let Some(version) = entry.since() {
            find_version(&mut versions, version).added.push(link.clone());
        }
        if let Some(version) = entry.deprecated().and_then(Notice::since) {
            find_version(&mut versions, version).deprecated.push(link);
        }
    }
    for entry in outline.spec().retired() {
        if let Life::Retired(notice) = entry.life()
            && let Some(version) = notice.since()
        {
            find_version(&mut versions, version).retired.push(link_entry(outline, entry));
        }
    }
    versions
}

fn find_version<'v, 'a>(
    versions: &'v mut Vec<(&'a str, VersionChanges)>,
    version: &'a str,
) -> &'v mut VersionChanges {
    let index = versions.iter().position(|(other, _)| *other == version).unwrap_or_else(|| {
        versions.push((version, VersionChanges::default()));
        versions.len() - 1
    });
    &mut versions[index].1
}

impl VersionChanges {
    fn describe(&self) -> String {
        let parts = [("Added", &self.added), ("Deprecated", &self.deprecated), ("Retired", &self.retired)];
        let listed = parts.iter().filter(|(_, links)| !links.is_empty());
        let sentences = listed.map(|(verb, links)| format!("{verb} {}.", join_with_and(links)));
        sentences.collect::<Vec<_>>().join(" ")
    }
}

/// Links an error; a retired one is in the table of its page.
fn link_entry(outline: &Outline<'_>, entry: &CatalogEntry<'_>) -> String {
    let code = format_short_code(entry, text::format_code);
    let status = match entry.data().code_text() {
        Some(_) => String::new(),
        None => format!(" at {}", format_statuses(entry.data().statuses())),
    };
    format!("[{code}]({}){status}", outline.find_destination(entry))
}

/// Returns the key by which versions are sorted: numbers in them by their value.
fn make_version_key(version: &str) -> Vec<(u64, &str)> {
    let parts = version.split(|c: char| !c.is_alphanumeric());
    parts
        .map(|part| (part.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0), part))
        .collect()
}
