//! Rows of surnames: "Team: Harris, Cole, Greenwood, Noon, …".

use super::candidate::Candidates;
use super::evidence::Evidence as E;
use super::page::{Kinds, Page};
use crate::text::{Classes, Gap, Shape};

/// Fewest names of a row.
const FEWEST: usize = 6;
/// Of the names of a row at least one in two may be a person's, at most one in four a place's and one in two an
/// organization's.
const PERSONS: usize = 2;
const PLACES: usize = 4;
const ORGANIZATIONS: usize = 2;

/// Observes the names of such rows.
pub fn observe(page: &Page<'_>, candidates: &mut Candidates) {
    let rows = rows(page);
    if rows.is_empty() {
        return;
    }
    for candidate in candidates.each() {
        let row = rows.partition_point(|&(first, _)| first <= candidate.first).checked_sub(1);
        let inside = row.and_then(|row| rows.get(row)).is_some_and(|&(_, last)| candidate.last <= last);
        candidate.evidence.add_if(E::InLineup, inside && candidate.len() == 1);
    }
}

/// Rows of single words with capitals and commas between them, tokens `first..last`.
fn rows(page: &Page<'_>) -> Vec<(usize, usize)> {
    let mut rows = Vec::new();
    let (mut first, tokens) = (0, page.reading.tokens.len());
    for index in 1..=tokens {
        if index == tokens || page.gap(index) != Gap::Comma || !is_name(page, index) {
            if index - first >= FEWEST && is_lineup(page, first, index) {
                rows.push((first, index));
            }
            first = index;
        }
    }
    rows
}

/// A word with a capital that stands for itself.
fn is_name(page: &Page<'_>, index: usize) -> bool {
    matches!(page.shape(index), Some(Shape::Title | Shape::Upper)) && !page.possessive(index)
}

fn is_lineup(page: &Page<'_>, first: usize, last: usize) -> bool {
    let count = |is: &dyn Fn(usize) -> bool| (first..last).filter(|&index| is(index)).count();
    let persons = count(&|index| page.class(index).has(Classes::FAMILY.or(Classes::GIVEN)));
    let places = count(&|index| page.starts(index).has(Kinds::PLACE));
    let organizations = count(&|index| page.starts(index).has(Kinds::ORGANIZATION));
    let enough = persons * PERSONS >= last - first;
    let others = places * PLACES > last - first || organizations * ORGANIZATIONS > last - first;
    // counties and countries are listed by the alphabet
    enough && !others && !(first..last).map(|index| page.reading.word(index)).is_sorted()
}
