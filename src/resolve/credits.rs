//! Those who wrote, edited or photographed: "Editors: James Roe, Mark Poe", "Mark Poe/Getty Images". No known athlete or
//! politician of the name is meant.

use crate::builtin;
use crate::dictionary::source::parse_words;
use crate::matchers::Page;
use crate::matchers::page::Kinds;
use crate::text::fold::{HashSetOf, fold, hash_token};
use crate::text::{Classes, Gap, Shape};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static PHRASES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| parse_words(builtin::CREDITS).collect());

/// Hashes of the last words of the phrases, by which most names are passed over.
static LAST_WORDS: LazyLock<HashSetOf> =
    LazyLock::new(|| PHRASES.iter().filter_map(|phrase| phrase.rsplit(' ').next()).map(hash_token).collect());

/// Longest phrase, in words.
const LONGEST: usize = 4;
/// Most words between the phrase and the name: other names of the list and their towns.
const LIST: usize = 14;

/// Types of people whose names stand in credits as anybody's do.
pub const KNOWN_ELSEWHERE: [&str; 8] =
    ["actor", "artist", "athlete", "business", "coach", "historical", "musician", "politician"];

/// Whether the name of tokens `first..last` stands in a credit.
pub fn holds(page: &Page<'_>, first: usize, last: usize) -> bool {
    before_agency(page, last) || after_phrase(page, first)
}

/// "Mark Poe/Getty Images"
fn before_agency(page: &Page<'_>, last: usize) -> bool {
    let slash = || matches!(page.reading.between(last), "/" | " / ");
    page.starts(last).has(Kinds::ORGANIZATION) && slash()
}

/// "Editing by Jane Roe and Mark Poe", "on this story: Jane Roe in Rome at jroe@example.com"
fn after_phrase(page: &Page<'_>, first: usize) -> bool {
    let Some(segment) = page.reading.segment(first) else { return false };
    let floor = first.saturating_sub(LIST).max(segment.first);
    for end in (floor..=first).rev() {
        if end > floor && LAST_WORDS.contains(&page.word_hash(end - 1)) && ends_phrase(page, end, segment.first) {
            return true;
        }
        let Some(before) = end.checked_sub(1) else { return false };
        let joins = page.class(before).has(Classes::CONJUNCTION.or(Classes::PLACE_PREPOSITION));
        if !(page.nameable(before) || joins && page.shape(before) == Some(Shape::Lower)) {
            return false;
        }
    }
    false
}

/// Whether a phrase ends before the token at `end`: one word needs a colon.
fn ends_phrase(page: &Page<'_>, end: usize, floor: usize) -> bool {
    let colon = page.reading.between(end).trim_start().starts_with(':');
    let is_phrase = |start: usize| {
        let joined = (start + 1..end).all(|index| page.gap(index) == Gap::Blank);
        let words = || fold(page.reading.span(start, end).of(page.reading.text));
        joined && (colon || end - start > 1) && PHRASES.contains(words().as_str())
    };
    (end.saturating_sub(LONGEST).max(floor)..end).any(is_phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_can_be_found() {
        for phrase in PHRASES.iter() {
            assert!(fold(phrase) == **phrase && phrase.split(' ').count() <= LONGEST, "{phrase}");
        }
    }

    #[test]
    fn the_types_are_those_of_the_dictionary() {
        let readme = include_str!("../../dictionaries/README.md");
        let listed = readme.lines().find_map(|line| line.strip_prefix("person: `")).unwrap_or_default();
        let listed: BTreeSet<&str> = listed.trim_end_matches("`;").split(' ').collect();
        assert!(KNOWN_ELSEWHERE.iter().all(|type_| listed.contains(type_)), "{listed:?}");
    }
}
