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
use std::collections::BTreeMap;

/// Points of a decisive term in the middle of a text; the unit.
const DECISIVE: f32 = 1.0;
/// A clear term: two of them are as good as a decisive one.
const CLEAR: f32 = 0.5;
/// A weak term beside others.
const WEAK: f32 = 0.2;
/// Weak terms of a subject that may speak without another one: "striker", "pitch" and "goal" together.
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
/// Share of the points of a reported topic that the one above it needs of its own.
const ABOVE: f32 = 0.6;
/// Terms that a topic names.
const TERMS: usize = 8;

/// Which topics are reported.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Lowest score, and lowest share of the best topic's points; 0: everything that anything speaks for.
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
    speakers: &[Speaker<'_>],
    words: usize,
    limits: Limits,
) -> (Vec<Topic>, Vec<Subject>) {
    let mut board = Board::of(taxonomy, speakers);
    board.weak_beside_others();
    board.compete();
    board.report(words, limits)
}

/// A topic that something speaks for.
struct Candidate {
    topic: usize,
    /// The topics above it, the next one first.
    above: Vec<usize>,
    voices: Vec<Voice>,
}

impl Candidate {
    fn points(&self) -> f32 {
        self.voices.iter().map(|voice| voice.points * voice.left).sum()
    }

    fn related(&self, other: &Self) -> bool {
        self.above.contains(&other.topic) || other.above.contains(&self.topic)
    }
}

/// The topics that something speaks for.
struct Board<'s, 'k> {
    taxonomy: &'s Taxonomy<'k>,
    speakers: &'s [Speaker<'s>],
    /// In order of their topics.
    candidates: Vec<Candidate>,
}

