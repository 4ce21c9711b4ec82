//! The file of a catalog → a checked `Spec`, or problems on standard error.

use std::io::ErrorKind;
use std::path::Path;

use errspec_spec::{Arena, Color, Problems, Spec, find_nearest};

use crate::file::File;
use crate::input;
use crate::progress;
use crate::report::{self, Failure, Outcome, counted};

/// What a file is read as, and the extensions that such files have.
pub(crate) struct Kind {
    pub(crate) what: &'static str,
    pub(crate) extensions: &'static [&'static str],
}

const CATALOG: Kind = Kind { what: "a catalog", extensions: &["yaml", "yml"] };

/// Why there is no `Spec`.
pub(crate) enum Unusable {
    Unreadable(Failure),
    Invalid(Problems),
}

/// Reads and checks a catalog.
///
/// A command reads a few catalogs and ends: what they are kept in is never freed.
pub(crate) fn parse(file: &File) -> Result<Spec<'static>, Unusable> {
    let unreadable = |error| Unusable::Unreadable(unreadable(file, &CATALOG, &error));
    let read = || input::read(file, "a catalog").map_err(unreadable);
    // Waiting for people is no work.
    let pasted = file.is_standard_input().then(read).transpose()?;
    progress::during(&format!("reading {}", file.shown()), || {
        let bytes = pasted.map_or_else(read, Ok)?;
        parse_bytes(file.shown(), &bytes).map_err(Unusable::Invalid)
    })
}

/// Checks the bytes of a catalog, which is kept until the command ends.
pub(crate) fn parse_bytes(shown: &str, bytes: &[u8]) -> Result<Spec<'static>, Problems> {
    Spec::parse(Box::leak(Box::<Arena>::default()), shown, bytes)
}

/// Reads and checks a catalog. What is wrong with it is reported here; the error is what that means for the command.
pub(crate) fn read(file: &File) -> Result<Spec<'static>, Outcome> {
    parse(file).map_err(|unusable| match unusable {
        Unusable::Unreadable(failure) => {
            report::failures(&failure.into());
            Outcome::NotRun
        }
        Unusable::Invalid(problems) => {
            problems.render(Color::Ansi).for_each(|snippet| report::problem(&snippet));
            report::problem(&format!("{} in {}", counted(problems.iter().len(), "problem"), file.shown()));
            Outcome::Problems
        }
    })
}

/// Why a file can't be read, and which was probably meant.
pub(crate) fn unreadable(file: &File, kind: &Kind, error: &std::io::Error) -> Failure {
    let (path, shown) = (file.path(), file.shown());
    let (message, meant) = match (error.kind(), path.read_link()) {
        (ErrorKind::NotFound, Ok(target)) => {
            (format!("`{shown}` is a link to `{}`, which doesn't exist", target.display()), None)
        }
        (ErrorKind::NotFound, _) => (format!("there is no file `{shown}`"), meant(path, kind)),
        _ if path.is_dir() => (format!("`{shown}` is a directory, not {}", kind.what), meant(path, kind)),
        _ => (format!("`{shown}` can't be read: {error}"), None),
    };
    let failure = Failure::new(message).at(file.named_in());
    match meant {
        Some(name) => failure.help(format!("did you mean `{}`?", file.sibling(&name).display())),
        None => failure,
    }
}

/// The name of the file that was probably meant: one in the directory, or one with a name like it.
fn meant(path: &Path, kind: &Kind) -> Option<String> {
    let (directory, wanted) = match path.file_stem() {
        Some(stem) if !path.is_dir() => (path.parent()?, stem.to_str()?),
        _ => (path, "errors"),
    };
    let directory = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
    let names =
        std::fs::read_dir(directory).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<_> = names.filter(|name| stem(name, kind).is_some()).collect();
    names.sort();
    let meant = find_nearest(wanted, names.iter().filter_map(|name| stem(name, kind)))?;
    names.iter().find(|name| stem(name, kind) == Some(meant)).cloned()
}

/// The name of a file of a kind, without its extension.
fn stem<'a>(name: &'a str, kind: &Kind) -> Option<&'a str> {
    let (stem, extension) = name.rsplit_once('.')?;
    kind.extensions.contains(&extension).then_some(stem)
}
