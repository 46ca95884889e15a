//! Acronyms that the text explains: "the International Atomic Energy Agency (IAEA)".

use super::candidate::{Candidate, Candidates};
use super::evidence::Evidence as E;
use super::page::Page;
use crate::dictionary::Mark;
use crate::text::fold::HashSetOf;
use crate::text::{Classes, Shape};

/// An acronym in brackets and the name before it, as token ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The long name: `first..last`.
    pub name: (usize, usize),
    /// Index of the acronym's token.
    pub acronym: usize,
}

/// All definitions in the document; the candidates of both sides get their evidence. What the text
/// explains as something else than a name is none wherever it stands.
pub fn define(page: &Page<'_>, candidates: &mut Candidates) -> Vec<Definition> {
    let mut out = Vec::new();
    let (mut defined, mut no_names) = (HashSetOf::default(), HashSetOf::default());
    for index in 0..page.reading.tokens.len() {
        let bracketed = page.reading.between(index).ends_with('(') && is_acronym(page, index) && {
            page.reading.between(index + 1).starts_with(')')
        };
        let Some(&hash) = page.reading.hashes.get(index).filter(|_| bracketed) else { continue };
        if let Some(definition) = definition(page, candidates, index) {
            let name = candidates.at(definition.name.0, definition.name.1);
            name.add(E::AcronymAfter);
            if name.evidence.has(E::EventSuffix) && !name.evidence.has(E::OrgSuffix) && name.senses.is_empty() {
                no_names.insert(hash);
                continue;
            }
            defined.insert(hash);
            out.push(definition);
        } else if of_common_nouns(page, index) {
            no_names.insert(hash);
        }
    }
    let ticker = |candidate: &&mut Candidate| candidate.evidence.has(E::Ticker);
    let brackets = page.reading.text.contains('<');
    let hashes = candidates
        .each()
        .filter(|_| brackets)
        .filter(ticker)
        .filter_map(|ticker| page.reading.hashes.get(ticker.first));
    let tickers: HashSetOf = hashes.copied().collect();
    if defined.is_empty() && no_names.is_empty() && tickers.is_empty() {
        return out;
    }
    for candidate in candidates.each().filter(|candidate| candidate.len() == 1) {
        let Some(hash) = page.reading.hashes.get(candidate.first) else { continue };
        let upper = is_acronym(page, candidate.first);
        let ticker = tickers.contains(hash) && !page.is_headline(candidate.first);
        candidate.evidence.add_if(E::DocumentAcronym, upper && (ticker || defined.contains(hash)));
        candidate.evidence.add_if(E::InDecoy, upper && no_names.contains(hash) && !defined.contains(hash));
    }
    out
}

/// Whether the acronym is spelt by the words before its bracket, which end in lower case and are none of
/// an organization: "improvised explosive device (IED)", "Creutzfeldt-Jakob disease (CJD)".
fn of_common_nouns(page: &Page<'_>, acronym: usize) -> bool {
    let letters = letters(page, acronym);
    let count = letters.chars().count();
    let Some(first) = acronym.checked_sub(count).filter(|_| count > 1) else { return false };
    let organization = Classes::ORG_NOUN.or(Classes::ORG_SUFFIX).or(Classes::ORG_WORD);
    page.shape(acronym - 1) == Some(Shape::Lower)
        && initials(page, first, acronym, true) == letters
        && !(first..acronym).any(|index| page.class(index).has(organization))
        && !page.cover(acronym).is_some_and(|known| known.senses.iter().any(|sense| sense.mark == Mark::None))
}

/// Whether the word at `index` has two capitals or more: "IAEA", also "DoE".
fn is_acronym(page: &Page<'_>, index: usize) -> bool {
    page.reading.word(index).chars().filter(|c| c.is_uppercase()).count() > 1
}

fn letters(page: &Page<'_>, acronym: usize) -> String {
    page.reading.word(acronym).chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The longest stretch that ends right before the bracket and whose initials spell the acronym.
fn definition(page: &Page<'_>, candidates: &Candidates, acronym: usize) -> Option<Definition> {
    let letters = letters(page, acronym);
    let floor = acronym.saturating_sub(10).max(page.reading.sentence(acronym)?.first);
    (floor..acronym)
        .find(|&first| candidates.get(first, acronym).is_some_and(|c| spells(page, c, &letters)))
        .map(|first| Definition { name: (first, acronym), acronym })
}

/// Whether the capitals of the candidate's words spell `letters`, with or without the small words.
fn spells(page: &Page<'_>, candidate: &Candidate, letters: &str) -> bool {
    let is = |all: bool| initials(page, candidate.first, candidate.last, all) == letters;
    letters.len() > 1 && (is(false) || is(true))
}

/// First letters, small, of the words `first..last` that have a capital, or of `all`.
pub fn initials(page: &Page<'_>, first: usize, last: usize, all: bool) -> String {
    let words = (first..last).filter(|&index| all || page.nameable(index));
    words.filter_map(|index| page.reading.word(index).chars().next()).flat_map(char::to_lowercase).collect()
}
