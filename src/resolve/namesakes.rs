//! Ordinary people who bear a famous name: "a farmer, Mike Pence, 54, of Fargo". Whom a text introduces by an
//! everyday occupation or by age and town is nobody whom the dictionary knows, unless the text speaks for
//! the known one: a colleague, an office, a party, a `near` word.

use super::identity::Link;
use super::weights::Label;
use super::{credits, offices};
use crate::dictionary::image::Record;
use crate::dictionary::{EntityRef, Kind, Mark, types};
use crate::matchers::apposition::ORDINARY;
use crate::matchers::page::Kinds;
use crate::matchers::{Candidate, Page, apposition};
use crate::text::fold::{HashSetOf, fold, hash_token};
use crate::text::{Classes, Gap, SegmentKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Against whom a noun for people speaks.
enum Against {
    /// Everybody whom the dictionary knows.
    All,
    /// The same, but only before "named".
    AllNamed,
    /// Persons of these types.
    Types(Vec<&'static str>),
}

/// Nouns for people that speak against the known bearers of the names beside them.
static NOUNS: LazyLock<BTreeMap<&'static str, Against>> = LazyLock::new(|| {
    let read = |(noun, types): &(&'static str, Vec<&'static str>)| match types.as_slice() {
        [] => (*noun, Against::All),
        ["named"] => (*noun, Against::AllNamed),
        types => (*noun, Against::Types(types.to_vec())),
    };
    ORDINARY.words.iter().map(read).collect()
});

/// Hashes of the last words of these nouns, by which most words are passed over.
static LAST_WORDS: LazyLock<HashSetOf> =
    LazyLock::new(|| NOUNS.keys().filter_map(|noun| noun.rsplit([' ', '-']).next()).map(hash_token).collect());

/// Longest of these nouns, in words.
const NOUN_WORDS: usize = 4;
/// Keys of the known persons whose name in the text is another's.
pub fn of(page: &Page<'_>, candidates: &[Candidate], links: &[Link]) -> HashSetOf {
    let mut seen: BTreeSet<EntityRef> = BTreeSet::new();
    let mut others = Vec::new();
    let ages = aged_strangers(page, candidates, links);
    let full = |link: &&Link| link.choice.label == Label::Person && link.last - link.first > 1;
    for link in links.iter().filter(full).filter(|link| page.segment_kind(link.first) == SegmentKind::Body) {
        let Some(candidate) = candidates.get(link.choice.candidate) else { continue };
        for sense in candidate.senses.iter().filter(|sense| sense.kind == Kind::Person) {
            // a text says who one is where it names one first
            let type_ = page.knowledge.entity(sense.entity).map_or("", |record| record.type_());
            let around = Around { page, type_ };
            if seen.insert(sense.entity) {
                let noun = around.noun(candidate);
                let credited =
                    credits::KNOWN_ELSEWHERE.contains(&type_) && credits::holds(page, candidate.first, candidate.last);
                let told = noun != Noun::None || credited;
                let told = told || around.named(candidate.first) || of_town(page, candidate.last);
                if told || among_strangers(page, &ages, candidate) {
                    others.push((sense.entity, noun));
                }
            }
        }
    }
    if others.is_empty() {
        return HashSetOf::default();
    }
    let mut owned = owned(page);
    // two of them are no colleagues
    owned.retain(|entity| !others.iter().any(|&(other, noun)| other == *entity && noun == Noun::Types));
    others.retain(|&(entity, noun)| !speaks_for(page, candidates, &owned, entity, noun));
    others.into_iter().map(|(entity, _)| entity.key()).collect()
}

/// Whether a rank that no holder of an office of state has stands right before the surname at `first`: "Sgt. Thatcher".
pub fn of_rank(page: &Page<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1).filter(|_| matches!(page.gap(first), Gap::Blank | Gap::Stop)) else {
        return false;
    };
    let word = fold(page.reading.word(before).trim_end_matches('.'));
    page.same_sentence(before, first) && ORDINARY.groups.get("rank").is_some_and(|ranks| ranks.contains(&word.as_str()))
}

