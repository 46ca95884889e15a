//! The sections of an image that the token walk reads, as slices: looked up once a scan instead of
//! once a word.

use super::format::{self, CHILDREN, FINGERPRINT_SHIFT, NO_FORM};
use super::forms::Forms;
use super::perfect;

/// Tables of one image.
#[derive(Clone, Copy)]
pub struct Tables<'i> {
    pub(super) lower_starts: &'i [u8; format::LOWER_STARTS / 8],
    /// Forms of one token; phrases of two and more, with a filter of those of two.
    pub(super) phrases: [Phrases<'i>; 2],
    /// Filter of phrases of three tokens and more.
    pub(super) deeper: &'i [[u8; 8]],
    pub(super) forms: Forms<'i>,
}

/// A perfect hash table of nodes.
#[derive(Clone, Copy)]
pub(super) struct Phrases<'i> {
    pub(super) filter: &'i [[u8; 8]],
    pub(super) pilots: &'i [[u8; 2]],
    pub(super) slots: &'i [[u8; 4]],
}

/// A node of the phrase trie. Those of one token that are no forms are left out.
#[derive(Clone, Copy, Default)]
pub struct Node(u32);

impl Node {
    /// Whether it is the node of this key, or, seldom, another's: forms are compared with the text.
    pub fn is_of(self, key: u64) -> bool {
        (self.0 ^ (key as u32) << FINGERPRINT_SHIFT) >> FINGERPRINT_SHIFT == 0
    }

    /// First form that ends here.
    pub fn form(self) -> Option<u32> {
        let form = self.0 & NO_FORM;
        (form != NO_FORM).then_some(form)
    }

    /// Whether longer phrases go on; not told of one token.
    pub fn children(self) -> bool {
        self.0 & CHILDREN != 0
    }
}

impl<'i> Tables<'i> {
    fn phrases(&self, longer: bool) -> &Phrases<'i> {
        let [singles, phrases] = &self.phrases;
        if longer { phrases } else { singles }
    }

    /// Whether the phrase of one token or, if it is `longer`, two, that has this key may be in the trie;
    /// a few others pass too.
    pub fn may_be(&self, key: u64, longer: bool) -> bool {
        has(self.phrases(longer).filter, key)
    }

    /// Whether the phrase of three tokens or more that has this key may be in the trie; a few others
    /// pass too.
    pub fn may_go_on(&self, key: u64) -> bool {
        has(self.deeper, key)
    }

    /// Whether a form may start with the word `text[start..start + len]`, which is not capitalised.
    pub fn may_start_lower(&self, text: &[u8], start: usize, len: usize) -> bool {
        let bit = format::lower_bit(text, start, len) % format::LOWER_STARTS;
        self.lower_starts.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
    }

    /// Where the node of the phrase with this key is if it is in the trie.
    pub fn place(&self, key: u64, longer: bool) -> u32 {
        let table = self.phrases(longer);
        let pilot = table.pilots.get(perfect::bucket(key, table.pilots.len()));
        perfect::slot(key, pilot.map_or(0, |pilot| u16::from_le_bytes(*pilot)), table.slots.len()) as u32
    }

    /// The node at this place, whoever's it is; see [`Node::is_of`].
    pub fn node(&self, place: u32, longer: bool) -> Node {
        Node(self.phrases(longer).slots.get(place as usize).map_or(0, |slot| u32::from_le_bytes(*slot)))
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
