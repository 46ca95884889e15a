//! A compiled dictionary, read in place: nothing is parsed or built when it is opened.

use super::compile::{CLASS_SHIFT, TAG_CLASS, TAG_ENTITY};
use super::format::{self, SECTIONS, Section};
use super::forms::Forms;
use super::kind::{FormRole, Kind, Mark};
use super::perfect;
use super::tables::{Phrases, Tables};
use super::trie::{Trie, TrieNode};
use super::types;
use crate::text::Classes;
use std::borrow::Cow;
use std::ops::Range;

/// A compiled dictionary.
pub struct Image {
    bytes: Cow<'static, [u8]>,
    sections: [Range<usize>; SECTIONS],
    hash: u64,
}

/// A surface form.
#[derive(Clone, Copy)]
pub struct Form<'i> {
    /// As the dictionary writes it.
    pub text: &'i str,
    /// It ends in `'s`.
    pub possessive: bool,
    claims: (u32, u32),
}

/// What a form means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// A form of the entity with this reference.
    Entity {
        /// Reference: an index, or one into the base image with `IN_BASE`.
        entity: u32,
        /// What the form is to it.
        role: FormRole,
        /// How far it may be trusted.
        mark: Mark,
    },
    /// A phrase with classes ("prime minister").
    Class(Classes),
    /// No entity.
    Decoy(Mark),
}

/// One entity's record.
#[derive(Clone, Copy)]
pub struct Record<'i> {
    image: &'i Image,
    index: usize,
}

/// An office as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficeRecord<'i> {
    /// Title as written.
    pub title: &'i str,
    /// Reference of what it is an office of.
    pub of: Option<u32>,
    /// First day as `YYYYMMDD`, 0 if unknown.
    pub from: u32,
    /// Last day, 0 if open or unknown.
    pub to: u32,
}

impl Image {
    /// Opens an image that was compiled into the program; only its header is read.
    ///
    /// # Errors
    ///
    /// A sentence when it is no image of this version.
    pub fn embedded(bytes: &'static [u8]) -> Result<Self, String> {
        Self::with_header(Cow::Borrowed(bytes))
    }

    /// Opens an image from outside; its checksum is verified.
    ///
    /// # Errors
    ///
    /// A sentence when it is no image of this version, cut short, or damaged.
    pub fn open(bytes: Vec<u8>) -> Result<Self, String> {
        let image = Self::with_header(Cow::Owned(bytes))?;
        if format::checksum(image.bytes.get(24..).unwrap_or_default()) != image.hash {
            return Err("the compiled dictionary is damaged: build it again".to_owned());
        }
        Ok(image)
    }

    fn with_header(bytes: Cow<'static, [u8]>) -> Result<Self, String> {
        if bytes.get(..8) != Some(&format::MAGIC) {
            return Err("not a compiled dictionary".to_owned());
        }
        let word = |at: usize| read_u32(&bytes, at);
        if word(8) != format::VERSION || word(12) as usize != SECTIONS {
            return Err("a compiled dictionary of another version: build it again".to_owned());
        }
        let mut sections: [Range<usize>; SECTIONS] = Default::default();
        for (i, section) in sections.iter_mut().enumerate() {
            let start = word(24 + 8 * i) as usize;
            let end = start.saturating_add(word(28 + 8 * i) as usize);
            if start < format::HEADER || end > bytes.len() {
                return Err("the compiled dictionary is cut short: build it again".to_owned());
            }
            *section = start..end;
        }
        let hash = read_u64(&bytes, 16);
        Ok(Self { bytes, sections, hash })
    }

