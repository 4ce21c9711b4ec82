//! Writes the section for those who write programs: other files, and how Rust and the command read a response.

use errspec_codegen::text;

use super::outline::Outline;

/// Writes the section; nothing where there are no other files and nothing is said of Rust.
pub(super) fn write_programs(outline: &Outline<'_>) -> Vec<String> {
    let mut bullets: Vec<_> = outline
        .options()
        .links
        .iter()
        .map(|(to, path)| {
            let name = path.rsplit('/').next().unwrap_or(path);
            format!("- {} {}", text::format_link(name, &text::encode_destination(path)), to.purpose())
        })
        .collect();
    if !outline.options().omits_rust {
        bullets.extend(describe_tools(outline));
    }
    if bullets.is_empty() {
        return Vec::new();
    }
    vec!["## For programs".to_owned(), bullets.join("\n")]
}

/// Says how Rust decodes a response, and how a shell finds out what one is.
fn describe_tools(outline: &Outline<'_>) -> [String; 2] {
    let check = format!("{}Error::check(response)", outline.spec().api().name());
    let catalog = outline.options().source.as_deref().map(|name| format!(" --catalog {name}"));
    let explain = format!("curl -si URL | cargo errspec explain -{}", catalog.unwrap_or_default());
    [
        format!(
            "- In Rust, {} returns a successful response, or else one of the variants above.",
            text::format_code(&check)
        ),
        format!("- With curl, {} says which of these errors a response is.", text::format_code(&explain)),
    ]
}
