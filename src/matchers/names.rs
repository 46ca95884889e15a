//! Runs of capitalised words, and the stretches of them that could be names.

use super::candidate::Candidates;
use super::evidence::Evidence;
use super::page::{Kinds, Page};
use super::{politics, surnames};
use crate::text::{Classes, Gap, Sentence, Shape};

/// Longest stretch that is proposed, in tokens.
const LONGEST: usize = 9;
/// Longest stretch in a headline without a connecting word.
const LONGEST_IN_HEADLINE: usize = 5;

/// Proposes every stretch of a run of capitalised words.
///
/// A run is joined by blanks, hyphens and apostrophes, by full stops after initials and
/// abbreviations, and goes on over words like "of" and "van" when a capital follows.
pub fn propose(page: &Page<'_>, candidates: &mut Candidates) {
    for sentence in &page.reading.sentences {
        let mut first = sentence.first;
        while first < sentence.last {
            let end = run_end(page, first, sentence.last);
            if end > first {
                run(page, candidates, first, end);
            }
            first = end.max(first + 1);
        }
    }
}

/// One past the last token of the run that starts at `first`; `first` if none does.
fn run_end(page: &Page<'_>, first: usize, limit: usize) -> usize {
    let mut at = first;
    if !page.nameable(at) {
        // "bin Laden", "al-Shabaab"
        let particle = page.class(at).has(Classes::PARTICLE) && at + 1 < limit && page.nameable(at + 1);
        if !particle || !joined(page, at + 1) {
            return first;
        }
    }
    loop {
        let mut next = at + 1;
        let mut connectors = 0;
        while next < limit && joined(page, next) && connectors < 3 && !page.nameable(next) && is_connector(page, next) {
            (next, connectors) = (next + 1, connectors + 1);
        }
        // "Manchester United on Friday": the day is no part of the name
        let day =
            connectors > 0 && page.class(next).has(Classes::CALENDAR) && page.cover(at).is_none_or(|k| k.last <= next);
        if next >= limit || !joined(page, next) || !page.nameable(next) || day {
            return at + 1;
        }
        at = next;
    }
}

fn is_connector(page: &Page<'_>, index: usize) -> bool {
    page.class(index).has(Classes::CONNECTOR.or(Classes::PARTICLE)) || page.shape(index) == Some(Shape::Ampersand)
}

/// Whether the token at `index` may go on with the name of the token before it.
pub fn joined(page: &Page<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else {
        return false;
    };
    match page.gap(index) {
        Gap::Blank | Gap::Hyphen | Gap::Apostrophe => true,
        Gap::Joined => page.reading.between(index).is_empty(),
        Gap::Stop => {
            let class = page.class(before);
            let short = page.reading.word(before).chars().count() == 1;
            short || class.has(Classes::ABBREVIATION.or(Classes::HONORIFIC)) || page.reading.word(before).ends_with('.')
        }
        Gap::Comma => page.class(index).has(Classes::LEGAL_FORM.or(Classes::NAME_SUFFIX)) && page.nameable(index),
        Gap::Break => false,
    }
}

/// A run of capitalised words, and what is known of how it starts.
struct Run {
    start: usize,
    end: usize,
    headline: bool,
    /// Its first word is an article, or opens the sentence: the name may begin after it.
    article: bool,
    /// Where the name begins if the noun that opens the sentence is none of it.
    led: Option<usize>,
    /// Where a second name begins after the surname of a leader or the wing of a party.
    meetings: Vec<usize>,
}

impl Run {
    fn of(page: &Page<'_>, start: usize, end: usize) -> Self {
        // "The Kremlin": the first word of a sentence has its capital anyway
        // as that after a colon or a dash has it: "Opinion: Why Obama should act"
        let starts =
            |sentence: &Sentence| sentence.first == start || page.reading.between(start).contains([':', '—', '–']);
        let sentence_start = page.reading.sentence(start).is_some_and(starts);
        let initial = page.shape(start) == Some(Shape::Initial) && page.gap(start + 1) == Gap::Stop;
        let unknown = page.cover(start).is_none_or(|k| k.last - k.first < 2);
        let starter = sentence_start && page.class(start).has(Classes::STARTER) && !initial;
        // "Pupils of the Green Valley School": the noun that starts the sentence may be none of the name
        let lead = sentence_start && page.class(start).has(Classes::COMMON) && !page.class(start).has(OF_NAMES);
        let name = |&index: &usize| page.nameable(index) && !the(page, index);
        // "Receipts Delgado kept show it", "Anti-Delgado groups"
        let bearer = |index: usize| {
            let class = page.class(index);
            let name = class.has(NAMES) && !class.has(Classes::COMMON);
            name && !page.class(start).has(NAMES) && page.shape(start) != Some(Shape::Initial)
        };
        let led = (start + 1..end).find(name).filter(|&index| lead && (index > start + 1 || bearer(index)));
        let article = unknown && (the(page, start) || starter);
        let meetings = (start + 1..end).filter(|&index| politics::ends_before(page, index)).collect();
        Self { start, end, headline: page.is_headline(start), article, led, meetings }
    }

