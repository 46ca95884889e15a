//! `nertool topics`.

use super::{Failure, InputArgs, Outcome, OutputArgs, pipeline};
use clap::Args;
use nertool::Extractor;
use nertool::input::Document;
use nertool::output::{Format, Sink, json, topics};
use nertool::text::Reading;
use nertool::topics::{Limits, Topics};
use std::io::Write;

/// What documents are about.
#[derive(Args)]
#[command(after_help = "Examples:
  nertool topics article.txt
  nertool topics --why article.txt
  cat article.txt | nertool topics --format json")]
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
}

/// Finds topics and writes them.
pub fn run(args: &TopicsArgs) -> Result<Outcome, Failure> {
    let formats = [Format::Table, Format::Json, Format::Jsonl, Format::Csv];
    let format = args.output.format(&formats, Format::Table, Format::Jsonl)?;
    let extractor = args.input.extractor()?;
    let mut sink = args.output.sink()?;
    let outcome = match format {
        Format::Json => whole(args, &extractor, &mut sink)?,
        Format::Csv => comma(args, &extractor, &mut sink)?,
        Format::Table => {
            let look = args.output.look();
            each(args, &extractor, &mut sink, "\n", |document, found| {
                Ok(topics::terminal(document, found, args.why, look))
            })?
        }
        _ => each(args, &extractor, &mut sink, "", |document, found| {
            Ok(serde_json::to_string(&topics::document(document, found, args.why))? + "\n")
        })?,
    };
    sink.finish()?;
    Ok(outcome)
}

impl TopicsArgs {
    fn of(&self, extractor: &Extractor, document: &Document) -> Topics {
        let reading = Reading::of(&document.text, extractor.knowledge());
        let resolved = extractor.extract_reading(&reading);
        let limits = Limits { score: self.min_score, count: self.top };
        extractor.topics(&reading, &resolved, document.title.as_deref(), limits)
    }
}

/// One text a document, rendered on the working threads.
fn each(
    args: &TopicsArgs,
    extractor: &Extractor,
    sink: &mut Sink,
    between: &str,
    render: impl Fn(&Document, &Topics) -> Result<String, serde_json::Error> + Sync,
) -> Result<Outcome, Failure> {
    let mut first = true;
    pipeline::run(
        &args.input,
        extractor,
        |extractor, document| render(document, &args.of(extractor, document)),
        |_, rendered| {
            if !std::mem::take(&mut first) {
                sink.write_all(between.as_bytes())?;
            }
            Ok(sink.write_all(rendered?.as_bytes())?)
        },
    )
}

/// `{"nertool", "dictionary", "documents": [ … ]}`, written as the documents come.
fn whole(args: &TopicsArgs, extractor: &Extractor, sink: &mut Sink) -> Result<Outcome, Failure> {
    let dictionary = serde_json::to_string(&json::dictionary(extractor.knowledge()))?;
    write!(sink, "{{\"nertool\":\"{}\",\"dictionary\":{dictionary},\"documents\":[", env!("CARGO_PKG_VERSION"))?;
    let outcome = each(args, extractor, sink, ",", |document, found| {
        Ok(format!("\n{}", serde_json::to_string(&topics::document(document, found, args.why))?))
    })?;
    sink.write_all(b"\n]}\n")?;
    Ok(outcome)
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
