//! The command line, by cases in `tests/cmd/*.md`.

#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::unwrap_used, clippy::panic)] // a test may

mod console;

use std::fs;
use std::path::PathBuf;

#[test]
fn every_case_prints_what_it_should() {
    let entries = fs::read_dir("tests/cmd").expect("tests/cmd").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    files.sort();
    console::check(&files, 40);
}
