//! Evidence from the known names inside, around and across a candidate.

use super::candidate::{Candidate, Sense};
use super::evidence::Evidence as E;
use super::page::{Kinds, Page};
use super::{leagues, politics, surnames};
use crate::dictionary::Kind;
use crate::text::{Gap, SegmentKind, Shape};

/// Whether the letters before `last` are those of a model and only called like a place: "the DC-10".
fn is_model(page: &Page<'_>, last: usize, senses: &[Sense]) -> bool {
    let letters = page.shape(last - 1) == Some(Shape::Upper) && page.reading.word(last - 1).len() <= MODEL;
    let number = page.gap(last) == Gap::Hyphen && page.shape(last) == Some(Shape::Number);
    letters && number && senses.iter().all(|sense| sense.kind == Kind::Place)
}

/// Most letters before the number of a model: "DC-10", "MD-80".
const MODEL: usize = 3;

/// Known names inside, around and across the candidate.
pub fn observe(page: &Page<'_>, candidate: &mut Candidate) {
    let (first, last) = (candidate.first, candidate.last);
    let e = &mut candidate.evidence;
    let plays = leagues::plays(page, first, last);
    let from_there = page.segment_kind(first) == SegmentKind::Dateline;
    e.add_if(E::TeamCity, plays || !from_there && leagues::is_reported(page, first, last));
    e.add_if(E::TeamPlays, plays);
    e.add_if(E::OfficeNounAfter, surnames::before_office_noun(page, first, last));
    e.add_if(E::OfficeNounAfter, last - first == 1 && politics::is_before_body(page, last));
    let after_surname = || first > 0 && surnames::ends_with_office_noun(page, first - 1, first + 1);
    let inside = || surnames::office_noun_inside(page, first, last);
    let office = || surnames::ends_with_office_noun(page, first, last) || after_surname() || inside();
    e.add_if(E::InDecoy, candidate.senses.is_empty() && office());
    e.add_if(E::InDecoy, is_model(page, last, &candidate.senses));
    for index in [first, last - 1] {
        let Some(known) = page.cover(index) else {
            continue;
        };
        let covers = known.first <= first && last <= known.last;
        // "Springfield, Illinois" is two places, whatever form the dictionary has
        let list = (known.first + 1..known.last).any(|i| page.gap(i) == Gap::Comma);
        if covers && list {
            continue;
        }
        if covers && known.last - known.first > last - first {
            e.add_if(E::InsidePerson, known.kinds.has(Kinds::PERSON));
            e.add_if(E::InsidePlace, known.kinds.has(Kinds::PLACE));
            e.add_if(E::InsideOrganization, known.kinds.has(Kinds::ORGANIZATION));
        } else if known.first < first && first < known.last && known.last < last
            || known.last > last && known.first < last && known.first > first
        {
            e.add(E::CrossesKnown);
        }
        e.add_if(E::InDecoy, known.kinds.has(Kinds::DECOY) && covers);
    }
    if last - first > 1 {
        let (mut start, mut end) = (Kinds::default(), Kinds::default());
        for known in page.known_from(first, last) {
            let proper = known.last <= last && known.last - known.first < last - first;
            if proper && known.first == first {
                start = known.kinds;
            }
            if proper && known.last == last {
                end = known.kinds;
            }
        }
        e.add_if(E::StartsWithPerson, start.has(Kinds::PERSON));
        e.add_if(E::StartsWithPlace, start.has(Kinds::PLACE));
        e.add_if(E::StartsWithDemonym, start.has(Kinds::DEMONYM));
        e.add_if(E::StartsWithOrganization, start.has(Kinds::ORGANIZATION));
        e.add_if(E::EndsWithPerson, end.has(Kinds::PERSON));
        e.add_if(E::EndsWithPlace, end.has(Kinds::PLACE));
        e.add_if(E::EndsWithOrganization, end.has(Kinds::ORGANIZATION));
    }
}
