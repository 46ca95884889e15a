//! The console blocks of the README print what they say.

#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::unwrap_used, clippy::panic)] // a test may

mod console;

#[test]
fn the_readme_tells_the_truth() {
    console::check(&["README.md"], 2);
}
