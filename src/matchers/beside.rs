//! Words beside a name that say what bears it: wares ("Beatrix bags"), the business of a founder ("the Jane Roe fashion
//! house"), a part of a company ("its Private Clients unit"), those who act in a series or
//! write for a newspaper.

use super::candidate::{Candidate, Candidates, Sense};
use super::evidence::Evidence as E;
use super::page::Page;
use super::{results, units};
use crate::builtin;
use crate::dictionary::source::parse_grouped;
use crate::dictionary::{FormRole, Kind, Mark, types};
use crate::text::fold::{HashMapOf, hash_token};
use crate::text::{Classes, Gap, Shape};
use std::sync::LazyLock;

/// What a word says of the name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// a thing to buy: "Beatrix bags"
    Ware,
    /// a business that bears its founder's name
    House,
    /// the last word of such a business
    Founded,
    /// a part of a company
    Division,
    /// one who acts in it
    Cast,
    /// one who writes for it
    Editor,
    /// a savings bank's name ends: "Great Western Savings Bank"
    Savings,
    /// a function word that also opens the name of a bank
    Opens,
}

impl Says {
    fn parse(written: &str) -> Option<Self> {
        Some(match written {
            "ware" => Self::Ware,
            "house" => Self::House,
            "founded" => Self::Founded,
            "division" => Self::Division,
            "cast" => Self::Cast,
            "editor" => Self::Editor,
            "savings" => Self::Savings,
            "opens" => Self::Opens,
            _ => return None,
        })
    }
}

/// Phrases with one first word: the hash of the second, if there is one, and what they say.
type Phrases = Vec<(Option<u64>, Says)>;

/// The phrases by the hash of the first word.
static WORDS: LazyLock<HashMapOf<Phrases>> = LazyLock::new(|| {
    let mut words: HashMapOf<Phrases> = HashMapOf::default();
    for (phrase, says) in parse_grouped(builtin::BESIDE_NAMES, " ").words {
        let mut parts = phrase.split(' ').map(hash_token);
        if let (Some(first), Some(says)) = (parts.next(), says.first().and_then(|written| Says::parse(written))) {
            words.entry(first).or_default().push((parts.next(), says));
        }
    }
    words
});

/// Observes every candidate beside such a word, and the countries in lines of results.
pub fn observe(page: &Page<'_>, candidates: &mut Candidates) {
    let mut founded = Vec::new();
    for candidate in candidates.each() {
        results::keep_countries(page, candidate);
        let (first, last) = (candidate.first, candidate.last);
        if page.gap(last) == Gap::Blank && !page.possessive(last - 1) {
            let class = page.class(last);
            match said(page, last) {
                Some(_) if !page.same_sentence(last - 1, last) => {}
                Some(Says::Ware) => candidate.evidence.add_if(E::InDecoy, is_ware(page, candidate)),
                Some(Says::House) => candidate.evidence.add_if(E::HouseAfter, is_founder(page, candidate)),
                Some(Says::Founded) if page.nameable(last) && is_known_person(candidate) => {
                    founded.push((first, last + 1))
                }
                Some(Says::Division) => candidate.evidence.add_if(E::DivisionAfter, is_division(page, candidate)),
                Some(Says::Cast) => candidate.evidence.add_if(E::InDecoy, is_series(page, candidate)),
                Some(Says::Editor) => candidate.evidence.add_if(E::EditorAfter, is_medium(page, candidate)),
                None if class.has(Classes::CONJUNCTION) && pair_of_wares(page, last) => {
                    candidate.evidence.add_if(E::InDecoy, is_ware(page, candidate))
                }
                _ => {}
            }
        }
        candidate.evidence.add_if(E::InDecoy, is_television_of(page, candidate));
        candidate.evidence.add_if(E::Firm, is_savings_bank(page, candidate));
    }
    for (first, last) in founded {
        candidates.at(first, last).add(E::Firm);
    }
}

/// What the words that start at `index` say, the longer phrase first.
fn said(page: &Page<'_>, index: usize) -> Option<Says> {
    let words = WORDS.get(&page.word_hash(index))?;
    let next = page.word_hash(index + 1);
    let long = || words.iter().find(|(second, _)| *second == Some(next)).filter(|_| page.gap(index + 1) == Gap::Blank);
    long().or_else(|| words.iter().find(|(second, _)| second.is_none())).map(|(_, says)| *says)
}

/// "Beatrix and Odette bags": the first of two that are wares.
fn pair_of_wares(page: &Page<'_>, and: usize) -> bool {
    let and_name = page.class(and).has(Classes::CONJUNCTION) && page.nameable(and + 1);
    let joined = |index: usize| page.gap(index) == Gap::Blank;
    and_name && joined(and + 1) && joined(and + 2) && said(page, and + 2) == Some(Says::Ware)
}

