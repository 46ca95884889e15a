//! A text as names and words that may stand in a phrase, and what bounds them.

use super::terms::{Phrase, Terms, Word};
use crate::dictionary::Kind;
use crate::resolve::{Mention, MentionRole, Resolved};
use crate::text::fold::{HashMapOf, hash_token, mix};
use crate::text::{Classes, Gap, Reading, SegmentKind, Shape, Token};
use std::borrow::Cow;

/// No unit.
pub const NONE: u32 = u32::MAX;

/// A name, a word, or words joined by hyphens.
pub struct Unit {
    /// Its first token.
    pub first: u32,
    /// One past its last token.
    pub last: u32,
    /// Number of the word: equal for a word and its plural, and for all names of an entity.
    pub word: u32,
    /// The unit before with the same word; [`NONE`] for the first.
    pub previous: u32,
    /// Stands in one phrase with the unit before.
    pub joined: bool,
    /// Index of its mention; [`NONE`] for a word.
    pub mention: u32,
    /// Among the most common words.
    pub everyday: bool,
    /// A person's name follows at once: the run that ends here is a title.
    pub is_title: bool,
}

/// Words that bound a phrase.
const BOUNDS: Classes = Classes::PREPOSITION
    .or(Classes::PLACE_PREPOSITION)
    .or(Classes::COPULA)
    .or(Classes::CONNECTOR)
    .or(Classes::CONJUNCTION)
    .or(Classes::WHO)
    .or(Classes::CALENDAR)
    .or(Classes::KEYPHRASE_STOP);

/// A mention with its index.
type Named<'r> = (usize, &'r Mention);

/// The units of a text, in order. A dateline says where it was written, not what it is about: it has none.
pub fn read(reading: &Reading<'_>, resolved: &Resolved) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(reading.tokens.len() / 2);
    let mut words = Words::of(reading);
    let mut mentions = resolved.mentions.iter().enumerate().peekable();
    for sentence in &reading.sentences {
        let kind = reading.segments.get(sentence.segment).map_or(SegmentKind::Body, |segment| segment.kind);
        let (mut at, mut open) = (sentence.first, false);
        if kind == SegmentKind::Dateline {
            continue;
        }
        while let Some(token) = reading.tokens.get(at).filter(|_| at < sentence.last) {
            let ahead = mentions.peek().map_or(usize::MAX, |(_, mention)| mention.span.start);
            let alone = !reading.tokens.get(at + 1).is_some_and(is_attached);
            if alone && token.end() <= ahead && reading.class(at).has(BOUNDS) {
                (at, open) = (at + 1, false); // every second word: no more is asked of it
                continue;
            }
            while mentions.next_if(|(_, mention)| mention.span.end <= token.start()).is_some() {}
            let named = mentions.peek().copied().filter(|(_, mention)| mention.span.start <= token.start());
            let last = if alone && named.is_none() {
                at + 1
            } else {
                let name_ahead = mentions.peek().map_or(usize::MAX, |(_, mention)| mention.span.start);
                end_of_unit(reading, at, named, name_ahead).min(sentence.last)
            };
            open &= continues(reading, at);
            if named.is_none() && (bounds(reading, at, last) || is_headline_verb(reading, at, kind, &units)) {
                (at, open) = (last, false);
                continue;
            }
            let titled = open && token.gap != Gap::Hyphen && named.is_some_and(|(_, own)| is_person(resolved, own));
            if let Some(title) = units.last_mut().filter(|_| titled) {
                title.is_title = true;
            }
            let word = words.number(at, last, named);
            units.push(Unit {
                first: at as u32,
                last: last as u32,
                word,
                previous: words.follow(word, units.len() as u32),
                joined: open && !titled,
                mention: named.map_or(NONE, |(index, _)| index as u32),
                everyday: named.is_none() && last - at == 1 && reading.class(at).has(Classes::EVERYDAY),
                is_title: false,
            });
            (at, open) = (last, true);
        }
    }
    units
}

/// Numbers of words, given in the order of their first units.
struct Words<'r> {
    reading: &'r Reading<'r>,
    /// By [`key`].
    numbers: HashMapOf<u32>,
    /// Number of each word of the vocabulary that stands for itself and is written as usual; [`NONE`] before
    /// it was met.
    known: Vec<u32>,
    /// The last unit of each word.
    last: Vec<u32>,
}

impl<'r> Words<'r> {
    fn of(reading: &'r Reading<'r>) -> Self {
        let mut numbers = HashMapOf::default();
        numbers.reserve(reading.tokens.len() / 4);
        let known = vec![NONE; reading.vocabulary.hashes.len()];
        Self { reading, numbers, known, last: Vec::with_capacity(reading.tokens.len() / 4) }
    }

