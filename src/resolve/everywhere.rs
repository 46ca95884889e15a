//! One sense per form and document: what was surely found in one place is found in every other.

use super::choose::Choice;
use super::document::form_hash;
use super::weights::{Label, Points};
use crate::matchers::{Candidate, Evidence as E, Page};
use crate::text::fold::{HashMapOf, HashSetOf};

/// Points from which one mention speaks for the others of its form.
const SURE: f32 = 2.0;
/// Fewest points that such another one may have by itself.
const LEAST: f32 = -2.0;

/// Fewest points that a word may have elsewhere that the document tells to be a company.
const LEAST_TOLD: f32 = -3.5;

/// Adds the mentions that were not chosen, of forms that were, where nothing else was. What words of trade tell to be a
/// company is one everywhere.
pub fn choose(page: &Page<'_>, candidates: &[Candidate], points: &[Points], chosen: &mut Vec<Choice>) {
    let told = told(page, candidates, chosen);
    let is_told = |candidate: &Candidate| {
        !told.is_empty()
            && candidate.len() == 1
            && candidate.senses.is_empty()
            && told.contains(&form_hash(page, candidate.first, candidate.last))
    };
    let mut forms: HashMapOf<Option<Label>> = HashMapOf::default();
    let mut taken = vec![false; page.reading.tokens.len()];
    for choice in chosen.iter_mut() {
        let Some(candidate) = candidates.get(choice.candidate) else { continue };
        if is_told(candidate) {
            choice.label = Label::Organization;
        }
        if let Some(taken) = taken.get_mut(candidate.first..candidate.last) {
            taken.fill(true);
        }
        if choice.points >= SURE && choice.label != Label::Demonym && is_firm(candidate) {
            let label = forms.entry(form_hash(page, candidate.first, candidate.last)).or_insert(Some(choice.label));
            *label = label.filter(|label| *label == choice.label);
        }
    }
    if forms.is_empty() && told.is_empty() {
        return;
    }
    let count = chosen.len();
    for (index, (candidate, points)) in candidates.iter().zip(points).enumerate() {
        let Some(taken) = taken.get_mut(candidate.first..candidate.last) else { continue };
        if !is_firm(candidate) || !is_apart(candidate) || taken.contains(&true) {
            continue;
        }
        let (form, least) = match is_told(candidate) {
            true => (Some(Label::Organization), LEAST_TOLD),
            false => (forms.get(&form_hash(page, candidate.first, candidate.last)).copied().flatten(), LEAST),
        };
        let own = form.and_then(|label| Some((label, points.get(label as usize).copied()?)));
        if let Some((label, points)) = own.filter(|(_, points)| *points > least) {
            chosen.push(Choice { candidate: index, label, points: points.max(0.0) });
            taken.fill(true);
        }
    }
    if chosen.len() > count {
        chosen
            .sort_by_key(|choice| candidates.get(choice.candidate).map(|candidate| (candidate.first, candidate.last)));
    }
}

/// Words that no list has and that words of trade, a ticker or a noun ("the carmaker") tell to be a company, and no
/// title, longer name or other word a person or a place.
fn told(page: &Page<'_>, candidates: &[Candidate], chosen: &[Choice]) -> HashSetOf {
    const TELL: [E; 5] = [E::TradeBefore, E::TradeAfter, E::Firm, E::OrgNounBefore, E::BodyAfterComma];
    const OTHER: [E; 11] = [
        E::DocumentPerson,
        E::HonorificBefore,
        E::TitleBefore,
        E::LowerTitleBefore,
        E::RelationBefore,
        E::InLineup,
        E::PlaceNounBefore,
        E::PlaceNounAfter,
        E::PlaceAfterComma,
        E::DatelineStart,
        E::InDecoy,
    ];
    let mut told = HashSetOf::default();
    for choice in chosen.iter().filter(|choice| choice.label == Label::Organization) {
        let Some(candidate) = candidates.get(choice.candidate) else { continue };
        let has = |evidence| candidate.evidence.has(evidence);
        if candidate.len() == 1 && TELL.into_iter().any(has) && is_firm(candidate) && candidate.senses.is_empty() {
            told.insert(form_hash(page, candidate.first, candidate.last));
        }
    }
    if !told.is_empty() {
        for candidate in candidates.iter().filter(|candidate| candidate.len() == 1) {
            if OTHER.into_iter().any(|evidence| candidate.evidence.has(evidence)) {
                told.remove(&form_hash(page, candidate.first, candidate.last));
            }
        }
    }
    told
}

/// Whether the form hardly means anything else: two words or more, or one that is no everyday word.
fn is_firm(candidate: &Candidate) -> bool {
    let has = |evidence| candidate.evidence.has(evidence);
    if has(E::OneWord) { has(E::NoneCommon) && !has(E::NotName) } else { !has(E::AllCommon) }
}

/// Whether the candidate stands by itself, and not inside something longer.
fn is_apart(candidate: &Candidate) -> bool {
    let has = |evidence| candidate.evidence.has(evidence);
    let inside = has(E::InsidePerson) || has(E::InsidePlace) || has(E::InsideOrganization) || has(E::CrossesKnown);
    !inside && !has(E::InDecoy) && has(E::WholeRun)
}
