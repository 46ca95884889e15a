//! Lists of types and countries that forms are derived by.

use super::problem;
use crate::dictionary::compile::Source;
use crate::dictionary::kind::Kind;
use crate::dictionary::source::Problem;
use std::collections::BTreeSet;

/// Codes that no country has, and types that no organization has.
pub fn lists(source: &Source, out: &mut Vec<Problem>) {
    let codes: BTreeSet<&str> = source.entries.iter().filter_map(|entry| entry.iso.as_deref()).collect();
    for word in source.family_first.iter().filter(|word| !codes.contains(word.text.as_str())) {
        let message = format!("no country has the ISO code `{}`", word.text);
        out.push(problem(&word.place, message, "write the `iso` of an entry, in capitals"));
    }
    let organizations = source.entries.iter().filter(|entry| entry.kind == Some(Kind::Organization));
    let types: BTreeSet<&str> = organizations.filter_map(|entry| entry.type_.as_deref()).collect();
    for word in source.state_bodies.iter().filter(|word| !types.contains(word.text.as_str())) {
        let message = format!("no organization has the type `{}`", word.text);
        out.push(problem(&word.place, message, "write the `type` of an entry"));
    }
}
