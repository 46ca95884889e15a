//! What compares equal: case, accents, typographic variants. The text itself is never changed.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Letters whose stroke or ligature Unicode does not decompose, with the spelling that
/// newsrooms without accents use for them.
fn plain_spelling(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ı' => "i",
        'ħ' | 'Ħ' => "h",
        'ə' | 'Ə' => "a",
        '&' => "and",
        _ => return None,
    })
}

/// Characters that may stand inside a word without being written: soft hyphen, zero-width
/// joiners, combining marks.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
        || (c >= '\u{300}' && is_combining_mark(c))
}

/// Calls `emit` with each folded character of `c`: lower case, without accents.
pub fn fold_char(c: char, emit: &mut impl FnMut(char)) {
    if c.is_ascii() && c != '&' {
        emit(c.to_ascii_lowercase());
    } else if let Some(plain) = plain_spelling(c) {
        plain.chars().for_each(emit);
    } else if !is_invisible(c) {
        decompose_canonical(c, |part| {
            if let Some(plain) = plain_spelling(part) {
                plain.chars().for_each(&mut *emit);
            } else if !is_combining_mark(part) {
                part.to_lowercase().filter(|&c| !is_combining_mark(c)).for_each(&mut *emit);
            }
        });
    }
}

/// The folded letters and digits of `text`, words separated by one blank: the key under which
/// two spellings of a name are the same. "Erdoğan" and "ERDOGAN" fold to `erdogan`, "U.S." to
/// `us`, "Jae-myung" to `jae myung`, "Trump's" to `trump s`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// [`fold`] into a string that is used again.
pub fn fold_into(text: &str, out: &mut String) {
    out.clear();
    let mut dotted = false;
    let mut chars = text.chars().peekable();
    let mut word_len = 0;
    while let Some(c) = chars.next() {
        if c == '&' {
            out.push_str(if out.is_empty() { "and" } else { " and" });
            (word_len, dotted) = (0, false);
        } else if c.is_alphanumeric() || is_invisible(c) {
            if !dotted && word_len == 0 && !out.is_empty() {
                out.push(' ');
            }
            fold_char(c, &mut |folded| out.push(folded));
            word_len += 1;
            dotted = false;
        } else {
            // "U.S.": a full stop between single letters does not end the word
            let joins = c == '.' && word_len == 1 && chars.peek().is_some_and(|n| n.is_alphabetic());
            dotted = joins;
            word_len = 0;
        }
    }
}

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
const LOWER: u64 = 0x2020_2020_2020_2020;

/// Multiplies to 128 bits and folds the halves together (the mixing step of wyhash).
pub fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ MULTIPLIER) * u128::from(b ^ 0xD6E8_FEB8_6659_FD93);
    (product as u64) ^ ((product >> 64) as u64)
}

/// Up to eight bytes as a little-endian number, read as two overlapping halves.
fn load(bytes: &[u8]) -> u64 {
    if let Some(eight) = bytes.first_chunk::<8>() {
        return u64::from_le_bytes(*eight);
    }
    if let (Some(head), Some(tail)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let shift = 8 * (bytes.len() - 4);
        return u64::from(u32::from_le_bytes(*head)) | u64::from(u32::from_le_bytes(*tail)) << shift;
    }
    bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte))
}

/// Hashes bytes eight at a time, ASCII case folded on the way.
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let hash = chunks.iter().fold(bytes.len() as u64, |hash, chunk| mix(hash, u64::from_le_bytes(*chunk) | LOWER));
    let mask = (1 << (8 * rest.len())) - 1;
    if rest.is_empty() { hash } else { mix(hash, load(rest) | LOWER & mask) }
}

/// Hash of one token's folded spelling: equal for all spellings that fold to the same letters.
pub fn hash_token(token: &str) -> u64 {
    let plain = token.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if plain { hash_bytes(token.as_bytes()) } else { hash_folded(token) }
}

/// Masks of the first and the second eight bytes of a word, by its length.
pub static MASKS: [(u64, u64); 17] = masks();

