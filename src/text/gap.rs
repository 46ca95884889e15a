//! What stands between two words, and whether one name may go on over it.

/// What stands between a word and the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The text starts here, or a mark that ends a name stands between.
    Break,
    /// Blanks, also no-break ones, with at most one line break.
    Blank,
    /// A hyphen or dash without blanks: `Jae-myung`, `U.S.–China`.
    Hyphen,
    /// An apostrophe: `O'Brien`, `d'Ivoire`.
    Apostrophe,
    /// A full stop and blanks: `St. Louis`, `W. Bush`; also the end of a sentence.
    Stop,
    /// A comma and blanks.
    Comma,
    /// Directly joined (`AT&T`) or by a slash.
    Joined,
}

/// What [`classify_gap`] says of a gap that is one byte, or, from 256, a byte and a blank, or, from
/// 512, a byte and a line end, with whether a line ends in it; `None` where more must be looked at.
static COMMON: [Option<(Gap, bool)>; 768] = common();

#[allow(clippy::indexing_slicing)] // the compiler evaluates it, and refuses an index past the end
const fn common() -> [Option<(Gap, bool)>; 768] {
    let mut gaps = [None; 768];
    gaps[b' ' as usize] = Some((Gap::Blank, false));
    gaps[b'\n' as usize] = Some((Gap::Blank, true));
    gaps[b'-' as usize] = Some((Gap::Hyphen, false));
    gaps[b'/' as usize] = Some((Gap::Joined, false));
    gaps[b'.' as usize] = Some((Gap::Joined, false));
    gaps[b',' as usize] = Some((Gap::Break, false));
    gaps[b'\'' as usize] = Some((Gap::Apostrophe, false));
    gaps[512 + b',' as usize] = Some((Gap::Comma, true));
    gaps[512 + b'.' as usize] = Some((Gap::Stop, true));
    gaps[256 + b',' as usize] = Some((Gap::Comma, false));
    gaps[256 + b'.' as usize] = Some((Gap::Stop, false));
    gaps
}

/// [`classify_gap`] of what stands in `start..end`, with whether a line ends in it; `None` if it has
/// an ampersand or `start` is past the text.
#[inline]
pub fn quick(text: &str, start: usize, end: usize) -> Option<(Gap, bool)> {
    let [first, second] = text.as_bytes().get(start..).and_then(<[u8]>::first_chunk::<2>).copied()?;
    let len = end.wrapping_sub(start);
    let blank = usize::from((len == 2) & (second == b' '));
    let line = usize::from((len == 2) & (second == b'\n'));
    match COMMON.get(usize::from(first) | blank << 8 | line << 9).copied().flatten() {
        Some(gap) if len == 1 + blank + line => Some(gap),
        _ => other(text.get(start..end)?),
    }
}

/// [`quick`] of the gaps that are less common.
#[inline(never)]
fn other(between: &str) -> Option<(Gap, bool)> {
    let (mut line, mut ampersand) = (false, false);
    for byte in between.bytes() {
        line |= byte == b'\n';
        ampersand |= byte == b'&';
    }
    (!ampersand).then(|| (classify_gap(between), line))
}

/// Length of a leading `'s` in what stands between two tokens.
pub fn apostrophe_s(between: &str) -> usize {
    let mut chars = between.char_indices().skip_while(|&(_, c)| is_apostrophe(c));
    chars.next().map_or(0, |(at, c)| at + c.len_utf8())
}

/// Straight, typographic and modifier apostrophes.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}')
}

/// What `between`, all that stands between two words, is.
pub fn classify_gap(between: &str) -> Gap {
    match between {
        " " | "\n" => return Gap::Blank,
        "" | "/" => return Gap::Joined,
        "-" => return Gap::Hyphen,
        "'" | "’" => return Gap::Apostrophe,
        ", " => return Gap::Comma,
        ". " => return Gap::Stop,
        _ => {}
    }
    if let [b'"' | b'(' | b')' | b':' | b';', ..] | [b' ', b'"' | b'(' | b'-', ..] = between.as_bytes() {
        return Gap::Break;
    }
    let mut rest = between.chars().peekable();
    let first = rest.peek().copied().unwrap_or(' ');
    let marked = match first {
        c if is_apostrophe(c) => Gap::Apostrophe,
        c if is_hyphen(c) => Gap::Hyphen,
        '.' => Gap::Stop,
        ',' => Gap::Comma,
        c if c.is_whitespace() => Gap::Blank,
        _ => return Gap::Break,
    };
    if marked != Gap::Blank {
        rest.next();
    }
    // "Jr., 74", "Inc., which": the full stop is the abbreviation's
    let marked = if marked == Gap::Stop && rest.next_if_eq(&',').is_some() { Gap::Comma } else { marked };
    let (mut lines, mut blanks) = (0, 0);
    for c in rest {
        match c {
            '\n' => lines += 1,
            c if c.is_whitespace() => {}
            _ => return Gap::Break,
        }
        blanks += 1;
    }
    match marked {
        _ if lines > 1 || blanks > 12 => Gap::Break,
        // a hyphen at the end of a line joins; one with blanks is a dash
        Gap::Hyphen | Gap::Apostrophe if blanks > 0 && (lines == 0 || marked == Gap::Apostrophe) => Gap::Break,
        Gap::Stop if blanks == 0 => Gap::Joined,
        Gap::Comma if blanks == 0 => Gap::Break,
        gap => gap,
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokenise;
    use super::*;

    #[test]
    fn gaps_say_what_may_be_one_name() {
        let gaps: Vec<Gap> = tokenise("Lee Jae-myung, St. Louis O'Brien\nKim \n Lee\n\nPark — Choi AT&T (X) Jr., A")
            .iter()
            .map(|token| token.gap)
            .collect();
        use Gap::*;
        assert_eq!(
            gaps,
            [
                Break, Blank, Hyphen, Comma, Stop, Blank, Apostrophe, Blank, Blank, Break, Break, Blank, Joined,
                Joined, Break, Break, Comma
            ]
        );
    }

    #[test]
    fn the_short_way_gives_what_the_long_way_gives() {
        let marks = [" ", "\n", "\r", "-", "'", "’", "“", ".", ",", "/", "&", "(", "\"", "—", "\u{a0}", ";", "\0"];
        let mut gaps = vec![String::new()];
        for _ in 0..4 {
            gaps = gaps.iter().flat_map(|gap| marks.map(|mark| gap.clone() + mark)).chain([String::new()]).collect();
            for gap in &gaps {
                let text = format!("a{gap}b ");
                let quick = quick(&text, 1, 1 + gap.len());
                let slow = (!gap.contains('&')).then(|| (classify_gap(gap), gap.contains('\n')));
                assert_eq!(quick, slow, "{gap:?}");
            }
        }
    }
}
