//! The token walk: every form of the dictionary that stands in the text, overlapping ones too.
//!
//! Only words that can start a form are looked at: capitalised ones and numbers, and those in
//! lower case that some form starts with ("al-Qaeda"). Two filters, over single words and over pairs
//! of words, drop most; the rest walk the phrase trie, one look-up a word, and what is found is
//! compared with the form's text.

pub use super::fit::Fit;
use super::fit::{Folded, fit_spelling};
use crate::dictionary::format::{first_key, next_key};
use crate::dictionary::forms::FormHead;
use crate::dictionary::tables::{Node, Tables};
use crate::dictionary::{Image, Knowledge};
use crate::text::{Gap, Reading, Token};

/// The words of a text.
#[derive(Clone, Copy)]
pub struct Words<'w> {
    /// The text.
    pub text: &'w str,
    /// Its tokens.
    pub tokens: &'w [Token],
    /// [`hash_token`](crate::text::fold::hash_token) of each; empty if they are to be computed when
    /// they are asked for.
    pub hashes: &'w [u64],
}

impl<'w> Words<'w> {
    /// Those of `reading`.
    pub fn of(reading: &'w Reading<'_>) -> Self {
        Self { text: reading.text, tokens: &reading.tokens, hashes: &reading.hashes }
    }

    fn hash(&self, index: usize) -> u64 {
        match self.hashes.get(index) {
            Some(&hash) => hash,
            None => self.tokens.get(index).map_or(0, |token| token.hash(self.text)),
        }
    }
}

/// A form in the text: tokens `first..last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LexiconMatch {
    /// Index of the first token.
    pub first: usize,
    /// One past the index of the last token.
    pub last: usize,
    /// Index of the image.
    pub layer: usize,
    /// Index of the form in it.
    pub form: u32,
    /// How it is written.
    pub fit: Fit,
}

/// Tokens `first..=last`, which may be a phrase of the trie, and the key it would have.
#[derive(Clone, Copy, Default)]
struct Phrase {
    key: u64,
    first: u32,
    last: u32,
}

impl Phrase {
    fn is_longer(self) -> bool {
        self.first != self.last
    }
}

/// A phrase of the trie of an image that stands in the text.
#[derive(Clone, Copy, Default)]
struct Found {
    phrase: Phrase,
    layer: u32,
    node: Node,
    /// Its first form, if it has one.
    form: FormHead,
    /// That form is written in the same bytes.
    same: bool,
}

impl Found {
    fn look_up(tables: &Tables<'_>, words: Words<'_>, phrase: Phrase, layer: u32) -> Option<Self> {
        let (key, is_longer) = (phrase.key, phrase.is_longer());
        let node = Some(tables.node(tables.place(key, is_longer), is_longer)).filter(|node| node.is_of(key))?;
        let mut found = Self { phrase, layer, node, ..Self::default() };
        found.read_form(tables);
        found.compare(tables, words);
        Some(found)
    }

    fn read_form(&mut self, tables: &Tables<'_>) {
        self.form = self.node.form().map_or_else(FormHead::default, |form| tables.forms().head(form));
    }

    fn compare(&mut self, tables: &Tables<'_>, words: Words<'_>) {
        let tokens = (words.tokens.get(self.phrase.first as usize), words.tokens.get(self.phrase.last as usize));
        if let (Some(first), Some(last), Some(form)) = (tokens.0, tokens.1, self.node.form()) {
            let text = words.text.as_bytes();
            self.same = tables.forms().is_written(form, self.form, text, first.start(), last.end());
        }
    }
}

/// Tokens that are filtered in turn, and words that may start a form.
const CHUNK: usize = 256;
const WORDS: usize = 64;

/// What passed the filters.
struct Scratch {
    phrases: [Phrase; 2 * WORDS],
    places: [u32; 2 * WORDS],
    found: Vec<Found>,
    fold: Folded,
}

