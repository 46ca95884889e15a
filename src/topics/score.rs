//! From what speaks for topics to the topics of a document.
//!
//! 1. Each term gives points: by its mark, its specificity, and how often and where it stands
//!    (saturating as in BM25, Robertson and Zaragoza 2009). Weak terms give points only beside others.
//! 2. Topics compete: the one with most points takes its terms, which then say less for the others.
//! 3. Points go up the taxonomy; a topic is reported for what no reported topic below it explains.
//! 4. Points become a score between 0 and 1, against what a text of that length has by chance.

use super::evidence::{Evidence, Source, Speaker};
use super::taxonomy::Taxonomy;
use crate::dictionary::Knowledge;
use crate::dictionary::taxonomy::Strength;
use crate::text::Span;
use std::ops::Range;

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
    topic: usize,
    speaker: usize,
    strength: Strength,
    /// Points before others took the speaker.
    points: f32,
    /// Share that is left.
    left: f32,
}

impl Voice {
    fn now(&self) -> f32 {
        self.points * self.left
    }
}

/// Topics and subjects of a document of `words` words.
pub fn score(
    knowledge: &Knowledge,
    taxonomy: &Taxonomy,
    evidence: &Evidence<'_>,
    words: usize,
    limits: Limits,
) -> (Vec<Topic>, Vec<Subject>) {
    let mut board = Board::of(knowledge, taxonomy, evidence);
    board.weak_beside_others();
    board.compete();
    board.report(words, limits)
}

/// A topic that something speaks for.
struct Candidate {
    topic: usize,
    /// Its voices on the board.
    voices: Range<usize>,
}

/// The topics that something speaks for.
struct Board<'s> {
    knowledge: &'s Knowledge,
    taxonomy: &'s Taxonomy,
    evidence: &'s Evidence<'s>,
    /// By topic, then speaker.
    voices: Vec<Voice>,
    /// In order of their topics.
    candidates: Vec<Candidate>,
}

impl<'s> Board<'s> {
    fn of(knowledge: &'s Knowledge, taxonomy: &'s Taxonomy, evidence: &'s Evidence<'s>) -> Self {
        let mut voices: Vec<Voice> = Vec::with_capacity(evidence.posts.len());
        for (index, speaker) in evidence.speakers.iter().enumerate() {
            let repeated = speaker.mass * (SATURATION + 1.0) / (speaker.mass + SATURATION);
            for &(topic, strength) in evidence.posts(index) {
                let mark = match strength {
                    Strength::Decisive => DECISIVE,
                    Strength::Clear => CLEAR,
                    Strength::Weak => WEAK,
                };
                let points = mark * speaker.specificity * repeated;
                voices.push(Voice { topic, speaker: index, strength, points, left: 1.0 });
            }
        }
        // stable: a speaker's voices stay in their order
        voices.sort_by_key(|voice| (voice.topic, voice.speaker));
        let mut candidates = Vec::with_capacity(voices.len());
        let mut start = 0;
        for same in voices.chunk_by(|a, b| a.topic == b.topic) {
            let end = start + same.len();
            candidates.extend(same.first().map(|voice| Candidate { topic: voice.topic, voices: start..end }));
            start = end;
        }
        Self { knowledge, taxonomy, evidence, voices, candidates }
    }

    fn voices(&self, candidate: &Candidate) -> &[Voice] {
        self.voices.get(candidate.voices.clone()).unwrap_or_default()
    }

    fn points(&self, candidate: &Candidate) -> f32 {
        self.voices(candidate).iter().map(Voice::now).sum()
    }

