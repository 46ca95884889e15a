//! Short names of the companies that a document names in full: "Elm said" after "Elm Industries Inc". The first
//! words of a full name mean the company where they stand as a name does: not "Western nations", not "the
//! General", and no place or person that the document has.

use super::choose::Choice;
use super::document::{Places, form_hash};
use super::weights::Label;
use crate::builtin;
use crate::dictionary::source::parse_grouped;
use crate::matchers::page::Kinds;
use crate::matchers::{Candidate, Evidence as E, Page, companies};
use crate::text::fold::{HashMapOf, HashSetOf, hash_token};
use crate::text::{Classes, Gap, Shape};
use std::sync::LazyLock;

/// Pronouns of persons.
static PRONOUNS: LazyLock<HashSetOf> = LazyLock::new(|| {
    parse_grouped(builtin::PRONOUNS, " ").words.into_iter().flat_map(|(_, words)| words).map(hash_token).collect()
});

/// Fewest points of a name without the form of a company.
const SURE: f32 = 1.0;

/// First words of the companies that were surely found, by their form.
#[derive(Default)]
pub struct Starts {
    full: HashMapOf<Places>,
    /// Those that are names of other organizations, whole.
    whole: HashSetOf,
    /// Those that say, do or own something where they stand alone.
    acting: HashSetOf,
    /// Those that stand alone before a ticker.
    listed: HashSetOf,
}

