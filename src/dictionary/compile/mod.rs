//! From entries to an image: what `build.rs` embeds and `--dictionary` builds in memory.
//!
//! This file writes entities and what belongs to none; [`forms`] writes the forms, [`derived`] has those
//! that follow from what an entry says.

mod derived;
mod forms;

pub use forms::{CLASS_SHIFT, TAG_CLASS, TAG_DECOY, TAG_ENTITY};

use super::entry::{Decoy, Entry, Word};
use super::format::{self, SECTIONS, Section};
use super::kind::Kind;
use super::source;
use super::taxonomy::{self, TopicEntry};
use super::trie;
use super::trigger_table;
use super::triggers::{self, TriggerLine};
use super::types;
use super::write;
use crate::text::classes::Classes;
use crate::text::fold::hash_token;
use crate::text::token::tokenise;
use forms::Claim;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Everything that goes into one image.
#[derive(Default)]
pub struct Source {
    /// Entities.
    pub entries: Vec<Entry>,
    /// What only looks like an entity.
    pub decoys: Vec<Decoy>,
    /// Words and phrases with their class.
    pub words: Vec<(Classes, String)>,
    /// ISO codes of the countries where family names come first; empty: those built in.
    pub family_first: Vec<Word>,
    /// Types of organizations that countries have one each of; empty: those built in.
    pub state_bodies: Vec<Word>,
    /// Last words of names that may be written small; empty: those built in.
    pub small_heads: Vec<Word>,
    /// Topics.
    pub topics: Vec<TopicEntry>,
    /// Words with irregular forms, each with its base first.
    pub irregulars: Vec<Vec<String>>,
    /// What joins two entities.
    pub triggers: Vec<TriggerLine>,
    /// Words that stand beside triggers, with their list.
    pub trigger_words: Vec<(triggers::List, String)>,
}

impl Source {
    /// Adds what `other` has behind what is here.
    pub fn append(&mut self, other: Self) {
        self.entries.extend(other.entries);
        self.decoys.extend(other.decoys);
        self.words.extend(other.words);
        self.family_first.extend(other.family_first);
        self.state_bodies.extend(other.state_bodies);
        self.small_heads.extend(other.small_heads);
        self.topics.extend(other.topics);
        self.irregulars.extend(other.irregulars);
        self.triggers.extend(other.triggers);
        self.trigger_words.extend(other.trigger_words);
    }
}

/// Looks a key up in the image below: the entity's index and its country's ISO code.
pub type Base<'b> = dyn Fn(&str) -> Option<(u32, [u8; 2])> + 'b;

/// Hashes of a form's tokens, each with whether a comma stands before it.
pub type Path = Vec<(bool, u64)>;

/// Compiles `source`. Keys of entities and topics that it does not have are looked up in the image
/// below, with `base` and `topics`.
///
/// # Errors
///
/// A sentence when the tables cannot be built (more than 128 MB of forms).
pub fn compile(source: &Source, base: &Base<'_>, topics: &dyn Fn(&str) -> Option<u32>) -> Result<Vec<u8>, String> {
    let mut compiler = Compiler::new(source, base);
    compiler.entities();
    compiler.forms();
    taxonomy::compile::write(&mut compiler, source, topics)?;
    compiler.finish()
}

/// The sections of an image while they are written.
pub struct Compiler<'a> {
    source: &'a Source,
    base: &'a Base<'a>,
    sorted: Vec<&'a Entry>,
    index: HashMap<&'a str, u32>,
    strings: String,
    interned: HashMap<String, u32>,
    sections: [Vec<u8>; SECTIONS],
    /// Forms by their tokens' hashes (with the gap before each), then by exact text.
    claims: BTreeMap<Path, BTreeMap<String, Vec<Claim>>>,
    lower_starts: Vec<u64>,
    words: BTreeMap<u64, u64>,
}

impl<'a> Compiler<'a> {
    fn new(source: &'a Source, base: &'a Base<'a>) -> Self {
        let mut sorted: Vec<&Entry> = source.entries.iter().filter(|entry| base(&entry.key).is_none()).collect();
        sorted.sort_by(|a, b| a.key.cmp(&b.key));
        sorted.dedup_by(|a, b| a.key == b.key);
        let index = sorted.iter().enumerate().map(|(i, entry)| (entry.key.as_str(), i as u32)).collect();
        Self {
            source,
            base,
            sorted,
            index,
            strings: String::new(),
            interned: HashMap::new(),
            sections: Default::default(),
            claims: BTreeMap::new(),
            lower_starts: vec![0; format::LOWER_STARTS / 64],
            words: BTreeMap::new(),
        }
    }

