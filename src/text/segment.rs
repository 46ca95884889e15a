//! Parts of a text: headlines apart from body paragraphs, datelines apart from both.

use super::span::Span;
use super::token::{Gap, Shape, Token};

/// What a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SegmentKind {
    /// A line in Title Case: a capital proves nothing.
    Headline,
    /// A line in ALL CAPS.
    Capitals,
    /// A paragraph, or a line that is no headline.
    Body,
    /// `PARIS (Reuters) -` at the start of a paragraph.
    Dateline,
}

impl SegmentKind {
    /// The name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Headline | Self::Capitals => "headline",
            Self::Body => "body",
            Self::Dateline => "dateline",
        }
    }
}

/// A stretch of tokens of one kind. `first..last` are token indexes, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Where it stands, from its first token to its last.
    pub span: Span,
    /// Index of its first token.
    pub first: usize,
    /// One past the index of its last token.
    pub last: usize,
    /// Number of the paragraph it belongs to; a dateline and its body share one.
    pub paragraph: usize,
}

/// Shortest line that a hard-wrapped text has in the middle of a paragraph, in bytes.
const WRAPPED: usize = 25;

struct Line {
    first: usize,
    last: usize,
    kind: SegmentKind,
    /// Bytes from the first token to the end of the last.
    len: usize,
    /// The line ends with a mark that ends a sentence.
    ended: bool,
    blank_before: bool,
}

/// Cuts the tokens of `text` into segments, in order, each token in exactly one.
pub fn segment(text: &str, tokens: &[Token]) -> Vec<Segment> {
    let lines = lines(text, tokens);
    let mut out: Vec<Segment> = Vec::new();
    let mut paragraph = 0;
    let mut previous: Option<&Line> = None;
    for line in &lines {
        let continues =
            previous.is_some_and(|before| continues(before, line, tokens)) && !names_agency(text, tokens, line);
        match out.last_mut() {
            Some(open) if continues => {
                open.last = line.last;
                open.span.end = end_of(tokens, line.last);
            }
            _ => {
                paragraph += usize::from(previous.is_some());
                let body_from = match line.kind {
                    _ if is_dated(text, tokens, line) => line.last,
                    SegmentKind::Body | SegmentKind::Headline => dateline_end(text, tokens, line),
                    _ => line.first,
                };
                let push = |out: &mut Vec<Segment>, kind, first: usize, last: usize| {
                    if first < last {
                        let start = tokens.get(first).map_or(0, Token::start);
                        let span = Span::new(start, end_of(tokens, last));
                        out.push(Segment { kind, span, first, last, paragraph });
                    }
                };
                push(&mut out, SegmentKind::Dateline, line.first, body_from);
                push(
                    &mut out,
                    if body_from > line.first { SegmentKind::Body } else { line.kind },
                    body_from,
                    line.last,
                );
            }
        }
        previous = Some(line);
    }
    out
}

fn end_of(tokens: &[Token], last: usize) -> usize {
    last.checked_sub(1).and_then(|i| tokens.get(i)).map_or(0, Token::end)
}

fn lines(text: &str, tokens: &[Token]) -> Vec<Line> {
    let mut out = Vec::new();
    let mut first = 0;
    for at in 1..=tokens.len() {
        if tokens.get(at).is_some_and(|token| !token.line_start) || at <= first {
            continue;
        }
        let start = tokens.get(first).map_or(0, Token::start);
        let end = end_of(tokens, at);
        let next = tokens.get(at).map_or(text.len(), Token::start);
        let after = text.get(end..next).unwrap_or_default();
        let after = after.split('\n').next().unwrap_or_default();
        let before_from = end_of(tokens, first);
        let before = text.get(before_from..start).unwrap_or_default();
        let ended = after.contains(['.', '!', '?', '…']) || ends_with_stop(text, tokens, at);
        out.push(Line {
            first,
            last: at,
            kind: line_kind(tokens.get(first..at).unwrap_or_default(), after),
            len: end - start,
            ended,
            blank_before: first == 0 || before.matches('\n').count() > 1,
        });
        first = at;
    }
    out
}

