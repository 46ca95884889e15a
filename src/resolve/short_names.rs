//! Persons by a part of their names: "Trump" after or before "Donald Trump".

use super::address;
use super::identity::{Link, Linking, Target};
use super::mention::{MentionRole, Method};
use super::offices::{self, Suits};
use super::phrases::{self, FullNames};
use super::weights::Label;
use super::{namesakes, surnames};

/// "Trump" after or before "Donald Trump": the nearest full name before it, else the next after. Names that give way
/// to known bearers of the surname are looked at last.
pub fn short_persons(linking: &mut Linking<'_>) {
    short_of(linking, false);
}

/// Those that are left, by whatever full names the document has.
pub fn other_short_persons(linking: &mut Linking<'_>) {
    short_of(linking, true);
}

fn short_of(linking: &mut Linking<'_>, any: bool) {
    let page = linking.page;
    let open = |link: &Link| link.target.is_none() && link.choice.label == Label::Person;
    if !linking.links.iter().any(open) {
        return;
    }
    let names = FullNames::of(page, &linking.links);
    let mut decided = Vec::new();
    for (index, link) in linking.links.iter().enumerate() {
        if !open(link) || namesakes::named_only(page, link) {
            continue;
        }
        let words = phrases::words(page, link);
        let woman = link.last - link.first == 1 && address::of_woman(page, link.first);
        let asked = |full: &Link| match full.target {
            Some(Target::Known(entity)) => surnames::holds_asked(linking, link, entity),
            _ => true,
        };
        let titled = linking.candidates.get(link.choice.candidate).is_some_and(|candidate| candidate.title.is_some());
        let suits = |full: &Link| if titled { offices::suits(linking, link, full) } else { Suits::Open };
        let bearers = || names.of_surname(words).iter().filter_map(|&full| linking.links.get(full));
        let best = if titled { bearers().map(suits).min() } else { None };
        let suited = |full: &Link| match best {
            Some(best @ (Suits::Titled | Suits::Held)) => suits(full) == best,
            _ => suits(full) != Suits::Never,
        };
        let may_be = |full: &Link| !(woman && linking.names_man(full)) && asked(full) && suited(full);
        let owns = |full: &Link| may_be(full) && !full.gives_way;
        let nearest = |may_be: &dyn Fn(&Link) -> bool| {
            let full = names.nearest(page, &linking.links, index, words, may_be)?;
            linking.links.get(full)
        };
        // a stranger's name owns the surname no more than a relative's
        let owner = nearest(&owns).filter(|full| matches!(full.target, Some(Target::Known(_))));
        let full = owner.or_else(|| {
            let full = nearest(&may_be)?;
            (any || !full.gives_way).then_some(full)
        });
        let one = link.last - link.first == 1;
        let she = full.filter(|full| one && linking.names_man(full)).and_then(|_| address::woman_meant(linking, index));
        if let Some(target) = she.map(Target::Known).or_else(|| full.and_then(|full| full.target.clone())) {
            decided.push((index, target));
        }
    }
    for (index, target) in decided {
        linking.set(index, target, MentionRole::Short, Method::Coreference);
    }
}
