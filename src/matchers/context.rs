//! Evidence from what stands before and after a candidate, and from where it stands.

use super::candidate::{Candidate, Candidates};
use super::evidence::{Evidence as E, EvidenceSet};
use super::page::{Kinds, Page};
use super::{apposition, languages, leagues, politics, results, trade};
use crate::text::token::is_apostrophe;
use crate::text::{Classes, Gap, SegmentKind, Shape};

/// Observes every candidate. What stands before it, and after it, is the same for all that start, or
/// end, at the same token.
pub fn observe(page: &Page<'_>, candidates: &mut Candidates) {
    let tokens = page.reading.tokens.len();
    let (mut starting, mut ending) = (Once::new(tokens), Once::new(tokens));
    for candidate in candidates.each() {
        candidate.evidence.add_all(starting.at(candidate.first, |first| before(page, first)));
        candidate.evidence.add_all(ending.at(candidate.last, |last| after(page, last)));
        position(page, candidate);
        apposition::observe(page, candidate);
    }
}

/// Evidence that was seen at a token, or between it and the one before.
struct Once(Vec<Option<EvidenceSet>>);

impl Once {
    fn new(tokens: usize) -> Self {
        Self(vec![None; tokens + 1])
    }

    fn at(&mut self, index: usize, observe: impl FnOnce(usize) -> EvidenceSet) -> EvidenceSet {
        match self.0.get_mut(index) {
            Some(seen) => *seen.get_or_insert_with(|| observe(index)),
            None => observe(index),
        }
    }
}

/// Where a candidate that starts at `first` stands.
fn place(page: &Page<'_>, first: usize, e: &mut EvidenceSet) {
    let Some(sentence) = page.reading.sentence(first) else {
        return;
    };
    let kind = page.segment_kind(first);
    e.add_if(E::SentenceStart, sentence.first == first && kind == SegmentKind::Body);
    e.add_if(E::InHeadline, kind == SegmentKind::Headline);
    e.add_if(E::InCapitals, kind == SegmentKind::Capitals);
    e.add_if(E::InDateline, kind == SegmentKind::Dateline);
    e.add_if(E::DatelineStart, kind == SegmentKind::Dateline && sentence.first == first);
    e.add_if(E::LineStart, first == 0 || page.reading.tokens.get(first).is_some_and(|t| t.line_start));
    e.add_if(E::InTable, page.sentence_traits(first).table);
}

fn position(page: &Page<'_>, candidate: &mut Candidate) {
    let (first, last) = (candidate.first, candidate.last);
    let e = &mut candidate.evidence;
    if page.is_headline(first) {
        let everyday = |i: usize| page.class(i).has(Classes::COMMON.or(Classes::STARTER));
        let words = || (first..last).filter(|&i| page.nameable(i));
        e.add_if(E::HeadlineCommon, words().any(everyday));
        e.add_if(E::HeadlineAllCommon, words().all(everyday));
        e.add_if(E::HeadlineKnown, !candidate.senses.is_empty());
        let listed = Classes::GIVEN.or(Classes::FAMILY).or(Classes::COMMON).or(Classes::STARTER);
        e.add_if(E::HeadlineOne, last - first == 1 && candidate.senses.is_empty() && !page.class(first).has(listed));
    }
    e.add_if(E::InDecoy, last - first == 1 && languages::is_spoken(page, first));
    let line_end = page.reading.tokens.get(last).is_none_or(|t| t.line_start);
    e.add_if(E::WholeLine, line_end && e.has(E::LineStart));
    if page.sentence_traits(first).sport
        && let Some(sentence) = page.reading.sentence(first)
    {
        let sport = (first.saturating_sub(6)..(last + 6).min(sentence.last).max(last))
            .any(|i| (i < first || i >= last) && i >= sentence.first && page.class(i).has(Classes::SPORT));
        e.add_if(E::SportAround, sport);
    }
}

/// What every candidate has that starts at `first`.
fn before(page: &Page<'_>, first: usize) -> EvidenceSet {
    let mut seen = EvidenceSet::default();
    let e = &mut seen;
    place(page, first, e);
    listed_before(page, first, e);
    let between = page.reading.between(first);
    e.add_if(E::OpenBracket, between.ends_with('('));
    e.add_if(E::QuoteBefore, between.ends_with(['"', '“', '‘', '\'']));
    e.add_if(E::HashSign, between.ends_with('#'));
    let Some(previous) = first.checked_sub(1) else {
        return seen;
    };
    if page.reading.sentence_index(previous) != page.reading.sentence_index(first) {
        return seen;
    }
    trade::before(page, first, e);
    let class = page.class(previous);
    match page.gap(first) {
        Gap::Blank => word_before(page, previous, e),
        Gap::Comma => {
            e.add(E::CommaBefore);
            e.add_if(E::PlaceBeforeComma, page.ends(previous).has(Kinds::PLACE));
        }
        Gap::Hyphen => e.add(E::HyphenBefore),
        Gap::Stop => e.add_if(E::HonorificBefore, class.has(Classes::HONORIFIC)),
        _ => {}
    }
    seen
}

