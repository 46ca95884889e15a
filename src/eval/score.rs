//! The measures of the CoNLL-2003 shared task, with what gold of several sources needs: optional
//! entities, documents that mark only some labels or stretches.
//!
//! Strict: same start, end and label (Tjong Kim Sang and De Meulder 2003, `conlleval`). Span: the
//! label does not count. Relaxed: precision is the share of found entities that overlap a gold one of
//! their label, recall the share of gold entities that a found one of their label overlaps. Counts
//! are summed over documents (micro average); the macro F1 is the mean of the labels' strict F1.

use super::Labelled;
use super::gold::Gold;
use std::collections::{BTreeMap, BTreeSet};

/// What to score.
#[derive(Clone, Debug)]
pub struct Options {
    /// Only these labels.
    pub labels: Vec<String>,
}

/// Counts of one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Found entities that are right.
    pub right: usize,
    /// Gold entities that were found.
    pub hit: usize,
    /// Found entities.
    pub found: usize,
    /// Gold entities.
    pub gold: usize,
}

impl Row {
    /// Precision, recall and their harmonic mean, 0 to 1.
    pub fn figures(self) -> (f64, f64, f64) {
        let share = |part: usize, whole: usize| {
            if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
        };
        let (p, r) = (share(self.right, self.found), share(self.hit, self.gold));
        (p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }

    fn plus(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            hit: self.hit + other.hit,
            found: self.found + other.found,
            gold: self.gold + other.gold,
        }
    }
}

/// How often a surface with its label went wrong.
pub type Frequencies = BTreeMap<(String, String), usize>;

/// Counts over documents.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Documents.
    pub documents: usize,
    /// Documents of which not every mention is marked.
    pub partial: usize,
    /// Strict counts of each label.
    pub strict: BTreeMap<String, Row>,
    /// Relaxed counts of each label.
    pub relaxed: BTreeMap<String, Row>,
    /// Spans that are right whatever the label.
    pub spans: usize,
    /// Surfaces and labels of gold that was not found.
    pub missed: Frequencies,
    /// Surfaces and labels of what was found and is not in the gold.
    pub spurious: Frequencies,
    /// Gold label and found label of spans that are right but for it.
    pub confused: Frequencies,
}

type Span = (usize, usize);

fn overlap(a: Span, b: Span) -> bool {
    a.0 < b.1 && b.0 < a.1
}

impl Score {
    /// Adds a document and what was found in it.
    pub fn add(&mut self, gold: &Gold, found: Vec<Labelled>, options: &Options) {
        self.documents += 1;
        self.partial += usize::from(gold.partial);
        let counts = |label: &String| {
            options.labels.contains(label) && gold.labels.as_ref().is_none_or(|labels| labels.contains(label))
        };
        let key = |start, end, label: &String| Labelled { start, end, label: label.clone() };
        let wanted = gold.entities.iter().filter(|e| !e.optional && counts(&e.label));
        let wanted: BTreeSet<Labelled> = wanted.map(|e| key(e.start, e.end, &e.label)).collect();
        let optional = || gold.entities.iter().filter(|e| e.optional);
        let neutral = |span: Span| {
            let exact = optional().any(|e| (e.start, e.end) == span);
            let near = optional().any(|e| counts(&e.label) && overlap((e.start, e.end), span));
            exact || near && !wanted.iter().any(|w| overlap((w.start, w.end), span))
        };
        let inside =
            |start: usize| gold.stretches.is_empty() || gold.stretches.iter().any(|&(a, b)| a <= start && start < b);
        let found: BTreeSet<Labelled> = found
            .into_iter()
            .filter(|f| inside(f.start) && counts(&f.label))
            .filter(|f| wanted.contains(f) || !neutral((f.start, f.end)))
            .collect();
        self.count(&gold.text, &wanted, &found);
        self.count_relaxed(&wanted, &found);
    }

    fn count(&mut self, text: &str, wanted: &BTreeSet<Labelled>, found: &BTreeSet<Labelled>) {
        let surface =
            |item: &Labelled| -> String { text.chars().skip(item.start).take(item.end - item.start).collect() };
        let spans =
            |set: &BTreeSet<Labelled>| -> BTreeSet<Span> { set.iter().map(|item| (item.start, item.end)).collect() };
        self.spans += spans(wanted).intersection(&spans(found)).count();
        for item in wanted {
            let hit = usize::from(found.contains(item));
            let row = self.strict.entry(item.label.clone()).or_default();
            *row = row.plus(Row { right: hit, hit, found: 0, gold: 1 });
            if hit == 0 {
                *self.missed.entry((surface(item), item.label.clone())).or_default() += 1;
                for other in found.iter().filter(|f| (f.start, f.end) == (item.start, item.end)) {
                    *self.confused.entry((item.label.clone(), other.label.clone())).or_default() += 1;
                }
            }
        }
        for item in found {
            self.strict.entry(item.label.clone()).or_default().found += 1;
            if !wanted.contains(item) {
                *self.spurious.entry((surface(item), item.label.clone())).or_default() += 1;
            }
        }
    }

    fn count_relaxed(&mut self, wanted: &BTreeSet<Labelled>, found: &BTreeSet<Labelled>) {
        let meets = |item: &Labelled, others: &BTreeSet<Labelled>| {
            others.iter().any(|o| o.label == item.label && overlap((o.start, o.end), (item.start, item.end)))
        };
        for item in wanted {
            let row = self.relaxed.entry(item.label.clone()).or_default();
            *row = row.plus(Row { hit: usize::from(meets(item, found)), gold: 1, ..Row::default() });
        }
        for item in found {
            let row = self.relaxed.entry(item.label.clone()).or_default();
            *row = row.plus(Row { right: usize::from(meets(item, wanted)), found: 1, ..Row::default() });
        }
    }

    /// Strict counts of all labels together.
    pub fn strict_total(&self) -> Row {
        self.strict.values().fold(Row::default(), |all, row| all.plus(*row))
    }

    /// Counts where the label does not matter.
    pub fn span_total(&self) -> Row {
        Row { right: self.spans, hit: self.spans, ..self.strict_total() }
    }

    /// Relaxed counts of all labels together.
    pub fn relaxed_total(&self) -> Row {
        self.relaxed.values().fold(Row::default(), |all, row| all.plus(*row))
    }

    /// Mean of the strict F1 of the labels that gold or found entities have.
    pub fn macro_f1(&self, options: &Options) -> Option<f64> {
        let rows: Vec<Row> = options.labels.iter().filter_map(|label| self.strict.get(label).copied()).collect();
        (!rows.is_empty()).then(|| rows.iter().map(|row| row.figures().2).sum::<f64>() / rows.len() as f64)
    }
}
