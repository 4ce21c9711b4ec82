//! Compares outputs with the files on disk, and writes them.

use std::borrow::Cow;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::NamedTempFile;

use crate::diagnostic::Diagnostic;
use crate::file::File;
use crate::output::Output;

pub(crate) use difference::Difference;
pub(crate) use left_over::{delete_page, find_left_over_pages};

mod difference;
mod left_over;
mod region;

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
    Replace(NamedTempFile, PathBuf),
    /// What is no regular file, such as `/dev/null`, can't be replaced.
    WriteInto(PathBuf),
}

impl DiskChange {
    /// Prepares the change; the file stays as it is.
    pub(crate) fn prepare(output: &Output<'_>) -> Result<Self, Diagnostic> {
        let bytes = read_existing(output)?;
        let wanted = region::fill_region(output, bytes.as_deref())?;
        if bytes.is_some_and(|bytes| bytes == wanted.as_bytes()) {
            return Ok(Self::None);
        }
        let path = resolve_target(output.file.path());
        if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            return Ok(Self::WriteInto(path.into_owned()));
        }
        let new = stage_file(&path, &wanted).map_err(|error| describe_write_error(output, &error))?;
        Ok(Self::Replace(new, path.into_owned()))
    }

    /// Makes it, and says what was done.
    pub(crate) fn apply(self, output: &Output<'_>) -> Result<&'static str, Diagnostic> {
        let written = match self {
            Self::None => return Ok("unchanged"),
            Self::Replace(new, path) => new.persist(path).map(drop).map_err(|error| error.error),
            Self::WriteInto(path) => fs::write(path, &output.text),
        };
        written.map(|()| "written").map_err(|error| describe_write_error(output, &error))
    }
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
    let new = stage_file(path, &output.text).map_err(|error| describe_write_error(output, &error))?;
    new.persist_noclobber(path).map(drop).map_err(|error| match error.error.kind() {
        ErrorKind::AlreadyExists => {
            Diagnostic::failure(format!("`{}` exists, and nothing is overwritten", output.file.shown()))
        }
        _ => describe_write_error(output, &error.error),
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
        _ => fs::read(path)
            .map(Some)
            .map_err(|error| Diagnostic::failure(format!("`{shown}` can't be read: {error}"))),
    }
}

/// Returns the file to replace: behind a symlink it is the target, which need not exist yet.
fn resolve_target(path: &Path) -> Cow<'_, Path> {
    let linked = || Some(path.parent()?.join(path.read_link().ok()?));
    path.canonicalize().ok().or_else(linked).map_or(Cow::Borrowed(path), Cow::Owned)
}

/// Writes a new file beside the one that it will replace, with its permissions.
fn stage_file(path: &Path, text: &str) -> std::io::Result<NamedTempFile> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(directory)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".errspec-");
    // As any program creates files: the umask takes its part away.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // Without the name of the new file, which nobody knows.
    let mut new = builder.tempfile_in(directory).map_err(|error| std::io::Error::from(error.kind()))?;
    new.write_all(text.as_bytes())?;
    if let Ok(metadata) = fs::metadata(path) {
        new.as_file().set_permissions(metadata.permissions())?;
    }
    Ok(new)
}

fn describe_write_error(output: &Output<'_>, error: &std::io::Error) -> Diagnostic {
    let shown = output.file.shown();
    let above = Path::new(shown).ancestors().skip(1).find(|above| above.is_file());
    let reason = match above {
        Some(file) => format!("`{}` is a file, not a directory", file.display()),
        None => error.to_string(),
    };
    Diagnostic::failure(format!("`{shown}` can't be written: {reason}"))
}
