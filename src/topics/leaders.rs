//! Leaders of two countries in one sentence: news of what one does to the other, or says of them, is
//! diplomacy, whatever its words are.

use crate::dictionary::{Kind, Knowledge, types};
use crate::resolve::{Entity, Mention, Resolved};

/// The first mention in each sentence of a leader beside one of another country before.
pub fn pairs<'r>(knowledge: &Knowledge, resolved: &'r Resolved) -> Vec<&'r Mention> {
    let mut out: Vec<&Mention> = Vec::new();
    let mut before: Option<(&Mention, &Entity)> = None;
    for mention in &resolved.mentions {
        let Some(own) = resolved.entities.get(mention.entity).filter(|own| is_politician(own)) else { continue };
        let Some((other, first)) = before.filter(|(other, _)| other.sentence == mention.sentence) else {
            before = Some((mention, own));
            continue;
        };
        let taken = out.last().is_some_and(|last| last.sentence == other.sentence);
        if !taken && first.country != own.country && leads(knowledge, first) && leads(knowledge, own) {
            out.push(mention);
        }
    }
    out
}

fn is_politician(entity: &Entity) -> bool {
    entity.known
        && entity.country.is_some()
        && entity.type_.as_deref().is_some_and(|type_| types::POLITICIAN.contains(&type_))
}

/// Whether the dictionary knows an office of a country that `entity` holds or held.
fn leads(knowledge: &Knowledge, entity: &Entity) -> bool {
    let Some(found) = knowledge.find(&entity.id) else { return false };
    let is_country = |of: u32| {
        let of = Knowledge::resolve(usize::from(found.layer), of);
        knowledge.entity(of).is_some_and(|of| of.kind() == Kind::Country)
    };
    knowledge.entity(found).is_some_and(|record| record.offices().filter_map(|office| office.of).any(is_country))
}
