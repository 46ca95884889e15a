//! The best set of candidates that do not overlap.

use super::weights::{Label, Points};
use crate::matchers::Candidate;

/// A candidate that was chosen, and as what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// Index of the candidate.
    pub candidate: usize,
    /// What it is.
    pub label: Label,
    /// Its points for that.
    pub points: f32,
}

/// Label with the most points among those that the candidate may have: a demonym must be known.
pub fn best_label(candidate: &Candidate, points: &Points) -> (Label, f32) {
    let demonym = candidate.senses.iter().any(|sense| sense.role == crate::dictionary::FormRole::Demonym);
    let mut best = (Label::Person, f32::NEG_INFINITY);
    for (label, &points) in Label::ALL.into_iter().zip(points) {
        if points > best.1 && (label != Label::Demonym || demonym) {
            best = (label, points);
        }
    }
    best
}

/// Chooses candidates without overlap so that their points add up to the most (weighted interval
/// scheduling: one pass over the text, each boundary remembers the best choice up to it).
///
/// `candidates` are sorted by their tokens; those without positive points are left out.
pub fn choose(candidates: &[Candidate], points: &[Points], tokens: usize) -> Vec<Choice> {
    let mut ending: Vec<Vec<usize>> = vec![Vec::new(); tokens + 1];
    for (index, candidate) in candidates.iter().enumerate() {
        if let Some(list) = ending.get_mut(candidate.last) {
            list.push(index);
        }
    }
    let mut best: Vec<f32> = vec![0.0; tokens + 1];
    let mut taken: Vec<Option<Choice>> = vec![None; tokens + 1];
    for boundary in 1..=tokens {
        let mut top = best.get(boundary - 1).copied().unwrap_or(0.0);
        let mut choice = None;
        for &index in ending.get(boundary).map(Vec::as_slice).unwrap_or_default() {
            let (Some(candidate), Some(scores)) = (candidates.get(index), points.get(index)) else {
                continue;
            };
            let (label, score) = best_label(candidate, scores);
            let total = best.get(candidate.first).copied().unwrap_or(0.0) + score;
            if score > 0.0 && total > top {
                top = total;
                choice = Some(Choice { candidate: index, label, points: score });
            }
        }
        if let (Some(best), Some(taken)) = (best.get_mut(boundary), taken.get_mut(boundary)) {
            (*best, *taken) = (top, choice);
        }
    }
    backtrack(candidates, &taken, tokens)
}

fn backtrack(candidates: &[Candidate], taken: &[Option<Choice>], tokens: usize) -> Vec<Choice> {
    let mut out = Vec::new();
    let mut boundary = tokens;
    while boundary > 0 {
        match taken.get(boundary).copied().flatten() {
            Some(choice) => {
                out.push(choice);
                boundary = candidates.get(choice.candidate).map_or(boundary - 1, |c| c.first);
            }
            None => boundary -= 1,
        }
    }
    out.reverse();
    out
}