/// "a man named Kim", "named only as Singh": one word, of which the text says nothing more.
pub fn named_only(page: &Page<'_>, link: &Link) -> bool {
    let first = link.first;
    if link.choice.label != Label::Person || link.last - first > 1 || page.gap(first) != Gap::Blank {
        return false;
    }
    let word = |back: usize| first.checked_sub(back).map_or("", |index| page.reading.word(index));
    let noun = || Around { page, type_: "" }.named(first) || page.ends(first - 2).has(Kinds::DEMONYM);
    match word(1) {
        "named" => first > 1 && noun(),
        "as" => word(2) == "only" && matches!(word(3), "named" | "identified" | "known"),
        _ => false,
    }
}

/// Whom the noun beside a name speaks against.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Noun {
    None,
    /// Everybody whom the dictionary knows.
    All,
    /// Persons of the known one's type in particular.
    Types,
}

/// What stands around a name that may be a known person's of this type.
struct Around<'a> {
    page: &'a Page<'a>,
    type_: &'a str,
}

impl Around<'_> {
    /// The noun beside the name that speaks against the known person.
    fn noun(&self, candidate: &Candidate) -> Noun {
        self.noun_before(candidate.first).max(self.noun_after(candidate.last))
    }

    /// "a nurse named Jane Doe"
    fn named(&self, first: usize) -> bool {
        let page = self.page;
        let named = |&named: &usize| page.reading.word(named) == "named" && page.gap(first) == Gap::Blank;
        let named = first.checked_sub(1).filter(named);
        named.is_some_and(|named| page.gap(named) == Gap::Blank && self.noun_ends(named, true) != Noun::None)
    }

    /// "plumber Jane Doe", "School principal Jane Doe", "a plumber, Jane Doe,"
    fn noun_before(&self, first: usize) -> Noun {
        match self.page.gap(first) {
            // "Sen. Jane Doe"
            Gap::Blank | Gap::Stop => self.noun_ends(first, false),
            Gap::Comma => {
                let start = first.saturating_sub(NOUN_WORDS + 1);
                let article = |index| apposition::is_article(self.page, index) && self.page.same_sentence(index, first);
                if (start..first).any(article) { self.noun_ends(first, false) } else { Noun::None }
            }
            _ => Noun::None,
        }
    }

    /// "Jane Doe, a retired plumber from Derby", "Jane Doe, 54, a plumber", "Jane Doe, chief economist at"
    fn noun_after(&self, last: usize) -> Noun {
        let page = self.page;
        let article = if is_age(page, last) { last + 1 } else { last };
        if page.gap(last) != Gap::Comma || !page.same_sentence(article, last) {
            return Noun::None;
        }
        if !apposition::is_article(page, article) {
            let whole = |end: usize| page.class(end).has(Classes::PREPOSITION) && page.gap(end) == Gap::Blank;
            let ends = (article + 1..=article + NOUN_WORDS).filter(|&end| whole(end));
            return ends.map(|end| self.noun_of(article, end, false)).max().unwrap_or(Noun::None);
        }
        apposition::head(page, article).map_or(Noun::None, |head| self.noun_ends(head + 1, false))
    }

    /// Whether a noun that speaks against the known person ends before the token at `last`. "The former nurse" is
    /// known for something else.
    fn noun_ends(&self, last: usize, named: bool) -> Noun {
        let page = self.page;
        let Some(sentence) = page.reading.sentence(last.saturating_sub(1)) else { return Noun::None };
        if !LAST_WORDS.contains(&page.word_hash(last.saturating_sub(1))) {
            return Noun::None;
        }
        let first = last.saturating_sub(NOUN_WORDS).max(sentence.first);
        let former = |index: usize| offices::is_past(page.reading.word(index));
        let run = (sentence.first..last).rev().take(NOUN_WORDS + 1);
        if run.into_iter().any(former) {
            return Noun::None;
        }
        (first..last).map(|start| self.noun_of(start, last, named)).max().unwrap_or(Noun::None)
    }

    /// Which noun tokens `start..last` are, alone or the head of what stands before it.
    fn noun_of(&self, start: usize, last: usize, named: bool) -> Noun {
        let page = self.page;
        let joined = (start + 1..last).all(|index| matches!(page.gap(index), Gap::Blank | Gap::Hyphen));
        let words = || fold(page.reading.span(start, last).of(page.reading.text));
        match NOUNS.get(words().as_str()).filter(|_| joined) {
            Some(Against::Types(types)) if types.contains(&self.type_) => Noun::Types,
            Some(Against::All) => Noun::All,
            Some(Against::AllNamed) if named => Noun::All,
            _ => Noun::None,
        }
    }
}

