//! What is wrong in dictionary files taken together: keys, claims, order.

use super::compile::Source;
use super::kind::Mark;
use super::source::{Entry, Place, Problem, office};
use crate::text::classes::Classes;
use crate::text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Everything wrong in `source`, in order of place. `known` tells keys that stand elsewhere.
pub fn lint(source: &Source, known: &dyn Fn(&str) -> bool) -> Vec<Problem> {
    let mut out = Vec::new();
    keys(source, known, &mut out);
    repeated_forms(source, &mut out);
    unmarked_twice(source, &mut out);
    everyday_words(source, &mut out);
    decoys_of_names(source, &mut out);
    order(source, &mut out);
    super::triggers::lint(&source.triggers, &mut out);
    out.sort();
    out
}

fn problem(place: &Place, message: String, hint: &str) -> Problem {
    Problem { file: place.file.clone(), line: place.line, column: 1, message, hint: hint.to_owned() }
}

/// A key used twice; `of`, `seat` and offices that name no key; offices that cannot be read.
fn keys(source: &Source, known: &dyn Fn(&str) -> bool, out: &mut Vec<Problem>) {
    let mut first: BTreeMap<&str, &Entry> = BTreeMap::new();
    for entry in &source.entries {
        if let Some(other) = first.insert(&entry.key, entry) {
            let message = format!("key `{}` stands at {}:{} too", entry.key, other.place.file, other.place.line);
            out.push(problem(&entry.place, message, "merge the two, or give one a longer key"));
        }
    }
    let exists = |key: &str| first.contains_key(key) || known(key);
    for entry in &source.entries {
        let mut named: Vec<String> = entry.of.iter().chain(&entry.seat).cloned().collect();
        for written in &entry.role {
            match office(written) {
                Some(office) => named.extend(office.of),
                None => out.push(problem(
                    &entry.place,
                    format!("`{written}` is no office"),
                    "write: Title of KEY FROM/TO, dates as YYYY, YYYY-MM or YYYY-MM-DD",
                )),
            }
        }
        for key in named.iter().filter(|key| !exists(key)) {
            out.push(problem(
                &entry.place,
                format!("no entry has the key `{key}`"),
                "correct the key or add its entry",
            ));
        }
    }
}

/// A form that an entry gives twice.
fn repeated_forms(source: &Source, out: &mut Vec<Problem>) {
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

/// A form that two entries claim without a mark.
fn unmarked_twice(source: &Source, out: &mut Vec<Problem>) {
    let mut claims: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for entry in &source.entries {
        for form in entry.forms().chain(&entry.demonym).filter(|form| form.mark == Mark::None) {
            let entries = claims.entry(claim_key(&form.text)).or_default();
            if entries.iter().all(|other| other.key != entry.key) {
                entries.push(entry);
            }
        }
    }
    for (form, entries) in claims {
        if let Some((last, others)) = entries.split_last().filter(|(_, others)| !others.is_empty()) {
            let others: Vec<String> =
                others.iter().map(|e| format!("`{}` ({}:{})", e.key, e.place.file, e.place.line)).collect();
            let message = format!("`{form}` names both `{}` and {}", last.key, others.join(", "));
            out.push(problem(&last.place, message, "mark all but one with `?`"));
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

/// A one-word form that is an everyday word and says nothing of it.
fn everyday_words(source: &Source, out: &mut Vec<Problem>) {
    let common: BTreeSet<String> =
        source.words.iter().filter(|(class, _)| class.has(Classes::COMMON)).map(|(_, word)| fold(word)).collect();
    for entry in &source.entries {
        for form in entry.forms().chain(&entry.demonym) {
            let acronym = form.text.chars().all(|c| !c.is_lowercase());
            if form.mark == Mark::None && !acronym && entry.examples.is_empty() && common.contains(&fold(&form.text)) {
                let message = format!("`{}` is an everyday word", form.text);
                out.push(problem(&entry.place, message, "mark it `~`, or put an example line under the entry"));
            }
        }
    }
}

/// A decoy that reads as a form of an entity: it would hide the entity everywhere.
fn decoys_of_names(source: &Source, out: &mut Vec<Problem>) {
    let forms: BTreeSet<String> =
        source.entries.iter().flat_map(|e| e.forms().chain(&e.demonym)).map(|form| claim_key(&form.text)).collect();
    for decoy in source.decoys.iter().filter(|decoy| forms.contains(&claim_key(&decoy.form.text))) {
        let message = format!("the decoy `{}` reads as a form of an entity", decoy.form.text);
        out.push(problem(&decoy.place, message, "remove the decoy, or mark the form of the entity"));
    }
}

/// Entries of a section that are not sorted by key.
fn order(source: &Source, out: &mut Vec<Problem>) {
    for pair in source.entries.windows(2) {
        if let [a, b] = pair
            && (&a.place.file, a.place.section) == (&b.place.file, b.place.section)
            && a.key > b.key
        {
            let message = format!("`{}` stands after `{}`", b.key, a.key);
            out.push(problem(&b.place, message, "sort the section by key: nertool dict fmt FILE"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::kind::Kind;
    use super::super::source::parse_entries;
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        let mut problems = Vec::new();
        let entries = parse_entries("x.dict", Some(Kind::Place), text, &mut problems);
        assert_eq!(problems, []);
        let words = vec![(Classes::COMMON, "reading".to_owned())];
        let source = Source { entries, words, ..Source::default() };
        lint(&source, &|key| key == "gb").iter().map(ToString::to_string).collect()
    }

    #[test]
    fn clean_entries_have_no_problems() {
        assert_eq!(messages("bath | Bath | of: gb\nyork | York? | of: gb\nyork-pa | York\n"), [] as [String; 0]);
    }

    #[test]
    fn every_check_finds_its_mistake() {
        for (text, message) in [
            ("b | Bee\na | Ay\n", "x.dict:2:1: `a` stands after `b`"),
            ("a | Same\nb | Same\n", "x.dict:2:1: `same` names both `b` and `a` (x.dict:1)"),
            ("a | Ay | of: zz\n", "x.dict:1:1: no entry has the key `zz`"),
            ("reading | Reading\n", "x.dict:1:1: `Reading` is an everyday word"),
            ("a | Ay | aka: Ay\n", "x.dict:1:1: `a` gives the form `Ay` twice"),
            ("a | Ay\na | Bee\n", "x.dict:2:1: key `a` stands at x.dict:1 too"),
            ("a | Ay | role: King of 19/20\n", "x.dict:1:1: `King of 19/20` is no office"),
        ] {
            let found = messages(text);
            assert!(found.len() == 1 && found.iter().all(|m| m.starts_with(message)), "{text}: {found:?}");
        }
    }
}
