//! Evidence from a candidate's own words: how they are written and what lists know of them.

use super::LARGE_PLACE;
use super::candidate::{Candidate, Candidates, Sense};
use super::endings::{self, Ending};
use super::evidence::Evidence as E;
use super::lexicon::Fit;
use super::page::{Kinds, Page, best_mark};
use super::traits::Letters;
use super::{around, companies, states, titles};
use crate::dictionary::{FormRole, Kind, Mark, types};
use crate::text::classes::Lexis;
use crate::text::fold::hash_token;
use crate::text::{Classes, Gap, Shape};

/// Observes every candidate.
pub fn observe(page: &Page<'_>, candidates: &mut Candidates) {
    let mut words = Words::of(page);
    for candidate in candidates.each() {
        spelling(page, candidate, &mut words);
        lists(page, candidate, &mut words);
        senses(page, candidate);
        states::observe(page, candidate);
        around::observe(page, candidate);
    }
}

fn spelling(page: &Page<'_>, candidate: &mut Candidate, words: &mut Words) {
    let (first, last) = (candidate.first, candidate.last);
    candidate.add(match candidate.len() {
        1 => E::OneWord,
        2 => E::TwoWords,
        3 => E::ThreeWords,
        _ => E::ManyWords,
    });
    let capitals = page.segment_kind(first) == crate::text::SegmentKind::Capitals;
    let e = &mut candidate.evidence;
    for index in first..last {
        let Some(token) = page.reading.tokens.get(index) else {
            continue;
        };
        let letters = words.letters(page, index);
        e.add_if(E::HasInitial, token.shape == Shape::Initial);
        e.add_if(E::InitialFirst, token.shape == Shape::Initial && index == first && last - first > 1);
        e.add_if(E::InitialLast, token.shape == Shape::Initial && index + 1 == last);
        e.add_if(E::HasNumber, letters.digit);
        e.add_if(E::Ampersand, token.shape == Shape::Ampersand);
        e.add_if(E::Dotted, token.dotted);
        e.add_if(E::MixedCase, letters.mixed());
        if last - first == 1 && token.shape == Shape::Upper && !capitals {
            e.add(if token.len() <= 6 { E::Acronym } else { E::LongCapitals });
        }
        if token.shape == Shape::Lower {
            let class = page.class(index);
            let and = class.has(Classes::CONJUNCTION);
            e.add_if(E::HasAnd, and);
            e.add_if(E::HasEverydayAnd, and && index > first && everyday_around(page, index));
            let of = class.has(Classes::PREPOSITION) && class.has(Classes::CONNECTOR);
            e.add_if(E::HasOf, of);
            let noun = index > first + 1 && page.nameable(index - 1) && page.class(index - 1).has(ORG_NOUNS);
            e.add_if(E::OrgHeadInside, of && noun);
            e.add_if(E::HasParticle, class.has(Classes::PARTICLE));
            e.add_if(E::ParticleFirst, index == first);
        }
        if index > first {
            e.add_if(E::HasHyphen, token.gap == Gap::Hyphen);
            e.add_if(E::HasPossessive, page.possessive(index - 1));
            e.add_if(E::HasLineBreak, token.line_start);
            let initial = words.letters(page, index - 1).count == 1;
            e.add_if(E::HasStop, token.gap == Gap::Stop && !initial);
        }
    }
}

/// Whether the words beside the conjunction at `index` are everyday words and no names: "Roads and
/// Bridges", not "Blair and Bush".
fn everyday_around(page: &Page<'_>, index: usize) -> bool {
    let everyday = |index: usize| page.class(index).has(Classes::COMMON) && page.cover(index).is_none();
    everyday(index - 1) && everyday(index + 1)
}

