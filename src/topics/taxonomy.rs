//! The topics of all dictionaries as one list.

use crate::dictionary::Knowledge;
use crate::dictionary::format::IN_BASE;
use crate::dictionary::taxonomy::image::TopicRecord;

/// The topics of the base dictionary, then those of the dictionaries over it: a topic is its index.
pub struct Taxonomy<'k> {
    knowledge: &'k Knowledge,
    /// Index of the first topic of each layer.
    starts: Vec<u32>,
    count: u32,
}

impl<'k> Taxonomy<'k> {
    /// The taxonomy of `knowledge`.
    pub fn of(knowledge: &'k Knowledge) -> Self {
        let mut count = 0;
        let mut starts = Vec::with_capacity(knowledge.layers().len());
        for image in knowledge.layers() {
            starts.push(count);
            count += image.topic_count() as u32;
        }
        Self { knowledge, starts, count }
    }

    /// Number of topics.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Index of the topic that `reference` names in an image.
    pub fn index(&self, layer: usize, reference: u32) -> usize {
        let base = reference & IN_BASE != 0;
        let start = if base { 0 } else { self.starts.get(layer).copied().unwrap_or_default() };
        (start + (reference & !IN_BASE)) as usize
    }

    fn place(&self, topic: usize) -> Option<(usize, u32)> {
        let topic = u32::try_from(topic).ok().filter(|&topic| topic < self.count)?;
        let layer = self.starts.iter().rposition(|&start| start <= topic)?;
        Some((layer, topic - self.starts.get(layer)?))
    }

    /// Record of a topic.
    pub fn record(&self, topic: usize) -> Option<TopicRecord<'k>> {
        let (layer, index) = self.place(topic)?;
        Some(self.knowledge.layers().get(layer)?.topic(index))
    }

    /// The topic above it.
    pub fn parent(&self, topic: usize) -> Option<usize> {
        let (layer, index) = self.place(topic)?;
        let reference = self.knowledge.layers().get(layer)?.topic_parent(index)?;
        Some(self.index(layer, reference))
    }

    /// The topics above it, the next one first.
    pub fn ancestors(&self, topic: usize) -> impl Iterator<Item = usize> + '_ {
        // a taxonomy is checked for circles; a damaged one must still end
        std::iter::successors(self.parent(topic), |&above| self.parent(above)).take(DEPTH)
    }
}

/// More levels than a taxonomy has.
const DEPTH: usize = 16;