    pub(super) fn out(&mut self, section: Section) -> &mut Vec<u8> {
        // the enum has as many variants as the array has items
        match self.sections.get_mut(section as usize) {
            Some(out) => out,
            None => unreachable!("a section for every variant"),
        }
    }

    pub(super) fn put(&mut self, section: Section, words: &[u32]) {
        let out = self.out(section);
        for word in words {
            out.extend_from_slice(&word.to_le_bytes());
        }
    }

    pub(super) fn intern(&mut self, text: &str) -> (u32, u32) {
        if let Some(&at) = self.interned.get(text) {
            return (at, text.len() as u32);
        }
        let at = self.strings.len() as u32;
        self.strings.push_str(text);
        self.interned.insert(text.to_owned(), at);
        (at, text.len() as u32)
    }

    /// Reference to the entity of `key`, if it exists.
    fn reference(&self, key: &str) -> Option<u32> {
        match self.index.get(key) {
            Some(&index) => Some(index),
            None => (self.base)(key).map(|(index, _)| index | format::IN_BASE),
        }
    }

    /// ISO code of the country that `entry` is or belongs to.
    fn country(&self, entry: &Entry, depth: usize) -> Option<[u8; 2]> {
        if let Some(iso) = &entry.iso {
            return iso.as_bytes().try_into().ok();
        }
        entry.of.iter().find_map(|key| match self.index.get(key.as_str()) {
            Some(&index) if depth < 8 => self.country(self.sorted.get(index as usize)?, depth + 1),
            Some(_) => None,
            None => (self.base)(key).map(|(_, iso)| iso).filter(|iso| *iso != [0; 2]),
        })
    }

