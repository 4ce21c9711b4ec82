//! `diff --base`: a catalog and what it was at a revision of git.

use super::{OLD, Versions};

#[test]
fn revision_of_git_is_compared_with_the_file() {
    let versions = Versions::repository("after 5s", "never");
    insta::assert_snapshot!(versions.run("--base v1 app/errors.yaml"), @"
    v1:app/errors.yaml → app/errors.yaml

    major retry
      503 busy: `after 5s` → `never`
      decoding  clients that obey the hint no longer send the request again, or now do
      sending   more or fewer requests come again

    1 change: a major version is needed
    [stderr]
    error[bump-not-allowed]: this needs a major version, and `--allow` is minor
    help: keep what was published, or release a major version: `--allow major`
    [exit] 1
    ");
    insta::assert_snapshot!(versions.run_in("app", "--base HEAD --format json --allow major"), @r#"
    {
      "allow": "major",
      "allowed": true,
      "bump": "major",
      "catalogs": [
        {
          "bump": "major",
          "changes": [
            {
              "bump": "major",
              "decoding": "clients that obey the hint no longer send the request again, or now do",
              "entry": {
                "code": "busy",
                "name": "Busy",
                "new_line": 6,
                "old_line": 6,
                "status": "503"
              },
              "forbidden": false,
              "kind": "retry",
              "message": "`after 5s` → `never`",
              "rule": "retry-turned",
              "sending": "more or fewer requests come again",
              "texts": []
            }
          ],
          "new": "errors.yaml",
          "old": "HEAD:errors.yaml"
        }
      ],
      "format": 1,
      "outcome": "clean",
      "problems": []
    }
    [exit] 0
    "#);
}

#[test]
fn catalog_that_was_renamed_is_compared_with_what_it_was() {
    let versions = Versions::repository("after 5s", "never");
    std::fs::create_dir(versions.path("spec")).unwrap();
    versions.git("mv app/errors.yaml spec/api.yaml");
    let compared = versions.run_in("spec", "--base v1 api.yaml");
    assert!(compared.starts_with("v1:app/errors.yaml → api.yaml\n\nmajor retry"), "{compared}");
}

#[test]
fn catalog_that_is_configured_and_new_is_a_part_of_the_result() {
    let versions = Versions::repository("errspec: 1", "errspec: 1");
    versions.write("app/other.yaml", OLD);
    let manifest = versions.read("app/Cargo.toml");
    let table = "[[package.metadata.errspec.catalogs]]\npath = \"other.yaml\"\n";
    versions.write("app/Cargo.toml", &(manifest + table));
    insta::assert_snapshot!(versions.run_in("app", "--base HEAD"), @"
    HEAD:errors.yaml → errors.yaml: no changes

    other.yaml

    minor added
      the catalog is new
      decoding  its errors can be decoded
      sending   its errors can be sent

    1 change: a minor version is needed
    [exit] 0
    ");
    insta::assert_snapshot!(versions.run_in("app", "--base HEAD --format markdown"), @"
    ## `errors.yaml`: no changes

    ## `other.yaml`: minor

    ### Minor

    - the catalog is new
      - Decoding: its errors can be decoded
      - Sending: its errors can be sent
    [exit] 0
    ");
    insta::assert_snapshot!(versions.run_in("app", "--base HEAD --format json --allow patch"), @r#"
    {
      "allow": "patch",
      "allowed": false,
      "bump": "minor",
      "catalogs": [
        {
          "bump": "none",
          "changes": [],
          "new": "errors.yaml",
          "old": "HEAD:errors.yaml"
        },
        {
          "bump": "minor",
          "changes": [
            {
              "bump": "minor",
              "decoding": "its errors can be decoded",
              "entry": null,
              "forbidden": false,
              "kind": "added",
              "message": "the catalog is new",
              "rule": "catalog-added",
              "sending": "its errors can be sent",
              "texts": []
            }
          ],
          "new": "other.yaml",
          "old": null
        }
      ],
      "format": 1,
      "outcome": "problems",
      "problems": []
    }
    [stderr]
    error[bump-not-allowed]: this needs a minor version, and `--allow` is patch
    help: keep what was published, or release a minor version: `--allow minor`
    [exit] 1
    "#);
    insta::assert_snapshot!(versions.run_in("app", "--base HEAD other.yaml"), @"
    [stderr]
    error: `other.yaml` isn't in `HEAD`
    help: all in it is new; to compare it with another file, name both
    [exit] 2
    ");
}

#[test]
fn catalog_that_is_no_longer_configured_is_gone() {
    let versions = Versions::repository("after 5s", "never");
    versions.write("app/other.yaml", &OLD.replace("gone", "lost"));
    let manifest = versions.read("app/Cargo.toml");
    versions.write("app/Cargo.toml", &manifest.replace("errors.yaml", "other.yaml"));
    insta::assert_snapshot!(versions.run_in("app", "--base HEAD"), @"
    other.yaml

    minor added
      the catalog is new
      decoding  its errors can be decoded
      sending   its errors can be sent

    1 change: a minor version is needed

    HEAD:app/errors.yaml

    major removed
      the catalog is no longer configured
      decoding  code that names its types doesn't compile
      sending   code that names its types doesn't compile

    1 change: a major version is needed
    [stderr]
    error[bump-not-allowed]: this needs a major version, and `--allow` is minor
    help: keep what was published, or release a major version: `--allow major`
    [exit] 1
    ");
}

#[test]
fn catalog_that_another_cargo_toml_configures_now_is_still_there() {
    let versions = Versions::repository("errspec: 1", "errspec: 1");
    std::fs::create_dir_all(versions.path("app/sub/src")).unwrap();
    versions.write("app/sub/src/lib.rs", "");
    let manifest = versions.read("app/Cargo.toml").replace("\"app\"", "\"sub\"");
    let (package, table) = manifest.split_once("[[").unwrap();
    let table = table.replace("errors.yaml", "../errors.yaml").replace("[workspace]", "");
    versions.write("app/sub/Cargo.toml", &format!("{package}[[{table}"));
    versions.write("app/Cargo.toml", "[workspace]\nmembers = [\"sub\"]\n");
    insta::assert_snapshot!(versions.run_in("app", "--base HEAD"), @"
    HEAD:errors.yaml → errors.yaml: no changes
    [exit] 0
    ");
}

#[test]
#[cfg(unix)]
fn behind_a_link_the_file_is_compared() {
    let versions = Versions::repository("after 5s", "after 9s");
    versions.link("link.yaml", "app/errors.yaml");
    let compared = versions.run("--base v1 link.yaml");
    assert!(compared.contains("\npatch retry\n  503 busy: `after 5s` → `after 9s`\n"), "{compared}");
}

#[test]
#[cfg(unix)]
fn file_that_became_a_link_is_compared_with_what_it_was() {
    let versions = Versions::repository("after 5s", "never");
    versions.git("mv app/errors.yaml app/new.yaml");
    // Git sees no renaming.
    versions.write("app/errors.yaml", "");
    versions.git("add .");
    versions.link("app/errors.yaml", "new.yaml");
    let compared = versions.run_in("app", "--base v1");
    assert!(compared.starts_with("v1:errors.yaml → errors.yaml\n\nmajor retry\n"), "{compared}");
}

#[test]
#[cfg(unix)]
fn link_that_leads_elsewhere_is_compared_with_what_it_led_to() {
    let versions = Versions::repository("after 5s", "never");
    versions.write("other.yaml", OLD);
    versions.link("link.yaml", "other.yaml");
    versions.commit();
    versions.link("link.yaml", "app/errors.yaml");
    let compared = versions.run("--base HEAD link.yaml");
    assert!(compared.starts_with("HEAD:link.yaml → link.yaml\n\nmajor retry\n"), "{compared}");
}

#[test]
#[cfg(unix)]
fn link_to_a_directory_that_leads_elsewhere_is_compared_with_what_it_led_to() {
    let versions = Versions::repository("errspec: 1", "errspec: 1");
    versions.link("current", "app");
    std::fs::create_dir(versions.path("next")).unwrap();
    versions.write("next/errors.yaml", &OLD.replace("after 5s", "never"));
    versions.commit();
    versions.link("current", "next");
    let compared = versions.run("--base HEAD current/errors.yaml");
    assert!(compared.contains("\nmajor retry\n"), "{compared}");
    // What is behind a link is left by `..`, not the link.
    let compared = versions.run("--base HEAD current/../app/errors.yaml");
    assert!(compared.ends_with(": no changes\n[exit] 0"), "{compared}");
}

#[test]
#[cfg(unix)]
fn link_that_became_a_file_is_compared_with_what_it_led_to() {
    let versions = Versions::repository("errspec: 1", "errspec: 1");
    versions.link("link.yaml", "app/errors.yaml");
    versions.commit();
    std::fs::remove_file(versions.path("link.yaml")).unwrap();
    versions.write("link.yaml", &OLD.replace("after 5s", "never"));
    let compared = versions.run("--base HEAD link.yaml");
    assert!(compared.starts_with("HEAD:link.yaml → link.yaml\n\nmajor retry\n"), "{compared}");
}

#[test]
#[cfg(unix)]
fn link_that_led_out_of_the_repository_is_not_compared() {
    let versions = Versions::repository("errspec: 1", "errspec: 1");
    versions.link("link.yaml", "../elsewhere.yaml");
    versions.commit();
    versions.link("link.yaml", "app/errors.yaml");
    insta::assert_snapshot!(versions.run("--base HEAD link.yaml"), @"
    [stderr]
    error: git can't show `link.yaml`: it was a link that leads to nothing in the repository
    help: compare two files: `cargo errspec diff OLD NEW`
    [exit] 2
    ");
}

#[test]
fn object_missing_in_a_partial_clone_is_a_failure() {
    let versions = Versions::repository("errspec: 1", "errspec: 1");
    let name = versions.git("rev-parse HEAD:app/errors.yaml");
    let (front, rest) = name.trim().split_at(2);
    std::fs::remove_file(versions.path(".git/objects").join(front).join(rest)).unwrap();
    insta::assert_snapshot!(versions.run("--base HEAD app/errors.yaml"), @"
    [stderr]
    error: git can't show `app/errors.yaml`: this clone lacks it
    help: compare two files: `cargo errspec diff OLD NEW`
    [exit] 2
    ");
}

#[test]
fn settings_of_git_change_nothing() {
    let versions = Versions::repository("errspec: 1", "errspec: 1");
    let manifest = versions.read("app/Cargo.toml");
    let (package, table) = manifest.split_once("[[").unwrap();
    let other = "[[package.metadata.errspec.catalogs]]\npath = \"other.yaml\"\n";
    versions.write("app/Cargo.toml", &format!("{package}{other}[[{table}"));
    versions.commit();
    versions.git("mv app/errors.yaml app/moved.yaml");
    versions.write("app/Cargo.toml", &manifest.replace("errors.yaml", "moved.yaml"));
    let plain = versions.run_in("app", "--base HEAD");
    assert!(plain.starts_with("HEAD:app/errors.yaml → moved.yaml: no changes"), "{plain}");
    assert!(plain.contains("\nHEAD:app/other.yaml\n\nmajor removed\n"), "{plain}");
    for setting in ["color.ui always", "diff.relative true", "diff.renames false"] {
        versions.git(&format!("config {setting}"));
        assert_eq!(versions.run_in("app", "--base HEAD"), plain, "{setting}");
    }
}

#[test]
fn in_a_hook_the_repository_is_that_of_the_file() {
    let versions = Versions::repository("after 5s", "never");
    let git = versions.path(".git");
    let compared = versions.run_with(&[("GIT_DIR", git.to_str().unwrap())], "app", "--base HEAD");
    assert!(compared.starts_with("HEAD:errors.yaml → errors.yaml\n\nmajor retry\n"), "{compared}");
}

#[test]
fn last_catalog_that_is_no_longer_configured_is_gone() {
    let versions = Versions::repository("errspec: 1", "errspec: 1");
    let manifest = versions.read("app/Cargo.toml");
    let (package, _) = manifest.split_once("[[").unwrap();
    versions.write("app/Cargo.toml", &format!("{package}[workspace]\n"));
    insta::assert_snapshot!(versions.run_in("app", "--base HEAD"), @"
    HEAD:app/errors.yaml

    major removed
      the catalog is no longer configured
      decoding  code that names its types doesn't compile
      sending   code that names its types doesn't compile

    1 change: a major version is needed
    [stderr]
    error[bump-not-allowed]: this needs a major version, and `--allow` is minor
    help: keep what was published, or release a major version: `--allow major`
    [exit] 1
    ");
    versions.commit();
    insta::assert_snapshot!(versions.run_in("app", "--base HEAD"), @r#"
    [stderr]
    error: no catalog is configured in this workspace
    help: start with `cargo errspec init`, name a file, as in `cargo errspec diff --base main errors.yaml`, or configure it in Cargo.toml (in an errspec.toml, the table is `[[catalogs]]`):

          [[package.metadata.errspec.catalogs]]
          path = "errors.yaml"
          rust = "src/errors.rs"
    [exit] 2
    "#);
}

/// Compares the catalog, and asserts that nothing ran that the checkout names.
fn compare_untouched(versions: &Versions) {
    let printed = versions.run("--base v1 app/errors.yaml");
    assert!(printed.contains("503 busy: `after 5s` → `never`"), "{printed}");
    assert!(!versions.path("pwned").exists() && !versions.path("app/pwned").exists());
}

#[test]
fn directory_that_poses_as_a_repository_runs_nothing() {
    // What git asks for is in the directory, or in another one that it names.
    for (objects, common) in [("app", None), ("store", Some("../store\n"))] {
        let versions = Versions::repository("after 5s", "never");
        let core = "[core]\nrepositoryformatversion = 0\nbare = false\nworktree = .\n";
        for directory in ["app", objects] {
            let config = format!("{core}fsmonitor = \"touch pwned; false\"\n");
            versions.write(&format!("{directory}/config"), &config);
            versions.write(&format!("{directory}/HEAD"), "ref: refs/heads/main\n");
        }
        versions.write(&format!("{objects}/objects/x"), "");
        versions.write(&format!("{objects}/refs/x"), "");
        if let Some(common) = common {
            versions.write("app/commondir", common);
        }
        versions.git("add -A");
        compare_untouched(&versions);
        let configured = versions.run("--base v1");
        assert!(!versions.path("pwned").exists() && !versions.path("app/pwned").exists(), "{configured}");
    }
}

#[test]
fn attributes_of_a_checkout_run_nothing() {
    let versions = Versions::repository("after 5s", "never");
    versions.git("mv app/errors.yaml app/moved.yaml");
    versions.write(".gitattributes", "* diff=evil filter=evil\n");
    versions.write(".git/evil", "#!/bin/sh\ntouch pwned\n");
    let sections = "[diff]\nexternal = sh .git/evil\n[diff \"evil\"]\ntextconv = sh .git/evil\ncommand = sh .git/evil\n\
        [filter \"evil\"]\nclean = sh .git/evil\n";
    let config = versions.read(".git/config");
    versions.write(".git/config", &format!("{config}{sections}"));
    let printed = versions.run("--base v1 app/moved.yaml");
    assert!(printed.starts_with("v1:app/errors.yaml → app/moved.yaml"), "{printed}");
    assert!(!versions.path("pwned").exists() && !versions.path("app/pwned").exists());
}
