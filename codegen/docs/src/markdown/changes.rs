//! Writes what changed since an earlier version of the catalog, for those who read the page.

use std::collections::HashMap;

use errspec_diff::{Change, ChangeKind, compare_catalogs};
use errspec_spec::{CatalogEntry, Spec};

use super::outline::Outline;
use super::phrase::{format_entry_title, join_with_and};

mod sentences;

use sentences::{describe_common_changes, describe_entry_changes};

/// Writes the changes since the earlier version; nothing where there is none, or where readers see no difference.
pub(super) fn write_recent_changes(outline: &Outline<'_>) -> Vec<String> {
    let Some(previous) = outline.options().previous else { return Vec::new() };
    let comparison = PageComparison {
        changes: compare_catalogs(previous, outline.spec()),
        old_entries: map_anchors(previous),
        new_entries: map_anchors(outline.spec()),
        previous,
        outline,
    };
    let mut bullets = comparison.list_entries_by_life();
    bullets.extend(comparison.list_changed_entries());
    bullets.extend(describe_common_changes(&comparison.changes, previous, outline.spec()));
    if bullets.is_empty() {
        return Vec::new();
    }
    let bullets = bullets.iter().map(|bullet| format!("- {bullet}"));
    let bullets = bullets.collect::<Vec<_>>().join("\n");
    vec!["## Recent changes".to_owned(), comparison.describe_period(), bullets]
}

/// Two versions of a catalog, and what differs.
struct PageComparison<'o, 'a> {
    changes: Vec<Change>,
    /// All entries of the versions, by their anchors.
    old_entries: HashMap<&'a str, &'a CatalogEntry<'a>>,
    new_entries: HashMap<&'a str, &'a CatalogEntry<'a>>,
    previous: &'a Spec<'a>,
    outline: &'o Outline<'a>,
}

fn map_anchors<'a>(spec: &'a Spec<'a>) -> HashMap<&'a str, &'a CatalogEntry<'a>> {
    spec.entries().iter().chain(spec.retired()).map(|entry| (entry.anchor(), entry)).collect()
}

impl<'a> PageComparison<'_, 'a> {
    /// Returns the entry of a change in both versions.
    fn find_entries(&self, change: &Change) -> [Option<&'a CatalogEntry<'a>>; 2] {
        let Some(entry) = change.entry() else { return [None; 2] };
        let find = |entries: &HashMap<_, _>, anchor: Option<_>| entries.get(anchor?).copied();
        [find(&self.old_entries, entry.old_anchor()), find(&self.new_entries, entry.new_anchor())]
    }

    /// Says since when, by the version that the earlier catalog states.
    fn describe_period(&self) -> String {
        let [old, new] = [self.previous, self.outline.spec()].map(|spec| spec.api().version());
        match old.filter(|old| Some(*old) != new) {
            Some(version) => format!("Since version {}:", self.outline.clean_line(version)),
            None => "Since the previous version of this page:".to_owned(),
        }
    }

    /// Lists the entries that are new or gone, and those that were deprecated or no longer are.
    fn list_entries_by_life(&self) -> Vec<String> {
        let verbs = ["Added", "Deprecated", "No longer deprecated:", "Retired", "Removed"];
        let mut links = verbs.map(|_| Vec::new());
        for change in &self.changes {
            let [old, new] = self.find_entries(change);
            let (verb, entry) = match (change.rule().kind(), old, new) {
                (ChangeKind::Added | ChangeKind::Reused, _, Some(new)) => (0, new),
                (ChangeKind::Deprecated, _, Some(new)) if new.deprecated().is_some() => (1, new),
                (ChangeKind::Deprecated, _, Some(new)) => (2, new),
                (ChangeKind::Retired, _, Some(new)) if !new.life().is_live() => (3, new),
                (ChangeKind::Removed, Some(old), _) => (4, old),
                _ => continue,
            };
            links[verb].push(if new.is_some() { self.link(entry) } else { format_entry_title(entry) });
        }
        let listed = verbs.iter().zip(links).filter(|(_, links)| !links.is_empty());
        listed.map(|(verb, links)| format!("{verb} {}.", join_with_and(&links))).collect()
    }

    /// Describes what differs in each entry that is live in both versions, in the order of the page.
    fn list_changed_entries(&self) -> Vec<String> {
        let mut by_anchor = HashMap::<&str, (&CatalogEntry<'_>, Vec<&Change>)>::new();
        for change in &self.changes {
            let is_of_rust = change.rule().kind() == ChangeKind::Name;
            if let [Some(old), Some(new)] = self.find_entries(change)
                && !(is_of_rust && self.outline.options().omits_rust)
            {
                by_anchor.entry(new.anchor()).or_insert_with(|| (old, Vec::new())).1.push(change);
            }
        }
        let described = self.outline.entries().filter_map(|new| {
            let (old, changes) = by_anchor.get(new.anchor())?;
            let sentences = describe_entry_changes(changes, (self.previous, old), (self.outline.spec(), new));
            (!sentences.is_empty()).then(|| format!("{}: {sentences}", self.link(new)))
        });
        described.collect()
    }

    fn link(&self, entry: &CatalogEntry<'_>) -> String {
        format!("[{}]({})", format_entry_title(entry), self.outline.find_destination(entry))
    }
}