/// Calls `emit` for every form of `knowledge` in `words`, in order of the first token, then of the
/// layers, shorter before longer.
///
/// Two filters are asked of many words in turn, and what passes is looked up in turn, so that the
/// look-ups do not wait for each other; the few phrases that are found are followed to their ends.
pub fn scan(knowledge: &Knowledge, words: Words<'_>, mut emit: impl FnMut(LexiconMatch)) {
    let layers: Vec<Tables<'_>> = knowledge.layers().iter().map(Image::tables).collect();
    let mut scratch = Scratch {
        phrases: [Phrase::default(); 2 * WORDS],
        places: [0; 2 * WORDS],
        found: Vec::with_capacity(CHUNK / 4),
        fold: Folded::default(),
    };
    for from in (0..words.tokens.len()).step_by(CHUNK) {
        scratch.found.clear();
        for (layer, tables) in layers.iter().enumerate() {
            find(tables, words, from, layer as u32, &mut scratch);
        }
        if layers.len() > 1 {
            scratch.found.sort_by_key(|found| (found.phrase.first, found.layer));
        }
        for &found in &scratch.found {
            let (first, layer) = (found.phrase.first as usize, found.layer as usize);
            let Some(tables) = layers.get(layer) else { continue };
            follow(tables, words, found, &mut scratch.fold, &mut |form, last, fit| {
                emit(LexiconMatch { first, last, layer, form, fit });
            });
        }
    }
}

/// Writes `item` after the `count` that are kept so far; it is kept if `keep`. Without a branch that
/// depends on it: in prose such branches are guessed wrongly at every third word.
fn keep_if<T>(kept: &mut [T], count: &mut usize, item: T, keep: bool) {
    if let Some(place) = kept.get_mut(*count) {
        *place = item;
    }
    *count += usize::from(keep);
}

/// Finds the forms of one token and the first two tokens of longer ones that start at one of
/// [`CHUNK`] tokens from `from` on.
fn find(tables: &Tables<'_>, words: Words<'_>, from: usize, layer: u32, scratch: &mut Scratch) {
    let text = words.text.as_bytes();
    let before = scratch.found.len();
    let (mut starts, mut count) = ([0; CHUNK], 0);
    let chunk = words.tokens.get(from..words.tokens.len().min(from + CHUNK)).unwrap_or_default();
    for (index, token) in (from as u32..).zip(chunk) {
        let lower = tables.may_start_lower(text, token.start(), token.len());
        keep_if(&mut starts, &mut count, index, token.is_capitalised() | lower);
    }
    for some in starts.get(..count).unwrap_or_default().chunks(WORDS) {
        let mut count = 0;
        for &first in some {
            let key = first_key(words.hash(first as usize));
            let single = Phrase { key, first, last: first };
            keep_if(&mut scratch.phrases, &mut count, single, true);
            let (pair, joined) = next(words, single);
            keep_if(&mut scratch.phrases, &mut count, pair, joined);
        }
        look_up(tables, layer, count, scratch);
    }
    // one kind of look-up after the other: each waits for memory, but not for its like
    let found = scratch.found.get_mut(before..).unwrap_or_default();
    found.iter_mut().for_each(|found| found.read_form(tables));
    found.iter_mut().for_each(|found| found.compare(tables, words));
}

/// Adds those of the first `count` phrases that are in the trie to what is found.
fn look_up(tables: &Tables<'_>, layer: u32, count: usize, scratch: &mut Scratch) {
    let Scratch { phrases, places, found, .. } = scratch;
    let mut kept = 0;
    for i in 0..count {
        let Some(&phrase) = phrases.get(i) else { return };
        keep_if(phrases, &mut kept, phrase, tables.may_be(phrase.key, phrase.is_longer()));
    }
    let phrases = phrases.get(..kept).unwrap_or_default();
    for (place, phrase) in places.iter_mut().zip(phrases) {
        *place = tables.place(phrase.key, phrase.is_longer());
    }
    let nodes = phrases.iter().zip(places).map(|(&phrase, place)| (phrase, tables.node(*place, phrase.is_longer())));
    let nodes = nodes.filter(|(phrase, node)| node.is_of(phrase.key));
    found.extend(nodes.map(|(phrase, node)| Found { phrase, layer, node, ..Found::default() }));
}

