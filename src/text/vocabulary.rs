//! The different words of a text.

/// The different words of a text, numbered from 0 in the order of their first appearance.
pub struct Vocabulary {
    /// [`hash_token`](super::fold::hash_token) of each word.
    pub hashes: Vec<u64>,
    /// Numbers of words by their hashes, with room between: one plus the number, 0 where none is.
    slots: Vec<u32>,
    /// Bits of a product that are no part of a slot's index.
    shift: u32,
}

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

impl Vocabulary {
    /// The words among `hashes`, one hash a token; and the number of the word of each token.
    pub fn of(hashes: &[u64]) -> (Self, Vec<u32>) {
        let bits = (hashes.len() * 2).next_power_of_two().trailing_zeros().max(1);
        let mut words =
            Self { hashes: Vec::with_capacity(hashes.len() / 2), slots: vec![0; 1 << bits], shift: 64 - bits };
        let numbers = hashes.iter().map(|&hash| words.number(hash)).collect();
        (words, numbers)
    }

    /// Number of the word with this hash, which is added if it is new.
    fn number(&mut self, hash: u64) -> u32 {
        let at = self.slot(hash);
        match self.slots.get_mut(at) {
            Some(slot) if *slot == 0 => {
                self.hashes.push(hash);
                *slot = self.hashes.len() as u32;
                *slot - 1
            }
            Some(slot) => *slot - 1,
            None => 0,
        }
    }

    /// Where the word with this hash stands, or would.
    fn slot(&self, hash: u64) -> usize {
        let mut at = (hash.wrapping_mul(MULTIPLIER) >> self.shift) as usize;
        while let Some(other) = self.slots.get(at).and_then(|&slot| slot.checked_sub(1)) {
            if self.hashes.get(other as usize) == Some(&hash) {
                break;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }

    /// Whether the text has the word with this hash.
    pub fn contains(&self, hash: u64) -> bool {
        self.slots.get(self.slot(hash)).is_some_and(|&slot| slot != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    #[test]
    fn words_have_one_number() {
        let hashes: Vec<u64> = (0..1000).map(|i| (i % 70) << 32).collect();
        let (words, numbers) = Vocabulary::of(&hashes);
        assert_eq!(words.hashes.len(), 70);
        for (hash, number) in hashes.iter().zip(numbers) {
            assert_eq!(words.hashes[number as usize], *hash);
            assert!(words.contains(*hash));
        }
        assert!(!words.contains(1) && !Vocabulary::of(&[]).0.contains(0));
    }
}
