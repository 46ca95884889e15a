//! Names that meet in politics without a word between them: "the Carter Supreme Court nominee", and what stands before
//! the members of a party: "Moderate Democrats".

use super::page::{Kinds, Page};
use super::surnames;
use crate::builtin;
use crate::dictionary::source::parse_words;
use crate::dictionary::{FormRole, Kind, Mark, types};
use crate::text::Gap;
use crate::text::fold::{HashSetOf, hash_token};
use std::sync::LazyLock;

static WINGS: LazyLock<HashSetOf> = LazyLock::new(|| parse_words(builtin::PARTY_WINGS).map(hash_token).collect());

/// Whether no name goes on over the blank before the token at `index`.
pub fn ends_before(page: &Page<'_>, index: usize) -> bool {
    is_before_body(page, index) || is_after_wing(page, index)
}

/// Whether the surname of one who led a country ends before the token at `index`, and a body of a state begins
/// there. "Washington" is rather the place, "UN" no surname.
pub fn is_before_body(page: &Page<'_>, index: usize) -> bool {
    let Some(known) = page.cover(index).filter(|known| known.first == index && page.gap(index) == Gap::Blank) else {
        return false;
    };
    let body = known.senses.iter().any(|sense| {
        let type_ = page.knowledge.entity(sense.entity).map_or("", |record| record.type_());
        let organization = sense.kind == Kind::Organization && sense.role != FormRole::Demonym;
        let house = || !types::CITY.contains(&type_) && page.knowledge.stands_for(sense.entity).is_some();
        organization && types::OF_STATE.contains(&type_) || house()
    });
    let Some(before) = index.checked_sub(1).filter(|_| body) else { return false };
    let other = || {
        let near = page.known_from(before, index).iter().filter(|known| known.last == index);
        near.flat_map(|known| &known.senses).any(|sense| {
            let adjective = sense.role == FormRole::Demonym;
            sense.kind != Kind::Person && (adjective || sense.mark == Mark::None)
        })
    };
    page.nameable(before) && !page.possessive(before) && surnames::of_leader(page, before, index) && !other()
}

/// Whether an adjective for the wing of a party stands before its members, who begin at `index`.
pub fn is_after_wing(page: &Page<'_>, index: usize) -> bool {
    let members = |known: &&super::page::Known| known.first == index && known.kinds.has(Kinds::DEMONYM);
    let Some(known) = page.cover(index).filter(members).filter(|_| page.gap(index) == Gap::Blank) else {
        return false;
    };
    let party = known.senses.iter().any(|s| s.kind == Kind::Organization && s.role == FormRole::Demonym);
    let before = index.checked_sub(1).filter(|_| party);
    before.is_some_and(|before| WINGS.contains(&page.word_hash(before)))
}
