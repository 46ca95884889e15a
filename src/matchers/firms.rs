//! Companies whose form shows them where their words do not: several surnames and a legal form ("Smith, Jones
//! and Brown Inc"), an ordinal or an abbreviated title before one ("1st Harbor Bank", "St. Anne Gold Corp"), angle
//! brackets around a name, or a ticker behind one ("OAK MILLS <OAK>").

use super::LARGE_PLACE;
use super::candidate::{Candidates, Sense};
use super::companies::is_legal_form;
use super::evidence::Evidence as E;
use super::names::joined;
use super::page::{Kinds, Page};
use super::type_nouns;
use crate::builtin;
use crate::dictionary::source::parse_words;
use crate::dictionary::{EntityRef, FormRole, Kind, Mark, types};
use crate::text::fold::{HashSetOf, hash_token};
use crate::text::{Classes, Gap, Shape};
use std::sync::LazyLock;

/// Last words of what may stand before a title: "former", "elected".
static MODIFIERS: LazyLock<HashSetOf> = LazyLock::new(|| {
    parse_words(builtin::TITLE_MODIFIERS).filter_map(|line| line.split(' ').next_back()).map(hash_token).collect()
});
/// Most words of a name that is told by its form.
const LONGEST: usize = 8;
/// Most words of a company before its ticker, in a line of capitals.
const LONGEST_IN_CAPITALS: usize = 5;
/// Most letters of a ticker, with the letters of its exchange.
const TICKER: usize = 8;
/// Most letters of a legal form in capitals that may be an everyday abbreviation: "Former AG".
const SHORT_FORM: usize = 2;

/// Words of companies, which no person's name has.
const OF_FIRMS: Classes = Classes::ORG_HEAD
    .or(Classes::ORG_SUFFIX)
    .or(Classes::ORG_CORE)
    .or(Classes::ORG_WORD)
    .or(Classes::COMPANY_WORD)
    .or(Classes::LEGAL_FORM)
    .or(Classes::CONJUNCTION);

/// Proposes companies that are told by their form, and observes tickers.
pub fn propose(page: &Page<'_>, candidates: &mut Candidates) {
    let mut ordinals = HashSetOf::default();
    for (index, (token, class)) in page.reading.tokens.iter().zip(&page.reading.classes).enumerate() {
        if token.gap == Gap::Break && page.reading.between(index).ends_with('<') {
            bracketed(page, candidates, index);
        } else if token.gap == Gap::Break && token.shape == Shape::Upper && page.reading.between(index).ends_with('(') {
            on_exchange(page, candidates, index);
        }
        if class.has(Classes::LEGAL_FORM) && ends_with_legal_form(page, index) {
            firm(candidates, by_legal_form(page, index + 1).map(|first| (first, index + 1)));
            if let Some(first) = of_two(page, index) {
                candidates.at(first, index + 1).add(E::InDecoy);
            }
        } else if token.shape == Shape::Number
            && let Some(last) = by_ordinal(page, index)
        {
            firm(candidates, Some((index, last)));
            ordinals.insert(page.word_hash(index));
        }
    }
    if !ordinals.is_empty() {
        short_ordinals(page, candidates, &ordinals);
    }
}

/// Looks at what stands in angle brackets from the token at `index` on.
fn bracketed(page: &Page<'_>, candidates: &mut Candidates, index: usize) {
    if is_ticker(page, index) {
        let span = before_ticker(page, index);
        // "Angela Merkel <CDU>": the letters are no ticker
        if page.title_before(index).is_some() || span.is_some_and(|first| !may_be_listed(page, first, index)) {
            return;
        }
        let ticker = candidates.at(index, index + 1);
        ticker.add(E::Ticker);
        if span.is_some() {
            // whatever else has these letters is not meant
            ticker.senses.clear();
        }
        firm(candidates, span.map(|first| (first, index)));
    } else {
        firm(candidates, in_brackets(page, index).map(|last| (index, last)));
    }
}

