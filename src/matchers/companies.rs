//! Companies with their legal form: "Target Corp", "Goldman Sachs Group Inc".

use super::candidate::{Ending, Sense};
use super::page::{Kinds, Known, Page};
use super::units;
use crate::dictionary::{Kind, Mark, types};
use crate::text::{Classes, Gap, Shape};

/// Whether the token at `index` is a legal form: `Inc`, `plc`; `AS` in capitals, not the word "As".
pub fn is_legal_form(page: &Page<'_>, index: usize) -> bool {
    let class = page.class(index);
    class.has(Classes::LEGAL_FORM)
        && match page.shape(index) {
            Some(Shape::Upper) => !(class.has(Classes::STARTER) && page.is_headline(index)),
            Some(Shape::Lower) => {
                !class.has(Classes::COMMON.or(Classes::STARTER)) && page.reading.word(index).len() > 2
            }
            _ => !class.has(Classes::STARTER),
        }
}

/// Whether a legal form stands in `first..last`, before the end and not beside another one: "Acme Inc
/// and Zenith Corp" is two names.
pub fn legal_form_inside(page: &Page<'_>, first: usize, last: usize) -> bool {
    (first + 1..last.saturating_sub(1)).any(|i| is_legal_form(page, i) && !is_legal_form(page, i + 1))
}

/// Whether `first..last` is nothing but legal forms; what starts with capitals may be initials: "the SL", "ASA Ltd".
pub fn is_bare_legal_form(page: &Page<'_>, first: usize, last: usize) -> bool {
    let after_name = || {
        let before = first.checked_sub(1).filter(|&before| page.nameable(before) && page.gap(first) != Gap::Break);
        before.is_some()
    };
    let initials = page.shape(first) == Some(Shape::Upper);
    (first..last).all(|index| is_legal_form(page, index)) && (!initials || after_name())
}

/// Whether a company with its legal form ends before the rest: "Acme Inc's Pump Co", "of Acme Corp. Zenith".
pub fn ends_inside(page: &Page<'_>, first: usize, last: usize) -> bool {
    let next = |i: usize| page.gap(i) == Gap::Stop && page.nameable(i) && !is_legal_form(page, i);
    (first + 1..last.saturating_sub(1)).any(|i| is_legal_form(page, i) && (page.possessive(i) || next(i + 1)))
}

/// The known organizations that a legal form follows, with it, and the known companies with "Group" or
/// "Holding" behind them. Who writes "Target Corp" means the company, though "Target" alone is also an
/// everyday word.
pub fn with_legal_forms(page: &Page<'_>) -> Vec<Known> {
    let organizations = page.known.iter().filter(|known| known.kinds.has(Kinds::ORGANIZATION));
    let longer = |known: &Known| with_legal_form(page, known).or_else(|| units::of_company(page, known));
    organizations.filter_map(longer).collect()
}

/// Whether the name at `first` is the end of a longer one: "European Rail Link Ltd" is no company called Link.
pub fn goes_on(page: &Page<'_>, first: usize) -> bool {
    let goes_before = |before: usize| {
        page.nameable(before)
            && page.gap(first) == Gap::Blank
            && !page.possessive(before)
            && page.same_sentence(before, first)
            && !page.is_headline(before)
            && !page.class(before).has(Classes::STARTER)
    };
    first.checked_sub(1).is_some_and(goes_before)
}

fn with_legal_form(page: &Page<'_>, known: &Known) -> Option<Known> {
    if goes_on(page, known.first) {
        return None;
    }
    let mut senses = known.senses.clone();
    // no band, club or party has a legal form: "Trust Ltd" is none of them
    let may_trade = |sense: &Sense| {
        sense.kind == Kind::Organization && !page.knowledge.is_of_type(sense.entity, types::NO_BUSINESS)
    };
    senses.retain(may_trade);
    if senses.is_empty() {
        return None;
    }
    let sure = senses.iter().all(|sense| sense.mark == Mark::None);
    let firm = || senses.iter().all(|sense| is_business(page, sense));
    let follows = |index: usize| matches!(page.gap(index), Gap::Blank | Gap::Comma);
    let mut last = known.last;
    // "J.P. Morgan and Co", "Goldman Sachs & Co Inc"
    let and = |index: usize| page.class(index).has(Classes::CONJUNCTION) || page.shape(index) == Some(Shape::Ampersand);
    let partners = page.gap(last) == Gap::Blank && page.gap(last + 1) == Gap::Blank && and(last);
    if partners && sure && !page.nameable(last) && is_legal_form(page, last + 1) && firm() {
        last += 2;
    } else if let Some(end) = Some(known).filter(|_| sure).and_then(|known| with_town(page, known, &senses)) {
        return Some(Known { first: known.first, last: end, senses, kinds: Kinds::ORGANIZATION });
    } else if sure && follows(last) && page.class(last).has(Classes::COMPANY_WORD) && page.nameable(last) {
        last += 1;
    }
    let form = |index: usize| (follows(index) || page.gap(index) == Gap::Stop) && is_legal_form(page, index);
    let bare = last;
    let joined = last > known.last + 1;
    while follows(bare) && form(last) && last < bare + 2 {
        last += 1;
    }
    // "Siemens Group" is Siemens, "Harvard Group" is not Harvard
    let ends_name = page.gap(last) != Gap::Blank || !page.nameable(last);
    let group = bare > known.last && ends_name && firm();
    // "Standard and Poor's Corp"
    let owner = page.possessive(known.last - 1) && senses.iter().any(|sense| sense.ending != Ending::Possessive);
    if last == bare && !group && !joined || owner {
        return None;
    }
    if let [sense] = senses.as_mut_slice() {
        sense.mark = Mark::None;
    }
    Some(Known { first: known.first, last, senses, kinds: Kinds::ORGANIZATION })
}

/// One past the town of a newspaper: "Star Tribune of Minneapolis".
fn with_town(page: &Page<'_>, known: &Known, senses: &[Sense]) -> Option<usize> {
    let (of, town) = (known.last, known.last + 1);
    let joined = page.gap(of) == Gap::Blank && page.gap(town) == Gap::Blank && page.reading.word(of) == "of";
    let is = |sense: &Sense, types: &[&str]| page.knowledge.is_of_type(sense.entity, types);
    if !joined || !senses.iter().all(|sense| is(sense, types::NEWSPAPER)) {
        return None;
    }
    let starting = |token: usize| {
        let from = page.known.partition_point(|other| other.first < token);
        page.known.iter().skip(from).take_while(move |other| other.first == token)
    };
    let longer = starting(known.first).any(|other| other.last > known.last);
    let towns = starting(town).filter(|town| town.senses.iter().any(|sense| is(sense, types::CITY)));
    towns.map(|town| town.last).max().filter(|_| !longer)
}

/// Whether a bank or a company is meant.
pub fn is_business(page: &Page<'_>, sense: &Sense) -> bool {
    page.knowledge.is_of_type(sense.entity, types::BUSINESS)
}
