//! The topics of all dictionaries as one list.

use crate::dictionary::Knowledge;
use crate::dictionary::format::IN_BASE;
use crate::dictionary::taxonomy::image::TopicRecord;

/// The topics of the base dictionary, then those of the dictionaries over it: a topic is its index.
pub struct Taxonomy {
    /// Index of the first topic of each layer.
    starts: Vec<u32>,
    /// The topic above each; [`NONE`] above a top subject.
    parents: Vec<u32>,
}

/// No topic.
const NONE: u32 = u32::MAX;

impl Taxonomy {
    /// The taxonomy of `knowledge`.
    pub fn of(knowledge: &Knowledge) -> Self {
        let mut taxonomy = Self { starts: Vec::with_capacity(knowledge.layers().len()), parents: Vec::new() };
        for (layer, image) in knowledge.layers().iter().enumerate() {
            taxonomy.starts.push(taxonomy.parents.len() as u32);
            for index in 0..image.topic_count() as u32 {
                let parent = image.topic_parent(index).map_or(NONE, |parent| taxonomy.index(layer, parent) as u32);
                taxonomy.parents.push(parent);
            }
        }
        taxonomy
    }

    /// Number of topics.
    pub fn len(&self) -> usize {
        self.parents.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.parents.is_empty()
    }

    /// Index of the topic that `reference` names in an image.
    pub fn index(&self, layer: usize, reference: u32) -> usize {
        let base = reference & IN_BASE != 0;
        let start = if base { 0 } else { self.starts.get(layer).copied().unwrap_or_default() };
        (start + (reference & !IN_BASE)) as usize
    }

    /// Record of a topic in the `knowledge` that this is the taxonomy of.
    pub fn record<'k>(&self, knowledge: &'k Knowledge, topic: usize) -> Option<TopicRecord<'k>> {
        let topic = u32::try_from(topic).ok().filter(|&topic| (topic as usize) < self.len())?;
        let layer = self.starts.iter().rposition(|&start| start <= topic)?;
        Some(knowledge.layers().get(layer)?.topic(topic - self.starts.get(layer)?))
    }

    /// The topic above it.
    pub fn parent(&self, topic: usize) -> Option<usize> {
        self.parents.get(topic).filter(|&&parent| parent != NONE).map(|&parent| parent as usize)
    }

    /// The topics above it, the next one first.
    pub fn ancestors(&self, topic: usize) -> impl Iterator<Item = usize> + '_ {
        // a taxonomy is checked for circles; a damaged one must still end
        std::iter::successors(self.parent(topic), |&above| self.parent(above)).take(DEPTH)
    }

    /// Whether one of two topics is above the other.
    pub fn related(&self, one: usize, other: usize) -> bool {
        self.ancestors(one).any(|above| above == other) || self.ancestors(other).any(|above| above == one)
    }
}

/// More levels than a taxonomy has.
const DEPTH: usize = 16;
