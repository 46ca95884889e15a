//! Line breaks: those of a hard-wrapped text join two words of a name, others part them.

use super::gap::Gap;
use super::token::Token;

/// Longest line of a hard-wrapped text, in bytes.
const WIDEST: usize = 132;
/// Share of the longest line that a line with its next word may leave free, as one part in so many.
const SLACK: usize = 6;

/// Makes every line break that no wrapping accounts for a [`Gap::Break`]: at a wrapped one the next word
/// had no room.
pub fn part_lines(text: &str, tokens: &mut [Token]) {
    let widest = text.lines().map(str::len).max().unwrap_or(0);
    let room = widest - widest / SLACK;
    let (mut line, mut before) = (0, 0);
    for token in tokens {
        let (start, end) = (token.start(), token.end());
        if token.line_start && token.gap == Gap::Blank {
            let between = text.get(before..start).unwrap_or_default();
            let closes = before + between.find('\n').unwrap_or(between.len());
            if widest > WIDEST || closes - line + 1 + (end - start) < room {
                token.gap = Gap::Break;
            }
        }
        if token.line_start {
            line = start;
        }
        before = end;
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokenise;
    use super::*;

    fn broken(text: &str) -> Vec<&str> {
        let mut tokens = tokenise(text);
        part_lines(text, &mut tokens);
        let lines = tokens.iter().filter(|token| token.line_start && token.gap == Gap::Break);
        lines.map(|token| token.span().of(text)).collect()
    }

    #[test]
    fn a_wrapped_line_has_no_room_for_the_next_word() {
        let wrapped = "The prime minister met Jane\nDoe in the capital of the\nRepublic and went home on a\ntrain.";
        assert_eq!(broken(wrapped), Vec::<&str>::new());
        assert_eq!(broken("Suit against Google\nLONDON, March 3 - A court in the capital heard it today."), ["LONDON"]);
        let long = "Word ".repeat(40) + "Google\nParis " + &"word ".repeat(40);
        assert_eq!(broken(&long), ["Paris"]);
    }
}
