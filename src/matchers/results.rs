//! Lines of results: "Togo 1 Kenya 0" has two countries, "Berlin 17.8.90" a town and a day.

use super::candidate::{Candidate, Sense};
use super::page::Page;
use crate::dictionary::{FormRole, Kind, Mark};
use crate::text::{Gap, Shape};

/// Longest name of a country in such a line, in words.
const LONGEST: usize = 3;
/// Most digits of a score.
const SCORE: usize = 2;

/// Leaves nothing but the country of a name that stands in a result against another country.
pub fn keep_countries(page: &Page<'_>, candidate: &mut Candidate) {
    let (first, last) = (candidate.first, candidate.last);
    if !is_score(page, last) || !candidate.senses.iter().any(is_country) {
        return;
    }
    let against = || {
        let known = page.known_from(last + 1, last + 2).iter().filter(|known| is_score(page, known.last));
        known.flat_map(|known| &known.senses).any(is_country)
    };
    let after = || {
        let score = first.checked_sub(1).filter(|&score| score > 0 && is_score(page, score));
        score.is_some_and(|score| {
            let known = page.known_from(score.saturating_sub(LONGEST), score).iter();
            known.filter(|known| known.last == score).flat_map(|known| &known.senses).any(is_country)
        })
    };
    if against() || after() {
        candidate.senses.retain(is_country);
        if let [sense] = candidate.senses.as_mut_slice() {
            sense.mark = Mark::None;
        }
    }
}

fn is_country(sense: &Sense) -> bool {
    sense.kind == Kind::Country && sense.role != FormRole::Demonym
}

fn is_score(page: &Page<'_>, index: usize) -> bool {
    page.shape(index) == Some(Shape::Number) && page.gap(index) == Gap::Blank && page.reading.word(index).len() <= SCORE
}

/// Whether a day in figures with full stops starts with the token at `index`: "17.8.90".
pub fn is_date(page: &Page<'_>, index: usize) -> bool {
    if page.shape(index) != Some(Shape::Number) {
        return false;
    }
    let start = page.reading.span(index, index + 1).start;
    let rest = page.reading.text.get(start..).unwrap_or_default();
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let mut parts = rest.get(..end).unwrap_or_default().trim_end_matches('.').split('.');
    let part = |part: Option<&str>| part.is_some_and(|digits| matches!(digits.len(), 1 | 2 | 4));
    part(parts.next()) && part(parts.next()) && part(parts.next()) && parts.next().is_none()
}
