//! The token walk: every form of the dictionary that stands in the text, overlapping ones too.
//!
//! Only words that can start a form are looked at: capitalised ones and numbers, and those in
//! lower case that some form starts with ("al-Qaeda"). A bit set over their hashes drops most; the
//! rest walk the phrase trie, one look-up a word.

use crate::dictionary::format::{first_key, next_key};
use crate::dictionary::{Image, Knowledge};
use crate::text::fold::{fold, hash_within};
use crate::text::{Gap, Shape, Token};

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

/// A phrase of the trie that the text may go on with: tokens `first..=at`, its key.
#[derive(Clone, Copy, Default)]
struct Walk {
    key: u64,
    first: u32,
    at: u32,
}

/// A phrase that is a form: tokens `first..=at`, the first of its forms.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    first: u32,
    layer: u32,
    at: u32,
    form: u32,
}

/// Calls `emit` for every form of `knowledge` in `tokens` of `text`, in order of the first token,
/// shorter before longer.
///
/// It goes level by level, all first words, then all second words, and so on: the look-ups of one
/// level do not wait for each other.
pub fn scan(knowledge: &Knowledge, text: &str, tokens: &[Token], mut emit: impl FnMut(LexiconMatch)) {
    let mut found = Vec::new();
    for (layer, image) in knowledge.layers().iter().enumerate() {
        let mut walks = starts(image, text, tokens);
        while !walks.is_empty() {
            step(image, text, tokens, layer as u32, &mut walks, &mut found);
        }
    }
    found.sort_unstable();
    for Found { first, layer, at, form } in found {
        let (first, at, layer) = (first as usize, at as usize, layer as usize);
        let Some(image) = knowledge.layers().get(layer) else {
            continue;
        };
        forms(image, text, tokens, (first, at), form, &mut |form, last, fit| {
            emit(LexiconMatch { first, last, layer, form, fit });
        });
    }
}

/// Keeps the items for which `keep` answers `true`, without a branch that depends on it: in prose
/// such branches are guessed wrongly at every third word.
fn compact<T: Copy>(from: impl Iterator<Item = T>, into: &mut [T], mut keep: impl FnMut(&T) -> bool) -> usize {
    let mut count = 0;
    for item in from {
        if let Some(place) = into.get_mut(count) {
            *place = item;
        }
        count += usize::from(keep(&item));
    }
    count
}

/// The first words of phrases.
fn starts(image: &Image, text: &str, tokens: &[Token]) -> Vec<Walk> {
    let mut words = vec![0u32; tokens.len()];
    let count = compact(0..tokens.len() as u32, &mut words, |&index| {
        tokens
            .get(index as usize)
            .is_some_and(|token| token.is_capitalised() | image.may_start_lower(token.span().of(text)))
    });
    words.truncate(count);
    let mut walks = vec![Walk::default(); words.len()];
    let hashed = words.iter().map(|&first| Walk { key: hash_at(text, tokens, first as usize), first, at: first });
    let count = compact(hashed, &mut walks, |walk| image.may_start(walk.key));
    walks.truncate(count);
    walks.iter_mut().for_each(|walk| walk.key = first_key(walk.key));
    walks
}

fn hash_at(text: &str, tokens: &[Token], index: usize) -> u64 {
    tokens.get(index).map_or(0, |token| hash_within(text, token.start(), token.end()))
}

