//! Names with a nickname in quotation marks: "Joaquín 'El Chapo' Guzmán".

use super::candidate::Candidates;
use super::evidence::Evidence;
use super::known::{Kinds, Known, senses_of};
use super::page::Page;
use crate::dictionary::Kind;
use crate::text::{Classes, Gap};

/// Longest nickname, in words.
const LONGEST: usize = 3;

/// Proposes the names that nobody knows.
pub fn propose(page: &Page<'_>, candidates: &mut Candidates) {
    for name in names(page) {
        let candidate = candidates.at(name.first, name.last);
        candidate.add(Evidence::WholeRun);
        candidate.add(Evidence::QuotedNickname);
    }
}

/// Those that the dictionary knows without the nickname.
pub fn of_persons(page: &Page<'_>) -> Vec<Known> {
    let known = |name: Name| {
        let words = |first, last| page.reading.span(first, last).of(page.reading.text);
        let plain = format!("{} {}", words(name.first, name.opens), words(name.closes, name.last));
        let mut senses = senses_of(page.knowledge, &plain);
        senses.retain(|sense| sense.kind == Kind::Person);
        (!senses.is_empty()).then_some(Known { first: name.first, last: name.last, senses, kinds: Kinds::PERSON })
    };
    names(page).filter_map(known).collect()
}

/// Tokens `first..last`; the nickname is `opens..closes`.
struct Name {
    first: usize,
    opens: usize,
    closes: usize,
    last: usize,
}

fn names(page: &Page<'_>) -> impl Iterator<Item = Name> {
    (1..page.reading.tokens.len()).filter(|&opens| page.gap(opens) == Gap::Break).filter_map(|opens| name(page, opens))
}

/// The name whose nickname starts at `opens`.
fn name(page: &Page<'_>, opens: usize) -> Option<Name> {
    let given = opens.checked_sub(1)?;
    if !page.class(given).has(Classes::GIVEN) || !page.nameable(given) {
        return None;
    }
    let quote = page.reading.between(opens).strip_prefix(' ').filter(|between| is_quote(between))?;
    let closing = |&index: &usize| {
        let after = page.reading.between(index).strip_suffix(' ').is_some_and(is_quote);
        after && part(page, index) && page.same_sentence(index, given)
    };
    let closes = (opens + 1..=opens + LONGEST).find(closing).filter(|_| quote.chars().count() == 1)?;
    let goes_on = |&index: &usize| page.gap(index) == Gap::Blank && part(page, index);
    let last = closes + 1 + (closes + 1..closes + LONGEST).take_while(goes_on).count();
    if !page.nameable(last - 1) {
        return None;
    }
    let before = |index: &usize| page.nameable(*index) && page.class(*index).has(Classes::GIVEN);
    let first = given - (0..given).rev().take(2).take_while(|i| before(i) && page.gap(i + 1) == Gap::Blank).count();
    Some(Name { first, opens, closes, last })
}

/// Whether the token at `index` is of a name: "van", "Poelstra".
fn part(page: &Page<'_>, index: usize) -> bool {
    page.nameable(index) || page.class(index).has(Classes::PARTICLE)
}

fn is_quote(between: &str) -> bool {
    matches!(between, "\"" | "“" | "”" | "'" | "‘" | "’" | "''" | "``")
}
