//! The terms of the taxonomy that stand in a text: a walk over the hashes of its words, as for the
//! forms of entities, but in lower case too.

use crate::dictionary::format::{first_key, next_key};
use crate::dictionary::taxonomy::image::{Starts, TermTable};
use crate::dictionary::{Image, Knowledge};
use crate::text::fold::fold_char;
use crate::text::{Gap, Reading, SegmentKind, Token};

/// A term in the text: tokens `first..last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index of the image.
    pub layer: usize,
    /// Index of the term in it.
    pub term: u32,
    /// Index of the first token.
    pub first: usize,
    /// One past the index of the last token.
    pub last: usize,
}

/// Every term in the text, in order of the first token; one that stands within a longer one is left
/// out.
pub fn find(knowledge: &Knowledge, reading: &Reading<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for (layer, image) in knowledge.layers().iter().enumerate().filter(|(_, image)| image.term_count() > 0) {
        let mut walk = Walk { image, table: image.term_table(), layer, reading, out: &mut out };
        // asked once a word, not once a token
        let starts: Vec<Starts> = reading.vocabulary.hashes.iter().map(|&hash| walk.table.starts(hash)).collect();
        for (first, (&number, &hash)) in reading.numbers.iter().zip(&reading.hashes).enumerate() {
            let Some(&Starts { alone, longer }) = starts.get(number as usize) else { continue };
            if alone {
                walk.node(first, first + 1, first_key(hash));
            }
            let second = first + 1;
            let Some(&next) = reading.hashes.get(second).filter(|_| longer) else { continue };
            let key = next_key(first_key(hash), next, false);
            if walk.table.may_be(key) && walk.joined(second) {
                walk.from(first, second + 1, key);
            }
        }
    }
    out.sort_by_key(|found| (found.first, std::cmp::Reverse(found.last), found.layer, found.term));
    let mut covered = (0, 0);
    out.retain(|found| {
        let inside = found.last <= covered.1 && (found.first, found.last) != covered;
        if found.last > covered.1 {
            covered = (found.first, found.last);
        }
        !inside
    });
    out
}

/// The walk through a text for the terms of one image.
struct Walk<'w> {
    image: &'w Image,
    table: TermTable<'w>,
    layer: usize,
    reading: &'w Reading<'w>,
    out: &'w mut Vec<Found>,
}

impl Walk<'_> {
    /// Takes the terms that are `first..last`, and longer ones, of which `key` is the key.
    fn from(&mut self, first: usize, mut last: usize, mut key: u64) {
        while self.node(first, last, key) && self.joined(last) {
            let Some(&hash) = self.reading.hashes.get(last) else { return };
            key = next_key(key, hash, false);
            last += 1;
        }
    }

    /// Takes the terms that are `first..last`, of which `key` is the key. Whether longer ones go on.
    fn node(&mut self, first: usize, last: usize, key: u64) -> bool {
        let Some(node) = self.table.node(key) else { return false };
        if let Some(form) = node.form() {
            self.forms((first, last), form);
        }
        node.children()
    }

    fn forms(&mut self, (first, last): (usize, usize), mut index: u32) {
        loop {
            let form = self.image.term_form(index);
            if form.text.is_none_or(|text| fits(text, self.reading, first, last)) {
                self.out.push(Found { layer: self.layer, term: form.term, first, last });
            }
            if !form.more {
                return;
            }
            index += 1;
        }
    }

    /// Whether the token at `at` may belong to the same phrase as the one before it.
    fn joined(&self, at: usize) -> bool {
        let tokens = &self.reading.tokens;
        at.checked_sub(1)
            .and_then(|i| tokens.get(i))
            .zip(tokens.get(at))
            .is_some_and(|(token, next)| joins(token, next))
    }
}

/// Whether `next` may belong to the same phrase as `token` before it.
fn joins(token: &Token, next: &Token) -> bool {
    match next.gap {
        Gap::Blank | Gap::Hyphen | Gap::Apostrophe | Gap::Joined => true,
        Gap::Stop => token.dotted,
        Gap::Comma | Gap::Break => false,
    }
}

/// Whether the tokens are the words of `form`, with the capitals it has.
fn fits(form: &str, reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let signless = form.trim_end_matches('+');
    if signless.len() < form.len()
        && !reading.text.get(reading.span(first, last).end..).unwrap_or_default().starts_with('+')
    {
        return false;
    }
    let mut words = signless.split(' ');
    for at in first..last {
        let text = reading.word(at);
        let Some(word) = words.next() else { return false };
        if word != text && !(same_letters(word, text) && has_capitals_of(word, text)) {
            return false;
        }
    }
    // in a line of capitals every word has the capitals it needs, and more: "AIDS" may be a verb there
    words.next().is_none()
        && (form.bytes().all(|b| !b.is_ascii_uppercase())
            || reading.segment(first).is_none_or(|segment| segment.kind != SegmentKind::Capitals)
            || form.contains(' ')
            || form.len() > 3)
}

/// Whether two words are the same but for case and accents.
fn same_letters(word: &str, text: &str) -> bool {
    if word.is_ascii() && text.is_ascii() && word.len() == text.len() {
        return word.eq_ignore_ascii_case(text);
    }
    let folded = |text: &str| {
        let mut out = String::with_capacity(text.len());
        text.chars()
            .filter(|&c| c.is_alphanumeric() || c == '&')
            .for_each(|c| fold_char(c, &mut |folded| out.push(folded)));
        out
    };
    folded(word) == folded(text)
}

/// Whether `text` is written in capitals where `word` is: `UAV` is not "uav", `Oscar` not "oscar".
fn has_capitals_of(word: &str, text: &str) -> bool {
    let starts = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    (!starts(word) || starts(text)) && (capitals(word) < 2 || capitals(text) >= 2)
}
