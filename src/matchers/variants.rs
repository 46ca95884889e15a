//! Persons whom a text calls in full by other words than the dictionary: "Charles E. Schumer" for Chuck
//! Schumer, "Joseph Biden Jr." for Joe Biden.

use super::known::{Kinds, Known, senses_of};
use super::names::joined;
use super::page::Page;
use crate::builtin;
use crate::dictionary::source::{FORM_WORDS, parse_grouped};
use crate::dictionary::{EntityRef, Kind, Mark};
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
    let initials: String = initials.map(|index| format!("{}.", page.reading.word(index))).collect();
    let family = first + 1 + initials.len() / "W.".len();
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
    let bearers = |form: &str| senses_of(page.knowledge, form).into_iter().filter(|sense| sense.kind == Kind::Person);
    // "George H. W. Bush" is written "George H.W. Bush" in the dictionary
    let mut senses: Vec<_> = bearers(&format!("{own} {initials} {name}")).collect();
    if senses.is_empty() {
        let given = same.into_iter().chain(other.into_iter().flatten().copied());
        senses.extend(given.flat_map(|given| bearers(&format!("{given} {name}"))));
        senses.retain(|sense| !other_initials(page, sense.entity, &initials));
    }
    senses.sort_by_key(|sense| sense.entity);
    senses.dedup_by_key(|sense| sense.entity);
    let [sense] = senses.as_mut_slice() else { return None };
    sense.mark = Mark::Shared;
    Some(Known { first, last, senses, kinds: Kinds::PERSON })
}

/// Whether the dictionary gives the person initials in the name, and none of them is one of `initials`.
fn other_initials(page: &Page<'_>, person: EntityRef, initials: &str) -> bool {
    let name = page.knowledge.entity(person).map_or("", |record| record.name());
    let mut own = name.split(' ').filter(|word| word.ends_with('.') && word.len() <= 2 * INITIALS).peekable();
    let shares = |word: &str| word.split('.').any(|initial| !initial.is_empty() && initials.contains(initial));
    own.peek().is_some() && !initials.is_empty() && !own.any(shares)
}
