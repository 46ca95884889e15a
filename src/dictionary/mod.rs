//! What nertool knows: dictionary files, compiled into images that are read in place.
//!
//! [`source`] parses files into what [`entry`] has, [`lint`] finds what is wrong in them together,
//! [`compile`] turns them into the layout of [`format`](mod@format), [`taxonomy`] does both for topics,
//! [`image`] reads that layout, [`tables`] and [`forms`] the part of it that the token walk needs,
//! [`stats`] counts, and [`Knowledge`] is what the matchers ask.

pub mod compile;
pub mod entry;
pub mod files;
pub mod format;
pub mod forms;
pub mod image;
pub mod kind;
pub mod line;
pub mod lint;
pub mod perfect;
pub mod rewrite;
pub mod source;
pub mod stats;
pub mod tables;
pub mod taxonomy;
pub mod trie;
pub mod trigger_table;
pub mod triggers;
pub mod types;
pub mod write;

pub use image::{Claim, Image, Record};
pub use kind::{FormRole, Kind, Mark};
pub use trigger_table::Trigger;
pub use triggers::{List, Use};

use crate::text::{Classes, Lexis};

/// An entity of one of the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityRef {
    /// Which image: 0 is the base.
    pub layer: u8,
    /// Index in it.
    pub index: u32,
}

impl EntityRef {
    /// Both parts in one number, to look it up by.
    #[must_use]
    pub fn key(self) -> u64 {
        u64::from(self.layer) << 32 | u64::from(self.index)
    }
}

/// The base dictionary and those that users lay over it.
pub struct Knowledge {
    layers: Vec<Image>,
}

impl Knowledge {
    /// Knowledge of one image.
    pub fn new(base: Image) -> Self {
        Self { layers: vec![base] }
    }

    /// Compiles `source` and lays it over what is known. Its keys may name entities below.
    ///
    /// # Errors
    ///
    /// A sentence when its tables cannot be built.
    pub fn add(&mut self, source: &compile::Source) -> Result<(), String> {
        let entity = |key: &str| {
            let base = self.layers.first()?;
            let index = base.find(key)?;
            Some((index, base.entity(index).country().unwrap_or_default()))
        };
        let topic = |key: &str| self.layers.first()?.find_topic(key);
        let bytes = compile::compile(source, &entity, &topic)?;
        self.layers.push(Image::open(bytes)?);
        Ok(())
    }

    /// The images, base first.
    pub fn layers(&self) -> &[Image] {
        &self.layers
    }

    /// Turns a reference found in `layer` into one that holds everywhere.
    pub fn resolve(layer: usize, reference: u32) -> EntityRef {
        if reference & format::IN_BASE != 0 {
            EntityRef { layer: 0, index: reference & !format::IN_BASE }
        } else {
            EntityRef { layer: layer as u8, index: reference }
        }
    }

    /// Record of an entity.
    pub fn entity(&self, entity: EntityRef) -> Option<Record<'_>> {
        self.layers.get(usize::from(entity.layer)).map(|image| image.entity(entity.index))
    }

    /// ISO code of the country that `entity` is or belongs to.
    pub fn country(&self, entity: EntityRef) -> Option<[u8; 2]> {
        self.entity(entity)?.country()
    }

    /// Whether `entity` is of one of `types`.
    pub fn is_of_type(&self, entity: EntityRef, types: &[&str]) -> bool {
        self.entity(entity).is_some_and(|record| types.contains(&record.type_()))
    }

    /// The entity with this key, the uppermost layer first.
    pub fn find(&self, key: &str) -> Option<EntityRef> {
        self.layers
            .iter()
            .enumerate()
            .rev()
            .find_map(|(layer, image)| image.find(key).map(|index| EntityRef { layer: layer as u8, index }))
    }

    /// What `entity` belongs to.
    pub fn of(&self, entity: EntityRef) -> Vec<EntityRef> {
        let layer = usize::from(entity.layer);
        self.entity(entity).map(|record| record.of().map(|r| Self::resolve(layer, r)).collect()).unwrap_or_default()
    }

    /// The country whose government the name of `entity` stands for.
    pub fn stands_for(&self, entity: EntityRef) -> Option<EntityRef> {
        let reference = self.entity(entity)?.stands_for()?;
        Some(Self::resolve(usize::from(entity.layer), reference))
    }

    /// Hash over all layers, as 16 hexadecimal digits.
    pub fn hash(&self) -> String {
        let hash = self.layers.iter().fold(0, |sum, image| crate::text::fold::mix(sum, image.hash()));
        format!("{hash:016x}")
    }

    /// Number of entities and of forms.
    pub fn counts(&self) -> (usize, usize) {
        self.layers.iter().fold((0, 0), |(e, f), image| (e + image.entity_count(), f + image.forms().count()))
    }

    /// Number of topics and of their terms.
    pub fn topic_counts(&self) -> (usize, usize) {
        self.layers.iter().fold((0, 0), |(t, n), image| (t + image.topic_count(), n + image.term_count()))
    }
}

impl Lexis for Knowledge {
    fn classes(&self, hash: u64) -> Classes {
        self.layers.iter().fold(Classes::default(), |all, image| all.or(image.classes(hash)))
    }
}
