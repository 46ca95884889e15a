//! `nertool summary`.

use super::collect::{self, DuplicateArgs};
use super::counted::ScopeArgs;
use super::{Failure, InputArgs, Outcome, OutputArgs};
use clap::Args;
use nertool::aggregate::Aggregate;
use nertool::dictionary::Kind;
use nertool::output::{Format, json, summary};
use serde::Serialize;
use std::io::Write;

/// The people-and-places table.
#[derive(Args)]
#[command(after_help = "Examples:
  nertool summary article.txt
  nertool summary --all --top 10 news/
  nertool summary --format markdown article.txt > summary.md")]
pub struct SummaryArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// Organizations too
    #[arg(long)]
    all: bool,
    /// Rows a section (0: all)
    #[arg(long, default_value_t = 20, value_name = "N")]
    top: usize,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    copies: DuplicateArgs,
}

#[derive(Serialize)]
struct SummaryJson {
    nertool: &'static str,
    dictionary: json::DictionaryJson,
    documents: u64,
    duplicates: u64,
    units: u64,
    sections: Vec<summary::Section>,
}

/// Counts and writes.
pub fn run(args: &SummaryArgs) -> Result<Outcome, Failure> {
    let formats = [Format::Table, Format::Json, Format::Csv, Format::Markdown];
    let format = args.output.format(&formats, Format::Table, Format::Table)?;
    let extractor = args.input.extractor()?;
    let counted: Vec<Kind> = Kind::ALL.into_iter().chain([Kind::Topic]).collect();
    let (aggregate, outcome) =
        collect::count(&args.input, &extractor, Aggregate::new(args.scope.scope, &counted, 0), args.copies, None)?;
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|&kind| args.all || kind != Kind::Organization).collect();
    let sections = summary::sections(&aggregate, &kinds, args.top);
    let mut sink = args.output.sink()?;
    match format {
        Format::Json => {
            let dictionary = json::dictionary(extractor.knowledge());
            let Aggregate { documents, duplicates, units, .. } = aggregate;
            let all =
                SummaryJson { nertool: env!("CARGO_PKG_VERSION"), dictionary, documents, duplicates, units, sections };
            serde_json::to_writer_pretty(&mut sink, &all)?;
            sink.write_all(b"\n")?;
        }
        Format::Csv => summary::csv(&mut sink, &sections)?,
        Format::Markdown => sink.write_all(summary::markdown(&sections).as_bytes())?,
        _ => sink.write_all(summary::terminal(&aggregate, &sections, args.output.look()).as_bytes())?,
    }
    sink.finish()?;
    Ok(outcome)
}
