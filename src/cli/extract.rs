//! `nertool extract`.

use super::{Failure, InputArgs, Outcome, OutputArgs, pipeline};
use clap::Args;
use nertool::Extractor;
use nertool::aggregate::date::Date;
use nertool::input::Document;
use nertool::output::{Format, Sink, json, records, table};
use nertool::resolve::Resolved;
use nertool::text::Reading;
use nertool::topics::{Limits, Topics};
use std::io::Write;

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
    let written = match format {
        Format::Json => whole(args, &extractor, &mut sink),
        Format::Csv => comma(args, &extractor, &mut sink),
        Format::Table => {
            let look = args.output.look();
            let render =
                |document: &Document, resolved: &Resolved, _: &Topics| Ok(table::document(document, resolved, look));
            each(args, &extractor, &mut sink, "\n", render)
        }
        _ => each(args, &extractor, &mut sink, "", |document, resolved, topics| {
            Ok(json::document(document, resolved, topics)? + "\n")
        }),
    };
    match written {
        Ok(outcome) => sink.finish().map(|()| outcome).map_err(Into::into),
        Err(failure) => {
            sink.discard();
            Err(failure)
        }
    }
}

/// One text a document, rendered on the working threads.
fn each(
    args: &ExtractArgs,
    extractor: &Extractor,
    sink: &mut Sink,
    between: &str,
    render: impl Fn(&Document, &Resolved, &Topics) -> Result<String, Failure> + Sync,
) -> Result<Outcome, Failure> {
    let mut first = true;
    pipeline::run(
        &args.input,
        extractor,
        |extractor, document| {
            let reading = Reading::of(&document.text, extractor.knowledge());
            let date = Date::of(document.date.as_deref(), &reading, None);
            let resolved = extractor.extract_reading(&reading, date);
            let mut topics = extractor.topics(&reading, &resolved, document.title.as_deref(), Limits::default());
            topics.keyphrases = extractor.keyphrases(&reading, &resolved, usize::from(args.keyphrases));
            render(document, &resolved, &topics).map_err(message)
        },
        |_, rendered| {
            if !std::mem::take(&mut first) {
                sink.write_all(between.as_bytes())?;
            }
            Ok(sink.write_all(rendered?.as_bytes())?)
        },
    )
}

fn message(failure: Failure) -> String {
    match failure {
        Failure::Message(message) => message,
        Failure::ClosedPipe => "output: closed".to_owned(),
    }
}

/// `{"nertool", "dictionary", "documents": [ … ]}`, written as the documents come.
fn whole(args: &ExtractArgs, extractor: &Extractor, sink: &mut Sink) -> Result<Outcome, Failure> {
    let dictionary = serde_json::to_string(&json::dictionary(extractor.knowledge()))?;
    write!(sink, "{{\"nertool\":\"{}\",\"dictionary\":{dictionary},\"documents\":[", env!("CARGO_PKG_VERSION"))?;
    let outcome = each(args, extractor, sink, ",", |document, resolved, topics| {
        Ok(format!("\n{}", json::document(document, resolved, topics)?))
    })?;
    sink.write_all(b"\n]}\n")?;
    Ok(outcome)
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
