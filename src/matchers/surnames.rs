//! Surnames of the known that stand alone, and the towns and villages that share them.

use super::candidate::Sense;
use super::page::{Known, Page};
use crate::builtin;
use crate::dictionary::image::OfficeRecord;
use crate::dictionary::source::parse_words;
use crate::dictionary::{EntityRef, FormRole, Kind, Knowledge, Mark};
use crate::text::fold::{HashSetOf, fold, hash_token};
use crate::text::{Gap, Shape};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static OFFICE_NOUNS: LazyLock<HashSetOf> =
    LazyLock::new(|| parse_words(builtin::OFFICE_NOUNS).map(hash_token).collect());

static LEADING: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| parse_words(builtin::LEADING_OFFICES).map(fold).collect());

/// Most people of a town that gives way to a person who is called like it.
const SMALL: u32 = 100_000;

/// Whether an office, of an entity of `layer`, is one by which a country is led.
pub fn leads(knowledge: &Knowledge, layer: u8, office: OfficeRecord<'_>) -> bool {
    let of = office.of.and_then(|of| knowledge.entity(Knowledge::resolve(usize::from(layer), of)));
    of.is_some_and(|of| of.kind() == Kind::Country) && LEADING.contains(fold(office.title).as_str())
}

/// Whether tokens `first..last` are the surname of an office holder before a noun for what these have: "the
/// Clinton campaign".
pub fn before_office_noun(page: &Page<'_>, first: usize, last: usize) -> bool {
    let lower = page.shape(last) == Some(Shape::Lower) && page.gap(last) == Gap::Blank && !page.possessive(last - 1);
    let noun = page.reading.hashes.get(last).filter(|_| lower && last - first == 1);
    noun.is_some_and(|noun| OFFICE_NOUNS.contains(noun)) && is_surname(page, first, last)
}

/// Whether a known person is called so, if not by this alone.
fn is_surname(page: &Page<'_>, first: usize, last: usize) -> bool {
    let person = |entity: EntityRef| page.knowledge.entity(entity).is_some_and(|record| record.kind() == Kind::Person);
    let known = page.known_from(first, first + 1).iter().filter(|known| known.last == last);
    let form = |sense: &Sense| sense.kind == Kind::Person;
    page.short_at(first, last).any(person) || known.flat_map(|known| &known.senses).any(form)
}

/// Takes away the small towns that share a surname with one who led a country, where the text does not name the state or
/// country that they lie in: "Clinton", "Bush".
pub fn drop_towns(page: &mut Page<'_>) {
    let shared = |known: &Known| {
        let (first, last) = (known.first, known.last);
        let town = last - first == 1 && known.senses.iter().any(|sense| is_small_town(page, sense));
        let led = |entity: EntityRef| {
            let record = page.knowledge.entity(entity);
            record.is_some_and(|record| record.offices().any(|office| leads(page.knowledge, entity.layer, office)))
        };
        town && page.short_at(first, last).any(led)
    };
    let shared: Vec<usize> =
        (0..).zip(&page.known).filter(|(_, known)| shared(known)).map(|(index, _)| index).collect();
    if shared.is_empty() {
        return;
    }
    let named: HashSetOf = page.known.iter().flat_map(|known| &known.senses).map(|sense| sense.entity.key()).collect();
    let (knowledge, mut known) = (page.knowledge, std::mem::take(&mut page.known));
    for index in shared {
        let Some(known) = known.get_mut(index) else { continue };
        // the state, where there is one, stands last
        let lies_in =
            |sense: &Sense| knowledge.of(sense.entity).last().is_some_and(|owner| named.contains(&owner.key()));
        known.senses.retain(|sense| !is_small_town(page, sense) || lies_in(sense));
        known.renew_kinds();
    }
    page.known = known;
}

fn is_small_town(page: &Page<'_>, sense: &Sense) -> bool {
    let record = page.knowledge.entity(sense.entity);
    let town = record.is_some_and(|record| record.type_() == "city" && record.population() < SMALL);
    town && sense.mark == Mark::Shared && sense.role != FormRole::Demonym
}