/// Looks at what stands in round brackets from the token at `index` on: "(NYSE: KLV)" follows a company.
fn on_exchange(page: &Page<'_>, candidates: &mut Candidates, index: usize) {
    let exchange = |sense: &Sense| page.knowledge.is_of_type(sense.entity, types::EXCHANGE);
    let ticker = index + 1;
    let colon = page.reading.between(ticker).trim_end() == ":";
    if !colon || !is_letters(page.reading.word(ticker)) || !page.known_at(index, ticker).any(exchange) {
        return;
    }
    let name = before_ticker(page, index).filter(|&first| may_be_listed(page, first, index));
    if name.is_some() {
        let ticker = candidates.at(ticker, ticker + 1);
        ticker.add(E::Ticker);
        ticker.senses.clear();
    }
    firm(candidates, name.map(|first| (first, index)));
}

fn is_letters(word: &str) -> bool {
    word.len() <= TICKER && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.')
}

/// Proposes what begins with the ordinals of companies, which no run of capitals has.
fn short_ordinals(page: &Page<'_>, candidates: &mut Candidates, ordinals: &HashSetOf) {
    let is_first = |&index: &usize| is_ordinal(page, index) && ordinals.contains(&page.word_hash(index));
    for first in (0..page.reading.tokens.len()).filter(is_first) {
        let run = (first + 1..first + LONGEST).take_while(|&index| page.nameable(index) && joined(page, index));
        let end = run.last().map_or(first, |index| index + 1);
        for last in first + 2..=end {
            candidates.at(first, last).add(if last == end { E::WholeRun } else { E::RunStart });
        }
    }
}

fn firm(candidates: &mut Candidates, span: Option<(usize, usize)>) {
    if let Some((first, last)) = span {
        candidates.at(first, last).add(E::Firm);
    }
}

/// Whether the token at `index`, after an angle bracket, stands behind a name as letters of a stock exchange do:
/// `<IBM>`, `<LHAG.F>`.
fn is_ticker(page: &Page<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return false };
    let word = page.reading.word(index);
    let letters = is_letters(word);
    // "Viacom's <VIA>"
    let opens = || matches!(page.reading.between(index).trim_start_matches(['\'', 's', 'S', '.']), " <" | "<");
    let after = || page.reading.between(index + 1);
    let closes = || after().starts_with('>') || after() == "." && page.reading.between(index + 2).starts_with('>');
    letters && opens() && closes() && (page.nameable(before) || is_legal_form(page, before))
}

/// Where the company begins whose ticker stands at `ticker`: the capitals before it, in a headline after its last
/// verb.
fn before_ticker(page: &Page<'_>, ticker: usize) -> Option<usize> {
    let headline = page.is_headline(ticker - 1);
    let longest = if headline { LONGEST_IN_CAPITALS } else { LONGEST };
    let floor = ticker.saturating_sub(longest + 1).max(page.reading.segment(ticker - 1)?.first);
    let mut first = ticker;
    while first > floor && (first == ticker || joined(page, first)) && goes_on(page, first - 1) {
        first -= 1;
    }
    let starts_line = page.reading.segment(first)?.first == first;
    let whole = starts_line || first > floor || page.gap(first) == Gap::Break;
    // what opens a line is no verb: "TARGET <TGT>"
    let opening = first + usize::from(starts_line);
    let verb = |&index: &usize| headline && index + 1 < ticker && is_verb(page, index);
    let first = (opening..ticker).rev().find(verb).map_or(first, |verb| verb + 1);
    // "TO RENEGOTIATE ITT <ITT>": what follows "to" is a verb
    let to = headline && first > 0 && page.reading.word(first - 1).eq_ignore_ascii_case("to");
    let first = first + usize::from(to && first + 1 < ticker);
    let named = |index: usize| page.nameable(index) && !page.class(index).has(Classes::STARTER);
    let bare = first + 1 == ticker && is_legal_form(page, first);
    let long = |first: usize| ticker - first <= longest;
    (whole && first < ticker && long(first) && named(first) && !bare && !possessive_inside(page, first, ticker))
        .then_some(first)
}

