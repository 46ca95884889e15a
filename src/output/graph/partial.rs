//! JSON Lines of partial counts: a head, then a line a document. Parts that were counted apart add
//! up to the whole, near copies across parts included, since each document's counts are apart.

use super::super::json::DictionaryJson;
use crate::aggregate::contribution::{Counted, Pair};
use crate::aggregate::duplicates::{BINS, Fingerprint};
use crate::aggregate::relations::{Relations, Told};
use crate::aggregate::time::{By, Calendar, Date};
use crate::aggregate::{About, Aggregate, Contribution, Quote, Scope};
use crate::dictionary::Kind;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// Version of the lines; another version is refused.
const VERSION: u32 = 3;

/// What a part was counted with; parts add up only if all of it is the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Version of the lines.
    partial: u32,
    /// Version of the program.
    nertool: String,
    /// The dictionary.
    pub dictionary: DictionaryJson,
    scope: String,
    kinds: Vec<String>,
    evidence: usize,
    /// Length of the periods that are shown if no other is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    /// Year of datelines that name none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
    /// Hash of all options that decide what is counted.
    options: String,
}

impl Head {
    /// The head of parts that are counted as `empty` says; `year` is that of datelines without one.
    pub fn of(empty: &Aggregate, dictionary: DictionaryJson, year: Option<i32>) -> Self {
        let scope = empty.scope.to_string();
        let kinds: Vec<String> = Kind::ALL
            .into_iter()
            .chain([Kind::Topic])
            .filter(|kind| empty.kinds.contains(kind))
            .map(|kind| kind.as_str().to_owned())
            .collect();
        let nertool = env!("CARGO_PKG_VERSION").to_owned();
        let by = empty.calendar.as_ref().map(|calendar| calendar.by.as_str().to_owned());
        let all = format!("{VERSION} {nertool} {scope} {} {} {by:?} {year:?}", kinds.join(","), empty.quotes);
        let options = format!("{:016x}", crate::text::fold::hash_bytes(all.as_bytes()));
        Self { partial: VERSION, nertool, dictionary, scope, kinds, evidence: empty.quotes, by, year, options }
    }

    /// Whether a line is a head: parts may be joined with `cat`.
    pub fn is(line: &str) -> bool {
        line.trim_start().starts_with("{\"partial\":")
    }

    /// Reads a head.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn parse(line: &str) -> Result<Self, String> {
        let head: Self = serde_json::from_str(line).map_err(|error| format!("no head of partial counts: {error}"))?;
        if head.partial != VERSION || head.nertool != env!("CARGO_PKG_VERSION") {
            return Err(format!(
                "counted by nertool {} (partial {}), this is {} (partial {VERSION}): count it again",
                head.nertool,
                head.partial,
                env!("CARGO_PKG_VERSION")
            ));
        }
        let expected = Self::of(&head.empty()?, head.dictionary.clone(), head.year);
        if expected.options != head.options {
            return Err("its options do not fit their hash: the file was changed, count it again".to_owned());
        }
        Ok(head)
    }

    /// As a line.
    ///
    /// # Errors
    ///
    /// Whatever writing gives.
    pub fn line(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string(self)? + "\n")
    }

    /// An aggregate to add such parts to.
    ///
    /// # Errors
    ///
    /// Which option is unknown.
    pub fn empty(&self) -> Result<Aggregate, String> {
        let scope = Scope::parse(&self.scope)?;
        let kind = |name: &String| Kind::of_node(name).ok_or_else(|| format!("no kind `{name}`"));
        let kinds = self.kinds.iter().map(kind).collect::<Result<Vec<_>, _>>()?;
        let calendar = self.by.as_deref().map(By::parse).transpose()?.map(Calendar::new);
        Ok(Aggregate { calendar, ..Aggregate::new(scope, &kinds, self.evidence) })
    }

    /// Why parts with these two heads do not add up, if they do not.
    pub fn differs(&self, other: &Self) -> Option<String> {
        if self.dictionary.hash != other.dictionary.hash {
            return Some(format!("dictionary {} instead of {}", other.dictionary.hash, self.dictionary.hash));
        }
        let none = || "none".to_owned();
        let by = |head: &Self| head.by.clone().unwrap_or_else(none);
        let year = |head: &Self| head.year.map_or_else(none, |year| year.to_string());
        let parts = [
            ("--scope", &self.scope, &other.scope),
            ("--kinds", &self.kinds.join(","), &other.kinds.join(",")),
            ("--evidence", &self.evidence.to_string(), &other.evidence.to_string()),
            ("--by", &by(self), &by(other)),
            ("--year", &year(self), &year(other)),
            ("options", &self.options, &other.options),
        ];
        let different = parts.into_iter().find(|(_, ours, theirs)| ours != theirs);
        different.map(|(name, ours, theirs)| format!("{name} {theirs} instead of {ours}"))
    }
}

