//! States beside towns and in the tags of party members, as newsrooms write them: "Zeller, La.", "(D-Minn.)",
//! "R-AL".

use super::candidate::{Candidate, Ending, Sense};
use super::evidence::Evidence as E;
use super::known::{Kinds, Known};
use super::lexicon::Fit;
use super::page::Page;
use crate::builtin;
use crate::dictionary::source::parse_grouped;
use crate::dictionary::{FormRole, Kind, Mark};
use crate::text::{Gap, Shape};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Letters of parties, with the countries where a state follows them.
static PARTY_LETTERS: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> =
    LazyLock::new(|| parse_grouped(builtin::PARTY_LETTERS, " ").words.into_iter().collect());

/// Observes whether the candidate is a state in such a place, or the town before one.
pub fn observe(page: &Page<'_>, candidate: &mut Candidate) {
    let (first, last) = (candidate.first, candidate.last);
    if after_letter(page, first) {
        let state = candidate.senses.iter().any(|sense| is_state(page, sense));
        candidate.evidence.add_if(E::StateInTag, state);
        // "D-Boston" is none
        candidate.evidence.add_if(E::InDecoy, !state && page.starts(first).has(Kinds::PLACE));
    }
    if candidate.senses.is_empty() {
        return;
    }
    let place = |sense: &Sense| matches!(sense.kind, Kind::Country | Kind::Place) && sense.role != FormRole::Demonym;
    if page.gap(first) == Gap::Comma && is_short(page, first, last, &candidate.senses) {
        let town = first.checked_sub(1).is_some_and(|town| page.nameable(town) && page.same_sentence(town, first));
        candidate.evidence.add_if(E::StateAfterTown, town);
    }
    if page.gap(last) == Gap::Comma && candidate.senses.iter().any(place) {
        candidate.evidence.add_if(E::TownBeforeState, starts_short(page, last));
    }
}

/// Whether the short form of a state starts at the token: "Ill."
fn starts_short(page: &Page<'_>, first: usize) -> bool {
    page.known_from(first, first + 1).iter().any(|known| is_short(page, first, known.last, &known.senses))
}

/// Whether tokens `first..last` are the short form of a state and of no other place, with its full stop: "Ill.", not
/// "Ill"; and not "D.C.", which belongs to the name of a city.
fn is_short(page: &Page<'_>, first: usize, last: usize, senses: &[Sense]) -> bool {
    let state = |sense: &Sense| sense.ending == Ending::Stop && is_state(page, sense);
    let other = |sense: &Sense| sense.kind == Kind::Place && !is_state(page, sense);
    let stop = || {
        let end = page.reading.span(first, last).end;
        page.reading.word(last - 1).ends_with('.') || page.reading.text.as_bytes().get(end) == Some(&b'.')
    };
    senses.iter().any(state) && !senses.iter().any(other) && stop()
}

/// Whether the sense is a first-level division of a country.
pub fn is_state(page: &Page<'_>, sense: &Sense) -> bool {
    sense.kind == Kind::Place && sense.role != FormRole::Demonym && page.is_state(sense.entity)
}

/// Whether a hyphen and a single capital letter stand before the token, with no blank before these: "(D-Ohio".
pub fn after_letter(page: &Page<'_>, first: usize) -> bool {
    let letter = |index: usize| page.shape(index) == Some(Shape::Initial) && page.gap(index) != Gap::Blank;
    page.gap(first) == Gap::Hyphen && first.checked_sub(1).is_some_and(letter)
}

/// States by their two letters in such tags: "(D-AL)", ", R-NH".
pub fn in_tags(page: &Page<'_>) -> Vec<Known> {
    let mut states = Vec::new();
    for (index, token) in page.reading.tokens.iter().enumerate() {
        if token.gap == Gap::Hyphen && token.shape == Shape::Upper && after_letter(page, index) {
            let letter = index - 1;
            let apart = page.gap(letter) == Gap::Comma || page.reading.between(letter).ends_with(['(', '[']);
            states.extend(Some(index).filter(|_| apart).and_then(|index| by_letters(page, index)));
        }
    }
    states
}

/// The state whose key ends in the two letters of the token, in a country where the letter of a party is written so.
fn by_letters(page: &Page<'_>, index: usize) -> Option<Known> {
    let letters = Some(page.reading.word(index)).filter(|word| word.len() == 2)?.to_ascii_lowercase();
    let countries = PARTY_LETTERS.get(page.reading.word(index.checked_sub(1)?))?;
    let entity = countries.iter().find_map(|country| page.knowledge.find(&format!("{country}-{letters}")))?;
    let kind = page.knowledge.entity(entity).filter(|record| record.is_state())?.kind();
    let (role, mark, fit, ending) = (FormRole::Name, Mark::None, Fit::Exact, Ending::Word);
    let senses = vec![Sense { entity, kind, role, mark, fit, ending }];
    Some(Known { first: index, last: index + 1, senses, kinds: Kinds::PLACE })
}
