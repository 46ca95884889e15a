//! Addresses in a text, of which no part is a name: links, e-mail addresses, names of accounts.

use super::gap::Gap;
use super::token::Token;
use std::ops::Range;

/// Starts of links, after which one goes on up to a blank, a quotation mark or a bracket.
const LINKS: [&str; 2] = ["://", "www."];

/// Takes the words of addresses out of `tokens`, which are those of `text`.
pub fn leave_out(text: &str, tokens: &mut Vec<Token>) {
    let mut addresses = ranges(text);
    if addresses.is_empty() {
        return;
    }
    addresses.sort_by_key(|range| (range.start, range.end));
    let mut addresses = addresses.into_iter().peekable();
    let (mut left_out, mut line) = (false, false);
    tokens.retain_mut(|token| {
        while addresses.next_if(|range| range.end <= token.start()).is_some() {}
        if addresses.peek().is_some_and(|range| range.start < token.end()) {
            (left_out, line) = (true, line | token.line_start);
            return false;
        }
        if left_out {
            (token.gap, token.line_start) = (Gap::Break, token.line_start | line);
            (left_out, line) = (false, false);
        }
        true
    });
}

/// Byte ranges of the addresses, in no order.
fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for start in LINKS {
        let mut end = 0;
        for (at, _) in text.match_indices(start) {
            if at >= end {
                let range = around(text, at, ends_link);
                end = range.end;
                ranges.push(range);
            }
        }
    }
    for (at, _) in text.match_indices('@') {
        let mail = text.get(..at).is_some_and(|before| before.ends_with(is_of_account));
        let range = if mail {
            let ends = |c: char| !is_of_account(c) && !matches!(c, '.' | '+');
            around(text, at, ends).start..around(text, at + 1, ends).end
        } else {
            at..around(text, at + 1, |c| !is_of_account(c)).end
        };
        ranges.push(range);
    }
    ranges
}

/// The range around `at` up to the first characters that end it on either side.
fn around(text: &str, at: usize, ends: impl Fn(char) -> bool) -> Range<usize> {
    let before = text.get(..at).unwrap_or_default();
    let start = before.char_indices().rev().find(|&(_, c)| ends(c)).map_or(0, |(at, c)| at + c.len_utf8());
    let after = text.get(at..).unwrap_or_default();
    start..at + after.find(ends).unwrap_or(after.len())
}

fn ends_link(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '“' | '”' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '…')
}

fn is_of_account(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

#[cfg(test)]
mod tests {
    use super::super::token::tokenise;
    use super::*;

    #[test]
    fn no_word_of_an_address_is_left() {
        for (text, expected) in [
            ("Read https://example.org/Paris/Kim?x=Seoul, he said", "Read he said"),
            ("(http://t.co/ABC) London", "London"),
            ("See www.Paris.example or Paris", "See or Paris"),
            ("Mail Jane.Doe@Example.org now", "Mail now"),
            ("RT @Jane_Doe: Paris burns", "RT Paris burns"),
            ("@ 5 o'clock", "5 o clock"),
            ("#Paris and a@b@c", "Paris and"),
            ("nothing here", "nothing here"),
        ] {
            let mut tokens = tokenise(text);
            leave_out(text, &mut tokens);
            let words: Vec<&str> = tokens.iter().map(|token| token.span().of(text)).collect();
            assert_eq!(words.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn what_stood_on_both_sides_is_apart() {
        let text = "New\n@x York";
        let mut tokens = tokenise(text);
        leave_out(text, &mut tokens);
        assert!(matches!(tokens.as_slice(), [_, york] if york.gap == Gap::Break && york.line_start));
    }
}
