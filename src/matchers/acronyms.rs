//! Acronyms that the text explains: "the International Atomic Energy Agency (IAEA)".

use super::candidate::{Candidate, Candidates};
use super::evidence::Evidence as E;
use super::firms;
use super::page::Page;
use crate::dictionary::{Kind, Mark};
use crate::text::classes::Lexis;
use crate::text::fold::{HashSetOf, fold, hash_token};
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
            // "the Fair Power (FAIR) Act": the words are the title of a law
            if is_titled(page, index) && name.senses.is_empty() {
                name.add(E::InDecoy);
                no_names.insert(hash);
                continue;
            }
            name.add(E::AcronymAfter);
            if name.evidence.has(E::EventSuffix) && !name.evidence.has(E::OrgSuffix) && name.senses.is_empty() {
                no_names.insert(hash);
                continue;
            }
            defined.insert(hash);
            out.push(definition);
        } else if of_common_nouns(page, index) {
            no_names.insert(hash);
        } else if let Some(definition) = shortening(page, candidates, index) {
            candidates.at(definition.name.0, definition.name.1).add(E::AcronymAfter);
            defined.insert(hash);
            out.push(definition);
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
    // "small savings banks (SSBs)" are many
    let plural = page.reading.word(acronym).ends_with('s') && page.reading.word(acronym - 1).ends_with('s');
    page.shape(acronym - 1) == Some(Shape::Lower)
        && initials(page, first, acronym, true) == letters
        && !(first..acronym).filter(|_| !plural).any(|index| page.class(index).has(organization))
        && !page.cover(acronym).is_some_and(|known| known.senses.iter().any(|sense| sense.mark == Mark::None))
}

/// Whether the word at `index` has two capitals or more: "IAEA", also "DoE".
fn is_acronym(page: &Page<'_>, index: usize) -> bool {
    page.reading.word(index).chars().filter(|c| c.is_uppercase()).count() > 1
}

fn letters(page: &Page<'_>, acronym: usize) -> String {
    let word = page.reading.word(acronym);
    // "SSBs"
    let word = word.strip_suffix('s').filter(|word| word.chars().all(char::is_uppercase)).unwrap_or(word);
    word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Whether the bracket of the acronym stands inside the title of a law: "(FAIR) Act".
fn is_titled(page: &Page<'_>, acronym: usize) -> bool {
    page.nameable(acronym + 1)
        && page.class(acronym + 1).has(Classes::EVENT_SUFFIX)
        && page.reading.between(acronym + 1).trim_end() == ")"
}

/// Fewest letters of a short name that is not made of initials alone.
const SHORTENED: usize = 3;
/// Letters of a legal form that ends a short name: "AGSOSA".
const LEGAL_TAIL: usize = 2;

/// The organization before the bracket whose letters, in order, are those of the short name, up to a legal form at
/// its end: "Kelvar Polymers (KVP)", "Aguas de Soria (AGSOSA)".
fn shortening(page: &Page<'_>, candidates: &Candidates, acronym: usize) -> Option<Definition> {
    let letters = letters(page, acronym);
    let no_name = page.class(acronym).has(Classes::NOT_NAME) && page.known_at(acronym, acronym + 1).next().is_none();
    if letters.len() < SHORTENED || no_name || page.shape(acronym) != Some(Shape::Upper) {
        return None;
    }
    let floor = acronym.saturating_sub(10).max(page.reading.sentence(acronym)?.first);
    let mut firsts = floor..acronym.saturating_sub(1);
    let whole = firsts.find(|&first| {
        let candidate = candidates.get(first, acronym);
        candidate.is_some_and(|c| c.evidence.has(E::WholeRun) && !c.evidence.has(E::InDecoy)) && page.nameable(first)
    })?;
    let words = || (whole..acronym).filter(|&index| page.nameable(index)).map(|index| fold(page.reading.word(index)));
    let name: String = words().collect();
    let within = |short: &str| {
        let mut left = name.chars();
        name.chars().next() == short.chars().next() && short.chars().all(|letter| left.any(|own| own == letter))
    };
    let is_form = |tail: &str| page.knowledge.classes(hash_token(tail)).has(Classes::LEGAL_FORM);
    let bare =
        || letters.split_at_checked(letters.len() - LEGAL_TAIL).filter(|(bare, tail)| bare.len() > 1 && is_form(tail));
    let tail = || bare().is_some_and(|(bare, _)| within(bare));
    let event = |c: &Candidate| c.evidence.has(E::EventSuffix) && !c.evidence.has(E::OrgSuffix);
    let may_be = !candidates.get(whole, acronym).is_some_and(event)
        && firms::may_be_listed(page, whole, acronym)
        && !page.known_at(whole, acronym).any(|sense| sense.kind != Kind::Organization)
        && page.title_before(whole).is_none();
    (may_be && words().count() > 1 && (within(&letters) || tail()))
        .then_some(Definition { name: (whole, acronym), acronym })
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
