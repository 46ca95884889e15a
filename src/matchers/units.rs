//! Units of known companies by their long names: "Merrill Lynch Capital Markets Inc", "NBC TV". The dictionary's company
//! is meant where it does not have the unit itself.

use super::companies::{goes_on, is_business, is_legal_form};
use super::page::{Kinds, Known, Page};
use crate::builtin;
use crate::dictionary::source::parse_grouped;
use crate::dictionary::{FormRole, Kind, Mark};
use crate::matchers::Sense;
use crate::text::fold::{HashMapOf, HashSetOf, hash_token};
use crate::text::{Classes, Gap, Shape};
use std::sync::LazyLock;

/// Most words between a name and its legal form.
const WORDS: usize = 4;

/// Words of units, and those that stand after names of a type.
static UNITS: LazyLock<(HashSetOf, HashMapOf<Vec<&'static str>>)> = LazyLock::new(|| {
    let words = parse_grouped(builtin::UNIT_WORDS, " ").words;
    let (typed, plain): (Vec<_>, Vec<_>) = words.into_iter().partition(|(_, types)| !types.is_empty());
    let plain = plain.into_iter().flat_map(|(phrase, _)| phrase.split(' ')).map(hash_token).collect();
    (plain, typed.into_iter().map(|(word, types)| (hash_token(word), types)).collect())
});

/// The name of `known` with the words of a unit and the legal form behind it.
pub fn of_company(page: &Page<'_>, known: &Known) -> Option<Known> {
    let (plain, typed) = &*UNITS;
    let next = page.word_hash(known.last);
    let follows = page.gap(known.last) == Gap::Blank && page.nameable(known.last) && !page.possessive(known.last - 1);
    if !follows || !(plain.contains(&next) || typed.contains_key(&next) || is_country(page, known.last).is_some()) {
        return None;
    }
    let (last, mut senses) = match typed.get(&next) {
        Some(types) => (known.last + 1, of_types(page, known, types)?),
        None => (unit(page, known, plain)?, known.senses.clone()),
    };
    if goes_on(page, known.first) || has_longer(page, known, last) {
        return None;
    }
    if let [sense] = senses.as_mut_slice() {
        sense.mark = Mark::None;
    }
    Some(Known { first: known.first, last, senses, kinds: Kinds::ORGANIZATION })
}

/// Whether the word stands after the names of broadcasters: "TV".
pub fn is_station(page: &Page<'_>, index: usize) -> bool {
    UNITS.1.contains_key(&page.word_hash(index))
}

/// The senses of `known` that have one of the `types`.
fn of_types(page: &Page<'_>, known: &Known, types: &[&str]) -> Option<Vec<Sense>> {
    let mut senses = known.senses.clone();
    senses.retain(|sense| page.knowledge.is_of_type(sense.entity, types));
    let ends = page.gap(known.last + 1) != Gap::Blank || !page.nameable(known.last + 1);
    (!senses.is_empty() && ends).then_some(senses)
}

/// One past the legal form of the unit of the company `known`.
fn unit(page: &Page<'_>, known: &Known, plain: &HashSetOf) -> Option<usize> {
    let sure = known.senses.iter().all(|sense| sense.mark == Mark::None && is_business(page, sense));
    let mut last = known.last;
    while last < known.last + WORDS && !is_legal_form(page, last) && page.gap(last) == Gap::Blank {
        match is_country(page, last) {
            _ if page.nameable(last) && plain.contains(&page.word_hash(last)) => last += 1,
            // "Merrill Lynch & Associates"
            _ if page.shape(last) == Some(Shape::Ampersand) || page.class(last).has(Classes::CONJUNCTION) => last += 1,
            Some(end) => last = end,
            None => return None,
        }
    }
    let form = matches!(page.gap(last), Gap::Blank | Gap::Comma) && page.nameable(last) && is_legal_form(page, last);
    (sure && form && page.same_sentence(known.first, last)).then_some(last + 1)
}

/// One past the country that is named at `first`.
fn is_country(page: &Page<'_>, first: usize) -> Option<usize> {
    let from = page.known.partition_point(|known| known.first < first);
    let here = page.known.iter().skip(from).take_while(|known| known.first == first);
    let country = |known: &&Known| {
        known.senses.iter().any(|sense| sense.kind == Kind::Country && sense.role != FormRole::Demonym)
    };
    here.filter(country).map(|known| known.last).max()
}

/// Whether the dictionary has more of the name than `known`, up to `last`.
fn has_longer(page: &Page<'_>, known: &Known, last: usize) -> bool {
    let from = page.known.partition_point(|other| other.first < known.first);
    let mut here = page.known.iter().skip(from).take_while(|other| other.first == known.first);
    here.any(|other| other.last > known.last && other.last <= last && other.kinds.has(Kinds::ORGANIZATION))
}
