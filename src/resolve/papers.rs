//! Newspapers by the last word of their names: after "the Los Angeles Times" has been named, "the Times" is that one,
//! whatever the text says of London.

use super::identity::{Linking, Target};
use super::mention::{MentionRole, Method};
use super::weights::Label;
use crate::dictionary::{EntityRef, types};
use crate::matchers::Sense;

/// Links the short names of newspapers to the nearest full one before, else to the next after.
pub fn last_words(linking: &mut Linking<'_>) {
    let mut full: Vec<(usize, u64, EntityRef)> = Vec::new();
    let mut open: Vec<(usize, u64)> = Vec::new();
    for (index, link) in linking.links.iter().enumerate().filter(|(_, link)| link.choice.label == Label::Organization) {
        let candidate = linking.candidates.get(link.choice.candidate);
        match link.target {
            Some(Target::Known(entity)) if link.last - link.first > 1 && is_newspaper(linking, entity) => {
                full.push((index, linking.page.word_hash(link.last - 1), entity));
                // "the Times of London"
                full.push((index, linking.page.word_hash(link.first), entity));
            }
            None if link.last - link.first == 1 => {
                let newspaper = |sense: &Sense| is_newspaper(linking, sense.entity);
                if candidate.is_some_and(|candidate| candidate.senses.iter().any(newspaper)) {
                    open.push((index, linking.page.word_hash(link.first)));
                }
            }
            _ => {}
        }
    }
    for (index, word) in open {
        let mut same = full.iter().filter(|(_, own, entity)| *own == word && may_mean(linking, index, *entity));
        let before = same.clone().rfind(|(full, _, _)| *full < index);
        if let Some((_, _, entity)) = before.or_else(|| same.next()) {
            linking.set(index, Target::Known(*entity), MentionRole::Short, Method::Coreference);
        }
    }
}

/// Whether the short name at `index` may mean `entity`: in Britain "the Times" is not the Financial Times.
fn may_mean(linking: &Linking<'_>, index: usize, entity: EntityRef) -> bool {
    let country = |entity: EntityRef| linking.page.knowledge.entity(entity).and_then(|record| record.country());
    let candidate = linking.links.get(index).and_then(|link| linking.candidates.get(link.choice.candidate));
    let senses = || candidate.into_iter().flat_map(|candidate| &candidate.senses);
    let own = senses().any(|sense| sense.entity == entity);
    let mut papers = senses().filter(|sense| is_newspaper(linking, sense.entity));
    own || !papers.any(|sense| country(sense.entity) == country(entity))
}

fn is_newspaper(linking: &Linking<'_>, entity: EntityRef) -> bool {
    linking.page.knowledge.is_of_type(entity, types::NEWSPAPER)
}
