//! Reads a file or standard input, and says which file was meant where there is none.

use std::fs;
use std::io::{self, ErrorKind, IsTerminal, Read};
use std::path::Path;

use errspec_codegen::paths::find_nearby_path;
use errspec_spec::find_nearest;

use crate::diagnostic::Diagnostic;
use crate::file::File;
use crate::terminal;

/// Far more than is ever meant to be read; some files have no end.
pub(crate) const MAX_BYTES: u64 = 64 << 20;

/// What a file is read as, and the extensions that such files have.
pub(crate) struct FileKind {
    pub(crate) what: &'static str,
    pub(crate) extensions: &'static [&'static str],
}

/// Reads all of a file, or of standard input; people at a terminal are asked to paste it.
pub(crate) fn read_input(file: &File, kind: &FileKind) -> Result<Vec<u8>, Diagnostic> {
    read_bytes(file, kind.what).map_err(|error| describe_read_error(file, kind, &error))
}

/// Opens a file, or standard input, to read it piece by piece.
pub(crate) fn open_input(file: &File, kind: &FileKind) -> Result<Box<dyn Read>, Diagnostic> {
    if file.is_standard_input() {
        ask_to_paste(kind.what);
        return Ok(Box::new(io::stdin().lock()));
    }
    let opened = fs::File::open(file.path()).and_then(|opened| {
        // Some systems open directories, and fail when they are read.
        if opened.metadata()?.is_dir() { Err(ErrorKind::IsADirectory.into()) } else { Ok(opened) }
    });
    match opened {
        Ok(opened) => Ok(Box::new(opened)),
        Err(error) => Err(describe_read_error(file, kind, &error)),
    }
}

fn read_bytes(file: &File, what: &str) -> io::Result<Vec<u8>> {
    if !file.is_standard_input() {
        return read_file(file.path(), MAX_BYTES);
    }
    let input = io::stdin();
    if input.is_terminal() {
        terminal::print_to_stderr(&format!("paste {what}, then press Ctrl-D on a line of its own"));
    }
    read_all(input.lock(), MAX_BYTES)
}

/// Reads a regular file that has no more bytes than this.
pub(crate) fn read_file(path: &Path, max_bytes: u64) -> io::Result<Vec<u8>> {
    // A pipe keeps who opens it waiting, and a device may have no end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is not a regular file"));
    }
    read_all(fs::File::open(path)?, max_bytes)
}

fn read_all(reader: impl Read, max_bytes: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(max_bytes + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max_bytes {
        let message = format!("it is larger than {} MiB", max_bytes >> 20);
        return Err(io::Error::new(ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// Asks people at a terminal to paste what is read from standard input.
fn ask_to_paste(what: &str) {
    if io::stdin().is_terminal() {
        terminal::print_to_stderr(&format!("paste {what}, then press Ctrl-D on a line of its own"));
    }
}

/// Returns why a file can't be read, and which one was probably meant.
fn describe_read_error(file: &File, kind: &FileKind, error: &io::Error) -> Diagnostic {
    let (path, shown) = (file.path(), file.shown());
    if file.is_standard_input() {
        return Diagnostic::failure(format!("{shown} can't be read: {error}"));
    }
    let (message, meant) = match (error.kind(), path.read_link()) {
        (ErrorKind::NotFound, Ok(target)) => {
            (format!("`{shown}` is a link to `{}`, which doesn't exist", target.display()), None)
        }
        (ErrorKind::NotFound, _) => (format!("there is no file `{shown}`"), find_meant_file(file, kind)),
        _ if path.is_dir() => {
            (format!("`{shown}` is a directory, not {}", kind.what), find_meant_file(file, kind))
        }
        _ => (format!("`{shown}` can't be read: {error}"), None),
    };
    let failure = Diagnostic::failure(message).where_named(file);
    match meant {
        Some(meant) => failure.with_help(format!("did you mean `{meant}`?")),
        None => failure,
    }
}

/// Returns the file that was probably meant: one in the directory, or one with a name like it, or the same one above.
fn find_meant_file(file: &File, kind: &FileKind) -> Option<String> {
    if let Some(name) = find_similar_name(file.path(), kind) {
        return Some(file.sibling(&name).display().to_string());
    }
    let written = file.path().to_str().filter(|path| !Path::new(path).has_root())?;
    find_nearby_path(written, |candidate| Path::new(candidate).is_file())
}

/// Returns the name in the directory that is most like that of a file, or in the file's place if it is a directory.
fn find_similar_name(path: &Path, kind: &FileKind) -> Option<String> {
    let (directory, wanted) = match path.file_stem() {
        Some(stem) if !path.is_dir() => (path.parent()?, stem.to_str()?),
        _ => (path, "errors"),
    };
    let directory = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
    let entries = fs::read_dir(directory).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<_> = names.filter(|name| split_stem(name, kind).is_some()).collect();
    names.sort();
    let stem = find_nearest(wanted, names.iter().filter_map(|name| split_stem(name, kind)))?;
    names.iter().find(|name| split_stem(name, kind) == Some(stem)).cloned()
}

/// Returns the name of a file of a kind without its extension.
fn split_stem<'a>(name: &'a str, kind: &FileKind) -> Option<&'a str> {
    let (stem, extension) = name.rsplit_once('.')?;
    kind.extensions.contains(&extension).then_some(stem)
}
