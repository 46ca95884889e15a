//! Nouns beside a name that say which of its senses is meant: "Idlib province" is the province, "the
//! Dnipro river" the river, "the insurer Prudential" the company.

use crate::matchers::page::Kinds;
use crate::matchers::{Page, apposition, type_nouns::TYPES_OF_NOUN};
use crate::text::{Classes, Gap, Shape};

/// Whether a noun right before or after tokens `first..last` speaks for `type_`: "the river Dnipro",
/// "Idlib province", "the city of Salisbury".
pub fn speak_for(page: &Page<'_>, first: usize, last: usize, type_: &str) -> bool {
    let noun = |index: usize| {
        let lower = page.shape(index) == Some(Shape::Lower);
        let hash = page.reading.hashes.get(index).filter(|_| lower);
        hash.and_then(|hash| TYPES_OF_NOUN.get(hash)).is_some_and(|types| types.contains(&type_))
    };
    let blank = |index: usize| page.gap(index) == Gap::Blank;
    let before = blank(first) && first > 0 && {
        noun(first - 1) || (first > 1 && page.reading.word(first - 1) == "of" && blank(first - 1) && noun(first - 2))
    };
    before || (blank(last) && noun(last))
}

/// How much the article speaks for a river: "the Mississippi", "the upper Mississippi", but hardly "the
/// Mississippi governor".
pub fn article_of_river(page: &Page<'_>, first: usize, last: usize) -> u32 {
    let direction = first.checked_sub(1).is_some_and(|before| page.class(before).has(Classes::DIRECTION));
    let article = first.checked_sub(1 + usize::from(direction));
    let the = article.is_some_and(|index| page.reading.word(index).eq_ignore_ascii_case("the"));
    let ends = page.gap(last) != Gap::Blank || page.class(last).has(apposition::FUNCTION);
    // "along the Mississippi, Alabama and Florida coast"
    let listed = page.gap(last) == Gap::Comma && page.starts(last).has(Kinds::PLACE);
    if !the || page.gap(first) != Gap::Blank || listed || page.possessive(last - 1) {
        return 0;
    }
    if direction || ends { 6 } else { 1 }
}
