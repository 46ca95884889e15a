//! Supporting words that support nothing.

use super::{Keys, problem_at};
use crate::dictionary::compile::Source;
use crate::dictionary::source::Problem;
use crate::text::fold::fold;

/// A `near` word that is the entry's own form, stands twice, has no letter, or is a key: text has no keys.
pub fn near(source: &Source, keys: &Keys<'_>, out: &mut Vec<Problem>) {
    for entry in &source.entries {
        for (index, word) in entry.near.iter().enumerate() {
            let folded = fold(word);
            let is_key = || {
                let named = keys.entry(word).filter(|_| word.contains('-'));
                named.is_some_and(|other| other.forms().all(|form| fold(&form.text) != folded))
            };
            let (message, hint) = if folded.is_empty() {
                (format!("`{word}` has no letter"), "remove it")
            } else if entry.near.iter().take(index).any(|other| fold(other) == folded) {
                (format!("`{word}` stands twice"), "remove one")
            } else if entry.forms().any(|form| fold(&form.text) == folded) {
                (format!("`{word}` is a form of the entry itself and proves nothing"), "remove it")
            } else if is_key() {
                (format!("`{word}` is a key, and keys stand in no text"), "write the name")
            } else {
                continue;
            };
            out.push(problem_at(&entry.place, entry.column("near", word), message, hint));
        }
    }
}
