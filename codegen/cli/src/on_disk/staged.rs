//! Writes new files near those that they will replace, so that nobody reads half of one and none is left behind.
//!
//! They are in a directory of their own beside the outputs, since thousands can't all be open and locked.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError, Weak};

use tempfile::{PathPersistError, TempDir, TempPath};

const PREFIX: &str = ".errspec-";
/// How many random letters and digits follow.
const RANDOM: usize = 6;
/// A run holds the lock of this file as long as it needs the directory.
const LOCK: &str = "lock";
/// How often another run may take a new directory for one that was left behind, before it is locked.
const TRIES: usize = 100;
/// As shells report it.
const EXIT_INTERRUPTED: i32 = 130;

/// A new file that replaces another one, or is removed.
pub(crate) struct StagedFile {
    file: TempPath,
    _directory: Arc<StagingDirectory>,
}

/// The directory of new files. The lock is given up first: Windows keeps a directory in which a file is open.
struct StagingDirectory {
    _lock: File,
    directory: TempDir,
}

/// A directory of outputs, and that of its new files.
struct Registered {
    outputs: PathBuf,
    path: PathBuf,
    directory: Weak<StagingDirectory>,
}

static REGISTRY: Mutex<Vec<Registered>> = Mutex::new(Vec::new());

impl StagedFile {
    /// Writes a new file for a path, with the permissions of the file that is there.
    pub(super) fn write(path: &Path, text: &str) -> io::Result<Self> {
        let outputs = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(outputs)?;
        let directory = open_staging_directory(outputs)?;
        let mut file =
            prepare_file().tempfile_in(directory.directory.path()).map_err(|error| without_name(&error))?;
        // Not through the handle, whose errors name the file.
        file.as_file_mut().write_all(text.as_bytes())?;
        if let Ok(metadata) = fs::metadata(path) {
            file.as_file().set_permissions(metadata.permissions())?;
        }
        Ok(Self { file: file.into_temp_path(), _directory: directory })
    }

    /// Puts the file in the place of another one.
    pub(super) fn replace(self, path: &Path) -> io::Result<()> {
        self.file.persist(path).map_err(|PathPersistError { error, .. }| error)
    }

    /// Puts the file where there is none.
    pub(super) fn create(self, path: &Path) -> io::Result<()> {
        self.file.persist_noclobber(path).map_err(|PathPersistError { error, .. }| error)
    }
}

/// Prepares to create a file as any program does: the umask takes its part of the permissions away.
#[cfg(unix)]
fn prepare_file<'a>() -> tempfile::Builder<'a, 'a> {
    use std::os::unix::fs::PermissionsExt;

    let mut builder = tempfile::Builder::new();
    builder.permissions(fs::Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
fn prepare_file<'a>() -> tempfile::Builder<'a, 'a> {
    tempfile::Builder::new()
}

/// Opens the directory for the new files of this run beside outputs.
fn open_staging_directory(outputs: &Path) -> io::Result<Arc<StagingDirectory>> {
    remove_on_interrupt();
    // An interrupt waits for the registry, so that it finds all that was created.
    let mut registry = lock_registry();
    let mut known = registry.iter().filter(|known| known.outputs == outputs);
    if let Some(directory) = known.find_map(|known| known.directory.upgrade()) {
        return Ok(directory);
    }
    remove_abandoned(outputs);
    for _ in 0..TRIES {
        let builder = &mut tempfile::Builder::new();
        let directory = builder
            .prefix(PREFIX)
            .rand_bytes(RANDOM)
            .tempdir_in(outputs)
            .map_err(|error| without_name(&error))?;
        let (path, lock) = (directory.path().to_owned(), directory.path().join(LOCK));
        // Where the file system has no locks, nobody takes the directory for one that was left behind.
        let Some(file) = File::create_new(&lock).ok().filter(|file| !is_locked_elsewhere(file)) else {
            continue;
        };
        if lock.exists() {
            let directory = Arc::new(StagingDirectory { _lock: file, directory });
            let registered = Arc::downgrade(&directory);
            registry.push(Registered { outputs: outputs.to_owned(), path, directory: registered });
            return Ok(directory);
        }
    }
    Err(ErrorKind::ResourceBusy.into())
}

/// Removes the directories of runs that were killed: their locks are free.
fn remove_abandoned(outputs: &Path) {
    for entry in fs::read_dir(outputs).into_iter().flatten().flatten() {
        let is_directory = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_directory && entry.file_name().to_str().is_some_and(is_staging_name) {
            let path = entry.path();
            let _ = match File::open(path.join(LOCK)) {
                Ok(lock) if lock.try_lock().is_ok() => fs::remove_dir_all(path),
                Ok(_) => Ok(()),
                // Only if it is empty.
                Err(_) => fs::remove_dir(path),
            };
        }
    }
}

fn is_staging_name(name: &str) -> bool {
    let random = name.strip_prefix(PREFIX).unwrap_or_default();
    random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Locks a file; returns whether somebody else has it locked.
fn is_locked_elsewhere(file: &File) -> bool {
    matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock))
}

/// Removes what this run created when it is interrupted or terminated.
fn remove_on_interrupt() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        // Where no handler can be installed, the next run removes it.
        let _ = ctrlc::set_handler(|| {
            let registry = lock_registry();
            registry.iter().for_each(|known| drop(fs::remove_dir_all(&known.path)));
            process::exit(EXIT_INTERRUPTED);
        });
    });
}

fn lock_registry() -> MutexGuard<'static, Vec<Registered>> {
    REGISTRY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Leaves the name of a new file out of an error: nobody knows it.
fn without_name(error: &io::Error) -> io::Error {
    error.kind().into()
}
