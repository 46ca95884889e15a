//! Layout of a compiled dictionary: little-endian sections behind a header.
//!
//! | bytes | what |
//! |---|---|
//! | 0..8 | magic |
//! | 8..12 | version of this layout |
//! | 12..16 | number of sections |
//! | 16..24 | checksum of everything after the header; it is also the dictionary's hash |
//! | 24.. | offset and length of each section, `u32` each |

use crate::text::fold::{hash_bytes, mix};

/// First bytes of every image.
pub const MAGIC: [u8; 8] = *b"nertool\n";
/// Changes whenever the layout does.
pub const VERSION: u32 = 9;

/// Sections, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// All text, UTF-8.
    Strings,
    /// [`ENTITY_WORDS`] words an entity, sorted by key.
    Entities,
    /// References of entities to entities.
    Links,
    /// [`OFFICE_WORDS`] words an office.
    Offices,
    /// Supporting phrases: a count, then that many token hashes.
    Near,
    /// The number of forms, `u64`; then for each a head of eight bytes (see [`FORM_LEN`]) and its text,
    /// filled up to a multiple of eight. A form is referred to by where its head is, in eights.
    Forms,
    /// [`CLAIM_WORDS`] words a claim.
    Claims,
    /// Set of the keys of forms of one token, [`set_bits`].
    Singles,
    /// Set of the keys of phrases of two tokens.
    Pairs,
    /// Set of the keys of phrases of three tokens and more.
    Deeper,
    /// Bit set over first tokens that are not capitalised.
    LowerStarts,
    /// Pilots of the table of forms of one token, `u16`.
    SinglePilots,
    /// Slots of that table, `u32`.
    SingleSlots,
    /// Pilots of the table of phrases of two tokens and more, `u16`.
    PhrasePilots,
    /// Slots of that table, `u32`.
    PhraseSlots,
    /// Pilots of the word table, `u16`.
    WordPilots,
    /// Slots of the word table, `u64`.
    WordSlots,
    /// [`TOPIC_WORDS`] words a topic, sorted by key.
    Topics,
    /// [`TERM_WORDS`] words a term of topics.
    TopicTerms,
    /// [`TERM_FORM_WORDS`] words a form of a term.
    TopicForms,
    /// [`POST_WORDS`] words for each topic that a term or entity speaks for.
    TopicPosts,
    /// [`TOPIC_ENTITY_WORDS`] words an entity that speaks for topics, sorted by key.
    TopicEntities,
    /// Set of the keys of terms of one token, of the first token of longer ones ([`leading`]) and of their first
    /// two, and of the entities that speak for topics ([`entity_key`]); [`set_bits`].
    TopicStarts,
    /// Pilots of the table of terms, `u16`.
    TopicPilots,
    /// Slots of the table of terms, `u64`, as those of the phrase table.
    TopicSlots,
    /// Pilots of the table of relations' phrases, `u16`.
    RelationPilots,
    /// Slots of the table of relations' phrases, `u64`, as those of the phrase table.
    RelationSlots,
    /// [`RELATION_FORM_WORDS`] words a phrase of a relation.
    RelationForms,
    /// [`TRIGGER_WORDS`] words a trigger.
    Triggers,
}

/// Number of sections.
pub const SECTIONS: usize = 29;
/// Bytes before the first section.
pub const HEADER: usize = 24 + 8 * SECTIONS;

/// `u32` words of an entity record.
pub const ENTITY_WORDS: usize = 20;
/// `u32` words of an office record.
pub const OFFICE_WORDS: usize = 5;
/// `u32` words of a claim record.
pub const CLAIM_WORDS: usize = 2;
/// `u32` words of a topic record: key, name, parent, code.
pub const TOPIC_WORDS: usize = 6;
/// `u32` words of a term record: text, posts, words and whether it is an everyday word.
pub const TERM_WORDS: usize = 4;
/// `u32` words of a form of a term: text, term, [`TERM_FORM_MORE`] and [`TERM_FORM_PLAIN`].
pub const TERM_FORM_WORDS: usize = 4;
/// Another form of the same key follows.
pub const TERM_FORM_MORE: u32 = 1;
/// Has small ASCII letters, digits and blanks only: the key stands for it, as every spelling with it fits.
pub const TERM_FORM_PLAIN: u32 = 2;
/// `u32` words of a post: topic, strength.
pub const POST_WORDS: usize = 2;
/// `u32` words of an entity that speaks for topics: key, posts.
pub const TOPIC_ENTITY_WORDS: usize = 4;
/// `u32` words of a phrase of a relation: trigger or lists, uses.
pub const RELATION_FORM_WORDS: usize = 2;
/// `u32` words of a trigger: class and name in the strings, kinds and flags.
pub const TRIGGER_WORDS: usize = 5;

