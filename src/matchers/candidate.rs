//! What the matchers propose.

use super::evidence::{Evidence, EvidenceSet};
use super::lexicon::Fit;
use crate::dictionary::{EntityRef, FormRole, Kind, Mark};

/// A meaning that the dictionary gives to a candidate's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    /// The entity.
    pub entity: EntityRef,
    /// Its kind.
    pub kind: Kind,
    /// What the form is to it.
    pub role: FormRole,
    /// How far the form may be trusted.
    pub mark: Mark,
    /// How the text writes the form.
    pub fit: Fit,
    /// The form ends in `'s` or a full stop, which then belong to the name: "St. John's", "Calif."
    pub ending: Ending,
}

/// What belongs to a name besides its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Nothing.
    Word,
    /// `'s`
    Possessive,
    /// A full stop.
    Stop,
}

/// A stretch of tokens that may be a name, with everything seen about it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Index of its first token.
    pub first: usize,
    /// One past the index of its last token.
    pub last: usize,
    /// What speaks for or against it.
    pub evidence: EvidenceSet,
    /// What the dictionary knows by this form.
    pub senses: Vec<Sense>,
    /// The title before it: token indexes, half-open.
    pub title: Option<(usize, usize)>,
}

impl Candidate {
    /// Number of its tokens.
    pub fn len(&self) -> usize {
        self.last - self.first
    }

    /// Never: a candidate has a token.
    pub fn is_empty(&self) -> bool {
        self.first >= self.last
    }

    /// Adds evidence.
    pub fn add(&mut self, evidence: Evidence) {
        self.evidence.add(evidence);
    }
}

/// All candidates of a document, one a stretch of tokens.
#[derive(Default)]
pub struct Candidates {
    list: Vec<Candidate>,
    /// For each token: one plus the index of the last candidate in `list` that starts at it, or 0.
    starting: Vec<u32>,
    /// For each candidate: the same of the one before it that starts at the same token.
    before: Vec<u32>,
}

impl Candidates {
    /// The candidate of tokens `first..last`, made if it is new.
    pub fn at(&mut self, first: usize, last: usize) -> &mut Candidate {
        let index = self.find(first, last).unwrap_or_else(|| self.add(first, last));
        match self.list.get_mut(index) {
            Some(candidate) => candidate,
            None => unreachable!("the index names an item of the list"),
        }
    }

    fn add(&mut self, first: usize, last: usize) -> usize {
        if self.starting.len() <= first {
            self.starting.resize(first + 1, 0);
        }
        self.list.push(Candidate { first, last, evidence: EvidenceSet::default(), senses: Vec::new(), title: None });
        if let Some(newest) = self.starting.get_mut(first) {
            self.before.push(*newest);
            *newest = self.list.len() as u32;
        }
        self.list.len() - 1
    }

    fn find(&self, first: usize, last: usize) -> Option<usize> {
        let mut next = *self.starting.get(first)?;
        while let Some(index) = next.checked_sub(1) {
            let candidate = self.list.get(index as usize)?;
            if candidate.last == last {
                return Some(index as usize);
            }
            next = *self.before.get(index as usize)?;
        }
        None
    }

    /// The candidate of exactly these tokens.
    pub fn get(&self, first: usize, last: usize) -> Option<&Candidate> {
        self.find(first, last).and_then(|index| self.list.get(index))
    }

    /// Each candidate, to be observed.
    pub fn each(&mut self) -> impl Iterator<Item = &mut Candidate> {
        self.list.iter_mut()
    }

    /// The candidates in order of the text, shorter before longer.
    pub fn into_sorted(mut self) -> Vec<Candidate> {
        self.list.sort_by_key(|candidate| (candidate.first, candidate.last));
        self.list
    }
}
