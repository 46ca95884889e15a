//! From what speaks for topics to the topics of a document.
//!
//! 1. Each term gives points: by its mark, its specificity, and how often and where it stands
//!    (saturating as in BM25, Robertson and Zaragoza 2009). Weak terms give points only beside others.
//! 2. Topics compete: the one with most points takes its terms, which then say less for the others.
//! 3. Points go up the taxonomy; a topic is reported for what no reported topic below it explains.
//! 4. Points become a score between 0 and 1, against what a text of that length has by chance.

use super::evidence::Speaker;
use super::taxonomy::Taxonomy;
use crate::dictionary::taxonomy::Strength;
use crate::text::Span;

/// Points of a decisive term in the middle of a text; the unit.
const DECISIVE: f32 = 1.0;
/// A clear term: two of them are as good as a decisive one.
const CLEAR: f32 = 0.5;
/// A weak term beside others.
const WEAK: f32 = 0.2;
/// Different weak terms that may speak without another one: "striker", "pitch" and "goal" together.
const WEAK_ALONE: usize = 3;
/// How slowly a term is exhausted by repeating it (`k1` of BM25).
const SATURATION: f32 = 2.0;
/// What is left of a term for a topic when a stronger one has taken it.
const TAKEN: f32 = 0.35;
/// Share of a topic's points that speak for the topic above it.
const UP: f32 = 0.7;
/// Points that make a score of a half in a headline.
const HALF: f32 = 1.0;
/// How many more that takes for each doubling of a text's length over [`SHORT`].
const HALF_GROWTH: f32 = 0.5;
/// Longest text in words that counts as a headline.
const SHORT: f32 = 30.0;
/// Share of the best topic's points that another one needs.
const BESIDE: f32 = 0.33;
/// Share of the points of a reported topic that the one above it needs of its own.
const ABOVE: f32 = 0.6;
/// Terms that a topic names.
const TERMS: usize = 8;

/// Which topics are reported.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Lowest score.
    pub score: f32,
    /// Most topics; 0: all.
    pub count: usize,
}

impl Default for Limits {
    /// As an editor would: sure ones, a handful.
    fn default() -> Self {
        Self { score: 0.36, count: 5 }
    }
}

/// A topic of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// Its key.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Key of the top subject above it, or its own.
    pub subject: String,
    /// Code of the IPTC Media Topics.
    pub medtop: Option<u32>,
    /// How sure it is, 0 to 1.
    pub score: f64,
    /// What speaks for it, the strongest first.
    pub signs: Vec<Sign>,
}

impl Topic {
    /// The terms and entities that speak for it, the strongest first.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        self.signs.iter().take(TERMS).map(|sign| sign.text.as_str())
    }
}

/// A term or entity that speaks for a topic.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// The term as the dictionary writes it, or the entity's name.
    pub text: String,
    /// Whether it is an entity.
    pub entity: bool,
    /// Its mark.
    pub strength: Strength,
    /// How often it stands in the document.
    pub count: usize,
    /// Where it stands in the text the first time.
    pub first: Option<Span>,
    /// Points that it gives.
    pub points: f32,
}

/// A top subject of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// Its key.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How sure it is, 0 to 1.
    pub score: f64,
}

/// What one speaker says for one topic.
#[derive(Clone, Copy)]
struct Voice {
    speaker: usize,
    strength: Strength,
    /// Points before others took the speaker.
    points: f32,
    /// Share that is left.
    left: f32,
}

/// Topics and subjects of a document of `words` words.
pub fn score(
    taxonomy: &Taxonomy<'_>,
    speakers: &[Speaker],
    words: usize,
    limits: Limits,
) -> (Vec<Topic>, Vec<Subject>) {
    let mut board = Board::of(taxonomy, speakers);
    board.weak_beside_others();
    board.compete();
    board.report(words, limits)
}

/// The topics that something speaks for.
struct Board<'s, 'k> {
    taxonomy: &'s Taxonomy<'k>,
    speakers: &'s [Speaker],
    /// Topics in order of their index, with what speaks for each.
    voices: Vec<(usize, Vec<Voice>)>,
}