/// Whether the name at `first..last` may be that of a company with a ticker: not a country, and not a person, who
/// is known, has a title or has a given name.
pub fn may_be_listed(page: &Page<'_>, first: usize, last: usize) -> bool {
    let senses = || page.known_at(first, last);
    if senses().any(|sense| sense.kind == Kind::Organization) {
        return true;
    }
    let country = senses().any(|sense| sense.kind == Kind::Country && sense.role != FormRole::Demonym);
    let titled = page.title_before(first).is_some() && !page.class(first - 1).has(Classes::ORG_NOUN);
    let of_firm = |index: usize| page.class(index).has(OF_FIRMS) || page.shape(index) == Some(Shape::Ampersand);
    // nobody is called by a given name alone before a ticker
    let given = |start: usize| last - start > 1 && page.class(start).has(Classes::GIVEN) && !(start..last).any(of_firm);
    let person = |start: usize| given(start) || page.known_at(start, last).any(|sense| sense.kind == Kind::Person);
    // "Mayor Jane Kerr <BBC>"
    let mut starts = (first..last).filter(|&start| start == first || page.title_before(start).is_some());
    !country && !titled && !starts.any(person)
}

fn goes_on(page: &Page<'_>, index: usize) -> bool {
    let class = page.class(index);
    let function = class.has(Classes::PREPOSITION.or(Classes::PLACE_PREPOSITION).or(Classes::STARTER));
    let body = |before: usize| page.class(before).has(Classes::ORG_HEAD.or(Classes::ORG_SUFFIX).or(Classes::ORG_CORE));
    if class.has(Classes::CONNECTOR) && class.has(Classes::PREPOSITION) {
        // "Bank of Boston", "a unit of Boston"
        return index.checked_sub(1).is_some_and(|before| page.nameable(before) && body(before));
    }
    page.shape(index) == Some(Shape::Ampersand)
        || class.has(Classes::CONJUNCTION)
        || page.nameable(index) && !(page.is_headline(index) && function)
}

fn is_verb(page: &Page<'_>, index: usize) -> bool {
    page.class(index).has(Classes::HEADLINE_VERB) && !page.class(index).has(Classes::ORG_SUFFIX)
}

fn possessive_inside(page: &Page<'_>, first: usize, last: usize) -> bool {
    (first..last.saturating_sub(1)).any(|index| page.possessive(index) && is_legal_form(page, index))
}

/// Where the name in angle brackets ends that starts at `first`: `<Olympic Airways>`.
fn in_brackets(page: &Page<'_>, first: usize) -> Option<usize> {
    let closes = |last: &usize| page.gap(*last) == Gap::Break || *last >= page.reading.tokens.len();
    let last = (first + 2..=first + LONGEST).find(closes)?;
    let inside = page.same_sentence(first, last - 1) && (first + 1..last).all(|index| joined(page, index));
    let names = page.nameable(first) && page.nameable(last - 1);
    (inside && names && page.reading.between(last).starts_with('>')).then_some(last)
}

fn ends_with_legal_form(page: &Page<'_>, index: usize) -> bool {
    is_legal_form(page, index)
        && index > 1
        && page.nameable(index)
        && !(is_legal_form(page, index + 1) && matches!(page.gap(index + 1), Gap::Blank | Gap::Comma | Gap::Stop))
}

