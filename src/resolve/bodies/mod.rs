//! Bodies that every country, and many a state, has by the same names: a ministry, a supreme court, a senate. Whose is
//! meant is said by what stands before them ([`owners`]), else by what else the text names: [`countries`], [`states`].

pub mod countries;
pub mod owners;
pub mod states;

use super::identity::Link;
use super::only;
use crate::builtin;
use crate::dictionary::source::{Grouped, parse_grouped};
use crate::dictionary::{EntityRef, Kind, Record};
use crate::matchers::known::senses_of;
use crate::matchers::{Page, Sense};
use std::sync::LazyLock;

/// What the bodies of states are called, and of what types they are.
static OF_STATES: LazyLock<Grouped<'static>> = LazyLock::new(|| parse_grouped(builtin::STATE_LEGISLATURES, " "));

/// Whether `sense` is a body of a country, or of one of its states.
pub fn is_body(page: &Page<'_>, sense: &Sense) -> bool {
    page.knowledge.entity(sense.entity).is_some_and(|record| record.is_state_body())
}

/// Whether `body` is of a type in `group` of the types that states have bodies of.
fn is_of_states(body: Record<'_>, group: &str) -> bool {
    OF_STATES.groups.get(group).is_some_and(|types| types.contains(&body.type_()))
}

/// The organization that the dictionary has by the name of the state and the words of the mention.
fn body_of(page: &Page<'_>, state: EntityRef, link: &Link) -> Option<EntityRef> {
    let state = page.knowledge.entity(state)?.name();
    let words = page.reading.span(link.first, link.last).of(page.reading.text);
    let senses = senses_of(page.knowledge, &format!("{state} {words}"));
    only(senses.iter().filter(|sense| sense.kind == Kind::Organization)).map(|sense| sense.entity)
}
