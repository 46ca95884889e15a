//! Storms with the names of people: where a text has "Hurricane Sandra", "Sandra" alone is the storm.

use super::candidate::{Candidates, Sense};
use super::evidence::Evidence as E;
use super::page::Page;
use crate::builtin;
use crate::dictionary::source::parse_grouped;
use crate::dictionary::{Kind, Mark};
use crate::text::fold::{HashMapOf, HashSetOf, hash_token};
use crate::text::{Classes, Gap, Shape};
use std::sync::LazyLock;

/// Nouns before such names, each with the words of which the text must have one, if there are any.
static NOUNS: LazyLock<HashMapOf<Vec<u64>>> = LazyLock::new(|| {
    let nouns = parse_grouped(builtin::STORM_NOUNS, " ").words;
    nouns.into_iter().map(|(noun, words)| (hash_token(noun), words.into_iter().map(hash_token).collect())).collect()
});

/// Classes of words before a person's last name.
const BEFORE_PERSONS: Classes = Classes::GIVEN.or(Classes::TITLE).or(Classes::HONORIFIC);

/// Classes of words that end the names of towns: "Storm Lake".
const PLACES: Classes = Classes::PLACE_SUFFIX.or(Classes::NATURAL);

/// Marks the names of storms, with their nouns and alone, as what is no entity.
pub fn observe(page: &Page<'_>, candidates: &mut Candidates) {
    let vocabulary = &page.reading.vocabulary;
    let names = if NOUNS.keys().any(|&noun| vocabulary.contains(noun)) { names(page) } else { HashSetOf::default() };
    if names.is_empty() {
        return;
    }
    for candidate in candidates.each() {
        let (first, last) = (candidate.first, candidate.last);
        let alone = last - first == 1 && names.contains(&page.word_hash(first)) && candidate.title.is_none();
        let whole = last - first == 2 && names.contains(&page.word_hash(first + 1)) && is_noun(page, first);
        // "Storm Lake, Iowa"
        let town = candidate.evidence.has(E::TownBeforeState) || candidate.evidence.has(E::WithinAfterComma);
        candidate.evidence.add_if(E::InDecoy, (alone || whole) && !town);
    }
}

/// Hashes of the names, without those that a person of the text has too.
fn names(page: &Page<'_>) -> HashSetOf {
    let tokens = 1..page.reading.tokens.len();
    let named = |&index: &usize| {
        let class = page.class(index);
        let given = class.has(Classes::GIVEN) || !class.has(Classes::COMMON);
        let title = page.shape(index) == Some(Shape::Title) && !page.is_headline(index);
        let name = title && given && !class.has(PLACES) && (class.has(Classes::GIVEN) || !is_place(page, index));
        name && is_noun(page, index - 1) && page.gap(index) == Gap::Blank
    };
    let names: HashSetOf = tokens.clone().filter(named).map(|index| page.word_hash(index)).collect();
    let of_person = |index: &usize| names.contains(&page.word_hash(*index)) && is_persons(page, *index);
    let persons: HashSetOf = tokens.filter(of_person).map(|index| page.word_hash(index)).collect();
    names.difference(&persons).copied().collect()
}

/// Whether the token is surely a country or place, as "Texas" and "Cyprus" are.
fn is_place(page: &Page<'_>, index: usize) -> bool {
    let place = |sense: &Sense| sense.mark == Mark::None && matches!(sense.kind, Kind::Country | Kind::Place);
    page.known_at(index, index + 1).any(place)
}

/// Whether the token is a part of a person's name: after a title or a given name, or a given name before a family name.
fn is_persons(page: &Page<'_>, index: usize) -> bool {
    let (before, after) = (index - 1, index + 1);
    let beside = |gap: usize, other: usize| page.gap(gap) == Gap::Blank && page.nameable(other);
    let family = page.class(after).has(Classes::FAMILY) && !page.class(after).has(Classes::COMMON);
    beside(index, before) && page.class(before).has(BEFORE_PERSONS) && !is_noun(page, before)
        || beside(after, after) && page.class(index).has(Classes::GIVEN) && family
}

/// Whether a storm's noun with a capital stands at the token, which the words of the text do not contradict.
fn is_noun(page: &Page<'_>, index: usize) -> bool {
    let words = NOUNS.get(&page.word_hash(index)).filter(|_| page.nameable(index));
    words.is_some_and(|words| words.is_empty() || words.iter().any(|&word| page.reading.vocabulary.contains(word)))
}
