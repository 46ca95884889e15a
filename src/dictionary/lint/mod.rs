//! What is wrong in dictionary files taken together, one rule a file.

mod doubles;
mod everyday;
mod forms;
mod keys;
mod lists;
mod near;
mod order;

pub use forms::claim_key;

use super::compile::Source;
use super::source::{Entry, Place, Problem};
use super::taxonomy;
use std::collections::BTreeMap;

/// Everything wrong in `source`, in order of place. `known` tells keys of entities that stand elsewhere,
/// `topic` those of topics.
pub fn lint(source: &Source, known: &dyn Fn(&str) -> bool, topic: &dyn Fn(&str) -> bool) -> Vec<Problem> {
    let keys = Keys::of(source, known);
    let mut out = Vec::new();
    keys::keys(source, &keys, &mut out);
    forms::repeated(source, &mut out);
    forms::article_first(source, &mut out);
    forms::unmarked_twice(source, &mut out);
    forms::decoys_of_names(source, &mut out);
    everyday::everyday_words(source, &mut out);
    doubles::doubles(source, &keys, &mut out);
    lists::lists(source, &mut out);
    near::near(source, &keys, &mut out);
    order::order(source, &mut out);
    super::triggers::lint(&source.triggers, &mut out);
    taxonomy::lint::lint(source, known, topic, &mut out);
    out.sort();
    out
}

/// The entries by key.
struct Keys<'s> {
    entries: BTreeMap<&'s str, &'s Entry>,
    known: &'s dyn Fn(&str) -> bool,
}

impl<'s> Keys<'s> {
    fn of(source: &'s Source, known: &'s dyn Fn(&str) -> bool) -> Self {
        let mut entries = BTreeMap::new();
        for entry in &source.entries {
            entries.entry(entry.key.as_str()).or_insert(entry);
        }
        Self { entries, known }
    }

    /// The first entry with the key among those that are checked.
    fn entry(&self, key: &str) -> Option<&'s Entry> {
        self.entries.get(key).copied()
    }

    fn exists(&self, key: &str) -> bool {
        self.entries.contains_key(key) || (self.known)(key)
    }
}

fn problem(place: &Place, message: String, hint: &str) -> Problem {
    problem_at(place, 1, message, hint)
}

fn problem_at(place: &Place, column: usize, message: String, hint: &str) -> Problem {
    Problem { file: place.file.clone(), line: place.line, column, message, hint: hint.to_owned() }
}
