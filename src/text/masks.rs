//! Which bytes belong to words, eight at a time: bit masks over the text, 64 bytes a mask.
//!
//! A `u64` holds eight bytes; adding `0x80 - c` to their low seven bits sets the high bit of each
//! byte that is at least `c`, so a range test costs a few instructions for eight bytes
//! (Mycroft's and Lamport's multiple-byte processing). Entirely safe code.

use super::fold::is_invisible;

const ONES: u64 = 0x0101_0101_0101_0101;
/// The high bit of each byte.
pub const HIGHS: u64 = 0x8080_8080_8080_8080;

/// 64 bytes of a text, one bit a byte.
#[derive(Clone, Copy, Default)]
pub struct Block {
    /// Part of a word.
    pub word: u64,
    /// Upper-case ASCII letter.
    pub upper: u64,
    /// Not ASCII.
    pub high: u64,
}

impl Block {
    /// The 64 bytes from `bit` on, `next` being the block after this one.
    pub fn from(self, bit: u32, next: Self) -> Self {
        let slide = |here: u64, there: u64| here >> (bit & 63) | there << 1 << (63 - (bit & 63));
        Self {
            word: slide(self.word, next.word),
            upper: slide(self.upper, next.upper),
            high: slide(self.high, next.high),
        }
    }
}

/// The blocks of a text.
#[derive(Default)]
pub struct Masks {
    blocks: Vec<Block>,
    len: usize,
}

fn at_least(low: u64, byte: u8) -> u64 {
    low.wrapping_add(ONES * u64::from(0x80 - byte)) & HIGHS
}

/// Gathers the high bit of each byte into the low eight bits.
fn gather(highs: u64) -> u64 {
    (highs >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The high bit of each byte that is an ASCII letter or digit.
pub fn alphanumeric(bytes: u64) -> u64 {
    let low = bytes & !HIGHS;
    let lowered = low | (ONES * 0x20);
    let letter = at_least(lowered, b'a') & !at_least(lowered, b'z' + 1) & at_least(low, b'A');
    let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
    (letter | digit) & !bytes
}

/// Word, upper-case and non-ASCII bits of eight bytes.
fn classify(bytes: u64) -> (u64, u64, u64) {
    let high = bytes & HIGHS;
    let low = bytes & !HIGHS;
    let upper = at_least(low, b'A') & !at_least(low, b'Z' + 1) & !high;
    (
        gather(alphanumeric(bytes) | high),
        gather(upper),
        gather(high),
    )
}

fn classify_block(eights: impl Iterator<Item = [u8; 8]>) -> Block {
    let mut block = Block::default();
    for (i, eight) in eights.enumerate() {
        let (word, upper, high) = classify(u64::from_le_bytes(eight));
        block.word |= word << (8 * i);
        block.upper |= upper << (8 * i);
        block.high |= high << (8 * i);
    }
    block
}

impl Masks {
    /// Reads `text`; 64 bytes a step.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut masks = Self {
            blocks: Vec::with_capacity(bytes.len() / 64 + 1),
            len: bytes.len(),
        };
        let (full, rest) = bytes.as_chunks::<64>();
        masks.blocks.extend(
            full.iter()
                .map(|block| classify_block(block.as_chunks::<8>().0.iter().copied())),
        );
        if !rest.is_empty() {
            let mut padded = [0u8; 64];
            padded
                .iter_mut()
                .zip(rest)
                .for_each(|(to, from)| *to = *from);
            masks
                .blocks
                .push(classify_block(padded.as_chunks::<8>().0.iter().copied()));
        }
        masks.clear_punctuation(text);
        masks
    }

    /// Non-ASCII bytes were taken for letters; those of dashes, curly quotes, no-break spaces,
    /// symbols and emoji are none.
    fn clear_punctuation(&mut self, text: &str) {
        for block in 0..self.blocks.len() {
            let mut high = self.blocks.get(block).map_or(0, |masks| masks.high);
            while high != 0 {
                let at = block * 64 + high.trailing_zeros() as usize;
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                    high &= high - 1; // a continuation byte of a character already seen
                    continue;
                };
                // dashes, curly quotes, bullets, ellipses: most of what is not ASCII in news
                let is_word = !matches!(c, '\u{2010}'..='\u{2027}')
                    && (c.is_alphanumeric() || is_invisible(c));
                for offset in at..at + c.len_utf8() {
                    if !is_word && let Some(masks) = self.blocks.get_mut(offset / 64) {
                        masks.word &= !(1 << (offset % 64));
                    }
                    if offset / 64 == block {
                        high &= !(1 << (offset % 64));
                    }
                }
            }
        }
    }

    /// The blocks, in order.
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
        self.blocks
            .get(offset / 64)
            .is_some_and(|masks| masks.upper >> (offset % 64) & 1 == 1)
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
        let text = "Trump’s—“beautiful letters” São Paulo\u{a0}é 2017–2021 [x] @a_b {Z} `q` 🙂 \
                    Ünal Ωmega 漢字 x\u{301}y";
        let masks = Masks::of(text);
        for (at, c) in text.char_indices() {
            let word = masks.word_block(at / 64) >> (at % 64) & 1 == 1;
            assert_eq!(
                word,
                c.is_alphanumeric() || super::is_invisible(c),
                "{c:?} at {at}"
            );
            assert_eq!(masks.is_upper(at), c.is_ascii_uppercase(), "{c:?} at {at}");
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
