//! `nertool extract`.

use super::{Failure, InputArgs, Outcome, OutputArgs, pipeline};
use clap::Args;
use nertool::Extractor;
use nertool::aggregate::date::Date;
use nertool::input::Document;
use nertool::output::{Format, Sink, json, records, table};
use nertool::resolve::Resolved;
use nertool::text::Reading;
use nertool::topics::{Limits, Topics, countries};

/// Entities in a text.
#[derive(Args)]
#[command(after_help = "Examples:
  nertool extract article.txt
  cat article.txt | nertool extract --format json
  nertool extract --format csv -o mentions.csv news/
  nertool extract --input-format jsonl --text-field body articles.jsonl")]
pub struct ExtractArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// Topics a document at most, in json and jsonl; 0: none is looked for
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::value_parser!(u16).range(..=1000))]
    topics: u16,
    /// Keyphrases a document at most, in json and jsonl
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u16).range(..=1000))]
    keyphrases: u16,
}

/// Extracts and writes.
pub fn run(args: &ExtractArgs) -> Result<Outcome, Failure> {
    let formats = [Format::Table, Format::Json, Format::Jsonl, Format::Csv];
    let format = args.output.format(&formats, Format::Table, Format::Jsonl)?;
    let extractor = args.input.extractor()?;
    let mut sink = args.output.sink()?;
    let outcome = match format {
        Format::Json => pipeline::json(&args.input, &extractor, &mut sink, |document| {
            let (resolved, topics) = args.found(&extractor, document);
            Ok(json::document(document, &resolved, &topics)?)
        }),
        Format::Csv => comma(args, &extractor, &mut sink),
        Format::Table => {
            let look = args.output.look();
            let render = |document: &Document| Ok(table::document(document, &args.found(&extractor, document).0, look));
            pipeline::texts(&args.input, &extractor, &mut sink, "\n", render)
        }
        _ => pipeline::texts(&args.input, &extractor, &mut sink, "", |document| {
            let (resolved, topics) = args.found(&extractor, document);
            Ok(json::document(document, &resolved, &topics)? + "\n")
        }),
    }?;
    sink.finish()?;
    Ok(outcome)
}

impl ExtractArgs {
    fn found(&self, extractor: &Extractor, document: &Document) -> (Resolved, Topics) {
        let reading = Reading::of(&document.text, extractor.knowledge());
        let date = Date::of(document.date.as_deref(), &reading, None);
        let resolved = extractor.extract_reading(&reading, date);
        let mut topics = match usize::from(self.topics) {
            0 => Topics { countries: countries::of(&resolved), ..Topics::default() },
            count => {
                let limits = Limits { count, ..Limits::default() };
                extractor.topics(&reading, &resolved, document.title.as_deref(), limits)
            }
        };
        topics.keyphrases = extractor.keyphrases(&reading, &resolved, usize::from(self.keyphrases));
        (resolved, topics)
    }
}

fn comma(args: &ExtractArgs, extractor: &Extractor, sink: &mut Sink) -> Result<Outcome, Failure> {
    let mut writer = csv::Writer::from_writer(sink);
    writer.write_record(records::HEADER)?;
    let outcome = pipeline::run(
        &args.input,
        extractor,
        |extractor, document| extractor.extract_document(document),
        |document, resolved| Ok(records::write(&mut writer, document, &resolved)?),
    )?;
    writer.flush()?;
    Ok(outcome)
}