/// A relation as it is written: index of its pair, whether it leads from the second to the first, whether
/// it is mutual, its class, trigger, units.
type RelationRow<'a> = (u32, bool, bool, Cow<'a, str>, Cow<'a, str>, u32);

/// A pair as it is written: its two nodes, units, and sentences with their rank.
type PairRow = (u32, u32, u32, Vec<(u32, u8)>);

#[derive(Serialize, Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    document: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    date: Option<Cow<'a, str>>,
    words: u32,
    #[serde(borrow)]
    print: Cow<'a, str>,
    units: u32,
    #[serde(borrow)]
    entities: Vec<EntityLine<'a>>,
    #[serde(borrow)]
    quotes: Vec<QuoteLine<'a>>,
    /// Both entities, units, and for each quote its index and how many are named in full.
    pairs: Vec<PairRow>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    relations: Vec<RelationRow<'a>>,
}

#[derive(Serialize, Deserialize)]
struct EntityLine<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow, rename = "type", default, skip_serializing_if = "Option::is_none")]
    type_: Option<Cow<'a, str>>,
    known: bool,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    country: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    wikidata: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<(f64, f64)>,
    count: u32,
    units: u32,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    titles: Vec<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
struct QuoteLine<'a> {
    start: u32,
    end: u32,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

/// A document's counts as a line.
///
/// # Errors
///
/// Whatever writing gives.
pub fn line(contribution: &Contribution) -> Result<String, serde_json::Error> {
    let mut quotes: Vec<&Quote> = contribution.pairs.iter().flat_map(|pair| &pair.quotes).collect();
    let order = |a: &Quote, b: &Quote| (a.span, &a.text).cmp(&(b.span, &b.text));
    quotes.sort_by(|a, b| order(a, b));
    quotes.dedup_by(|a, b| order(a, b).is_eq());
    let find = |quote: &Quote| quotes.binary_search_by(|other| order(other, quote)).unwrap_or(0) as u32;
    let pair = |pair: &Pair| {
        let quotes = pair.quotes.iter().map(|quote| (find(quote), quote.full)).collect();
        (pair.a as u32, pair.b as u32, pair.units as u32, quotes)
    };
    let line = Line {
        document: Cow::Borrowed(&contribution.document),
        date: contribution.date.map(|date| Cow::Owned(date.to_string())),
        words: contribution.fingerprint.words,
        print: Cow::Owned(print(&contribution.fingerprint)),
        units: contribution.units as u32,
        entities: contribution.entities.iter().map(entity_line).collect(),
        quotes: quotes.iter().map(|quote| quote_line(quote)).collect(),
        pairs: contribution.pairs.iter().map(pair).collect(),
        relations: relation_rows(contribution),
    };
    Ok(serde_json::to_string(&line)? + "\n")
}

fn relation_rows(contribution: &Contribution) -> Vec<RelationRow<'_>> {
    let mut out = Vec::new();
    for (at, pair) in contribution.pairs.iter().enumerate() {
        let first = contribution.entities.get(pair.a).map(|counted| counted.id.as_str());
        out.extend(pair.relations.iter().map(|(told, units)| {
            let (class, trigger) = (Cow::Borrowed(told.class.as_str()), Cow::Borrowed(told.trigger.as_str()));
            (at as u32, first != Some(&told.source), told.mutual, class, trigger, *units as u32)
        }));
    }
    out
}

/// Gives relations back to their pairs.
fn relate(rows: Vec<RelationRow<'_>>, contribution: &mut Contribution) -> Result<(), String> {
    for (at, back, mutual, class, trigger, units) in rows {
        let pair = contribution.pairs.get_mut(at as usize).ok_or("a relation has a pair that is not there")?;
        let (a, b) = if back { (pair.b, pair.a) } else { (pair.a, pair.b) };
        let id = |at: usize| contribution.entities.get(at).map(|counted| counted.id.clone()).unwrap_or_default();
        let (class, trigger) = (class.into_owned(), trigger.into_owned());
        pair.relations.insert(Told { source: id(a), target: id(b), class, trigger, mutual }, u64::from(units));
    }
    Ok(())
}

