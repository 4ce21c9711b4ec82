//! Reads the versions of catalogs that files and revisions name, and compares them.

use std::path::Path;

use errspec_diff::{Bump, Change, Verdict};
use errspec_spec::Spec;

use super::git::{self, PastContent, PastFile, Repository};
use crate::catalog::{parse_catalog, read_catalog, read_versions};
use crate::config;
use crate::diagnostic::Diagnostic;
use crate::failure::{CommandFailure, collect_all};
use crate::file::File;

/// Two versions of one catalog.
pub(super) struct Comparison {
    /// None if the catalog is new.
    pub(super) old: Option<String>,
    /// None if it is no longer configured.
    pub(super) new: Option<String>,
    pub(super) changes: Vec<Change>,
}

impl Comparison {
    fn between((old_name, old): (&str, &Spec), (new_name, new): (&str, &Spec)) -> Self {
        let changes = errspec_diff::compare_catalogs(old, new);
        Self { old: Some(old_name.to_owned()), new: Some(new_name.to_owned()), changes }
    }

    /// Returns the file whose name heads a page.
    pub(super) fn page_name(&self) -> &str {
        self.new.as_deref().or(self.old.as_deref()).unwrap_or_default()
    }

    pub(super) fn largest_bump(&self) -> Bump {
        self.changes.iter().map(|change| change.rule().bump()).max().unwrap_or(Bump::None)
    }

    pub(super) fn worst_verdict(&self) -> Verdict {
        self.changes.iter().map(|change| change.rule().verdict()).max().unwrap_or(Verdict::Allowed)
    }
}

pub(super) fn compare_files(old: &Path, new: &Path) -> Result<Comparison, CommandFailure> {
    let [old, new] = [old, new].map(File::input);
    let (old_spec, new_spec) = read_versions(&old, &new)?;
    Ok(Comparison::between((old.shown(), &old_spec), (new.shown(), &new_spec)))
}

pub(super) fn compare_with_revision(catalog: &Path, revision: &str) -> Result<Comparison, CommandFailure> {
    let file = File::input(catalog);
    if file.is_standard_input() {
        let failure = Diagnostic::failure("standard input is in no revision");
        return Err(failure.with_help("name the file of the catalog").into());
    }
    let compared = compare_at_revision(&file, revision)?.comparison;
    if compared.old.is_some() {
        return Ok(compared);
    }
    let failure = Diagnostic::failure(format!("`{}` isn't in `{revision}`", file.shown()));
    Err(failure.with_help("all in it is new; to compare it with another file, name both").into())
}

/// Compares all catalogs that are configured, or were at the revision.
pub(super) fn compare_configured(
    manifest_path: Option<&Path>,
    revision: &str,
) -> Result<Vec<Comparison>, CommandFailure> {
    let without = "cargo errspec diff --base main errors.yaml";
    let catalogs = config::load_configuration(manifest_path, without)?.catalogs;
    let manifest = File::given(manifest_path.unwrap_or(Path::new("Cargo.toml")));
    let repository =
        Repository::containing(catalogs.first().map_or(&manifest, |catalog| &catalog.file), revision)?;
    let compared = collect_all(catalogs.iter().map(|catalog| compare_at_revision(&catalog.file, revision)))?;
    let mut dropped = repository.list_dropped_catalogs()?;
    if compared.is_empty() && dropped.is_empty() {
        return Err(config::describe_missing_catalog(without).into());
    }
    // What another Cargo.toml configures now, or what has another name now, is still there.
    dropped.retain(|path| compared.iter().all(|compared| !compared.paths.contains(path)));
    let dropped = dropped.into_iter().map(|path| Comparison {
        old: Some(format!("{revision}:{path}")),
        new: None,
        changes: vec![Change::catalog_removed()],
    });
    Ok(compared.into_iter().map(|compared| compared.comparison).chain(dropped).collect())
}

/// A catalog as it is and as it was at a revision.
struct ComparedCatalog {
    comparison: Comparison,
    /// Where it is in the repository, and where it was.
    paths: Vec<String>,
}

fn compare_at_revision(file: &File, revision: &str) -> Result<ComparedCatalog, CommandFailure> {
    let new = read_catalog(file)?;
    let PastFile { old, paths } = git::find_past_file(file, revision)?;
    let Some(PastContent { bytes, renamed }) = old else {
        let changes = vec![Change::catalog_added()];
        let comparison = Comparison { old: None, new: Some(file.shown().to_owned()), changes };
        return Ok(ComparedCatalog { comparison, paths });
    };
    let shown = format!("{revision}:{}", renamed.as_deref().unwrap_or(file.shown()));
    let old = parse_catalog(&File::given(Path::new(&shown)), &bytes)?;
    Ok(ComparedCatalog { comparison: Comparison::between((&shown, &old), (file.shown(), &new)), paths })
}
