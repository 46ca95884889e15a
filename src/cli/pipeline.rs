//! Documents through the extractor, on several threads, results in the order of input.
//!
//! The thread that reads also hands on the results and, when enough documents wait, works on one
//! itself; so no thread waits for another while there is work.

use super::{Failure, InputArgs, Outcome, complain};
use nertool::Extractor;
use nertool::input::{self, Document, Item};
use nertool::output::{self, Sink};
use std::collections::VecDeque;
use std::io::Write;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Documents that are under way at most.
const UNDER_WAY: usize = 256;
/// Bytes of text that are under way at most, one document aside.
const BYTES_UNDER_WAY: usize = 4 << 20;

/// Writes a text for each document, rendered on the working threads, with `between` between two.
pub fn texts(
    args: &InputArgs,
    extractor: &Extractor,
    sink: &mut Sink,
    between: &str,
    render: impl Fn(&Document) -> Result<String, Failure> + Sync,
) -> Result<Outcome, Failure> {
    let mut first = true;
    let work = |_: &Extractor, document: &Document| render(document);
    run(args, extractor, work, |_, text| {
        if !std::mem::take(&mut first) {
            sink.write_all(between.as_bytes())?;
        }
        Ok(sink.write_all(text?.as_bytes())?)
    })
}

/// Writes `{"nertool", "dictionary", "documents": [ … ]}` of the objects that `render` gives, as the documents
/// come.
pub fn json(
    args: &InputArgs,
    extractor: &Extractor,
    sink: &mut Sink,
    render: impl Fn(&Document) -> Result<String, Failure> + Sync,
) -> Result<Outcome, Failure> {
    let dictionary = serde_json::to_string(&output::json::dictionary(extractor.knowledge()))?;
    write!(sink, "{{\"nertool\":\"{}\",\"dictionary\":{dictionary},\"documents\":[", env!("CARGO_PKG_VERSION"))?;
    let outcome = texts(args, extractor, sink, ",", |document| Ok(format!("\n{}", render(document)?)))?;
    sink.write_all(b"\n]}\n")?;
    Ok(outcome)
}

/// Reads what `args` name, applies `work` to each document on all threads, and gives the results to
/// `each` in the order of input.
pub fn run<T: Send>(
    args: &InputArgs,
    extractor: &Extractor,
    work: impl Fn(&Extractor, &Document) -> T + Sync,
    each: impl FnMut(&Document, T) -> Result<(), Failure>,
) -> Result<Outcome, Failure> {
    args.require_input()?;
    let threads = match args.threads {
        0 => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        n => n,
    };
    let work = |document: &Document| work(extractor, document);
    let (jobs, (sender, results)) = (Jobs::default(), mpsc::channel());
    std::thread::scope(|scope| {
        for _ in 1..threads {
            let (sender, jobs, work) = (sender.clone(), &jobs, &work);
            scope.spawn(move || jobs.work_off(work, &sender));
        }
        drop(sender);
        let (jobs, work, alone) = (&jobs, &work, threads == 1);
        let mut line = Line { jobs, work, alone, results, waiting: VecDeque::new(), first: 0, bytes: 0, each };
        let outcome = line.read(args);
        jobs.close();
        outcome
    })
}

/// Documents that wait for a thread, each with its number.
#[derive(Default)]
struct Jobs {
    waiting: Mutex<(VecDeque<(usize, Document)>, Closed)>,
    changed: Condvar,
}

type Closed = bool;

impl Jobs {
    fn lock(&self) -> MutexGuard<'_, (VecDeque<(usize, Document)>, Closed)> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, number: usize, document: Document) {
        self.lock().0.push_back((number, document));
        self.changed.notify_one();
    }

    /// A document, if one waits.
    fn take(&self) -> Option<(usize, Document)> {
        self.lock().0.pop_front()
    }

    /// Drops what waits and sends the threads home.
    fn close(&self) {
        *self.lock() = (VecDeque::new(), true);
        self.changed.notify_all();
    }

    /// What a thread does until there is no more to do.
    fn work_off<T>(&self, work: &impl Fn(&Document) -> T, sender: &Sender<(usize, Document, T)>) {
        loop {
            let mut waiting = self.lock();
            while waiting.0.is_empty() && !waiting.1 {
                waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
            }
            let Some((number, document)) = waiting.0.pop_front() else {
                return;
            };
            drop(waiting);
            let result = work(&document);
            // after a failure no one waits for results
            let _ = sender.send((number, document, result));
        }
    }
}

/// The documents under way, in the order of input.
struct Line<'a, T, W, E> {
    jobs: &'a Jobs,
    work: &'a W,
    /// No other thread works.
    alone: bool,
    results: Receiver<(usize, Document, T)>,
    /// The documents under way; those that are done with their results.
    waiting: VecDeque<Option<(Document, T)>>,
    /// Number of the first of them.
    first: usize,
    /// Bytes of their texts.
    bytes: usize,
    each: E,
}

impl<T, W, E> Line<'_, T, W, E>
where
    W: Fn(&Document) -> T,
    E: FnMut(&Document, T) -> Result<(), Failure>,
{
    /// Reads all documents and hands on all results.
    fn read(&mut self, args: &InputArgs) -> Result<Outcome, Failure> {
        let (mut failure, mut outcome) = (None, Outcome::Done);
        input::read(&args.paths, &args.options(), &mut |item| {
            match item {
                Item::Document(document) => failure = self.add(document).err(),
                Item::Skipped(skipped) => {
                    complain(&format!("skipped: {skipped}"));
                    outcome = Outcome::Incomplete;
                }
            }
            failure.is_none()
        });
        match failure {
            Some(failure) => Err(failure),
            None => self.advance(0).map(|()| outcome),
        }
    }

    fn add(&mut self, document: Document) -> Result<(), Failure> {
        if self.alone {
            let result = (self.work)(&document);
            return (self.each)(&document, result);
        }
        self.bytes += document.text.len();
        self.jobs.add(self.first + self.waiting.len(), document);
        self.waiting.push_back(None);
        self.advance(UNDER_WAY)
    }

    /// Hands on results in order, until no more than `limit` documents are under way.
    fn advance(&mut self, limit: usize) -> Result<(), Failure> {
        loop {
            while let Ok(done) = self.results.try_recv() {
                self.done(done);
            }
            while let Some(Some(_)) = self.waiting.front() {
                if let Some((document, result)) = self.waiting.pop_front().flatten() {
                    self.first += 1;
                    self.bytes -= document.text.len();
                    (self.each)(&document, result)?;
                }
            }
            if self.waiting.is_empty() || (self.waiting.len() <= limit && limit > 0 && self.bytes <= BYTES_UNDER_WAY) {
                return Ok(());
            }
            match self.jobs.take() {
                Some((number, document)) => {
                    let result = (self.work)(&document);
                    self.done((number, document, result));
                }
                None => match self.results.recv() {
                    Ok(done) => self.done(done),
                    Err(_) => return Ok(()),
                },
            }
        }
    }

    fn done(&mut self, (number, document, result): (usize, Document, T)) {
        if let Some(place) = number.checked_sub(self.first).and_then(|at| self.waiting.get_mut(at)) {
            *place = Some((document, result));
        }
    }
}