/// Whether the token at `index`, between commas, is an age.
fn is_age(page: &Page<'_>, index: usize) -> bool {
    let age = page.reading.word(index);
    let comma = page.gap(index) == Gap::Comma && page.gap(index + 1) == Gap::Comma;
    comma && age.len() <= 2 && !age.is_empty() && age.bytes().all(|byte| byte.is_ascii_digit())
}

/// "Jane Doe, 54, of Fargo": ages of the known are told with their towns too, but not of countries.
fn of_town(page: &Page<'_>, last: usize) -> bool {
    let town = last + 2;
    let of = is_age(page, last) && matches!(page.reading.word(last + 1), "of" | "from");
    let senses = page.known_from(town, town + 1).iter().flat_map(|known| &known.senses);
    of && page.nameable(town) && !senses.into_iter().any(|sense| sense.kind == Kind::Country)
}

/// One past the last tokens of the full names of persons whom no dictionary has and whose age the text tells.
fn aged_strangers(page: &Page<'_>, candidates: &[Candidate], links: &[Link]) -> Vec<usize> {
    let stranger = |link: &&Link| {
        let senses = candidates.get(link.choice.candidate).map_or(0, |candidate| candidate.senses.len());
        link.choice.label == Label::Person && link.last - link.first > 1 && senses == 0 && is_age(page, link.last)
    };
    links.iter().filter(stranger).map(|link| link.last).collect()
}

/// "Jane Roe, 23, Ann Poe, 20, and John Doe, 24, were fined": one of a list of strangers.
fn among_strangers(page: &Page<'_>, ages: &[usize], candidate: &Candidate) -> bool {
    is_age(page, candidate.last) && ages.iter().any(|&last| page.same_sentence(last, candidate.last))
}

/// Entities with a form in the document that is theirs alone.
fn owned(page: &Page<'_>) -> BTreeSet<EntityRef> {
    let single = page.known.iter().filter_map(|known| match known.senses.as_slice() {
        [sense] if sense.mark == Mark::None => Some(sense.entity),
        _ => None,
    });
    single.collect()
}

/// Whether the document speaks for the known person; against a `noun` an athlete has every text about sport.
fn speaks_for(
    page: &Page<'_>,
    candidates: &[Candidate],
    owned: &BTreeSet<EntityRef>,
    entity: EntityRef,
    noun: Noun,
) -> bool {
    let Some(record) = page.knowledge.entity(entity) else { return false };
    let exempt = || ORDINARY.groups.get("exempt").is_some_and(|types| types.contains(&record.type_()));
    if noun != Noun::Types && exempt() || page.has_near(entity) {
        return true;
    }
    let holds = |candidate: &Candidate| {
        let own = candidate.senses.iter().any(|sense| sense.entity == entity);
        own && candidate.title.is_some_and(|title| offices::held(page, entity, title))
    };
    if candidates.iter().any(holds) {
        return true;
    }
    let of = page.knowledge.of(entity);
    let sport = noun != Noun::None && types::SPORT.contains(&record.type_());
    let same_country = |other: Record<'_>| other.country() == record.country();
    owned.iter().filter(|other| **other != entity).any(|other| {
        let Some(other_record) = page.knowledge.entity(*other) else { return false };
        match other_record.kind() {
            Kind::Person => other_record.type_() == record.type_() && (sport || same_country(other_record)),
            Kind::Organization if types::POLITICAL.contains(&other_record.type_()) => {
                offices::any(page, entity) && same_country(other_record)
            }
            Kind::Organization => sport && types::CLUB_OR_LEAGUE.contains(&other_record.type_()) || of.contains(other),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the types of persons are listed.
    const README: &str = include_str!("../../dictionaries/README.md");

    #[test]
    fn every_noun_can_be_found() {
        let listed = README.lines().find_map(|line| line.strip_prefix("person: `")).unwrap_or_default();
        let is_type = |of: &&str| listed.trim_end_matches("`;").split(' ').any(|type_| type_ == *of);
        for (noun, types) in &ORDINARY.words {
            assert!(fold(noun) == *noun && noun.split(' ').count() <= NOUN_WORDS, "{noun}");
            assert!(types.iter().all(|of| *of == "named" || is_type(of)), "{noun}: {types:?}");
        }
        for (group, words) in &ORDINARY.groups {
            let is_word = |word: &&str| if *group == "rank" { fold(word) == **word } else { is_type(word) };
            assert!(words.iter().all(is_word), "{group}: {words:?}");
        }
    }
}
