//! What comes in from elsewhere: the lists of `deny.toml`, and the reasons in ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use super::{document, root};

/// A package of the tree: one version of it, its licence, and where it is from if not from the registry.
struct Package {
    name: String,
    version: String,
    licence: String,
    elsewhere: Option<String>,
}

/// Every package that the workspace is built and tested with on this machine.
fn packages() -> Vec<Package> {
    let arguments = ["tree", "--workspace", "--locked", "--offline", "--edges", "normal,build,dev"];
    let shown = ["--prefix", "none", "--format", "{p}|{l}"];
    let tree = Command::new(env!("CARGO")).args(arguments).args(shown).current_dir(root()).output().unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));

    let text = String::from_utf8(tree.stdout).unwrap();
    let lines: BTreeSet<&str> = text.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    let packages: Vec<Package> = lines.into_iter().filter(|line| !line.is_empty()).map(package).collect();
    assert!(packages.len() > 200, "the tree is read");
    packages
}

/// `name v1.2.3 (where it is from)|licence`.
fn package(line: &str) -> Package {
    let (package, licence) = line.split_once('|').unwrap_or_else(|| panic!("{line}"));
    let mut words = package.splitn(3, ' ');
    let name = words.next().unwrap_or_default().to_owned();
    let version = words.next().unwrap_or_default().to_owned();
    let elsewhere = words.next().filter(|place| *place != "(proc-macro)").map(str::to_owned);
    Package { name, version, licence: licence.to_owned(), elsewhere }
}

/// The list of `deny.toml` under this key, without its comments.
fn list(key: &str) -> Vec<String> {
    let text = document("deny.toml");
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
    let text = lines.join("\n");
    let (_, rest) = text.split_once(&format!("\n{key} = [")).unwrap_or_else(|| panic!("deny.toml has no {key}"));
    let (list, _) = rest.split_once("\n]").unwrap();
    list.lines().filter(|line| !line.trim().is_empty()).map(first_text).collect()
}

/// What stands in the first quotes of a line.
fn first_text(line: &str) -> String {
    line.split('"').nth(1).unwrap_or_else(|| panic!("{line}")).to_owned()
}

/// Whether somebody who takes only these licences may take what is under this one.
fn may_take(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = expression.split_whitespace().peekable();
    any(&mut words, allowed)
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    let mut may = all(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        may |= all(words, allowed);
    }
    may
}

fn all(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    let mut may = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        may &= one(words, allowed);
    }
    may
}

fn one(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let may = any(words, allowed);
        assert_eq!(words.next(), Some(")"));
        return may;
    }
    let mut licence = words.next().unwrap_or_default().to_owned();
    if words.next_if_eq(&"WITH").is_some() {
        licence = format!("{licence} WITH {}", words.next().unwrap_or_default());
    }
    allowed.contains(&licence)
}

#[test]
fn a_licence_is_taken_where_one_of_its_choices_is_allowed_as_a_whole() {
    let allowed = ["MIT", "Apache-2.0 WITH LLVM-exception", "ISC"].map(str::to_owned).into();
    for taken in
        ["MIT", "GPL-3.0 OR MIT", "MIT/Apache-2.0", "(GPL-3.0 OR MIT) AND ISC", "Apache-2.0 WITH LLVM-exception"]
    {
        assert!(may_take(taken, &allowed), "{taken}");
    }
    for refused in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND GPL-3.0", "Apache-2.0"] {
        assert!(!may_take(refused, &allowed), "{refused}");
    }
}

#[test]
fn every_package_has_a_licence_that_may_be_taken() {
    let allowed: BTreeSet<String> = list("allow").into_iter().collect();
    let packages = packages();
    let refused = packages.iter().filter(|package| !may_take(&package.licence, &allowed));
    let refused: Vec<String> = refused.map(|package| format!("{}: {}", package.name, package.licence)).collect();
    assert_eq!(refused, [""; 0]);
}

#[test]
fn every_package_is_ours_or_from_the_registry() {
    let here = root().display().to_string();
    let elsewhere = packages().into_iter().filter_map(|package| package.elsewhere);
    let others: Vec<String> = elsewhere.filter(|place| !place.contains(&here)).collect();
    assert_eq!(others, [""; 0]);
}

#[test]
fn nothing_comes_in_that_is_kept_out() {
    let kept_out = list("deny");
    let found = packages().into_iter().map(|package| package.name).filter(|name| kept_out.contains(name));
    assert_eq!(found.collect::<Vec<_>>(), [""; 0]);
}

/// Where a crate stands twice, `deny.toml` says because of whom. On other machines the tree is another one.
#[test]
#[cfg_attr(not(all(target_os = "linux", target_arch = "x86_64")), ignore = "the list is that of Linux")]
fn a_crate_is_there_twice_only_for_a_reason() {
    let mut versions = BTreeMap::<String, BTreeSet<String>>::new();
    for package in packages() {
        versions.entry(package.name).or_default().insert(package.version);
    }
    let twice: BTreeSet<String> =
        versions.into_iter().filter(|(_, versions)| versions.len() > 1).map(|(name, _)| name).collect();
    assert_eq!(twice, list("skip").into_iter().collect());
}

/// The table of ARCHITECTURE.md says why each crate is there; ours need no reason.
#[test]
fn every_dependency_has_a_reason() {
    let ours = ["barcode", "entity", "lotwise", "migration", "rules"];
    let manifests = [
        "Cargo.toml",
        "bench/Cargo.toml",
        "crates/barcode/Cargo.toml",
        "crates/rules/Cargo.toml",
        "entity/Cargo.toml",
        "migration/Cargo.toml",
    ];
    let named = manifests.iter().flat_map(|manifest| dependencies(&document(manifest)));
    let named: BTreeSet<String> = named.filter(|name| !ours.contains(&name.as_str())).collect();

    let architecture = document("ARCHITECTURE.md");
    let (_, table) = architecture.split_once("| crate | why it is here |").expect("the table of dependencies");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split(','));
    let reasons: BTreeSet<String> = cells.map(|name| name.trim().to_owned()).collect();
    assert_eq!(named, reasons);
}

/// What stands in the sections of dependencies of a manifest.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = matches!(line, "[dependencies]" | "[dev-dependencies]" | "[build-dependencies]");
        } else if inside && let Some((name, _)) = line.split_once([' ', '.', '=']) {
            found.insert(name.to_owned());
        }
    }
    found
}
