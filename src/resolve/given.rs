//! Given names that stand apart from their surnames: in brackets before it, "(Jane) Roe", or after a word of the
//! family, "her sister Jane".

use super::address::{self, HER};
use super::identity::{Link, Linking, Target};
use super::mention::{MentionRole, Method};
use super::relatives;
use super::weights::Label;
use crate::dictionary::{EntityRef, Kind};
use crate::matchers::Evidence as E;
use crate::matchers::known::senses_of;
use crate::text::fold::fold;
use crate::text::{Classes, Gap};

/// Sentences before a relative's in which whose relative it is may be named.
const SENTENCES: usize = 2;
/// Most words between a pronoun and the word of the family: "her much younger sister".
const BETWEEN: usize = 2;

/// "(Jane) Roe": both are the person of the full name.
pub fn bracketed(linking: &mut Linking<'_>) {
    for index in 0..linking.links.len() {
        let Some(link) = linking.links.get(index) else { continue };
        let part = |link: &Link| link.choice.label == Label::Person && linking.has(link, E::BracketedGiven);
        let surname = part(link) && linking.page.reading.between(link.first) == ") ";
        let given = index.checked_sub(1).filter(|_| surname);
        let Some(given) = given
            .filter(|&given| linking.links.get(given).is_some_and(|given| part(given) && given.last == link.first))
        else {
            continue;
        };
        let word = |index: usize| linking.page.reading.word(index);
        let full = format!("{} {}", word(link.first - 1), word(link.first));
        let target = linking.known(&full).map_or_else(|| Target::New(Kind::Person, fold(&full)), Target::Known);
        linking.set(given, target.clone(), MentionRole::Short, Method::Names);
        linking.set(index, target, MentionRole::Short, Method::Names);
    }
}

/// "Jane Roe … her sister Ann": Ann Roe, if the text or the dictionary has her.
pub fn of_relatives(linking: &mut Linking<'_>) {
    let mut decided = Vec::new();
    for (index, link) in linking.links.iter().enumerate() {
        let open = link.target.is_none() && link.choice.label == Label::Person && link.last - link.first == 1;
        if open
            && let Some(owner) = owner_end(linking, link)
            && let Some(target) = of_family(linking, index, owner)
        {
            decided.push((index, target));
        }
    }
    for (index, target) in decided {
        linking.set(index, target, MentionRole::Short, Method::Names);
    }
}

/// Index of the last word that may name whose relative `link` is, if a word of the family stands before it.
fn owner_end(linking: &Linking<'_>, link: &Link) -> Option<usize> {
    let page = linking.page;
    let relation = link.first.checked_sub(1).filter(|_| page.gap(link.first) == Gap::Blank)?;
    if !relatives::is_relation(page, relation) {
        return None;
    }
    let mut before = (relation.saturating_sub(BETWEEN + 1)..relation).rev();
    before.find(|&index| page.possessive(index) || address::is_pronoun(page, index))
}

/// The person of the given name at `index` who has the surname of one named before: the nearest first.
fn of_family(linking: &Linking<'_>, index: usize, owner: usize) -> Option<Target> {
    let page = linking.page;
    let link = linking.links.get(index)?;
    let sentence = page.reading.sentence_index(link.first);
    let near = linking.links.get(..index)?.iter().rev().filter(|other| other.last <= owner + 1);
    let near = near.take_while(|other| page.reading.sentence_index(other.first) + SENTENCES >= sentence);
    let mut owners: Vec<&Link> = near.filter(|other| other.choice.label == Label::Person).collect();
    if page.possessive(owner) {
        owners.truncate(1); // "Jane Roe's sister"
    } else if page.word_hash(owner) == *HER {
        owners.retain(|owner| !linking.names_man(owner));
    } else {
        owners.sort_by_key(|owner| !linking.names_man(owner));
    }
    let given = page.reading.word(link.first);
    owners.into_iter().find_map(|owner| relative(linking, given, surname(linking, owner)?))
}

/// The person of this full name whom the text names, or the known one of a family that it names: many strangers share
/// a name with somebody known.
fn relative(linking: &Linking<'_>, given: &str, surname: &str) -> Option<Target> {
    let name = format!("{given} {surname}");
    let full = fold(&name);
    let persons = linking.links.iter().filter(|link| link.choice.label == Label::Person && link.last - link.first > 1);
    let named = persons.into_iter().find(|link| fold(linking.surface(link.first, link.last)) == full);
    let named = named.map(|link| link.target.clone().unwrap_or(Target::New(Kind::Person, full)));
    named.or_else(|| linking.known(&name).filter(|_| linking.has_known(surname)).map(Target::Known))
}

/// Surname of a person: of the known one, else the last word of the name.
fn surname<'l>(linking: &'l Linking<'_>, link: &Link) -> Option<&'l str> {
    let page = linking.page;
    let name = match link.target {
        Some(Target::Known(entity)) => page.knowledge.entity(entity)?.name(),
        _ => linking.surface(link.first, link.last),
    };
    // "her sister Venus ... his brother Michael": no surname
    if link.target.is_none() && link.last - link.first == 1 && page.class(link.first).has(Classes::GIVEN) {
        return None;
    }
    let suffix = page.class(link.last - 1).has(Classes::NAME_SUFFIX) && link.last - link.first > 1;
    name.split_whitespace().rev().nth(usize::from(suffix))
}

impl Linking<'_> {
    /// Whether the text names a known person of this surname.
    fn has_known(&self, surname: &str) -> bool {
        self.links.iter().filter(|link| link.choice.label == Label::Person).any(|link| match link.target {
            Some(Target::Known(entity)) => {
                let name = self.page.knowledge.entity(entity).map_or("", |record| record.name());
                name.split_whitespace().any(|word| word == surname)
            }
            _ => false,
        })
    }

    /// The only person whom the dictionary knows by a full name.
    fn known(&self, name: &str) -> Option<EntityRef> {
        let mut persons: Vec<EntityRef> = senses_of(self.page.knowledge, name)
            .into_iter()
            .filter(|sense| sense.kind == Kind::Person && !self.namesakes.contains(&sense.entity.key()))
            .map(|sense| sense.entity)
            .collect();
        persons.sort_unstable();
        persons.dedup();
        super::only(persons.into_iter())
    }
}
