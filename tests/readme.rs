//! The console blocks of the README print what they say.

mod console;

#[test]
fn the_readme_tells_the_truth() {
    console::check(&["README.md"], 2);
}
