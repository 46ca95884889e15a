//! The shapes in which a trigger joins two names.

use super::Relation;
use super::clause::{Clause, Match};
use super::phrase::Phrase;
use crate::dictionary::{Kind, List, Trigger, Use};
use crate::resolve::MentionRole;
use crate::text::{Gap, Shape};

/// Words between a name and what it owns.
const ADJECTIVES: usize = 2;
/// Words of the noun phrase that a verb opens before a name: "suspends UK technology deal".
const OPENED: usize = 2;
/// Longest noun with "between", in words.
const NOUNS: usize = 4;
/// Words behind an object in which it shows what the verb meant.
const FOLLOWING: usize = 12;
/// Words after a pair in which a plan would show.
const AHEAD: usize = 4;

/// All relations between neighbours among `phrases`.
pub fn find(clause: &Clause<'_>, phrases: &[Phrase]) -> Vec<Relation> {
    let mut out = Vec::new();
    for at in 1..phrases.len() {
        let (Some(before), Some(after)) = (phrases.get(at - 1), phrases.get(at)) else { continue };
        let mut sentence = Pair { clause, phrases, at, before, after, out: &mut out };
        sentence.verb();
        sentence.noun();
        sentence.joint();
        sentence.between();
    }
    out
}

/// Two names that stand next to each other.
struct Pair<'p, 'a> {
    clause: &'p Clause<'a>,
    phrases: &'p [Phrase],
    /// Index of the second.
    at: usize,
    before: &'p Phrase,
    after: &'p Phrase,
    out: &'p mut Vec<Relation>,
}

/// What stands before a verb.
struct Verb {
    /// Where its trigger begins.
    at: usize,
    /// Uses that a trigger may have there.
    active: Use,
    passive: bool,
}

