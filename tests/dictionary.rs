//! The dictionaries: no mistakes, canonical form, and every example line under an entry.

#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::unwrap_used, clippy::panic)] // a test may

mod marked;

use nertool::Extractor;
use nertool::dictionary::{files, lint, rewrite, taxonomy};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn no_mistakes() {
    let mut problems = Vec::new();
    let source = files::read_tree(Path::new("dictionaries"), &mut problems).expect("the dictionaries");
    problems.extend(lint::lint(&source, &|_| false, &|_| false));
    let report: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
    assert!(problems.is_empty(), "{} mistakes\n{report}", problems.len());
}

#[test]
fn canonical_form() {
    for path in files::dict_files(Path::new("dictionaries")).expect("the dictionaries") {
        let text = fs::read_to_string(&path).expect("a text file");
        let canonical = if taxonomy::is_topics_file(&path.to_string_lossy()) {
            rewrite::canonical_topics(&text)
        } else {
            rewrite::canonical(&text)
        };
        assert!(canonical == text, "{}: nertool dict fmt {0}", path.display());
    }
}

/// Examples that go wrong today stand in `tests/example-failures.txt`, by their text; one that comes
/// right must leave the list.
#[test]
fn every_example_reads_as_marked() {
    let extractor = Extractor::new().expect("the built-in dictionary");
    let mut problems = Vec::new();
    let source = files::read_tree(Path::new("dictionaries"), &mut problems).expect("the dictionaries");
    let list = fs::read_to_string("tests/example-failures.txt").expect("the list of failures");
    let failing: BTreeSet<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
    let entries = source.entries.iter().map(|e| (&e.place, &e.examples));
    let decoys = source.decoys.iter().map(|d| (&d.place, &d.examples));
    let (mut count, mut report, mut right_now) = (0, String::new(), Vec::new());
    for (place, examples) in entries.chain(decoys) {
        for (line, example) in examples {
            count += 1;
            let differences = marked::differences(&extractor, example);
            match (differences.is_empty(), failing.contains(example.as_str())) {
                (false, false) => {
                    report.push_str(&format!("{}:{line}: {example}\n  {}\n", place.file, differences.join("\n  ")));
                }
                (true, true) => right_now.push(example.clone()),
                _ => {}
            }
        }
    }
    if std::env::var_os("NERTOOL_EXAMPLES").is_some() {
        fs::write("target/examples.txt", &report).expect("target is writable");
    }
    assert!(report.is_empty(), "of {count} examples these fail:\n{report}");
    assert!(right_now.is_empty(), "these come right now, take them off the list:\n{}", right_now.join("\n"));
}
