//! Which bytes belong to words, many at a time: bit masks over the text, 64 bytes a mask.

use super::blocks::{Block, classify_block};
use super::fold::is_invisible;

/// The blocks of a text.
#[derive(Default)]
pub struct Masks {
    blocks: Vec<Block>,
    len: usize,
}

/// Length of the character that starts at `at`, which is not ASCII, and whether it is part of a
/// word; `None` inside a character.
fn character(text: &str, at: usize) -> Option<(usize, bool)> {
    // dashes, curly quotes, bullets, ellipses (U+2010 to U+2027): most of what is not ASCII in news
    if let Some([0xE2, 0x80, 0x90..=0xA7]) = text.as_bytes().get(at..).and_then(<[u8]>::first_chunk::<3>) {
        return Some((3, false));
    }
    let c = text.get(at..)?.chars().next()?;
    Some((c.len_utf8(), c.is_alphanumeric() || is_invisible(c)))
}

impl Masks {
    /// Reads `text`; 64 bytes a step.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut masks = Self { blocks: Vec::with_capacity(bytes.len() / 64 + 1), len: bytes.len() };
        let (full, rest) = bytes.as_chunks::<64>();
        masks.blocks.extend(full.iter().map(classify_block));
        let mut padded = [0u8; 64];
        padded.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        masks.blocks.push(classify_block(&padded));
        masks.clear_punctuation(text);
        masks
    }

    /// Non-ASCII bytes were taken for letters; those of dashes, curly quotes, no-break spaces,
    /// symbols and emoji are none.
    fn clear_punctuation(&mut self, text: &str) {
        let mut spill = 0; // bits of a character that began in the block before
        for index in 0..self.blocks.len() {
            let Some(block) = self.blocks.get_mut(index) else { return };
            block.word &= !spill;
            spill = 0;
            let mut high = block.high;
            while high != 0 {
                let bit = high.trailing_zeros();
                let Some((len, is_word)) = character(text, index * 64 + bit as usize) else {
                    high &= high - 1; // a continuation byte of a character already seen
                    continue;
                };
                let bits = ((1u128 << len) - 1) << bit;
                high &= !(bits as u64);
                if !is_word {
                    block.word &= !(bits as u64);
                    spill = (bits >> 64) as u64;
                }
            }
        }
    }

    /// The blocks, in order; the last byte of the last one is past the text.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Word bits of the 64 bytes of `block`; 0 past the end.
    pub fn word_block(&self, block: usize) -> u64 {
        self.blocks.get(block).map_or(0, |masks| masks.word)
    }

    /// End of the word that starts at `start`.
    pub fn word_end(&self, start: usize) -> usize {
        let mut block = start / 64;
        let mut outside = !self.word_block(block) >> (start % 64) << (start % 64);
        while outside == 0 {
            block += 1;
            outside = !self.word_block(block);
        }
        (block * 64 + outside.trailing_zeros() as usize).min(self.len)
    }

    /// Whether the byte at `offset` is an upper-case ASCII letter.
    pub fn is_upper(&self, offset: usize) -> bool {
        self.blocks.get(offset / 64).is_some_and(|masks| masks.upper >> (offset % 64) & 1 == 1)
    }

    /// Whether a byte of `start..end` is not ASCII.
    pub fn any_high(&self, start: usize, end: usize) -> bool {
        self.count(|masks| masks.high, start, end) > 0
    }

    /// Number of upper-case ASCII letters in `start..end`.
    pub fn count_upper(&self, start: usize, end: usize) -> usize {
        self.count(|masks| masks.upper, start, end)
    }

    fn count(&self, bits: impl Fn(&Block) -> u64, start: usize, end: usize) -> usize {
        let mut total = 0;
        for block in start / 64..=end / 64 {
            let mut word = self.blocks.get(block).map_or(0, &bits);
            if block == start / 64 {
                word = word >> (start % 64) << (start % 64);
            }
            if block == end / 64 {
                word &= (1u64 << (end % 64)) - 1;
            }
            total += word.count_ones() as usize;
        }
        total
    }
}

#[cfg(test)]
mod tests {
    use super::Masks;

    #[test]
    fn agree_with_the_standard_library_on_every_character_class() {
        let classes = "Trump’s—“beautiful letters” São Paulo\u{a0}é 2017–2021 [x] @a_b {Z} `q` 🙂 \
                    Ünal Ωmega 漢字 x\u{301}y";
        for pad in 0..66 {
            let text = "-".repeat(pad) + classes;
            let masks = Masks::of(&text);
            for (at, c) in text.char_indices() {
                let is_word = c.is_alphanumeric() || super::is_invisible(c);
                for at in at..at + c.len_utf8() {
                    let word = masks.word_block(at / 64) >> (at % 64) & 1 == 1;
                    assert_eq!(word, is_word, "{c:?} at {at}");
                }
                assert_eq!(masks.is_upper(at), c.is_ascii_uppercase(), "{c:?} at {at}");
            }
        }
    }

    #[test]
    fn words_cross_blocks() {
        let text = format!("{} {}", "a".repeat(60), "B".repeat(200));
        let masks = Masks::of(&text);
        assert_eq!(masks.word_end(0), 60);
        assert_eq!(masks.word_end(61), 261);
        assert_eq!(masks.count_upper(61, 261), 200);
        assert_eq!(masks.count_upper(0, 62), 1);
    }
}