    /// Number of the word of the unit `first..last`.
    fn number(&mut self, first: usize, last: usize, named: Option<Named<'_>>) -> u32 {
        let usual = |token: &Token| matches!(token.shape, Shape::Lower | Shape::Title);
        let is_plain = named.is_none() && last - first == 1 && self.reading.tokens.get(first).is_some_and(usual);
        let word =
            self.reading.numbers.get(first).filter(|_| is_plain).and_then(|&word| self.known.get_mut(word as usize));
        let next = self.last.len() as u32;
        let mut look_up = || *self.numbers.entry(key(self.reading, first, last, named)).or_insert(next);
        let number = match word {
            Some(known) => {
                if *known == NONE {
                    *known = look_up();
                }
                *known
            }
            None => look_up(),
        };
        if number == next {
            self.last.push(NONE);
        }
        number
    }

    /// Makes `unit` the last of a word, and gives the one that was.
    fn follow(&mut self, word: u32, unit: u32) -> u32 {
        self.last.get_mut(word as usize).map_or(NONE, |last| std::mem::replace(last, unit))
    }
}

/// One past the last token of the unit at `at`: of its name, or of what is joined to it before the next name.
fn end_of_unit(reading: &Reading<'_>, at: usize, named: Option<Named<'_>>, name_ahead: usize) -> usize {
    let rest = reading.tokens.get(at + 1..).unwrap_or_default();
    let more = match named {
        Some((_, mention)) => rest.iter().take_while(|token| token.start() < mention.span.end).count(),
        None => rest.iter().take_while(|token| is_attached(token) && token.start() < name_ahead).count(),
    };
    at + 1 + more
}

/// What is equal for a word and its plural, and for all names of an entity.
fn key(reading: &Reading<'_>, first: usize, last: usize, named: Option<Named<'_>>) -> u64 {
    match named {
        Some((_, mention)) if mention.role != MentionRole::Demonym => mix(1, mention.entity as u64),
        _ => (first..last).fold(0, |key, index| mix(key, singular(reading, index))),
    }
}

/// Whether the word at `at` is the verb after the name that opens a headline: "Ukraine Claims Strike".
fn is_headline_verb(reading: &Reading<'_>, at: usize, kind: SegmentKind, units: &[Unit]) -> bool {
    let opens = |unit: &Unit| reading.sentence(at).is_some_and(|sentence| sentence.first == unit.first as usize);
    kind != SegmentKind::Body
        && reading.class(at).has(Classes::HEADLINE_VERB)
        && units.last().is_some_and(|unit| unit.mention != NONE && unit.last as usize == at && opens(unit))
}

/// A person's name: "the leader Kim" is no phrase, "the Kim regime" and "anti-Kim protests" are.
fn is_person(resolved: &Resolved, mention: &Mention) -> bool {
    resolved.entities.get(mention.entity).is_some_and(|entity| entity.kind == Kind::Person)
}

/// Whether a hyphen, an apostrophe or nothing joins `token` to the one before.
fn is_attached(token: &Token) -> bool {
    matches!(token.gap, Gap::Hyphen | Gap::Apostrophe | Gap::Joined)
}

/// Whether the token at `at` may go on with the phrase of the token before, of the same sentence.
fn continues(reading: &Reading<'_>, at: usize) -> bool {
    let possessive = at.checked_sub(1).and_then(|i| reading.tokens.get(i)).is_some_and(|before| before.possessive);
    !possessive && reading.tokens.get(at).is_some_and(|token| token.gap == Gap::Blank || is_attached(token))
}

/// Most words that hyphens join to one; an address of the web has more.
const LONGEST: usize = 4;

/// Whether the words of `first..last` bound a phrase: each of them does, or they are a contraction.
fn bounds(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let tokens = reading.tokens.get(first..last).unwrap_or_default();
    let contracted = tokens.iter().skip(1).any(|token| token.gap == Gap::Apostrophe && token.len() <= 2);
    contracted
        || tokens.len() > LONGEST
        || tokens.iter().zip(first..).all(|(token, index)| {
            let written = matches!(token.shape, Shape::Number | Shape::Ampersand) || token.len() < 2;
            written || reading.class(index).has(BOUNDS)
        })
}

/// Hash of the word at `index`, of its singular if it looks like a regular plural.
fn singular(reading: &Reading<'_>, index: usize) -> u64 {
    let as_written = reading.hashes.get(index).copied().unwrap_or(0);
    let word = reading.word(index);
    let plural = matches!(word.as_bytes(), [_, _, .., before, b's' | b'S'] if !b"sSuUiI".contains(before));
    let capitals = || reading.segment(index).is_some_and(|segment| segment.kind == SegmentKind::Capitals);
    match reading.tokens.get(index).map(|token| token.shape) {
        Some(Shape::Lower | Shape::Title) if plural => hash_token(&singular_of(word)),
        Some(Shape::Upper) if plural && capitals() => hash_token(&singular_of(&word.to_lowercase())),
        _ => as_written,
    }
}

