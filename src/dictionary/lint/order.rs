//! The canonical form.

use super::{problem, problem_at};
use crate::dictionary::compile::Source;
use crate::dictionary::rewrite;
use crate::dictionary::source::Problem;

/// Entries of a section that are not sorted by key; fields that are not in order or not evenly spaced.
pub fn order(source: &Source, out: &mut Vec<Problem>) {
    let hint = "nertool dict fmt FILE";
    for pair in source.entries.windows(2) {
        if let [a, b] = pair
            && (&a.place.file, a.place.section) == (&b.place.file, b.place.section)
            && a.key > b.key
        {
            let message = format!("`{}` stands after `{}`: a section is sorted by key", b.key, a.key);
            out.push(problem(&b.place, message, hint));
        }
    }
    for entry in &source.entries {
        let canonical = rewrite::entry(&entry.line);
        if canonical != entry.line {
            let same = entry.line.chars().zip(canonical.chars()).take_while(|(a, b)| a == b).count();
            let message = "the fields are not in their order or not evenly spaced".to_owned();
            out.push(problem_at(&entry.place, same + 1, message, hint));
        }
    }
}
