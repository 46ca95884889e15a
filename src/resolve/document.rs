//! Second look: what was surely found elsewhere in the document speaks for the doubtful rest.

use super::choose::Choice;
use super::companies::Starts;
use super::spelled;
use super::weights::Label;
use crate::dictionary::{Kind, types};
use crate::matchers::{Candidate, Evidence as E, EvidenceSet, Page, Sense};
use crate::text::Classes;
use crate::text::fold::{HashMapOf, HashSetOf, mix};

/// Points from which a choice of the first round is sure enough to speak for others.
const SURE: f32 = 1.0;

/// Names that were surely found, by what they are.
#[derive(Default)]
struct Found {
    /// Where each whole form stands, for each label.
    forms: HashMapOf<[Places; Label::ALL.len()]>,
    /// Words of persons' names of two words or more.
    person_words: HashMapOf<Places>,
    /// Last words of persons' names.
    person_last: HashMapOf<Places>,
    /// Those of them that no dictionary has.
    strangers: HashSetOf,
    /// The same for two words and more, fewer than the name has: "al-Sadr", "O'Donnell", "de la Cruz".
    person_ends: HashMapOf<Places>,
    /// Points of each whole form as person, place and organization, added up over the document, and how
    /// often it was chosen.
    sums: HashMapOf<([f32; 3], usize)>,
    /// Last words of clubs of two words or more.
    club_ends: HashMapOf<Places>,
    /// Words of longer names of places and organizations.
    inside: HashSetOf,
}

/// Names without overlap: one of them, and whether there are others.
#[derive(Clone, Copy, Default)]
pub(super) struct Places {
    one: Option<(usize, usize)>,
    more: bool,
}

impl Places {
    pub(super) fn add(&mut self, first: usize, last: usize) {
        match self.one {
            Some(one) => self.more |= one != (first, last),
            None => self.one = Some((first, last)),
        }
    }

    /// Whether one of them does not start at the token at `index`.
    fn other_than(self, index: usize) -> bool {
        self.more || self.one.is_some_and(|(first, _)| first != index)
    }

    /// Whether one of them does not cover the token at `index`; two never do.
    pub(super) fn elsewhere(self, index: usize) -> bool {
        self.more || self.one.is_some_and(|(first, last)| index < first || index >= last)
    }
}

/// Hash of the words of `first..last`.
pub(super) fn form_hash(page: &Page<'_>, first: usize, last: usize) -> u64 {
    (first..last).fold(7, |sum, index| mix(sum, word_hash(page, index)))
}

/// Hash of a word; initials are another word than the name of the same letters: `UN`, `Un`.
fn word_hash(page: &Page<'_>, index: usize) -> u64 {
    page.reading.hashes.get(index).map_or(0, |&hash| hash ^ u64::from(page.acronym(index)))
}

/// Adds the evidence of the document to `candidates`, from what the first round chose.
pub fn observe(page: &Page<'_>, candidates: &mut [Candidate], chosen: &[Choice]) {
    let found = gather(page, candidates, chosen);
    let starts = Starts::of(page, candidates, chosen);
    let spelled = spelled::initials_of(page, candidates, chosen);
    for candidate in candidates.iter_mut() {
        let (first, last) = (candidate.first, candidate.last);
        let e = &mut candidate.evidence;
        let form = form_hash(page, first, last);
        if let Some(places) = found.forms.get(&form) {
            let elsewhere = |label: Label| places.get(label as usize).is_some_and(|places| places.other_than(first));
            e.add_if(E::DocumentSamePerson, elsewhere(Label::Person));
            e.add_if(E::DocumentPlace, elsewhere(Label::Place));
            e.add_if(E::DocumentOrganization, elsewhere(Label::Organization));
        }
        match found.majority(form) {
            Some(Label::Person) => e.add(E::MajorityPerson),
            Some(Label::Place) => e.add(E::MajorityPlace),
            Some(Label::Organization) => e.add(E::MajorityOrganization),
            _ => {}
        }
        if last - first == 1 {
            let hash = &word_hash(page, first);
            let elsewhere = |places: &Places| places.elsewhere(first);
            e.add_if(E::DocumentPerson, found.person_words.get(hash).is_some_and(elsewhere));
            e.add_if(E::DocumentPersonLast, found.person_last.get(hash).is_some_and(elsewhere));
            e.add_if(E::DocumentStranger, e.has(E::DocumentPersonLast) && found.strangers.contains(hash));
            e.add_if(E::DocumentInside, found.inside.contains(hash));
            if !spelled.is_empty() && e.has(E::Acronym) && spelled.contains(&page.word_hash(first)) {
                let country = |sense: &Sense| sense.kind == Kind::Country;
                e.add_if(E::DocumentAcronym, !candidate.senses.iter().any(country));
            }
            let club = found.club_ends.get(hash).is_some_and(elsewhere);
            e.add_if(E::ClubEnd, club && is_club_alone(page, first, *e));
        } else if found.person_ends.get(&form).is_some_and(|places| places.elsewhere(first)) {
            e.add(E::DocumentPerson);
            e.add(E::DocumentPersonLast);
        }
        if !starts.is_empty() && starts.has(page, candidate) {
            candidate.evidence.add(E::CompanyStart);
        }
    }
}

