//! Titles, ranks and occupations in front of names.

use super::candidate::Candidates;
use super::evidence::Evidence as E;
use super::page::Page;
use crate::dictionary::Claim;
use crate::matchers::lexicon::{Words, walk};
use crate::text::{Classes, Gap, Shape};

/// Longest title, in words.
const LONGEST: usize = 6;

/// Finds the title in front of every candidate: "White House Press Secretary Karoline Leavitt".
pub fn observe(page: &Page<'_>, candidates: &mut Candidates) {
    let mut titled = Vec::new();
    let mut cache: Vec<Option<Option<usize>>> = vec![None; page.reading.tokens.len()];
    for candidate in candidates.each() {
        let first = candidate.first;
        let Some(known) = cache.get_mut(first) else {
            continue;
        };
        let start = *known.get_or_insert_with(|| title_start(page, first));
        let Some(start) = start else { continue };
        let honorific = (start..first).any(|i| page.class(i).has(Classes::HONORIFIC) && page.nameable(i));
        candidate.evidence.add_if(E::HonorificBefore, honorific);
        let lower = page.shape(first - 1) == Some(Shape::Lower);
        candidate.add(if lower { E::LowerTitleBefore } else { E::TitleBefore });
        candidate.title = Some((start, first));
        titled.push(start);
    }
    for candidate in candidates.each().filter(|candidate| !candidate.senses.is_empty()) {
        candidate.evidence.add_if(E::TitledAfter, titled.contains(&candidate.last));
    }
}

/// Index of the first word of the longest title that ends right before the token at `first`.
fn title_start(page: &Page<'_>, first: usize) -> Option<usize> {
    let before = first.checked_sub(1)?;
    if !page.class(before).has(Classes::TITLE.or(Classes::HONORIFIC)) || !follows(page, first) {
        return None;
    }
    if page.possessive(before) {
        return None;
    }
    let floor = first.saturating_sub(LONGEST).max(page.reading.sentence(first).map_or(0, |s| s.first));
    let longest = (floor..before).find(|&start| phrase_at(page, start, first, Classes::TITLE.or(Classes::HONORIFIC)));
    let mut start = longest.unwrap_or(before);
    // "White House Press Secretary", "South Korean President": the title begins after the name
    let named = |known: &&super::page::Known| known.first == start && known.last <= before && !known.senses.is_empty();
    if let Some(known) = page
        .known
        .iter()
        .skip(page.known.partition_point(|known| known.first < floor))
        .take_while(|k| k.first < before)
        .filter(named)
        .max_by_key(|k| k.last)
    {
        start = known.last;
    }
    // "Prime Minister Sir Keir": one title after another
    if let Some(more) = (start > floor).then(|| title_start(page, start)).flatten() {
        start = more;
    }
    Some(start)
}

fn follows(page: &Page<'_>, index: usize) -> bool {
    matches!(page.gap(index), Gap::Blank | Gap::Hyphen)
        || (page.gap(index) == Gap::Stop
            && index
                .checked_sub(1)
                .is_some_and(|b| page.class(b).has(Classes::ABBREVIATION.or(Classes::HONORIFIC).or(Classes::TITLE))))
}

/// Whether a phrase of `class` stands at `first` and, for titles, ends at `last`; for heads of
/// names it is enough that it ends before `last`.
pub fn phrase_at(page: &Page<'_>, first: usize, last: usize, class: Classes) -> bool {
    let head = class.has(Classes::ORG_HEAD);
    page.knowledge.layers().iter().any(|image| {
        let mut found = false;
        walk(image, Words::of(page.reading), first, &mut |form, end, _| {
            let fits = if head { end < last } else { end == last };
            found |= fits
                && image.claims(image.form(form)).any(|claim| matches!(claim, Claim::Class(found) if found.has(class)));
        });
        found
    })
}
