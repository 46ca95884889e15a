//! `nertool graph`.

use super::collect::{self, DuplicateArgs};
use super::counted::{KindsArgs, ScopeArgs, YearArgs};
use super::{Failure, InputArgs, Outcome, OutputArgs, complain, pipeline};
use clap::Args;
use nertool::Extractor;
use nertool::aggregate::time::{By, Calendar};
use nertool::aggregate::{Aggregate, Filter, Graph};
use nertool::dictionary::Kind;
use nertool::output::graph::tables::{self, Files, Reader};
use nertool::output::graph::{self, Meta, Shape, cypher, dot, gexf, graphml, partial, terminal};
use nertool::output::json::DictionaryJson;
use nertool::output::{Format, Sink, json};
use std::io::Write;
use std::path::PathBuf;

/// The entity graph.
#[derive(Args)]
#[command(after_help = "Examples:
  nertool graph news/ > graph.json
  nertool graph --backbone 0.05 -o graph.gexf news/
  nertool graph --around \"Kim Jong Un\" --hops 2 --format table news/
  nertool graph --with-topics --kinds person -o topics.gexf news/
  nertool graph --kinds person,organization -o people/ -f csv news/
  nertool graph --by month -o graph.gexf articles.jsonl
  nertool graph -o part-1.jsonl news/1 && nertool merge part-*.jsonl > graph.json
The ending of -o decides: json, gexf, graphml, dot, csv (two files: NAME-nodes.csv and
NAME-edges.csv; a folder gets nodes.csv and edges.csv), cypher (the same and a script),
jsonl (partial counts for `nertool merge`).
In Python: networkx.node_link_graph(json.load(open(\"graph.json\")), edges=\"edges\")")]
pub struct GraphArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    kinds: KindsArgs,
    /// Topics as nodes too, each with an edge to the entities of the documents that are about it
    #[arg(long)]
    with_topics: bool,
    /// Sentences that an edge shows
    #[arg(long, default_value_t = 1, value_name = "K")]
    evidence: usize,
    #[command(flatten)]
    year: YearArgs,
    #[command(flatten)]
    copies: DuplicateArgs,
    #[command(flatten)]
    shown: ShownArgs,
}

/// What a graph shows, and how its JSON is laid out.
#[derive(Args)]
pub struct ShownArgs {
    /// Count units by period too: day, week, month
    #[arg(long, value_name = "PERIOD", value_parser = By::parse)]
    pub by: Option<By>,
    /// Leave out edges with fewer units in common
    #[arg(long, default_value_t = 1, value_name = "N")]
    min_weight: u64,
    /// Leave out edges with a smaller normalised pointwise mutual information (-1 to 1)
    #[arg(long, value_name = "X", allow_negative_numbers = true)]
    min_npmi: Option<f64>,
    /// Leave out edges that chance would give with a greater probability
    #[arg(long, value_name = "P")]
    max_p: Option<f64>,
    /// Keep the N strongest edges, by log-likelihood ratio
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Keep what is near an entity, given as id or name
    #[arg(long, value_name = "ENTITY")]
    around: Option<String>,
    /// How near: edges from there
    #[arg(long, default_value_t = 1, value_name = "N", requires = "around")]
    hops: usize,
    /// Keep edges that carry more of a node's weight than chance would (0.05 is usual)
    #[arg(long, value_name = "ALPHA")]
    backbone: Option<f64>,
    /// Keep entities that are left without an edge
    #[arg(long)]
    keep_isolated: bool,
    /// Layout of JSON: node-link, d3, cytoscape, graphology
    #[arg(long, default_value = "node-link", value_parser = Shape::parse)]
    shape: Shape,
    /// Seed of communities and of estimated betweenness
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
}

impl ShownArgs {
    pub fn filter(&self) -> Filter {
        Filter {
            backbone: self.backbone,
            min_weight: self.min_weight,
            min_npmi: self.min_npmi,
            max_p: self.max_p,
            around: self.around.clone().map(|entity| (entity, self.hops)),
            top: self.top,
            keep_isolated: self.keep_isolated,
        }
    }
}

/// Counts and writes.
pub fn run(args: &GraphArgs) -> Result<Outcome, Failure> {
    let format = format(&args.output)?;
    let extractor = args.input.extractor()?;
    let dictionary = json::dictionary(extractor.knowledge());
    let mut kinds = args.kinds.read()?;
    if args.with_topics {
        kinds.push(Kind::Topic);
    }
    let calendar = args.shown.by.map(Calendar::new);
    let empty = Aggregate { calendar, relations: true, ..Aggregate::new(args.scope.scope, &kinds, args.evidence) };
    if format == Format::Jsonl {
        if args.shown.filter().chooses() {
            return Err("partial counts are whole: give filters to `nertool merge`".to_owned().into());
        }
        return part(args, &extractor, &empty, dictionary);
    }
    let (aggregate, outcome) = collect::count(&args.input, &extractor, empty, args.copies, args.year.year)?;
    write(&aggregate, &dictionary, &args.shown, &args.output, format)?;
    // the program ends here: taking millions of small parts down one by one would serve nobody
    std::mem::forget(aggregate);
    Ok(outcome)
}

