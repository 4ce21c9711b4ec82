//! Writes the reference of a catalog, for rustdoc to read.

use errspec_docs::{MarkdownOptions, render_markdown, render_rustdoc_page};
use errspec_spec::Spec;

use crate::Build;
use crate::source::{OutputName, Source};

impl Build {
    /// Writes the reference of each catalog too: for `errors.yaml`, `OUT_DIR/errors.md`.
    ///
    /// `#[doc = include_str!(concat!(env!("OUT_DIR"), "/errors.md"))]` before a module makes it the documentation of the
    /// module. No code in it is tested, and its links lead to their places on the page. The file names of several
    /// catalogs have to differ by more than their extension then.
    ///
    /// ```no_run
    /// # use errspec_build::Build;
    /// # fn main() -> std::process::ExitCode {
    /// Build::new("errors.yaml").markdown().run()
    /// # }
    /// ```
    #[cfg_attr(docsrs, doc(cfg(feature = "markdown")))]
    pub fn markdown(mut self) -> Self {
        self.outputs.push(OutputName::Markdown);
        self
    }
}

/// Renders the reference of a catalog.
pub(crate) fn render_reference(source: &Source, spec: &Spec<'_>) -> String {
    let options = MarkdownOptions::default().source(&source.file_name);
    render_rustdoc_page(&render_markdown(spec, &options))
}
