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
    let demonym = || candidate.senses.iter().any(|sense| sense.role == crate::dictionary::FormRole::Demonym);
    let mut best = (Label::Person, f32::NEG_INFINITY);
    for (label, &points) in Label::ALL.into_iter().zip(points) {
        if points > best.1 && (label != Label::Demonym || demonym()) {
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
    // the candidates that end at each boundary, as chains from the shortest name to the longest
    const NONE: u32 = u32::MAX;
    let mut ending: Vec<u32> = vec![NONE; tokens + 1];
    let mut choices: Vec<(Choice, u32)> = Vec::new();
    for (index, (candidate, scores)) in candidates.iter().zip(points).enumerate().rev() {
        let (label, score) = best_label(candidate, scores);
        if score > 0.0
            && let Some(chain) = ending.get_mut(candidate.last)
        {
            choices.push((Choice { candidate: index, label, points: score }, *chain));
            *chain = choices.len() as u32 - 1;
        }
    }
    let mut best: Vec<f32> = vec![0.0; tokens + 1];
    let mut taken: Vec<u32> = vec![NONE; tokens + 1];
    for boundary in 1..=tokens {
        let mut top = best.get(boundary - 1).copied().unwrap_or(0.0);
        let mut choice = NONE;
        let mut chain = ending.get(boundary).copied().unwrap_or(NONE);
        while let Some((own, next)) = choices.get(chain as usize) {
            let first = candidates.get(own.candidate).map_or(0, |candidate| candidate.first);
            let total = best.get(first).copied().unwrap_or(0.0) + own.points;
            if total > top {
                (top, choice) = (total, chain);
            }
            chain = *next;
        }
        if let (Some(best), Some(taken)) = (best.get_mut(boundary), taken.get_mut(boundary)) {
            (*best, *taken) = (top, choice);
        }
    }
    backtrack(candidates, &choices, &taken, tokens)
}

fn backtrack(candidates: &[Candidate], choices: &[(Choice, u32)], taken: &[u32], tokens: usize) -> Vec<Choice> {
    let mut out = Vec::new();
    let mut boundary = tokens;
    while boundary > 0 {
        match taken.get(boundary).and_then(|&taken| choices.get(taken as usize)) {
            Some(&(choice, _)) => {
                out.push(choice);
                boundary = candidates.get(choice.candidate).map_or(boundary - 1, |c| c.first);
            }
            None => boundary -= 1,
        }
    }
    out.reverse();
    out
}