/// Looks up the phrases of `walks`; those that are forms go to `found`, those that may go on become
/// one token longer, the rest is dropped.
fn step(image: &Image, text: &str, tokens: &[Token], layer: u32, walks: &mut Vec<Walk>, found: &mut Vec<Found>) {
    let mut kept = 0;
    for i in 0..walks.len() {
        let Some(&walk) = walks.get(i) else { continue };
        let Some(node) = image.node(walk.key) else {
            continue;
        };
        if let Some(form) = node.form {
            found.push(Found { first: walk.first, layer, at: walk.at, form });
        }
        let at = walk.at as usize;
        let (Some(token), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else {
            continue;
        };
        if node.children && joins(token, next) {
            let hash = hash_within(text, next.start(), next.end());
            let key = next_key(walk.key, hash, next.gap == Gap::Comma);
            if let Some(place) = walks.get_mut(kept) {
                *place = Walk { key, first: walk.first, at: walk.at + 1 };
            }
            kept += 1;
        }
    }
    walks.truncate(kept);
}

/// Walks the phrase trie of `image` from the token at `first`, whose hash is `hash`; calls `emit`
/// with each form, one past its last token, and how it is written.
pub fn walk(
    image: &Image,
    text: &str,
    tokens: &[Token],
    first: usize,
    hash: u64,
    emit: &mut impl FnMut(u32, usize, Fit),
) {
    let mut key = first_key(hash);
    let mut at = first;
    while let Some(node) = image.node(key) {
        let Some(token) = tokens.get(at) else { return };
        if let Some(form) = node.form {
            forms(image, text, tokens, (first, at), form, emit);
        }
        let Some(next) = tokens.get(at + 1).filter(|_| node.children) else {
            return;
        };
        if !joins(token, next) {
            return;
        }
        key = next_key(key, hash_within(text, next.start(), next.end()), next.gap == Gap::Comma);
        at += 1;
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

fn forms(
    image: &Image,
    text: &str,
    tokens: &[Token],
    (first, at): (usize, usize),
    mut index: u32,
    emit: &mut impl FnMut(u32, usize, Fit),
) {
    let (Some(start), Some(end)) = (tokens.get(first), tokens.get(at)) else {
        return;
    };
    let surface = text.get(start.start()..end.end()).unwrap_or_default();
    let after = text.get(end.end()..).unwrap_or_default();
    loop {
        let form = image.form(index);
        // "OPEC+", "Yahoo!": the sign belongs to the name
        let sign =
            form.text.strip_suffix(['+', '!']).map_or("", |rest| form.text.get(rest.len()..).unwrap_or_default());
        if (!form.possessive || end.possessive)
            && (sign.is_empty() || after.starts_with(sign))
            && let Some(fit) = fit(if form.possessive { form.text.trim_end_matches("'s") } else { form.text }, surface)
        {
            emit(index, at + 1, fit);
        }
        if !form.more {
            return;
        }
        index += 1;
    }
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
            // from the end: "US House of Representatives" has one word less than "U.S. House of …"
            for ((a, _), (b, hyphen)) in
                starts_of_words(form).into_iter().rev().zip(starts_of_words(text).into_iter().rev())
            {
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
/// "New York", "St. Louis" is one of "St Louis", "U.S. Senate" of "US Senate".
fn has_stop_after_word(text: &str) -> bool {
    let ends = |word: &str| word.strip_suffix('.').is_some_and(|rest| rest.chars().count() > 2 && !rest.contains('.'));
    text.split(char::is_whitespace).rev().skip(1).any(ends)
}

/// First characters of words, and whether a hyphen stands before them ("Lee Jae-myung").
fn starts_of_words(text: &str) -> Vec<(char, bool)> {
    let mut before = ' ';
    let starts = text.chars().filter_map(move |c| {
        let start = c.is_alphanumeric() && !before.is_alphanumeric();
        let hyphen = matches!(before, '-' | '\u{2010}' | '\u{2011}');
        if !crate::text::fold::is_invisible(c) {
            before = c;
        }
        start.then_some((c, hyphen))
    });
    starts.collect()
}

/// Whether a token may start a form at all; what the benchmark counts.
pub fn is_candidate(token: &Token) -> bool {
    token.is_capitalised() || token.shape == Shape::Number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::compile::{Source, compile};
    use crate::dictionary::source::parse_entries;
    use crate::dictionary::{Image, Kind};
    use crate::text::token::tokenise;

    fn knowledge(lines: &str) -> Knowledge {
        let mut problems = Vec::new();
        let entries = parse_entries("x.dict", Some(Kind::Organization), lines, &mut problems);
        assert_eq!(problems, []);
        let bytes = compile(&Source { entries, ..Source::default() }, &|_| None, &|_| None).expect("compiles");
        Knowledge::new(Image::open(bytes).expect("opens"))
    }

    fn found(knowledge: &Knowledge, text: &str) -> Vec<String> {
        let tokens = tokenise(text);
        let mut out = Vec::new();
        scan(knowledge, text, &tokens, |m| {
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
             n | Lee Jae-myung\nt | US Senate\nu | US House of Representatives\no | al-Qaeda\np | McDonald's\nq | Washington, D.C.\nr | J. K. Rowling\ns | 10 Downing Street\n",
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
            ("the U.S. House of Representatives", vec!["U.S.", "U.S. House of Representatives"]),
            (
                "the U.S. Senate, US Senate; U.S.\nSenate",
                vec!["U.S. Senate", "U.S.", "US Senate", "US", "U.S.\nSenate", "U.S."],
            ),
        ] {
            assert_eq!(found(&known, text), expected, "{text}");
        }
    }
}
