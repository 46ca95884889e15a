//! Which bytes belong to words, eight at a time: bit masks over the text, 64 bytes a mask.
//!
//! A `u64` holds eight bytes; adding `0x80 - c` to their low seven bits sets the high bit of each
//! byte that is at least `c`, so a range test costs a few instructions for eight bytes
//! (Mycroft's and Lamport's multiple-byte processing). Entirely safe code.

use super::fold::is_invisible;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// One bit a byte: part of a word, upper-case ASCII letter, not ASCII.
#[derive(Default)]
pub struct Masks {
    word: Vec<u64>,
    upper: Vec<u64>,
    high: Vec<u64>,
    len: usize,
}

fn at_least(low: u64, byte: u8) -> u64 {
    low.wrapping_add(ONES * u64::from(0x80 - byte)) & HIGHS
}

/// Gathers the high bit of each byte into the low eight bits.
fn gather(highs: u64) -> u64 {
    (highs >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// Word, upper-case and non-ASCII bits of eight bytes.
fn classify(bytes: u64) -> (u64, u64, u64) {
    let high = bytes & HIGHS;
    let low = bytes & !HIGHS;
    let lowered = low | (ONES * 0x20);
    let letter = at_least(lowered, b'a') & !at_least(lowered, b'z' + 1) & at_least(low, b'A');
    let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
    let upper = at_least(low, b'A') & !at_least(low, b'Z' + 1) & !high;
    (gather(letter | digit | high), gather(upper), gather(high))
}

impl Masks {
    /// Reads `text`; 64 bytes a step.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let blocks = bytes.len().div_ceil(64);
        let mut masks = Self {
            word: Vec::with_capacity(blocks + 1),
            upper: Vec::with_capacity(blocks + 1),
            high: Vec::with_capacity(blocks + 1),
            len: bytes.len(),
        };
        for block in bytes.chunks(64) {
            let (mut word, mut upper, mut high) = (0, 0, 0);
            for (i, eight) in block.chunks(8).enumerate() {
                let mut padded = [0u8; 8];
                let value = if let Ok(full) = eight.try_into() {
                    u64::from_le_bytes(full)
                } else {
                    for (to, from) in padded.iter_mut().zip(eight) {
                        *to = *from;
                    }
                    u64::from_le_bytes(padded)
                };
                let (w, u, h) = classify(value);
                word |= w << (8 * i);
                upper |= u << (8 * i);
                high |= h << (8 * i);
            }
            masks.word.push(word);
            masks.upper.push(upper);
            masks.high.push(high);
        }
        masks.clear_punctuation(text);
        masks
    }

    /// Non-ASCII bytes were taken for letters; those of dashes, curly quotes, no-break spaces,
    /// symbols and emoji are none.
    fn clear_punctuation(&mut self, text: &str) {
        for block in 0..self.high.len() {
            let mut high = self.high.get(block).copied().unwrap_or(0);
            while high != 0 {
                let at = block * 64 + high.trailing_zeros() as usize;
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                    high &= high - 1; // a continuation byte of a character already seen
                    continue;
                };
                let is_word = c.is_alphanumeric() || is_invisible(c);
                for offset in at..at + c.len_utf8() {
                    if !is_word && let Some(word) = self.word.get_mut(offset / 64) {
                        *word &= !(1 << (offset % 64));
                    }
                    if offset / 64 == block {
                        high &= !(1 << (offset % 64));
                    }
                }
            }
        }
    }

    /// Word bits of the 64 bytes of `block`; 0 past the end.
    pub fn word_block(&self, block: usize) -> u64 {
        self.word.get(block).copied().unwrap_or(0)
    }

    /// Number of 64-byte blocks.
    pub fn blocks(&self) -> usize {
        self.word.len()
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
        self.upper
            .get(offset / 64)
            .is_some_and(|bits| bits >> (offset % 64) & 1 == 1)
    }

    /// Whether a byte of `start..end` is not ASCII.
    pub fn any_high(&self, start: usize, end: usize) -> bool {
        Self::count(&self.high, start, end) > 0
    }

    /// Number of upper-case ASCII letters in `start..end`.
    pub fn count_upper(&self, start: usize, end: usize) -> usize {
        Self::count(&self.upper, start, end)
    }

    fn count(bits: &[u64], start: usize, end: usize) -> usize {
        let mut total = 0;
        for block in start / 64..=end / 64 {
            let mut word = bits.get(block).copied().unwrap_or(0);
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
