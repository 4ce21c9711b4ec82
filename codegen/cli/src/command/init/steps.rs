//! Says what to add and what to type after `init`.

use std::path::Path;

use super::door::{Door, render_build_call};
use super::lines::ManifestLines;
use super::{BUILD_SCRIPT, DEFAULT, SCHEMA, derive_module_name};
use crate::diagnostic::Diagnostic;
use crate::file::File;
use crate::manifest::Manifest;
use crate::terminal::{sanitize, sanitize_lines};

/// Returns what to type where there is nothing that configures a catalog.
pub(super) fn describe_without_crate(catalog: &File) -> String {
    let shown = sanitize(catalog.shown());
    let schema = sanitize(File::given(&catalog.sibling(SCHEMA)).shown());
    format!(
        "\nNext, see what is made of it: `cargo errspec generate markdown {shown}`\nEditors complete it after \
         `cargo errspec generate json-schema -o {schema}`\n`cargo errspec init --write{}` lets an errspec.toml \
         say what is made of it",
        name_path(catalog)
    )
}

/// Returns the lines to add by hand.
pub(super) fn describe_manifest_lines(catalog: &File, manifest: &Manifest, lines: &ManifestLines) -> String {
    let all = format!("  {}", sanitize_lines(&lines.render_all(), 2));
    let door = match lines.door {
        Some(Door::Macro) => " --door macro",
        Some(Door::Build) => " --door build",
        _ => "",
    };
    let path = name_path(catalog);
    let (file, script) = (manifest.file.name(), describe_script(lines));
    format!("\nAdd this to {file}, or let `cargo errspec init{path}{door} --write` do it:\n\n{all}{script}")
}

/// Returns the build script to write by hand, if one is needed.
fn describe_script(lines: &ManifestLines) -> String {
    match lines.door.and_then(|door| door.render_build_script(&lines.path)) {
        Some(script) => format!("\n\nand this as {BUILD_SCRIPT}:\n\n  {}", sanitize_lines(&script, 2)),
        None => String::new(),
    }
}

/// Returns what to type next; the outputs are those of the lines, or others that were there.
pub(super) fn describe_next_step(manifest: &Manifest, lines: &ManifestLines, with_outputs: bool) -> String {
    let written =
        if with_outputs { join_paths(lines) } else { format!("what {} configures", manifest.file.name()) };
    let next = format!("\nNext, `cargo errspec generate` writes {written}.");
    match lines.door {
        None => format!("{next}\nThen add `cargo errspec check` to your CI."),
        Some(Door::File) if !with_outputs => next,
        Some(door) => {
            let script =
                if door == Door::Build { describe_existing_script(manifest, lines) } else { String::new() };
            let item = sanitize(&render_item(door, lines));
            format!("{next}\nThen add `{item}` to your crate, and `cargo errspec check` to its CI.{script}")
        }
    }
}

/// Returns what a build script needs that was there before.
fn describe_existing_script(manifest: &Manifest, lines: &ManifestLines) -> String {
    let script = File::beside(manifest.file.path(), BUILD_SCRIPT);
    let call = render_build_call(&lines.path);
    let has_call = std::fs::read_to_string(script.path()).map_or(true, |text| text.contains("errspec_build"));
    if has_call {
        String::new()
    } else {
        format!("\nLet `main` in {BUILD_SCRIPT} return `{}`.", sanitize(&call))
    }
}

fn render_item(door: Door, lines: &ManifestLines) -> String {
    let rust = lines.outputs.iter().find(|(key, _)| *key == "rust").map(|(_, path)| path);
    let stem = Path::new(rust.unwrap_or(&lines.path)).file_stem().unwrap_or_default().to_string_lossy();
    let module = if rust.is_some() { stem.into_owned() } else { derive_module_name(&stem) };
    door.render_module(&module, lines.runtime.as_deref().unwrap_or("errspec"), &lines.path)
}

/// Returns why the lines can't be added, and what to do instead.
pub(super) fn describe_manual_change(
    manifest: &Manifest,
    lines: &ManifestLines,
    failure: &Diagnostic,
) -> Diagnostic {
    let help = match failure.suggestions() {
        [] => format!("add it by hand:\n\n{}", lines.render_all().trim_end()),
        suggestions => suggestions.join("; "),
    };
    Diagnostic::failure(format!("`{}` can't be changed: {}", manifest.file.shown(), failure.message()))
        .with_help(help)
}

/// Joins the paths of the outputs: `a, b and c`.
fn join_paths(lines: &ManifestLines) -> String {
    let paths: Vec<_> = lines.outputs.iter().map(|(_, path)| sanitize(path)).collect();
    match paths.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// Returns the argument of the catalog, unless it is the one that `init` writes without.
fn name_path(catalog: &File) -> String {
    let shown = sanitize(catalog.shown());
    if shown == DEFAULT { String::new() } else { format!(" {shown}") }
}