    /// Whether a name may begin at `first`. "Israel's Knesset": the owner is one name, what it owns another.
    fn opens(&self, page: &Page<'_>, first: usize) -> bool {
        first == self.start
            || (first == self.start + 1 && self.article)
            || self.led == Some(first)
            || self.meetings.contains(&first)
            || page.possessive(first - 1)
            || titled(page, first)
            || parts(page, first - 1)
            || meet(page, first)
            || (self.headline && !part_of_name(page, first - 1))
    }

    /// Whether a name may end before `last`.
    fn closes(&self, page: &Page<'_>, last: usize) -> bool {
        last == self.end
            || page.possessive(last - 1)
            || parts(page, last)
            || meet(page, last)
            || self.meetings.contains(&last)
            || last > self.start + 1 && surnames::ends_with_office_noun(page, last - 2, last)
            || (self.headline && !part_of_name(page, last))
    }
}

fn the(page: &Page<'_>, index: usize) -> bool {
    page.reading.word(index).eq_ignore_ascii_case("the")
}

fn run(page: &Page<'_>, candidates: &mut Candidates, start: usize, end: usize) {
    let run = Run::of(page, start, end);
    // "the Council for Trade Across the Baltic Sea" is one name, of which the sea is none
    let across = (start + 1..end).find(|&index| !run.headline && is_across(page, start, index));
    for first in start..end {
        // the article is no part of a name unless the dictionary has both: "told The Guardian", "The Hague"
        if the(page, first) || !page.nameable(first) && !page.class(first).has(Classes::PARTICLE) {
            continue;
        }
        let opens = run.opens(page, first);
        for last in first + 1..=end.min(first + LONGEST) {
            if !page.nameable(last - 1) {
                continue;
            }
            let connected = (first..last).any(|i| is_connector(page, i));
            if run.headline && last - first > LONGEST_IN_HEADLINE && !connected {
                break;
            }
            let candidate = candidates.at(first, last);
            let two = |index: usize| two_bodies(page, index, last) || ends_label(page, index);
            let cut = across.is_some_and(|across| first > across || last == across + 1);
            let parted = run.meetings.iter().any(|&index| first < index && index < last);
            candidate.evidence.add_if(Evidence::InDecoy, cut || parted || (first + 1..last).any(two));
            candidate.add(match (opens, run.closes(page, last)) {
                (true, true) => Evidence::WholeRun,
                (true, false) => Evidence::RunStart,
                (false, true) => Evidence::RunEnd,
                (false, false) => Evidence::RunInside,
            });
        }
    }
}

/// Whether a second body begins after the conjunction at `index`: "the Ministry of Health and the
/// Ministry of Education".
fn two_bodies(page: &Page<'_>, index: usize, last: usize) -> bool {
    let and = page.class(index).has(Classes::CONJUNCTION) && page.shape(index) == Some(Shape::Lower);
    let head = index + 1 + usize::from(page.reading.word(index + 1) == "the");
    let of = head + 1;
    and && of < last
        && page.nameable(head)
        && page.class(head).has(Classes::ORG_HEAD.or(Classes::ORG_SUFFIX))
        && page.shape(of) == Some(Shape::Lower)
        && page.class(of).has(Classes::PREPOSITION)
}

/// Whether the token at `index` is a preposition with a capital in the name of the organization that starts at `start`.
fn is_across(page: &Page<'_>, start: usize, index: usize) -> bool {
    const BODY: Classes = Classes::ORG_HEAD.or(Classes::ORG_SUFFIX).or(Classes::ORG_CORE);
    if !page.class(index).has(Classes::PREPOSITION.or(Classes::PLACE_PREPOSITION)) {
        return false;
    }
    let first = start + usize::from(the(page, start));
    let head = page.class(first).has(BODY) && page.shape(first + 1) == Some(Shape::Lower);
    head && page.shape(index) == Some(Shape::Title) && page.reading.word(index + 1) == "the"
}

/// Words of persons' names.
const NAMES: Classes = Classes::GIVEN.or(Classes::FAMILY);
/// Words that begin or end names.
const OF_NAMES: Classes = Classes::ORG_HEAD
    .or(Classes::ORG_SUFFIX)
    .or(Classes::ORG_CORE)
    .or(Classes::ORG_WORD)
    .or(Classes::PLACE_HEAD)
    .or(Classes::PLACE_SUFFIX);
/// Words before "of", "for" and "on" inside a name: "Council on Aging", "Gulf of Oman", not "Obama on Iran".
const HEADS: Classes = OF_NAMES.or(Classes::COMMON).or(Classes::STARTER);