fn ends_with_stop(text: &str, tokens: &[Token], last: usize) -> bool {
    last.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.span().of(text).ends_with('.'))
}

/// Whether `line` goes on with the sentence or paragraph of `before`.
fn continues(before: &Line, line: &Line, tokens: &[Token]) -> bool {
    if line.blank_before {
        return false;
    }
    let starts_lower = tokens.get(line.first).is_some_and(|token| token.shape == Shape::Lower);
    match (before.kind, line.kind) {
        (SegmentKind::Capitals, SegmentKind::Capitals) => false,
        _ if starts_lower && !before.ended => true,
        (SegmentKind::Body, SegmentKind::Body) => before.len >= WRAPPED && !before.ended,
        _ => false,
    }
}

/// Whether `line` starts with a dateline that has an agency in brackets: no wrapped sentence goes on so.
fn names_agency(text: &str, tokens: &[Token], line: &Line) -> bool {
    let end = dateline_end(text, tokens, line);
    let start = |index: usize| tokens.get(index).map_or(0, Token::start);
    end > line.first && text.get(start(line.first)..start(end)).is_some_and(|dateline| dateline.contains('('))
}

/// Words of three letters and fewer are often lower case in headlines; they do not count.
const LONG_WORD: usize = 4;

/// Commas of a line by which it is a list of names and no headline.
const LIST: usize = 3;

fn line_kind(tokens: &[Token], after: &str) -> SegmentKind {
    let (mut long, mut capital, mut upper, mut letters) = (0usize, 0usize, 0usize, 0usize);
    for token in tokens {
        if matches!(token.shape, Shape::Number | Shape::Ampersand) || token.dotted {
            continue;
        }
        letters += 1;
        upper += usize::from(token.shape == Shape::Upper);
        if token.len() >= LONG_WORD {
            long += 1;
            capital += usize::from(token.is_capitalised());
        }
    }
    let short_upper = upper * 5 >= letters * 4;
    if letters >= 2 && short_upper && long > 0 {
        return SegmentKind::Capitals;
    }
    let sentence_end = after.trim_start_matches(['"', '”', '’', '\'', ')']).starts_with('.');
    let inner_stop = tokens.iter().skip(1).any(|t| t.gap == Gap::Stop && t.is_capitalised());
    let list = tokens.iter().skip(1).filter(|token| token.gap == Gap::Comma).count() >= LIST;
    if long >= 3 && !sentence_end && !inner_stop && !list && capital * 4 >= long * 3 && letters >= 4 {
        return SegmentKind::Headline;
    }
    SegmentKind::Body
}

/// Index of the first token after a dateline at the start of `line`; `line.first` if none.
///
/// A dateline is one to eight tokens, at least one in capitals or a bracketed agency, followed by
/// a dash: `PARIS (Reuters) -`, `WASHINGTON, Jan 5 (AP) —`, `LONDON (Reuters)-The`. The hyphen of a name ends none:
/// one by itself before a word of more than one capital (`WILKES-BARRE, Pa. -`) or in lower case (`NATO-led`).
fn dateline_end(text: &str, tokens: &[Token], line: &Line) -> usize {
    for at in line.first + 1..(line.first + 9).min(line.last) {
        let (Some(token), Some(next)) = (tokens.get(at - 1), tokens.get(at)) else {
            break;
        };
        let between = text.get(token.end()..next.start()).unwrap_or_default();
        let dash = between.trim_start_matches([')', '.', '/', ':']).trim_end_matches(['"', '“', '‘', '\'']);
        let figures = token.shape == Shape::Number && next.shape == Shape::Number;
        let goes_on = figures || next.shape == Shape::Lower || next.shape == Shape::Upper && next.len() > 1;
        let hyphen = between == "-" && goes_on;
        if !hyphen && dash.starts_with([' ', '-', '–', '—']) && matches!(dash.trim(), "-" | "--" | "–" | "—" | "---")
        {
            let head = tokens.get(line.first..at).unwrap_or_default();
            let bracketed =
                text.get(head.first().map_or(0, Token::start)..next.start()).unwrap_or_default().contains(')');
            let capitals = head.first().is_some_and(|t| t.shape == Shape::Upper && t.len() > 2);
            let names = head.iter().all(|t| t.is_capitalised() || t.shape == Shape::Number);
            if (capitals || bracketed) && names {
                return at;
            }
            return line.first;
        }
        if matches!(token.shape, Shape::Lower) {
            break;
        }
    }
    line.first
}

