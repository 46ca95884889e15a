//! Surnames of the known that stand alone, and the towns and villages that share them.

use super::LARGE_PLACE;
use super::candidate::Sense;
use super::page::{Known, Page};
use crate::builtin;
use crate::dictionary::image::OfficeRecord;
use crate::dictionary::source::{Grouped, parse_grouped, parse_words};
use crate::dictionary::{EntityRef, FormRole, Kind, Knowledge, Mark, types};
use crate::text::fold::{HashMapOf, hash_token};
use crate::text::{Gap, Shape};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static WORDS: LazyLock<Grouped<'static>> = LazyLock::new(|| parse_grouped(builtin::OFFICE_NOUNS, "; "));
/// Titles of the offices that each noun asks for, by the hash of the noun; none where any will do.
static OFFICE_NOUNS: LazyLock<HashMapOf<Vec<&'static str>>> =
    LazyLock::new(|| WORDS.words.iter().map(|(noun, titles)| (hash_token(noun), titles.clone())).collect());
static LEADING: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| parse_words(builtin::LEADING_OFFICES).collect());

/// Whether an office, of an entity of `layer`, is one by which a country is led.
pub fn leads(knowledge: &Knowledge, layer: u8, office: OfficeRecord<'_>) -> bool {
    let of = || office.of.and_then(|of| knowledge.entity(Knowledge::resolve(usize::from(layer), of)));
    LEADING.contains(office.title) && of().is_some_and(|of| of.kind() == Kind::Country)
}

/// Whether tokens `first..last` are the surname of an office holder before a noun for what these have: "the
/// Clinton campaign".
pub fn before_office_noun(page: &Page<'_>, first: usize, last: usize) -> bool {
    last - first == 1 && offices_asked(page, first, last).is_some() && is_surname(page, first, last)
}

/// Whether tokens `first..last` end with such a surname and the noun that asks for an office, with a capital: no
/// body is called "Bush Administration".
pub fn ends_with_office_noun(page: &Page<'_>, first: usize, last: usize) -> bool {
    if last - first < 2 || page.shape(last - 1) != Some(Shape::Title) || !before_office_noun(page, last - 2, last - 1) {
        return false;
    }
    // "George W. Bush Administration"; an "Alaska Power Administration" is one
    let mut full = page.known_from(first, first + 1).iter().filter(|known| known.last == last - 1);
    last - first == 2 || full.any(|known| known.senses.iter().any(|sense| sense.kind == Kind::Person))
}

/// Whether a name that ends so, or its last two words, stands in `first..last` and more follows: "Kennedy
/// Administration and the Obama Administration".
pub fn office_noun_inside(page: &Page<'_>, first: usize, last: usize) -> bool {
    let starts = |start: usize| start == first || !page.nameable(start - 1);
    (first + 2..last).any(|end| ends_with_office_noun(page, end - 2, end) && starts(end - 2))
}