/// "No coordinate".
pub const NOWHERE: u32 = i32::MIN as u32;
/// Steps a degree.
pub const PER_DEGREE: f64 = 100_000.0;
/// Set in a reference that points into the base image rather than into this one.
pub const IN_BASE: u32 = 1 << 31;

/// Bits of a form's head that hold the length of its text in bytes. [`FORM_MORE`],
/// [`FORM_POSSESSIVE`], 14 bits with the number of its claims, and 32 with the first one's index follow.
pub const FORM_LEN: u64 = 0xFFFF;
/// A further form with the same letters follows.
pub const FORM_MORE: u64 = 1 << 16;
/// The form ends in `'s`.
pub const FORM_POSSESSIVE: u64 = 1 << 17;
/// Position of the number of claims.
pub const CLAIM_COUNT_SHIFT: u32 = 18;
/// Most claims of a form.
pub const MOST_CLAIMS: usize = (1 << 14) - 1;

/// Slot of a table of phrases: fingerprint, "has children", form.
pub const NO_FORM: u32 = (1 << 24) - 1;
/// Position of the bit "has children".
pub const CHILDREN: u32 = 1 << 24;
/// Position of the seven bits of the fingerprint: with the filter before it they keep out all but one
/// in some thousand of the phrases that are not in the table, and what is left is no form's text.
pub const FINGERPRINT_SHIFT: u32 = 25;

/// Bits of a word slot that hold classes; the rest is a fingerprint.
pub const CLASS_BITS: u32 = 40;

/// Key of a phrase of one token.
pub fn first_key(hash: u64) -> u64 {
    mix(hash, 0x51_7C_C1_B7)
}

/// Key of the phrase `key` followed by a token; `comma` if one stands between.
pub fn next_key(key: u64, hash: u64, comma: bool) -> u64 {
    mix(key.rotate_left(if comma { 23 } else { 7 }), hash)
}

/// Key of the token with the key `first` as the first of a longer phrase. It has other bits of the same word of
/// a set, which is at hand when both are looked up.
pub fn leading(first: u64) -> u64 {
    first ^ 0x5A5 << 20
}

/// Key of an entity in a set.
pub fn entity_key(id: &str) -> u64 {
    mix(hash_bytes(id.as_bytes()), 0x2F_0B_44_47)
}

/// Bits of the set over first tokens that are not capitalised.
pub const LOWER_STARTS: usize = 1 << 16;

/// Bit, of [`LOWER_STARTS`], of a first word that is not capitalised, `text[start..start + len]`: its length
/// and first four bytes.
pub fn lower_bit(text: &[u8], start: usize, len: usize) -> usize {
    let head = match text.get(start..).and_then(<[u8]>::first_chunk::<4>) {
        Some(four) => u32::from_le_bytes(*four),
        None => text.iter().skip(start).rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)),
    };
    let head = head & (u32::MAX >> ((8 * 4usize.saturating_sub(len)) & 31));
    let key = head.wrapping_mul(0x9E37_79B1) ^ (len as u32).wrapping_mul(0x85EB_CA6B);
    (key >> 16) as usize
}

/// Where `key` is in a set of `words` (a power of two) words of 64 bits, and its two bits in that
/// word: a Bloom filter whose look-ups read one word (Putze, Sanders and Singler 2007).
pub fn set_bits(key: u64, words: usize) -> (usize, u64) {
    ((key >> 32) as usize & words.wrapping_sub(1), 1 << (key >> 20 & 63) | 1 << (key >> 26 & 63))
}

/// Checksum of an image's sections: eight bytes a step.
pub fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        for (to, from) in word.iter_mut().zip(chunk) {
            *to = *from;
        }
        sum = mix(sum, u64::from_le_bytes(word));
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::CLASS_BITS;
    use crate::text::classes::FILES;

    #[test]
    fn every_class_of_words_has_room_in_a_slot() {
        for (stem, classes) in FILES {
            assert_eq!(classes.0 >> CLASS_BITS, 0, "{stem}");
        }
    }
}