/// Whether the word in lower case at `index` may part two names: "and" between persons (but "Simon &
/// Garfunkel" is one name), "on" after a word that no name goes on from.
fn parts(page: &Page<'_>, index: usize) -> bool {
    let class = page.class(index);
    let lower = |index: usize| page.shape(index) == Some(Shape::Lower);
    let connector = lower(index) && class.has(Classes::CONNECTOR);
    let Some(before) = index.checked_sub(1).filter(|_| connector) else {
        return false;
    };
    if class.has(Classes::CONJUNCTION) {
        true
    } else if class.has(Classes::PREPOSITION) {
        !page.class(before).has(HEADS) || follows_titled(page, index)
    } else {
        // "told Smith the Russians", "Smith and the Russians", but "Ministry of the Interior"
        !class.has(Classes::PARTICLE) && (!lower(before) || page.class(before).has(Classes::CONJUNCTION))
    }
}

/// Whether one name ends and another begins at the token at `index`, without a word between them: "a
/// Washington Post-ABC News poll", "took to Twitter Thursday", "an Oklahoma Republican".
fn meet(page: &Page<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return false };
    let starts = page.cover(index).filter(|known| known.first == index);
    let ends = page.cover(before).is_some_and(|known| known.last == index);
    match page.gap(index) {
        Gap::Hyphen => ends && starts.is_some(),
        Gap::Blank => {
            let whole = |at: usize| page.cover(at).is_none_or(|known| known.last <= index || known.first >= index);
            let day = |at: usize| page.class(at).has(Classes::CALENDAR);
            // "an Oklahoma Republican", "Irish Catholics"
            let member = ends && starts.is_some_and(|known| known.kinds.has(Kinds::DEMONYM))
                || page.ends(before).has(Kinds::DEMONYM) && page.class(index).has(Classes::ETHNIC);
            // "the Bush Administration"
            let office = || surnames::ends_with_office_noun(page, before, index + 1);
            whole(before)
                && whole(index)
                && (day(before) || day(index) || member || ends_label(page, index) || office())
        }
        _ => false,
    }
}

/// Shortest everyday word in capitals that is no acronym.
const LABEL: usize = 4;
/// Words of labels: no names.
const EVERYDAY: Classes = Classes::COMMON.or(Classes::STARTER).or(Classes::HEADLINE_VERB);
/// Most words of a label that are looked at.
const LABEL_WORDS: usize = 3;

/// Whether a label in capitals ends before the capitalised word at `index`: "LIVE UPDATES Obama: We will go".
fn ends_label(page: &Page<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return false };
    let capitals =
        |index: usize| page.shape(index) == Some(Shape::Upper) && page.reading.word(index).chars().count() >= LABEL;
    let everyday = |index: usize| page.class(index).has(EVERYDAY) && !page.class(index).has(OF_NAMES);
    page.shape(index) == Some(Shape::Title)
        && page.gap(index) == Gap::Blank
        && page.cover(before).is_none_or(|known| known.last - known.first < 2)
        && (0..index)
            .rev()
            .take_while(|&word| capitals(word) && page.gap(word + 1) == Gap::Blank)
            .take(LABEL_WORDS)
            .any(everyday)
}

/// Whether a title and a name stand before the token at `index`: "Sen. Smith of Ohio" is two names.
fn follows_titled(page: &Page<'_>, index: usize) -> bool {
    let mut names = (index.saturating_sub(4)..index).rev().take_while(|&i| page.nameable(i) && joined(page, i));
    names.any(|name| titled(page, name))
}

/// Whether a title or an honorific, outside the name that follows, ends before the token at `index`.
fn titled(page: &Page<'_>, index: usize) -> bool {
    page.title_before(index).is_some() && page.cover(index - 1).is_none_or(|known| known.last == index)
}

/// In a headline every word has a capital: an everyday word next to a name is none of its parts,
/// unless a known name has it.
fn part_of_name(page: &Page<'_>, index: usize) -> bool {
    let class = page.class(index);
    let everyday = Classes::COMMON.or(Classes::STARTER).or(Classes::HEADLINE_VERB).or(Classes::PREPOSITION);
    let ending = Classes::NATURAL.or(Classes::ORG_CORE);
    page.cover(index).is_some() || class.has(ending) || !class.has(everyday)
}

/// Proposes every known name, also those that no run has ("10 Downing Street"), with its senses.
pub fn propose_known(page: &Page<'_>, candidates: &mut Candidates) {
    for known in page.known.iter().filter(|known| !known.senses.is_empty()) {
        let candidate = candidates.at(known.first, known.last);
        candidate.senses = known.senses.clone();
        // "Labour party": the run of capitals ends inside it
        let small = !page.nameable(known.last - 1) && page.nameable(known.first);
        let article = |before: usize| page.reading.word(before).eq_ignore_ascii_case("the");
        let opens = known
            .first
            .checked_sub(1)
            .is_none_or(|before| !page.nameable(before) || !joined(page, known.first) || article(before));
        if small && opens {
            candidate.add(Evidence::WholeRun);
        }
    }
}
