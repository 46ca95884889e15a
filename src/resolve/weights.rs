//! The table of points: how much each evidence counts for each kind.

use crate::matchers::{Evidence, EvidenceSet};
use crate::text::fold::HashedKey;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// What a stretch of text may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// A person.
    Person,
    /// A country or place.
    Place,
    /// An organization.
    Organization,
    /// A demonym: its country, said as an adjective.
    Demonym,
}

impl Label {
    /// All labels, in the order of the columns of `weights.txt`.
    pub const ALL: [Self; 4] = [Self::Person, Self::Place, Self::Organization, Self::Demonym];

    /// Name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organization => "organization",
            Self::Demonym => "demonym",
        }
    }
}

/// Points of one candidate for each label: the logarithm of the odds that it is one, against
/// being no name at all.
pub type Points = [f32; 4];

/// Points for each evidence, and for pairs of evidence that say more together than apart.
pub struct Weights {
    start: Points,
    rows: Vec<Points>,
    /// For each evidence: the pairs in which it comes first.
    pairs: Vec<Pairs>,
}

/// The pairs in which one evidence comes first.
#[derive(Clone, Default)]
struct Pairs {
    /// The other evidence and the points.
    list: Vec<(Evidence, Points)>,
    /// All the others: a candidate has few of them, which are found without a look at the rest.
    others: EvidenceSet,
    /// For each evidence: its place in the list.
    places: Vec<u8>,
}

impl Pairs {
    fn add(&mut self, other: Evidence, points: Points) {
        self.places.resize(Evidence::ALL.len(), 0);
        if self.others.has(other) {
            // a prior comes after the fitted points of the same two
            let place = self.places.get(other as usize).map_or(0, |&place| usize::from(place));
            return self.list.get_mut(place).into_iter().for_each(|(_, sum)| add(sum, points));
        }
        if let Some(place) = self.places.get_mut(other as usize) {
            *place = self.list.len() as u8;
        }
        self.others.add(other);
        self.list.push((other, points));
    }

    /// Gives the pairs whose other evidence is among `evidence`, in its order.
    #[inline]
    fn among(&self, evidence: EvidenceSet, mut each: impl FnMut(Evidence, &Points)) {
        let others = self.others.and(evidence);
        if others.is_empty() {
            return;
        }
        others.bits().each(|bit| {
            let place = self.places.get(bit).map_or(0, |&place| usize::from(place));
            if let Some((other, points)) = self.list.get(place) {
                each(*other, points);
            }
        });
    }
}

impl Weights {
    /// Reads `files` in the format of `weights.txt`, each a path and its text: a name, or two joined by `+`, and four
    /// numbers a line; `start` is for what every candidate has. Lines of the same name add up.
    ///
    /// # Errors
    ///
    /// `path:line: …` for an unknown name or a number that is missing.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, String> {
        let count = Evidence::ALL.len();
        let mut weights = Self { start: [0.0; 4], rows: vec![[0.0; 4]; count], pairs: vec![Pairs::default(); count] };
        let by_name: HashMap<&str, Evidence, BuildHasherDefault<HashedKey>> =
            Evidence::ALL.iter().map(|e| (e.as_str(), *e)).collect();
        let lines =
            files.iter().flat_map(|(path, text)| text.lines().zip(1..).map(move |(line, number)| (path, number, line)));
        for (path, number, line) in lines {
            let (name, numbers) = line.split_once(' ').unwrap_or((line, ""));
            if name.is_empty() || name.starts_with('#') {
                continue;
            }
            let mut words = numbers.trim_ascii_start().split_ascii_whitespace();
            let mut next = || words.next()?.parse().ok();
            let (Some(points), None) = ((|| Some([next()?, next()?, next()?, next()?]))(), words.next()) else {
                return Err(format!("{path}:{number}: {name} needs four numbers"));
            };
            let evidence = |name: &str| match by_name.get(name) {
                Some(evidence) => Ok(*evidence),
                None => Err(format!("{path}:{number}: no evidence is called {name}")),
            };
            match name.split_once('+') {
                _ if name == "start" => add(&mut weights.start, points),
                Some((a, b)) => {
                    let (a, b) = (evidence(a)?, evidence(b)?);
                    if let Some(pairs) = weights.pairs.get_mut(a as usize) {
                        pairs.add(b, points);
                    }
                }
                None => {
                    if let Some(row) = weights.rows.get_mut(evidence(name)? as usize) {
                        add(row, points);
                    }
                }
            }
        }
        Ok(weights)
    }

    /// Points of a candidate with this evidence.
    pub fn points(&self, evidence: EvidenceSet) -> Points {
        let mut sum = self.start;
        evidence.bits().each(|one| {
            if let (Some(points), Some(pairs)) = (self.rows.get(one), self.pairs.get(one)) {
                add(&mut sum, *points);
                pairs.among(evidence, |_, points| add(&mut sum, *points));
            }
        });
        sum
    }

    /// What each evidence and each pair gives to a candidate, named by what it says.
    pub fn explain(&self, evidence: EvidenceSet) -> Vec<(String, Points)> {
        let mut out = Vec::new();
        for one in evidence.iter() {
            out.push((one.meaning().to_owned(), self.of(one)));
            if let Some(pairs) = self.pairs.get(one as usize) {
                pairs.among(evidence, |other, points| {
                    out.push((format!("{}, and {}", one.meaning(), other.meaning()), *points));
                });
            }
        }
        out
    }

    /// Points that `evidence` gives.
    pub fn of(&self, evidence: Evidence) -> Points {
        self.rows.get(evidence as usize).copied().unwrap_or_default()
    }
}

#[inline]
fn add(sum: &mut Points, points: Points) {
    for (sum, points) in sum.iter_mut().zip(points) {
        *sum += points;
    }
}

/// The probability that points stand for: 1 / (1 + e^-points).
pub fn probability(points: f32) -> f32 {
    1.0 / (1.0 + (-points).exp())
}