/// Whether the line is a dateline of its own, a town in capitals and an ISO 8601 date: `TEL AVIV 1996-12-06`.
fn is_dated(text: &str, tokens: &[Token], line: &Line) -> bool {
    let line = tokens.get(line.first..line.last).unwrap_or_default();
    let Some((names, [year, month, day])) = line.split_last_chunk::<3>().filter(|(names, _)| names.len() <= 5) else {
        return false;
    };
    let figures = [(year, 4), (month, 2), (day, 2)];
    let date = figures.iter().all(|(token, len)| token.shape == Shape::Number && token.len() == *len);
    let joined = [month, day].iter().all(|token| token.gap == Gap::Hyphen);
    let town = names.first().is_some_and(|token| token.shape == Shape::Upper && token.len() > 2);
    let after = || text.get(day.end()..).unwrap_or_default().split('\n').next().unwrap_or_default();
    date && joined && town && names.iter().all(Token::is_capitalised) && after().trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::token::tokenise;
    use super::*;

    fn kinds(text: &str) -> Vec<(SegmentKind, &str)> {
        segment(text, &tokenise(text)).iter().map(|s| (s.kind, s.span.of(text))).collect()
    }

    #[test]
    fn headlines_after_an_article() {
        use SegmentKind::*;
        let text = "The minister spoke on Monday. He left.\n\nTrump Orders Blockade of Oil Tankers\n\
                    Lukashenko Says Maduro Welcome in Belarus\n";
        assert_eq!(
            kinds(text),
            [
                (Body, "The minister spoke on Monday. He left"),
                (Headline, "Trump Orders Blockade of Oil Tankers"),
                (Headline, "Lukashenko Says Maduro Welcome in Belarus"),
            ]
        );
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The prime minister of the country that has lost the most in the South\n\
                    Korean talks said on Monday that he would meet the president of North\n\
                    Korea.\nA second paragraph follows here.";
        assert_eq!(kinds(text).len(), 2);
    }

    #[test]
    fn datelines() {
        use SegmentKind::*;
        for (text, dateline) in [
            ("PARIS (Reuters) - France said on Monday it would pay.", "PARIS (Reuters"),
            ("WASHINGTON, Jan 5 (AP) — The president spoke to reporters.", "WASHINGTON, Jan 5 (AP"),
            ("KYIV — The president spoke to reporters.", "KYIV"),
            ("WILKES-BARRE, Pa. - The mayor spoke to reporters.", "WILKES-BARRE, Pa"),
            ("BADEN-BADEN, March 3 - The mayor spoke to reporters.", "BADEN-BADEN, March 3"),
            ("LONDON (Reuters)-The president spoke.", "LONDON (Reuters"),
            ("NEW YORK-A man was shot.", "NEW YORK"),
        ] {
            assert_eq!(kinds(text).first(), Some(&(Dateline, dateline)));
        }
        assert_eq!(kinds("TEL AVIV 1996-12-06\nThe mayor spoke.").first(), Some(&(Dateline, "TEL AVIV 1996-12-06")));
        assert_eq!(kinds("BOEING 1996-12-06 shares fell by a half.").len(), 1);
        assert_eq!(kinds("NATO-led troops left the town on Monday.").len(), 1);
        assert_eq!(kinds("He said - and meant it - that nothing was lost.").len(), 1);
        let title = "What both of them said about it in the long debate of last night, and what is true of it";
        let under_title = format!("{title}\nOSLO (AP) - The president spoke.");
        assert_eq!(kinds(&under_title).get(1), Some(&(Dateline, "OSLO (AP")));
    }

    #[test]
    fn capitals() {
        assert_eq!(
            kinds("TRUMP MEETS KIM IN HANOI\n\nThe two men met.").first().map(|k| k.0),
            Some(SegmentKind::Capitals)
        );
    }
}
