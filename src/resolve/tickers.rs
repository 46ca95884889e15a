//! Tickers: "Elm Industries Inc <ELM>". They are their company, whatever else has these letters.

use super::identity::{Link, Linking, Target};
use super::mention::{MentionRole, Method};
use super::weights::Label;
use crate::dictionary::Kind;
use crate::matchers::Evidence as E;
use crate::text::fold::{HashSetOf, fold};
use std::collections::BTreeMap;

/// Links each ticker to the name before it, and with it the same letters elsewhere. What follows no name is none.
pub fn tickers(linking: &mut Linking<'_>) {
    if !linking.links.iter().any(|link| is_ticker(linking, link)) {
        return;
    }
    let mut companies: BTreeMap<u64, Target> = BTreeMap::new();
    let mut decided = Vec::new();
    for (index, link) in linking.links.iter().enumerate().filter(|(_, link)| is_ticker(linking, link)) {
        // "Kelvar (KLV)", "Kelvar (NYSE: KLV)"
        let before = |back: usize| {
            let name = index.checked_sub(back).and_then(|name| linking.links.get(name));
            name.filter(|name| name.last + back == link.first + 1 && name.choice.label == Label::Organization)
        };
        let exchange = linking.page.reading.between(link.first).starts_with(':');
        let Some(name) = before(1 + usize::from(exchange)) else {
            continue;
        };
        let new = || Target::New(Kind::Organization, fold(linking.surface(name.first, name.last)));
        let target = name.target.clone().unwrap_or_else(new);
        companies.entry(linking.page.word_hash(link.first)).or_insert_with(|| target.clone());
        decided.push((index, target));
    }
    let named: HashSetOf = linking.links.iter().filter(|link| link.last - link.first > 1).filter_map(known).collect();
    for (index, link) in linking.links.iter().enumerate() {
        let alone = link.last - link.first == 1 && linking.page.acronym(link.first) && !is_ticker(linking, link);
        let open =
            alone && link.choice.label == Label::Organization && !known(link).is_some_and(|key| named.contains(&key));
        if let Some(company) = companies.get(&linking.page.word_hash(link.first)).filter(|_| open) {
            decided.push((index, company.clone()));
        }
    }
    for (index, target) in decided {
        linking.set(index, target, MentionRole::Acronym, Method::Acronyms);
    }
    let links = std::mem::take(&mut linking.links);
    linking.links = links.into_iter().filter(|link| link.target.is_some() || !is_ticker(linking, link)).collect();
}

fn is_ticker(linking: &Linking<'_>, link: &Link) -> bool {
    linking.candidates.get(link.choice.candidate).is_some_and(|candidate| candidate.evidence.has(E::Ticker))
}

/// Key of the known entity that is linked.
fn known(link: &Link) -> Option<u64> {
    match link.target {
        Some(Target::Known(entity)) => Some(entity.key()),
        _ => None,
    }
}
