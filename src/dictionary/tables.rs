//! The sections of an image that the token walk reads, as slices: looked up once a scan instead of
//! once a word.

use super::format::{self, CHILDREN, FINGERPRINT_SHIFT, NO_FORM};
use super::forms::Forms;
use super::perfect;

/// Tables of one image.
#[derive(Clone, Copy)]
pub struct Tables<'i> {
    pub(super) singles: &'i [[u8; 8]],
    pub(super) pairs: &'i [[u8; 8]],
    pub(super) lower_starts: &'i [u8; format::LOWER_STARTS / 8],
    /// Forms of one token; phrases of two and more.
    pub(super) phrases: [Phrases<'i>; 2],
    pub(super) forms: Forms<'i>,
}

/// A perfect hash table of nodes.
#[derive(Clone, Copy)]
pub(super) struct Phrases<'i> {
    pub(super) pilots: &'i [[u8; 2]],
    pub(super) slots: &'i [[u8; 8]],
}

impl Phrases<'_> {
    /// Node that the phrase with this key has if it is in the trie (see [`Node::is_of`]).
    #[inline]
    pub(super) fn slot(&self, key: u64) -> Node {
        let pilot = self.pilots.get(perfect::bucket(key, self.pilots.len()));
        let slot = perfect::slot(key, pilot.map_or(0, |pilot| u16::from_le_bytes(*pilot)), self.slots.len());
        Node(self.slots.get(slot).map_or(0, |slot| u64::from_le_bytes(*slot)))
    }
}

/// A node of the phrase trie. Those of one token that are no forms are left out.
#[derive(Clone, Copy, Default)]
pub struct Node(u64);

impl Node {
    /// Whether it is the node of this key.
    pub fn is_of(self, key: u64) -> bool {
        (self.0 ^ key << FINGERPRINT_SHIFT) >> FINGERPRINT_SHIFT == 0
    }

    /// First form that ends here.
    pub fn form(self) -> Option<u32> {
        let form = self.0 & NO_FORM;
        (form != NO_FORM).then_some(form as u32)
    }

    /// Whether longer phrases go on; of one token [`Tables::may_be_pair`] tells.
    pub fn children(self) -> bool {
        self.0 & CHILDREN != 0
    }
}

impl<'i> Tables<'i> {
    /// Whether the token with this key may be a form by itself; a few others pass too.
    pub fn may_be_form(&self, key: u64) -> bool {
        has(self.singles, key)
    }

    /// Whether forms may start with the two tokens with this key; a few others pass too.
    pub fn may_be_pair(&self, key: u64) -> bool {
        has(self.pairs, key)
    }

    /// Whether a form may start with the word `text[start..start + len]`, which is not capitalised.
    pub fn may_start_lower(&self, text: &[u8], start: usize, len: usize) -> bool {
        let bit = format::lower_bit(text, start, len) % format::LOWER_STARTS;
        self.lower_starts.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
    }

    /// Node that the phrase with this key has if it is in the trie (see [`Node::is_of`]); `longer` than
    /// one token.
    pub fn slot(&self, key: u64, longer: bool) -> Node {
        let [singles, phrases] = &self.phrases;
        if longer { phrases.slot(key) } else { singles.slot(key) }
    }

    /// The forms.
    pub fn forms(&self) -> Forms<'i> {
        self.forms
    }
}

/// Whether `set` has both bits of `key`.
pub(super) fn has(set: &[[u8; 8]], key: u64) -> bool {
    let (word, bits) = format::set_bits(key, set.len());
    set.get(word).is_some_and(|word| u64::from_le_bytes(*word) & bits == bits)
}
