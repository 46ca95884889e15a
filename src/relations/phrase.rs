//! Names with what belongs to them: titles, appositions, nouns that stand for a country.

use super::clause::Clause;
use crate::dictionary::{Kind, List};
use crate::resolve::{Mention, MentionRole};
use crate::text::token::is_apostrophe;
use crate::text::{Classes, Gap, Shape, Token};
use std::ops::Range;

/// Words of a title at most.
const TITLE: usize = 6;
/// Words of an apposition at most.
const APPOSITION: usize = 10;
/// Words in brackets at most.
const BRACKETED: usize = 6;
/// Least probability of a name.
const SURE: f32 = 0.55;

/// Titles, ranks and occupations.
const TITLES: Classes = Classes::TITLE.or(Classes::ROLE).or(Classes::HONORIFIC);

/// A name in a sentence. All places are indexes of words.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The entity.
    pub entity: usize,
    /// Its kind.
    pub kind: Kind,
    /// First word, titles and article included.
    pub start: usize,
    /// One past the last word of the name.
    pub last: usize,
    /// One past a noun that stands for it: "Russian forces".
    pub end: usize,
    /// Where the clause goes on, behind an apposition.
    pub resume: usize,
    /// How it is named.
    pub role: MentionRole,
    /// `'s` follows the name.
    pub possessive: bool,
    /// The noun is a plural.
    pub plural: bool,
    /// The name is sure enough.
    pub sure: bool,
}

impl Phrase {
    /// Whether a noun stands for the name.
    pub fn stands_in(&self) -> bool {
        self.end > self.last
    }

    /// Whether it can do or suffer something by itself: "Russian" cannot, "Russian forces" can.
    pub fn acts(&self) -> bool {
        self.sure && (self.stands_in() || !self.possessive && self.role != MentionRole::Demonym)
    }
}

/// A mention as words.
struct Item<'m> {
    mention: &'m Mention,
    first: usize,
    last: usize,
}

/// The names of the sentence, in order, those that only belong to another left out.
pub fn phrases(clause: &Clause<'_>, mentions: Range<usize>) -> Vec<Phrase> {
    let mentions = clause.resolved.mentions.get(mentions).unwrap_or_default();
    let tokens = &clause.reading.tokens;
    let word = |byte: usize| tokens.partition_point(|token| token.start() < byte);
    let items = mentions.iter();
    let items: Vec<Item<'_>> =
        items.map(|mention| Item { mention, first: word(mention.span.start), last: word(mention.span.end) }).collect();
    let mut out: Vec<Phrase> = Vec::new();
    let mut at = 0;
    while let Some(item) = items.get(at) {
        let floor = out.last().map_or(clause.sentence.first, |before| before.resume);
        at += 1;
        if item.first < floor {
            continue;
        }
        let mut head = item;
        while let Some(next) = items.get(at).filter(|next| belongs(clause, head, next)) {
            (head, at) = (next, at + 1);
        }
        out.push(phrase(clause, item.first, head, floor));
    }
    out
}

fn phrase(clause: &Clause<'_>, first: usize, head: &Item<'_>, floor: usize) -> Phrase {
    let mention = head.mention;
    let kind = clause.resolved.entities.get(mention.entity).map_or(Kind::Organization, |entity| entity.kind);
    let possessive = owns(clause, head.last);
    let bodies = matches!(kind, Kind::Country | Kind::Organization);
    let end = if bodies { stand_in(clause, head.last, kind) } else { head.last };
    let plural = end > head.last && clause.reading.word(end - 1).ends_with(['s', 'S']);
    Phrase {
        entity: mention.entity,
        kind,
        start: titles(clause, first, floor),
        last: head.last,
        end,
        resume: apposition(clause, end),
        role: mention.role,
        possessive,
        plural,
        sure: mention.score >= SURE && !doubtful(clause, head),
    }
}

/// Whether it is not clear who or what is named: a person of whom only one word is known, a body without its
/// country ("the Foreign Ministry"), or a word that names another entity of the text no worse.
fn doubtful(clause: &Clause<'_>, item: &Item<'_>) -> bool {
    let entities = &clause.resolved.entities;
    let Some(own) = entities.get(item.mention.entity) else { return true };
    let common = |at: usize| clause.class(at).has(Classes::COMMON);
    match item.last - item.first {
        1 if own.kind == Kind::Person && !own.known && !own.name.contains(' ') => true,
        1 => {
            let word = clause.reading.word(item.first);
            clause.rivals.any(clause.resolved, own, word)
        }
        2 => own.kind == Kind::Organization && !own.known && (item.first..item.last).all(common),
        _ => false,
    }
}

