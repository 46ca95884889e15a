//! Short names of the companies that a document names in full: "Oak said" after "Oak Industries Inc". The first
//! words of a full name mean the company where they stand as a name does: not "Western nations", not "the
//! General", and no place or person that the document has.

use super::choose::Choice;
use super::document::{Places, form_hash};
use super::weights::Label;
use crate::matchers::page::Kinds;
use crate::matchers::{Candidate, Evidence as E, Page, companies};
use crate::text::fold::{HashMapOf, HashSetOf};
use crate::text::{Classes, Shape};

/// Fewest points of a full name whose first words stand for it.
const SURE: f32 = 1.0;

/// First words of the companies that were surely found, by their form.
#[derive(Default)]
pub struct Starts {
    full: HashMapOf<Places>,
    /// Those that say, do or own something where they stand alone.
    acting: HashSetOf,
}

impl Starts {
    /// The starts of what was `chosen`: of names with a legal form, a ticker, or another form of companies.
    pub fn of(page: &Page<'_>, candidates: &[Candidate], chosen: &[Choice]) -> Self {
        let mut starts = Self::default();
        let sure = |choice: &&Choice| choice.label == Label::Organization && choice.points >= SURE;
        for choice in chosen.iter().filter(sure) {
            let Some(candidate) = candidates.get(choice.candidate) else { continue };
            let (first, last) = (candidate.first, candidate.last);
            let bare = last - (first..last).rev().take_while(|&index| is_ending(page, index)).count();
            let formed = candidate.evidence.has(E::LegalForm) || candidate.evidence.has(E::Firm);
            // "Jackson Co." is rather a county
            let county = last - first == 2 && candidate.evidence.has(E::StartsWithPlace);
            if !formed || last - first < 2 || county {
                continue;
            }
            for end in (first + 1..=bare.min(last - 1)).filter(|&end| page.nameable(end - 1)) {
                starts.full.entry(form_hash(page, first, end)).or_default().add(first, last);
            }
        }
        if !starts.full.is_empty() {
            let acting = candidates.iter().filter(|candidate| acts(candidate) && starts.has(page, candidate));
            starts.acting = acting.map(|candidate| form_hash(page, candidate.first, candidate.last)).collect();
        }
        starts
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.full.is_empty()
    }

    /// Whether `candidate` is the first words of another name, and stands as a short name does.
    pub fn has(&self, page: &Page<'_>, candidate: &Candidate) -> bool {
        let form = form_hash(page, candidate.first, candidate.last);
        let elsewhere = self.full.get(&form).is_some_and(|places| places.elsewhere(candidate.first));
        elsewhere && stands_alone(page, candidate, self.acting.contains(&form))
    }
}

fn is_ending(page: &Page<'_>, index: usize) -> bool {
    companies::is_legal_form(page, index) || page.class(index).has(Classes::COMPANY_WORD)
}

/// Whether the words around `candidate` allow that it is a short name, and it is nothing else; `acting` if the same
/// words act elsewhere.
fn stands_alone(page: &Page<'_>, candidate: &Candidate, acting: bool) -> bool {
    let has = |evidence| candidate.evidence.has(evidence);
    let country = has(E::KnownCountry) || has(E::SharedCountry);
    let other = has(E::KnownPerson) || country || has(E::KnownPlace) && !has(E::SmallPlace);
    let person = has(E::DocumentPerson) || has(E::TitleBefore) || has(E::HonorificBefore) || has(E::LowerTitleBefore);
    let part = has(E::InDecoy) || has(E::Calendar) || has(E::HyphenAfter) || has(E::HyphenBefore);
    if other || person || part || has(E::InTable) {
        return false;
    }
    if page.is_headline(candidate.first) {
        return in_headline(page, candidate);
    }
    let place = has(E::KnownPlace) || has(E::SharedPlace);
    let there = has(E::PlacePrepositionBefore) || has(E::PlaceAfterComma) || has(E::InDateline);
    in_text(page, candidate, acting) && !(place && (there || !acts(candidate) && !acting))
}

/// In a line of capitals: two words, or what opens the line, or stands before a ticker.
fn in_headline(page: &Page<'_>, candidate: &Candidate) -> bool {
    let has = |evidence| candidate.evidence.has(evidence);
    let opens = has(E::LineStart) && page.class(candidate.last).has(Classes::HEADLINE_VERB);
    candidate.len() > 1 || has(E::Firm) || opens || has(E::NoneCommon) && !is_wide(page, candidate)
}

/// Whether it says, does or owns something.
fn acts(candidate: &Candidate) -> bool {
    let has = |evidence| candidate.evidence.has(evidence);
    has(E::SpeechAfter) || has(E::CopulaAfter) || has(E::OwnerAfter) || has(E::PersonVerbAfter)
}

fn in_text(page: &Page<'_>, candidate: &Candidate, acting: bool) -> bool {
    let has = |evidence| candidate.evidence.has(evidence);
    if !has(E::WholeRun) && !has(E::RunEnd) || has(E::ArticleBefore) {
        return false;
    }
    let acts = acts(candidate);
    let proven = page.capital_proves(candidate.first);
    if candidate.len() > 1 {
        return proven || acts || acting || !has(E::AllCommon);
    }
    if has(E::TheBefore) || has(E::NotName) {
        return false;
    }
    let noun = has(E::LowerNounAfter) && !(acting && has(E::NoneCommon));
    let named = acting || has(E::NoneCommon) || has(E::SpeechBefore) || has(E::OfBefore) || has(E::PrepositionBefore);
    let wide = is_wide(page, candidate) && !acting;
    acts || proven && named && !noun && !wide
}

/// Whether it is a word that names of many kinds begin with: "Western", "General", "National", "American".
fn is_wide(page: &Page<'_>, candidate: &Candidate) -> bool {
    let wide = Classes::DIRECTION
        .or(Classes::ORG_WORD)
        .or(Classes::ORG_HEAD)
        .or(Classes::ORG_SUFFIX)
        .or(Classes::TITLE)
        .or(Classes::STARTER)
        .or(Classes::ETHNIC);
    let first = candidate.first;
    candidate.len() == 1
        && (page.class(first).has(wide)
            || page.starts(first).has(Kinds::DEMONYM)
            || page.shape(first) == Some(Shape::Initial))
}
