//! `nertool graph`.

use super::{Failure, InputArgs, Outcome, OutputArgs, kinds, pipeline};
use clap::Args;
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
}

/// Counts and writes.
pub fn run(args: &GraphArgs) -> Result<Outcome, Failure> {
    args.output.format(&[Format::Json], Format::Json, Format::Json)?;
    let extractor = args.input.extractor()?;
    let empty = Aggregate::new(args.scope, &kinds(&args.kinds)?, args.evidence);
    let (aggregate, outcome) = count(&args.input, &extractor, empty)?;
    let graph = nodelink::graph(&aggregate, json::dictionary(extractor.knowledge()), args.min_weight);
    let mut sink = args.output.sink()?;
    serde_json::to_writer_pretty(&mut sink, &graph)?;
    sink.write_all(b"\n")?;
    sink.finish()?;
    Ok(outcome)
}

/// Counts everything that `input` names into `aggregate`.
pub fn count(input: &InputArgs, extractor: &Extractor, mut aggregate: Aggregate) -> Result<(Aggregate, Outcome), Failure> {
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
            one
        },
        |_, one| {
            aggregate.merge(one);
            Ok(())
        },
    )?;
    Ok((aggregate, outcome))
}