fn quote_line(quote: &Quote) -> QuoteLine<'_> {
    QuoteLine { start: quote.span.start as u32, end: quote.span.end as u32, text: Cow::Borrowed(&quote.text) }
}

fn entity_line(counted: &Counted) -> EntityLine<'_> {
    let about = &counted.about;
    EntityLine {
        id: Cow::Borrowed(&counted.id),
        name: Cow::Borrowed(&about.name),
        kind: Cow::Borrowed(about.kind.as_str()),
        type_: about.type_.as_deref().map(Cow::Borrowed),
        known: about.known,
        country: about.country.as_deref().map(Cow::Borrowed),
        wikidata: about.wikidata.as_deref().map(Cow::Borrowed),
        at: about.position,
        count: counted.count as u32,
        units: counted.units as u32,
        titles: counted.titles.iter().map(|title| Cow::Borrowed(title.as_str())).collect(),
    }
}

/// Reads a document's counts.
///
/// # Errors
///
/// What is wrong with the line.
pub fn parse(line: &str) -> Result<Contribution, String> {
    let line: Line<'_> = serde_json::from_str(line).map_err(|error| format!("no partial counts: {error}"))?;
    let fingerprint = fingerprint(line.words, &line.print).ok_or("`print` is no fingerprint")?;
    let date = line.date.map(|date| Date::parse(&date).ok_or("`date` is no date")).transpose()?;
    let count = line.entities.len();
    let document: Arc<str> = line.document.as_ref().into();
    let texts: Vec<Arc<str>> = line.quotes.iter().map(|quote| quote.text.as_ref().into()).collect();
    let quote = |(index, full): &(u32, u8)| {
        let index = *index as usize;
        let (quote, text) =
            line.quotes.get(index).zip(texts.get(index)).ok_or("a pair has a quote that is not there")?;
        let span = Span::new(quote.start as usize, quote.end as usize);
        Ok(Quote { document: document.clone(), span, text: text.clone(), full: *full })
    };
    let pair = |(a, b, units, quotes): &(u32, u32, u32, Vec<(u32, u8)>)| {
        let (a, b) = (*a as usize, *b as usize);
        if a == b || a >= count || b >= count {
            return Err("a pair has an entity that is not there");
        }
        if *units == 0 {
            return Err("a pair has no unit");
        }
        let quotes = quotes.iter().map(quote).collect::<Result<_, _>>()?;
        Ok(Pair { a, b, units: u64::from(*units), quotes, relations: Relations::new() })
    };
    let pairs = line.pairs.iter().map(pair).collect::<Result<_, _>>()?;
    let entities = line.entities.into_iter().map(counted).collect::<Result<_, _>>()?;
    let mut contribution = Contribution {
        document: line.document.into_owned(),
        date,
        fingerprint,
        units: u64::from(line.units),
        entities,
        pairs,
    };
    relate(line.relations, &mut contribution)?;
    Ok(contribution)
}

fn counted(line: EntityLine<'_>) -> Result<Counted, String> {
    let kind = Kind::of_node(&line.kind).ok_or_else(|| format!("no kind `{}`", line.kind))?;
    Ok(Counted {
        id: line.id.into_owned(),
        about: About {
            name: line.name.into_owned(),
            kind,
            type_: line.type_.map(Cow::into_owned),
            known: line.known,
            country: line.country.map(Cow::into_owned),
            wikidata: line.wikidata.map(Cow::into_owned),
            position: line.at,
        },
        count: u64::from(line.count),
        units: u64::from(line.units),
        titles: line.titles.into_iter().map(Cow::into_owned).collect(),
    })
}

/// Content, numbers and bins in hexadecimal.
fn print(fingerprint: &Fingerprint) -> String {
    let mut out = format!("{:016x}{:016x}", fingerprint.content, fingerprint.numbers);
    for bin in fingerprint.bins {
        out.push_str(&format!("{bin:04x}"));
    }
    out
}

fn fingerprint(words: u32, print: &str) -> Option<Fingerprint> {
    let content = u64::from_str_radix(print.get(..16)?, 16).ok()?;
    let numbers = u64::from_str_radix(print.get(16..32)?, 16).ok()?;
    let rest = print.get(32..).filter(|rest| rest.len() == BINS * 4)?;
    let mut bins = [0; BINS];
    for (at, bin) in bins.iter_mut().enumerate() {
        *bin = u16::from_str_radix(rest.get(at * 4..at * 4 + 4)?, 16).ok()?;
    }
    Some(Fingerprint { words, content, numbers, bins })
}
