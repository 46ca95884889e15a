//! Names that begin with an article, and the names that stand after it: at the start of a sentence "The
//! Democrats" are rather the party of that name than a lesser one that is called so with the article.

use super::candidate::Sense;
use super::page::{Known, Page};
use crate::dictionary::{EntityRef, FormRole, Mark};

/// Takes away the names with an article that are doubtful and have no support, where what stands after the article is
/// surely another's.
pub fn drop_unsupported(page: &mut Page<'_>) {
    let mut known = std::mem::take(&mut page.known);
    let party = |sense: &&Sense| sense.mark != Mark::Shared && sense.role == FormRole::Demonym;
    let owned = known.iter().filter_map(|known| {
        let owner = known.senses.iter().find(party)?;
        Some((known.first, known.last, owner.entity))
    });
    let owned: Vec<(usize, usize, EntityRef)> = owned.collect();
    let is_left = |known: &Known| {
        let article = page.reading.word(known.first).eq_ignore_ascii_case("the") && known.last - known.first == 2;
        if !article || known.senses.iter().any(|sense| sense.mark != Mark::Shared) {
            return false;
        }
        let rest = owned.binary_search_by_key(&(known.first + 1, known.last), |&(first, last, _)| (first, last));
        let Some(&(_, _, owner)) = rest.ok().and_then(|index| owned.get(index)) else { return false };
        let speaks = page.has_near(owner) || page.names_country_of(owner);
        let supported = |sense: &Sense| page.has_near(sense.entity) || !speaks && page.names_country_of(sense.entity);
        !known.senses.iter().any(supported)
    };
    known.retain(|known| !is_left(known));
    page.known = known;
}