    /// Hash of the whole content, the same for the same dictionary files.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// Size in bytes.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn section(&self, section: Section) -> &[u8] {
        let range = self.sections.get(section as usize).cloned().unwrap_or_default();
        self.bytes.get(range).unwrap_or_default()
    }

    pub(super) fn word(&self, section: Section, index: usize) -> u32 {
        read_u32(self.section(section), index * 4)
    }

    pub(super) fn text(&self, at: u32, len: u32) -> &str {
        let bytes = self.section(Section::Strings).get(at as usize..at as usize + len as usize);
        std::str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
    }

    /// Classes of the word with this hash.
    pub fn classes(&self, hash: u64) -> Classes {
        let key = format::first_key(hash);
        let slot = self.lookup(key, Section::WordPilots, Section::WordSlots);
        let present = slot >> format::CLASS_BITS == key << format::CLASS_BITS >> format::CLASS_BITS;
        if present { Classes(slot & ((1 << format::CLASS_BITS) - 1)) } else { Classes::default() }
    }

    fn lookup(&self, key: u64, pilots: Section, slots: Section) -> u64 {
        let (pilots, slots) = (self.section(pilots), self.section(slots));
        let bucket = perfect::bucket(key, pilots.len() / 2);
        let pilot =
            pilots.get(bucket * 2..bucket * 2 + 2).and_then(|b| b.try_into().ok()).map_or(0, u16::from_le_bytes);
        read_u64(slots, perfect::slot(key, pilot, slots.len() / 8) * 8)
    }

    /// What the token walk reads.
    pub fn tables(&self) -> Tables<'_> {
        Tables {
            deeper: self.section(Section::Deeper).as_chunks().0,
            lower_starts: self.section(Section::LowerStarts).first_chunk().unwrap_or(&[0; format::LOWER_STARTS / 8]),
            phrases: [
                self.phrases(Section::Singles, Section::SinglePilots, Section::SingleSlots),
                self.phrases(Section::Pairs, Section::PhrasePilots, Section::PhraseSlots),
            ],
            forms: self.forms(),
        }
    }

    fn phrases(&self, filter: Section, pilots: Section, slots: Section) -> Phrases<'_> {
        Phrases {
            filter: self.section(filter).as_chunks().0,
            pilots: self.section(pilots).as_chunks().0,
            slots: self.section(slots).as_chunks().0,
        }
    }

    /// Node of the trie in these sections with this key.
    pub(super) fn node_of(&self, key: u64, pilots: Section, slots: Section) -> Option<TrieNode> {
        self.trie(pilots, slots).find(key)
    }

    /// The trie in these sections.
    pub(super) fn trie(&self, pilots: Section, slots: Section) -> Trie<'_> {
        Trie { pilots: self.section(pilots).as_chunks().0, slots: self.section(slots).as_chunks().0 }
    }

    /// The forms.
    pub fn forms(&self) -> Forms<'_> {
        Forms::of(self.section(Section::Forms))
    }

    /// The form at `index`.
    pub fn form(&self, index: u32) -> Form<'_> {
        let head = self.forms().head(index);
        Form { text: self.forms().text(index, head), possessive: head.possessive(), claims: head.claims() }
    }

    /// What `form` means.
    pub fn claims(&self, form: Form<'_>) -> impl Iterator<Item = Claim> + '_ {
        let (start, count) = form.claims;
        (start..start.saturating_add(count)).map(|index| {
            let at = index as usize * format::CLAIM_WORDS;
            let (payload, info) = (self.word(Section::Claims, at), self.word(Section::Claims, at + 1));
            let mark = match info >> 4 & 3 {
                0 => Mark::None,
                1 => Mark::Shared,
                _ => Mark::Everyday,
            };
            let role = match info >> 2 & 3 {
                0 => FormRole::Name,
                1 => FormRole::Alias,
                2 => FormRole::Demonym,
                _ => FormRole::Short,
            };
            match info & 3 {
                TAG_ENTITY => Claim::Entity { entity: payload, role, mark },
                TAG_CLASS => Claim::Class(Classes(u64::from(info >> CLASS_SHIFT) << 32 | u64::from(payload))),
                _ => Claim::Decoy(mark),
            }
        })
    }

    /// Number of entities.
    pub fn entity_count(&self) -> usize {
        self.section(Section::Entities).len() / 4 / format::ENTITY_WORDS
    }

    /// Record of the entity at `index`.
    pub fn entity(&self, index: u32) -> Record<'_> {
        Record { image: self, index: index as usize }
    }

    /// Index of the entity with this key.
    pub fn find(&self, key: &str) -> Option<u32> {
        self.search(self.entity_count(), key, |index| self.entity(index).key().as_bytes())
    }

    /// Index of `key` among `count` records that are sorted by what `key_of` gives.
    pub(super) fn search<'i>(&self, count: usize, key: &str, key_of: impl Fn(u32) -> &'i [u8]) -> Option<u32> {
        let (mut low, mut high) = (0, count as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            match key_of(middle).cmp(key.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

impl<'i> Record<'i> {
    fn word(self, i: usize) -> u32 {
        self.image.word(Section::Entities, self.index * format::ENTITY_WORDS + i)
    }

    fn text(self, i: usize) -> &'i str {
        self.image.text(self.word(i), self.word(i + 1))
    }

    /// The entity's id.
    pub fn key(self) -> &'i str {
        self.text(0)
    }

    /// Usual name.
    pub fn name(self) -> &'i str {
        self.text(2)
    }

    /// Refinement of the kind; empty if none.
    pub fn type_(self) -> &'i str {
        self.text(4)
    }

    /// Whether it is a first-level division of a country.
    pub fn is_state(self) -> bool {
        types::STATE.contains(&self.type_())
    }

    /// Whether it is one of the bodies that countries have one each of: its type stands in `words/state_bodies.txt`.
    pub fn is_state_body(self) -> bool {
        self.word(19) != 0
    }

    /// Kind.
    pub fn kind(self) -> Kind {
        Kind::from_u8(self.word(6) as u8).unwrap_or(Kind::Organization)
    }

    /// ISO code of its country.
    pub fn country(self) -> Option<[u8; 2]> {
        let code = (self.word(7) as u16).to_le_bytes();
        (code != [0; 2]).then_some(code)
    }

    /// Latitude and longitude in degrees.
    pub fn position(self) -> Option<(f64, f64)> {
        let (lat, lon) = (self.word(8), self.word(9));
        let degrees = |word: u32| f64::from(word as i32) / format::PER_DEGREE;
        (lat != format::NOWHERE).then(|| (degrees(lat), degrees(lon)))
    }

    /// Population; 0 if unknown.
    pub fn population(self) -> u32 {
        self.word(10)
    }

    /// Number of the Wikidata id.
    pub fn wikidata(self) -> Option<u32> {
        Some(self.word(11)).filter(|&id| id != 0)
    }

    /// References of what it belongs to.
    pub fn of(self) -> impl Iterator<Item = u32> + 'i {
        let (start, len) = (self.word(12), self.word(13));
        let image = self.image;
        (start..start.saturating_add(len)).map(move |i| image.word(Section::Links, i as usize))
    }

    /// Supporting phrases, each as the hashes of its tokens.
    pub fn near(self) -> Vec<Vec<u64>> {
        let (start, len) = (self.word(14) as usize, self.word(15) as usize);
        let section = self.image.section(Section::Near);
        let word = |i: usize| read_u64(section, i * 8);
        let (mut out, mut at) = (Vec::new(), start);
        while at < start + len {
            let count = (word(at) as usize).min(super::line::FORM_WORDS);
            out.push((at + 1..at + 1 + count).map(word).collect());
            at += 1 + count;
        }
        out
    }

    /// Offices, in the order of the file.
    pub fn offices(self) -> impl Iterator<Item = OfficeRecord<'i>> {
        let (start, len) = (self.word(16), self.word(17));
        let image = self.image;
        (start..start.saturating_add(len)).map(move |i| {
            let word = |k: usize| image.word(Section::Offices, i as usize * format::OFFICE_WORDS + k);
            OfficeRecord { title: image.text(word(0), word(1)), of: word(2).checked_sub(1), from: word(3), to: word(4) }
        })
    }

    /// Reference of the country whose government its name stands for.
    pub fn stands_for(self) -> Option<u32> {
        self.word(18).checked_sub(1)
    }
}

fn read_u32(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn read_u64(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes)
}