impl<'p> Pair<'p, '_> {
    /// "A sued B", "A was sued by B", "A suspends B deal".
    fn verb(&mut self) {
        let (clause, a, b) = (self.clause, self.before, self.after);
        if !a.acts() || a.resume >= b.start || !b.sure || self.is_cut() {
            return;
        }
        let subjects = self.subjects();
        if subjects.is_empty() {
            return;
        }
        let closed = a.resume > a.end;
        let comma = clause.gap(a.resume) == Gap::Comma;
        let verb = self.verb_after(a.resume, subjects.len() > 1 || a.plural);
        if !clause.plain(a.resume + 1, b.start + 1) || !(comma || clause.gap(a.resume) == Gap::Blank) {
            return;
        }
        let following = self.following();
        let fits = |found: &Match<'_>| found.end == b.start && found.trigger.goes_on(following);
        for found in clause.matches(verb.at).into_iter().filter(fits) {
            let tense =
                if found.trigger.planned() && !clause.headline { drop_present(verb.active) } else { verb.active };
            let open = self.opened(&found, tense);
            if b.acts() && found.uses.has(direct(tense)) && (closed || !comma) && clause.ends_object(b.end) {
                self.add_all(&subjects, &self.objects(), &found.trigger, false);
            } else if found.uses.has(Use::PASSIVE) && verb.passive && b.acts() && clause.ends_object(b.end) {
                self.add_all(&self.objects(), &subjects, &found.trigger, true);
            } else if open && (closed || !comma) {
                self.add_all(&subjects, &[b], &found.trigger, false);
            }
        }
    }

    /// Whether the name of the object goes on: "the University of Science and Technology".
    fn is_cut(&self) -> bool {
        let (clause, next) = (self.clause, self.after.end + 1);
        let name = self.phrases.get(self.at + 1).is_some_and(|after| after.start <= next);
        let capital = clause.shape(next) == Some(Shape::Title) && clause.gap(next) == Gap::Blank;
        clause.on(self.after.end, List::AND) && capital && !name && !clause.headline
    }

    /// Lists of the word that goes on behind the object: "to" in "asked B on Monday to resign".
    fn following(&self) -> List {
        let clause = self.clause;
        let from = self.objects().last().map_or(self.after.resume, |last| last.resume);
        let inside = |at: &usize| *at == from || !matches!(clause.gap(*at), Gap::Comma | Gap::Break);
        let words = (from..clause.sentence.last.min(from + FOLLOWING)).take_while(inside);
        words.map(|at| clause.following(at)).find(|lists| *lists != List::default()).unwrap_or_default()
    }

    /// What is before the trigger from `at` on: adverbs, "has", "was".
    fn verb_after(&self, at: usize, plural: bool) -> Verb {
        let clause = self.clause;
        let mut at = clause.after_steps(at);
        let mut verb =
            Verb { at, active: Use::PAST.or(Use::PRESENT).or(Use::OPEN_PAST).or(Use::OPEN_PRESENT), passive: true };
        if plural {
            verb.active = verb.active.or(Use::BASE);
        }
        if clause.on(at, List::HAVE) {
            at = clause.after_steps(at + 1);
            verb = Verb { at, active: Use::PARTICIPLE.or(Use::OPEN_PARTICIPLE), passive: false };
        }
        while clause.on(at, List::BE) {
            at = clause.after_steps(at + 1);
            verb = Verb { at, active: Use::default(), passive: true };
        }
        verb
    }

    /// Whether the verb that was found opens a noun that closes behind B.
    fn opened(&self, found: &Match<'_>, tense: Use) -> bool {
        let clause = self.clause;
        let opens = Use(found.uses.0 & tense.0).has(Use::OPEN_PAST.or(Use::OPEN_PRESENT).or(Use::OPEN_PARTICIPLE));
        let from = self.after.last;
        opens
            && self.after.sure
            && (from..=from + OPENED).take_while(|&at| clause.gap(at) == Gap::Blank).any(|at| {
                clause.matches(at).iter().any(|noun| {
                    let same = (noun.trigger.class, noun.trigger.name) == (found.trigger.class, found.trigger.name);
                    same && noun.uses.has(Use::CLOSE) && clause.ends_object(noun.end)
                })
            })
    }

    /// "A's invasion of B", "the Russian invasion of B".
    fn noun(&mut self) {
        let (clause, a, b) = (self.clause, self.before, self.after);
        let owns = a.possessive || a.role == MentionRole::Demonym;
        if !owns || !a.sure || !b.acts() || a.last >= b.start || !clause.plain(a.last, b.start + 1) {
            return;
        }
        let adjective = |at: &usize| clause.on(*at, List::BEFORE_NOUN) || clause.shape(*at) == Some(Shape::Number);
        let skipped = (a.last..a.last + ADJECTIVES).take_while(adjective).count();
        let found = clause.matches(a.last + skipped).into_iter();
        for found in found.filter(|found| found.end == b.start && found.uses.has(Use::NOUN)) {
            if clause.ends_subject(b.end) && !clause.is_unreal(a.start) && clause.gap(a.start) != Gap::Hyphen {
                self.add(a, b, &found.trigger, false);
            }
        }
    }

    /// "A and B met".
    fn joint(&mut self) {
        let (clause, a, b) = (self.clause, self.before, self.after);
        if !self.is_joined() || !a.acts() || !b.acts() || !self.begins(self.at - 1) {
            return;
        }
        let at = clause.after_steps(b.resume);
        let have = clause.on(at, List::HAVE);
        let (at, uses) = match have {
            true => (clause.after_steps(at + 1), Use::JOINT_PARTICIPLE),
            false => (at, Use::JOINT_PAST.or(Use::JOINT_BASE)),
        };
        if clause.gap(b.resume) != Gap::Blank || !clause.plain(b.resume, at + 1) {
            return;
        }
        let matches = clause.matches(at);
        let longest = matches.iter().map(|found| found.end).max();
        // "A and B met with C": that they met each other is not said
        for found in matches.into_iter().filter(|found| Some(found.end) == longest) {
            let past = found.uses.has(Use::JOINT_PAST.or(Use::JOINT_PARTICIPLE));
            let told = past || clause.headline || !found.trigger.planned();
            if told && found.uses.has(uses) && clause.ends_object(found.end) {
                self.add(a, b, &found.trigger, false);
            }
        }
    }

    /// "talks between A and B".
    fn between(&mut self) {
        let (clause, a, b) = (self.clause, self.before, self.after);
        if !self.is_joined() || !a.acts() || !b.acts() || !clause.ends_subject(b.end) {
            return;
        }
        let planned = (b.end..b.end + AHEAD).any(|at| clause.makes_unreal(at));
        let first = a.start.saturating_sub(NOUNS + 1).max(clause.sentence.first);
        let fits = |found: &Match<'_>| found.end == a.start && found.uses.has(Use::BETWEEN);
        // the longest: a trade war is no war
        let longest = (first..a.start).find_map(|from| Some((from, clause.matches(from).into_iter().find(fits)?)));
        if let Some((from, found)) = longest
            && clause.gap(a.start) == Gap::Blank
            && !planned
            && !clause.is_unreal(from)
        {
            self.add(a, b, &found.trigger, false);
        }
    }

    /// Whether only "and" stands between the two.
    fn is_joined(&self) -> bool {
        let (clause, a, b) = (self.clause, self.before, self.after);
        clause.on(a.resume, List::AND) && a.resume + 1 == b.start && clause.plain(a.end, b.start + 1)
    }

    /// The first name with those that "and" joins to it, if they begin a clause that tells facts.
    fn subjects(&self) -> Vec<&'p Phrase> {
        let clause = self.clause;
        let mut out = vec![self.before];
        let mut at = self.at - 1;
        while let Some(before) = at.checked_sub(1).and_then(|at| self.phrases.get(at)) {
            let Some(first) = self.phrases.get(at) else { break };
            let and = first.start.checked_sub(1).filter(|&and| clause.on(and, List::AND));
            let comma = clause.gap(first.start) == Gap::Comma && before.end == first.start && out.len() > 1;
            if !before.acts() || !(and == Some(before.resume) || comma) {
                break;
            }
            out.push(before);
            at -= 1;
        }
        if self.begins(at) { out } else { Vec::new() }
    }

    /// Whether the name at `at`, or the list that it goes on with, begins a clause that tells facts.
    fn begins(&self, mut at: usize) -> bool {
        let clause = self.clause;
        while let (Some(before), Some(here)) =
            (at.checked_sub(1).and_then(|i| self.phrases.get(i)), self.phrases.get(at))
        {
            let and = before.resume + 1 == here.start && clause.on(before.resume, List::AND);
            if !(and || before.end == here.start && clause.gap(here.start) == Gap::Comma) {
                break;
            }
            at -= 1;
        }
        self.phrases.get(at).is_some_and(|first| clause.is_subject(first) && !clause.is_unreal(first.start))
    }

    /// The second name with one that "and" joins to it.
    fn objects(&self) -> Vec<&'p Phrase> {
        let clause = self.clause;
        let mut out = vec![self.after];
        if let Some(next) = self.phrases.get(self.at + 1) {
            let joined = clause.on(self.after.end, List::AND) && self.after.end + 1 == next.start;
            if joined && clause.plain(self.after.end, next.start + 1) && next.acts() && clause.ends_object(next.end) {
                out.push(next);
            }
        }
        out
    }

    fn add_all(&mut self, sources: &[&Phrase], targets: &[&Phrase], trigger: &Trigger<'_>, turned: bool) {
        for source in sources {
            for target in targets {
                self.add(source, target, trigger, turned);
            }
        }
    }

    fn add(&mut self, source: &Phrase, target: &Phrase, trigger: &Trigger<'_>, turned: bool) {
        let city = source.kind == Kind::Place && source.role != MentionRole::Metonym;
        let fits = trigger.fits(source.kind, target.kind) && (!city || trigger.names_source(source.kind));
        if source.entity == target.entity || !fits {
            return;
        }
        let (source, target) = if turned && trigger.mutual() { (target, source) } else { (source, target) };
        self.out.push(Relation {
            sentence: self.clause.index,
            source: source.entity,
            target: target.entity,
            class: trigger.class.to_owned(),
            trigger: trigger.name.to_owned(),
            mutual: trigger.mutual(),
        });
    }
}

/// Without the verbs that another word must follow.
fn direct(uses: Use) -> Use {
    Use(uses.0 & !(Use::OPEN_PRESENT.0 | Use::OPEN_PAST.0 | Use::OPEN_PARTICIPLE.0))
}

fn drop_present(uses: Use) -> Use {
    Use(uses.0 & !(Use::PRESENT.0 | Use::BASE.0 | Use::OPEN_PRESENT.0))
}
