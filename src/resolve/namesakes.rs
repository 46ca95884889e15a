//! Ordinary people who bear a famous name: "a farmer, Mike Pence, 54, of Fargo". Whom a text introduces by an
//! everyday occupation or by age and town is nobody whom the dictionary knows, unless the text speaks for
//! the known one: a colleague, an office, a party, a `near` word.

use super::identity::Link;
use super::offices;
use super::weights::Label;
use crate::builtin;
use crate::dictionary::{EntityRef, Kind, Mark};
use crate::matchers::{Candidate, Page};
use crate::text::fold::{HashSetOf, fold};
use crate::text::{Classes, Gap, SegmentKind, Shape};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Nouns for people in everyday life, and whether they count only before "named".
static ORDINARY: LazyLock<BTreeMap<&'static str, bool>> = LazyLock::new(|| {
    let lines = builtin::ORDINARY.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.strip_suffix(": named").map_or((line, false), |noun| (noun, true))).collect()
});

/// Longest of these nouns, in words.
const NOUN_WORDS: usize = 4;
/// Most words between "a" and the noun: "a retired high school teacher".
const BEFORE_NOUN: usize = 4;

/// Types of persons whom the news made known, or history: they are ordinary people too.
const KNOWN_BY_NEWS: [&str; 3] = ["crime-news", "activist", "historical"];

/// Keys of the known persons whose name in the text is another's.
pub fn of(page: &Page<'_>, candidates: &[Candidate], links: &[Link]) -> HashSetOf {
    let mut seen: BTreeSet<EntityRef> = BTreeSet::new();
    let mut others = Vec::new();
    let full = |link: &&Link| link.choice.label == Label::Person && link.last - link.first > 1;
    for link in links.iter().filter(full).filter(|link| page.segment_kind(link.first) == SegmentKind::Body) {
        let Some(candidate) = candidates.get(link.choice.candidate) else { continue };
        for sense in candidate.senses.iter().filter(|sense| sense.kind == Kind::Person) {
            // a text says who one is where it names one first
            if seen.insert(sense.entity) && is_ordinary(page, candidate) {
                others.push(sense.entity);
            }
        }
    }
    if others.is_empty() {
        return HashSetOf::default();
    }
    let owned = owned(page);
    others.retain(|&entity| !speaks_for(page, candidates, &owned, entity));
    others.into_iter().map(EntityRef::key).collect()
}

/// Whether the text introduces the person as one of everyday life.
fn is_ordinary(page: &Page<'_>, candidate: &Candidate) -> bool {
    let (first, last) = (candidate.first, candidate.last);
    named(page, first) || noun_before(page, first) || noun_after(page, last) || of_town(page, last)
}

/// "a nurse named Jane Doe"
fn named(page: &Page<'_>, first: usize) -> bool {
    let named = |&named: &usize| page.reading.word(named) == "named" && page.gap(first) == Gap::Blank;
    first
        .checked_sub(1)
        .filter(named)
        .is_some_and(|named| page.gap(named) == Gap::Blank && noun_ends(page, named, true))
}

/// "plumber Jane Doe", "School principal Jane Doe", "a plumber, Jane Doe,"
fn noun_before(page: &Page<'_>, first: usize) -> bool {
    match page.gap(first) {
        Gap::Blank => noun_ends(page, first, false),
        Gap::Comma => {
            let start = first.saturating_sub(NOUN_WORDS + 1);
            let article = (start..first).any(|index| is_article(page, index) && page.same_sentence(index, first));
            article && noun_ends(page, first, false)
        }
        _ => false,
    }
}

/// Whether a noun of everyday life ends before the token at `last`. "The former nurse" is known for something
/// else.
fn noun_ends(page: &Page<'_>, last: usize, named: bool) -> bool {
    let Some(sentence) = page.reading.sentence(last) else { return false };
    let floor = last.saturating_sub(NOUN_WORDS).max(sentence.first);
    (floor..last).any(|start| {
        let former = start > sentence.first && fold(page.reading.word(start - 1)) == "former";
        !former && is_noun(page, start, last, named)
    })
}

/// Whether tokens `start..last` are such a noun, alone or the head of what stands before it.
fn is_noun(page: &Page<'_>, start: usize, last: usize, named: bool) -> bool {
    let joined = (start + 1..last).all(|index| matches!(page.gap(index), Gap::Blank | Gap::Hyphen));
    let words = || fold(page.reading.span(start, last).of(page.reading.text));
    joined && ORDINARY.get(words().as_str()).is_some_and(|&only| named || !only)
}

fn is_article(page: &Page<'_>, index: usize) -> bool {
    matches!(page.reading.word(index), "a" | "an" | "A" | "An")
}

/// "Jane Doe, a retired plumber from Derby", "Jane Doe, 54, a plumber"
fn noun_after(page: &Page<'_>, last: usize) -> bool {
    if page.gap(last) != Gap::Comma {
        return false;
    }
    let article = if is_age(page, last) { last + 1 } else { last };
    if !is_article(page, article) || !page.same_sentence(article, last) {
        return false;
    }
    let noun = article + 1..article + 1 + BEFORE_NOUN + NOUN_WORDS;
    let blank = |index: &usize| matches!(page.gap(*index), Gap::Blank | Gap::Hyphen);
    let end = noun.clone().take_while(blank).find(|&index| {
        let lower = page.shape(index + 1) == Some(Shape::Lower) && page.gap(index + 1) == Gap::Blank;
        // the last noun counts: "a teacher union leader"
        !lower || page.class(index + 1).has(FUNCTION)
    });
    end.is_some_and(|end| noun_ends(page, end + 1, false))
}

/// Words that no noun goes on with.
const FUNCTION: Classes = Classes::STARTER
    .or(Classes::PREPOSITION)
    .or(Classes::PLACE_PREPOSITION)
    .or(Classes::CONJUNCTION)
    .or(Classes::COPULA)
    .or(Classes::WHO);

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

/// Entities with a form in the document that is theirs alone.
fn owned(page: &Page<'_>) -> BTreeSet<EntityRef> {
    let single = page.known.iter().filter_map(|known| match known.senses.as_slice() {
        [sense] if sense.mark == Mark::None => Some(sense.entity),
        _ => None,
    });
    single.collect()
}

/// Whether the document speaks for the known person.
fn speaks_for(page: &Page<'_>, candidates: &[Candidate], owned: &BTreeSet<EntityRef>, entity: EntityRef) -> bool {
    let Some(record) = page.knowledge.entity(entity) else { return false };
    if KNOWN_BY_NEWS.contains(&record.type_()) || page.has_near(entity) {
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
    owned.iter().filter(|other| **other != entity).any(|other| {
        let Some(other_record) = page.knowledge.entity(*other) else { return false };
        match other_record.kind() {
            Kind::Person => other_record.type_() == record.type_() && other_record.country() == record.country(),
            Kind::Organization => {
                let body = matches!(other_record.type_(), "party" | "legislature" | "government");
                of.contains(other) || body && offices::any(page, entity) && other_record.country() == record.country()
            }
            _ => false,
        }
    })
}
