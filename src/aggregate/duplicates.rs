//! Near copies: wire reports that several papers print, the same text with another headline.
//!
//! A text is the set of its word triples; two texts are near copies when they share most of them
//! (Broder 1997, "On the resemblance and containment of documents"). The share is estimated from
//! one hash a triple, the least of each of 64 bins (Li, Owen, Zhang 2012, "One permutation
//! hashing"). SimHash was tried and left: on wire news its distance did not part rewritten reports
//! (7 bits) from different reports in the same words (1 bit).

use crate::text::fold::mix;
use crate::text::{Reading, Shape};
use std::collections::BTreeMap;

/// Bins of a fingerprint.
pub const BINS: usize = 64;
/// Value of a bin without a triple.
const EMPTY: u16 = u16::MAX;
/// Bins that two texts must have in common to be compared, and that many times it is tried.
const BAND: usize = 4;
/// Words below which only texts with the same triples, each as often, are copies: headlines that differ in one
/// name are different news.
const SHORT: u32 = 24;
/// Words below which two texts must have the same numbers, and more in common: reports of the same
/// kind, a day later.
const BRIEF: u32 = 120;
/// Share of triples of two near copies in common.
const NEAR: f64 = 0.8;
/// The same of brief texts.
const NEAR_BRIEF: f64 = 0.88;
/// Texts with the same band that one is compared with at most, so that a thousand variants of one
/// form do not take a million comparisons.
const COMPARED: usize = 400;

/// What tells near copies of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Words of the text.
    pub words: u32,
    /// Hash of its triples with how often they come, in no order.
    pub content: u64,
    /// Hash of its numbers with how often they come, in no order.
    pub numbers: u64,
    /// Least hash of the triples of each bin.
    pub bins: [u16; BINS],
}

impl Fingerprint {
    /// The fingerprint of a text.
    pub fn of(reading: &Reading<'_>) -> Self {
        let hashes = &reading.hashes;
        let triples: Vec<u64> = match hashes.len() {
            0..3 => vec![hashes.iter().fold(hashes.len() as u64, |sum, &hash| mix(sum, hash))],
            _ => hashes.windows(3).map(|window| window.iter().fold(3, |sum, &hash| mix(sum, hash))).collect(),
        };
        let numbers = reading.tokens.iter().zip(hashes).filter(|(token, _)| token.shape == Shape::Number);
        let mut bins = [EMPTY; BINS];
        for &triple in &triples {
            // the top bits choose the bin, others are its value; the largest value means empty
            let value = (triple >> 16) as u16 % EMPTY;
            if let Some(bin) = bins.get_mut((triple >> 58) as usize) {
                *bin = value.min(*bin);
            }
        }
        Self {
            words: hashes.len() as u32,
            content: bag_hash(triples.iter().copied()),
            numbers: bag_hash(numbers.map(|(_, &hash)| hash)),
            bins,
        }
    }

    /// Estimated share of the triples of both that both have (Jaccard), 0 to 1.
    pub fn resemblance(&self, other: &Self) -> f64 {
        if self.content == other.content {
            return 1.0;
        }
        let pairs = self.bins.iter().zip(&other.bins).filter(|(a, b)| **a != EMPTY || **b != EMPTY);
        let (mut all, mut same) = (0_u32, 0_u32);
        for (a, b) in pairs {
            all += 1;
            same += u32::from(a == b);
        }
        f64::from(same) / f64::from(all.max(1))
    }

    /// Whether the two texts are near copies.
    pub fn is_near(&self, other: &Self) -> bool {
        let shorter = self.words.min(other.words);
        if self.words == 0 || other.words == 0 {
            false
        } else if self.content == other.content {
            true
        } else if shorter < SHORT {
            false
        } else if shorter < BRIEF {
            self.numbers == other.numbers && self.resemblance(other) >= NEAR_BRIEF
        } else {
            self.resemblance(other) >= NEAR
        }
    }

    /// Hash of one band of bins; none where it is empty.
    fn band(&self, index: usize) -> Option<u64> {
        let bins = self.bins.chunks_exact(BAND).nth(index)?;
        let some = bins.iter().any(|&bin| bin != EMPTY);
        some.then(|| bins.iter().fold(0, |sum, &bin| mix(sum, u64::from(bin))))
    }
}

/// Hash of values in no order: the sum of a hash of each.
fn bag_hash(values: impl Iterator<Item = u64>) -> u64 {
    let (count, sum) = values.fold((0, 0_u64), |(count, sum), value| (count + 1, sum.wrapping_add(mix(7, value))));
    mix(count, sum)
}

