//! Keyphrases: what a document is about in its own words, by statistics alone.
//!
//! [`units`] reads the text as runs of nouns, adjectives and names between the words that bound them; a
//! run is a candidate, and so is each word and name in it. [`terms`] counts them. A candidate weighs more
//! the more often it stands in the text and the earlier it comes; the best are taken in order, without
//! those that say again what a longer one has said.

mod terms;
#[cfg(test)]
mod tests;
mod units;

use crate::resolve::Resolved;
use crate::text::Reading;
use std::collections::BinaryHeap;
use terms::{Phrase, Terms};
use units::Unit;

/// A word, name or phrase that a document is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyphrase {
    /// As the text mostly writes it, in lower case unless it is a name.
    pub text: String,
    /// How much it says about the document, above 0, below 1.
    pub score: f64,
    /// How often it stands in the text.
    pub count: usize,
}

/// Weight of a phrase beside that of one word: short texts repeat words before they repeat phrases.
const PHRASE: f32 = 0.85;
/// Weight of an everyday word that stands for itself. In a phrase it says as much as others.
const EVERYDAY: f32 = 0.7;
/// Weight of a word that stands in longer runs only: there the phrase is the better candidate.
const NEVER_ALONE: f32 = 0.5;
/// Share of its occurrences from which a word or phrase is covered by longer ones that were taken.
const COVERED: f32 = 0.7;
/// Token at which a word that comes first there weighs half as much as one that opens the text.
const HALF: f32 = 400.0;

/// The `limit` best keyphrases of a text that was read and resolved, best first.
#[must_use]
pub fn of(reading: &Reading<'_>, resolved: &Resolved, limit: usize) -> Vec<Keyphrase> {
    if limit == 0 {
        return Vec::new();
    }
    let units = units::read(reading, resolved);
    let terms = terms::count(&units);
    let mut queue = candidates(&units, &terms);
    let mut taken =
        Taken { covered: vec![0; terms.words.len()], phrases: Vec::with_capacity(limit.min(terms.phrases.len())) };
    let mut out = Vec::new();
    while out.len() < limit
        && let Some(best) = queue.pop()
    {
        let (text, count) = match best.place {
            Place::Word(index) => {
                let Some(word) = terms.words.get(index) else { continue };
                if covered(taken.covered.get(index).copied().unwrap_or(0), word.count) {
                    continue;
                }
                (units::written_word(reading, resolved, &units, word), word.count)
            }
            Place::Phrase(index) => {
                let Some(phrase) = terms.phrases.get(index) else { continue };
                if !taken.take(&units, phrase) {
                    continue;
                }
                (units::written_phrase(reading, &units, &terms, phrase), phrase.count)
            }
        };
        let score = f64::from(best.score());
        out.push(Keyphrase { text, score: score / (1.0 + score), count: count as usize });
    }
    out
}

/// Where a candidate stands in [`Terms`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Word(usize),
    Phrase(usize),
}

/// A candidate in the order of taking: by score, then the one that comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    /// Bits of the score: those of positive numbers are in the order of the numbers.
    bits: u32,
    first: std::cmp::Reverse<u32>,
    place: Place,
}

impl Candidate {
    fn score(self) -> f32 {
        f32::from_bits(self.bits)
    }
}

fn candidates(units: &[Unit], terms: &Terms) -> BinaryHeap<Candidate> {
    let weights: Vec<f32> = terms.words.iter().map(|word| weight(word.count, word.first)).collect();
    let mut out = Vec::with_capacity(terms.words.len() + terms.phrases.len());
    for (index, (word, weight)) in terms.words.iter().zip(&weights).enumerate() {
        if !word.ends {
            continue; // an adjective, or the first half of names
        }
        let everyday = if word.everyday { EVERYDAY } else { 1.0 };
        let alone = word.alone as f32 / word.count as f32;
        let score = weight * everyday * (NEVER_ALONE + (1.0 - NEVER_ALONE) * alone);
        out.push(Candidate { bits: score.to_bits(), first: std::cmp::Reverse(word.first), place: Place::Word(index) });
    }
    for (index, phrase) in terms.phrases.iter().enumerate() {
        let words = phrase.units(units);
        let sum: f32 = words.iter().filter_map(|unit| weights.get(unit.word as usize)).sum();
        let mean = sum / words.len().max(1) as f32;
        let score = PHRASE * (weight(phrase.count, phrase.first) + mean) / 2.0;
        out.push(Candidate {
            bits: score.to_bits(),
            first: std::cmp::Reverse(phrase.first),
            place: Place::Phrase(index),
        });
    }
    BinaryHeap::from(out)
}

/// What stands `count` times, first at the token `first`: the second time adds more than the tenth.
fn weight(count: u32, first: u32) -> f32 {
    let often = if count == 1 { 1.0 } else { (1.0 + count as f32).log2() };
    often / (1.0 + (first as f32 / HALF).sqrt())
}

fn covered(by: u32, count: u32) -> bool {
    by as f32 >= COVERED * count as f32
}

/// Phrases that were taken, and how much of each word they cover.
struct Taken {
    /// Occurrences of each word in the phrases.
    covered: Vec<u32>,
    /// The words of each phrase, and its count.
    phrases: Vec<(Vec<u32>, u32)>,
}

impl Taken {
    /// Takes `phrase`, unless it adds to one that was taken, or is covered by longer ones.
    fn take(&mut self, units: &[Unit], phrase: &Phrase) -> bool {
        let words: Vec<u32> = phrase.units(units).iter().map(|unit| unit.word).collect();
        let mut by = 0;
        for (own, count) in &self.phrases {
            if holds(&words, own) {
                return false;
            }
            if holds(own, &words) {
                by += count;
            }
        }
        if by > 0 && covered(by, phrase.count) {
            return false;
        }
        for &word in &words {
            if let Some(covered) = self.covered.get_mut(word as usize) {
                *covered += phrase.count;
            }
        }
        self.phrases.push((words, phrase.count));
        true
    }
}

/// Whether `part` stands in `whole`.
fn holds(whole: &[u32], part: &[u32]) -> bool {
    whole.windows(part.len()).any(|window| window == part)
}
