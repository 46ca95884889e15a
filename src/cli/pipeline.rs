//! Documents through the extractor, on several threads, results in the order of input.

use super::{Failure, InputArgs, Outcome, complain};
use nertool::Extractor;
use nertool::input::{self, Document, Item};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// Documents that are read before they are worked on.
const BATCH: usize = 256;
/// Bytes of text after which a batch is worked on.
const BATCH_BYTES: usize = 4 << 20;

/// Reads what `args` name, applies `work` to each document on all threads, and gives the results to
/// `each` in the order of input.
pub fn run<T: Send>(
    args: &InputArgs,
    extractor: &Extractor,
    work: impl Fn(&Extractor, &Document) -> T + Sync,
    mut each: impl FnMut(&Document, T) -> Result<(), Failure>,
) -> Result<Outcome, Failure> {
    args.require_input()?;
    let threads = match args.threads {
        0 => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        n => n,
    };
    let (mut batch, mut bytes) = (Vec::new(), 0);
    let (mut failure, mut outcome) = (None, Outcome::Done);
    let mut flush = |batch: &mut Vec<Document>| -> Result<(), Failure> {
        for (document, result) in batch.iter().zip(worked(batch, extractor, &work, threads)) {
            each(document, result)?;
        }
        batch.clear();
        Ok(())
    };
    input::read(&args.paths, &args.options(), &mut |item| {
        match item {
            Item::Document(document) => {
                bytes += document.text.len();
                batch.push(document);
            }
            Item::Skipped(skipped) => {
                complain(&format!("skipped: {skipped}"));
                outcome = Outcome::Incomplete;
            }
        }
        if batch.len() >= BATCH || bytes >= BATCH_BYTES {
            bytes = 0;
            failure = flush(&mut batch).err();
        }
        failure.is_none()
    });
    match failure {
        Some(failure) => Err(failure),
        None => flush(&mut batch).map(|()| outcome),
    }
}

/// Results in the order of `batch`.
fn worked<T: Send>(
    batch: &[Document],
    extractor: &Extractor,
    work: &(impl Fn(&Extractor, &Document) -> T + Sync),
    threads: usize,
) -> Vec<T> {
    if threads < 2 || batch.len() < 2 {
        return batch.iter().map(|document| work(extractor, document)).collect();
    }
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads.min(batch.len()) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while let Some((index, document)) = take(next, batch) {
                    // the receiver lives until all threads are done
                    let _ = sender.send((index, work(extractor, document)));
                }
            });
        }
    });
    drop(sender);
    let mut results: Vec<(usize, T)> = receiver.into_iter().collect();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

fn take<'b>(next: &AtomicUsize, batch: &'b [Document]) -> Option<(usize, &'b Document)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    batch.get(index).map(|document| (index, document))
}
