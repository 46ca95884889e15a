//! Chooses among what the matchers propose: which stretches are names, of what kind, and who is
//! meant. It never adds a candidate.
//!
//! 1. every candidate's evidence is turned into points ([`weights`]);
//! 2. the best set without overlap is chosen ([`choose`](mod@choose));
//! 3. what is sure speaks for the rest, and the choice is made again ([`document`]);
//! 4. every choice is linked to one entity, by the passes of [`identity`];
//! 5. mentions and entities are written out ([`finish`](mod@finish)).

pub mod address;
pub mod bodies;
pub mod choose;
pub mod companies;
mod credits;
pub mod document;
pub mod everywhere;
pub mod finish;
pub mod given;
pub mod identity;
pub mod initials;
pub mod mention;
pub mod namesakes;
pub mod offices;
pub mod papers;
pub mod phrases;
pub mod relatives;
pub mod royals;
pub mod senses;
pub mod short_names;
pub mod spelled;
pub mod states;
pub mod surnames;
pub mod teams;
pub mod tickers;
pub mod type_nouns;
pub mod weights;
pub mod within;

pub use choose::Choice;
pub use mention::{Entity, Mention, MentionRole, Method, Resolved};
pub use weights::{Label, Points, Weights};

use crate::dictionary::{FormRole, Kind, Mark};
use crate::matchers::acronyms::Definition;
use crate::matchers::candidate::Ending;
use crate::matchers::{Candidate, Evidence as E, EvidenceSet, Page, Sense};
use crate::text::Gap;

/// The item, where there is one only.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}

/// Candidates with their points, and what was chosen among them.
pub struct Decision {
    /// In order of the text.
    pub candidates: Vec<Candidate>,
    /// Points of each candidate.
    pub points: Vec<Points>,
    /// The chosen ones, in order of the text.
    pub chosen: Vec<Choice>,
}

/// Scores and chooses, twice: the second time with the evidence of the whole document.
pub fn decide(page: &Page<'_>, mut candidates: Vec<Candidate>, weights: &Weights) -> Decision {
    let tokens = page.reading.tokens.len();
    let score = |candidate: &Candidate| owned(candidate, weights.points(candidate.evidence));
    let mut points: Vec<Points> = candidates.iter().map(score).collect();
    let before: Vec<EvidenceSet> = candidates.iter().map(|candidate| candidate.evidence).collect();
    let first = choose::choose(&candidates, &points, tokens);
    document::observe(page, &mut candidates, &first);
    for ((candidate, before), points) in candidates.iter().zip(before).zip(&mut points) {
        if candidate.evidence != before {
            *points = score(candidate);
        }
    }
    longest_first(page, &candidates, &mut points);
    let mut chosen = choose::choose(&candidates, &points, tokens);
    everywhere::choose(page, &candidates, &points, &mut chosen);
    Decision { candidates, points, chosen }
}

/// Fewest points that a name of two words or more has in a headline, before a title, or joined by "of"
/// or "and", or as a place by a hyphen, if the dictionary gives it to one entity alone.
const OWNED: f32 = 0.5;
/// Fewest points of one word, no everyday one, that stands alone in running text and is one entity's only.
const SOLE: f32 = 0.1;
/// How much better a state is than a person of its name.
const MORE: f32 = 0.1;
/// How much better another kind must be than the one that the dictionary gives to a form.
const LEAD: f32 = 2.0;

