//! `nertool topics`.

use super::{Failure, InputArgs, Outcome, OutputArgs, pipeline};
use clap::Args;
use nertool::Extractor;
use nertool::aggregate::time::{By, Date};
use nertool::aggregate::topics::Ranking;
use nertool::input::Document;
use nertool::output::{Format, Sink, json, ranking, topics};
use nertool::text::Reading;
use nertool::topics::{Limits, Topics};
use std::io::Write;

/// What documents are about.
#[derive(Args)]
#[command(after_help = "Examples:
  nertool topics article.txt
  nertool topics --why article.txt
  cat article.txt | nertool topics --format json
  nertool topics news/                                 ranks topics over the documents
  nertool topics --by month --format csv news.jsonl    their course")]
pub struct TopicsArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// List what speaks for each topic, with its place and points
    #[arg(long)]
    why: bool,
    /// Lowest score of a topic, 0 to 1
    #[arg(long, default_value_t = Limits::default().score, value_name = "SCORE")]
    min_score: f32,
    /// Topics a document at most (0: all)
    #[arg(long, default_value_t = Limits::default().count, value_name = "N")]
    top: usize,
    /// Rank topics over all documents; a table of several documents does so without asking
    #[arg(long)]
    rank: bool,
    /// Show the topics of each document, also in a table of several
    #[arg(long, conflicts_with = "rank")]
    each: bool,
    /// Rank, and count by day, week or month of the documents' dates
    #[arg(long, value_name = "PERIOD", value_parser = By::parse, conflicts_with_all = ["each", "why"])]
    by: Option<By>,
    /// Year of datelines that name none
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
    /// Rows of the ranking at most (0: all)
    #[arg(long, default_value_t = 30, value_name = "N")]
    rows: usize,
}

/// Finds topics and writes them.
pub fn run(args: &TopicsArgs) -> Result<Outcome, Failure> {
    let formats = [Format::Table, Format::Json, Format::Jsonl, Format::Csv];
    let format = args.output.format(&formats, Format::Table, Format::Jsonl)?;
    let extractor = args.input.extractor()?;
    let mut sink = args.output.sink()?;
    let outcome = write(args, &extractor, format, &mut sink)?;
    sink.finish()?;
    Ok(outcome)
}

fn write(args: &TopicsArgs, extractor: &Extractor, format: Format, sink: &mut Sink) -> Result<Outcome, Failure> {
    if args.rank || args.by.is_some() || (format == Format::Table && !args.each) {
        return rank(args, extractor, format, sink);
    }
    match format {
        Format::Json => pipeline::json(&args.input, extractor, sink, |document| {
            Ok(serde_json::to_string(&topics::document(document, &args.of(extractor, document), args.why))?)
        }),
        Format::Csv => comma(args, extractor, sink),
        Format::Table => {
            let look = args.output.look();
            pipeline::texts(&args.input, extractor, sink, "\n", |document| {
                Ok(topics::terminal(document, &args.of(extractor, document), args.why, look))
            })
        }
        _ => pipeline::texts(&args.input, extractor, sink, "", |document| {
            Ok(serde_json::to_string(&topics::document(document, &args.of(extractor, document), args.why))? + "\n")
        }),
    }
}

/// Counts topics over all documents. A table of one document is its own.
fn rank(args: &TopicsArgs, extractor: &Extractor, format: Format, sink: &mut Sink) -> Result<Outcome, Failure> {
    let look = args.output.look();
    let (mut ranking, mut only) = (Ranking::default(), None);
    let work = |extractor: &Extractor, document: &Document| {
        let reading = Reading::of(&document.text, extractor.knowledge());
        let date = args.by.and_then(|_| Date::of(document.date.as_deref(), &reading, args.year));
        (args.topics(extractor, document, &reading), date)
    };
    let outcome = pipeline::run(&args.input, extractor, work, |document, (found, date)| {
        ranking.add(&found, date, args.by);
        if ranking.documents == 1 {
            only = Some(topics::terminal(document, &found, args.why, look));
        }
        Ok(())
    })?;
    match format {
        Format::Table if ranking.documents == 1 && !args.rank && args.by.is_none() => {
            sink.write_all(only.unwrap_or_default().as_bytes())?;
        }
        Format::Table => sink.write_all(ranking::terminal(&ranking, args.by, args.rows, look).as_bytes())?,
        Format::Csv => ranking::csv(&mut *sink, &ranking, args.by, args.rows)?,
        _ => {
            let dictionary = json::dictionary(extractor.knowledge());
            let all = ranking::json(&ranking, dictionary, args.by, args.rows);
            serde_json::to_writer(&mut *sink, &all)?;
            sink.write_all(b"\n")?;
        }
    }
    Ok(outcome)
}

impl TopicsArgs {
    fn of(&self, extractor: &Extractor, document: &Document) -> Topics {
        let reading = Reading::of(&document.text, extractor.knowledge());
        self.topics(extractor, document, &reading)
    }

    fn topics(&self, extractor: &Extractor, document: &Document, reading: &Reading<'_>) -> Topics {
        let date = Date::of(document.date.as_deref(), reading, None);
        let resolved = extractor.extract_reading(reading, date);
        let limits = Limits { score: self.min_score, count: self.top };
        extractor.topics(reading, &resolved, document.title.as_deref(), limits)
    }
}

fn comma(args: &TopicsArgs, extractor: &Extractor, sink: &mut Sink) -> Result<Outcome, Failure> {
    let mut writer = csv::Writer::from_writer(sink);
    writer.write_record(topics::HEADER)?;
    let outcome = pipeline::run(
        &args.input,
        extractor,
        |extractor, document| args.of(extractor, document),
        |document, found| Ok(topics::records(&mut writer, document, &found)?),
    )?;
    writer.flush()?;
    Ok(outcome)
}