/// One word that is a name of persons and that the document gives to nobody: it has no full name with it.
fn is_ware(page: &Page<'_>, candidate: &Candidate) -> bool {
    let first = candidate.first;
    let sure =
        |sense: &Sense| sense.kind == Kind::Organization || sense.mark == Mark::None || page.supports(sense.entity);
    let name = page.class(first).has(Classes::GIVEN.or(Classes::FAMILY));
    // "Beatrix and Odette" are no person before "bags"
    let pair = candidate.len() == 3 && page.class(first + 1).has(Classes::CONJUNCTION);
    let alone =
        (candidate.len() == 1 || pair) && (first == 0 || !(page.nameable(first - 1) && page.gap(first) == Gap::Blank));
    alone && (name || candidate.senses.is_empty()) && !candidate.senses.iter().any(sure) && !has_bearer(page, first)
}

/// Whether the word at `index` stands after a given name or before a family name somewhere in the document.
fn has_bearer(page: &Page<'_>, index: usize) -> bool {
    let word = page.word_hash(index);
    let named = |at: usize, class: Classes| page.nameable(at) && page.class(at).has(class);
    let bears = |at: usize| {
        let before = at > 0 && matches!(page.gap(at), Gap::Blank | Gap::Stop);
        before && named(at - 1, Classes::GIVEN.or(Classes::TITLE).or(Classes::HONORIFIC))
            || page.gap(at + 1) == Gap::Blank && named(at + 1, Classes::FAMILY)
    };
    page.reading.hashes.iter().enumerate().any(|(at, hash)| *hash == word && bears(at))
}

/// "US TV" is no station.
fn is_television_of(page: &Page<'_>, candidate: &Candidate) -> bool {
    let (first, last) = (candidate.first, candidate.last);
    let country = |sense: &Sense| sense.kind == Kind::Country && sense.role != FormRole::Demonym;
    candidate.len() == 2
        && page.acronym(first)
        && candidate.senses.is_empty()
        && units::is_station(page, last - 1)
        && page.known_at(first, first + 1).any(country)
}

/// "Great Western Savings Bank": everyday words stand in front of such names, also where a sentence starts.
fn is_savings_bank(page: &Page<'_>, candidate: &Candidate) -> bool {
    let (first, last) = (candidate.first, candidate.last);
    let words = Classes::PLACE_HEAD.or(Classes::ORG_WORD).or(Classes::DIRECTION);
    let owner = || (first..last).any(|index| page.possessive(index));
    let opens = || {
        said(page, first) == Some(Says::Opens)
            || page.class(first).has(words)
            || !page.class(first).has(Classes::STARTER.or(Classes::CALENDAR))
    };
    candidate.len() > 2
        && candidate.evidence.has(E::WholeRun)
        && said(page, last - 2) == Some(Says::Savings)
        && opens()
        && !owner()
}

/// Whether the dictionary gives the name to a person, and to no other kind.
fn is_known_person(candidate: &Candidate) -> bool {
    let person = |sense: &Sense| sense.kind == Kind::Person && sense.mark == Mark::None;
    candidate.len() > 1 && candidate.senses.iter().any(person)
}

/// A full name with an article or possessive before it: "the Jane Roe fashion house".
fn is_founder(page: &Page<'_>, candidate: &Candidate) -> bool {
    let article = candidate.first.checked_sub(1).is_some_and(|before| {
        let word = page.reading.word(before);
        word.eq_ignore_ascii_case("the") || word.eq_ignore_ascii_case("a") || page.possessive(before)
    });
    article && candidate.len() > 1 && page.class(candidate.first).has(Classes::GIVEN)
}

/// Two words or more, everyday ones, that somebody owns: "its Private Clients unit".
fn is_division(page: &Page<'_>, candidate: &Candidate) -> bool {
    let first = candidate.first;
    let owned = first.checked_sub(1).is_some_and(|before| {
        page.possessive(before) || matches!(page.reading.word(before), "its" | "Its" | "their" | "Their")
    });
    let everyday = (first..candidate.last).all(|index| page.class(index).has(Classes::COMMON));
    owned
        && candidate.len() > 1
        && candidate.senses.is_empty()
        && everyday
        && page.shape(candidate.last) == Some(Shape::Lower)
}

/// A title that only bands bear in the dictionary.
fn is_series(page: &Page<'_>, candidate: &Candidate) -> bool {
    let band = |sense: &Sense| page.knowledge.entity(sense.entity).is_some_and(|record| record.type_() == "band");
    !candidate.senses.is_empty() && candidate.senses.iter().all(band)
}

/// A doubtful form of a newspaper or magazine.
fn is_medium(page: &Page<'_>, candidate: &Candidate) -> bool {
    let medium = |sense: &Sense| {
        let record = page.knowledge.entity(sense.entity);
        sense.kind == Kind::Organization && record.is_some_and(|record| types::MEDIA.contains(&record.type_()))
    };
    candidate.senses.iter().any(|sense| medium(sense) && sense.role != FormRole::Demonym)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn every_word_can_be_found() {
        for (phrase, says) in parse_grouped(builtin::BESIDE_NAMES, " ").words {
            assert!(says.len() == 1 && says.iter().all(|written| Says::parse(written).is_some()), "{phrase}: {says:?}");
            assert!(fold(phrase) == phrase && phrase.split(' ').count() <= 2, "{phrase}");
        }
    }
}
