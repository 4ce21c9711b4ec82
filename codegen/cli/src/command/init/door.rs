//! Knows what each of the doors needs: dependencies, a build script, and the lines by which code gets at the types.

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value, value};

use crate::diagnostic::Diagnostic;

/// How a crate gets at the types of a catalog.
#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Door {
    /// `errors!` in its code
    Macro,
    /// A build script, and `include_errors!` in its code
    Build,
    /// A file that `generate` writes
    #[default]
    File,
}

const FEATURE: &str = "macros";

impl Door {
    /// Returns the dependencies as somebody would write them, in a crate that may have errspec under another name.
    pub(super) fn render_dependencies(self, renamed: Option<&str>) -> String {
        let version = compatible_version();
        let runtime = match (self, renamed) {
            (Self::Macro, None) => {
                format!(
                    "[dependencies]\nerrspec = {{ version = \"{version}\", features = [\"{FEATURE}\"] }}\n\n"
                )
            }
            (Self::Macro, Some(name)) => format!("# `{name}` needs the feature `{FEATURE}`\n\n"),
            (_, None) => format!("[dependencies]\nerrspec = \"{version}\"\n\n"),
            (_, Some(_)) => String::new(),
        };
        let build = if self == Self::Build {
            format!("[build-dependencies]\nerrspec-build = \"{version}\"\n\n")
        } else {
            String::new()
        };
        runtime + &build
    }

    /// Adds what the dependencies of a Cargo.toml lack.
    pub(super) fn add_dependencies(self, document: &mut DocumentMut) -> Result<(), Diagnostic> {
        let dependencies = open_table(document, "dependencies")?;
        let key = find_errspec(dependencies).unwrap_or_else(|| "errspec".to_owned());
        let errspec = dependencies.entry(&key).or_insert(value(compatible_version()));
        if self == Self::Macro {
            enable_feature(errspec).ok_or_else(|| {
                Diagnostic::failure(format!(
                    "the features of `{key}` are written in another way than as a list"
                ))
            })?;
        }
        if self == Self::Build {
            open_table(document, "build-dependencies")?
                .entry("errspec-build")
                .or_insert(value(compatible_version()));
        }
        Ok(())
    }

    /// Returns the build script of a catalog, if the door has one.
    pub(super) fn render_build_script(self, catalog: &str) -> Option<String> {
        let call = render_build_call(catalog);
        (self == Self::Build).then(|| format!("fn main() -> std::process::ExitCode {{\n    {call}\n}}\n"))
    }

    /// Returns the item that brings the types into a crate; `runtime` is its name for errspec.
    pub(super) fn render_module(self, module: &str, runtime: &str, catalog: &str) -> String {
        match self {
            Self::Macro => format!("pub mod {module} {{ {runtime}::errors!({catalog:?}); }}"),
            Self::Build => {
                let name = catalog.rsplit('/').next().unwrap_or(catalog);
                format!("pub mod {module} {{ {runtime}::include_errors!({name:?}); }}")
            }
            Self::File => format!("#[rustfmt::skip] pub mod {module};"),
        }
    }
}

/// Returns the call by which a build script generates the types.
pub(super) fn render_build_call(catalog: &str) -> String {
    format!("errspec_build::run({catalog:?})")
}

/// Returns what a Cargo.toml calls errspec, if it has it under another name.
pub(super) fn find_renamed_dependency(document: &DocumentMut) -> Option<String> {
    let dependencies = document.get("dependencies")?.as_table_like()?;
    find_errspec(dependencies).map(|name| name.replace('-', "_"))
}

/// Returns the key of errspec under another name.
fn find_errspec(dependencies: &dyn TableLike) -> Option<String> {
    let is_errspec = |item: &Item| item.get("package").and_then(Item::as_str) == Some("errspec");
    dependencies.iter().find(|(_, item)| is_errspec(item)).map(|(name, _)| name.to_owned())
}

fn open_table<'a>(document: &'a mut DocumentMut, name: &str) -> Result<&'a mut dyn TableLike, Diagnostic> {
    let item = document.entry(name).or_insert(Item::Table(Table::new()));
    item.as_table_like_mut().ok_or_else(|| Diagnostic::failure(format!("`{name}` is not a table")))
}

/// Enables the feature of the macros in a dependency; none if its features are no list.
fn enable_feature(dependency: &mut Item) -> Option<()> {
    if let Some(version) = dependency.as_str().map(str::to_owned) {
        let mut table = toml_edit::InlineTable::new();
        table.insert("version", version.into());
        *dependency = value(table);
    }
    let features = dependency.as_table_like_mut()?.entry("features").or_insert(value(Array::new()));
    let features = features.as_array_mut()?;
    if !features.iter().any(|feature| feature.as_str() == Some(FEATURE)) {
        features.push(Value::from(FEATURE));
    }
    Some(())
}

/// Returns the version to depend on: every one that is compatible.
fn compatible_version() -> &'static str {
    concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"))
}
