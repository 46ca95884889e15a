//! Whether a text writes a form of the dictionary, and how.

use crate::text::fold::{fold_into, is_invisible};

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

/// [`fit`] of a form that may end in a sign, or in `'s` if it is `possessive`; `after` follows
/// `surface` in the text.
#[cold]
pub fn fit_spelling(form: &str, possessive: bool, surface: &str, after: &str, fold: &mut Folded) -> Option<Fit> {
    // "OPEC+", "Yahoo!": the sign belongs to the name
    if matches!(form.as_bytes(), [.., sign @ (b'+' | b'!')] if after.as_bytes().first() != Some(sign)) {
        return None;
    }
    fit(if possessive { form.trim_end_matches("'s") } else { form }, surface, fold)
}

/// Foldings of a form and of a text, kept for their room.
#[derive(Default)]
pub struct Folded(String, String);

impl Folded {
    /// Whether both [`fold`](crate::text::fold::fold) to the same.
    fn alike(&mut self, form: &str, text: &str) -> bool {
        fold_into(form, &mut self.0);
        fold_into(text, &mut self.1);
        self.0 == self.1
    }
}

/// How `text` writes `form`; `None` if it is another word: `us` is not `US`, `Who` not `WHO`.
fn fit(form: &str, text: &str, fold: &mut Folded) -> Option<Fit> {
    if form.trim_end_matches(['+', '!']) == text {
        return Some(Fit::Exact);
    }
    if form.is_ascii() && form.eq_ignore_ascii_case(text) {
        return fit_case(form.as_bytes(), text.as_bytes());
    }
    if is_dotted(form, text) {
        return Some(Fit::Exact);
    }
    fit_folded(form, text, fold)
}

/// Whether `text` is `form`, which is capitals, with full stops after its letters: the most frequent of all
/// that is not written as the dictionary does, "U.S."
fn is_dotted(form: &str, text: &str) -> bool {
    let capitals = form.bytes().all(|byte| byte.is_ascii_uppercase());
    capitals && text.bytes().filter(|&byte| byte != b'.').eq(form.bytes()) && !text.contains("..")
}

/// [`fit`] of any two texts.
fn fit_folded(form: &str, text: &str, fold: &mut Folded) -> Option<Fit> {
    if !fold.alike(form, text) || (!form.contains('.') && has_stop_after_word(text)) {
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
            let (form, text) = (starts_of_words(form), starts_of_words(text));
            for ((a, _), (b, hyphen)) in form.into_iter().rev().zip(text.into_iter().rev()) {
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

/// [`fit_folded`] of ASCII bytes that differ in nothing but case.
fn fit_case(form: &[u8], text: &[u8]) -> Option<Fit> {
    let lower = |word: &[u8]| word.iter().any(u8::is_ascii_lowercase);
    match (lower(form), lower(text)) {
        (false, false) => Some(Fit::Exact),
        (false, true) => {
            let letters = text.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
            (letters >= 4 && text.first().is_some_and(u8::is_ascii_uppercase)).then_some(Fit::Title)
        }
        (true, false) => Some(Fit::Capitals),
        (true, true) => {
            let (mut fit, mut before) = (Fit::Exact, b' ');
            for (a, b) in form.iter().zip(text) {
                if a != b && !before.is_ascii_alphanumeric() {
                    match a.is_ascii_uppercase() {
                        true if before != b'-' => return None,
                        true => {}
                        false => fit = Fit::Title,
                    }
                }
                before = *b;
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
        if !is_invisible(c) {
            before = c;
        }
        start.then_some((c, hyphen))
    });
    starts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_case_alone_differs_the_short_way_gives_what_the_long_way_gives() {
        let forms = ["Bank of America", "US", "NATO", "Jean-Claude O'Neill", "al-Qaeda", "St. Louis", "iPhone", "G20"];
        let mut compared = 0;
        for form in forms {
            // every way to write up to ten of its letters in the other case
            let letters: Vec<usize> =
                form.char_indices().filter(|(_, c)| c.is_alphabetic()).map(|(at, _)| at).collect();
            for bits in 1..1u32 << letters.len().min(10) {
                let changed: Vec<usize> = (0..10).filter(|i| bits >> i & 1 == 1).map(|i| letters[i]).collect();
                let other = |(at, c): (usize, char)| if changed.contains(&at) { (c as u8 ^ 0x20) as char } else { c };
                let text: String = form.char_indices().map(other).collect();
                let slow = fit_folded(form, &text, &mut Folded::default());
                assert_eq!(fit_case(form.as_bytes(), text.as_bytes()), slow, "{form} as {text}");
                compared += usize::from(slow.is_some());
            }
        }
        assert!(compared > 100);
    }
}
