//! Evidence from other places where the document writes the same word.

use super::candidate::Candidates;
use super::evidence::Evidence as E;
use super::page::Page;
use crate::text::fold::HashMapOf;
use crate::text::{SegmentKind, Shape};

/// How often a word stands in the document, and how it is written.
#[derive(Clone, Copy, Default)]
struct Count {
    lower: u32,
    capital: u32,
    all: u32,
}

/// Observes every candidate.
pub fn observe(page: &Page<'_>, candidates: &mut Candidates) {
    let mut counts: HashMapOf<Count> = HashMapOf::default();
    for (index, &hash) in page.reading.hashes.iter().enumerate() {
        let Some(shape) = page.shape(index) else {
            continue;
        };
        let count = counts.entry(hash).or_default();
        count.all += 1;
        count.lower += u32::from(shape == Shape::Lower);
        let inside = page.reading.sentence(index).is_some_and(|s| s.first < index);
        let body = page.segment_kind(index) == SegmentKind::Body;
        count.capital += u32::from(page.nameable(index) && inside && body);
    }
    for candidate in candidates.each() {
        let count = |i: usize| page.reading.hashes.get(i).and_then(|h| counts.get(h)).copied().unwrap_or_default();
        let one = candidate.len() == 1;
        let first = count(candidate.first);
        let own = page.reading.sentence(candidate.first).is_some_and(|s| s.first < candidate.first)
            && page.segment_kind(candidate.first) == SegmentKind::Body;
        let e = &mut candidate.evidence;
        e.add_if(E::SeenLower, first.lower > 0 && one);
        e.add_if(E::SeenCapital, one && first.capital > u32::from(own));
        e.add_if(E::Repeated, one && first.all > 2);
    }
}
