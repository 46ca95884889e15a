//! The lexicon match alone (words found, forms looked up and compared) against aho-corasick's
//! contiguous NFA over the same surfaces. The automaton counts what `find_iter` gives, the longest of
//! what overlaps, also inside words; the lexicon gives all that overlaps, of whole words, in any case.
//!
//! `cargo bench --bench lexicon [-- FILE ...]`: text or JSON Lines, also from `NERTOOL_BENCH`; without
//! either it reads a repeated sample. `benches/run.sh` unpacks the news and calls it.
//!
//! Both sides work on one document at a time, on one thread, in turns within one process. A round's
//! time is the thread's time on the processor where the system tells it (Linux), else the clock's.

#![allow(clippy::print_stdout, clippy::print_stderr, missing_docs)]

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use nertool::builtin;
use nertool::dictionary::Knowledge;
use nertool::input::{self, Item, Options};
use nertool::matchers::lexicon::{self, Words};
use nertool::text::token::tokenise;
use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Without a file: copies of the sample, about 8 MB.
const SAMPLE: &str = "examples/korea.txt";
const SAMPLE_BYTES: usize = 8_000_000;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// What is measured: its name, and what counts the forms of a text.
type Side<'a> = (&'a str, &'a dyn Fn(&str) -> usize);

fn run() -> Result<(), String> {
    let documents = documents()?;
    let bytes: usize = documents.iter().map(String::len).sum();
    let knowledge = builtin::knowledge()?;
    let surfaces = surfaces(&knowledge);
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(&surfaces)
        .map_err(|error| error.to_string())?;
    println!("{} documents, {:.1} MB, {} surfaces", documents.len(), bytes as f64 / 1e6, surfaces.len());

    let sides: [Side<'_>; 3] = [
        ("tokens and lexicon", &|text| {
            let tokens = tokenise(text);
            let mut found = 0;
            lexicon::scan(&knowledge, Words { text, tokens: &tokens, hashes: &[] }, |_| found += 1);
            found
        }),
        ("aho-corasick, contiguous NFA", &|text| automaton.find_iter(text).count()),
        ("tokens alone", &|text| tokenise(text).len()),
    ];
    let rounds = rounds();
    let mut times = [const { Vec::new() }; 3];
    let mut counts = [0; 3];
    for _ in 0..=rounds {
        for (((_, work), times), count) in sides.iter().zip(&mut times).zip(&mut counts) {
            let start = Clock::now();
            *count = documents.iter().map(|text| black_box(work(text))).sum();
            times.push(start.seconds());
        }
    }
    for times in &mut times {
        times.remove(0); // the first round warms up
    }
    for (((name, _), times), count) in sides.iter().zip(&times).zip(counts) {
        let speed = bytes as f64 / 1e6 / middle(times.clone());
        println!("{name:<30} {speed:>8.0} MB/s   {count} found");
    }
    let [ours, theirs, _] = &times;
    let ratios: Vec<f64> = theirs.iter().zip(ours).map(|(theirs, ours)| theirs / ours).collect();
    let (least, most) = ratios.iter().fold((f64::MAX, 0.0f64), |(a, b), &ratio| (a.min(ratio), b.max(ratio)));
    println!("ratio {:.2} ({least:.2} to {most:.2} in {rounds} rounds; floor 3)", middle(ratios));
    Ok(())
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Rounds: `NERTOOL_BENCH_ROUNDS`, by default 9.
fn rounds() -> usize {
    std::env::var("NERTOOL_BENCH_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(9)
}

/// Texts of the files that are named, or copies of the sample.
fn documents() -> Result<Vec<String>, String> {
    let mut paths: Vec<PathBuf> =
        std::env::args_os().skip(1).filter(|arg| arg != "--bench").map(PathBuf::from).collect();
    if paths.is_empty() {
        paths.extend(std::env::var_os("NERTOOL_BENCH").map(PathBuf::from));
    }
    if paths.is_empty() {
        let text = std::fs::read_to_string(SAMPLE).map_err(|error| format!("{SAMPLE}: {error}"))?;
        return Ok(vec![text.clone(); SAMPLE_BYTES / text.len() + 1]);
    }
    let (mut texts, mut skipped) = (Vec::new(), None);
    input::read(&paths, &Options::default(), &mut |item| {
        match item {
            Item::Document(document) => texts.push(document.text),
            Item::Skipped(reason) => skipped = Some(reason.to_string()),
        }
        skipped.is_none()
    });
    skipped.map_or(Ok(texts), Err)
}

/// Every different surface of the dictionary.
fn surfaces(knowledge: &Knowledge) -> BTreeSet<String> {
    let images = knowledge.layers().iter();
    images.flat_map(|image| image.forms().indexes().map(|index| image.form(index).text.to_owned())).collect()
}

/// A point in the time that this thread has had on a processor, or in the day's.
enum Clock {
    Processor(u64),
    Wall(Instant),
}

impl Clock {
    fn now() -> Self {
        processor_nanoseconds().map_or_else(|| Self::Wall(Instant::now()), Self::Processor)
    }

    fn seconds(&self) -> f64 {
        match self {
            Self::Processor(start) => processor_nanoseconds().unwrap_or(*start).saturating_sub(*start) as f64 / 1e9,
            Self::Wall(start) => start.elapsed().as_secs_f64(),
        }
    }
}

/// First field of Linux' `schedstat`: nanoseconds on a processor.
fn processor_nanoseconds() -> Option<u64> {
    // the kernel brings the figure up to date when the thread yields
    std::thread::yield_now();
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok().filter(|&n| n > 0)
}
