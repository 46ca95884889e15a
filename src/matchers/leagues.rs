//! Leagues that a document reports on: there "Boston" may be a club.

use super::page::Page;
use crate::builtin;
use crate::dictionary::source::parse_grouped;
use crate::dictionary::{EntityRef, Kind, Mark, types};
use crate::text::fold::{HashSetOf, fold, hash_token};
use crate::text::{Classes, Gap, Shape};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Names of a league or of its teams, in full, by which a document shows that it reports on the league.
const NAMES: usize = 2;
/// Clubs of a league that is named, by their cities in a table of results, by which a document shows the same.
const ROWS: usize = 3;
/// Most words between "Boston's" and the noun that it owns: "Boston's six-game winning streak".
const OWNED: usize = 4;

/// Longest word of match reports, in tokens: "ahead of".
const WORDS: usize = 2;

/// Place that a city has beside a word of match reports, if it stands for its club.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    /// "Boston lost"
    Subject,
    /// "beat Boston"
    Object,
    /// "lost to Boston"
    To,
    /// "Boston's streak"
    Owner,
    /// "Boston hosts Utah", in a report of the league
    Season,
}

impl Beside {
    fn parse(written: &str) -> Option<Self> {
        Some(match written {
            "subject" => Self::Subject,
            "object" => Self::Object,
            "to" => Self::To,
            "owner" => Self::Owner,
            "season" => Self::Season,
            _ => return None,
        })
    }
}

/// Words of match reports, each with the places that a city has beside them.
static MATCH_WORDS: LazyLock<BTreeMap<&'static str, Vec<Beside>>> = LazyLock::new(|| {
    let words = parse_grouped(builtin::MATCH_WORDS, " ").words;
    words.into_iter().map(|(word, places)| (word, places.into_iter().filter_map(Beside::parse).collect())).collect()
});

/// Hashes of the last words of match words of more than one word: "over" of "victory over".
static LAST_WORDS: LazyLock<HashSetOf> = LazyLock::new(|| {
    MATCH_WORDS.keys().filter_map(|phrase| phrase.rsplit_once(' ')).map(|(_, last)| hash_token(last)).collect()
});

/// Leagues that a document names.
#[derive(Default)]
pub struct Leagues {
    /// Those it reports on: it names two teams in full, or the league and a team.
    reported: BTreeSet<EntityRef>,
    /// Those of which it names as much as one.
    touched: BTreeSet<EntityRef>,
}

/// Whether `entity` is a league; a team is also `of` its country.
pub fn is_league(page: &Page<'_>, entity: EntityRef) -> bool {
    page.knowledge.is_of_type(entity, types::LEAGUE)
}

/// The leagues that the document names, by themselves or by their teams in full.
pub fn named(page: &Page<'_>) -> Leagues {
    let is_league = |entity: &EntityRef| is_league(page, *entity);
    let mut named: BTreeMap<EntityRef, BTreeSet<EntityRef>> = BTreeMap::new();
    for known in &page.known {
        let [sense] = known.senses.as_slice() else {
            continue;
        };
        if sense.kind != Kind::Organization || sense.mark != Mark::None {
            continue;
        }
        let own = Some(sense.entity).filter(is_league);
        for league in page.knowledge.of(sense.entity).into_iter().filter(is_league).chain(own) {
            named.entry(league).or_default().insert(sense.entity);
        }
    }
    let tables = if named.is_empty() { BTreeMap::new() } else { tables(page) };
    let listed = |league: &EntityRef| tables.get(league).is_some_and(|clubs| clubs.len() >= ROWS);
    let reports = |league: &EntityRef, names: &BTreeSet<EntityRef>| names.len() >= NAMES || listed(league);
    let reported = named.iter().filter(|(league, names)| reports(league, names)).map(|(&league, _)| league).collect();
    Leagues { reported, touched: named.into_keys().collect() }
}

/// For each league, those of its clubs that stand by their cities in tables of results.
fn tables(page: &Page<'_>) -> BTreeMap<EntityRef, BTreeSet<EntityRef>> {
    let mut listed: BTreeMap<EntityRef, BTreeSet<EntityRef>> = BTreeMap::new();
    for &(_, _, club) in page.short.iter().filter(|(_, last, _)| scores(page, *last)) {
        for league in page.knowledge.of(club) {
            listed.entry(league).or_default().insert(club);
        }
    }
    listed
}

/// Whether a club of a league that the document reports on is called by tokens `first..last`; one of a league that
/// it only names must also stand beside a word of match reports.
pub fn names_club(page: &Page<'_>, first: usize, last: usize) -> bool {
    is_reported(page, first, last) || plays(page, first, last)
}

/// Whether a club of a league that the document reports on is called by tokens `first..last`.
pub fn is_reported(page: &Page<'_>, first: usize, last: usize) -> bool {
    has_club(page, first, last, &page.leagues.reported)
}

