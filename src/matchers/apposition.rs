//! What stands after a name and a comma and says what it is: "Clear Shores, a charity", "in Maple Center, Iowa".

use super::candidate::Candidate;
use super::evidence::Evidence as E;
use super::inflections;
use super::page::Page;
use super::type_nouns;
use crate::builtin;
use crate::dictionary::source::{Grouped, parse_grouped};
use crate::dictionary::{Kind, types};
use crate::text::fold::{HashSetOf, hash_token};
use crate::text::{Classes, Gap, Shape};
use std::sync::LazyLock;

/// Most words from the article to the end of the noun: "an independent environmental campaign group".
const NOUN: usize = 8;

/// Words that no noun goes on with.
pub const FUNCTION: Classes = Classes::STARTER
    .or(Classes::PREPOSITION)
    .or(Classes::PLACE_PREPOSITION)
    .or(Classes::CONJUNCTION)
    .or(Classes::COPULA)
    .or(Classes::WHO);

/// Words before names.
const TITLES: Classes = Classes::TITLE.or(Classes::HONORIFIC);

/// Whether an article and a noun for organizations follow: "…, an organization supporting", but not "…, a group
/// leader".
pub fn is_body(page: &Page<'_>, last: usize) -> bool {
    noun_after_comma(page, last).is_some_and(|head| page.class(head).has(Classes::ORG_NOUN))
}

/// Whether an article and a noun for places follow, and with it the phrase ends: "…, a small village near", but
/// not "…, a city planner" or "…, a farm and ranch organization".
pub fn is_site(page: &Page<'_>, last: usize) -> bool {
    const AFTER: Classes = Classes::PLACE_PREPOSITION.or(Classes::PREPOSITION).or(Classes::WHO);
    noun_after_comma(page, last).is_some_and(|head| {
        let class = page.class(head);
        let ends = page.gap(head + 1) != Gap::Blank || page.class(head + 1).has(AFTER);
        class.has(Classes::PLACE_NOUN) && !class.has(Classes::ORG_NOUN) && ends
    })
}

/// The noun in lower case that an article and a comma introduce.
fn noun_after_comma(page: &Page<'_>, last: usize) -> Option<usize> {
    let article = page.gap(last) == Gap::Comma && is_article(page, last);
    head(page, last).filter(|&head| article && is_lower(page, head))
}

/// Whether the token at `index` is the article of what is named here first.
pub fn is_article(page: &Page<'_>, index: usize) -> bool {
    matches!(page.reading.word(index), "a" | "an" | "A" | "An")
}

/// The last word of the noun after the article at `article`: of "a teacher union leader" it is "leader". What follows
/// is a mark, a capital, a participle or a word that no noun goes on with.
pub fn head(page: &Page<'_>, article: usize) -> Option<usize> {
    let blank = |index: &usize| matches!(page.gap(*index), Gap::Blank | Gap::Hyphen);
    let goes_on = |index: usize| {
        let function = page.class(index).has(FUNCTION) && !page.class(index).has(Classes::ROLE);
        page.gap(index) == Gap::Blank && is_lower(page, index) && !function && !inflections::is_participle(page, index)
    };
    (article + 1..article + 1 + NOUN).take_while(blank).find(|&index| !goes_on(index + 1))
}

fn is_lower(page: &Page<'_>, index: usize) -> bool {
    page.shape(index) == Some(Shape::Lower)
}

/// Whether an article and a noun for organizations stand before, and commas around: "a state subsidiary, Clear
/// Shores, runs", but not "a charity, Jane Kerr, said" or "a charity, Anna, 33, said".
fn is_named_body(page: &Page<'_>, first: usize, last: usize) -> bool {
    let commas = page.gap(first) == Gap::Comma && page.gap(last) == Gap::Comma;
    let noun = || first > 1 && is_lower(page, first - 1) && page.class(first - 1).has(Classes::ORG_NOUN);
    let article = || (first.saturating_sub(NOUN)..first - 1).rev().find(|&index| is_article(page, index));
    commas
        && noun()
        && !names_person(page, first, last)
        && article().is_some_and(|article| {
            page.same_sentence(article, first)
                && (article + 1..first).all(|index| matches!(page.gap(index), Gap::Blank | Gap::Hyphen))
                && (article + 1..first - 1).all(|index| !page.class(index).has(FUNCTION))
                && !article.checked_sub(1).is_some_and(|before| page.class(before).has(Classes::PREPOSITION))
        })
}