/// Words that end names of organizations, or begin them with "of" after it.
const ORG_NOUNS: Classes = Classes::ORG_HEAD.or(Classes::ORG_SUFFIX).or(Classes::ORG_CORE);
/// Everyday words, and words that only start sentences.
const EVERYDAY: Classes = Classes::COMMON.or(Classes::STARTER);
/// Words of persons' names.
const NAMES: Classes = Classes::GIVEN.or(Classes::FAMILY).or(Classes::PARTICLE).or(Classes::NAME_SUFFIX);

/// What the lists know of a candidate's words together.
#[derive(Clone, Copy)]
struct Listed {
    /// Classes that one of them has.
    any: Classes,
    /// All are everyday words, connecting ones left out.
    all_everyday: bool,
    /// One is an everyday word, connecting ones left out.
    one_everyday: bool,
    /// All are words of persons' names, or initials.
    all_names: bool,
    /// No list of names or everyday words has those after the first.
    rest_unknown: bool,
    /// One is a headline's verb and no name.
    verb: bool,
    /// One is a month, weekday or holiday by itself: "Mar-a-Lago" is no day in March.
    calendar: bool,
}

impl Listed {
    fn of(page: &Page<'_>, first: usize, last: usize) -> Self {
        let mut seen = Self {
            any: Classes::default(),
            all_everyday: true,
            one_everyday: false,
            all_names: true,
            rest_unknown: true,
            verb: false,
            calendar: false,
        };
        // "Claims" before "Commission" is a noun
        let ending = page.class(last - 1).has(Classes::ORG_SUFFIX.or(Classes::PLACE_SUFFIX));
        for index in first..last {
            let (class, shape) = (page.class(index), page.shape(index));
            let everyday = class.has(EVERYDAY);
            let named = class.has(NAMES) || shape == Some(Shape::Initial);
            let connects = matches!(shape, Some(Shape::Lower | Shape::Ampersand));
            seen.any = seen.any.or(class);
            seen.all_everyday &= everyday || connects;
            seen.one_everyday |= everyday && !connects;
            seen.all_names &= named;
            seen.rest_unknown &= index == first || !(named || everyday);
            let noun = ending && index + 2 == last;
            let name = class.has(Classes::GIVEN.or(Classes::FAMILY));
            let hyphen = |at: usize| at > first && at < last && page.gap(at) == Gap::Hyphen;
            // "Mary May Simon"
            let person = name && index > first && page.class(first).has(Classes::GIVEN);
            seen.calendar |= class.has(Classes::CALENDAR) && !person && !hyphen(index) && !hyphen(index + 1);
            seen.verb |= !noun && !name && everyday && class.has(Classes::HEADLINE_VERB);
        }
        seen
    }
}

