//! `nertool graph`.

use super::{Failure, InputArgs, Outcome, OutputArgs, complain, kinds, pipeline};
use clap::Args;
use nertool::aggregate::time::{By, Date, Timeline};
use nertool::aggregate::{Aggregate, Scope};
use nertool::dictionary::Kind;
use nertool::output::{Format, json, nodelink};
use nertool::text::Reading;
use nertool::{Extractor, input::Document};
use std::io::Write;

/// The entity graph.
#[derive(Args)]
#[command(after_help = "Examples:
  nertool graph news/ > graph.json
  nertool graph --scope paragraph --min-weight 2 article.txt
  nertool graph --kinds person,organization -o people.json article.txt
  nertool graph --by month news.jsonl > months.json
In Python: networkx.node_link_graph(json.load(open(\"graph.json\")), edges=\"edges\")")]
pub struct GraphArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// What counts as together: sentence, paragraph, document, window:N (sentences)
    #[arg(long, default_value = "sentence", value_parser = Scope::parse)]
    scope: Scope,
    /// Leave out edges with fewer units in common
    #[arg(long, default_value_t = 1, value_name = "N")]
    min_weight: u64,
    /// Kinds of entities: person,country,place,organization
    #[arg(long, default_value = "person,country,place,organization", value_name = "KINDS")]
    kinds: String,
    /// Sentences that an edge shows
    #[arg(long, default_value_t = 1, value_name = "K")]
    evidence: usize,
    /// Count by time too: day, week, month, by the record's date or the dateline
    #[arg(long, value_name = "PERIOD", value_parser = By::parse)]
    by: Option<By>,
    /// Year of datelines that name none (GENEVA, March 6 -)
    #[arg(long, requires = "by", value_name = "YEAR")]
    year: Option<i32>,
}

/// Counts and writes.
pub fn run(args: &GraphArgs) -> Result<Outcome, Failure> {
    args.output.format(&[Format::Json], Format::Json, Format::Json)?;
    let extractor = args.input.extractor()?;
    let empty = Aggregate::new(args.scope, &kinds(&args.kinds)?, args.evidence);
    let mut timeline = args.by.map(Timeline::new);
    let (aggregate, outcome) = count_by(&args.input, &extractor, empty, timeline.as_mut(), args.year)?;
    if let Some(undated) = timeline.as_ref().map(|timeline| timeline.undated).filter(|&undated| undated > 0) {
        complain(&format!("{undated} of {} documents have no date and are in no period", aggregate.documents));
    }
    let dictionary = json::dictionary(extractor.knowledge());
    let graph = nodelink::graph(&aggregate, dictionary, args.min_weight, timeline.as_ref());
    let mut sink = args.output.sink()?;
    serde_json::to_writer_pretty(&mut sink, &graph)?;
    sink.write_all(b"\n")?;
    sink.finish()?;
    Ok(outcome)
}

/// Counts everything that `input` names into `aggregate`.
pub fn count(input: &InputArgs, extractor: &Extractor, aggregate: Aggregate) -> Result<(Aggregate, Outcome), Failure> {
    count_by(input, extractor, aggregate, None, None)
}

/// Like [`count`], also into `timeline`; `year` is that of datelines that name none.
fn count_by(
    input: &InputArgs,
    extractor: &Extractor,
    mut aggregate: Aggregate,
    mut timeline: Option<&mut Timeline>,
    year: Option<i32>,
) -> Result<(Aggregate, Outcome), Failure> {
    let dated = timeline.is_some();
    let (scope, quotes): (Scope, usize) = (aggregate.scope, aggregate.quotes);
    let kinds: Vec<Kind> = aggregate.kinds.clone();
    let outcome = pipeline::run(
        input,
        extractor,
        |extractor, document: &Document| {
            let reading = Reading::of(&document.text, extractor.knowledge());
            let resolved = extractor.extract_reading(&reading);
            let mut one = Aggregate::new(scope, &kinds, quotes);
            one.add(&document.id, &reading, &resolved);
            let date = dated.then(|| Date::of(document.date.as_deref(), &reading, year)).flatten();
            (one, date)
        },
        |_, (one, date)| {
            if let Some(timeline) = &mut timeline {
                timeline.add(date, &one);
            }
            aggregate.merge(one);
            Ok(())
        },
    )?;
    Ok((aggregate, outcome))
}
