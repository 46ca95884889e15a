//! How names end that no list has: "Kowalczewski" is a family, "Borgersheim" a place.

use super::page::Page;
use crate::builtin;
use crate::text::Classes;
use crate::text::fold::{HashMapOf, fold, hash_token};
use std::sync::LazyLock;

/// What a word ends like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A family name.
    Family,
    /// A place.
    Place,
}

/// Lengths of endings, in letters.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=6;
/// Fewest letters that a name has before its ending.
const STEM: usize = 2;
/// Classes of words that are in a list.
const LISTED: Classes = Classes::GIVEN
    .or(Classes::FAMILY)
    .or(Classes::COMMON)
    .or(Classes::STARTER)
    .or(Classes::ORG_SUFFIX)
    .or(Classes::PLACE_SUFFIX)
    .or(Classes::ETHNIC)
    .or(Classes::CALENDAR);

static ENDINGS: LazyLock<HashMapOf<Ending>> = LazyLock::new(|| {
    let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#')).map(hash_token);
    let family = lines(builtin::FAMILY_ENDINGS).map(|hash| (hash, Ending::Family));
    family.chain(lines(builtin::PLACE_ENDINGS).map(|hash| (hash, Ending::Place))).collect()
});

/// What the word at `index` ends like: the longest ending that is listed, if the word itself is in no list.
pub fn of(page: &Page<'_>, index: usize) -> Option<Ending> {
    if page.class(index).has(LISTED) || page.acronym(index) || !page.nameable(index) || page.cover(index).is_some() {
        return None;
    }
    let word = fold(page.reading.word(index));
    let starts = word.char_indices().rev().map(|(at, _)| at);
    let longest = word.chars().count().saturating_sub(STEM);
    let endings = starts.enumerate().filter(|(at, _)| LENGTHS.contains(&(at + 1)) && *at < longest);
    let known = endings.filter_map(|(_, at)| ENDINGS.get(&hash_token(word.get(at..)?)));
    known.last().copied()
}