fn lists(page: &Page<'_>, candidate: &mut Candidate, words: &mut Words) {
    let (first, last, end) = (candidate.first, candidate.last, candidate.last - 1);
    let (head, tail) = (page.class(first), page.tail(first, last));
    let one = last - first == 1;
    let seen = Listed::of(page, first, last);
    // "A. G. Smith": an initial is no article
    let initial = page.shape(first) == Some(Shape::Initial) && !one && page.gap(first + 1) == Gap::Stop;
    let (first_common, last_common) = (head.has(EVERYDAY) && !initial, tail.has(EVERYDAY));
    let e = &mut candidate.evidence;
    e.add_if(E::FirstCommon, first_common);
    e.add_if(E::LastCommon, last_common);
    e.add_if(E::AllCommon, seen.all_everyday);
    e.add_if(E::NoneCommon, !seen.one_everyday);
    e.add_if(E::FirstStarter, head.has(Classes::STARTER) && !initial);
    e.add_if(E::LastStarter, tail.has(Classes::STARTER));
    let given = head.has(Classes::GIVEN);
    e.add_if(E::FirstGiven, given && !first_common);
    e.add_if(E::FirstGivenCommon, given && first_common);
    let family = tail.has(Classes::FAMILY);
    e.add_if(E::LastFamily, family && !last_common);
    e.add_if(E::LastFamilyCommon, family && last_common);
    let ending = words.ending(page, end);
    e.add_if(E::FamilyEnding, ending == Some(Ending::Family));
    e.add_if(E::PlaceEnding, ending == Some(Ending::Place));
    e.add_if(E::GivenFamily, !one && given && family);
    e.add_if(E::FirstFamily, head.has(Classes::FAMILY) && !given);
    e.add_if(E::LastGiven, tail.has(Classes::GIVEN) && !family);
    e.add_if(E::OneGiven, one && given);
    e.add_if(E::OneFamily, one && family);
    e.add_if(E::GivenUnknown, !one && given && seen.rest_unknown);
    e.add_if(E::AllNames, seen.all_names);
    e.add_if(E::NoName, !seen.any.has(Classes::GIVEN.or(Classes::FAMILY)));
    e.add_if(E::FirstTitle, !one && head.has(Classes::TITLE));
    e.add_if(E::FirstHonorific, !one && head.has(Classes::HONORIFIC));
    e.add_if(E::FirstAddress, head.has(Classes::HONORIFIC) && titles::is_address(page, first));
    let short_title = !one && head.has(Classes::TITLE.or(Classes::HONORIFIC)) && page.gap(first + 1) == Gap::Stop;
    e.add_if(E::FirstShortTitle, short_title);
    let tag = last - first == 2 && page.shape(first) == Some(Shape::Initial) && page.gap(end) == Gap::Hyphen;
    let state = page.starts(end).has(Kinds::PLACE)
        || page.shape(end) == Some(Shape::Upper) && page.reading.word(end).len() == 2;
    e.add_if(E::PartyTag, tag && state);
    e.add_if(E::FamilyPlural, one && candidate.senses.is_empty() && family_plural(page, first));
    e.add_if(E::LastRole, tail.has(Classes::ROLE.or(Classes::TITLE)));
    e.add_if(E::OrgSuffix, !one && tail.has(Classes::ORG_SUFFIX));
    e.add_if(E::OrgSuffixOne, one && tail.has(Classes::ORG_SUFFIX));
    if seen.any.has(Classes::LEGAL_FORM) {
        e.add_if(E::LegalForm, !one && companies::is_legal_form(page, end));
        e.add_if(E::LegalFormInside, companies::legal_form_inside(page, first, last));
        let bare = candidate.senses.is_empty() && companies::is_bare_legal_form(page, first, last);
        e.add_if(E::InDecoy, bare || companies::ends_inside(page, first, last));
    }
    e.add_if(E::OrgHead, !one && words.org_head(page, first, last));
    e.add_if(E::OrgWord, !one && seen.any.has(Classes::ORG_WORD));
    e.add_if(E::OrgCore, !one && tail.has(Classes::ORG_CORE));
    let core = !one && tail.has(Classes::ORG_CORE) && head.has(Classes::ORG_WORD);
    e.add_if(E::HeadlineCore, core && page.is_headline(first));
    e.add_if(E::OrgWordFirst, !one && head.has(Classes::ORG_WORD));
    e.add_if(E::NaturalFeature, !one && tail.has(Classes::NATURAL));
    e.add_if(E::NotName, one && head.has(Classes::NOT_NAME));
    e.add_if(E::PlaceSuffix, !one && tail.has(Classes::PLACE_SUFFIX));
    e.add_if(E::PlaceSuffixOne, one && tail.has(Classes::PLACE_SUFFIX));
    e.add_if(E::PlaceHead, !one && head.has(Classes::PLACE_HEAD));
    e.add_if(E::NameSuffix, !one && tail.has(Classes::NAME_SUFFIX));
    e.add_if(E::Calendar, seen.calendar);
    e.add_if(E::EthnicFirst, !one && head.has(Classes::ETHNIC));
    e.add_if(E::EthnicOnly, one && head.has(Classes::ETHNIC));
    e.add_if(E::Event, seen.any.has(Classes::EVENT));
    e.add_if(E::EventSuffix, tail.has(Classes::EVENT_SUFFIX));
    e.add_if(E::DirectionFirst, head.has(Classes::DIRECTION));
    e.add_if(E::VerbInside, seen.verb && page.is_headline(first));
}

