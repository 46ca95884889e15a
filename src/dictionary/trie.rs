//! Tries of phrases whose fingerprints are wide enough to stand for the words themselves: terms of topics
//! and triggers of relations, which are looked up in few places.

use super::perfect;
use std::collections::BTreeMap;

/// A slot: 38 bits of fingerprint, "has children", a bit that is not used, the form.
const FINGERPRINT_SHIFT: u32 = 26;
const CHILDREN: u64 = 1 << 25;
/// No form ends here.
pub(super) const NO_FORM: u64 = (1 << 25) - 1;

/// A trie as stored.
pub(super) struct Trie<'i> {
    pub(super) pilots: &'i [[u8; 2]],
    pub(super) slots: &'i [[u8; 8]],
}

/// A node of a trie.
#[derive(Clone, Copy)]
pub struct TrieNode(u64);

impl TrieNode {
    /// First form that ends here.
    pub fn form(self) -> Option<u32> {
        let form = self.0 & NO_FORM;
        (form != NO_FORM).then_some(form as u32)
    }

    /// Whether longer phrases go on.
    pub fn children(self) -> bool {
        self.0 & CHILDREN != 0
    }
}

impl Trie<'_> {
    /// Node of the phrase with this key.
    pub(super) fn find(&self, key: u64) -> Option<TrieNode> {
        let pilot = self.pilots.get(perfect::bucket(key, self.pilots.len()));
        let place = perfect::slot(key, pilot.map_or(0, |pilot| u16::from_le_bytes(*pilot)), self.slots.len());
        let slot = u64::from_le_bytes(*self.slots.get(place)?);
        ((slot ^ key << FINGERPRINT_SHIFT) >> FINGERPRINT_SHIFT == 0).then_some(TrieNode(slot))
    }
}

/// Pilots and slots of a trie with these nodes: key, form, has children. `None` if keys repeat or there are
/// more than 32 million forms.
pub(super) fn write(nodes: &BTreeMap<u64, (u64, bool)>) -> Option<(Vec<u8>, Vec<u8>)> {
    let entries: Vec<(u64, u64)> = nodes
        .iter()
        .map(|(&key, &(form, children))| (key, key << FINGERPRINT_SHIFT | if children { CHILDREN } else { 0 } | form))
        .collect();
    let keys: Vec<u64> = entries.iter().map(|entry| entry.0).collect();
    let placement = perfect::place(&keys)?;
    let slot = |index: &Option<usize>| index.and_then(|index| entries.get(index)).map_or(NO_FORM, |entry| entry.1);
    Some((
        placement.pilots.iter().flat_map(|pilot| pilot.to_le_bytes()).collect(),
        placement.slots.iter().map(slot).flat_map(u64::to_le_bytes).collect(),
    ))
}
