//! Counts of many documents, near copies once.

use super::spool::Spool;
use super::{Failure, InputArgs, Outcome, complain, pipeline};
use clap::Args;
use nertool::aggregate::counter::Numbered;
use nertool::aggregate::duplicates::{self, Fingerprint};
use nertool::aggregate::time::Date;
use nertool::aggregate::{Aggregate, Contribution, Counter};
use nertool::dictionary::Kind;
use nertool::output::graph::partial;
use nertool::output::inert;
use nertool::text::Reading;
use nertool::topics::Limits;
use nertool::{Extractor, input::Document, relations};

/// What to do with near copies.
#[derive(Args, Clone, Copy, Default)]
pub struct DuplicateArgs {
    /// Name near copies of documents on standard error
    #[arg(long)]
    duplicates: bool,
    /// Count near copies of documents too
    #[arg(long)]
    keep_duplicates: bool,
}

/// The counts of a document, of what `empty` counts; `year` is that of datelines without one.
pub fn contribution(extractor: &Extractor, document: &Document, empty: &Aggregate, year: Option<i32>) -> Contribution {
    let reading = Reading::of(&document.text, extractor.knowledge());
    let date = Date::of(document.date.as_deref(), &reading, year);
    let resolved = extractor.extract_reading(&reading, date);
    let relations = empty.relations.then(|| relations::find(&reading, &resolved, extractor.knowledge()));
    let topics = empty
        .kinds
        .contains(&Kind::Topic)
        .then(|| extractor.topics(&reading, &resolved, document.title.as_deref(), Limits::default()).topics);
    let mut counts = Contribution::of(&document.id, &reading, resolved, &relations.unwrap_or_default(), empty);
    counts.date = date;
    counts.add_topics(&topics.unwrap_or_default());
    counts
}

/// Counts everything that `input` names, of what `empty` counts; `year` is that of datelines without one.
pub fn count(
    input: &InputArgs,
    extractor: &Extractor,
    empty: Aggregate,
    copies: DuplicateArgs,
    year: Option<i32>,
) -> Result<(Aggregate, Outcome), Failure> {
    let (mut collection, mut counter) = (Collection::default(), Counter::new(empty.clone()));
    let work = |extractor: &Extractor, document: &Document| contribution(extractor, document, &empty, year);
    let outcome = pipeline::run(input, extractor, work, |_, contribution| {
        if copies.keep() {
            counter.add(contribution);
            return Ok(());
        }
        Ok(collection.add(contribution, &mut counter)?)
    })?;
    Ok((collection.finish(counter, copies)?, outcome))
}

impl DuplicateArgs {
    /// Whether copies are counted, and need not be looked for.
    fn keep(self) -> bool {
        self.keep_duplicates && !self.duplicates
    }
}

/// Bytes of counts that are kept in memory; more goes to a temporary file. Twenty thousand reports
/// fit: writing them and parsing them again would take a tenth of the time that counting does.
const MEMORY: usize = 96 << 20;

/// Documents whose copies are not yet known: near copies can be told apart only when all have come.
#[derive(Default)]
pub struct Collection {
    documents: Vec<(String, Fingerprint)>,
    /// The first of them, as many as the memory takes,
    first: Vec<Numbered>,
    bytes: usize,
    /// and the rest.
    lines: Spool,
}

impl Collection {
    /// Adds a document that `counter` will count.
    ///
    /// # Errors
    ///
    /// Why it cannot be kept.
    pub fn add(&mut self, contribution: Contribution, counter: &mut Counter) -> Result<(), String> {
        self.documents.push((contribution.document.clone(), contribution.fingerprint.clone()));
        if self.bytes > MEMORY {
            return self.lines.push(&partial::line(&contribution).map_err(|error| error.to_string())?);
        }
        let numbered = counter.number(contribution);
        self.bytes += numbered.size();
        self.first.push(numbered);
        Ok(())
    }

    /// The sums of `counter` with all documents, each of near copies once.
    ///
    /// # Errors
    ///
    /// Why they cannot be read back.
    pub fn finish(self, mut counter: Counter, copies: DuplicateArgs) -> Result<Aggregate, Failure> {
        let repeats = duplicates::find(&self.documents);
        self.report(&repeats, copies);
        let kept: Vec<bool> = repeats.iter().map(|of| of.is_none() || copies.keep_duplicates).collect();
        counter.leave_out(kept.iter().filter(|kept| !**kept).count() as u64);
        let (first, rest) = kept.split_at_checked(self.first.len()).unwrap_or((&kept, &[]));
        let mut rest = rest.iter();
        self.lines.read(|line| {
            if *rest.next().unwrap_or(&true) {
                counter.add(partial::parse(line)?);
            }
            Ok(())
        })?;
        let first = self.first.into_iter().zip(first).filter(|(_, kept)| **kept);
        Ok(counter.finish_with(first.map(|(document, _)| document)))
    }

    fn report(&self, repeats: &[Option<usize>], copies: DuplicateArgs) {
        let name = |at: usize| self.documents.get(at).map(|(id, _)| inert::terminal(id)).unwrap_or_default();
        let mut found = 0;
        for (at, of) in repeats.iter().enumerate() {
            let Some(of) = *of else { continue };
            found += 1;
            if copies.duplicates {
                complain(&format!("near copy: {} of {}", name(at), name(of)));
            }
        }
        if found > 0 {
            let counted = if copies.keep_duplicates { "counted" } else { "not counted; --keep-duplicates counts them" };
            let list = if copies.duplicates { "" } else { ", --duplicates lists them" };
            complain(&format!(
                "{found} of {} documents are near copies of others: {counted}{list}",
                self.documents.len()
            ));
        }
    }
}
