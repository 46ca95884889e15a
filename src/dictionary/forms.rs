//! The forms of an image: for each a head and its text, side by side, so that to verify a form is to
//! read one place.

use super::format;
use crate::text::fold::MASKS;

/// Forms of one image.
#[derive(Clone, Copy)]
pub struct Forms<'i> {
    eights: &'i [[u8; 8]],
}

/// What is said of a form.
#[derive(Clone, Copy, Default)]
pub struct FormHead(u64);

impl FormHead {
    /// It ends in `'s`.
    pub fn possessive(self) -> bool {
        self.0 & format::FORM_POSSESSIVE != 0
    }

    /// A further form of the same letters follows.
    pub fn more(self) -> bool {
        self.0 & format::FORM_MORE != 0
    }

    /// Length of its text in bytes.
    pub fn len(self) -> usize {
        (self.0 & format::FORM_LEN) as usize
    }

    /// Whether it has no text: it is the head of no form.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Index of its first claim, and their number.
    pub fn claims(self) -> (u32, u32) {
        ((self.0 >> 32) as u32, self.0 as u32 >> format::CLAIM_COUNT_SHIFT)
    }
}

impl<'i> Forms<'i> {
    /// The forms of a section.
    pub fn of(section: &'i [u8]) -> Self {
        Self { eights: section.as_chunks().0 }
    }

    /// Number of forms.
    pub fn count(self) -> usize {
        self.eights.first().map_or(0, |count| u64::from_le_bytes(*count) as usize)
    }

    /// Head of the form at `index`.
    pub fn head(self, index: u32) -> FormHead {
        FormHead(self.eights.get(index as usize).map_or(0, |head| u64::from_le_bytes(*head)))
    }

    /// Index of the form that follows the one at `index`, which has this head.
    pub fn next(self, index: u32, head: FormHead) -> u32 {
        index.saturating_add(1 + head.len().div_ceil(8) as u32)
    }

    /// Indexes of all forms.
    pub fn indexes(self) -> impl Iterator<Item = u32> + 'i {
        std::iter::successors(Some(1), move |&index| Some(self.next(index, self.head(index)))).take(self.count())
    }

    fn bytes(self, index: u32, head: FormHead) -> &'i [u8] {
        let eights = self.eights.get(index as usize + 1..).unwrap_or_default();
        eights.as_flattened().get(..head.len()).unwrap_or_default()
    }

    /// Text of the form at `index`, which has this head, as the dictionary writes it.
    pub fn text(self, index: u32, head: FormHead) -> &'i str {
        std::str::from_utf8(self.bytes(index, head)).unwrap_or_default()
    }

    /// Whether the form at `index`, which has this head, is byte for byte `text[start..end]`. One that
    /// ends in `'s` is not.
    pub fn is_written(self, index: u32, head: FormHead, text: &[u8], start: usize, end: usize) -> bool {
        if head.len() != end.wrapping_sub(start) || head.possessive() {
            return false;
        }
        // most are short: one comparison, whatever their length
        let form = self.eights.get(index as usize + 1..).and_then(<[[u8; 8]]>::first_chunk::<2>);
        let text_ahead = text.get(start..).and_then(<[u8]>::first_chunk::<16>);
        match (form, text_ahead.map(|bytes| bytes.as_chunks::<8>().0), MASKS.get(head.len())) {
            (Some([a, b]), Some([x, y]), Some(&(low, high))) => {
                let other = |form: &[u8; 8], text: &[u8; 8]| u64::from_le_bytes(*form) ^ u64::from_le_bytes(*text);
                other(a, x) & low | other(b, y) & high == 0
            }
            _ => Some(self.bytes(index, head)) == text.get(start..end),
        }
    }
}
