//! Tells from the first lines of a text what it is, if it isn't YAML.

use crate::span::Span;

/// The beginning of a text: its first two lines that YAML takes for neither comments nor blank.
pub(super) struct Beginning<'t> {
    pub(super) span: Span,
    text: &'t str,
    first: &'t str,
    second: &'t str,
}

impl<'t> Beginning<'t> {
    /// Finds the beginning of a text; none if there is nothing in it.
    pub(super) fn find(text: &'t str) -> Option<Self> {
        let mut start = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            let at = start + line.len() - line.trim_start().len();
            start += line.len();
            (at, line.trim())
        });
        let is_content = |line: &str| !line.is_empty() && !line.starts_with('#') && line != "---";
        let mut lines = lines.filter(|(_, line)| is_content(line));
        let (start, first) = lines.next()?;
        let (_, second) = lines.next().unwrap_or_default();
        Some(Self { span: Span::new(start, start + first.len()), text, first, second })
    }
}

/// Returns whether a line or a member begins with a key that every catalog has, and hardly another file.
pub(crate) fn has_key_of_catalogs(text: &str) -> bool {
    text.split(['\n', '{', ',']).any(is_key_of_catalogs)
}

pub(super) fn is_html(beginning: &Beginning<'_>) -> bool {
    let start: String = beginning.first.chars().take(14).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

pub(super) fn is_xml(beginning: &Beginning<'_>) -> bool {
    beginning.first.starts_with('<') && !beginning.first.starts_with("<<")
}

pub(super) fn is_lfs_pointer(beginning: &Beginning<'_>) -> bool {
    beginning.first.starts_with("version https://git-lfs.github.com/spec/")
}

/// Returns whether it is what git writes for a link to a catalog where there are no links.
pub(super) fn is_link(beginning: &Beginning<'_>) -> bool {
    let extension = beginning.first.rsplit_once('.').map(|(_, extension)| extension);
    matches!(extension, Some("yaml" | "yml"))
        && !beginning.first.contains(char::is_whitespace)
        && beginning.second.is_empty()
}

pub(super) fn is_response(beginning: &Beginning<'_>) -> bool {
    beginning.first.starts_with("HTTP/")
}

pub(super) fn is_lines_of_json(beginning: &Beginning<'_>) -> bool {
    let is_object = |line: &str| line.starts_with('{') && line.ends_with('}');
    is_object(beginning.first) && is_object(beginning.second)
}

/// Returns whether it is JSON, which may begin with comments that YAML doesn't have.
pub(super) fn is_json(beginning: &Beginning<'_>) -> bool {
    let mut lines = beginning.text.lines().map(str::trim);
    let value = lines.find(|line| !line.is_empty() && !line.starts_with(['/', '*', '#']));
    value.is_some_and(|line| line.starts_with(['{', '['])) && !is_toml(beginning)
}

pub(super) fn is_source_code(beginning: &Beginning<'_>) -> bool {
    let word = beginning.first.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let is_comment = beginning.first.starts_with("//") || beginning.first.starts_with("/*");
    let is_statement = beginning.first.ends_with([';', '{']) && !beginning.first.starts_with('{');
    let is_keyword = matches!(
        word,
        "class"
            | "const"
            | "def"
            | "enum"
            | "export"
            | "extern"
            | "fn"
            | "from"
            | "func"
            | "function"
            | "impl"
            | "import"
            | "interface"
            | "mod"
            | "module"
            | "package"
            | "pub"
            | "public"
            | "struct"
            | "use"
    );
    is_comment || is_statement || is_keyword
}

pub(super) fn is_toml(beginning: &Beginning<'_>) -> bool {
    let is_key =
        |key: &str| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "-_.\"".contains(c));
    let table = beginning.first.trim_start_matches('[').trim_end_matches(']');
    let is_table = beginning.first.starts_with('[') && beginning.first.ends_with(']') && is_key(table);
    is_table || beginning.first.split_once('=').is_some_and(|(key, _)| is_key(key.trim()))
}

/// Returns whether there is a table or a block of code, as a page has them that shows a catalog further down.
pub(super) fn has_block_of_markdown(beginning: &Beginning<'_>) -> bool {
    let is_block = |line: &str| line.starts_with("```") || (line.starts_with('|') && line.contains("---"));
    // Behind it they may be in the texts of a catalog.
    let mut before_key = beginning.text.lines().take_while(|line| !is_key_of_catalogs(line));
    before_key.any(is_block)
}

pub(super) fn has_heading(beginning: &Beginning<'_>) -> bool {
    // What looks like a heading above a table of cells without spaces between them is a comment.
    if is_table(beginning) && !beginning.first.contains(", ") {
        return false;
    }
    let is_heading = |line: &str| line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    beginning.text.lines().any(is_heading)
}

/// Returns whether it is a table whose cells are separated by commas, semicolons or tabs.
pub(super) fn is_table(beginning: &Beginning<'_>) -> bool {
    let count = |line: &str, separator| line.split(separator).count();
    let is_cell = |cell: &str| cell.chars().all(|c| c.is_alphanumeric() || "\"'_- ".contains(c));
    [',', ';', '\t'].into_iter().any(|separator| {
        count(beginning.first, separator) > 1
            && count(beginning.second, separator) > 1
            && beginning.first.split(separator).all(is_cell)
    })
}

fn is_key_of_catalogs(line: &str) -> bool {
    let text = line.trim_start_matches([' ', '{', '"', '\'']);
    let rest = ["errspec", "envelope"].into_iter().find_map(|key| text.strip_prefix(key));
    let rest = rest.and_then(|rest| rest.trim_start_matches(['"', '\'', ' ']).strip_prefix(':'));
    rest.is_some_and(|rest| !rest.starts_with(':'))
}
