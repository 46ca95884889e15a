//! What stands around names: the words of a sentence with their lists, and what must hold left and
//! right of a subject and an object.

use super::phrase::Phrase;
use super::rivals::Rivals;
use crate::dictionary::{Kind, Knowledge, List, Trigger, Use, format};
use crate::resolve::Resolved;
use crate::text::{Classes, Gap, Reading, SegmentKind, Sentence, Shape};

/// Longest trigger, in words.
const LONGEST: usize = 8;
/// Words before a subject in which something may make the clause unreal.
const WINDOW: usize = 14;
/// Words of "he said" between commas.
const SPEECH: usize = 3;
/// Adverbs and dates between subject and verb.
const STEPS: usize = 5;

/// A sentence whose relations are looked for.
pub struct Clause<'a> {
    /// The words.
    pub reading: &'a Reading<'a>,
    /// The names in them.
    pub resolved: &'a Resolved,
    /// Who else may be meant by a word.
    pub rivals: &'a Rivals,
    knowledge: &'a Knowledge,
    /// The sentence.
    pub sentence: Sentence,
    /// Its index.
    pub index: usize,
    /// A headline: the present tells what happened.
    pub headline: bool,
}

/// A trigger that was found.
pub struct Match<'a> {
    /// One past its last word.
    pub end: usize,
    /// The trigger.
    pub trigger: Trigger<'a>,
    /// What its words may be.
    pub uses: Use,
}

impl<'a> Clause<'a> {
    /// The sentence at `index`; none if it is a question.
    pub fn of(
        reading: &'a Reading<'a>,
        (resolved, rivals): (&'a Resolved, &'a Rivals),
        knowledge: &'a Knowledge,
        index: usize,
    ) -> Option<Self> {
        let sentence = *reading.sentences.get(index)?;
        let question = reading.between(sentence.last).trim_start_matches(['"', '”', '\'', '’']).starts_with('?');
        let kind = reading.segments.get(sentence.segment).map(|segment| segment.kind);
        let headline = matches!(kind, Some(SegmentKind::Headline | SegmentKind::Capitals));
        (!question).then_some(Self { reading, resolved, rivals, knowledge, sentence, index, headline })
    }

    /// Whether the word at `at` is in the sentence and on one of `lists`.
    pub fn on(&self, at: usize, lists: List) -> bool {
        self.lists(at).has(lists)
    }

    /// Lists of the word at `at`; none outside the sentence.
    fn lists(&self, at: usize) -> List {
        let inside = (self.sentence.first..self.sentence.last).contains(&at);
        let hash = self.reading.hashes.get(at).filter(|_| inside);
        let layers = self.knowledge.layers().iter();
        hash.map_or(List::default(), |&hash| layers.fold(List::default(), |all, image| all.or(image.lists(hash))))
    }

    /// Lists of words behind an object that have the word at `at`; none for the "in" of a date.
    pub fn following(&self, at: usize) -> List {
        let year = self.shape(at + 1) == Some(Shape::Number) && self.reading.word(at + 1).len() == 4;
        let date = self.class(at + 1).has(Classes::CALENDAR) || year;
        let lists = self.lists(at).0 & List::FOLLOWING.0;
        if date && self.gap(at + 1) == Gap::Blank { List::default() } else { List(lists) }
    }

    /// What stands before the word at `at`; nothing joins what is outside the sentence.
    pub fn gap(&self, at: usize) -> Gap {
        match self.reading.tokens.get(at) {
            Some(token) if at > self.sentence.first && at < self.sentence.last => token.gap,
            _ => Gap::Break,
        }
    }

    /// How the word at `at` is written.
    pub fn shape(&self, at: usize) -> Option<Shape> {
        self.reading.tokens.get(at).map(|token| token.shape)
    }

    /// Classes of the word at `at`.
    pub fn class(&self, at: usize) -> Classes {
        self.reading.class(at)
    }

    /// Whether only blanks stand before each of the words `first..last`.
    pub fn plain(&self, first: usize, last: usize) -> bool {
        (first..last).all(|at| self.gap(at) == Gap::Blank)
    }

