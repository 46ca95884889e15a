//! Classes of 64 bytes at a time: with the instructions that every x86-64 processor has, else as the
//! compiler finds best.

pub use imp::classify_block;

/// 64 bytes of a text, one bit a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Part of a word.
    pub word: u64,
    /// Upper-case ASCII letter.
    pub upper: u64,
    /// ASCII digit.
    pub digit: u64,
    /// Blank (U+0020).
    pub blank: u64,
    /// Full stop.
    pub stop: u64,
    /// Not ASCII.
    pub high: u64,
}

#[cfg(target_arch = "x86_64")]
mod imp {
    use super::Block;
    use safe_arch::{
        bitor_m128i, cmp_eq_mask_i8_m128i, load_unaligned_m128i, m128i, min_u8_m128i, move_mask_i8_m128i,
        set_splat_i8_m128i, sub_i8_m128i,
    };

    fn all(byte: u8) -> m128i {
        set_splat_i8_m128i(byte.cast_signed())
    }

    fn equal(bytes: m128i, byte: u8) -> m128i {
        cmp_eq_mask_i8_m128i(bytes, all(byte))
    }

    /// Bytes from `first` on, `count` of them.
    fn range(bytes: m128i, first: u8, count: u8) -> m128i {
        let above = sub_i8_m128i(bytes, all(first));
        cmp_eq_mask_i8_m128i(min_u8_m128i(above, all(count - 1)), above)
    }

    fn bits(bytes: m128i) -> u64 {
        u64::from(move_mask_i8_m128i(bytes).cast_unsigned())
    }

    /// What the 64 bytes are; every byte that is not ASCII is taken for part of a word.
    pub fn classify_block(bytes: &[u8; 64]) -> Block {
        let mut block = Block { word: 0, upper: 0, digit: 0, blank: 0, stop: 0, high: 0 };
        for (quarter, bytes) in bytes.as_chunks::<16>().0.iter().enumerate() {
            let bytes = load_unaligned_m128i(bytes);
            let digit = range(bytes, b'0', 10);
            let letter = range(bitor_m128i(bytes, all(0x20)), b'a', 26);
            let word = bitor_m128i(bitor_m128i(letter, digit), bytes);
            let shift = 16 * quarter;
            block.word |= bits(word) << shift;
            block.upper |= bits(range(bytes, b'A', 26)) << shift;
            block.digit |= bits(digit) << shift;
            block.blank |= bits(equal(bytes, b' ')) << shift;
            block.stop |= bits(equal(bytes, b'.')) << shift;
            block.high |= bits(bytes) << shift;
        }
        block
    }
}

#[cfg(not(target_arch = "x86_64"))]
mod imp {
    pub use super::plain::classify_block;
}

#[cfg(any(test, not(target_arch = "x86_64")))]
mod plain {
    use super::Block;

    /// The high bit of each byte.
    fn gather(bytes: &[u8; 64]) -> u64 {
        const HIGHS: u64 = 0x8080_8080_8080_8080;
        let eights = bytes.as_chunks::<8>().0.iter().rev();
        eights.fold(0, |bits, eight| {
            let highs = u64::from_le_bytes(*eight) & HIGHS;
            bits << 8 | (highs >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
        })
    }

    /// A bit for each byte that `is`. The compiler turns plain comparisons into as wide ones as the
    /// processor has.
    fn bits_where(bytes: &[u8; 64], is: impl Fn(u8) -> bool) -> u64 {
        gather(&bytes.map(|byte| u8::from(is(byte)) << 7))
    }

    /// What the 64 bytes are; every byte that is not ASCII is taken for part of a word.
    pub fn classify_block(bytes: &[u8; 64]) -> Block {
        let digit = |byte: u8| byte.wrapping_sub(b'0') < 10;
        let letter = |byte: u8| (byte | 0x20).wrapping_sub(b'a') < 26;
        Block {
            word: bits_where(bytes, |byte| letter(byte) | digit(byte) | (byte >= 0x80)),
            upper: bits_where(bytes, |byte| byte.wrapping_sub(b'A') < 26),
            digit: bits_where(bytes, digit),
            blank: bits_where(bytes, |byte| byte == b' '),
            stop: bits_where(bytes, |byte| byte == b'.'),
            high: gather(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{classify_block, plain};

    #[test]
    fn every_byte_is_of_the_same_classes_everywhere_and_either_way() {
        for first in 0..=255u8 {
            let bytes: [u8; 64] = std::array::from_fn(|at| first.wrapping_add((at as u8).wrapping_mul(37)));
            assert_eq!(classify_block(&bytes), plain::classify_block(&bytes), "from {first}");
        }
    }
}