fn has_club(page: &Page<'_>, first: usize, last: usize, leagues: &BTreeSet<EntityRef>) -> bool {
    !leagues.is_empty()
        && page.short_at(first, last).any(|club| page.knowledge.of(club).iter().any(|of| leagues.contains(of)))
}

/// Whether tokens `first..last` call a club of a league that the document names, and a word beside them says that
/// it plays: "Boston lost", "over Boston", "Boston's streak", "Boston is 6-1".
pub fn plays(page: &Page<'_>, first: usize, last: usize) -> bool {
    if !has_club(page, first, last, &page.leagues.touched) {
        return false;
    }
    let reported = is_reported(page, first, last);
    let stands = || if page.possessive(last - 1) { owns(page, last) } else { acts(page, last, reported) };
    // a state does much besides: "Alabama won the suit"
    (reported || !is_state(page, first, last)) && (stands() || suffers(page, first) || reported && scores(page, last))
}

/// Longest figure of a table of results, in bytes: points of a match, games of a season, no year.
const FIGURE: usize = 3;

/// Whether a figure of a table of results stands after the city before `last`: "BOSTON 18 2 .900", no date.
fn scores(page: &Page<'_>, last: usize) -> bool {
    let figure = page.gap(last) == Gap::Blank && page.shape(last) == Some(Shape::Number);
    let next = page.reading.tokens.get(last + 1);
    // a row goes on with a figure or a name, or ends
    let row = next.is_none_or(|next| next.line_start || next.gap == Gap::Blank && next.shape != Shape::Lower);
    figure && row && page.reading.word(last).len() <= FIGURE
}

/// Whether a state or province is rather meant by the word than another place.
fn is_state(page: &Page<'_>, first: usize, last: usize) -> bool {
    let known = page.known_from(first, first + 1).iter().filter(|known| known.last == last);
    let owners = known.flat_map(|known| &known.senses).filter(|sense| sense.mark != Mark::Shared);
    let mut records = owners.filter_map(|sense| page.knowledge.entity(sense.entity));
    records.any(|record| record.is_state())
}

/// Whether the city before `last` is the subject of a match, or its score stands there; where the league is
/// `reported`, also that of a season.
fn acts(page: &Page<'_>, last: usize, reported: bool) -> bool {
    let score = |index: usize| page.shape(index) == Some(Shape::Number) && page.gap(index + 1) == Gap::Hyphen;
    let stands = page.gap(last) == Gap::Blank && page.class(last).has(Classes::COPULA) && score(last + 1);
    let after = page.gap(last) == Gap::Comma && score(last);
    let subject = |count| {
        is(page, last, last + count, Beside::Subject) || reported && is(page, last, last + count, Beside::Season)
    };
    stands || after || (1..=WORDS).any(subject)
}

/// Whether the city before `last` owns what a club has.
fn owns(page: &Page<'_>, last: usize) -> bool {
    (last..last + OWNED)
        .take_while(|&index| matches!(page.gap(index), Gap::Blank | Gap::Hyphen))
        .any(|index| (1..=WORDS).any(|count| is(page, index, index + count, Beside::Owner)))
}

/// Whether a match word before `first` has the city as its object.
fn suffers(page: &Page<'_>, first: usize) -> bool {
    let object = |count: usize| first.checked_sub(count).is_some_and(|from| is(page, from, first, Beside::Object));
    let to = || {
        let to = first.checked_sub(1).filter(|&to| page.reading.word(to) == "to" && page.gap(to) == Gap::Blank);
        to.and_then(|to| to.checked_sub(1)).is_some_and(|from| is(page, from, from + 1, Beside::To))
    };
    page.gap(first) == Gap::Blank && ((1..=WORDS).any(object) || to())
}

/// Whether the preposition before `first` belongs to a match word: "won over Boston" is no place to be in.
pub fn is_beaten(page: &Page<'_>, first: usize) -> bool {
    first > 1 && LAST_WORDS.contains(&page.word_hash(first - 1)) && is(page, first - 2, first, Beside::Object)
}

/// Whether tokens `from..to` are a match word beside which a city has this place.
fn is(page: &Page<'_>, from: usize, to: usize, place: Beside) -> bool {
    let joined = (from + 1..to).all(|index| page.gap(index) == Gap::Blank);
    let whole = to <= page.reading.tokens.len() && (from..to).all(|index| page.shape(index) == Some(Shape::Lower));
    let words = || fold(page.reading.span(from, to).of(page.reading.text));
    let before = page.gap(from) == Gap::Blank || matches!(place, Beside::Object | Beside::To);
    joined && whole && before && MATCH_WORDS.get(words().as_str()).is_some_and(|places| places.contains(&place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_match_word_can_be_found() {
        for (word, places) in parse_grouped(builtin::MATCH_WORDS, " ").words {
            assert!(
                !places.is_empty() && places.iter().all(|place| Beside::parse(place).is_some()),
                "{word}: {places:?}"
            );
            assert!(fold(word) == word && word.split(' ').count() <= WORDS, "{word}");
        }
    }
}
