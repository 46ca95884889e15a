//! Acronyms without a definition in brackets: "the Baltic Business Council … the BBC".

use super::choose::Choice;
use super::identity::{Link, Linking, Target};
use super::mention::{MentionRole, Method};
use super::weights::Label;
use crate::dictionary::Kind;
use crate::matchers::{Candidate, Evidence as E, Page, acronyms, companies};
use crate::text::fold::{HashSetOf, fold, hash_token};
use std::collections::BTreeMap;

/// Points from which a long name is sure enough to explain an acronym.
const SURE: f32 = 1.0;
/// Fewest letters of an acronym that a long name explains.
const SHORTEST: usize = 3;

/// Links acronyms to the organization before them whose initials they are, whoever else is called so; but
/// to the dictionary's holder if the document has its long name.
pub fn unbracketed(linking: &mut Linking<'_>) {
    let mut long: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut decided = Vec::new();
    let held: HashSetOf = linking.links.iter().filter(|link| link.last - link.first > 1).filter_map(holder).collect();
    for (index, link) in linking.links.iter().enumerate().filter(|(_, link)| link.choice.label == Label::Organization) {
        for letters in initials(linking, link) {
            let names = long.entry(letters).or_default();
            // two different ones are enough to know that there are more
            if names.len() < 2 && names.first().is_none_or(|&name| words(linking, name) != words(linking, index)) {
                names.push(index);
            }
        }
        if let Some(name) = explained(linking, link, &long).filter(|_| !holds(link, &held)) {
            decided.push((index, name));
        }
    }
    for (index, name) in decided {
        let known = |index: usize| linking.links.get(index).and_then(|link| link.target.clone());
        let Some(first) = linking.links.get(name).map(|link| (link.first, link.last)) else { continue };
        let own = known(index).filter(|target| linking.agrees(target, first.0, first.1));
        let new = || Target::New(Kind::Organization, fold(linking.surface(first.0, first.1)));
        let target = known(name).or(own).unwrap_or_else(new);
        if known(name).is_none() {
            linking.set(name, target.clone(), MentionRole::Name, Method::Acronyms);
        }
        linking.set(index, target, MentionRole::Acronym, Method::Acronyms);
    }
}

/// Hashes of the initials of the organizations of three words and more that were surely found.
pub fn initials_of(page: &Page<'_>, candidates: &[Candidate], chosen: &[Choice]) -> HashSetOf {
    let sure = chosen.iter().filter(|choice| choice.label == Label::Organization && choice.points >= SURE);
    let names = sure.filter_map(|choice| candidates.get(choice.candidate)).filter(|name| name.len() >= SHORTEST);
    let letters = names.map(|name| acronyms::initials(page, name.first, name.last, false));
    letters.filter(|letters| letters.len() >= SHORTEST).map(|letters| hash_token(&letters)).collect()
}

/// The initials of a long name: of its capitalised words, with its small words, without its legal form.
fn initials(linking: &Linking<'_>, link: &Link) -> Vec<String> {
    let page = linking.page;
    let letters = |last: usize, all: bool| acronyms::initials(page, link.first, last, all);
    let bare = link.last - usize::from(link.last - link.first > 2 && companies::is_legal_form(page, link.last - 1));
    let mut out = vec![letters(link.last, false), letters(link.last, true), letters(bare, false)];
    out.sort();
    out.dedup();
    out.retain(|letters| letters.len() >= SHORTEST);
    out
}

/// The long name before `link` that alone has its letters as initials.
fn explained(linking: &Linking<'_>, link: &Link, long: &BTreeMap<String, Vec<usize>>) -> Option<usize> {
    let acronym = link.last - link.first == 1
        && linking.candidates.get(link.choice.candidate).is_some_and(|candidate| candidate.evidence.has(E::Acronym));
    let names = long.get(&fold(linking.surface(link.first, link.last))).filter(|_| acronym)?;
    match names.as_slice() {
        [name] => Some(*name),
        _ => None,
    }
}

fn words(linking: &Linking<'_>, index: usize) -> Option<String> {
    linking.links.get(index).map(|link| fold(linking.surface(link.first, link.last)))
}

/// Key of the entity that is linked.
fn holder(link: &Link) -> Option<u64> {
    match link.target {
        Some(Target::Known(entity)) => Some(entity.key()),
        _ => None,
    }
}

/// Whether the document has the long name of what the acronym is linked to.
fn holds(link: &Link, held: &HashSetOf) -> bool {
    holder(link).is_some_and(|key| held.contains(&key))
}
