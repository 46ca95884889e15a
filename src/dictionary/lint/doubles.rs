//! One entity under two keys.

use super::{Keys, problem};
use crate::dictionary::compile::Source;
use crate::dictionary::kind::Kind;
use crate::dictionary::source::{Entry, Problem, coordinates};
use crate::text::fold::fold;
use std::collections::BTreeMap;

/// Degrees by which two places of one name lie apart at least.
const APART: f64 = 0.2;

/// Entries of one kind and country whose names fold to the same letters. Different bearers of a name
/// say so with a qualifier in brackets (one of them may do without if their types differ); places also
/// with a type, position or state of their own.
pub fn doubles(source: &Source, keys: &Keys<'_>, out: &mut Vec<Problem>) {
    let mut same: BTreeMap<(String, Option<Kind>, &str), Vec<&Entry>> = BTreeMap::new();
    for entry in &source.entries {
        if let Some(name) = &entry.name {
            let sign = if name.text.ends_with('+') { "+" } else { "" };
            let country = country(entry, keys, 0).unwrap_or_default();
            same.entry((fold(&name.text) + sign, entry.kind, country)).or_default().push(entry);
        }
    }
    for group in same.into_values() {
        for (index, entry) in group.iter().enumerate() {
            let double = group.iter().take(index).find(|other| other.key != entry.key && !differ(other, entry));
            if let Some(other) = double {
                let place = format!("{}:{}", other.place.file, other.place.line);
                let message = format!("`{}` has the name and country of `{}` ({place})", entry.key, other.key);
                let hint = "merge them; or, if they are two, give each a qualifier: Name? (what it is)";
                out.push(problem(&entry.place, message, hint));
            }
        }
    }
}

fn differ(a: &Entry, b: &Entry) -> bool {
    let states = a.of != b.of && a.of.len() > 1 && b.of.len() > 1;
    if a.kind == Some(Kind::Place) && (a.type_ != b.type_ || states || apart(a, b)) {
        return true;
    }
    a.qualifier != b.qualifier && (a.type_ != b.type_ || a.qualifier.is_some() && b.qualifier.is_some())
}

fn apart(a: &Entry, b: &Entry) -> bool {
    let position = |entry: &Entry| entry.at.as_deref().and_then(coordinates);
    match (position(a), position(b)) {
        (Some(a), Some(b)) => (a.0 - b.0).abs().max((a.1 - b.1).abs()) >= APART,
        _ => false,
    }
}

/// The ISO code of the country that `entry` is or belongs to, else the first key that it belongs to.
fn country<'e>(entry: &'e Entry, keys: &Keys<'e>, depth: usize) -> Option<&'e str> {
    if let Some(iso) = &entry.iso {
        return Some(iso);
    }
    let above = entry.of.iter().filter_map(|key| keys.entry(key)).filter(|_| depth < 8);
    above.into_iter().find_map(|above| country(above, keys, depth + 1)).or(entry.of.first().map(String::as_str))
}