/// Points of a candidate, with the right of the kind that owns its form. Cities, states and
/// countries have no such right: teams are called by their names.
fn owned(candidate: &Candidate, points: Points) -> Points {
    let has = |evidence| candidate.evidence.has(evidence);
    if has(E::InDecoy) {
        // what decoys.dict lists is no entity, and nothing in it is one
        return points.map(|own| own.min(-OWNED));
    }
    if has(E::Firm) || has(E::CompanyStart) || has(E::Ticker) {
        return company(candidate, points);
    }
    let mut points = addressed(candidate, points);
    let covered = has(E::InsideOrganization) || has(E::InsidePlace) || has(E::InsidePerson) || has(E::CrossesKnown);
    // "the Jane Roe fashion house" is no person, whoever is called so
    if covered || has(E::OtherCapitals) || has(E::HouseAfter) {
        return points;
    }
    let best = points.iter().take(3).copied().fold(f32::NEG_INFINITY, f32::max);
    let country = candidate.senses.iter().any(|s| s.kind == Kind::Country && s.role != FormRole::Demonym);
    let owns_office = country && has(E::OwnerAfter) && has(E::TitledAfter) && !has(E::DocumentPerson);
    let with_state = has(E::StateAfterTown) || has(E::StateInTag) || has(E::TownBeforeState);
    if has(E::WithinAfterComma) || with_state || owns_office {
        // "Santa Fe, New Mexico", "Jordan's King Abdullah": nobody is called so
        if let Some(place) = points.get_mut(Label::Place as usize) {
            *place = place.max(best + OWNED).max(OWNED);
        }
        return points;
    }
    match only(candidate.senses.iter().filter(|s| s.mark == Mark::None && s.role != FormRole::Demonym)) {
        // "Jane Michelin … Michelin said"
        Some(owner) if has(E::DocumentStranger) && owner.kind == Kind::Organization => points,
        Some(owner) => owned_by(owner.kind, candidate, points, best),
        None => points,
    }
}

/// Points of a candidate whose form the dictionary gives to one entity alone, of kind `owner`; `best` are the most
/// that it has as anything.
fn owned_by(owner: Kind, candidate: &Candidate, mut points: Points, best: f32) -> Points {
    let has = |evidence| candidate.evidence.has(evidence);
    let label = match owner {
        Kind::Person => Label::Person,
        Kind::Country | Kind::Place => Label::Place,
        Kind::Organization | Kind::Topic => Label::Organization,
    };
    let person_points = points.get(Label::Person as usize).copied();
    let Some(own) = points.get_mut(label as usize) else {
        return points;
    };
    let connected = has(E::HasOf) || has(E::HasAnd) || has(E::HasParticle);
    // "at Mar-a-Lago in Florida"
    let connected = connected || owner == Kind::Place && has(E::HasHyphen);
    let person = owner == Kind::Person && !has(E::AllCommon);
    let whole = has(E::HeadlineOwned) || has(E::TitledAfter) || connected || person;
    if has(E::OwnedLong) && (whole || has(E::WholeRun) && !has(E::NumberBefore)) {
        *own = own.max(OWNED);
    }
    if has(E::Addressed) && owner != Kind::Person {
        return points;
    }
    // "cut to junk - Moody's": at the end it is no genitive
    let with_ending = |sense: &Sense| sense.mark == Mark::None && sense.ending == Ending::Possessive;
    let genitive = has(E::WholeRun) && !has(E::DocumentPerson) && candidate.senses.iter().any(with_ending);
    if genitive && (has(E::StopAfter) || has(E::SpeechAfter) || has(E::CopulaAfter) || has(E::CommaAfter)) {
        *own = own.max(OWNED);
    }
    let alone = has(E::OneWord) && has(E::NoneCommon) && has(E::WholeRun) && !has(E::InCapitals);
    // "19 U.S. airmen", "U.S. SHORTAGE": nothing else is written so
    let spelt = owner == Kind::Country && has(E::Dotted);
    if spelt || alone && !has(E::NumberBefore) && !has(E::EventSuffixAfter) {
        *own = own.max(SOLE);
    }
    let lead = if has(E::OwnedLong) { 2.0 * LEAD } else { LEAD };
    if label == Label::Place && !has(E::DocumentPerson) && !has(E::TitleBefore) && !has(E::HonorificBefore) {
        // "Texas sued": a verb alone makes no person of a state
        let person = person_points.unwrap_or(f32::NEG_INFINITY);
        *own = own.max(person + if has(E::OwnedByState) && !has(E::WhoAfter) { MORE } else { 0.0 });
    }
    if (owner != Kind::Place || has(E::OtherPlace)) && owner != Kind::Country && best - *own < lead {
        *own = own.max(best);
    }
    points
}

