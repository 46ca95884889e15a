//! Acronyms that the text explains: "the International Atomic Energy Agency (IAEA)".

use super::candidate::{Candidate, Candidates};
use super::evidence::Evidence as E;
use super::page::Page;
use crate::text::Shape;
use crate::text::fold::HashSetOf;

/// An acronym in brackets and the name before it, as token ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The long name: `first..last`.
    pub name: (usize, usize),
    /// Index of the acronym's token.
    pub acronym: usize,
}

/// All definitions in the document; the candidates of both sides get their evidence.
pub fn define(page: &Page<'_>, candidates: &mut Candidates) -> Vec<Definition> {
    let mut out = Vec::new();
    for (index, token) in page.reading.tokens.iter().enumerate() {
        let bracketed = token.shape == Shape::Upper && page.reading.between(index).ends_with('(') && {
            page.reading.between(index + 1).starts_with(')')
        };
        if bracketed && let Some(definition) = definition(page, candidates, index) {
            candidates.at(definition.name.0, definition.name.1).add(E::AcronymAfter);
            out.push(definition);
        }
    }
    let hash = |index: usize| page.reading.hashes.get(index).copied().unwrap_or_default();
    let defined: HashSetOf = out.iter().map(|definition| hash(definition.acronym)).collect();
    for candidate in candidates.each().filter(|candidate| candidate.len() == 1 && !defined.is_empty()) {
        let upper = page.shape(candidate.first) == Some(Shape::Upper);
        candidate.evidence.add_if(E::DocumentAcronym, upper && defined.contains(&hash(candidate.first)));
    }
    out
}

/// The longest stretch that ends right before the bracket and whose initials spell the acronym.
fn definition(page: &Page<'_>, candidates: &Candidates, acronym: usize) -> Option<Definition> {
    let letters: Vec<char> =
        page.reading.word(acronym).chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let floor = acronym.saturating_sub(10).max(page.reading.sentence(acronym)?.first);
    (floor..acronym)
        .find(|&first| candidates.get(first, acronym).is_some_and(|c| spells(page, c, &letters)))
        .map(|first| Definition { name: (first, acronym), acronym })
}

/// Whether the capitals of the candidate's words spell `letters`, with or without the small words.
fn spells(page: &Page<'_>, candidate: &Candidate, letters: &[char]) -> bool {
    let initials = |all: bool| -> Vec<char> {
        (candidate.first..candidate.last)
            .filter(|&i| all || page.nameable(i))
            .filter_map(|i| page.reading.word(i).chars().next())
            .flat_map(char::to_lowercase)
            .collect()
    };
    letters.len() > 1 && (initials(false) == letters || initials(true) == letters)
}