impl<'s, 'k> Board<'s, 'k> {
    fn of(taxonomy: &'s Taxonomy<'k>, speakers: &'s [Speaker]) -> Self {
        let mut all: Vec<(usize, Voice)> = Vec::new();
        for (index, speaker) in speakers.iter().enumerate() {
            let repeated = speaker.mass * (SATURATION + 1.0) / (speaker.mass + SATURATION);
            for &(topic, strength) in &speaker.topics {
                let mark = match strength {
                    Strength::Decisive => DECISIVE,
                    Strength::Clear => CLEAR,
                    Strength::Weak => WEAK,
                };
                let points = mark * speaker.specificity * repeated;
                all.push((topic, Voice { speaker: index, strength, points, left: 1.0 }));
            }
        }
        all.sort_by_key(|&(topic, voice)| (topic, voice.speaker));
        let mut voices: Vec<(usize, Vec<Voice>)> = Vec::new();
        for (topic, voice) in all {
            match voices.last_mut() {
                Some((last, list)) if *last == topic => list.push(voice),
                _ => voices.push((topic, vec![voice])),
            }
        }
        Self { taxonomy, speakers, voices }
    }

    /// Silences weak terms of topics for which nothing else speaks, here or below.
    fn weak_beside_others(&mut self) {
        let strong = |voices: &[Voice]| voices.iter().any(|voice| voice.strength != Strength::Weak);
        let mut supported: Vec<usize> = Vec::new();
        for (topic, _) in self.voices.iter().filter(|(_, voices)| strong(voices)) {
            supported.push(*topic);
            supported.extend(self.taxonomy.ancestors(*topic));
        }
        supported.sort_unstable();
        self.voices.retain(|(topic, voices)| supported.binary_search(topic).is_ok() || voices.len() >= WEAK_ALONE);
    }

    fn points(voices: &[Voice]) -> f32 {
        voices.iter().map(|voice| voice.points * voice.left).sum()
    }

    fn related(&self, a: usize, b: usize) -> bool {
        self.taxonomy.ancestors(a).any(|above| above == b) || self.taxonomy.ancestors(b).any(|above| above == a)
    }

    /// The topic with most points takes its terms, then the next one, and so on.
    fn compete(&mut self) {
        let mut open: Vec<usize> = (0..self.voices.len()).collect();
        let mut owners: Vec<Option<usize>> = vec![None; self.speakers.len()];
        while !open.is_empty() {
            let points = |index: usize| self.voices.get(index).map_or(0.0, |(_, voices)| Self::points(voices));
            // of equal ones the first in order of their keys
            let best = open.iter().enumerate().fold((0, f32::NEG_INFINITY), |best, (at, &index)| {
                let own = points(index);
                if own > best.1 { (at, own) } else { best }
            });
            let index = open.swap_remove(best.0);
            open.sort_unstable();
            let Some((topic, taken)) = self.voices.get(index).map(|(topic, voices)| (*topic, voices.clone())) else {
                continue;
            };
            for voice in &taken {
                if let Some(owner) = owners.get_mut(voice.speaker).filter(|owner| owner.is_none()) {
                    *owner = Some(topic);
                }
            }
            for &other in &open {
                let related = self.voices.get(other).is_some_and(|&(other, _)| self.related(topic, other));
                let Some((_, voices)) = self.voices.get_mut(other).filter(|_| !related) else { continue };
                for voice in voices {
                    if owners.get(voice.speaker) == Some(&Some(topic)) {
                        voice.left = TAKEN;
                    }
                }
            }
        }
    }

    /// Points of each topic with all below it.
    fn totals(&self) -> Vec<f32> {
        let mut out = vec![0.0; self.taxonomy.len()];
        for (topic, voices) in &self.voices {
            let mut points = Self::points(voices);
            for at in std::iter::once(*topic).chain(self.taxonomy.ancestors(*topic)) {
                if let Some(total) = out.get_mut(at) {
                    *total += points;
                }
                points *= UP;
            }
        }
        out
    }

