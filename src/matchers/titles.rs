//! Titles, ranks and occupations in front of names.

use super::candidate::Candidates;
use super::evidence::Evidence as E;
use super::page::{Kinds, Page};
use crate::builtin;
use crate::dictionary::Claim;
use crate::dictionary::source::parse_words;
use crate::matchers::lexicon::{Words, walk};
use crate::text::fold::{HashSetOf, hash_token};
use crate::text::{Classes, Gap, Shape};
use std::sync::LazyLock;

/// Longest title, in words.
const LONGEST: usize = 6;
/// Longest row of titles, in words: a text of nothing but titles is none.
const LONGEST_ROW: usize = 4 * LONGEST;

/// Words of titles.
const TITLES: Classes = Classes::TITLE.or(Classes::HONORIFIC);

/// The title that ends right before a token.
#[derive(Clone, Copy)]
pub struct Title {
    /// Index of its first word.
    pub start: usize,
    /// Index of the first word of its last title: of "Prime Minister Sir", "Sir".
    pub last: usize,
    /// Mr, Dr or Sir is in it.
    pub honorific: bool,
}

/// Finds the title in front of every candidate: "White House Press Secretary Karoline Leavitt".
pub fn observe(page: &Page<'_>, candidates: &mut Candidates) {
    let mut titled = vec![false; page.titles.len()];
    let inside = insides(page);
    for candidate in candidates.each() {
        let first = candidate.first;
        let begins = candidate.senses.is_empty() && inside.get(first).is_some_and(|&inside| inside);
        candidate.evidence.add_if(E::InDecoy, begins);
        let Some(title) = page.title_before(first) else {
            continue;
        };
        candidate.evidence.add_if(E::HonorificBefore, title.honorific);
        candidate.evidence.add_if(E::Addressed, is_address(page, first - 1));
        let lower = page.shape(first - 1) == Some(Shape::Lower);
        candidate.add(if lower { E::LowerTitleBefore } else { E::TitleBefore });
        candidate.evidence.add_if(E::ShortTitleBefore, !lower && page.gap(first) == Gap::Stop);
        candidate.title = Some((title.start, first));
        if let Some(titled) = titled.get_mut(title.start) {
            *titled = true;
        }
    }
    for candidate in candidates.each().filter(|candidate| !candidate.senses.is_empty()) {
        // "King Abdullah II" has its title in the name
        let name = page.class(candidate.last).has(TITLES) && page.starts(candidate.last).has(Kinds::PERSON);
        candidate.evidence.add_if(E::TitledAfter, name || titled.get(candidate.last).is_some_and(|&titled| titled));
    }
}

/// For each token whether it stands inside a title before a capital, but not first in it: no name begins at
/// "Governor" in "Lieutenant Governor Roe", nor at "Trade" in "Minister of Trade and Industry Jane Roe".
fn insides(page: &Page<'_>) -> Vec<bool> {
    let mut inside = vec![false; page.titles.len()];
    for (first, title) in page.titles.iter().enumerate() {
        if let Some(title) = title.filter(|_| page.nameable(first)) {
            inside.get_mut(title.last + 1..first).unwrap_or_default().iter_mut().for_each(|inside| *inside = true);
        }
    }
    inside
}

/// Words of [`builtin::ADDRESSES`], by their hashes.
static ADDRESSES: LazyLock<HashSetOf> =
    LazyLock::new(|| parse_words(builtin::ADDRESSES).map(|word| hash_token(word.trim_end_matches('.'))).collect());

/// Whether the token is a form of address: Mr, Mrs.
pub fn is_address(page: &Page<'_>, index: usize) -> bool {
    // "M.S. Singh" has initials
    let initials = page.reading.tokens.get(index).is_none_or(|token| token.dotted);
    !initials && page.nameable(index) && page.reading.hashes.get(index).is_some_and(|hash| ADDRESSES.contains(hash))
}

/// For each token: the longest title that ends right before it.
pub fn of_tokens(page: &Page<'_>) -> Vec<Option<Title>> {
    let mut titles: Vec<Option<Title>> = Vec::with_capacity(page.reading.tokens.len());
    for first in 0..page.reading.tokens.len() {
        let title = own_title(page, first).map(|(start, floor)| {
            let honorific = (start..first).any(|i| page.class(i).has(Classes::HONORIFIC) && page.nameable(i));
            // "Prime Minister Sir Keir": one title after another
            let row = |before: &Title| start > floor && first - before.start <= LONGEST_ROW;
            let before = titles.get(start).copied().flatten().filter(row);
            Title {
                start: before.map_or(start, |before| before.start),
                last: start,
                honorific: honorific || before.is_some_and(|before| before.honorific),
            }
        });
        titles.push(title);
    }
    titles
}