fn word_before(page: &Page<'_>, previous: usize, e: &mut EvidenceSet) {
    let class = page.class(previous);
    let word = page.reading.word(previous);
    let lower = page.shape(previous) == Some(Shape::Lower);
    e.add_if(E::OwnerBefore, page.possessive(previous));
    e.add_if(E::DemonymBefore, page.ends(previous).has(Kinds::DEMONYM) && !politics::is_after_wing(page, previous + 1));
    e.add_if(E::NumberBefore, page.shape(previous) == Some(Shape::Number));
    e.add_if(E::TheBefore, word.eq_ignore_ascii_case("the"));
    let inside = page.reading.sentence(previous).is_some_and(|sentence| sentence.first < previous);
    let capital_the = word == "The" && inside && !page.is_headline(previous);
    e.add_if(E::CapitalTheBefore, capital_the);
    let told = || previous.checked_sub(1).is_some_and(|before| page.class(before).has(Classes::SPEECH));
    e.add_if(E::SpeechBeforeThe, capital_the && page.gap(previous) == Gap::Blank && told());
    e.add_if(E::ArticleBefore, word.eq_ignore_ascii_case("a") || word.eq_ignore_ascii_case("an"));
    e.add_if(E::OfBefore, word == "of");
    e.add_if(E::OfAfterPerson, of_after_person(page, previous));
    let there = class.has(Classes::PLACE_PREPOSITION) && !leagues::is_beaten(page, previous + 1);
    e.add_if(E::PlacePrepositionBefore, there);
    let other = Classes::PREPOSITION;
    e.add_if(E::PrepositionBefore, class.has(other) && !class.has(Classes::PLACE_PREPOSITION) && word != "of");
    e.add_if(E::DirectionBefore, class.has(Classes::DIRECTION));
    e.add_if(E::RelationBefore, class.has(Classes::RELATION));
    e.add_if(E::SpeechBefore, class.has(Classes::SPEECH));
    e.add_if(E::VerbBefore, page.is_headline(previous) && class.has(Classes::HEADLINE_VERB));
    e.add_if(E::ConjunctionBefore, class.has(Classes::CONJUNCTION));
    let line_start = page.reading.tokens.get(previous).is_some_and(|t| t.line_start) || previous == 0;
    e.add_if(E::ByBefore, word.eq_ignore_ascii_case("by") && line_start);
    let function = Classes::STARTER
        .or(Classes::PREPOSITION)
        .or(Classes::PLACE_PREPOSITION)
        .or(Classes::CONJUNCTION)
        .or(Classes::COPULA)
        .or(Classes::SPEECH);
    e.add_if(E::LowerNounBefore, lower && !class.has(function));
    let city_of = word == "of"
        && previous.checked_sub(1).is_some_and(|noun| page.class(noun).has(Classes::PLACE_NOUN))
        && page.gap(previous) == Gap::Blank;
    e.add_if(E::OrgNounBefore, lower && class.has(Classes::ORG_NOUN));
    e.add_if(E::PlaceNounBefore, (lower && class.has(Classes::PLACE_NOUN)) || city_of);
}

/// Whether "of" or "of the" ends with the token at `index` and a person's name stands before it.
fn of_after_person(page: &Page<'_>, index: usize) -> bool {
    let of = if page.reading.word(index) == "the" { index.checked_sub(1) } else { Some(index) };
    let Some(of) = of.filter(|&of| page.reading.word(of) == "of" && page.gap(of) == Gap::Blank && of > 1) else {
        return false;
    };
    let names =
        page.class(of - 1).has(Classes::FAMILY) && page.class(of - 2).has(Classes::GIVEN) && page.nameable(of - 2);
    let known = page.ends(of - 1).has(Kinds::PERSON) && !page.ends(of - 1).has(Kinds::ORGANIZATION);
    page.nameable(of - 1) && (names || known)
}

/// What every candidate has that ends before `last`.
fn after(page: &Page<'_>, last: usize) -> EvidenceSet {
    let mut seen = EvidenceSet::default();
    let e = &mut seen;
    listed_after(page, last, e);
    e.add_if(E::OwnerAfter, page.possessive(last - 1));
    let same = page.reading.sentence_index(last) == page.reading.sentence_index(last - 1);
    if !same || last >= page.reading.tokens.len() {
        e.add(E::StopAfter);
        return seen;
    }
    let class = page.class(last);
    let lower = page.shape(last) == Some(Shape::Lower);
    let between = page.reading.between(last);
    trade::after(page, last, e);
    // "US$5,270" is money
    e.add_if(E::InDecoy, between.starts_with(['$', '€', '£', '¥', '₹']));
    let bracket = between.trim_start_matches(|c: char| is_apostrophe(c) || c == 's').trim_start().starts_with('(');
    e.add_if(E::BracketAfter, bracket);
    match page.gap(last) {
        // "Motor Co. said": the full stop is the abbreviation's
        Gap::Blank | Gap::Stop if !page.possessive(last - 1) => right_after(page, last, e),
        Gap::Hyphen => {
            e.add(E::HyphenAfter);
            e.add_if(E::BasedAfter, lower);
        }
        Gap::Comma => {
            e.add(E::CommaAfter);
            e.add_if(E::WhoAfter, class.has(Classes::WHO));
            e.add_if(E::PlaceAfterComma, page.starts(last).has(Kinds::PLACE));
            e.add_if(E::SpeechAfter, class.has(Classes::SPEECH));
            let age = page.reading.word(last);
            e.add_if(
                E::AgeAfterComma,
                age.len() <= 2 && age.bytes().all(|b| b.is_ascii_digit()) && page.gap(last + 1) != Gap::Blank,
            );
            e.add_if(E::RoleAfterComma, role_follows(page, last));
            e.add_if(E::BodyAfterComma, apposition::is_body(page, last));
            e.add_if(E::SiteAfterComma, apposition::is_site(page, last));
        }
        _ => {}
    }
    seen
}