    fn report(&self, words: usize, limits: Limits) -> (Vec<Topic>, Vec<Subject>) {
        let half = half(words);
        let score = |points: f32| points / (points + half);
        let totals = self.totals();
        // the lowest level first: what a reported topic explains does not speak for those above it
        let mut order: Vec<usize> = (0..totals.len()).filter(|&t| totals.get(t).is_some_and(|&p| p > 0.0)).collect();
        order.sort_by_key(|&topic| (std::cmp::Reverse(self.taxonomy.ancestors(topic).count()), topic));
        let most = order.iter().filter_map(|&t| self.own(t)).map(Self::points).fold(0.0, f32::max);
        let mut rest = vec![0.0f32; totals.len()];
        let mut below = vec![0.0f32; totals.len()];
        let mut topics = Vec::new();
        for &topic in &order {
            let own = self.own(topic).map_or(0.0, Self::points);
            let points = own + rest.get(topic).copied().unwrap_or_default();
            let reported = below.get(topic).copied().unwrap_or_default();
            // "Politics" adds nothing to what is reported below it
            let adds = points >= ABOVE * reported && (reported <= 0.0 || self.taxonomy.parent(topic).is_some());
            if score(points) >= limits.score && points >= BESIDE * most && adds {
                topics.extend(self.topic(topic, score(points)));
                for above in self.taxonomy.ancestors(topic) {
                    if let Some(below) = below.get_mut(above) {
                        *below = below.max(points);
                    }
                }
            } else if let Some(above) = self.taxonomy.parent(topic).and_then(|above| rest.get_mut(above)) {
                *above += points * UP;
            }
        }
        topics.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        if limits.count > 0 {
            topics.truncate(limits.count);
        }
        let tops = order.iter().filter(|&&topic| self.taxonomy.parent(topic).is_none());
        let mut subjects: Vec<Subject> = tops
            .filter_map(|&topic| {
                let record = self.taxonomy.record(topic)?;
                let score = rounded(score(totals.get(topic).copied()?));
                Some(Subject { id: record.key.to_owned(), name: record.name.to_owned(), score })
            })
            .filter(|subject| subject.score >= f64::from(limits.score))
            .collect();
        subjects.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        (topics, subjects)
    }

    fn own(&self, topic: usize) -> Option<&[Voice]> {
        let at = self.voices.binary_search_by_key(&topic, |(topic, _)| *topic).ok()?;
        self.voices.get(at).map(|(_, voices)| voices.as_slice())
    }

    /// A topic with everything that speaks for it and for what is below it.
    fn topic(&self, topic: usize, score: f32) -> Option<Topic> {
        let record = self.taxonomy.record(topic)?;
        let subject = self.taxonomy.ancestors(topic).last().and_then(|top| self.taxonomy.record(top));
        let below = |other: usize| other == topic || self.taxonomy.ancestors(other).any(|above| above == topic);
        let mut signs: Vec<Sign> = Vec::new();
        for voice in self.voices.iter().filter(|(other, _)| below(*other)).flat_map(|(_, voices)| voices) {
            let Some(speaker) = self.speakers.get(voice.speaker) else { continue };
            signs.push(Sign {
                text: speaker.text.clone(),
                entity: speaker.entity,
                strength: voice.strength,
                count: speaker.count,
                first: speaker.first,
                points: voice.points * voice.left,
            });
        }
        signs.sort_by(|a, b| b.points.total_cmp(&a.points).then_with(|| (&a.text, a.entity).cmp(&(&b.text, b.entity))));
        let mut seen = std::collections::BTreeSet::new();
        signs.retain(|sign| seen.insert((sign.text.clone(), sign.entity)));
        Some(Topic {
            id: record.key.to_owned(),
            name: record.name.to_owned(),
            subject: subject.unwrap_or(record).key.to_owned(),
            medtop: record.medtop,
            score: rounded(score),
            signs,
        })
    }
}

/// Points that make a score of a half in a text of so many words.
fn half(words: usize) -> f32 {
    HALF + HALF_GROWTH * (words as f32 / SHORT).max(1.0).log2()
}

fn rounded(score: f32) -> f64 {
    (f64::from(score) * 100.0).round() / 100.0
}