/// Points of who is addressed: "Mr" is no part of a name, and a person stands after it.
fn addressed(candidate: &Candidate, mut points: Points) -> Points {
    let has = |evidence| candidate.evidence.has(evidence);
    let body = || has(E::OrgSuffix) || has(E::OrgCore) || has(E::LegalForm) || has(E::HasAnd) || has(E::HasPossessive);
    if candidate.senses.is_empty() && has(E::FirstAddress) && !body() {
        return points.map(|own| own.min(-OWNED));
    }
    if has(E::Addressed) && !has(E::InsideOrganization) {
        let own = points.get(Label::Person as usize).copied().unwrap_or_default();
        // not "Mr President"
        let person = if !has(E::LastRole) { own.max(SOLE) } else { own };
        points = points.map(|own| own.min(person - MORE));
        if let Some(own) = points.get_mut(Label::Person as usize) {
            *own = person;
        }
    }
    points
}

/// Points of what its form or the document shows to be a company: more than as anything else.
fn company(candidate: &Candidate, mut points: Points) -> Points {
    let best = points.iter().copied().fold(0.0, f32::max);
    if let Some(own) = points.get_mut(Label::Organization as usize) {
        *own = own.max(best + OWNED * candidate.len().min(4) as f32);
    }
    points
}

/// Most points of what stands inside a name that the dictionary gives to one entity.
const INSIDE: f32 = 0.1;

/// Whether its form or the document shows a company of two words or more: "General Foods Credit Corp" is one name.
fn is_company(candidate: &Candidate) -> bool {
    let has = |evidence| candidate.evidence.has(evidence);
    let parted = has(E::HasAnd) || has(E::HasOf) || has(E::HasPossessive) || has(E::LegalFormInside);
    let whole = has(E::LegalForm) && has(E::WholeRun) && has(E::StartsWithOrganization) && !parted;
    has(E::Firm) || has(E::CompanyStart) && candidate.len() > 1 || whole
}

/// A name that the dictionary gives to one entity as a whole is not outweighed by its parts: "U.S. Food
/// and Drug Administration" is one name, not a country and an agency. "Santa Fe, New Mexico" is two.
fn longest_first(page: &Page<'_>, candidates: &[Candidate], points: &mut [Points]) {
    for (index, whole) in candidates.iter().enumerate() {
        let whole_points = points.get(index).map_or(0.0, |p| p.iter().copied().fold(0.0, f32::max));
        if whole_points <= 0.0 || whole.evidence.has(E::InDecoy) || whole.evidence.has(E::OtherCapitals) {
            continue;
        }
        let company = || is_company(whole) && whole_points >= OWNED;
        let list = || (whole.first + 1..whole.last).any(|index| page.gap(index) == Gap::Comma);
        if !(whole.evidence.has(E::OwnedLong) || company()) || !whole.evidence.has(E::Firm) && list() {
            continue;
        }
        let from = candidates.partition_point(|candidate| candidate.first < whole.first);
        for (part, points) in candidates.iter().zip(points.iter_mut()).skip(from) {
            if part.first >= whole.last {
                break;
            }
            if part.last <= whole.last && part.len() < whole.len() {
                points.iter_mut().for_each(|own| *own = own.min(INSIDE));
            }
        }
    }
}

/// Mentions and entities of a document.
pub fn resolve(page: &Page<'_>, candidates: Vec<Candidate>, definitions: &[Definition], weights: &Weights) -> Resolved {
    let decision = decide(page, candidates, weights);
    let links = identity::link(page, &decision.candidates, definitions, &decision.chosen);
    finish::finish(page, &decision.candidates, links)
}
