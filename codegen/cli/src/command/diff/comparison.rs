//! Files and revisions → the versions of catalogs that are compared, and how they differ.

use std::path::Path;

use errspec_diff::{Bump, Change, Verdict};
use errspec_spec::Spec;

use super::git::{self, Old, Past, Repository};
use crate::catalog::{self, Unusable};
use crate::config;
use crate::file::File;
use crate::finding::Finding;
use crate::report::{Failure, Failures};

/// Two versions of one catalog.
pub(super) struct Comparison {
    /// None if the catalog is new.
    pub(super) old: Option<String>,
    /// None if it is no longer configured.
    pub(super) new: Option<String>,
    pub(super) changes: Vec<Change>,
}

/// What keeps catalogs from being compared.
pub(super) struct Obstacles(pub(super) Vec<Finding>);

impl From<Failure> for Obstacles {
    fn from(failure: Failure) -> Self {
        Self(vec![Finding::failure(&failure)])
    }
}

impl From<Failures> for Obstacles {
    fn from(failures: Failures) -> Self {
        Self(failures.into_iter().map(|failure| Finding::failure(&failure)).collect())
    }
}

impl Comparison {
    fn of((old, was): (&str, &Spec), (new, is): (&str, &Spec)) -> Self {
        let changes = errspec_diff::diff(was, is);
        Self { old: Some(old.to_owned()), new: Some(new.to_owned()), changes }
    }

    /// The file whose name heads a page.
    pub(super) fn file(&self) -> &str {
        self.new.as_deref().or(self.old.as_deref()).unwrap_or_default()
    }

    pub(super) fn bump(&self) -> Bump {
        self.changes.iter().map(|change| change.rule().bump()).max().unwrap_or(Bump::None)
    }

    pub(super) fn verdict(&self) -> Verdict {
        self.changes.iter().map(|change| change.rule().verdict()).max().unwrap_or(Verdict::Allowed)
    }
}

pub(super) fn of_files(old: &Path, new: &Path) -> Result<Comparison, Obstacles> {
    let [old, new] = [old, new].map(File::input);
    if old.is_standard_input() && new.is_standard_input() {
        return Err(Failure::new("standard input can't be both catalogs")
            .help("name the file of one")
            .into());
    }
    let specs = all([&old, &new].into_iter().map(read))?;
    Ok(Comparison::of((old.shown(), &specs[0]), (new.shown(), &specs[1])))
}

pub(super) fn with_revision(spec: &Path, revision: &str) -> Result<Comparison, Obstacles> {
    let file = File::input(spec);
    if file.is_standard_input() {
        let failure = Failure::new("standard input is in no revision");
        return Err(failure.help("name the file of the catalog").into());
    }
    let compared = at_revision(&file, revision)?.comparison;
    if compared.old.is_some() {
        return Ok(compared);
    }
    let failure = Failure::new(format!("`{}` isn't in `{revision}`", file.shown()));
    Err(failure.help("all in it is new; to compare it with another file, name both").into())
}

/// All catalogs that are configured, or were at the revision.
pub(super) fn of_configured(
    manifest_path: Option<&Path>,
    revision: &str,
) -> Result<Vec<Comparison>, Obstacles> {
    let without = "cargo errspec diff --base main errors.yaml";
    let catalogs = config::configured(manifest_path, without)?;
    let manifest = File::given(manifest_path.unwrap_or(Path::new("Cargo.toml")));
    let repository = Repository::of(catalogs.first().map_or(&manifest, |catalog| &catalog.spec), revision)?;
    let compared = all(catalogs.iter().map(|catalog| at_revision(&catalog.spec, revision)))?;
    let mut dropped = repository.dropped()?;
    if compared.is_empty() && dropped.is_empty() {
        return Err(config::none(without).into());
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
struct Compared {
    comparison: Comparison,
    /// Where it is in the repository, and where it was.
    paths: Vec<String>,
}

fn at_revision(file: &File, revision: &str) -> Result<Compared, Obstacles> {
    let new = read(file)?;
    let Past { old, paths } = git::past(file, revision)?;
    let Some(Old { bytes, renamed }) = old else {
        let changes = vec![Change::catalog_added()];
        let comparison = Comparison { old: None, new: Some(file.shown().to_owned()), changes };
        return Ok(Compared { comparison, paths });
    };
    let shown = format!("{revision}:{}", renamed.as_deref().unwrap_or(file.shown()));
    let old = catalog::parse_bytes(&shown, &bytes)
        .map_err(|problems| Obstacles(Finding::problems(&File::given(Path::new(&shown)), &problems)))?;
    Ok(Compared { comparison: Comparison::of((&shown, &old), (file.shown(), &new)), paths })
}

fn read(file: &File) -> Result<Spec<'static>, Obstacles> {
    catalog::parse(file).map_err(|unusable| match unusable {
        Unusable::Unreadable(failure) => failure.into(),
        Unusable::Invalid(problems) => Obstacles(Finding::problems(file, &problems)),
    })
}

/// All values, or all that is in the way of any.
fn all<T>(results: impl Iterator<Item = Result<T, Obstacles>>) -> Result<Vec<T>, Obstacles> {
    let (mut values, mut obstacles) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(Obstacles(further)) => obstacles.extend(further),
        }
    }
    if obstacles.is_empty() { Ok(values) } else { Err(Obstacles(obstacles)) }
}
