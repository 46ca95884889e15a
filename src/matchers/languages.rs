//! Languages that are called like a people: "she answered in French and Russian" names no country.

use super::page::Page;
use crate::text::{Classes, Gap, Shape};

/// Words after a language that do not belong to it.
const FUNCTION: Classes =
    Classes::PREPOSITION.or(Classes::PLACE_PREPOSITION).or(Classes::COPULA).or(Classes::WHO).or(Classes::CONJUNCTION);

/// Whether the token at `index` is the language that something is said in: "in Spanish waters" has none.
pub fn is_spoken(page: &Page<'_>, index: usize) -> bool {
    page.class(index).has(Classes::ETHNIC) && follows_in(page, index) && ends(page, index)
}

fn follows_in(page: &Page<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1).filter(|_| page.gap(index) == Gap::Blank) else { return false };
    if matches!(page.reading.word(before), "in" | "into") {
        return true;
    }
    // "in French and Russian"
    let other = before.checked_sub(1).filter(|&other| page.class(other).has(Classes::ETHNIC));
    other.is_some_and(|other| joins(page, before) && follows_in(page, other))
}

fn ends(page: &Page<'_>, index: usize) -> bool {
    let next = index + 1;
    match page.gap(next) {
        _ if next >= page.reading.tokens.len() => true,
        Gap::Blank if joins(page, next) && page.class(next + 1).has(Classes::ETHNIC) => ends(page, next + 1),
        Gap::Blank => page.shape(next) == Some(Shape::Lower) && page.class(next).has(FUNCTION),
        Gap::Hyphen | Gap::Joined | Gap::Apostrophe => false,
        _ => !page.possessive(index),
    }
}

fn joins(page: &Page<'_>, index: usize) -> bool {
    page.class(index).has(Classes::CONJUNCTION) && page.shape(index) == Some(Shape::Lower)
}
