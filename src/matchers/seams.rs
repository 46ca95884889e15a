//! Where a page puts lines side by side without a mark between them: words that look like parts of a name
//! and are none.

use super::traits::Traits;
use crate::dictionary::Knowledge;
use crate::text::{Classes, Gap, Lexis, Reading, SegmentKind, Shape};

/// Words from one telling of a name to the end of the next.
const TELLING: usize = 7;
/// Shortest word of a label in capitals.
const LABEL: usize = 3;
/// Shortest such word that stands alone.
const LONE_LABEL: usize = 4;

/// Tells the `traits` of words that are no parts of the names beside them.
pub fn leave_out(reading: &Reading<'_>, knowledge: &Knowledge, traits: &mut [Traits]) {
    for segment in reading.segments.iter().filter(|segment| segment.kind == SegmentKind::Body) {
        let seam = Seam { reading, knowledge, first: segment.first, last: segment.last };
        let words = reading.tokens.get(segment.first..segment.last).unwrap_or_default();
        let (mut before, mut left) = (Shape::Lower, segment.first);
        for (at, token) in (segment.first..).zip(words) {
            let found = match token.shape {
                Shape::Title if before == Shape::Title && token.gap == Gap::Blank => seam.retold(at),
                Shape::Upper => seam.label(at),
                _ => None,
            };
            before = token.shape;
            if let Some((from, to)) = found.filter(|found| found.0 >= left) {
                traits.get_mut(from..to).unwrap_or_default().iter_mut().for_each(Traits::leave_out);
                left = to;
            }
        }
    }
}

/// The words of a segment.
struct Seam<'s, 'a> {
    reading: &'s Reading<'a>,
    knowledge: &'s Knowledge,
    first: usize,
    last: usize,
}

impl Seam<'_, '_> {
    fn shape(&self, at: usize) -> Option<Shape> {
        self.reading.tokens.get(at).filter(|_| (self.first..self.last).contains(&at)).map(|token| token.shape)
    }

    fn blank(&self, at: usize) -> bool {
        at < self.last && self.reading.tokens.get(at).is_some_and(|token| token.gap == Gap::Blank)
    }

    /// The second telling of a person's name that begins at `at`, after a word with a capital: "Ann Kerr Anna (Ann)
    /// Maria Kerr said".
    fn retold(&self, at: usize) -> Option<(usize, usize)> {
        let title = |at: usize| self.shape(at) == Some(Shape::Title);
        let given = at.checked_sub(2)?;
        let names = title(given) && self.blank(at - 1);
        let name = |at: usize| self.reading.word(at);
        let short = || self.reading.between(at + 1) == " (" && name(at + 1) == name(given);
        let alike =
            || self.reading.class(at).has(Classes::GIVEN) && name(at).chars().next() == name(given).chars().next();
        if !names || !(alike() || short()) {
            return None;
        }
        let goes_on = |at: &usize| {
            let words = matches!(self.shape(*at), Some(Shape::Title | Shape::Initial));
            words && matches!(self.reading.between(*at), " " | ". " | " (" | ") ")
        };
        let mut words = (at + 1..at + TELLING).take_while(goes_on);
        words.find(|&end| name(end) == name(at - 1)).map(|end| (at, end + 1))
    }

    /// The label in capitals at `at`: "MUST WATCH" before "Jane Kerr", "MORE" behind her name.
    fn label(&self, at: usize) -> Option<(usize, usize)> {
        if !self.is_label(at, Classes::STARTER) {
            return None;
        }
        let goes_on = |end: usize| self.blank(end) && self.is_label(end, Classes::COMMON);
        let end = (at + 1..self.last).find(|&end| !goes_on(end)).unwrap_or(self.last);
        let leads = end - at > 1 && self.shape(end) == Some(Shape::Title) && self.blank(end);
        let lone = end - at == 1 && self.reading.tokens.get(at).is_some_and(|token| token.len() >= LONE_LABEL);
        let behind = at > self.first && self.shape(at - 1) == Some(Shape::Title) && self.blank(at);
        let ends = !self.blank(end) || self.shape(end) == Some(Shape::Lower);
        (leads || lone && behind && ends).then_some((at, end))
    }

    /// Whether the word at `at` is in capitals, of [`LABEL`] letters or more, and one of `classes`.
    fn is_label(&self, at: usize, classes: Classes) -> bool {
        let token = self.reading.tokens.get(at).filter(|token| token.len() >= LABEL && !token.dotted);
        let upper = token.is_some_and(|token| token.shape == Shape::Upper) && self.shape(at).is_some();
        let class = || self.reading.hashes.get(at).map(|&hash| self.knowledge.classes(hash));
        upper && class().is_some_and(|class| class.has(classes))
    }
}
