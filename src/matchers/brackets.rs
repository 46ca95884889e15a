//! Given names that an editor has put before a surname in brackets: "we need (Jane) Roe back".

use super::candidate::Candidates;
use super::evidence::Evidence;
use super::page::Page;
use crate::dictionary::{FormRole, Kind, Mark};
use crate::text::{Classes, Gap, Shape};

/// Tells the given names and the surnames after them.
pub fn observe(page: &Page<'_>, candidates: &mut Candidates) {
    for given in 0..page.reading.tokens.len() {
        if page.gap(given) == Gap::Break && page.shape(given) == Some(Shape::Title) && is_given(page, given) {
            candidates.at(given, given + 1).add(Evidence::BracketedGiven);
            candidates.at(given + 1, given + 2).add(Evidence::BracketedGiven);
        }
    }
}

/// Whether the token at `given` is a given name in brackets, and a surname follows; "William (Bill) Roe" has its
/// given name before them.
fn is_given(page: &Page<'_>, given: usize) -> bool {
    let surname = given + 1;
    page.class(given).has(Classes::GIVEN)
        && page.nameable(given)
        && page.reading.between(given).ends_with('(')
        && page.reading.between(surname) == ") "
        && page.nameable(surname)
        && page.shape(surname) == Some(Shape::Title)
        && page.same_sentence(given, surname)
        && given.checked_sub(1).is_none_or(|before| !page.nameable(before) || !page.same_sentence(before, given))
        && !is_other(page, given)
        && !is_other(page, surname)
}

/// Whether the dictionary gives the word at `index` to a place or an organization alone.
fn is_other(page: &Page<'_>, index: usize) -> bool {
    page.cover(index).is_some_and(|known| {
        let longer = known.last - known.first > 1;
        let owner = |kind| kind != Kind::Person;
        longer || known.senses.iter().any(|s| owner(s.kind) && s.mark == Mark::None && s.role != FormRole::Demonym)
    })
}