/// What the word at `last` says of the name before it, with nothing but a blank between them.
fn right_after(page: &Page<'_>, last: usize, e: &mut EvidenceSet) {
    let class = page.class(last);
    let lower = page.shape(last) == Some(Shape::Lower);
    e.add_if(E::SpeechAfter, class.has(Classes::SPEECH));
    e.add_if(E::PersonVerbAfter, class.has(Classes::PERSON_VERB));
    e.add_if(E::WhoAfter, class.has(Classes::WHO));
    e.add_if(E::CopulaAfter, class.has(Classes::COPULA));
    e.add_if(E::ConjunctionAfter, class.has(Classes::CONJUNCTION));
    e.add_if(E::NumberAfter, page.shape(last) == Some(Shape::Number) && !results::is_date(page, last));
    e.add_if(E::OfAfter, page.reading.word(last) == "of");
    e.add_if(E::PlacePrepositionAfter, class.has(Classes::PLACE_PREPOSITION));
    e.add_if(E::RoleAfter, class.has(Classes::ROLE.or(Classes::TITLE)));
    e.add_if(E::EventSuffixAfter, class.has(Classes::EVENT_SUFFIX) && page.nameable(last));
    let function = Classes::STARTER
        .or(Classes::PREPOSITION)
        .or(Classes::PLACE_PREPOSITION)
        .or(Classes::CONJUNCTION)
        .or(Classes::COPULA)
        .or(Classes::SPEECH)
        .or(Classes::WHO);
    e.add_if(E::LowerNounAfter, lower && !class.has(function));
    e.add_if(E::OrgNounAfter, lower && class.has(Classes::ORG_NOUN));
    e.add_if(E::PlaceNounAfter, lower && class.has(Classes::PLACE_NOUN));
}

/// "…, a spokeswoman for", "…, the former chief economist", "…, director of".
fn role_follows(page: &Page<'_>, start: usize) -> bool {
    let sentence = page.reading.sentence_index(start);
    for index in start..start + 6 {
        if page.reading.sentence_index(index) != sentence
            || (index > start && !matches!(page.gap(index), Gap::Blank | Gap::Hyphen))
        {
            return false;
        }
        let class = page.class(index);
        if class.has(Classes::ROLE.or(Classes::TITLE)) {
            return true;
        }
        if class.has(Classes::COPULA.or(Classes::SPEECH).or(Classes::CONJUNCTION).or(Classes::WHO)) {
            return false;
        }
    }
    false
}

/// The neighbour before in a list: "Paris, Bonn and X", "Paris and X".
fn listed_before(page: &Page<'_>, first: usize, e: &mut EvidenceSet) {
    let Some(previous) = first.checked_sub(1) else {
        return;
    };
    if page.gap(first) == Gap::Comma {
        listed(page.ends(previous), e);
    } else if page.gap(first) == Gap::Blank
        && page.class(previous).has(Classes::CONJUNCTION)
        && let Some(before) = previous.checked_sub(1)
        && matches!(page.gap(previous), Gap::Blank | Gap::Stop | Gap::Comma)
    {
        listed(page.ends(before), e);
    }
}

/// The neighbour after in a list: "X, Paris and Bonn", "X and Paris".
fn listed_after(page: &Page<'_>, last: usize, e: &mut EvidenceSet) {
    if page.gap(last) == Gap::Comma {
        let skip = usize::from(page.class(last).has(Classes::CONJUNCTION) && page.shape(last) == Some(Shape::Lower));
        listed(page.starts(last + skip), e);
    } else if matches!(page.gap(last), Gap::Blank | Gap::Stop)
        && page.class(last).has(Classes::CONJUNCTION)
        && page.gap(last + 1) == Gap::Blank
    {
        listed(page.starts(last + 1), e);
    }
}

fn listed(kinds: Kinds, e: &mut EvidenceSet) {
    e.add_if(E::PersonListed, kinds.has(Kinds::PERSON));
    e.add_if(E::PlaceListed, kinds.has(Kinds::PLACE));
    e.add_if(E::OrganizationListed, kinds.has(Kinds::ORGANIZATION));
}
