//! `diff`: two files, or a file and a revision of git.

use std::path::PathBuf;
use std::process::Command;

use crate::directory::Directory;

mod files;
mod revisions;

const OLD: &str = "\
errspec: 1
api: { name: Acme }
envelope: { code: /code, message: /error }
errors:
  - { code: gone, status: 410, meaning: It is gone., retry: never }
  - { code: busy, status: 503, meaning: It is busy., retry: after 5s }
  - { code: left, status: 404, meaning: It left., retired: {} }
";

/// A directory with versions of a catalog.
struct Versions(Directory);

impl Versions {
    /// An older and a newer catalog; the newer is the older with a part replaced.
    fn of(from: &str, to: &str) -> Self {
        Self(Directory::of(&[("old.yaml", OLD), ("new.yaml", &edited(from, to))]))
    }

    /// A repository with a package whose catalog was edited since the last commit.
    fn repository(from: &str, to: &str) -> Self {
        let catalogs = "[[package.metadata.errspec.catalogs]]\npath = \"errors.yaml\"\n[workspace]";
        let versions = Self(Directory::of(&[("app/errors.yaml", OLD)]));
        versions.0.add_package("app", catalogs);
        versions.git("init -q");
        versions.commit();
        versions.git("tag v1");
        versions.write("app/errors.yaml", &edited(from, to));
        versions
    }

    fn commit(&self) {
        self.git("add .");
        self.git("-c user.name=a -c user.email=a@b commit -q -m x");
    }

    /// Makes a path a link, whatever it was.
    #[cfg(unix)]
    fn link(&self, path: &str, to: &str) {
        let path = self.path(path);
        drop(std::fs::remove_file(&path));
        std::os::unix::fs::symlink(to, path).unwrap();
    }

    fn git(&self, arguments: &str) -> String {
        let mut git = Command::new("git");
        let output = git.args(arguments.split(' ')).current_dir(self.path(".")).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path(path)
    }

    fn write(&self, path: &str, text: &str) {
        self.0.write(path, text);
    }

    fn read(&self, path: &str) -> String {
        self.0.read(path)
    }

    fn run(&self, arguments: &str) -> String {
        self.run_in(".", arguments)
    }

    fn run_in(&self, path: &str, arguments: &str) -> String {
        self.run_with(&[], path, arguments)
    }

    fn run_with(&self, environment: &[(&str, &str)], path: &str, arguments: &str) -> String {
        let mut command = self.command(arguments);
        self.0.finish(command.envs(environment.iter().copied()).current_dir(self.path(path))).to_string()
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = self.0.command();
        command.arg("diff").args(arguments.split_whitespace());
        // What stands above the directory is not the repository that is meant.
        command
            .env("GIT_CEILING_DIRECTORIES", self.path(".").parent().and_then(|path| path.parent()).unwrap());
        command
    }
}

fn edited(from: &str, to: &str) -> String {
    assert!(OLD.contains(from));
    OLD.replace(from, to)
}
