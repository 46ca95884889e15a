//! Keys: each used once, each that is named there.

use super::{Keys, problem, problem_at};
use crate::dictionary::compile::Source;
use crate::dictionary::source::{Entry, Problem, office};

/// A key used twice; `of`, `seat` and offices that name no key; offices that cannot be read.
pub fn keys(source: &Source, keys: &Keys<'_>, out: &mut Vec<Problem>) {
    for entry in &source.entries {
        if let Some(first) = keys.entry(&entry.key).filter(|first| first.place != entry.place) {
            let message = format!("key `{}` stands at {}:{} too", entry.key, first.place.file, first.place.line);
            out.push(problem(&entry.place, message, "merge the two, or give one a longer key"));
        }
    }
    for entry in &source.entries {
        for (label, written, key) in named(entry, out) {
            if !keys.exists(&key) {
                let column = entry.column(label, &written);
                let message = format!("no entry has the key `{key}`");
                out.push(problem_at(&entry.place, column, message, "correct the key or add its entry"));
            }
        }
    }
}

/// The keys that `entry` names, with the field and the item; reports offices that cannot be read.
fn named(entry: &Entry, out: &mut Vec<Problem>) -> Vec<(&'static str, String, String)> {
    let mut named: Vec<(&str, String, String)> = Vec::new();
    named.extend(entry.of.iter().map(|key| ("of", key.clone(), key.clone())));
    named.extend(entry.seat.iter().map(|key| ("seat", key.clone(), key.clone())));
    for written in &entry.role {
        match office(written) {
            Some(office) => named.extend(office.of.map(|key| ("role", written.clone(), key))),
            None => out.push(problem_at(
                &entry.place,
                entry.column("role", written),
                format!("`{written}` is no office"),
                "write: Title of KEY FROM/TO, dates as YYYY, YYYY-MM or YYYY-MM-DD",
            )),
        }
    }
    named
}