/// Calls `emit` with each form of `image` that starts with the token at `first`, one past its last
/// token, and how it is written.
pub fn walk(image: &Image, words: Words<'_>, first: usize, emit: &mut impl FnMut(u32, usize, Fit)) {
    let (tables, mut fold) = (image.tables(), Folded::default());
    let key = first_key(words.hash(first));
    let single = Phrase { key, first: first as u32, last: first as u32 };
    let (pair, joined) = next(words, single);
    for phrase in [Some(single), joined.then_some(pair)].into_iter().flatten() {
        if tables.may_be(phrase.key, phrase.is_longer())
            && let Some(found) = Found::look_up(&tables, words, phrase, 0)
        {
            follow(&tables, words, found, &mut fold, emit);
        }
    }
}

/// The phrase with the next token, and whether a form may go on over what stands before that.
fn next(words: Words<'_>, phrase: Phrase) -> (Phrase, bool) {
    let at = phrase.last as usize;
    let Some([token, next]) = words.tokens.get(at..at + 2) else {
        return (phrase, false);
    };
    let key = next_key(phrase.key, words.hash(at + 1), next.gap == Gap::Comma);
    (Phrase { key, first: phrase.first, last: phrase.last + 1 }, joins(token, next))
}

/// Emits the forms that are `found`, and, if it has two tokens or more, those that go on from it.
fn follow(
    tables: &Tables<'_>,
    words: Words<'_>,
    mut found: Found,
    fold: &mut Folded,
    emit: &mut impl FnMut(u32, usize, Fit),
) {
    loop {
        forms(tables, words, found, fold, emit);
        if !found.node.children() || !found.phrase.is_longer() {
            return;
        }
        let (phrase, joined) = next(words, found.phrase);
        if !joined || !tables.may_go_on(phrase.key) {
            return;
        }
        let Some(longer) = Found::look_up(tables, words, phrase, found.layer) else { return };
        found = longer;
    }
}

/// Whether `next` may belong to the same name as `token` before it.
fn joins(token: &Token, next: &Token) -> bool {
    match next.gap {
        Gap::Blank | Gap::Hyphen | Gap::Apostrophe | Gap::Joined | Gap::Comma => true,
        Gap::Stop => token.len() <= 6 || token.dotted,
        Gap::Break => false,
    }
}

/// Calls `emit` with the forms of `found` that the text writes.
fn forms(
    tables: &Tables<'_>,
    words: Words<'_>,
    Found { phrase, node, mut form, mut same, .. }: Found,
    fold: &mut Folded,
    emit: &mut impl FnMut(u32, usize, Fit),
) {
    let Some(mut index) = node.form() else { return };
    let last = phrase.last as usize;
    let (Some(start), Some(end)) = (words.tokens.get(phrase.first as usize), words.tokens.get(last)) else {
        return;
    };
    let surface = words.text.get(start.start()..end.end()).unwrap_or_default();
    loop {
        // the same bytes: nothing is folded, and the form ends in no sign
        let fit = if same {
            Some(Fit::Exact)
        } else if form.possessive() && !end.possessive {
            None
        } else {
            fit_spelling(
                tables.forms().text(index, form),
                form.possessive(),
                surface,
                words.text.get(end.end()..).unwrap_or_default(),
                fold,
            )
        };
        if let Some(fit) = fit {
            emit(index, last + 1, fit);
        }
        if !form.more() {
            return;
        }
        (index, same) = (tables.forms().next(index, form), false);
        form = tables.forms().head(index);
    }
}

#[cfg(test)]
mod tests;