/// "The Bidens": the plural of a family name that stands in the document.
fn family_plural(page: &Page<'_>, index: usize) -> bool {
    let the = index.checked_sub(1).is_some_and(|before| page.reading.word(before).eq_ignore_ascii_case("the"));
    let name = page.reading.word(index).strip_suffix('s').filter(|name| the && name.len() > 2);
    let family = |hash: u64| page.knowledge.classes(hash).has(Classes::FAMILY);
    name.map(hash_token).is_some_and(|hash| family(hash) && page.reading.vocabulary.contains(hash))
}

/// What was seen of the words that candidates share, once it was asked for.
struct Words {
    /// For each token: what it is written with.
    letters: Vec<Option<Letters>>,
    /// For each token: where the shortest phrase that starts there and begins the names of organizations
    /// ends.
    heads: Vec<Option<usize>>,
    /// For each token: how it ends.
    endings: Vec<Option<Option<Ending>>>,
}

impl Words {
    fn of(page: &Page<'_>) -> Self {
        let tokens = page.reading.tokens.len();
        Self { letters: vec![None; tokens], heads: vec![None; tokens], endings: vec![None; tokens] }
    }

    fn letters(&mut self, page: &Page<'_>, index: usize) -> Letters {
        let look = || Letters::of(page.reading.word(index));
        self.letters.get_mut(index).map(|letters| *letters.get_or_insert_with(look)).unwrap_or_default()
    }

    fn ending(&mut self, page: &Page<'_>, index: usize) -> Option<Ending> {
        let look = || endings::of(page, index);
        self.endings.get_mut(index).and_then(|ending| *ending.get_or_insert_with(look))
    }

    /// "Ministry of", "Bank of": the phrase may be one word with a connector after it.
    fn org_head(&mut self, page: &Page<'_>, first: usize, last: usize) -> bool {
        let head = page.class(first).has(Classes::ORG_HEAD) || page.class(first).has(Classes::ORG_SUFFIX);
        let connected = page.shape(first + 1) == Some(Shape::Lower) && first + 2 < last;
        let phrase = || super::titles::phrase_ends(page, first, Classes::ORG_HEAD).min().unwrap_or(usize::MAX);
        head && connected || self.heads.get_mut(first).is_some_and(|end| *end.get_or_insert_with(phrase) < last)
    }
}

