//! Paragraphs of news with their entities marked up (tests/corpus/*.txt).
//!
//! A file has paragraphs between lines of `---`; lines starting with `#` before a paragraph say
//! what it is about. `known-failures.txt` holds what goes wrong today: when one of its paragraphs
//! comes right, it must move to a file of its subject.

#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::unwrap_used, clippy::panic)] // a test may

mod marked;

use nertool::Extractor;
use nertool::eval::marked::paragraphs;
use std::fs;

#[test]
fn every_paragraph_reads_as_marked() {
    let extractor = Extractor::new().expect("the built-in dictionary");
    let mut files: Vec<_> =
        fs::read_dir("tests/corpus").expect("tests/corpus").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    let (mut count, mut report) = (0, String::new());
    for path in files.iter().filter(|path| path.extension().is_some_and(|e| e == "txt")) {
        let failing = path.ends_with("known-failures.txt");
        for (line, paragraph) in paragraphs(&fs::read_to_string(path).expect("a text file")) {
            count += 1;
            let differences = marked::differences(&extractor, &paragraph);
            let place = format!("{}:{line}", path.display());
            if failing && differences.is_empty() {
                report.push_str(&format!("{place}: comes right now: move it to the file of its subject\n"));
            } else if !failing && !differences.is_empty() {
                report.push_str(&format!(
                    "{place}: {}\n  {}\n",
                    paragraph.replace('\n', " "),
                    differences.join("\n  ")
                ));
            }
        }
    }
    assert!(count > 50, "only {count} paragraphs were read");
    assert!(report.is_empty(), "\n{report}");
}