/// Whether `first` only tells who `next` is: "Russian President" before "Vladimir Putin".
fn belongs(clause: &Clause<'_>, first: &Item<'_>, next: &Item<'_>) -> bool {
    let kind = clause.resolved.entities.get(next.mention.entity).map(|entity| entity.kind);
    if !matches!(kind, Some(Kind::Person | Kind::Organization)) || next.first > first.last + TITLE {
        return false;
    }
    let owner = owns(clause, first.last);
    let demonym = first.mention.role == MentionRole::Demonym;
    if next.first == first.last {
        return clause.gap(next.first) == Gap::Blank && (demonym || owner && kind == Some(Kind::Person));
    }
    let title = |at: usize| clause.class(at).has(TITLES) || clause.on(at, List::BEFORE_NAME);
    let inside = |at: usize| {
        let capital =
            !clause.headline && clause.shape(at) == Some(Shape::Title) && !clause.class(at).has(Classes::SPEECH);
        let joins = clause.class(at).has(Classes::CONNECTOR) && clause.shape(at) == Some(Shape::Lower);
        clause.gap(at) == Gap::Blank && (title(at) || capital || joins) && !clause.is_verb(at)
    };
    (first.last..next.first).all(inside) && title(next.first - 1) && follows(clause, next.first)
}

/// Whether `'s` follows the name that ends before `last`, or the apostrophe of a plural.
fn owns(clause: &Clause<'_>, last: usize) -> bool {
    let Some(token) = last.checked_sub(1).and_then(|i| clause.reading.tokens.get(i)) else { return false };
    let after = clause.reading.text.get(token.end()..).unwrap_or_default();
    token.possessive || after.starts_with(is_apostrophe)
}

/// Whether the word at `at` goes on with the words before it: a blank, or the full stop of a title.
fn follows(clause: &Clause<'_>, at: usize) -> bool {
    match clause.gap(at) {
        Gap::Blank => true,
        Gap::Stop => at.checked_sub(1).is_some_and(|before| clause.class(before).has(Classes::ABBREVIATION.or(TITLES))),
        _ => false,
    }
}

/// First word of the titles and the article before the word at `first`.
fn titles(clause: &Clause<'_>, first: usize, floor: usize) -> usize {
    let mut start = first;
    while start > floor && first - start < TITLE && follows(clause, start) {
        let before = start - 1;
        if clause.on(before, List::DETERMINER) {
            return before;
        }
        let title = |at: usize| clause.class(at).has(TITLES) || clause.on(at, List::BEFORE_NAME);
        let joins =
            start < first && before > floor && clause.class(before).has(Classes::CONNECTOR) && title(before - 1);
        if !joins && (!title(before) || clause.is_verb(before)) {
            break;
        }
        start = before;
    }
    start
}

/// One past a noun that stands for the name, of an entity of `kind`, that ends before `last`. "The French
/// president" speaks for France, "the Republican president" not for his party.
fn stand_in(clause: &Clause<'_>, last: usize, kind: Kind) -> usize {
    let mut at = last;
    while at < last + 2 && clause.gap(at) == Gap::Blank && clause.on(at, List::BEFORE_NOUN) {
        at += 1;
    }
    let stands = clause.on(at, List::STAND_IN) && (kind == Kind::Country || !clause.on(at, List::OFFICER));
    if clause.gap(at) == Gap::Blank && stands { at + 1 } else { last }
}

/// Where the clause goes on behind brackets and an apposition after `end`.
fn apposition(clause: &Clause<'_>, end: usize) -> usize {
    let mut at = end;
    if clause.gap(at) == Gap::Break && clause.reading.between(at).trim_start().starts_with('(') {
        let close = (at + 1..=at + BRACKETED).find(|&at| clause.reading.between(at).contains(')'));
        match close {
            Some(close) if clause.reading.between(close) == ") " && close < clause.sentence.last => at = close,
            _ => return end,
        }
    }
    if clause.gap(at) != Gap::Comma {
        return at;
    }
    let age = clause.shape(at) == Some(Shape::Number);
    if !(age || clause.class(at).has(TITLES) || clause.on(at, List::DETERMINER.or(List::BEFORE_NAME))) {
        return at;
    }
    for close in at + 1..clause.sentence.last.min(at + APPOSITION) {
        let inner = close - 1;
        let verb = clause.is_verb(inner) || clause.on(inner, List::AND.or(List::BE).or(List::HAVE));
        if verb || clause.class(inner).has(Classes::WHO) {
            return at;
        }
        match clause.gap(close) {
            Gap::Comma => return close,
            Gap::Blank | Gap::Hyphen | Gap::Apostrophe => {}
            _ if clause.reading.tokens.get(inner).is_some_and(Token::is_acronym) => {}
            _ => return at,
        }
    }
    at
}