/// Most points that one mention gives to its form.
const VOICE: f32 = 4.0;

impl Found {
    /// What the form is most surely, over the whole document, if it was chosen more than once.
    fn majority(&self, form: u64) -> Option<Label> {
        let (sums, _) = self.sums.get(&form).filter(|(_, count)| *count > 1)?;
        let labels = [Label::Person, Label::Place, Label::Organization];
        let best = labels.into_iter().zip(sums).max_by(|a, b| a.1.total_cmp(b.1))?;
        let other: f32 = sums.iter().sum::<f32>() - best.1;
        (*best.1 > 2.0 * other).then_some(best.0)
    }
}

fn gather(page: &Page<'_>, candidates: &[Candidate], chosen: &[Choice]) -> Found {
    let mut found = Found::default();
    for choice in chosen.iter().filter(|choice| choice.label != Label::Demonym) {
        let Some(candidate) = candidates.get(choice.candidate) else {
            continue;
        };
        let (sums, count) = found.sums.entry(form_hash(page, candidate.first, candidate.last)).or_default();
        if let Some(sum) = sums.get_mut(choice.label as usize) {
            *sum += choice.points.min(VOICE);
            *count += 1;
        }
    }
    for choice in chosen.iter().filter(|choice| choice.points >= SURE) {
        let Some(candidate) = candidates.get(choice.candidate) else {
            continue;
        };
        let (first, last) = (candidate.first, candidate.last);
        let places = found.forms.entry(form_hash(page, first, last)).or_default();
        if let Some(places) = places.get_mut(choice.label as usize) {
            places.add(first, last);
        }
        if last - first < 2 {
            continue;
        }
        if choice.label == Label::Person {
            for start in first + 1..last - 1 {
                found.person_ends.entry(form_hash(page, start, last)).or_default().add(first, last);
            }
        }
        for index in first..last {
            let hash = word_hash(page, index);
            if !page.nameable(index) || page.reading.word(index).len() < 2 {
                continue;
            }
            if choice.label == Label::Person {
                found.person_words.entry(hash).or_default().add(first, last);
                if index + 1 == last {
                    found.person_last.entry(hash).or_default().add(first, last);
                    if candidate.senses.is_empty() && page.class(first).has(Classes::GIVEN) {
                        found.strangers.insert(hash);
                    }
                }
            } else {
                found.inside.insert(hash);
                if index + 1 == last && is_club(page, candidate) {
                    found.club_ends.entry(hash).or_default().add(first, last);
                }
            }
        }
    }
    found
}

/// Whether the dictionary knows it as a club.
fn is_club(page: &Page<'_>, candidate: &Candidate) -> bool {
    let club = |entity| page.knowledge.entity(entity).is_some_and(|record| types::CLUB.contains(&record.type_()));
    candidate.senses.iter().any(|sense| club(sense.entity))
}

/// Whether the word at `index` stands alone as the short name of a club does: a capital proves it or a verb follows,
/// and no article stands before it.
fn is_club_alone(page: &Page<'_>, index: usize, e: EvidenceSet) -> bool {
    let verb = e.has(E::CopulaAfter) || e.has(E::SpeechAfter) || e.has(E::PersonVerbAfter);
    let named = page.capital_proves(index) || verb || e.has(E::OwnerAfter);
    let article = e.has(E::TheBefore) || e.has(E::ArticleBefore);
    // "Juventus meet United": the club before is a name of its own
    let opened =
        e.has(E::RunEnd) && index.checked_sub(1).is_some_and(|before| page.class(before).has(Classes::STARTER));
    // "Madrid" is the city of Real Madrid
    let other = [E::KnownPlace, E::SharedPlace, E::KnownCountry, E::KnownPerson].into_iter().any(|known| e.has(known));
    let part =
        other || e.has(E::InDecoy) || e.has(E::InsideOrganization) || e.has(E::InsidePerson) || e.has(E::InsidePlace);
    named && !article && !part && (e.has(E::WholeRun) || opened) && !page.is_headline(index)
}