    /// A topic and those above it.
    fn upwards(&self, topic: usize) -> impl Iterator<Item = usize> + use<'s> {
        std::iter::once(topic).chain(self.taxonomy.ancestors(topic))
    }

    /// Silences weak terms of topics for which nothing else speaks, here or below.
    fn weak_beside_others(&mut self) {
        let mut supported = vec![false; self.taxonomy.len()];
        let mut count = vec![0; self.taxonomy.len()];
        for candidate in &self.candidates {
            let voices = self.voices(candidate);
            let strong = voices.iter().any(|voice| voice.strength != Strength::Weak);
            for topic in self.upwards(candidate.topic) {
                if let (Some(supported), Some(count)) = (supported.get_mut(topic), count.get_mut(topic)) {
                    *supported |= strong;
                    *count += voices.len();
                }
            }
        }
        let taxonomy = self.taxonomy;
        self.candidates.retain(|own| {
            let mut around = std::iter::once(own.topic).chain(taxonomy.ancestors(own.topic));
            supported.get(own.topic) == Some(&true)
                || around.any(|topic| count.get(topic).is_some_and(|&count| count >= WEAK_ALONE))
        });
    }

    fn place(&self, topic: usize) -> Option<usize> {
        self.candidates.binary_search_by_key(&topic, |candidate| candidate.topic).ok()
    }

    /// The topic with most points takes its terms, then the next one, and so on. Of equal ones the first
    /// in order of their keys goes first.
    fn compete(&mut self) {
        let mut points: Vec<Option<f32>> = self.candidates.iter().map(|own| Some(self.points(own))).collect();
        let mut free = vec![true; self.evidence.speakers.len()];
        for _ in 0..self.candidates.len() {
            let open = points.iter().enumerate().filter_map(|(index, own)| Some((index, (*own)?)));
            let Some((best, _)) = open.reduce(|best, own| if own.1 > best.1 { own } else { best }) else { return };
            if let Some(own) = points.get_mut(best) {
                *own = None;
            }
            let Some((owner, voices)) = self.candidates.get(best).map(|own| (own.topic, own.voices.clone())) else {
                return;
            };
            for voice in voices {
                let Some(speaker) = self.voices.get(voice).map(|voice| voice.speaker) else { continue };
                if free.get_mut(speaker).is_some_and(std::mem::take) {
                    self.take(speaker, owner, &mut points);
                }
            }
        }
    }

    /// Leaves only a part of a speaker to the topics that are still open and not related to its owner.
    fn take(&mut self, speaker: usize, owner: usize, points: &mut [Option<f32>]) {
        let posts = self.evidence.posts(speaker);
        for &(topic, _) in posts.iter().filter(|_| posts.len() > 1) {
            let Some(at) = self.place(topic).filter(|&at| points.get(at).is_some_and(Option::is_some)) else {
                continue;
            };
            if self.taxonomy.related(topic, owner) {
                continue;
            }
            let Some(candidate) = self.candidates.get(at) else { continue };
            let voices = self.voices.get_mut(candidate.voices.clone()).unwrap_or_default();
            if let Some(voice) = voices.iter_mut().find(|voice| voice.speaker == speaker) {
                voice.left = TAKEN;
            }
            if let Some(own) = points.get_mut(at) {
                *own = Some(voices.iter().map(Voice::now).sum());
            }
        }
    }

    /// Points of each topic with all below it, by topic; and the topics that have any, the lowest level
    /// first, with the number of those above them.
    fn totals(&self) -> (Vec<f32>, Vec<(usize, usize)>) {
        let mut totals = vec![0.0; self.taxonomy.len()];
        let mut order = Vec::with_capacity(4 * self.candidates.len());
        for candidate in &self.candidates {
            let mut points = self.points(candidate);
            let depth = self.taxonomy.ancestors(candidate.topic).count();
            for (at, level) in self.upwards(candidate.topic).zip((0..=depth).rev()) {
                if let Some(total) = totals.get_mut(at) {
                    *total += points;
                }
                order.push((level, at));
                points *= UP;
            }
        }
        order.sort_unstable_by_key(|&(level, topic)| (std::cmp::Reverse(level), topic));
        order.dedup();
        (totals, order)
    }

    fn report(&self, words: usize, limits: Limits) -> (Vec<Topic>, Vec<Subject>) {
        let half = half(words);
        let score = |points: f32| points / (points + half);
        // the lowest level first: what a reported topic explains does not speak for those above it
        let (totals, order) = self.totals();
        // what each topic has of its own and of what is not reported below it; the best reported below it
        let (mut own, mut below) = (vec![0.0_f32; self.taxonomy.len()], vec![0.0_f32; self.taxonomy.len()]);
        let mut most = 0.0_f32;
        for candidate in &self.candidates {
            let points = self.points(candidate);
            most = most.max(points);
            if let Some(own) = own.get_mut(candidate.topic) {
                *own = points;
            }
        }
        let mut topics = Vec::new();
        for &(level, topic) in &order {
            let points = at(&own, topic);
            let reported = at(&below, topic);
            // "Politics" adds nothing to what is reported below it
            let adds = points >= ABOVE * reported && (reported <= 0.0 || level > 0);
            let enough = score(points) >= limits.score && points >= limits.score * most;
            if points > 0.0 && (limits.score <= 0.0 || enough && adds) {
                topics.push((topic, rounded(score(points))));
                for above in self.taxonomy.ancestors(topic) {
                    if let Some(below) = below.get_mut(above) {
                        *below = below.max(points);
                    }
                }
            } else if let Some(own) = self.taxonomy.parent(topic).and_then(|above| own.get_mut(above)) {
                *own += points * UP;
            }
        }
        let id = |topic| self.taxonomy.record(self.knowledge, topic).map(|record| record.key);
        topics.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| id(a.0).cmp(&id(b.0))));
        if limits.count > 0 {
            topics.truncate(limits.count);
        }
        let topics = topics.into_iter().filter_map(|(topic, score)| self.topic(topic, score)).collect();
        let tops = order.iter().filter(|(level, _)| *level == 0);
        let mut subjects: Vec<Subject> = tops
            .map(|&(_, topic)| (topic, rounded(score(at(&totals, topic)))))
            .filter(|&(_, score)| score >= f64::from(limits.score))
            .filter_map(|(topic, score)| {
                let record = self.taxonomy.record(self.knowledge, topic)?;
                Some(Subject { id: record.key.to_owned(), name: record.name.to_owned(), score })
            })
            .collect();
        subjects.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        (topics, subjects)
    }

    /// A topic with everything that speaks for it and for what is below it.
    fn topic(&self, topic: usize, score: f64) -> Option<Topic> {
        let record = self.taxonomy.record(self.knowledge, topic)?;
        let subject = self.taxonomy.ancestors(topic).last().and_then(|top| self.taxonomy.record(self.knowledge, top));
        let at_or_below = |candidate: &&Candidate| self.upwards(candidate.topic).any(|own| own == topic);
        let voices = self.candidates.iter().filter(at_or_below).flat_map(|candidate| self.voices(candidate));
        let mut voices: Vec<Voice> = voices.copied().collect();
        voices.sort_by(|a, b| b.now().total_cmp(&a.now()).then_with(|| a.speaker.cmp(&b.speaker)));
        let mut unheard = vec![true; self.evidence.speakers.len()];
        voices.retain(|voice| unheard.get_mut(voice.speaker).is_some_and(std::mem::take));
        Some(Topic {
            id: record.key.to_owned(),
            name: record.name.to_owned(),
            subject: subject.unwrap_or(record).key.to_owned(),
            medtop: record.medtop,
            score,
            signs: voices.iter().filter_map(|voice| self.sign(*voice)).collect(),
        })
    }

    fn sign(&self, voice: Voice) -> Option<Sign> {
        let Speaker { source, count, first, .. } = self.evidence.speakers.get(voice.speaker)?;
        Some(Sign {
            text: source.text(self.knowledge).to_owned(),
            entity: matches!(source, Source::Entity(_)),
            strength: voice.strength,
            count: *count,
            first: *first,
            points: voice.now(),
        })
    }
}

fn at(points: &[f32], topic: usize) -> f32 {
    points.get(topic).copied().unwrap_or_default()
}

/// Points that make a score of a half in a text of so many words.
fn half(words: usize) -> f32 {
    HALF + HALF_GROWTH * (words as f32 / SHORT).max(1.0).log2()
}

fn rounded(score: f32) -> f64 {
    (f64::from(score) * 100.0).round() / 100.0
}
