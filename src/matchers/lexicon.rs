//! The token walk: every form of the dictionary that stands in the text, overlapping ones too.
//!
//! Only words that can start a form are looked at: capitalised ones and numbers, and those in
//! lower case that some form starts with ("al-Qaeda"). A bit set over their hashes drops most; the
//! rest walk the phrase trie, one look-up a word.

use crate::dictionary::format::{first_key, next_key};
use crate::dictionary::tables::{Node, Spelling, Tables};
use crate::dictionary::{Image, Knowledge};
use crate::text::fold::fold;
use crate::text::{Gap, Reading, Token};

/// The words of a text.
#[derive(Clone, Copy)]
pub struct Words<'w> {
    /// The text.
    pub text: &'w str,
    /// Its tokens.
    pub tokens: &'w [Token],
    /// [`hash_token`](crate::text::fold::hash_token) of each.
    pub hashes: &'w [u64],
}

impl<'w> Words<'w> {
    /// Those of `reading`.
    pub fn of(reading: &'w Reading<'_>) -> Self {
        Self { text: reading.text, tokens: &reading.tokens, hashes: &reading.hashes }
    }
}

/// How the text writes a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// As the dictionary does, but for accents, hyphens and dots.
    Exact,
    /// In capitals: `TRUMP`.
    Capitals,
    /// With other capitals than the form has: `Bank Of America`, `Nato`.
    Title,
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

/// A token that starts a phrase of the trie.
#[derive(Clone, Copy, Default)]
struct Start {
    first: u32,
    layer: u32,
    key: u64,
    node: Node,
}

/// Tokens that are filtered at once.
const CHUNK: usize = 256;

/// Calls `emit` for every form of `knowledge` in `words`, in order of the first token, shorter
/// before longer, and below that of the layers.
///
/// The first words of phrases are looked up for many tokens in turn, so that the look-ups do not
/// wait for each other; the few that are found are followed to their ends one by one.
pub fn scan(knowledge: &Knowledge, words: Words<'_>, mut emit: impl FnMut(LexiconMatch)) {
    let layers: Vec<Tables<'_>> = knowledge.layers().iter().map(Image::tables).collect();
    let mut starts = Vec::with_capacity(CHUNK / 4);
    for from in (0..words.tokens.len()).step_by(CHUNK) {
        starts.clear();
        for (layer, tables) in layers.iter().enumerate() {
            add_starts(tables, words, from, layer as u32, &mut starts);
        }
        if layers.len() > 1 {
            starts.sort_by_key(|start| (start.first, start.layer));
        }
        for &Start { first, layer, key, node } in &starts {
            let (first, layer) = (first as usize, layer as usize);
            let Some(tables) = layers.get(layer) else { continue };
            follow(tables, words, first, (key, node), &mut |form, last, fit| {
                emit(LexiconMatch { first, last, layer, form, fit });
            });
        }
    }
}

/// Adds those of [`CHUNK`] tokens from `from` on that start phrases of `tables`.
///
/// What passes the filter is kept without a branch that depends on it: in prose such branches are
/// guessed wrongly at every third word.
fn add_starts(tables: &Tables<'_>, words: Words<'_>, from: usize, layer: u32, starts: &mut Vec<Start>) {
    let mut kept = [(0u32, 0u64); CHUNK];
    let mut count = 0;
    let text = words.text.as_bytes();
    let tokens = words.tokens.iter().zip(words.hashes).enumerate().skip(from).take(CHUNK);
    for (index, (token, &hash)) in tokens {
        if let Some(place) = kept.get_mut(count) {
            *place = (index as u32, hash);
        }
        let lower = tables.may_start_lower(text, token.start(), token.len());
        count += usize::from(tables.may_start(hash) & (token.is_capitalised() | lower));
    }
    for &(first, hash) in kept.iter().take(count) {
        let key = first_key(hash);
        if let Some(node) = tables.node(key) {
            starts.push(Start { first, layer, key, node });
        }
    }
}

/// Calls `emit` with each form of `image` that starts with the token at `first`, one past its last
/// token, and how it is written.
pub fn walk(image: &Image, words: Words<'_>, first: usize, emit: &mut impl FnMut(u32, usize, Fit)) {
    let tables = image.tables();
    let Some(&hash) = words.hashes.get(first) else { return };
    let key = first_key(hash);
    if let Some(node) = tables.node(key) {
        follow(&tables, words, first, (key, node), emit);
    }
}

