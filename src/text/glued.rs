//! Words that a page lost the blank between: the end of one line and the start of the next.

use super::token::Token;

/// Shortest name that the next line may be glued to, in bytes.
const SHORTEST: usize = 3;
/// Names before it of which it is one.
const NAMES_BACK: usize = 8;

/// Where a second word begins in the bytes `start..end` of `text`, a word that follows `tokens`, because what
/// parted two lines is lost: "Jane Kerr Jane Mary KerrSenate votes". The first is a name that stands shortly
/// before, with nothing but names between; so "YouTube" and "McKerr" are one word.
pub fn second_word(text: &str, tokens: &[Token], start: usize, end: usize) -> Option<usize> {
    let word = text.get(start..end)?;
    let names = tokens.iter().rev().take(NAMES_BACK).take_while(|token| token.is_capitalised());
    let told = |first: &str| names.clone().skip(1).any(|token| token.span().of(text) == first);
    let joint =
        |pair: &[u8]| matches!(pair, [small, capital] if small.is_ascii_lowercase() && capital.is_ascii_uppercase());
    let pairs = word.as_bytes().windows(2).zip(1..).skip(SHORTEST - 1);
    let mut joints = pairs.filter(|(pair, _)| joint(pair)).map(|(_, at)| at);
    joints.find(|&at| word.get(..at).is_some_and(told)).map(|at| start + at)
}
