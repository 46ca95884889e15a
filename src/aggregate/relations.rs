//! Counts of relations: in how many units a document says that one entity did something to another.

use super::scope::Scope;
use crate::relations::Relation;
use crate::resolve::Resolved;
use crate::text::Reading;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A relation of two entities, without its document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// Who did it: an entity's id; of a mutual relation the smaller one.
    pub source: String,
    /// To whom.
    pub target: String,
    /// Group of triggers that mean about the same.
    pub class: String,
    /// The trigger as the dictionary shows it.
    pub trigger: String,
    /// It holds both ways.
    pub mutual: bool,
}

/// Units in which each relation is told.
pub type Relations = BTreeMap<Told, u64>;

/// Adds `more` to `relations`.
pub fn add(relations: &mut Relations, more: Relations) {
    for (told, units) in more {
        *relations.entry(told).or_default() += units;
    }
}

impl Told {
    /// The one that is told most; of equals the first.
    pub fn most(relations: &Relations) -> Option<(&Self, u64)> {
        let best = relations.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        best.map(|(told, units)| (told, *units))
    }

    fn of(relation: &Relation, resolved: &Resolved) -> Option<Self> {
        let id = |entity: usize| resolved.entities.get(entity).map(|entity| entity.id.clone());
        let (source, target) = (id(relation.source)?, id(relation.target)?);
        let (source, target) = if relation.mutual && target < source { (target, source) } else { (source, target) };
        let (class, trigger) = (relation.class.clone(), relation.trigger.clone());
        Some(Self { source, target, class, trigger, mutual: relation.mutual })
    }
}

/// The relations of a document by the indexes of their two entities, the smaller first; `scope` is that of its
/// units.
pub fn told(
    relations: &[Relation],
    reading: &Reading<'_>,
    resolved: &Resolved,
    scope: Scope,
) -> BTreeMap<(u32, u32), Relations> {
    let mut units: BTreeMap<((u32, u32), Told), BTreeSet<usize>> = BTreeMap::new();
    for relation in relations {
        if let Some(told) = Told::of(relation, resolved) {
            let (a, b) = (relation.source as u32, relation.target as u32);
            let key = ((a.min(b), a.max(b)), told);
            units.entry(key).or_default().extend(units_with(scope, reading, relation.sentence));
        }
    }
    let mut out: BTreeMap<(u32, u32), Relations> = BTreeMap::new();
    for ((ends, told), units) in units {
        out.entry(ends).or_default().insert(told, units.len() as u64);
    }
    out
}

/// Units that have the sentence.
fn units_with(scope: Scope, reading: &Reading<'_>, sentence: usize) -> Range<usize> {
    match scope {
        Scope::Sentence => sentence..sentence + 1,
        Scope::Paragraph => {
            let segment = reading.sentences.get(sentence).and_then(|sentence| reading.segments.get(sentence.segment));
            let paragraph = segment.map_or(0, |segment| segment.paragraph);
            paragraph..paragraph + 1
        }
        Scope::Document => 0..1,
        Scope::Window(n) => sentence.saturating_sub(n - 1)..sentence + 1,
    }
}