/// Whether an age follows, a known person is called so, or the words are given names and surnames.
fn names_person(page: &Page<'_>, first: usize, last: usize) -> bool {
    let age = page.shape(last) == Some(Shape::Number);
    let person = |kind: Kind| kind == Kind::Person;
    let full = || page.known_from(first, first + 1).iter().filter(|known| known.last == last);
    let known = || full().flat_map(|known| &known.senses).any(|sense| person(sense.kind));
    let short = || page.short_at(first, last).filter_map(|entity| page.knowledge.entity(entity));
    let named = |index: usize| page.class(index).has(Classes::GIVEN.or(Classes::FAMILY));
    let given = || page.class(first).has(Classes::GIVEN) && (first..last).all(named);
    age || given() || known() || short().any(|record| person(record.kind()))
}

/// Nouns for people, with the types of those against whom each speaks.
pub static ORDINARY: LazyLock<Grouped<'static>> = LazyLock::new(|| parse_grouped(builtin::ORDINARY, " "));
/// Nouns for people beside the name of one, without those that count only before "named".
static PEOPLE: LazyLock<HashSetOf> = LazyLock::new(|| {
    let nouns = ORDINARY.words.iter();
    nouns.filter(|(_, types)| !types.contains(&"named")).map(|(noun, _)| hash_token(noun)).collect()
});

/// Whether a noun for newspapers stands before: "the daily Vesti", "a weekly, Vesti Gora, said", but not "editor of the
/// weekly, Jane Kerr, said" or "through daily Mass".
fn is_paper(page: &Page<'_>, first: usize, last: usize) -> bool {
    let comma = page.gap(first) == Gap::Comma && page.gap(last) == Gap::Comma;
    let is_noun = |index: usize| type_nouns::speaks_for(page.word_hash(index), types::NEWSPAPER);
    let noun = (page.gap(first) == Gap::Blank || comma) && first > 1 && is_lower(page, first - 1);
    if !noun || !is_noun(first - 1) {
        return false;
    }
    let floor = first.saturating_sub(NOUN);
    let opens = |index: &usize| {
        let word = page.reading.word(*index);
        is_article(page, *index) || word.eq_ignore_ascii_case("the") || page.possessive(*index) || page.nameable(*index)
    };
    let noun = |index: usize| !page.class(index).has(FUNCTION) || is_noun(index);
    let goes_on = |index: &usize| opens(index) || is_lower(page, *index) && noun(*index);
    let start = (floor..first - 1).rev().take_while(goes_on).find(opens);
    start.is_some_and(|start| {
        let before = start.checked_sub(1).is_some_and(|at| page.class(at).has(Classes::PREPOSITION));
        page.same_sentence(start, first) && !(comma && before)
    })
}

/// Observes what a candidate's own words and those around it say together.
pub fn observe(page: &Page<'_>, candidate: &mut Candidate) {
    let (first, last) = (candidate.first, candidate.last);
    candidate.evidence.add_if(E::BodyAfterComma, is_named_body(page, first, last));
    candidate.evidence.add_if(E::PaperBefore, is_paper(page, first, last));
    if page.gap(last) == Gap::Comma && is_article(page, last) {
        // "a graduate of Oak Hill School, a teacher"
        let of = [E::OfBefore, E::PrepositionBefore, E::PlacePrepositionBefore, E::TheBefore];
        let object = of.into_iter().any(|before| candidate.evidence.has(before));
        let person = || noun_after_comma(page, last).is_some_and(|head| PEOPLE.contains(&page.word_hash(head)));
        candidate.evidence.add_if(E::PersonAfterComma, !object && person());
    }
    // "in Maple Center, Iowa": a town that no list has
    let inside = first > 0 && page.reading.word(first - 1) == "in" && page.gap(first) == Gap::Blank;
    let unknown = candidate.senses.is_empty() && inside && page.gap(last) == Gap::Comma;
    candidate.evidence.add_if(E::InStateAfterComma, unknown && starts_state(page, last));
    // "Jo La Rue": a given name and a particle before the last word
    let given = page.class(first).has(Classes::GIVEN) && !page.class(first).has(TITLES);
    let blank = || page.gap(first + 1) == Gap::Blank && page.gap(first + 2) == Gap::Blank;
    let particle = last - first == 3 && given && page.shape(first + 1) == Some(Shape::Title) && blank();
    let joins = || page.class(first + 1).has(Classes::PARTICLE) && !page.class(first + 1).has(Classes::GIVEN);
    candidate.evidence.add_if(E::GivenParticle, candidate.senses.is_empty() && particle && joins());
}

fn starts_state(page: &Page<'_>, index: usize) -> bool {
    let senses = page.known_from(index, index + 1).iter().flat_map(|known| &known.senses);
    senses.filter_map(|sense| page.knowledge.entity(sense.entity)).any(|record| record.is_state())
}
