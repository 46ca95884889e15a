//! Tables, filters and the whole image, as bytes.

use super::compile::Path;
use super::format::{self, CHILDREN, FINGERPRINT_SHIFT, NO_FORM, SECTIONS};
use super::perfect;
use std::collections::{BTreeMap, BTreeSet};

/// Nodes of the phrase trie by their keys: form, has children.
#[derive(Default)]
pub struct Nodes {
    /// Forms of one token.
    pub singles: BTreeMap<u64, (u32, bool)>,
    /// Keys of phrases of two tokens.
    pub pairs: BTreeSet<u64>,
    /// Phrases of two tokens and more.
    pub longer: BTreeMap<u64, (u32, bool)>,
}

impl Nodes {
    /// Adds the phrases of a form that is written in the tokens of `path`.
    pub fn add(&mut self, path: &Path, form: u32) {
        let mut key = 0;
        for (i, &(comma, hash)) in path.iter().enumerate() {
            let last = i + 1 == path.len();
            if i == 0 {
                key = format::first_key(hash);
                if last {
                    self.singles.insert(key, (form, false));
                }
                continue;
            }
            key = format::next_key(key, hash, comma);
            let node = self.longer.entry(key).or_insert((NO_FORM, false));
            if last {
                node.0 = form;
            }
            node.1 |= !last;
            if i == 1 {
                self.pairs.insert(key);
            }
        }
    }
}

/// A set of `len` keys, six to twelve bits for each.
pub fn set(keys: impl Iterator<Item = u64>, len: usize) -> Vec<u8> {
    let mut set = vec![0u64; (len * 6 / 64).next_power_of_two()];
    for key in keys {
        let (word, bits) = format::set_bits(key, set.len());
        set.iter_mut().skip(word).take(1).for_each(|word| *word |= bits);
    }
    set.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A slot of a table: index of its key among those given, and the key.
pub type Slot = Option<(usize, u64)>;

/// Pilots of a table of `keys`, and its slots. `None` if keys repeat.
pub fn table(keys: &[u64]) -> Option<(Vec<u8>, impl Iterator<Item = Slot>)> {
    let placement = perfect::place(keys)?;
    let pilots = placement.pilots.iter().flat_map(|pilot| pilot.to_le_bytes()).collect();
    let slot = |index: Option<usize>| index.and_then(|index| Some((index, *keys.get(index)?)));
    Some((pilots, placement.slots.into_iter().map(slot)))
}

/// Pilots and slots of a table of nodes of the phrase trie.
pub fn nodes(nodes: &BTreeMap<u64, (u32, bool)>) -> Option<(Vec<u8>, Vec<u8>)> {
    let keys: Vec<u64> = nodes.keys().copied().collect();
    let (pilots, slots) = table(&keys)?;
    let word = |key: u64| {
        let (form, children) = nodes.get(&key).copied().unwrap_or((NO_FORM, false));
        (key as u32) << FINGERPRINT_SHIFT | if children { CHILDREN } else { 0 } | form
    };
    let words = slots.map(|slot| slot.map_or(NO_FORM, |(_, key)| word(key)));
    Some((pilots, words.flat_map(u32::to_le_bytes).collect()))
}

/// The image of these sections.
pub fn assemble(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut table = Vec::new();
    let mut body = Vec::new();
    for section in sections {
        body.resize(body.len().next_multiple_of(8), 0);
        table.extend_from_slice(&((format::HEADER + body.len()) as u32).to_le_bytes());
        table.extend_from_slice(&(section.len() as u32).to_le_bytes());
        body.extend_from_slice(section);
    }
    let mut out = Vec::with_capacity(format::HEADER + body.len());
    out.extend_from_slice(&format::MAGIC);
    out.extend_from_slice(&format::VERSION.to_le_bytes());
    out.extend_from_slice(&(SECTIONS as u32).to_le_bytes());
    let mut checked = table.clone();
    checked.extend_from_slice(&body);
    out.extend_from_slice(&format::checksum(&checked).to_le_bytes());
    out.extend_from_slice(&table);
    out.extend_from_slice(&body);
    out
}
