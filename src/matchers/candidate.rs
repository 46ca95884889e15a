//! What the matchers propose.

use super::evidence::{Evidence, EvidenceSet};
use super::lexicon::Fit;
use crate::dictionary::{EntityRef, FormRole, Kind, Mark};
use crate::text::fold::HashMapOf;

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
    index: HashMapOf<usize>,
}

/// Both token indexes in one number.
fn place(first: usize, last: usize) -> u64 {
    (first as u64) << 32 | last as u64
}

impl Candidates {
    /// The candidate of tokens `first..last`, made if it is new.
    pub fn at(&mut self, first: usize, last: usize) -> &mut Candidate {
        let next = self.list.len();
        let index = *self.index.entry(place(first, last)).or_insert(next);
        if index == next {
            self.list.push(Candidate {
                first,
                last,
                evidence: EvidenceSet::default(),
                senses: Vec::new(),
                title: None,
            });
        }
        match self.list.get_mut(index) {
            Some(candidate) => candidate,
            None => unreachable!("the index names an item of the list"),
        }
    }

    /// The candidate of exactly these tokens.
    pub fn get(&self, first: usize, last: usize) -> Option<&Candidate> {
        self.index.get(&place(first, last)).and_then(|&index| self.list.get(index))
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
