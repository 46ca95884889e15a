//! `nertool report`.

use super::counted::{ScopeArgs, YearArgs};
use super::{Failure, InputArgs, Outcome, pipeline};
use clap::Args;
use nertool::Extractor;
use nertool::aggregate::time::{By, Calendar, Date};
use nertool::aggregate::topics::Ranking;
use nertool::aggregate::{Aggregate, Contribution, Counter};
use nertool::dictionary::Kind;
use nertool::input::Document;
use nertool::output::Sink;
use nertool::output::report::{Paragraph, Report, Text, paragraphs, render};
use nertool::resolve::Resolved;
use nertool::text::Reading;
use nertool::topics::{Limits, Topics};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

/// Sentences that a tie shows at most.
const QUOTES: usize = 3;

/// One HTML page: text with its entities, tables, the graph, a timeline.
#[derive(Args)]
#[command(after_help = "Examples:
  nertool report -o report.html article.txt
  nertool report -o week.html --title \"The week\" --documents 50 news/
The page works offline, asks for nothing outside itself and is readable without its script.")]
pub struct ReportArgs {
    #[command(flatten)]
    input: InputArgs,
    /// The page's file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Documents whose text is shown (0: none)
    #[arg(long, default_value_t = 20, value_name = "N")]
    documents: usize,
    /// Heading of the page (default: the document's title, headline or name)
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    year: YearArgs,
}

/// What is found in one document.
struct One {
    counts: Contribution,
    resolved: Resolved,
    topics: Topics,
    paragraphs: Vec<Paragraph>,
}

/// Counts and writes.
pub fn run(args: &ReportArgs) -> Result<Outcome, Failure> {
    if args.output.is_none() && std::io::stdout().is_terminal() {
        return Err("no file for the page: name one with -o report.html".to_owned().into());
    }
    let extractor = args.input.extractor()?;
    let by_day = Some(Calendar::new(By::Day));
    let empty = Aggregate { calendar: by_day, ..Aggregate::new(args.scope.scope, &Kind::ALL, QUOTES) };
    let mut counter = Counter::new(empty.clone());
    let (mut texts, mut ranking): (Vec<Text>, Ranking) = Default::default();
    let mut name = None;
    let outcome = pipeline::run(
        &args.input,
        &extractor,
        |extractor, document: &Document| one(args, &empty, extractor, document),
        |document, one| {
            name.get_or_insert_with(|| heading(document, &one.paragraphs));
            counter.add(one.counts);
            ranking.add(&one.topics, None, None);
            if texts.len() < args.documents {
                let topics = one.topics.topics.into_iter().map(|topic| topic.name).collect();
                let (document, resolved, paragraphs) = (document.clone(), one.resolved, one.paragraphs);
                texts.push(Text { document, resolved, topics, paragraphs });
            }
            Ok(())
        },
    )?;
    let aggregate = counter.finish();
    let title = match (&args.title, name, aggregate.documents) {
        (Some(title), _, _) => title.clone(),
        (None, Some(name), 1) => name,
        (None, _, documents) => format!("{documents} documents"),
    };
    let dictionary = extractor.knowledge().hash();
    let page = render(&Report {
        title: &title,
        dictionary: &dictionary,
        aggregate: &aggregate,
        topics: &ranking,
        texts: &texts,
    });
    let mut sink = Sink::open(args.output.as_ref())?;
    sink.write_all(page.as_bytes())?;
    sink.finish()?;
    Ok(outcome)
}

/// The title, else the headline with which the text begins, else the last part of the name.
fn heading(document: &Document, paragraphs: &[Paragraph]) -> String {
    let end = paragraphs.get(1).map_or(document.text.len(), |next| next.start);
    let headline = paragraphs.first().filter(|first| first.headline);
    let text = headline.and_then(|first| document.text.get(first.start..end)).map(str::trim);
    let name = document.id.rsplit(['/', '\\']).next().unwrap_or_default();
    document.title.clone().unwrap_or_else(|| text.unwrap_or(name).to_owned())
}

fn one(args: &ReportArgs, empty: &Aggregate, extractor: &Extractor, document: &Document) -> One {
    let reading = Reading::of(&document.text, extractor.knowledge());
    let date = Date::of(document.date.as_deref(), &reading, args.year.year);
    let resolved = extractor.extract_reading(&reading, date);
    let topics = extractor.topics(&reading, &resolved, document.title.as_deref(), Limits::default());
    let mut counts = Contribution::of(&document.id, &reading, resolved.clone(), &[], empty);
    counts.date = date;
    One { counts, resolved, topics, paragraphs: paragraphs(&reading) }
}
