//! Chooses among what the matchers propose: which stretches are names, of what kind, and who is
//! meant. It never adds a candidate.
//!
//! 1. every candidate's evidence is turned into points ([`weights`]);
//! 2. the best set without overlap is chosen ([`choose`](mod@choose));
//! 3. what is sure speaks for the rest, and the choice is made again ([`document`]);
//! 4. every choice is linked to one entity, by the passes of [`identity`];
//! 5. mentions and entities are written out ([`finish`](mod@finish)).

pub mod choose;
pub mod document;
pub mod finish;
pub mod identity;
pub mod mention;
pub mod weights;

pub use choose::Choice;
pub use mention::{Entity, Mention, MentionRole, Method, Resolved};
pub use weights::{Label, Points, Weights};

use crate::matchers::acronyms::Definition;
use crate::matchers::{Candidate, Page};

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
    let score = |candidates: &[Candidate]| -> Vec<Points> {
        candidates.iter().map(|candidate| weights.points(candidate.evidence)).collect()
    };
    let first = choose::choose(&candidates, &score(&candidates), tokens);
    document::observe(page, &mut candidates, &first);
    let points = score(&candidates);
    let chosen = choose::choose(&candidates, &points, tokens);
    Decision { candidates, points, chosen }
}

/// Mentions and entities of a document.
pub fn resolve(page: &Page<'_>, candidates: Vec<Candidate>, definitions: &[Definition], weights: &Weights) -> Resolved {
    let decision = decide(page, candidates, weights);
    let links = identity::link(page, &decision.candidates, definitions, &decision.chosen);
    finish::finish(page, &decision.candidates, links)
}
