//! Evidence from other places where the document writes the same word.

use super::candidate::Candidates;
use super::evidence::Evidence as E;
use super::page::Page;
use crate::text::{SegmentKind, Shape};

/// How often a word stands in the document, and how it is written.
#[derive(Clone, Copy, Default)]
struct Count {
    lower: u32,
    capital: u32,
    all: u32,
}

/// Observes every candidate of one word.
pub fn observe(page: &Page<'_>, candidates: &mut Candidates) {
    let mut counts = vec![Count::default(); page.reading.vocabulary.hashes.len()];
    for (index, &number) in page.reading.numbers.iter().enumerate() {
        let (Some(shape), Some(count)) = (page.shape(index), counts.get_mut(number as usize)) else {
            continue;
        };
        count.all += 1;
        count.lower += u32::from(shape == Shape::Lower);
        let inside = page.reading.sentence(index).is_some_and(|s| s.first < index);
        let body = page.segment_kind(index) == SegmentKind::Body;
        count.capital += u32::from(page.nameable(index) && inside && body);
    }
    for candidate in candidates.each() {
        if candidate.len() > 1 {
            continue;
        }
        let number = page.reading.numbers.get(candidate.first).copied().unwrap_or_default();
        let count = counts.get(number as usize).copied().unwrap_or_default();
        let own = page.reading.sentence(candidate.first).is_some_and(|s| s.first < candidate.first)
            && page.segment_kind(candidate.first) == SegmentKind::Body;
        let e = &mut candidate.evidence;
        e.add_if(E::SeenLower, count.lower > 0);
        e.add_if(E::SeenCapital, count.capital > u32::from(own));
        e.add_if(E::Repeated, count.all > 2);
    }
}
