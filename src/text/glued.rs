//! Words that a page lost the blank between: the end of one line and the start of the next.

use super::token::Token;

/// Shortest name that the next line may be glued to, in bytes.
const SHORTEST: usize = 3;
/// Names before it of which it is one.
const NAMES_BACK: usize = 8;

/// Where a second word begins in the bytes `start..end` of `text`, a word that follows `tokens`, because what
/// parted two lines is lost: "Jane Kerr Jane Mary KerrSenate votes". The first is a name that stands shortly
/// before, with nothing but names, blanks and round brackets between, and the name is told again: a word of it,
/// "Jane", stands before that and after. So "YouTube", "McKerr" and the last of "Air India, AirAsia" are one word.
/// Only a joint of two ASCII letters counts.
pub fn second_word(text: &str, tokens: &[Token], start: usize, end: usize) -> Option<usize> {
    let word = text.get(start..end)?;
    let joint =
        |pair: &[u8]| matches!(pair, [small, capital] if small.is_ascii_lowercase() && capital.is_ascii_uppercase());
    let pairs = word.as_bytes().windows(2).zip(1..).skip(SHORTEST - 1);
    let mut joints = pairs.filter(|(pair, _)| joint(pair)).map(|(_, at)| at).peekable();
    joints.peek()?;
    let mut next = start;
    let names: Vec<&str> = tokens
        .iter()
        .rev()
        .take(NAMES_BACK)
        .map_while(|token| {
            let between = text.get(token.end()..next)?;
            next = token.start();
            let joins = token.is_capitalised() && between.chars().all(|c| matches!(c, ' ' | '(' | ')'));
            joins.then(|| token.span().of(text))
        })
        .collect();
    // back to front: what was told again, the last word of the name, the words before it
    let told = |first: &str| {
        (1..names.len()).filter(|&at| names.get(at) == Some(&first)).any(|at| {
            let (again, name) = names.split_at(at);
            name.iter().skip(1).any(|word| again.contains(word))
        })
    };
    joints.find(|&at| word.get(..at).is_some_and(told)).map(|at| start + at)
}
