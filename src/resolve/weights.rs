//! The table of points: how much each evidence counts for each kind.

use crate::matchers::{Evidence, EvidenceSet};

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

/// Points for each evidence.
pub struct Weights {
    start: Points,
    rows: Vec<Points>,
}

impl Weights {
    /// Reads `weights.txt`: a name and four numbers a line, `start` for what every candidate has.
    ///
    /// # Errors
    ///
    /// `weights.txt:line: …` for an unknown name or a number that is missing.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut weights = Self { start: [0.0; 4], rows: vec![[0.0; 4]; Evidence::ALL.len()] };
        for (number, line) in text.lines().enumerate() {
            let mut words = line.split_whitespace();
            let Some(name) = words.next().filter(|name| !name.starts_with('#')) else { continue };
            let points: Vec<f32> = words.filter_map(|word| word.parse().ok()).collect();
            let Ok(points) = Points::try_from(points) else {
                return Err(format!("weights.txt:{}: {name} needs four numbers", number + 1));
            };
            if name == "start" {
                weights.start = points;
                continue;
            }
            let row = Evidence::ALL.iter().position(|evidence| evidence.as_str() == name);
            match row.and_then(|row| weights.rows.get_mut(row)) {
                Some(row) => *row = points,
                None => return Err(format!("weights.txt:{}: no evidence is called {name}", number + 1)),
            }
        }
        Ok(weights)
    }

    /// Points of a candidate with this evidence.
    pub fn points(&self, evidence: EvidenceSet) -> Points {
        let mut points = self.start;
        for evidence in evidence.iter() {
            for (sum, weight) in points.iter_mut().zip(self.of(evidence)) {
                *sum += weight;
            }
        }
        points
    }

    /// Points that `evidence` gives.
    pub fn of(&self, evidence: Evidence) -> Points {
        self.rows.get(evidence as usize).copied().unwrap_or_default()
    }
}

/// The probability that points stand for: 1 / (1 + e^-points).
pub fn probability(points: f32) -> f32 {
    1.0 / (1.0 + (-points).exp())
}
