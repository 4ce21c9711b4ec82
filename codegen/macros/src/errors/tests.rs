//! Arguments of `errors!`: what it expands to, and which errors point where.

use super::*;

/// Catalogs, from the directory that `CARGO_MANIFEST_DIR` names here.
const CATALOGS: [&str; 4] = [
    "../../spec/errors.yaml",
    "../../spec/social-syncer.yaml",
    "../../tests/catalogs/everything.yaml",
    "../../tests/catalogs/hostile.yaml",
];

/// What the command writes, and `errspec-build`.
fn generate_file(path: &str) -> syn::File {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let arena = Arena::new();
    let spec = Spec::parse(&arena, path, &bytes).unwrap();
    let text = errspec_codegen::generate_rust(&arena, &spec, &RustOptions::default())
        .to_included_text("errors.yaml");
    syn::parse_file(&text).unwrap()
}

fn expand_catalog(path: &str) -> syn::File {
    syn::parse2(expand_errors(quote!(::errspec, #path)).unwrap()).unwrap()
}

/// Formatted alike, also within the braces of `with_http!`.
fn format_file(mut file: syn::File) -> String {
    let inner: Vec<_> = file.items.iter_mut().filter_map(take_inner_file).map(format_file).collect();
    [prettyplease::unparse(&file)].into_iter().chain(inner).collect()
}

/// Takes out what stands in `with_http!`.
fn take_inner_file(item: &mut syn::Item) -> Option<syn::File> {
    let syn::Item::Macro(item) = item else { return None };
    let is_it = item.mac.path.segments.last().is_some_and(|name| name.ident == "with_http");
    is_it.then(|| syn::parse2(std::mem::take(&mut item.mac.tokens)).unwrap())
}

#[test]
fn the_macro_gives_the_items_of_the_other_doors_and_watches_the_catalog() {
    for path in CATALOGS {
        let mut expanded = expand_catalog(path);
        let watch = expanded.items.pop().unwrap();
        let watched = print_watched_path(&LitStr::new(path, Span::call_site()));
        let expected: syn::Item = syn::parse_quote!(
            const _: &[u8] = ::core::include_bytes!(#watched);
        );
        assert_eq!(quote!(#watch).to_string(), quote!(#expected).to_string());
        let (expanded, file) = (format_file(expanded), format_file(generate_file(path)));
        assert!(expanded.contains("with_http! {}") && expanded.contains("__private::error!"), "{expanded}");
        assert_eq!(expanded, file, "{path}");
    }
}

#[test]
fn no_path_of_the_machine_is_in_what_the_macro_gives() {
    let tokens = expand_errors(quote!(::errspec, "../../spec/errors.yaml")).unwrap().to_string();
    assert!(!tokens.contains(env!("CARGO_MANIFEST_DIR")));
}

#[test]
fn the_runtime_is_where_the_macro_of_the_runtime_says() {
    let tokens = expand_errors(quote!($crate::sdk, "../../spec/errors.yaml")).unwrap().to_string();
    assert!(tokens.contains("$ crate :: sdk :: __private") && !tokens.contains(":: errspec"));
}

#[test]
fn a_missing_file_names_the_nearest() {
    let error = expand_errors(quote!(::errspec, "spec/errors.yaml")).unwrap_err().to_string();
    let there = Path::new(env!("CARGO_MANIFEST_DIR")).join("spec/errors.yaml");
    assert_eq!(
        error,
        format!(
            "there is no file `{}`\n\
             help: paths are relative to the directory of the crate's Cargo.toml; did you mean `../../spec/errors.yaml`?",
            there.display()
        )
    );
}

#[test]
fn a_missing_file_names_the_one_with_the_other_extension() {
    let error = expand_errors(quote!(::errspec, "../../spec/errors.yml")).unwrap_err().to_string();
    assert!(error.ends_with("; did you mean `../../spec/errors.yaml`?"), "{error}");
}

#[test]
fn a_path_is_one_that_every_system_reads() {
    let expand = |path: &str| expand_errors(quote!(::errspec, #path)).unwrap_err().to_string();
    assert_eq!(
        expand(r"..\..\spec\errors.yaml"),
        "the path of a catalog has a backslash, which separates names on Windows alone\n\
         help: write `../../spec/errors.yaml`, which every system reads"
    );
    assert!(expand("C:/spec/errors.yaml").contains("a drive, which Windows alone has"));
    assert!(expand("spec/a:b.yaml").contains("a colon, which no name of a file has on Windows"));
}

#[test]
fn a_directory_is_no_catalog() {
    let error = expand_errors(quote!(::errspec, "../../spec")).unwrap_err().to_string();
    let there = normalize_path(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec"));
    assert_eq!(error, format!("`{}` is a directory, not a catalog", there.display()));
}

#[test]
fn every_problem_is_an_error_of_its_own() {
    let error = expand_errors(quote!(::errspec, "../../tests/ui/broken.yaml")).unwrap_err();
    assert_eq!(error.into_iter().count(), 2);
}
