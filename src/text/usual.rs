//! The words of 64 bytes at once: where they are, and which are usual, told by additions and shifts of bits.

use super::blocks::Block;
use super::token::Shape;

/// Shape of a usual word by its [`first_letter`] and whether that is all. Without branches: which words
/// have capitals cannot be guessed.
#[inline]
pub fn usual_shape(first: usize, single: bool) -> Shape {
    const SHAPES: [Shape; 8] = [
        Shape::Lower,
        Shape::Title,
        Shape::Number,
        Shape::Lower,
        Shape::Lower,
        Shape::Initial,
        Shape::Number,
        Shape::Lower,
    ];
    SHAPES.get(first & 3 | usize::from(single) << 2).copied().unwrap_or(Shape::Lower)
}

/// 1 for a capital, 2 for a digit, else 0: what is at `bit` of the block.
#[inline]
pub fn first_letter(block: &Block, bit: u64) -> usize {
    usize::from(block.upper & bit != 0) | usize::from(block.digit & bit != 0) << 1
}

/// The last bits of the block before.
#[derive(Clone, Copy, Default)]
pub struct Before {
    /// Of the words: two.
    word: u64,
    /// Of the blanks.
    blank: u64,
    /// Of the capitals.
    upper: u64,
    /// A usual word goes on.
    usual: bool,
}

/// Words of a block, as bits.
pub struct Words {
    /// Where one starts, and past where one ends.
    pub edges: u64,
    /// Letters that are not ASCII, capitals after the first byte.
    pub odd: u64,
    /// Past the ends of words that follow another word and one blank, and are usual: not odd, not
    /// written as "G20" is, not the start of an initialism.
    pub usual_ends: u64,
}

impl Words {
    /// Those of `block`, which follows what was `before`.
    #[inline]
    pub fn of(block: &Block, before: &mut Before) -> Self {
        let one_back = block.word << 1 | before.word >> 1;
        let follows_blank = (block.word << 2 | before.word) & (block.blank << 1 | before.blank);
        let edges = block.word ^ one_back;
        let (starts, ends) = (edges & block.word, edges & !block.word);
        let odd = block.upper & one_back | block.high;
        let initials = starts & (ends & block.stop) >> 1;
        // one added at the start of a word runs on to past its end, or into the next block, if nothing
        // stops it
        let letters = block.word & !(odd | block.digit & (block.upper << 1 | before.upper));
        let (sum, over) = letters.overflowing_add(starts & follows_blank & !initials);
        let (sum, over_again) = sum.overflowing_add(u64::from(before.usual));
        *before = Before {
            word: block.word >> 62,
            blank: block.blank >> 63,
            upper: block.upper >> 63,
            usual: over | over_again,
        };
        Self { edges, odd, usual_ends: sum & ends }
    }
}
