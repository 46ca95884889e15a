//! Forms: who claims what.

use super::{problem, problem_at};
use crate::dictionary::compile::Source;
use crate::dictionary::kind::Mark;
use crate::dictionary::source::{Entry, Problem};
use crate::text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// A form that an entry gives twice.
pub fn repeated(source: &Source, out: &mut Vec<Problem>) {
    for entry in &source.entries {
        let mut seen = BTreeSet::new();
        for form in entry.forms().chain(&entry.demonym) {
            if !seen.insert((fold(&form.text), form.text.clone())) {
                let message = format!("`{}` gives the form `{}` twice", entry.key, form.text);
                out.push(problem(&entry.place, message, "remove one"));
            }
        }
    }
}

/// A form that begins with the article: it stands outside of names, and as a form's first word it would
/// make every "the" of a text a place to look at.
pub fn article_first(source: &Source, out: &mut Vec<Problem>) {
    for entry in &source.entries {
        for form in entry.forms().filter(|form| form.text.starts_with("the ")) {
            let message = format!("the form `{}` begins with the article", form.text);
            out.push(problem_at(&entry.place, entry.form_column(&form.text), message, "leave `the` out"));
        }
    }
}

/// A form that two entries claim without a mark.
pub fn unmarked_twice(source: &Source, out: &mut Vec<Problem>) {
    let mut claims: BTreeMap<String, Vec<(&Entry, &str)>> = BTreeMap::new();
    for entry in &source.entries {
        for form in entry.forms().chain(&entry.demonym).filter(|form| form.mark == Mark::None) {
            let entries = claims.entry(claim_key(&form.text)).or_default();
            if entries.iter().all(|(other, _)| other.key != entry.key) {
                entries.push((entry, &form.text));
            }
        }
    }
    for (form, entries) in claims {
        if let Some(((last, written), others)) = entries.split_last().filter(|(_, others)| !others.is_empty()) {
            let others: Vec<String> =
                others.iter().map(|(e, _)| format!("`{}` ({}:{})", e.key, e.place.file, e.place.line)).collect();
            let message = format!("`{form}` names both `{}` and {}", last.key, others.join(", "));
            out.push(problem_at(&last.place, last.form_column(written), message, "mark all but one with `?`"));
        }
    }
}

/// Two forms are one claim when they fold to the same letters and agree in being an acronym:
/// `WHO` and `Who` differ, `Al Jazeera` and `Al-Jazeera` do not.
pub fn claim_key(text: &str) -> String {
    let acronym = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let sign = if text.ends_with('+') { "+" } else { "" };
    format!("{}{sign}{}", fold(text), if acronym { " (capitals)" } else { "" })
}

/// A decoy that reads as a form of an entity: it would hide the entity everywhere.
pub fn decoys_of_names(source: &Source, out: &mut Vec<Problem>) {
    let forms: BTreeSet<String> =
        source.entries.iter().flat_map(|e| e.forms().chain(&e.demonym)).map(|form| claim_key(&form.text)).collect();
    for decoy in source.decoys.iter().filter(|decoy| forms.contains(&claim_key(&decoy.form.text))) {
        let message = format!("the decoy `{}` reads as a form of an entity", decoy.form.text);
        out.push(problem(&decoy.place, message, "remove the decoy, or mark the form of the entity"));
    }
}
