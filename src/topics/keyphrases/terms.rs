//! How often words, names and phrases stand in a text, and where first.

use super::units::{NONE, Unit};
use crate::text::fold::{HashMapOf, mix};

/// Most units of a phrase; a longer run is no phrase that anybody would repeat.
const LONGEST: usize = 4;

/// A word with its plural, or a name with its other forms.
pub struct Word {
    /// Occurrences.
    pub count: u32,
    /// Occurrences that are a whole run.
    pub alone: u32,
    /// Ends a run somewhere, as nouns do and adjectives do not.
    pub ends: bool,
    /// Token of the first.
    pub first: u32,
    /// Unit of the last; [`Unit::previous`] leads to the others.
    pub last: u32,
    /// Among the most common words.
    pub everyday: bool,
}

/// A run of two units or more.
pub struct Phrase {
    /// Occurrences as a whole run.
    pub count: u32,
    /// Token of the first.
    pub first: u32,
    /// Index of the last in [`Terms::runs`].
    pub last: u32,
    unit: u32,
    len: u32,
}

impl Phrase {
    /// Number of its units.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// The units of its first occurrence.
    pub fn units<'u>(&self, units: &'u [Unit]) -> &'u [Unit] {
        units.get(self.unit as usize..(self.unit + self.len) as usize).unwrap_or_default()
    }
}

/// An occurrence of a phrase.
pub struct Run {
    /// Its first unit.
    pub unit: u32,
    /// The occurrence before; [`NONE`] for the first.
    pub previous: u32,
}

/// What stands in a text.
pub struct Terms {
    /// Words and names, in order of first appearance.
    pub words: Vec<Word>,
    /// Phrases, in order of first appearance.
    pub phrases: Vec<Phrase>,
    /// Occurrences of phrases, in order of the text.
    pub runs: Vec<Run>,
}

/// Counts the words of `units` and the phrases that they make.
pub fn count(units: &[Unit]) -> Terms {
    let words = units.iter().map(|unit| unit.word as usize + 1).max().unwrap_or(0);
    let runs = units.len() / 4;
    let mut terms =
        Terms { words: Vec::with_capacity(words), phrases: Vec::with_capacity(runs), runs: Vec::with_capacity(runs) };
    let mut known: HashMapOf<u32> = HashMapOf::default();
    known.reserve(runs);
    let mut first = 0;
    for (index, unit) in units.iter().enumerate() {
        let ends = !units.get(index + 1).is_some_and(|next| next.joined);
        if unit.word as usize == terms.words.len() {
            terms.words.push(Word {
                count: 0,
                alone: 0,
                ends: false,
                first: unit.first,
                last: NONE,
                everyday: unit.everyday,
            });
        }
        if let Some(word) = terms.words.get_mut(unit.word as usize) {
            word.count += 1;
            word.alone += u32::from(ends && !unit.joined);
            word.ends |= ends;
            word.last = index as u32;
        }
        if !unit.joined {
            first = index;
        }
        if ends {
            run(&mut terms, &mut known, units, first, index + 1);
        }
    }
    terms
}

fn run(terms: &mut Terms, known: &mut HashMapOf<u32>, units: &[Unit], first: usize, last: usize) {
    let len = last - first;
    let (2..=LONGEST, Some(run)) = (len, units.get(first..last)) else {
        return;
    };
    if run.last().is_some_and(|unit| unit.is_title) {
        return;
    }
    let key = run.iter().fold(len as u64, |key, unit| mix(key, u64::from(unit.word)));
    let index = *known.entry(key).or_insert(terms.phrases.len() as u32);
    if index as usize == terms.phrases.len() {
        let token = run.first().map_or(0, |unit| unit.first);
        terms.phrases.push(Phrase { count: 0, first: token, last: NONE, unit: first as u32, len: len as u32 });
    }
    if let Some(phrase) = terms.phrases.get_mut(index as usize) {
        phrase.count += 1;
        terms.runs.push(Run { unit: first as u32, previous: phrase.last });
        phrase.last = terms.runs.len() as u32 - 1;
    }
}