/// Where the company begins that ends before `last` with its legal form, if its form tells more than that.
fn by_legal_form(page: &Page<'_>, last: usize) -> Option<usize> {
    let floor = last.saturating_sub(LONGEST + 1).max(page.reading.sentence(last - 1)?.first);
    let mut name = last - 1;
    while name > floor && is_legal_form(page, name - 1) && page.gap(name) == Gap::Blank {
        name -= 1;
    }
    let run = (floor..name).rev().take_while(|&index| page.nameable(index) && joined(page, index + 1)).last();
    let titled = |&first: &usize| page.gap(first + 1) == Gap::Stop && page.class(first).has(Classes::HONORIFIC);
    let plain = |&first: &usize| first + 1 < name && page.gap(name) == Gap::Blank && !page.possessive(name - 1);
    if let Some(first) = run.filter(plain).filter(titled) {
        return Some(first);
    }
    if is_office(page, floor, last - 1) {
        return None;
    }
    // "Allen and Co Inc": the last partner is the legal form
    if let Some(and) = name.checked_sub(1).filter(|&index| is_and(page, index)) {
        // "Messi and Co are back", "Lionel Messi and Co" are no companies
        let given = |first: usize| (first..and).any(|index| page.class(index).has(Classes::GIVEN));
        let alone = name + 1 == last && page.shape(and) == Some(Shape::Lower);
        let star = |first: &usize| alone && (and - first == 1 || given(*first) && page.gap(first + 1) == Gap::Blank);
        return partners(page, floor, and).filter(|&first| !star(&first) && !is_person(page, first, and));
    }
    let and = (name.saturating_sub(3)..name).rev().find(|&index| is_and(page, index))?;
    let first = partners(page, floor, and)?;
    // "Brown and Sons Inc", "Dayton Gas and Electric Co"
    let noun = and + 2 == name
        && !is_short_form(page, last - 1)
        && page.nameable(and + 1)
        && page.class(and + 1).has(Classes::COMMON)
        && !page.class(and + 1).has(Classes::FAMILY)
        && !page.starts(and + 1).has(Kinds::ORGANIZATION);
    if noun {
        return Some(first);
    }
    let surnames = (and + 1..name).all(|index| page.class(index).has(Classes::FAMILY));
    if !surnames {
        return None;
    }
    (first..and).any(|index| page.gap(index + 1) == Gap::Comma).then_some(first)
}

/// Whether the legal form at `index` is short and in capitals, so that it may be an everyday abbreviation.
fn is_short_form(page: &Page<'_>, index: usize) -> bool {
    page.shape(index) == Some(Shape::Upper) && page.reading.word(index).len() <= SHORT_FORM
}

/// Whether the legal form at `form` may be the abbreviation of an office: "Acting AG Jane Kerr".
fn is_office(page: &Page<'_>, floor: usize, form: usize) -> bool {
    let name_follows = || page.gap(form + 1) == Gap::Blank && page.nameable(form + 1);
    let before = || (floor..form).rev().take_while(|&index| page.nameable(index) && joined(page, index + 1));
    is_short_form(page, form) && (name_follows() || before().any(|index| before_office(page, index)))
}

/// Whether the word at `index` stands before the nouns of offices: "Former", "Chief".
fn before_office(page: &Page<'_>, index: usize) -> bool {
    const OF_OFFICES: Classes = Classes::TITLE.or(Classes::ROLE).or(Classes::DIRECTION);
    page.class(index).has(OF_OFFICES) || MODIFIERS.contains(&page.word_hash(index))
}

/// Where the words begin that end with the legal form at `form` and name no company, but a known person and more:
/// "Elon Musk & Co.", "Jane Kerr and Former AG".
fn of_two(page: &Page<'_>, form: usize) -> Option<usize> {
    let floor = form.saturating_sub(LONGEST).max(page.reading.sentence(form)?.first);
    let and = (form.saturating_sub(2).max(floor)..form).rev().find(|&index| is_and(page, index))?;
    let first = partners(page, floor, and)?;
    let office = || is_short_form(page, form) && before_office(page, and + 1);
    (if and + 1 == form { is_person(page, first, and) } else { office() }).then_some(first)
}

/// Whether a known person is called by the words `first..last`, and no organization: "Elon Musk & Co."; by one word,
/// who owns it or has the full name in the text.
fn is_person(page: &Page<'_>, first: usize, last: usize) -> bool {
    let is = |entity: EntityRef| page.knowledge.entity(entity).is_some_and(|record| record.kind() == Kind::Person);
    let told = |sense: &Sense| last - first > 1 || sense.mark == Mark::None || page.supports(sense.entity);
    let short = || page.short_at(first, last).any(|entity| is(entity) && page.supports(entity));
    let of = |kind: Kind| page.known_at(first, last).filter(move |sense| sense.kind == kind);
    of(Kind::Organization).next().is_none() && (of(Kind::Person).any(told) || short())
}

fn is_and(page: &Page<'_>, index: usize) -> bool {
    let lower = page.shape(index) == Some(Shape::Lower) && page.class(index).has(Classes::CONJUNCTION);
    page.shape(index) == Some(Shape::Ampersand) || lower && page.gap(index) == Gap::Blank
}

