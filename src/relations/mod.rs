//! Relations, a first step: what one clause says that one entity did to another.
//!
//! It comes after `resolve`: it reads mentions and words, and adds neither. Between two mentions that
//! stand next to each other in a sentence it looks for a trigger of `dictionaries/relations.dict`
//! ("sued", "met with", "was attacked by"), and takes it only if everything around it is plain:
//!
//! 1. [`phrase`]: titles before a name belong to it, an apposition behind it is stepped over, a noun
//!    that stands for a country carries it ("Russian forces"), and a name that may be another's is left out;
//! 2. [`clause`]: the first of the two begins a clause, the second is not part of a longer name, and
//!    nothing makes the clause a plan, a question, a doubt, a denial or somebody's words;
//! 3. [`patterns`]: the trigger fills what lies between, in one of few shapes, and what goes on behind the
//!    object agrees with its sense ("asked B to resign" is no question).
//!
//! What fits no shape is left out: a relation that is missing costs less than a wrong one.

pub mod clause;
pub mod patterns;
pub mod phrase;
mod rivals;

use crate::dictionary::Knowledge;
use crate::resolve::Resolved;
use crate::text::{Reading, SegmentKind};
use clause::Clause;
use rivals::Rivals;

/// What a sentence says of two entities.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// Index of the sentence in the document.
    pub sentence: usize,
    /// Who did it: index into [`Resolved::entities`].
    pub source: usize,
    /// To whom.
    pub target: usize,
    /// Group of triggers that mean about the same.
    pub class: String,
    /// The trigger as the dictionary shows it.
    pub trigger: String,
    /// It holds both ways; the source is then the entity that is named first.
    pub mutual: bool,
}

/// The relations of a document, in order of the text, each once a sentence.
pub fn find(reading: &Reading<'_>, resolved: &Resolved, knowledge: &Knowledge) -> Vec<Relation> {
    let mut out = Vec::new();
    let mentions = &resolved.mentions;
    let (mut from, mut rivals) = (0, None);
    while let Some(first) = mentions.get(from) {
        let count = mentions.iter().skip(from).take_while(|mention| mention.sentence == first.sentence).count();
        let (range, index) = (from..from + count, first.sentence);
        from += count;
        let several = mentions.get(range.clone()).unwrap_or_default().iter().any(|other| other.entity != first.entity);
        if !several || first.segment == SegmentKind::Dateline {
            continue;
        }
        let rivals = rivals.get_or_insert_with(|| Rivals::of(resolved));
        let Some(clause) = Clause::of(reading, (resolved, rivals), knowledge, index) else { continue };
        let phrases = phrase::phrases(&clause, range);
        let mut found = patterns::find(&clause, &phrases);
        found.sort();
        found.dedup();
        out.append(&mut found);
    }
    out
}