impl Starts {
    /// The starts of what was `chosen`: of names with a legal form, a ticker, or another form of companies.
    pub fn of(page: &Page<'_>, candidates: &[Candidate], chosen: &[Choice]) -> Self {
        let mut starts = Self::default();
        for choice in chosen.iter().filter(|choice| choice.label == Label::Organization) {
            let Some(candidate) = candidates.get(choice.candidate) else { continue };
            let (first, last) = (candidate.first, candidate.last);
            if candidate.len() < 2 {
                if candidate.evidence.has(E::Firm) {
                    starts.listed.insert(form_hash(page, first, last));
                }
                continue;
            }
            let formed = is_formed(candidate);
            // "Jackson Co." is rather a county
            let county = candidate.len() == 2 && candidate.evidence.has(E::StartsWithPlace);
            if county || !formed && (choice.points < SURE || page.is_headline(first)) {
                continue;
            }
            starts.full.entry(form_hash(page, first, last)).or_default().add(first, last);
            if !formed {
                starts.whole.insert(form_hash(page, first, last));
                continue;
            }
            for (from, end) in first_words(page, first, last) {
                starts.full.entry(form_hash(page, from, end)).or_default().add(first, last);
            }
        }
        if starts.full.len() > starts.whole.len() {
            let acting = candidates.iter().filter(|candidate| acts(page, candidate) && starts.has(page, candidate));
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
        // the names of other organizations count in headlines alone
        if self.full.len() == self.whole.len() && !page.is_headline(candidate.first) {
            return false;
        }
        let form = form_hash(page, candidate.first, candidate.last);
        let elsewhere = self.full.get(&form).is_some_and(|places| places.elsewhere(candidate.first));
        let whole = || page.is_headline(candidate.first) || !self.whole.contains(&form);
        // "King's" in "King's Table Inc"
        let goes_on = || {
            let next = candidate.last;
            page.gap(next) == Gap::Blank
                && page.nameable(next)
                && self.full.contains_key(&form_hash(page, candidate.first, next + 1))
        };
        elsewhere
            && whole()
            && !goes_on()
            && stands_alone(page, candidate, self.acting.contains(&form), self.listed.contains(&form))
    }
}

/// Whether it has the form of a company: "Elm Industries Inc".
pub fn is_formed(candidate: &Candidate) -> bool {
    [E::LegalForm, E::LegalFormInside, E::Firm].into_iter().any(|form| candidate.evidence.has(form))
}

/// The first words by which the company of tokens `first..last` may be called: from where to where each, fewer than
/// all. "Hutton" is one of "E.F. Hutton Group Inc".
pub fn first_words(page: &Page<'_>, first: usize, last: usize) -> impl Iterator<Item = (usize, usize)> {
    let bare = last - (first..last).rev().take_while(|&index| is_ending(page, index)).count();
    [Some(first), after_initials(page, first, bare)].into_iter().flatten().flat_map(move |from| {
        let ends = (from + 1..=bare.min(last - 1)).filter(|&end| page.nameable(end - 1));
        ends.map(move |end| (from, end))
    })
}

/// Where the name goes on after its initials: "Hutton" in "E.F. Hutton".
fn after_initials(page: &Page<'_>, first: usize, last: usize) -> Option<usize> {
    let initial = |index: &usize| {
        page.shape(*index) == Some(Shape::Initial) || page.reading.tokens.get(*index).is_some_and(|token| token.dotted)
    };
    let from = first + (first..last).take_while(initial).count();
    (from > first && from < last).then_some(from)
}

fn is_ending(page: &Page<'_>, index: usize) -> bool {
    companies::is_legal_form(page, index) || page.class(index).has(Classes::COMPANY_WORD)
}

/// Whether the words around `candidate` allow that it is a short name, and it is nothing else; `acting` if the same
/// words act elsewhere, `listed` if they stand before a ticker.
fn stands_alone(page: &Page<'_>, candidate: &Candidate, acting: bool, listed: bool) -> bool {
    let has = |evidence| candidate.evidence.has(evidence);
    let country = has(E::KnownCountry) || has(E::SharedCountry);
    let other = has(E::KnownPerson) || country || has(E::KnownPlace) && !has(E::SmallPlace);
    let bearer = has(E::DocumentPerson) && !trades(page, candidate, listed);
    let person = bearer || has(E::TitleBefore) || has(E::HonorificBefore) || has(E::LowerTitleBefore);
    let part = has(E::InDecoy) || has(E::Calendar) || has(E::HyphenAfter) || has(E::HyphenBefore);
    if other || person || part || has(E::InTable) {
        return false;
    }
    if page.is_headline(candidate.first) {
        return in_headline(page, candidate);
    }
    let place = has(E::KnownPlace) || has(E::SharedPlace);
    let there = [E::PlacePrepositionBefore, E::PlaceAfterComma, E::InDateline, E::RoleAfter].into_iter().any(has);
    in_text(page, candidate, acting) && !(place && (there || !acting && !acts(page, candidate)))
}

/// In a line of capitals: two words, or what opens the line, or stands before a ticker.
fn in_headline(page: &Page<'_>, candidate: &Candidate) -> bool {
    let has = |evidence| candidate.evidence.has(evidence);
    let opens = has(E::LineStart) && page.class(candidate.last).has(Classes::HEADLINE_VERB);
    candidate.len() > 1 || has(E::Firm) || opens || has(E::NoneCommon) && !is_wide(page, candidate)
}

/// Whether it says, does or owns something: "Oak said", "Oak also said", "Oak's".
fn acts(page: &Page<'_>, candidate: &Candidate) -> bool {
    let has = |evidence| candidate.evidence.has(evidence);
    let last = candidate.last;
    let adverb = || page.class(last).has(Classes::STARTER) && page.class(last + 1).has(Classes::SPEECH);
    let follows = || page.gap(last) == Gap::Blank && page.gap(last + 1) == Gap::Blank;
    let verb = has(E::SpeechAfter) || has(E::CopulaAfter) || has(E::PersonVerbAfter);
    verb || has(E::OwnerAfter) || adverb() && follows()
}

/// Most words after what a company says in which "its" may stand: "Oak said its board".
const ITS: usize = 2;

/// Whether the words around it are of a company rather than of a person of that name: "Oak's shareholders", "Oak said
/// its board", and for one that is `listed` also "Oak said the offer", but not "Oak said he".
fn trades(page: &Page<'_>, candidate: &Candidate, listed: bool) -> bool {
    let has = |evidence| candidate.evidence.has(evidence);
    let after = candidate.last + 1;
    let its = || (after..after + ITS).any(|index| page.reading.word(index) == "its" && page.gap(index) == Gap::Blank);
    let person = || (after..after + 2 * ITS).any(|index| PRONOUNS.contains(&page.word_hash(index)));
    let said = has(E::SpeechAfter) && page.gap(after) == Gap::Blank && page.same_sentence(candidate.first, after);
    has(E::Firm) || has(E::TradeBefore) || has(E::TradeAfter) || said && (its() || listed && !person())
}

fn in_text(page: &Page<'_>, candidate: &Candidate, acting: bool) -> bool {
    let has = |evidence| candidate.evidence.has(evidence);
    // "But Oak said": a word that opens the sentence is none of the run, nor is "Acme Corp." before it
    let starter = |before: usize| page.class(before).has(Classes::STARTER);
    let ended = |before: usize| page.gap(before + 1) == Gap::Stop && companies::is_legal_form(page, before);
    let opened =
        has(E::RunEnd) && candidate.first.checked_sub(1).is_some_and(|before| starter(before) || ended(before));
    if !has(E::WholeRun) && !opened || has(E::ArticleBefore) {
        return false;
    }
    let acts = acts(page, candidate);
    let proven = page.capital_proves(candidate.first);
    if candidate.len() > 1 {
        return proven || acts || acting || !has(E::AllCommon);
    }
    if has(E::TheBefore) || has(E::NotName) {
        return false;
    }
    let noun = has(E::LowerNounAfter) && !(acting && has(E::NoneCommon));
    let named = acting || has(E::NoneCommon) || has(E::SpeechBefore) || has(E::OfBefore) || has(E::PrepositionBefore);
    let wide = is_wide(page, candidate);
    let there = wide && has(E::PlacePrepositionBefore);
    let bound = proven && named && !noun && (acting || !wide);
    !there && (acts || bound)
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
