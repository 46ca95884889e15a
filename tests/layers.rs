//! The direction of imports: data flows input → text → matchers → resolve → aggregate → output, and no
//! stage knows a later one. What a stage may name stands in one table here.

#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::unwrap_used, clippy::panic)] // a test may

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each stage and the others that its code may name. Documentation may name any.
const STAGES: [(&str, &[&str]); 11] = [
    ("text", &[]),
    ("input", &[]),
    ("dictionary", &["text"]),
    ("builtin", &["dictionary"]),
    ("matchers", &["builtin", "dictionary", "text"]),
    ("resolve", &["builtin", "dictionary", "matchers", "text"]),
    ("relations", &["dictionary", "resolve", "text"]),
    ("topics", &["dictionary", "resolve", "text"]),
    ("aggregate", &["dictionary", "relations", "resolve", "text", "topics"]),
    ("output", &["aggregate", "dictionary", "input", "relations", "resolve", "text", "topics"]),
    ("eval", &["dictionary", "matchers", "resolve", "text"]),
];

/// Packages that only one part of the program may use.
const PACKAGES: [(&str, &[&str]); 3] =
    [("clap", &["src/cli", "src/main.rs"]), ("comfy_table", &["src/output"]), ("csv", &["src/output", "src/cli"])];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
}

/// The code of a file without its comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file");
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| line.to_owned() + "\n").collect()
}

/// Stages that `code` names as `crate::stage` or `nertool::stage`.
fn named(code: &str) -> Vec<String> {
    let mut out = Vec::new();
    for prefix in ["crate::", "nertool::"] {
        for (at, _) in code.match_indices(prefix) {
            let rest = &code[at + prefix.len()..];
            let list = rest.strip_prefix('{').map_or_else(|| vec![rest], |inside| inside.split(',').collect());
            for item in list {
                let name: String =
                    item.trim_start().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                out.push(name);
                if item.contains('}') {
                    break;
                }
            }
        }
    }
    out
}

#[test]
fn no_stage_names_a_later_one() {
    let allowed: BTreeMap<&str, &[&str]> = STAGES.into_iter().collect();
    let mut wrong = Vec::new();
    for (stage, may) in STAGES {
        let mut files = Vec::new();
        let folder = Path::new("src").join(stage);
        if folder.is_dir() {
            sources(&folder, &mut files)
        } else {
            files.push(folder.with_extension("rs"))
        }
        assert!(!files.is_empty(), "{stage} has no code");
        // what tests look at is not the direction in which data flow
        for file in files.iter().filter(|file| !file.ends_with("tests.rs")) {
            for name in named(&code(file)) {
                if name != stage && allowed.contains_key(name.as_str()) && !may.contains(&name.as_str()) {
                    wrong.push(format!("{}: {stage} may not know {name}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_part_has_its_place_in_the_table() {
    let known = STAGES.map(|(stage, _)| stage);
    let lib = code(Path::new("src/lib.rs"));
    let declared = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let missing: Vec<&str> = declared.filter(|part| !known.contains(part)).collect();
    assert!(missing.is_empty(), "not in the table of stages: {missing:?}");
}

#[test]
fn packages_stay_where_they_belong() {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    for (package, places) in PACKAGES {
        let mut used = 0;
        for file in &files {
            let path = file.display().to_string().replace('\\', "/");
            if code(file).contains(&format!("{package}::")) {
                used += 1;
                assert!(places.iter().any(|place| path.starts_with(place)), "{path} uses {package}");
            }
        }
        assert!(used > 0, "{package} is used nowhere");
    }
}

#[test]
fn an_import_of_a_later_stage_would_be_seen() {
    assert_eq!(named("use crate::output::table;\n"), ["output"]);
    assert_eq!(named("use crate::{resolve::Choice, output};\n"), ["resolve", "output"]);
}
