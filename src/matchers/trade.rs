//! Words of trade beside a name, which say that it is a company: "shares of Kelvar", "Kelvar manufactures pumps",
//! "Kelvar's shareholders".

use super::evidence::{Evidence as E, EvidenceSet};
use super::page::Page;
use crate::builtin;
use crate::dictionary::source::parse_grouped;
use crate::text::Gap;
use crate::text::fold::{HashMapOf, hash_token};
use std::sync::LazyLock;

/// Phrases by the word next to the name: their words, that one first, and the places that they may have.
type Phrases = HashMapOf<Vec<(Vec<u64>, Vec<&'static str>)>>;

static PHRASES: LazyLock<[Phrases; 2]> = LazyLock::new(|| {
    let mut phrases = [Phrases::default(), Phrases::default()];
    let [before, after] = &mut phrases;
    for (phrase, places) in parse_grouped(builtin::TRADE_WORDS, " ").words {
        let mut words: Vec<u64> = phrase.split([' ', '-']).map(hash_token).collect();
        let is_before = places.contains(&"before");
        if is_before {
            words.reverse();
        }
        if let Some(&next) = words.first() {
            let phrases = if is_before { &mut *before } else { &mut *after };
            phrases.entry(next).or_default().push((words, places));
        }
    }
    phrases
});

/// Observes the words that end before the token at `first`.
pub fn before(page: &Page<'_>, first: usize, e: &mut EvidenceSet) {
    let [phrases, _] = &*PHRASES;
    // "the stake in the Kelvar group"
    let end = first - usize::from(first > 1 && page.reading.word(first - 1) == "the");
    let Some(found) = end.checked_sub(1).and_then(|next| phrases.get(&page.word_hash(next))) else { return };
    let is = |back: usize, word: u64| {
        end.checked_sub(back + 1).is_some_and(|at| page.word_hash(at) == word && page.gap(at + 1) == Gap::Blank)
    };
    e.add_if(
        E::TradeBefore,
        found.iter().any(|(words, _)| words.iter().enumerate().all(|(back, &word)| is(back, word))),
    );
}

/// Observes the words from the token at `last` on.
pub fn after(page: &Page<'_>, last: usize, e: &mut EvidenceSet) {
    let [_, phrases] = &*PHRASES;
    let Some(found) = phrases.get(&page.word_hash(last)) else { return };
    let place = if last > 0 && page.possessive(last - 1) { "owned" } else { "after" };
    let joined = |at: usize| page.gap(at) == Gap::Blank || at > last && page.gap(at) == Gap::Hyphen;
    let is = |(at, &word): (usize, &u64)| page.word_hash(last + at) == word && joined(last + at);
    let any = found.iter().any(|(words, places)| places.contains(&place) && words.iter().enumerate().all(is));
    e.add_if(E::TradeAfter, any);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_place() {
        for (word, places) in parse_grouped(builtin::TRADE_WORDS, " ").words {
            assert!(places.iter().all(|place| matches!(*place, "before" | "after" | "owned")), "{word}: {places:?}");
            assert!(!places.is_empty() && (places == ["before"] || !places.contains(&"before")), "{word}: {places:?}");
        }
    }
}
