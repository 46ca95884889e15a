//! Bodies with a list in their name: "Ministry of Agriculture, Fisheries and Food".

use super::candidate::Candidates;
use super::evidence::Evidence;
use super::page::Page;
use crate::text::{Classes, Gap, Shape};

/// Most matters of one body.
const MOST: usize = 6;
/// Longest name of a matter, in words: "Small and Medium Enterprises" is two.
const LONGEST: usize = 3;

/// Proposes the bodies, and takes from what ends at a comma or at the "and" that it could be the whole.
pub fn propose(page: &Page<'_>, candidates: &mut Candidates) {
    for first in 0..page.reading.tokens.len() {
        let Some((last, matters)) = body(page, first) else { continue };
        // "American College of", "French Ministry of": the evidence says which
        let before = (0..first).rev().take_while(|&i| {
            page.nameable(i) && page.gap(i + 1) == Gap::Blank && !page.possessive(i) && page.same_sentence(i, first)
        });
        for start in before.take(LONGEST).chain([first]) {
            candidates.at(start, last).add(Evidence::WholeRun);
            matters.iter().for_each(|&end| candidates.at(start, end).add(Evidence::InDecoy));
        }
    }
}

/// End of the body whose first word is at `first`, and where its matters but the last end.
fn body(page: &Page<'_>, first: usize) -> Option<(usize, Vec<usize>)> {
    let head = page.nameable(first) && page.class(first).has(Classes::ORG_HEAD.or(Classes::ORG_SUFFIX));
    let of = first + 1;
    if !head || page.shape(of) != Some(Shape::Lower) || !page.class(of).has(Classes::PREPOSITION) {
        return None;
    }
    let mut ends = vec![matter(page, of + 1)?];
    while let Some(&end) = ends.last()
        && ends.len() < MOST
        && page.gap(end) == Gap::Comma
        && let Some(next) = matter(page, end)
    {
        ends.push(next);
    }
    // "Health, Education and Welfare", also with a comma before the "and"
    let and = *ends.last()?;
    let joins = matches!(page.gap(and), Gap::Blank | Gap::Comma) && page.class(and).has(Classes::CONJUNCTION);
    let last = matter(page, and + 1).filter(|_| joins && page.gap(and + 1) == Gap::Blank && ends.len() > 1)?;
    Some((last, ends))
}

/// End of the matter that starts at `first`: everyday words with capitals, or words that nothing knows.
fn matter(page: &Page<'_>, first: usize) -> Option<usize> {
    let word = |index: usize| {
        let class = page.class(index);
        let everyday = class.has(Classes::COMMON);
        let unknown = page.cover(index).is_none() && !class.has(Classes::GIVEN.or(Classes::FAMILY));
        page.nameable(index) && page.same_sentence(index, first) && (everyday || unknown)
    };
    let goes_on = |index: &usize| (*index == first || page.gap(*index) == Gap::Blank) && word(*index);
    let words = (first..first + LONGEST).take_while(goes_on).count();
    (words > 0).then_some(first + words)
}