    /// For each capital's and seat's key: the country whose government it stands for.
    fn seats(&self) -> HashMap<&'a str, u32> {
        let mut out = HashMap::new();
        for entry in &self.sorted {
            if let Some(reference) = entry.seat.as_deref().and_then(|key| self.reference(key)) {
                out.insert(entry.key.as_str(), reference);
            }
        }
        for country in self.sorted.iter().filter(|entry| !entry.capital.is_empty()) {
            let Some(&reference) = self.index.get(country.key.as_str()) else {
                continue;
            };
            for city in
                self.sorted.iter().filter(|city| city.kind == Some(Kind::Place) && city.of.contains(&country.key))
            {
                if city.forms().any(|form| country.capital.contains(&form.text)) && city.is_of_type(types::CITY) {
                    out.entry(city.key.as_str()).or_insert(reference);
                }
            }
        }
        out
    }

    fn entities(&mut self) {
        let seats = self.seats();
        for entry in self.sorted.clone() {
            let key = self.intern(&entry.key);
            let name = self.intern(entry.name.as_ref().map_or("", |name| &name.text));
            let type_ = self.intern(entry.type_.as_deref().unwrap_or(""));
            let country = self.country(entry, 0).unwrap_or_default();
            let (lat, lon) = match entry.at.as_deref().and_then(source::coordinates) {
                Some((lat, lon)) => (degrees(lat), degrees(lon)),
                None => (format::NOWHERE, format::NOWHERE),
            };
            let links = self.links(entry);
            let near = self.near(entry);
            let offices = self.offices(entry);
            let wikidata = entry.wikidata.as_deref().and_then(|id| id.get(1..)?.parse().ok()).unwrap_or(0);
            let record = [
                key.0,
                key.1,
                name.0,
                name.1,
                type_.0,
                type_.1,
                entry.kind.unwrap_or(Kind::Organization) as u32,
                u32::from(u16::from_le_bytes(country)),
                lat,
                lon,
                entry.pop.unwrap_or(0),
                wikidata,
                links.0,
                links.1,
                near.0,
                near.1,
                offices.0,
                offices.1,
                seats.get(entry.key.as_str()).map_or(0, |reference| reference + 1),
                u32::from(country != [0; 2] && self.is_state_body(entry)),
            ];
            self.put(Section::Entities, &record);
        }
    }

    /// Writes what `entry` belongs to: where, and how many.
    fn links(&mut self, entry: &Entry) -> (u32, u32) {
        let links: Vec<u32> = entry.of.iter().filter_map(|key| self.reference(key)).collect();
        let at = self.out(Section::Links).len() as u32 / 4;
        self.put(Section::Links, &links);
        (at, links.len() as u32)
    }

    /// Writes the hashes of supporting phrases, each after their number: where, and how many words of the image.
    fn near(&mut self, entry: &Entry) -> (u32, u32) {
        let at = self.out(Section::Near).len() as u32 / 8;
        for phrase in &entry.near {
            let hashes: Vec<u64> = tokenise(phrase).iter().map(|t| hash_token(t.span().of(phrase))).collect();
            let out = self.out(Section::Near);
            out.extend_from_slice(&(hashes.len() as u64).to_le_bytes());
            hashes.iter().for_each(|hash| out.extend_from_slice(&hash.to_le_bytes()));
        }
        (at, self.out(Section::Near).len() as u32 / 8 - at)
    }

    /// Writes the offices: where, and how many.
    fn offices(&mut self, entry: &Entry) -> (u32, u32) {
        let at = (self.out(Section::Offices).len() / 4 / format::OFFICE_WORDS) as u32;
        let offices: Vec<source::Office> = entry.role.iter().filter_map(|role| source::office(role)).collect();
        for office in &offices {
            let (title, len) = self.intern(&office.title);
            let of = office.of.as_deref().and_then(|key| self.reference(key)).map_or(0, |r| r + 1);
            self.put(Section::Offices, &[title, len, of, office.from.unwrap_or(0), office.to.unwrap_or(0)]);
        }
        (at, offices.len() as u32)
    }

    fn finish(mut self) -> Result<Vec<u8>, String> {
        let nodes = self.write_forms()?;
        *self.out(Section::Singles) = write::set(nodes.singles.keys().copied(), nodes.singles.len());
        *self.out(Section::Pairs) = write::set(nodes.pairs.iter().copied(), nodes.pairs.len());
        let deeper = nodes.longer.keys().copied().filter(|key| !nodes.pairs.contains(key));
        *self.out(Section::Deeper) = write::set(deeper, nodes.longer.len() - nodes.pairs.len());
        let tables = [
            (&nodes.singles, Section::SinglePilots, Section::SingleSlots),
            (&nodes.longer, Section::PhrasePilots, Section::PhraseSlots),
        ];
        for (nodes, pilots_to, slots_to) in tables {
            let (pilots, slots) = write::nodes(nodes).ok_or("the phrase table cannot be built")?;
            *self.out(pilots_to) = pilots;
            *self.out(slots_to) = slots;
        }
        self.write_words()?;
        self.write_triggers()?;
        let lower = std::mem::take(&mut self.lower_starts);
        let out = self.out(Section::LowerStarts);
        lower.iter().for_each(|word| out.extend_from_slice(&word.to_le_bytes()));
        let strings = std::mem::take(&mut self.strings).into_bytes();
        *self.out(Section::Strings) = strings;
        Ok(write::assemble(&self.sections))
    }

    /// Writes a trie of its own from its nodes: key, form, has children.
    pub(super) fn phrases(
        &mut self,
        nodes: &BTreeMap<u64, (u64, bool)>,
        pilots_to: Section,
        slots_to: Section,
    ) -> Result<(), String> {
        let (pilots, slots) = trie::write(nodes).ok_or("a table of phrases cannot be built")?;
        *self.out(pilots_to) = pilots;
        *self.out(slots_to) = slots;
        Ok(())
    }

    /// Writes a set of keys, sparse: few others pass.
    pub(super) fn starts(&mut self, keys: &BTreeSet<u64>, section: Section) {
        *self.out(section) = write::set(keys.iter().copied(), 2 * keys.len());
    }

    fn write_triggers(&mut self) -> Result<(), String> {
        let source = self.source;
        for trigger in &source.triggers {
            let class = self.intern(&trigger.class);
            for name in &trigger.names {
                let name = self.intern(name);
                self.put(Section::Triggers, &[class.0, class.1, name.0, name.1, trigger.info()]);
            }
        }
        let tables = trigger_table::tables(&source.triggers, &source.trigger_words);
        self.put(Section::RelationForms, &tables.forms);
        self.phrases(&tables.nodes, Section::RelationPilots, Section::RelationSlots)
    }
}

fn degrees(value: f64) -> u32 {
    ((value * format::PER_DEGREE).round() as i32) as u32
}