impl<'s, 'k> Board<'s, 'k> {
    fn of(taxonomy: &'s Taxonomy<'k>, speakers: &'s [Speaker<'s>]) -> Self {
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
        let candidates = all
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|same| {
                let topic = same.first()?.0;
                let above = taxonomy.ancestors(topic).collect();
                Some(Candidate { topic, above, voices: same.iter().map(|&(_, voice)| voice).collect() })
            })
            .collect();
        Self { taxonomy, speakers, candidates }
    }

    /// Silences weak terms of topics for which nothing else speaks, here or below.
    fn weak_beside_others(&mut self) {
        let strong = |candidate: &&Candidate| candidate.voices.iter().any(|voice| voice.strength != Strength::Weak);
        let mut supported: Vec<usize> = Vec::new();
        for candidate in self.candidates.iter().filter(strong) {
            supported.push(candidate.topic);
            supported.extend(&candidate.above);
        }
        supported.sort_unstable();
        let mut weak: BTreeMap<usize, usize> = BTreeMap::new();
        for candidate in &self.candidates {
            for &topic in std::iter::once(&candidate.topic).chain(&candidate.above) {
                *weak.entry(topic).or_default() += candidate.voices.len();
            }
        }
        self.candidates.retain(|own| {
            let around = std::iter::once(&own.topic).chain(&own.above).filter_map(|topic| weak.get(topic)).max();
            supported.binary_search(&own.topic).is_ok() || around.is_some_and(|&around| around >= WEAK_ALONE)
        });
    }

    fn place(&self, topic: usize) -> Option<usize> {
        self.candidates.binary_search_by_key(&topic, |candidate| candidate.topic).ok()
    }

    /// The topic with most points takes its terms, then the next one, and so on. Of equal ones the first
    /// in order of their keys goes first.
    fn compete(&mut self) {
        let mut points: Vec<Option<f32>> = self.candidates.iter().map(|candidate| Some(candidate.points())).collect();
        let mut free = vec![true; self.speakers.len()];
        for _ in 0..self.candidates.len() {
            let open = points.iter().enumerate().filter_map(|(index, own)| Some((index, (*own)?)));
            let Some((best, _)) = open.reduce(|best, own| if own.1 > best.1 { own } else { best }) else { return };
            if let Some(own) = points.get_mut(best) {
                *own = None;
            }
            let spoken: Vec<usize> = self
                .candidates
                .get(best)
                .map(|winner| winner.voices.iter().map(|voice| voice.speaker).collect())
                .unwrap_or_default();
            for speaker in spoken {
                if free.get_mut(speaker).is_some_and(std::mem::take) {
                    self.take(speaker, best, &mut points);
                }
            }
        }
    }

    /// Leaves only a part of a speaker to the topics that are still open and not related to its owner.
    fn take(&mut self, speaker: usize, owner: usize, points: &mut [Option<f32>]) {
        let Some(topics) = self.speakers.get(speaker).map(|own| &own.topics).filter(|topics| topics.len() > 1) else {
            return;
        };
        for &(topic, _) in topics {
            let Some(at) = self.place(topic).filter(|&at| points.get(at).is_some_and(Option::is_some)) else {
                continue;
            };
            let related = self.candidates.get(at).zip(self.candidates.get(owner)).is_some_and(|(a, b)| a.related(b));
            let Some(candidate) = self.candidates.get_mut(at).filter(|_| !related) else { continue };
            if let Some(voice) = candidate.voices.iter_mut().find(|voice| voice.speaker == speaker) {
                voice.left = TAKEN;
            }
            if let Some(own) = points.get_mut(at) {
                *own = Some(candidate.points());
            }
        }
    }

    /// Points of each topic with all below it, for those that have any: in order of the topics.
    fn totals(&self) -> BTreeMap<usize, f32> {
        let mut out = BTreeMap::new();
        for candidate in &self.candidates {
            let mut points = candidate.points();
            for &at in std::iter::once(&candidate.topic).chain(&candidate.above) {
                *out.entry(at).or_insert(0.0) += points;
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
        let mut order: Vec<(usize, Vec<usize>)> =
            totals.keys().map(|&topic| (topic, self.taxonomy.ancestors(topic).collect())).collect();
        order.sort_by_key(|(topic, above)| (std::cmp::Reverse(above.len()), *topic));
        let own =
            |topic: usize| self.place(topic).and_then(|at| self.candidates.get(at)).map_or(0.0, Candidate::points);
        let most = self.candidates.iter().map(Candidate::points).fold(0.0, f32::max);
        let (mut rest, mut below) = (BTreeMap::<usize, f32>::new(), BTreeMap::<usize, f32>::new());
        let mut topics = Vec::new();
        for (topic, above) in &order {
            let points = own(*topic) + rest.get(topic).copied().unwrap_or_default();
            let reported = below.get(topic).copied().unwrap_or_default();
            // "Politics" adds nothing to what is reported below it
            let adds = points >= ABOVE * reported && (reported <= 0.0 || !above.is_empty());
            let enough = score(points) >= limits.score && points >= limits.score * most;
            if points > 0.0 && (limits.score <= 0.0 || enough && adds) {
                topics.extend(self.topic(*topic, score(points)));
                for &above in above {
                    let below = below.entry(above).or_default();
                    *below = below.max(points);
                }
            } else if let Some(&above) = above.first() {
                *rest.entry(above).or_default() += points * UP;
            }
        }
        topics.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        if limits.count > 0 {
            topics.truncate(limits.count);
        }
        let tops = order.iter().filter(|(_, above)| above.is_empty()).map(|(topic, _)| *topic);
        let mut subjects: Vec<Subject> = tops
            .filter_map(|topic| {
                let record = self.taxonomy.record(topic)?;
                let score = rounded(score(totals.get(&topic).copied()?));
                Some(Subject { id: record.key.to_owned(), name: record.name.to_owned(), score })
            })
            .filter(|subject| subject.score >= f64::from(limits.score))
            .collect();
        subjects.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        (topics, subjects)
    }

    /// A topic with everything that speaks for it and for what is below it.
    fn topic(&self, topic: usize, score: f32) -> Option<Topic> {
        let record = self.taxonomy.record(topic)?;
        let subject = self.taxonomy.ancestors(topic).last().and_then(|top| self.taxonomy.record(top));
        let at_or_below = |candidate: &&Candidate| candidate.topic == topic || candidate.above.contains(&topic);
        let voices = self.candidates.iter().filter(at_or_below).flat_map(|candidate| &candidate.voices);
        let mut signs: Vec<(usize, Sign)> =
            voices.filter_map(|voice| Some((voice.speaker, sign(self.speakers.get(voice.speaker)?, *voice)))).collect();
        signs.sort_by(|(a_at, a), (b_at, b)| b.points.total_cmp(&a.points).then_with(|| a_at.cmp(b_at)));
        let mut seen = std::collections::BTreeSet::new();
        signs.retain(|(speaker, _)| seen.insert(*speaker));
        Some(Topic {
            id: record.key.to_owned(),
            name: record.name.to_owned(),
            subject: subject.unwrap_or(record).key.to_owned(),
            medtop: record.medtop,
            score: rounded(score),
            signs: signs.into_iter().map(|(_, sign)| sign).collect(),
        })
    }
}

fn sign(speaker: &Speaker<'_>, voice: Voice) -> Sign {
    Sign {
        text: speaker.text.to_owned(),
        entity: speaker.entity,
        strength: voice.strength,
        count: speaker.count,
        first: speaker.first,
        points: voice.points * voice.left,
    }
}

/// Points that make a score of a half in a text of so many words.
fn half(words: usize) -> f32 {
    HALF + HALF_GROWTH * (words as f32 / SHORT).max(1.0).log2()
}

fn rounded(score: f32) -> f64 {
    (f64::from(score) * 100.0).round() / 100.0
}
