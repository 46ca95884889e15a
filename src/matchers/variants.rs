//! Persons whom a text calls in full by other words than the dictionary: "Charles E. Schumer" for Chuck
//! Schumer, "Joseph Biden Jr." for Joe Biden.

use super::known::{Kinds, Known, senses_of};
use super::names::joined;
use super::page::Page;
use crate::builtin;
use crate::dictionary::source::{FORM_WORDS, parse_grouped};
use crate::dictionary::{Kind, Mark};
use crate::text::fold::{HashMapOf, hash_token};
use crate::text::{Classes, Gap, Shape};
use std::sync::LazyLock;

/// Most initials between given name and family name.
const INITIALS: usize = 2;

/// Given names that may stand for another, by its hash: "Charles" for "Chuck", and the reverse.
static OTHER_GIVEN: LazyLock<HashMapOf<Vec<&'static str>>> = LazyLock::new(|| {
    let mut other: HashMapOf<Vec<&'static str>> = HashMapOf::default();
    for (name, short) in parse_grouped(builtin::NICKNAMES, " ").words {
        for short in short {
            other.entry(hash_token(name)).or_default().push(short);
            other.entry(hash_token(short)).or_default().push(name);
        }
    }
    other
});

/// Names that are one person's of the dictionary if an initial or "Jr." is left out, or a short given name
/// taken for the full one after a title or beside an initial. They count only with support: others may bear
/// them too.
pub fn of_persons(page: &Page<'_>) -> Vec<Known> {
    let given = |&index: &usize| page.class(index).has(Classes::GIVEN) && page.nameable(index);
    (0..page.reading.tokens.len()).filter(given).filter_map(|first| of_person(page, first)).collect()
}

/// Whether a known name has all of `first..last`. The known names are in order of their first tokens.
fn covered(page: &Page<'_>, first: usize, last: usize) -> bool {
    let from = page.known.partition_point(|known| known.first + FORM_WORDS < first);
    let near = page.known.iter().skip(from).take_while(|known| known.first <= first);
    near.into_iter().any(|known| last <= known.last)
}

fn of_person(page: &Page<'_>, first: usize) -> Option<Known> {
    let initials =
        (first + 1..).take(INITIALS).take_while(|&i| page.shape(i) == Some(Shape::Initial) && joined(page, i));
    let family = first + 1 + initials.count();
    if !page.nameable(family) || !joined(page, family) || page.possessive(first) {
        return None;
    }
    let mut last = family + 1;
    if matches!(page.gap(last), Gap::Blank | Gap::Comma) && page.class(last).has(Classes::NAME_SUFFIX) {
        last += usize::from(page.nameable(last));
    }
    // a longer name of the dictionary, or this one, needs no other words
    if covered(page, first, last) {
        return None;
    }
    let (own, name) = (page.reading.word(first), page.reading.word(family));
    let same = (last - first > 2).then_some(own);
    // "Randall Cunningham" alone is not Randy Cunningham; a senator of that name is
    let formal = same.is_some() || first.checked_sub(1).is_some_and(|before| page.class(before).has(Classes::TITLE));
    let other = page.reading.hashes.get(first).filter(|_| formal).and_then(|hash| OTHER_GIVEN.get(hash));
    let mut senses: Vec<_> = same
        .into_iter()
        .chain(other.into_iter().flatten().copied())
        .flat_map(|given| senses_of(page.knowledge, &format!("{given} {name}")))
        .filter(|sense| sense.kind == Kind::Person)
        .collect();
    senses.sort_by_key(|sense| sense.entity);
    senses.dedup_by_key(|sense| sense.entity);
    let [sense] = senses.as_mut_slice() else { return None };
    sense.mark = Mark::Shared;
    Some(Known { first, last, senses, kinds: Kinds::PERSON })
}