/// Formats of a graph.
const FORMATS: [Format; 8] = [
    Format::Table,
    Format::Json,
    Format::Gexf,
    Format::Graphml,
    Format::Dot,
    Format::Csv,
    Format::Cypher,
    Format::Jsonl,
];

/// The format that the options choose; of a folder, tables.
pub fn format(output: &OutputArgs) -> Result<Format, Failure> {
    if output.format.is_none() && output.output.as_deref().is_some_and(tables::is_folder) {
        return Ok(Format::Csv);
    }
    let format = output.format(&FORMATS, Format::Table, Format::Json)?;
    if format == Format::Cypher && output.output.is_none() {
        return Err("cypher is three files: choose -o NAME.cypher or a folder".to_owned().into());
    }
    Ok(format)
}

/// Writes the graph of `aggregate`.
pub fn write(
    aggregate: &Aggregate,
    dictionary: &DictionaryJson,
    shown: &ShownArgs,
    output: &OutputArgs,
    format: Format,
) -> Result<(), Failure> {
    if let Some(Calendar { by, undated: undated @ 1.., .. }) = &aggregate.calendar {
        let by = by.as_str();
        complain(&format!("{undated} of {} documents have no {by}: they are in no period", aggregate.documents));
    }
    let graph = aggregate.graph(&shown.filter(), shown.seed)?;
    let meta = Meta::of(&graph, dictionary, shown.seed);
    if let (Format::Csv | Format::Cypher, Some(path)) = (format, &output.output) {
        return pair(&graph, path, format);
    }
    let mut sink = output.sink()?;
    one(&mut sink, &graph, &meta, shown, output, format)?;
    Ok(sink.finish()?)
}

fn one(
    sink: &mut Sink,
    graph: &Graph<'_>,
    meta: &Meta<'_>,
    shown: &ShownArgs,
    output: &OutputArgs,
    format: Format,
) -> Result<(), Failure> {
    match format {
        Format::Gexf => gexf::write(sink, graph, meta)?,
        Format::Graphml => graphml::write(sink, graph, meta)?,
        Format::Dot => dot::write(sink, graph, meta)?,
        // a table of edges names both ends, so one is enough in a pipe
        Format::Csv => tables::edges(sink, graph, Reader::Any)?,
        Format::Table => {
            let top = shown.top.unwrap_or(terminal::TOP);
            sink.write_all(terminal::render(graph, top, output.look()).as_bytes())?;
        }
        _ => graph::json(sink, graph, meta, shown.shape)?,
    }
    Ok(())
}

/// Tables, and the script that loads them; all files appear when all are whole.
fn pair(graph: &Graph<'_>, path: &PathBuf, format: Format) -> Result<(), Failure> {
    if tables::is_folder(path) {
        std::fs::create_dir_all(path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let files = Files::of(path);
    let reader = if format == Format::Cypher { Reader::Neo4j } else { Reader::Any };
    let mut sinks = vec![Sink::open(Some(&files.nodes))?, Sink::open(Some(&files.edges))?];
    if format == Format::Cypher {
        sinks.push(Sink::open(Some(&files.script))?);
    }
    if let [nodes, edges, scripts @ ..] = sinks.as_mut_slice() {
        tables::nodes(nodes, graph, reader)?;
        tables::edges(edges, graph, reader)?;
        scripts.iter_mut().try_for_each(|script| cypher::write(script, &files))?;
    }
    Ok(sinks.into_iter().try_for_each(Sink::finish)?)
}

/// Writes counts of each document, for `nertool merge`.
fn part(
    args: &GraphArgs,
    extractor: &Extractor,
    empty: &Aggregate,
    dictionary: DictionaryJson,
) -> Result<Outcome, Failure> {
    let mut sink = args.output.sink()?;
    let head = partial::Head::of(empty, dictionary, args.year.year).line()?;
    let work = |extractor: &Extractor, document: &nertool::input::Document| {
        partial::line(&collect::contribution(extractor, document, empty, args.year.year))
    };
    sink.write_all(head.as_bytes())?;
    let outcome = pipeline::run(&args.input, extractor, work, |_, line| Ok(sink.write_all(line?.as_bytes())?))?;
    sink.finish()?;
    Ok(outcome)
}
