//! Compares outputs with the files on disk, and writes them.

use std::borrow::Cow;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::diagnostic::Diagnostic;
use crate::file::File;
use crate::input::{MAX_BYTES, read_file};
use crate::output::Output;

pub(crate) use difference::Difference;
pub(crate) use left_over::{delete_page, find_left_over_pages};

use staged::StagedFile;

mod difference;
mod left_over;
mod region;
mod staged;

/// Returns how the file on disk differs from an output, if it does.
pub(crate) fn compare_output<'a>(output: &'a Output<'_>) -> Result<Option<Difference<'a>>, Diagnostic> {
    let bytes = read_existing(output)?;
    let wanted = region::fill_region(output, bytes.as_deref())?;
    Ok(Difference::between(bytes.as_deref(), output, wanted))
}

/// What has to happen on disk.
pub(crate) enum DiskChange {
    None,
    /// The new content, beside the file that it replaces.
    Replace(StagedFile, PathBuf),
    /// What is no regular file, such as `/dev/null`, can't be replaced.
    WriteInto(PathBuf),
}

impl DiskChange {
    /// Prepares the change; the file stays as it is.
    pub(crate) fn prepare(output: &Output<'_>) -> Result<Self, PrepareError> {
        let bytes = read_existing(output)?;
        let wanted = region::fill_region(output, bytes.as_deref())?;
        if bytes.is_some_and(|bytes| bytes == wanted.as_bytes()) {
            return Ok(Self::None);
        }
        let path = resolve_target(output.file.path());
        if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            return Ok(Self::WriteInto(path.into_owned()));
        }
        let new = StagedFile::write(&path, &wanted).map_err(|error| match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => PrepareError::Full(error),
            _ => describe_write_error(output, &error).into(),
        })?;
        Ok(Self::Replace(new, path.into_owned()))
    }

    /// Makes it, and says what was done.
    pub(crate) fn apply(self, output: &Output<'_>) -> Result<&'static str, Diagnostic> {
        let written = match self {
            Self::None => return Ok("unchanged"),
            Self::Replace(new, path) => new.replace(&path),
            Self::WriteInto(path) => fs::write(path, &output.text),
        };
        written.map(|()| "written").map_err(|error| describe_write_error(output, &error))
    }
}

/// Why a change can't be prepared.
pub(crate) enum PrepareError {
    /// There is no room for any output.
    Full(io::Error),
    Other(Diagnostic),
}

impl From<Diagnostic> for PrepareError {
    fn from(failure: Diagnostic) -> Self {
        Self::Other(failure)
    }
}

impl PrepareError {
    /// Returns what to report where these outputs were to be written together.
    pub(crate) fn into_diagnostic(self, outputs: &[Output<'_>]) -> Diagnostic {
        const SHOWN: usize = 10;
        let error = match self {
            Self::Full(error) => error,
            Self::Other(failure) => return failure,
        };
        let names = outputs.iter().take(SHOWN).map(|output| format!("`{}`", output.file.shown()));
        let names = names.collect::<Vec<_>>().join(", ");
        let more = match outputs.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Diagnostic::failure(format!("{names}{more} can't be written: {error}"))
    }
}

/// Writes an output if it changed, and says what was done.
pub(crate) fn write_output(output: &Output<'_>) -> Result<&'static str, Diagnostic> {
    let change = DiskChange::prepare(output);
    change.map_err(|error| error.into_diagnostic(std::slice::from_ref(output)))?.apply(output)
}

/// Makes a file as new as if it had been written: build systems go by that, and would run the command for ever.
pub(crate) fn touch_file(file: &File) -> Result<(), Diagnostic> {
    if !file.path().is_file() {
        return Ok(());
    }
    let touched = fs::File::options().append(true).open(file.path());
    let touched = touched.and_then(|open| open.set_modified(SystemTime::now()));
    touched.map_err(|error| Diagnostic::failure(format!("`{}` can't be touched: {error}", file.shown())))
}

/// Sees to it that a file isn't there yet; the help is for one that is.
pub(crate) fn require_new_file(file: &File, help: &str) -> Result<(), Diagnostic> {
    let shown = file.shown();
    if file.path().is_dir() {
        let failure = Diagnostic::failure(format!("`{shown}` is a directory"));
        return Err(
            failure.with_help(format!("name a file in it: `{}`", file.sibling("errors.yaml").display()))
        );
    }
    match file.path().symlink_metadata() {
        Ok(_) => {
            Err(Diagnostic::failure(format!("`{shown}` exists, and nothing is overwritten")).with_help(help))
        }
        Err(_) => Ok(()),
    }
}

/// Writes a file that doesn't exist yet, whole or not at all.
pub(crate) fn create_file(output: &Output<'_>) -> Result<(), Diagnostic> {
    let path = output.file.path();
    let created = StagedFile::write(path, &output.text).and_then(|new| new.create(path));
    created.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            Diagnostic::failure(format!("`{}` exists, and nothing is overwritten", output.file.shown()))
        }
        _ => describe_write_error(output, &error),
    })
}

/// Reads the bytes on disk; none where there is no file.
fn read_existing(output: &Output<'_>) -> Result<Option<Vec<u8>>, Diagnostic> {
    let (path, shown) = (output.file.path(), output.file.shown());
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            Err(Diagnostic::failure(format!("`{shown}` is a directory")).with_help("name the file in it"))
        }
        Ok(metadata) if !metadata.is_file() => Ok(None),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        // What is generated may be larger than what is read elsewhere.
        _ => read_file(path, MAX_BYTES + output.text.len() as u64)
            .map(Some)
            .map_err(|error| Diagnostic::failure(format!("`{shown}` can't be read: {error}"))),
    }
}

/// Returns the file to replace: behind a symlink it is the target, which need not exist yet.
fn resolve_target(path: &Path) -> Cow<'_, Path> {
    let linked = || Some(path.parent()?.join(path.read_link().ok()?));
    path.canonicalize().ok().or_else(linked).map_or(Cow::Borrowed(path), Cow::Owned)
}

fn describe_write_error(output: &Output<'_>, error: &io::Error) -> Diagnostic {
    let shown = output.file.shown();
    let above = Path::new(shown).ancestors().skip(1).find(|above| above.is_file());
    let reason = match above {
        Some(file) => format!("`{}` is a file, not a directory", file.display()),
        None => error.to_string(),
    };
    Diagnostic::failure(format!("`{shown}` can't be written: {reason}"))
}