/// Where the partners begin before the conjunction at `and`: a run of capitals, and surnames with commas before it.
fn partners(page: &Page<'_>, floor: usize, and: usize) -> Option<usize> {
    let word = |index: &usize| {
        page.nameable(*index) && !page.class(*index).has(Classes::STARTER) && !is_legal_form(page, *index)
    };
    let joins = |index: &usize| *index + 1 == and || joined(page, *index + 1) && page.gap(*index + 1) != Gap::Comma;
    let alone = |index: &usize| *index + 1 == and || !page.possessive(*index);
    let run = (floor..and).rev().take_while(|index| word(index) && joins(index) && alone(index)).last()?;
    // "Lead Underwriter Bear Stearns & Co": the dictionary tells where the name begins
    let known = page.cover(and - 1).filter(|known| known.last >= and && known.first > run && and - known.first > 1);
    let mut first = known.filter(|known| known.kinds.has(Kinds::ORGANIZATION)).map_or(run, |known| known.first);
    while first > floor && page.gap(first) == Gap::Comma && is_partner(page, first - 1) {
        first -= 1;
    }
    // "Merrill Lynch, Pierce, Fenner and Smith Inc": the dictionary has the beginning
    Some(page.cover(first).filter(|known| known.last > first + 1).map_or(first, |known| known.first.max(floor)))
}

/// Whether the word before a comma at `index` may be one of several partners: a surname by itself.
fn is_partner(page: &Page<'_>, index: usize) -> bool {
    let before = index.checked_sub(1).filter(|&before| page.nameable(before) && page.gap(index) == Gap::Blank);
    before.is_none() && is_surname(page, index)
}

/// Whether the word at `index` may be one of several partners: a surname, and no place by itself.
fn is_surname(page: &Page<'_>, index: usize) -> bool {
    let large = |sense: &Sense| {
        let population = page.knowledge.entity(sense.entity).map_or(0, |record| record.population());
        sense.mark == Mark::None
            && (sense.kind == Kind::Country || sense.kind == Kind::Place && population > LARGE_PLACE)
    };
    let place = page.cover(index).is_some_and(|known| known.senses.iter().any(large));
    page.shape(index) == Some(Shape::Title)
        && page.class(index).has(Classes::FAMILY)
        && !page.class(index).has(Classes::STARTER)
        && !place
}

/// Whether the token at `index` is a number with letters behind it: "1st".
fn is_ordinal(page: &Page<'_>, index: usize) -> bool {
    page.shape(index) == Some(Shape::Number) && page.reading.word(index).ends_with(|c: char| c.is_alphabetic())
}

/// Where the company ends that begins with an ordinal at `first`: "1st Harbor Bank", but not "116th United States
/// Congress", and not after a day: "On the 3rd Harbor Bank".
fn by_ordinal(page: &Page<'_>, first: usize) -> Option<usize> {
    if !is_ordinal(page, first) || page.class(first + 1).has(Classes::CALENDAR) || page.cover(first).is_some() {
        return None;
    }
    let counted = |sense: &Sense| {
        sense.kind == Kind::Organization || sense.kind == Kind::Country && sense.role != FormRole::Demonym
    };
    let known = page.known_from(first + 1, first + 2).iter().flat_map(|known| &known.senses).any(counted);
    let is = |back: usize, word: &str| {
        first.checked_sub(back).is_some_and(|at| page.reading.word(at).eq_ignore_ascii_case(word))
    };
    if known || is(1, "the") && is(2, "on") {
        return None;
    }
    let limit = page.reading.segment(first)?.last.min(first + LONGEST);
    let last = (first + 1..limit).take_while(|&index| page.nameable(index) && joined(page, index)).last()? + 1;
    let trade = |last: usize| type_nouns::speaks_for(page.word_hash(last - 1), types::BUSINESS);
    let ending = |last: usize| page.class(last - 1).has(Classes::LEGAL_FORM.or(Classes::COMPANY_WORD)) || trade(last);
    let company = |last: &usize| *last > first + 2 && ending(*last);
    // "9th U.S. Circuit Court of Appeals" goes on
    let of = page.class(last).has(Classes::CONNECTOR) && page.gap(last) == Gap::Blank && page.nameable(last + 1);
    (first + 2..=last).rev().find(company).filter(|_| !of)
}