#[allow(clippy::indexing_slicing)] // the compiler evaluates it, and refuses an index past the end
const fn masks() -> [(u64, u64); 17] {
    let mut masks = [(u64::MAX, u64::MAX); 17];
    let mut len = 0;
    while len < 8 {
        masks[len] = ((1 << (8 * len)) - 1, 0);
        masks[len + 8] = (u64::MAX, (1 << (8 * len)) - 1);
        len += 1;
    }
    masks
}

/// [`hash_token`] of `text[start..end]`, which must be ASCII letters and digits. Words of up to 16
/// bytes take one way, whatever their length, where the text goes on that far.
#[inline(always)]
pub fn hash_plain_within(text: &str, start: usize, end: usize) -> u64 {
    let len = end.saturating_sub(start);
    let ahead = text.as_bytes().get(start..).and_then(<[u8]>::first_chunk::<16>);
    let (Some(ahead), Some(&(first_mask, second_mask))) = (ahead, MASKS.get(len)) else {
        return hash_plain_long(text.as_bytes(), start, end);
    };
    let ahead = u128::from_le_bytes(*ahead);
    let (first, second) = (ahead as u64 | LOWER, (ahead >> 64) as u64 | LOWER);
    let hash = mix(len as u64, first & first_mask);
    let longer = mix(hash, second & second_mask);
    if second_mask == 0 { hash } else { longer }
}

#[cold]
fn hash_plain_long(text: &[u8], start: usize, end: usize) -> u64 {
    hash_bytes(text.get(start..end).unwrap_or_default())
}

#[cold]
fn hash_folded(token: &str) -> u64 {
    let mut folded = String::with_capacity(token.len());
    for c in token.chars().filter(|&c| c.is_alphanumeric() || c == '&') {
        fold_char(c, &mut |c| folded.push(c));
    }
    hash_bytes(folded.as_bytes())
}

/// A hasher for keys that are hashes already: it takes them as they are.
#[derive(Clone, Copy, Default)]
pub struct HashedKey(u64);

impl std::hash::Hasher for HashedKey {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix(self.0, hash_bytes(bytes));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key.wrapping_mul(MULTIPLIER);
    }
}

/// Map from hashes.
pub type HashMapOf<T> = std::collections::HashMap<u64, T, std::hash::BuildHasherDefault<HashedKey>>;
/// Set of hashes.
pub type HashSetOf = std::collections::HashSet<u64, std::hash::BuildHasherDefault<HashedKey>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_that_are_one_name() {
        for (a, b) in [
            ("Erdoğan", "ERDOGAN"),
            ("Gu\u{308}len", "Gülen"),
            ("Łódź", "Lodz"),
            ("U.S.", "us"),
            ("&", "and"),
            ("Ze\u{ad}lenskiy", "Zelenskiy"),
        ] {
            assert_eq!(hash_token(a), hash_token(b), "{a} and {b}");
        }
        for text in [
            "a",
            "Kim",
            "Erdoğan",
            "parliament",
            "Nagorno",
            "presidential",
            "2017",
            "U.S.",
            "&",
            "it's",
            "12345678",
            "counterclaims",
            "responsibilities",
            "institutionalisation",
            "",
        ] {
            assert_eq!(hash_token(text), hash_folded(text), "{text}");
            if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                let padded = format!("x{text} and more of it");
                assert_eq!(hash_plain_within(&padded, 1, 1 + text.len()), hash_token(text), "{text}");
                assert_eq!(hash_plain_within(text, 0, text.len()), hash_token(text), "{text}");
            }
        }
        assert_ne!(hash_token("Kim"), hash_token("Kin"));
        assert_ne!(hash_token("Iran"), hash_token("Iraq"));
    }

    #[test]
    fn folding_keeps_words_apart() {
        for (text, folded) in [
            ("U.S.-Brokered", "us brokered"),
            ("Lee Jae-myung", "lee jae myung"),
            ("Côte d’Ivoire", "cote d ivoire"),
            ("AT&T", "at and t"),
            ("Washington, D.C.", "washington dc"),
            ("J. K. Rowling", "j k rowling"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }
}
