//! Given names of royal houses that stand alone: "Harry and Meghan", in a text with a word that speaks for them and
//! without the full name of another.

use super::identity::{Linking, Target};
use super::mention::{MentionRole, Method};
use super::weights::Label;
use crate::dictionary::{EntityRef, types};
use crate::text::Classes;
use crate::text::fold::HashSetOf;

/// Links given names to the only one of a royal house who is called so and whom the document speaks for.
pub fn given_names(linking: &mut Linking<'_>) {
    let page = linking.page;
    let royal = |entity: &EntityRef| page.knowledge.is_of_type(*entity, types::ROYAL);
    let mut decided = Vec::new();
    let mut firsts: Option<HashSetOf> = None;
    for (index, link) in linking.links.iter().enumerate() {
        let given = link.last - link.first == 1 && page.class(link.first).has(Classes::GIVEN);
        if link.target.is_some() || link.choice.label != Label::Person || !given {
            continue;
        }
        let mut royals = page.short_at(link.first, link.last).filter(royal).filter(|&entity| page.has_near(entity));
        let (Some(entity), None) = (royals.next(), royals.next()) else { continue };
        let firsts = firsts.get_or_insert_with(|| first_words(linking));
        if !firsts.contains(&page.word_hash(link.first)) && !linking.is_another(link, entity) {
            decided.push((index, entity));
        }
    }
    for (index, entity) in decided {
        linking.set(index, Target::Known(entity), MentionRole::Short, Method::Context);
    }
}

/// First words of the persons' names of two words or more.
fn first_words(linking: &Linking<'_>) -> HashSetOf {
    let persons = linking.links.iter().filter(|link| link.choice.label == Label::Person && link.last - link.first > 1);
    persons.map(|link| linking.page.word_hash(link.first)).collect()
}