/// For each document, given as id and fingerprint, the one that it repeats. Of near copies the
/// longest stays, of equally long ones that with the smaller id, so that the answer does not depend
/// on the order; whoever repeats a copy repeats what that one repeats.
pub fn find(documents: &[(String, Fingerprint)]) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..documents.len()).collect();
    let rank = |&index: &usize| {
        let document = documents.get(index);
        (document.map(|(id, print)| (std::cmp::Reverse(print.words), id, print.content)), index)
    };
    order.sort_by(|a, b| rank(a).cmp(&rank(b)));
    let prints: Vec<&Fingerprint> = order.iter().filter_map(|&index| documents.get(index).map(|(_, p)| p)).collect();
    // from here on, places in the order: a document may only repeat one before it
    let mut repeats: Vec<Option<usize>> = vec![None; prints.len()];
    let distinct = same_content(&prints, &mut repeats);
    for band in 0..BINS / BAND {
        let mut keys: Vec<(u64, usize)> =
            distinct.iter().filter_map(|&at| Some((prints.get(at)?.band(band)?, at))).collect();
        keys.sort_unstable();
        for group in keys.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            compare(group, &prints, &mut repeats);
        }
    }
    let mut out = vec![None; documents.len()];
    for at in 0..repeats.len() {
        let mut first = at;
        while let Some(before) = repeats.get(first).copied().flatten() {
            first = before;
        }
        if let (true, Some(&index), Some(&of)) = (first != at, order.get(at), order.get(first))
            && let Some(slot) = out.get_mut(index)
        {
            *slot = Some(of);
        }
    }
    out
}

/// Notes texts with the same triples as one before; gives the others.
fn same_content(prints: &[&Fingerprint], repeats: &mut [Option<usize>]) -> Vec<usize> {
    let mut first_with: BTreeMap<u64, usize> = BTreeMap::new();
    let mut distinct = Vec::new();
    for (at, print) in prints.iter().enumerate().filter(|(_, print)| print.words > 0) {
        let first = *first_with.entry(print.content).or_insert(at);
        if first == at {
            distinct.push(at);
        } else if let Some(slot) = repeats.get_mut(at) {
            *slot = Some(first);
        }
    }
    distinct
}

/// Compares each text of a group with those before it; the first near one counts.
fn compare(group: &[(u64, usize)], prints: &[&Fingerprint], repeats: &mut [Option<usize>]) {
    for (place, &(_, later)) in group.iter().enumerate() {
        for &(_, earlier) in group.iter().take(place).take(COMPARED) {
            let (Some(a), Some(b), Some(slot)) = (prints.get(earlier), prints.get(later), repeats.get_mut(later))
            else {
                continue;
            };
            if slot.is_some_and(|best| best <= earlier) {
                break;
            }
            if a.is_near(b) {
                *slot = Some(earlier);
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Classes, Lexis};

    struct NoWords;
    impl Lexis for NoWords {
        fn classes(&self, _: u64) -> Classes {
            Classes::default()
        }
    }

    fn print(text: &str) -> Fingerprint {
        Fingerprint::of(&Reading::of(text, &NoWords))
    }

    /// `n` different words.
    fn words(n: usize) -> Vec<String> {
        (0..n).map(|i| format!("w{}x", (i * 7919) % 100_003)).collect()
    }

    #[test]
    fn the_estimate_is_near_the_share() {
        for changed in [0, 40, 100, 200] {
            let mut other = words(1000);
            other[..changed].iter_mut().for_each(|word| word.push_str("other"));
            let (a, b) = (print(&words(1000).join(" ")), print(&other.join(" ")));
            let share = (998.0 - changed as f64) / (998.0 + changed as f64);
            assert!((a.resemblance(&b) - share).abs() < 0.12, "{changed}: {} for {share}", a.resemblance(&b));
        }
    }

    #[test]
    fn what_is_a_copy() {
        let long = words(300).join(" ");
        assert!(print(&long).is_near(&print(&format!("By Our Staff {long} Reporting by two others"))));
        assert!(!print(&long).is_near(&print(&words(600)[300..].join(" "))));
        let headline = "Leaders meet in Singapore to talk about trade";
        assert!(print(headline).is_near(&print("LEADERS MEET in Singapore, to talk about trade.")));
        assert!(!print(headline).is_near(&print("Ministers meet in Singapore to talk about trade")));
        let brief = |day: u32| format!("{} the bank bought bonds on March {day}", words(60).join(" "));
        assert!(!print(&brief(30)).is_near(&print(&brief(31))), "other numbers: another report");
        assert!(!print("").is_near(&print("")), "texts without words are not copies");
    }

    #[test]
    fn the_longest_stays_in_any_order() {
        let base = words(300).join(" ");
        let mut documents: Vec<(String, Fingerprint)> = [
            ("a", base.clone()),
            ("b", format!("{base} and more")),
            ("c", base.clone()),
            ("d", words(900)[400..].join(" ")),
        ]
        .iter()
        .map(|(id, text)| ((*id).to_owned(), print(text)))
        .collect();
        for _ in 0..documents.len() {
            let found = find(&documents);
            let of = |id: &str| documents.iter().position(|document| document.0 == id).unwrap();
            let repeated = |id: &str| found[of(id)].map(|index| documents[index].0.clone());
            assert_eq!((repeated("a"), repeated("b")), (Some("b".into()), None));
            assert_eq!((repeated("c"), repeated("d")), (Some("b".into()), None));
            documents.rotate_left(1);
        }
    }
}