/// Walks on from the phrase of one token that has this key and node.
fn follow(
    tables: &Tables<'_>,
    words: Words<'_>,
    first: usize,
    (mut key, mut node): (u64, Node),
    emit: &mut impl FnMut(u32, usize, Fit),
) {
    let mut at = first;
    loop {
        if let Some(form) = node.form() {
            forms(tables, words, (first, at), form, emit);
        }
        if !node.children() {
            return;
        }
        let (Some(token), Some(next), Some(&hash)) =
            (words.tokens.get(at), words.tokens.get(at + 1), words.hashes.get(at + 1))
        else {
            return;
        };
        if !joins(token, next) {
            return;
        }
        key = next_key(key, hash, next.gap == Gap::Comma);
        let Some(longer) = tables.node(key) else { return };
        (node, at) = (longer, at + 1);
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

/// Calls `emit` with those of the forms from `index` on that tokens `first..=at` write.
fn forms(
    tables: &Tables<'_>,
    words: Words<'_>,
    (first, at): (usize, usize),
    mut index: u32,
    emit: &mut impl FnMut(u32, usize, Fit),
) {
    let (Some(start), Some(end)) = (words.tokens.get(first), words.tokens.get(at)) else {
        return;
    };
    let surface = words.text.get(start.start()..end.end()).unwrap_or_default();
    loop {
        let form = tables.spelling(index);
        // the same bytes: nothing is folded, and the form ends in no sign
        let fit = if !form.possessive && form.bytes == surface.as_bytes() {
            Some(Fit::Exact)
        } else {
            let after = words.text.get(end.end()..).unwrap_or_default();
            fit_spelling(form, surface, after, end.possessive)
        };
        if let Some(fit) = fit {
            emit(index, at + 1, fit);
        }
        if !form.more {
            return;
        }
        index += 1;
    }
}

/// [`fit`] of a form that may end in `'s` or a sign.
fn fit_spelling(form: Spelling<'_>, surface: &str, after: &str, possessive: bool) -> Option<Fit> {
    let text = std::str::from_utf8(form.bytes).unwrap_or_default();
    // "OPEC+", "Yahoo!": the sign belongs to the name
    let sign = text.strip_suffix(['+', '!']).map_or("", |rest| text.get(rest.len()..).unwrap_or_default());
    if (form.possessive && !possessive) || !after.starts_with(sign) {
        return None;
    }
    fit(if form.possessive { text.trim_end_matches("'s") } else { text }, surface)
}

/// How `text` writes `form`; `None` if it is another word: `us` is not `US`, `Who` not `WHO`.
fn fit(form: &str, text: &str) -> Option<Fit> {
    if form.trim_end_matches(['+', '!']) == text {
        return Some(Fit::Exact);
    }
    if fold(form) != fold(text) || (!form.contains('.') && has_stop_after_word(text)) {
        return None;
    }
    let lower = |word: &str| word.chars().any(char::is_lowercase);
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    match (lower(form), lower(text)) {
        (false, false) => Some(Fit::Exact),
        (false, true) => (letters(text) >= 4 && text.starts_with(char::is_uppercase)).then_some(Fit::Title),
        (true, false) => Some(Fit::Capitals),
        (true, true) => {
            let mut fit = Fit::Exact;
            for ((a, _), (b, hyphen)) in starts_of_words(form).zip(starts_of_words(text)) {
                match (a.is_uppercase(), b.is_uppercase()) {
                    (true, false) if !hyphen => return None,
                    (false, true) => fit = Fit::Title,
                    _ => {}
                }
            }
            Some(fit)
        }
    }
}

/// Whether a full stop and a blank follow a word of three letters or more: "New. York" is none of
/// "New York", "St. Louis" is one of "St Louis".
fn has_stop_after_word(text: &str) -> bool {
    text.split(char::is_whitespace).rev().skip(1).any(|word| word.ends_with('.') && word.chars().count() > 3)
}

/// First characters of words, and whether a hyphen stands before them ("Lee Jae-myung").
fn starts_of_words(text: &str) -> impl Iterator<Item = (char, bool)> + '_ {
    let mut before = ' ';
    text.chars().filter_map(move |c| {
        let start = c.is_alphanumeric() && !before.is_alphanumeric();
        let hyphen = matches!(before, '-' | '\u{2010}' | '\u{2011}');
        if !crate::text::fold::is_invisible(c) {
            before = c;
        }
        start.then_some((c, hyphen))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::compile::{Source, compile};
    use crate::dictionary::source::parse_entries;
    use crate::dictionary::{Image, Kind};
    use crate::text::token::{hashes, tokenise};

    fn knowledge(lines: &str) -> Knowledge {
        let mut problems = Vec::new();
        let entries = parse_entries("x.dict", Some(Kind::Organization), lines, &mut problems);
        assert_eq!(problems, []);
        let bytes = compile(&Source { entries, ..Source::default() }, &|_| None).expect("compiles");
        Knowledge::new(Image::open(bytes).expect("opens"))
    }

    fn found(knowledge: &Knowledge, text: &str) -> Vec<String> {
        let tokens = tokenise(text);
        let hashes = hashes(text, &tokens);
        let mut out = Vec::new();
        scan(knowledge, Words { text, tokens: &tokens, hashes: &hashes }, |m| {
            let (a, b) = (tokens[m.first].start(), tokens[m.last - 1].end());
            out.push(text[a..b].to_owned());
        });
        out
    }

    #[test]
    fn twenty_two_ways_to_write_a_name() {
        let known = knowledge(
            "a | New York\nb | York\nc | U.S.\nd | Kim Jong Un\ne | Trump\nf | São Paulo\ng | Mexico\n\
             h | Bank of America\ni | America\nj | Jean-Claude Juncker\nk | AT&T\nl | O’Neill\nm | Reading\n\
             n | Lee Jae-myung\no | al-Qaeda\np | McDonald's\nq | Washington, D.C.\nr | J. K. Rowling\ns | 10 Downing Street\n",
        );
        for (text, expected) in [
            ("Trump’s and Trump's and Kim Jong Un's", vec!["Trump", "Trump", "Kim Jong Un"]),
            ("in the U.S. now, the US and the U.S", vec!["U.S.", "US", "U.S"]),
            ("tell us, US-backed, U.S.–Mexico", vec!["US", "U.S.", "Mexico"]),
            ("Bank of America", vec!["Bank of America", "America"]),
            ("Yorkshire, Trumpism, New Yorkers", vec![]),
            (
                "New\nYork New  York New\u{a0}York",
                vec!["New\nYork", "York", "New  York", "York", "New\u{a0}York", "York"],
            ),
            (
                "São Paulo, Sao Paulo, Sa\u{303}o Paulo, SÃO PAULO",
                vec!["São Paulo", "Sao Paulo", "Sa\u{303}o Paulo", "SÃO PAULO"],
            ),
            ("TRUMP MEETS KIM JONG UN", vec!["TRUMP", "KIM JONG UN"]),
            ("he was reading; Reading won", vec!["Reading"]),
            ("(Trump) “Trump” Trump—Mexico 🙂 Trump", vec!["Trump", "Trump", "Trump", "Mexico", "Trump"]),
            (
                "AT&T, O'Neill, Lee Jae Myung, Jean‑Claude Juncker",
                vec!["AT&T", "O'Neill", "Lee Jae Myung", "Jean‑Claude Juncker"],
            ),
            ("New york, Jean-claude Juncker", vec!["Jean-claude Juncker"]),
            ("al-Qaeda, Al Qaeda, AL-QAEDA", vec!["al-Qaeda", "Al Qaeda", "AL-QAEDA"]),
            ("McDonald said; McDonald's said", vec!["McDonald"]),
            (
                "Washington, D.C. and J.K. Rowling, J. K. Rowling",
                vec!["Washington, D.C.", "J.K. Rowling", "J. K. Rowling"],
            ),
            ("at 10 Downing Street", vec!["10 Downing Street"]),
            ("New\n\nYork. New. York", vec!["York", "York"]),
        ] {
            assert_eq!(found(&known, text), expected, "{text}");
        }
    }
}
