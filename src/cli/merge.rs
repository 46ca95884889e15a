//! `nertool merge`: parts that were counted apart, as one graph.

use super::collect::{Collection, DuplicateArgs};
use super::graph::{self, ShownArgs};
use super::{Failure, Outcome, OutputArgs};
use clap::Args;
use nertool::aggregate::Counter;
use nertool::aggregate::time::Calendar;
use nertool::output::Format;
use nertool::output::graph::partial::{self, Head};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// One graph of partial counts.
#[derive(Args)]
#[command(after_help = "Examples:
  nertool graph -o part-1.jsonl news/1
  nertool graph -o part-2.jsonl news/2
  nertool merge part-*.jsonl -o graph.gexf
The result is the same as of all documents at once, byte for byte.")]
pub struct MergeArgs {
    /// Files that `nertool graph -o NAME.jsonl` wrote; - for standard input
    #[arg(required = true, value_name = "PART")]
    parts: Vec<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    copies: DuplicateArgs,
    #[command(flatten)]
    shown: ShownArgs,
}

/// Adds up and writes.
pub fn run(args: &MergeArgs) -> Result<Outcome, Failure> {
    let format = graph::format(&args.output)?;
    if format == Format::Jsonl {
        return join(args);
    }
    let mut collection = Collection::default();
    let mut counter = None;
    let head = read(&args.parts, &mut |head, line| {
        let counter = match &mut counter {
            Some(counter) => counter,
            none => none.insert(self::counter(head, args)?),
        };
        collection.add(partial::parse(line)?, counter)
    })?;
    let counter = counter.map_or_else(|| self::counter(&head, args), Ok)?;
    graph::write(&collection.finish(counter, args.copies)?, &head.dictionary, &args.shown, &args.output, format)?;
    Ok(Outcome::Done)
}

fn counter(head: &Head, args: &MergeArgs) -> Result<Counter, String> {
    let mut empty = head.empty()?;
    empty.calendar = args.shown.by.map(Calendar::new).or(empty.calendar);
    Ok(Counter::new(empty))
}

/// Several parts as one.
fn join(args: &MergeArgs) -> Result<Outcome, Failure> {
    if args.shown.filter().chooses() || args.shown.by.is_some() {
        return Err("partial counts are whole: filters and --by are for graphs".to_owned().into());
    }
    let mut lines = super::spool::Spool::default();
    let head = read(&args.parts, &mut |_, line| {
        partial::parse(line)?;
        lines.push(line)
    })?;
    let head = head.line()?;
    let mut sink = args.output.sink()?;
    sink.write_all(head.as_bytes())?;
    let mut put = |text: &str| sink.write_all(text.as_bytes()).map_err(|error| format!("output: {error}"));
    lines.read(|line| put(line).and_then(|()| put("\n")))?;
    sink.finish()?;
    Ok(Outcome::Done)
}

/// Reads all parts, gives each document's line to `each` with the head that all share, and the head.
fn read(parts: &[PathBuf], each: &mut dyn FnMut(&Head, &str) -> Result<(), String>) -> Result<Head, Failure> {
    let mut shared: Option<(Head, &Path)> = None;
    for path in parts {
        let place = |number: usize, error: &str| format!("{}:{number}: {error}", path.display());
        let mut reader = open(path)?;
        let (mut line, mut number, mut headed) = (String::new(), 0, false);
        while reader.read_line(&mut line).map_err(|error| place(number + 1, &error.to_string()))? > 0 {
            number += 1;
            if !line.ends_with('\n') {
                return Err(place(number, "the line is cut off: write the part again").into());
            }
            if Head::is(&line) {
                let head = Head::parse(&line).map_err(|error| place(number, &error))?;
                headed = true;
                match &shared {
                    Some((first, from)) => {
                        if let Some(difference) = first.differs(&head) {
                            let from = from.display();
                            let message = format!("counted with {difference} as in {from}: count all parts alike");
                            return Err(place(number, &message).into());
                        }
                    }
                    None => shared = Some((head, path)),
                }
            } else if let (true, Some((head, _))) = (headed, &shared) {
                each(head, &line).map_err(|error| place(number, &error))?;
            } else {
                return Err(place(number, "no partial counts: write them with nertool graph -o NAME.jsonl").into());
            }
            line.clear();
        }
        if !headed {
            return Err(place(1, "empty: write partial counts with nertool graph -o NAME.jsonl").into());
        }
    }
    shared.map(|(head, _)| head).ok_or_else(|| "no parts".to_owned().into())
}

fn open(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(std::io::stdin())));
    }
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
}