/// Index of the first word of the longest single title that ends right before the token at `first`, and
/// of the first word that it could have had.
fn own_title(page: &Page<'_>, first: usize) -> Option<(usize, usize)> {
    let before = first.checked_sub(1)?;
    // "Secretary of State": the last word is no title by itself
    let ends = page.class(before).has(TITLES);
    if !(ends || page.nameable(before) && page.nameable(first)) || !follows(page, first) || page.possessive(before) {
        return None;
    }
    let floor = first.saturating_sub(LONGEST).max(page.reading.sentence(first).map_or(0, |s| s.first));
    if !ends && !(floor..before).any(|index| page.class(index).has(TITLES)) {
        return None;
    }
    let longest = (floor..before).find(|&start| phrase_ends(page, start, TITLES).any(|end| end == first));
    let mut start = longest.or(ends.then_some(before)).or_else(|| of_matter(page, floor, first))?;
    // "White House Press Secretary", "South Korean President": the title begins after the name
    let named = |known: &&super::page::Known| known.first == start && known.last <= before && !known.senses.is_empty();
    if let Some(known) = page.known_from(floor, before).iter().filter(named).max_by_key(|k| k.last) {
        start = known.last;
    }
    Some((start, floor))
}

/// Index of the title in "Minister of Tourism Jane Doe", which no list has with its matter.
fn of_matter(page: &Page<'_>, floor: usize, first: usize) -> Option<usize> {
    let unlisted = |index: usize| {
        let class = page.class(index);
        page.cover(index).is_none() && !class.has(Classes::GIVEN.or(Classes::FAMILY).or(Classes::COMMON))
    };
    let matter = |&index: &usize| {
        let and = page.class(index).has(Classes::CONJUNCTION) && !page.nameable(index);
        let class = page.class(index);
        // "Minister of Housing John Roe": "john" is a word, yet no matter
        let common = class.has(Classes::COMMON) && (!class.has(Classes::GIVEN) || class.has(Classes::EVERYDAY));
        and || page.nameable(index) && (common || unlisted(index))
    };
    let words = (floor..first).rev().take_while(matter).count();
    let of =
        first.checked_sub(words + 1).filter(|&of| of > floor && words > 0 && page.shape(of) == Some(Shape::Lower))?;
    // "CEO of Acmesoft Cap" is no office; "Minister of Defence and Fisheries" is
    let listed = !(of + 1..first).any(unlisted) || (of + 1..first).any(|index| !page.nameable(index));
    let prepares = page.class(of).has(Classes::PREPOSITION) && page.class(of).has(Classes::CONNECTOR);
    let title = prepares && page.class(of - 1).has(Classes::TITLE) && page.nameable(of - 1);
    let name = page.class(first).has(Classes::GIVEN.or(TITLES)) && page.nameable(first) && page.nameable(of + 1);
    let longest = || (floor..of).find(|&start| phrase_ends(page, start, TITLES).any(|end| end == of));
    (title && name && listed).then(|| longest().unwrap_or(of - 1))
}

fn follows(page: &Page<'_>, index: usize) -> bool {
    matches!(page.gap(index), Gap::Blank | Gap::Hyphen)
        || (page.gap(index) == Gap::Stop
            && index
                .checked_sub(1)
                .is_some_and(|b| page.class(b).has(Classes::ABBREVIATION.or(Classes::HONORIFIC).or(Classes::TITLE))))
}

/// One past the last tokens of the phrases of `class` that start at `first`.
pub fn phrase_ends(page: &Page<'_>, first: usize, class: Classes) -> impl Iterator<Item = usize> {
    let mut ends = Vec::new();
    for image in page.knowledge.layers() {
        walk(image, Words::of(page.reading), first, &mut |form, end, _| {
            let mut claims = image.claims(image.form(form));
            if claims.any(|claim| matches!(claim, Claim::Class(found) if found.has(class))) {
                ends.push(end);
            }
        });
    }
    ends.into_iter()
}