/// The singular of a word in "s" that is no "ss", "us" or "is".
fn singular_of(word: &str) -> Cow<'_, str> {
    let short = word.get(..word.len() - 1).unwrap_or(word);
    match short {
        _ if word.len() > 4 && short.ends_with("ie") => {
            Cow::Owned(word.get(..word.len() - 3).unwrap_or(word).to_owned() + "y")
        }
        _ if ["che", "she", "xe", "sse"].iter().any(|ending| short.ends_with(ending)) => {
            Cow::Borrowed(short.get(..short.len() - 1).unwrap_or(short))
        }
        _ => Cow::Borrowed(short),
    }
}

/// How a word or name is mostly written; a person by the longest name.
pub fn written_word(reading: &Reading<'_>, resolved: &Resolved, units: &[Unit], word: &Word) -> String {
    let mut forms = Forms::default();
    let mut at = word.last;
    while let Some(unit) = units.get(at as usize) {
        let mention = resolved.mentions.get(unit.mention as usize);
        let rank = match mention {
            Some(mention) if is_person(resolved, mention) => unit.last - unit.first,
            Some(mention) => u32::from(mention.role == MentionRole::Name),
            None => 0,
        };
        forms.add(written(reading, std::slice::from_ref(unit)), rank);
        at = unit.previous;
    }
    forms.best()
}

/// How a phrase is mostly written.
pub fn written_phrase(reading: &Reading<'_>, units: &[Unit], terms: &Terms, phrase: &Phrase) -> String {
    let mut forms = Forms::default();
    let mut at = phrase.last;
    while let Some(run) = terms.runs.get(at as usize) {
        let first = run.unit as usize;
        forms.add(written(reading, units.get(first..first + phrase.len()).unwrap_or_default()), 0);
        at = run.previous;
    }
    forms.best()
}

/// Written forms, the last in the text first.
#[derive(Default)]
struct Forms<'t>(Vec<(u32, u32, Cow<'t, str>)>);

impl<'t> Forms<'t> {
    fn add(&mut self, form: Cow<'t, str>, rank: u32) {
        match self.0.iter_mut().find(|(own, _, known)| *own == rank && *known == form) {
            Some((_, count, _)) => *count += 1,
            None => self.0.push((rank, 1, form)),
        }
    }

    /// The most frequent of the highest rank; of two, the one that appears first in the text.
    fn best(self) -> String {
        let best = self.0.into_iter().max_by_key(|(rank, count, _)| (*rank, *count));
        best.map(|(_, _, form)| form.into_owned()).unwrap_or_default()
    }
}

/// The text of `units`, blanks made one. An everyday word whose capital proves nothing gets a small letter.
fn written<'t>(reading: &Reading<'t>, units: &[Unit]) -> Cow<'t, str> {
    let (Some(first), Some(last)) = (units.first(), units.last()) else { return Cow::Borrowed("") };
    let small = |unit: &Unit, index: usize| unit.mention == NONE && capital_proves_nothing(reading, index);
    let as_it_stands = units.iter().all(|unit| {
        (unit.first..unit.last).all(|index| {
            let index = index as usize;
            let between = || index == first.first as usize || is_plain(reading.between(index));
            !small(unit, index) && between()
        })
    });
    if as_it_stands {
        return Cow::Borrowed(reading.span(first.first as usize, last.last as usize).of(reading.text));
    }
    let mut out = String::new();
    for unit in units {
        for index in unit.first as usize..unit.last as usize {
            let between = reading.between(index);
            if !out.is_empty() {
                out.push_str(if between.contains(char::is_whitespace) { " " } else { between });
            }
            let word = reading.word(index);
            if small(unit, index) {
                out.push_str(&word.to_lowercase());
            } else {
                out.push_str(word);
            }
        }
    }
    Cow::Owned(out)
}

/// Whether what stands between two words is written as it is.
fn is_plain(between: &str) -> bool {
    between == " " || !between.contains(char::is_whitespace)
}

fn capital_proves_nothing(reading: &Reading<'_>, index: usize) -> bool {
    let is_small = reading.tokens.get(index).is_none_or(|token| token.shape == Shape::Lower);
    if is_small || !reading.class(index).has(Classes::COMMON) {
        return false;
    }
    let body = reading.segment(index).is_some_and(|segment| segment.kind == SegmentKind::Body);
    let first = reading.sentence(index).is_some_and(|sentence| sentence.first == index);
    first || !body
}
