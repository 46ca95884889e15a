//! Titles of works in quotation marks: 'an Oscar for "Chicago"' names no town, 'the novel "Anna Karenina"' no person.

use super::candidate::Candidates;
use super::evidence::Evidence as E;
use super::page::Page;
use crate::builtin;
use crate::dictionary::source::parse_words;
use crate::text::fold::{HashSetOf, hash_token};
use crate::text::{Classes, Gap, Shape};
use std::sync::LazyLock;

/// Words of which one stands before such a title.
static NOUNS: LazyLock<HashSetOf> = LazyLock::new(|| parse_words(builtin::WORK_NOUNS).map(hash_token).collect());

/// Most words from such a word to the title: 'nominated for his part in "Chicago"'.
const APART: usize = 5;
/// Longest title, in words.
const LONGEST: usize = 8;

/// Marks what stands in the title of a work as no entity.
pub fn observe(page: &Page<'_>, candidates: &mut Candidates) {
    let mut works: Vec<(usize, usize)> = Vec::new();
    for first in 1..page.reading.tokens.len() {
        let opens = page.gap(first) == Gap::Break && page.nameable(first) && opens(page.reading.between(first));
        let listed = || works.last().is_some_and(|work: &(usize, usize)| goes_on(page, work.1, first));
        if let Some(last) =
            Some(first).filter(|_| opens && (is_work(page, first) || listed())).and_then(|_| end(page, first))
        {
            works.push((first, last));
        }
    }
    if works.is_empty() {
        return;
    }
    for candidate in candidates.each() {
        let at = works.partition_point(|work| work.1 < candidate.last);
        let inside = works.get(at).is_some_and(|work| work.0 <= candidate.first);
        candidate.evidence.add_if(E::InDecoy, inside);
    }
}

/// Whether what stands before a word ends with an opening mark of double quotation.
fn opens(between: &str) -> bool {
    between.ends_with(['"', '“']) && !between.trim_end_matches(['"', '“']).contains(['.', ':', '!', '?', ';'])
}

/// Whether the title that may begin at `first` is a work's, by the words before it in its sentence.
fn is_work(page: &Page<'_>, first: usize) -> bool {
    let before = (first.saturating_sub(APART)..first).rev();
    let mut before = before.take_while(|&index| page.same_sentence(index, first));
    before.any(|index| NOUNS.contains(&page.word_hash(index)))
}

/// Whether nothing but "and" or a comma stands between the title that ends before `last` and the word at `first`.
fn goes_on(page: &Page<'_>, last: usize, first: usize) -> bool {
    last == first || last + 1 == first && page.class(last).has(Classes::CONJUNCTION)
}

/// One past the last word of the title that begins at `first`, if its words have the capitals of a title and the
/// marks of quotation end it.
fn end(page: &Page<'_>, first: usize) -> Option<usize> {
    let last = (first + 1..=first + LONGEST).find(|&index| closes(page.reading.between(index)))?;
    let small =
        |index: usize| page.class(index).has(Classes::CONNECTOR.or(Classes::PREPOSITION).or(Classes::CONJUNCTION));
    let capital = |index: usize| page.shape(index) != Some(Shape::Lower) || small(index);
    (page.same_sentence(first, last - 1) && (first..last).all(capital)).then_some(last)
}

/// Whether what stands after a word has a closing mark of double quotation right after it.
fn closes(between: &str) -> bool {
    between.trim_start_matches([',', '.', '!', '?', '\'', '’', 's']).starts_with(['"', '”'])
}