    /// Triggers that start at `at`, shorter before longer.
    pub fn matches(&self, at: usize) -> Vec<Match<'a>> {
        let mut out = Vec::new();
        for image in self.knowledge.layers() {
            let mut key = 0;
            for end in at..self.sentence.last.min(at + LONGEST) {
                let Some(&hash) = self.reading.hashes.get(end) else { break };
                if end > at && !matches!(self.gap(end), Gap::Blank | Gap::Hyphen) {
                    break;
                }
                key = if end == at { format::first_key(hash) } else { format::next_key(key, hash, false) };
                let Some(node) = image.relation_node(key) else { break };
                for (index, uses) in node.form().into_iter().flat_map(|form| image.relation_uses(form)) {
                    out.push(Match { end: end + 1, trigger: image.trigger(index), uses });
                }
                if !node.children() {
                    break;
                }
            }
        }
        out
    }

    /// Whether the word at `at` is itself the verb of a trigger.
    pub fn is_verb(&self, at: usize) -> bool {
        const VERB: Use = Use::BASE.or(Use::PRESENT).or(Use::PAST).or(Use::OPEN_PAST).or(Use::OPEN_PRESENT);
        self.matches(at).iter().any(|found| found.end == at + 1 && found.uses.has(VERB))
    }

    /// Index of the first word from `at` that is no adverb and no date.
    pub fn after_steps(&self, mut at: usize) -> usize {
        let floor = at;
        while at < self.sentence.last && at - floor < STEPS {
            let dated = |at: usize| self.class(at).has(Classes::CALENDAR);
            let day = dated(at) || (self.shape(at) == Some(Shape::Number) && at > floor && dated(at - 1));
            let leads = self.class(at).has(Classes::PREPOSITION.or(Classes::PLACE_PREPOSITION)) && dated(at + 1);
            if !(day || leads || self.on(at, List::STEP)) || self.gap(at + 1) != Gap::Blank {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether `phrase` begins a clause: nothing before it makes it the object of something else.
    pub fn is_subject(&self, phrase: &Phrase) -> bool {
        let at = phrase.start;
        if at == self.sentence.first {
            return true;
        }
        match self.gap(at) {
            Gap::Comma => {
                phrase.kind == Kind::Person || phrase.resume != phrase.end || self.gap(phrase.end) != Gap::Comma
            }
            Gap::Blank => {
                let before = at - 1;
                let dated = self.class(before).has(Classes::CALENDAR) || self.shape(before) == Some(Shape::Number);
                dated || self.on(before, List::BEFORE_SUBJECT.or(List::STEP).or(List::AND))
            }
            Gap::Break => {
                let between = self.reading.between(at);
                between.contains('\n') || matches!(between.trim(), ":" | "-" | "--" | "–" | "—" | ";" | "|")
            }
            _ => false,
        }
    }

    /// Whether what ends before the word at `at` is an object by itself, not the first part of a longer
    /// name or noun: "Trump supporters".
    pub fn ends_object(&self, at: usize) -> bool {
        // "Orion <ORN> trucks"
        let ticker = at + 1 < self.sentence.last && self.reading.between(at) == " <";
        let at = if ticker && self.reading.between(at + 1) == "> " { at + 1 } else { at };
        if at >= self.sentence.last {
            return true;
        }
        match self.gap(at) {
            _ if self.goes_on(at) => {
                let class = self.class(at);
                let preposition =
                    Classes::PREPOSITION.or(Classes::PLACE_PREPOSITION).or(Classes::CALENDAR).or(Classes::WHO);
                class.has(preposition) && !self.is_verb(at)
                    || self.on(at, List::AFTER_OBJECT.or(List::AND))
                    || self.shape(at) == Some(Shape::Number)
            }
            Gap::Hyphen | Gap::Joined | Gap::Apostrophe => false,
            _ => true,
        }
    }

    /// Whether nothing parts the word at `at` from the name before it: a blank, the full stop of an
    /// abbreviation, or the mark that opens a quotation ("the U.S. 'diplomats'").
    fn goes_on(&self, at: usize) -> bool {
        let between = self.reading.between(at);
        match self.gap(at) {
            Gap::Blank => true,
            Gap::Stop => self.class(at - 1).has(Classes::ABBREVIATION),
            Gap::Break if between == "> " => true,
            Gap::Break => {
                let capital = self.shape(at) == Some(Shape::Title);
                capital && between.trim_start_matches('.').strip_prefix(' ').is_some_and(opens_quotation)
            }
            _ => false,
        }
    }

    /// Whether what ends before the word at `at` is whole, and may be the end of a longer subject: "the
    /// war between A and B lasted".
    pub fn ends_subject(&self, at: usize) -> bool {
        let verb = self.on(at, List::AFTER_PAIR.or(List::BE).or(List::HAVE));
        self.ends_object(at) || self.gap(at) == Gap::Blank && verb
    }

    /// Whether something before the word at `at` makes what follows no fact, or somebody's words.
    pub fn is_unreal(&self, at: usize) -> bool {
        let mut here = at;
        while here > self.sentence.first && at - here < WINDOW {
            if matches!(self.gap(here), Gap::Comma | Gap::Break) {
                // "on Monday, he said, Obama abandoned Poland"
                return here == at && self.follows_speech(at) || self.is_quoted(at);
            }
            here -= 1;
            if self.makes_unreal(here) {
                return true;
            }
        }
        self.is_quoted(at)
    }

    /// Whether somebody is said, between two commas, to say what begins at `at`.
    fn follows_speech(&self, at: usize) -> bool {
        let inside = |from: usize| (from..at).all(|word| word == from || self.gap(word) == Gap::Blank);
        let from = (at.saturating_sub(SPEECH)..at).find(|&from| self.gap(from) == Gap::Comma && inside(from));
        from.is_some_and(|from| self.gap(at) == Gap::Comma && (from..at).any(|at| self.class(at).has(Classes::SPEECH)))
    }

    /// Whether the word at `at` is on the list, and is not the month of May.
    pub fn makes_unreal(&self, at: usize) -> bool {
        let month = self.shape(at) == Some(Shape::Title) && self.class(at).has(Classes::CALENDAR);
        self.on(at, List::UNREAL) && (!month || self.headline)
    }

    /// Whether a quotation that was opened in the paragraph is not closed before the word at `at`.
    fn is_quoted(&self, at: usize) -> bool {
        let segment = self.reading.segments.get(self.sentence.segment);
        let from = segment.map_or(self.sentence.first, |segment| segment.first);
        let start = from.checked_sub(1).and_then(|i| self.reading.tokens.get(i)).map_or(0, |token| token.end());
        let end = self.reading.tokens.get(at).map_or(start, |token| token.start());
        let before = self.reading.text.get(start..end).unwrap_or_default();
        let count = |quote: char| before.matches(quote).count();
        count('"') % 2 == 1 || count('“') > count('”')
    }
}

/// Whether `marks` is what stands before a quotation inside a sentence.
fn opens_quotation(marks: &str) -> bool {
    matches!(marks, "\"" | "“" | "'" | "‘")
}
