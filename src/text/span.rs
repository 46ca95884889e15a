//! A stretch of a text.

/// Half-open byte range `start..end` into a document's text, always on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span of `start..end`.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Whether the byte at `offset` lies inside; the end does not.
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The text of this span; empty when it lies outside `text` or inside a character.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn the_end_is_outside() {
        let span = Span::new(0, 3);
        assert!(span.contains(0) && span.contains(2) && !span.contains(3));
        assert!(span.overlaps(Span::new(2, 4)) && !span.overlaps(Span::new(3, 4)));
        assert_eq!(span.of("Kim"), "Kim");
        assert_eq!(Span::new(0, 1).of("é"), "", "half a character is no text");
    }
}