/// Titles of the offices that the noun after a surname at tokens `first..last` asks for: the Clinton of "the Clinton
/// administration" was president, the one of "the Clinton campaign" anything, and "a Clinton administration" is
/// still to come.
pub fn offices_asked(page: &Page<'_>, first: usize, last: usize) -> Option<&'static [&'static str]> {
    let shape = page.shape(last).filter(|_| page.gap(last) == Gap::Blank && !page.possessive(last - 1))?;
    let titles = page.reading.hashes.get(last).and_then(|noun| OFFICE_NOUNS.get(noun))?;
    // "the Bush Administration", but no "Clinton Plan"
    if shape != Shape::Lower && (shape != Shape::Title || titles.is_empty() || page.cover(last).is_some()) {
        return None;
    }
    let before = first.checked_sub(1).map_or("", |before| page.reading.word(before));
    let to_come = WORDS.groups.get("to come").is_some_and(|words| words.iter().any(|w| before.eq_ignore_ascii_case(w)));
    Some(if to_come { &[] } else { titles })
}

/// Whether a known person is called so, if not by this alone.
fn is_surname(page: &Page<'_>, first: usize, last: usize) -> bool {
    let person = |entity: EntityRef| page.knowledge.entity(entity).is_some_and(|record| record.kind() == Kind::Person);
    let known = page.known_from(first, first + 1).iter().filter(|known| known.last == last);
    let form = |sense: &Sense| sense.kind == Kind::Person;
    page.short_at(first, last).any(person) || known.flat_map(|known| &known.senses).any(form)
}

/// Whether tokens `first..last` are the surname of one who led a country.
pub fn of_leader(page: &Page<'_>, first: usize, last: usize) -> bool {
    let led = |entity: EntityRef| {
        let record = page.knowledge.entity(entity).filter(|record| record.kind() == Kind::Person);
        record.is_some_and(|record| record.offices().any(|office| leads(page.knowledge, entity.layer, office)))
    };
    let known = page.known_from(first, first + 1).iter().filter(|known| known.last == last);
    page.short_at(first, last).chain(known.flat_map(|known| &known.senses).map(|sense| sense.entity)).any(led)
}

/// Takes away the small places that share a surname with one who led a country, in a text about politics of that
/// country that does not name what they lie in right after them: "Clinton", "Bush". The word stays one that
/// begins and ends names.
pub fn drop_small_places(page: &mut Page<'_>) {
    let shared: Vec<usize> =
        (0..).zip(&page.known).filter(|(_, known)| is_shared(page, known)).map(|(index, _)| index).collect();
    if shared.is_empty() {
        return;
    }
    let politics = politics(page);
    // what stands after a comma: "Clinton, Iowa"
    let after = page.known.iter().filter(|known| page.gap(known.first) == Gap::Comma && known.first > 0);
    let after =
        after.flat_map(|known| known.senses.iter().map(|sense| (page.word_hash(known.first - 1), sense.entity.key())));
    let after: BTreeSet<(u64, u64)> = after.collect();
    let (knowledge, mut known) = (page.knowledge, std::mem::take(&mut page.known));
    for index in shared {
        let Some(known) = known.get_mut(index) else { continue };
        let led = |entity: EntityRef| {
            let record = knowledge.entity(entity).filter(|record| politics.contains(&record.country()));
            record.is_some_and(|record| record.offices().any(|office| leads(knowledge, entity.layer, office)))
        };
        if page.short_at(known.first, known.last).any(led) {
            let word = page.word_hash(known.first);
            let located =
                |sense: &Sense| knowledge.of(sense.entity).iter().any(|owner| after.contains(&(word, owner.key())));
            known.senses.retain(|sense| !is_small_place(page, sense) || located(sense));
        }
    }
    page.known = known;
}

/// Whether persons and small places are called so, and no larger one, which may be meant by the word alone.
fn is_shared(page: &Page<'_>, known: &Known) -> bool {
    let shared = |sense: &Sense| sense.kind == Kind::Place && sense.mark == Mark::Shared;
    let persons = || page.short_at(known.first, known.last).next().is_some();
    let mut places = known.senses.iter().filter(|sense| sense.kind != Kind::Person);
    let one = known.last - known.first == 1 && known.senses.iter().any(shared);
    one && persons() && places.all(|sense| is_small_place(page, sense))
}

/// Countries of the office holders whom the document surely names.
fn politics(page: &Page<'_>) -> BTreeSet<Option<[u8; 2]>> {
    let single = page.known.iter().filter_map(|known| match known.senses.as_slice() {
        [sense] if sense.mark == Mark::None && sense.kind == Kind::Person => page.knowledge.entity(sense.entity),
        _ => None,
    });
    single.filter(|record| record.offices().next().is_some()).map(|record| record.country()).collect()
}

fn is_small_place(page: &Page<'_>, sense: &Sense) -> bool {
    if sense.mark != Mark::Shared || sense.role == FormRole::Demonym {
        return false;
    }
    let record = page.knowledge.entity(sense.entity);
    let small =
        record.is_some_and(|record| types::CITY_OR_PART.contains(&record.type_()) && record.population() < LARGE_PLACE);
    small && !page.has_near(sense.entity)
}
