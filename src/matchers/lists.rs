//! Places of one list that share their last word: "Orange, Riverside and San Bernardino Counties", "the counties of
//! Orange and Riverside".

use super::known::{Kinds, Known, senses_of};
use super::page::Page;
use crate::builtin;
use crate::dictionary::source::parse_grouped;
use crate::dictionary::{Kind, Mark};
use crate::text::fold::{HashMapOf, hash_token};
use crate::text::{Classes, Gap};
use std::sync::LazyLock;

/// Longest name in a list, in words.
const LONGEST: usize = 3;

/// The last word of each place, by the hash of the plural.
static HEADS: LazyLock<HashMapOf<&'static str>> = LazyLock::new(|| {
    let heads = parse_grouped(builtin::PLURAL_HEADS, " ").words;
    heads.into_iter().filter_map(|(plural, head)| Some((hash_token(plural), *head.first()?))).collect()
});

/// The places of all such lists. The last one has the plural in it if that has a capital.
pub fn of_places(page: &Page<'_>) -> Vec<Known> {
    let mut places = Vec::new();
    for (noun, hash) in page.reading.hashes.iter().enumerate() {
        if let Some(head) = HEADS.get(hash) {
            for list in [list_before(page, noun), list_after(page, noun)].into_iter().filter(|list| list.len() > 1) {
                places.extend(list.into_iter().filter_map(|(first, last)| place(page, first, last, noun, head)));
            }
        }
    }
    places
}

fn place(page: &Page<'_>, first: usize, last: usize, noun: usize, head: &str) -> Option<Known> {
    let name = page.reading.span(first, last).of(page.reading.text);
    let mut senses = senses_of(page.knowledge, &format!("{name} {head}"));
    senses.retain(|sense| sense.kind == Kind::Place);
    if let [sense] = senses.as_mut_slice() {
        sense.mark = Mark::None;
    }
    let last = last + usize::from(last == noun && page.nameable(noun));
    (!senses.is_empty()).then_some(Known { first, last, senses, kinds: Kinds::PLACE })
}

/// The names of the list that ends before the token at `noun`, last one first: tokens `first..last`.
fn list_before(page: &Page<'_>, noun: usize) -> Vec<(usize, usize)> {
    let mut list = Vec::new();
    let mut last = noun;
    while let Some(first) = name_before(page, last) {
        list.push((first, last));
        let Some(before) = first.checked_sub(1) else { break };
        last = match page.gap(first) {
            Gap::Comma => first,
            Gap::Blank if page.class(before).has(Classes::CONJUNCTION) => before,
            _ => break,
        };
    }
    list
}

/// The names of the list that starts after "of" and the token at `noun`: tokens `first..last`.
fn list_after(page: &Page<'_>, noun: usize) -> Vec<(usize, usize)> {
    let mut list = Vec::new();
    if page.reading.word(noun + 1) != "of" || page.gap(noun + 1) != Gap::Blank {
        return list;
    }
    let mut first = noun + 2;
    while let Some(last) = name_after(page, first) {
        list.push((first, last));
        // "A, B", "A and B", "A, B, and C"
        let and = page.class(last).has(Classes::CONJUNCTION);
        let joined = matches!(page.gap(last), Gap::Comma) || and && page.gap(last) == Gap::Blank;
        if !joined || !page.same_sentence(first, last) {
            break;
        }
        first = last + usize::from(and);
    }
    list
}

/// One past the last token of the words with capitals that start with the token at `first`.
fn name_after(page: &Page<'_>, first: usize) -> Option<usize> {
    let mut last = first;
    while last < first + LONGEST && page.nameable(last) && (last == first || page.gap(last) == Gap::Blank) {
        last += 1;
    }
    (last > first && page.same_sentence(first, last - 1)).then_some(last)
}

/// First token of the words with capitals that end before the token at `last`.
fn name_before(page: &Page<'_>, last: usize) -> Option<usize> {
    let from = last.saturating_sub(LONGEST);
    let mut first = last;
    while first > from && page.nameable(first - 1) && (first == last || page.gap(first) == Gap::Blank) {
        first -= 1;
    }
    (first < last && page.reading.sentence_index(first) == page.reading.sentence_index(last - 1)).then_some(first)
}