fn senses(page: &Page<'_>, candidate: &mut Candidate) {
    let senses = &candidate.senses;
    if senses.is_empty() {
        return;
    }
    let e = &mut candidate.evidence;
    let named = |kind: Kind| best_mark(senses, |s| s.kind == kind && s.role != FormRole::Demonym);
    // an everyday word with a capital inside a sentence is no everyday word
    let proven = page.capital_proves(candidate.first);
    let by_mark = |mark: Mark, none: E, shared: E, everyday: E| match mark {
        Mark::None => none,
        Mark::Everyday if proven => none,
        Mark::Shared => shared,
        Mark::Everyday => everyday,
    };
    if let Some(mark) = named(Kind::Person) {
        e.add(by_mark(mark, E::KnownPerson, E::SharedPerson, E::EverydayPerson));
    }
    if let Some(mark) = named(Kind::Country) {
        e.add(by_mark(mark, E::KnownCountry, E::SharedCountry, E::EverydayCountry));
    }
    if let Some(mark) = named(Kind::Place) {
        e.add(by_mark(mark, E::KnownPlace, E::SharedPlace, E::EverydayPlace));
        let population = |s: &&super::candidate::Sense| page.knowledge.entity(s.entity).map_or(0, |r| r.population());
        let largest = senses.iter().filter(|s| s.kind == Kind::Place).map(|s| population(&s)).max().unwrap_or(0);
        e.add_if(E::BigPlace, largest > 500_000);
        // the people of a state are not noted: "Colorado" is no small town, whatever else is called so
        let state = senses.iter().any(|sense| sense.mark == Mark::None && states::is_state(page, sense));
        e.add_if(E::SmallPlace, largest > 0 && largest < LARGE_PLACE && !state);
        e.add_if(E::OwnedByState, state);
    }
    if let Some(mark) = named(Kind::Organization) {
        e.add(by_mark(mark, E::KnownOrganization, E::SharedOrganization, E::EverydayOrganization));
    }
    if let Some(mark) = best_mark(senses, |s| s.role == FormRole::Demonym) {
        e.add(by_mark(mark, E::KnownDemonym, E::SharedDemonym, E::SharedDemonym));
    }
    let kinds = [Kind::Person, Kind::Place, Kind::Organization].into_iter().filter(|&k| named(k).is_some()).count();
    e.add_if(E::ManySenses, kinds + usize::from(named(Kind::Country).is_some()) > 1);
    for sense in senses.iter().filter(|sense| sense.mark != Mark::None) {
        let support = match sense.kind {
            Kind::Person => E::SupportedPerson,
            Kind::Country | Kind::Place => E::SupportedPlace,
            Kind::Organization | Kind::Topic => E::SupportedOrganization,
        };
        e.add_if(support, page.supports(sense.entity));
        e.add_if(E::SupportedCountry, page.names_country_of(sense.entity));
    }
    e.add_if(E::WithinAfterComma, page.gap(candidate.last) == Gap::Comma && within_next(page, candidate.last, senses));
    e.add_if(
        E::OwnerOfPlaceBefore,
        page.gap(candidate.first) == Gap::Comma && owns_before(page, candidate.first, senses),
    );
    let owned = senses.iter().any(|s| s.mark == Mark::None && s.role != FormRole::Demonym);
    e.add_if(E::OwnedLong, owned && candidate.last - candidate.first > 1);
    e.add_if(E::HeadlineOwned, owned && page.is_headline(candidate.first));
    let other = |s: &Sense| {
        let place = s.kind == Kind::Place && s.role != FormRole::Demonym;
        place && !page.knowledge.is_of_type(s.entity, types::SETTLED)
    };
    e.add_if(E::OtherPlace, senses.iter().any(other));
    let capitals = page.segment_kind(candidate.first) == crate::text::SegmentKind::Capitals;
    let odd = |fit: Fit| fit == Fit::Title || (fit == Fit::Capitals && !capitals);
    e.add_if(E::OtherCapitals, !senses.is_empty() && senses.iter().all(|s| odd(s.fit)));
}

/// Whether the place that starts at `next` is what a place among `senses` belongs to.
fn within_next(page: &Page<'_>, next: usize, senses: &[Sense]) -> bool {
    let places = senses.iter().filter(|sense| sense.kind == Kind::Place && sense.role != FormRole::Demonym);
    let owners: Vec<_> = places.flat_map(|sense| page.knowledge.of(sense.entity)).collect();
    let after = page.known_from(next, next + 1).iter().flat_map(|known| &known.senses);
    !owners.is_empty() && after.into_iter().any(|sense| owners.contains(&sense.entity))
}

/// Longest name of a town that is looked at before its state, in words.
const LONGEST_PLACE: usize = 4;

/// Whether the place that ends before `first` belongs to one of `senses`: "Biloxi, Miss."
fn owns_before(page: &Page<'_>, first: usize, senses: &[Sense]) -> bool {
    let before = page.known_from(first.saturating_sub(LONGEST_PLACE), first).iter().filter(|known| known.last == first);
    let places = before.flat_map(|known| &known.senses).filter(|sense| sense.kind == Kind::Place);
    let of = |place: &Sense| page.knowledge.of(place.entity);
    places.filter(|place| place.role != FormRole::Demonym).any(|place| {
        let owners = of(place);
        senses.iter().any(|sense| owners.contains(&sense.entity))
    })
}
