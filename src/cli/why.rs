//! `nertool why`: the evidence for and against.

use super::{Failure, InputArgs, Outcome, pipeline};
use clap::Args;
use nertool::aggregate::date::Date;
use nertool::input::Document;
use nertool::matchers::{self, Candidate, Page};
use nertool::output::{Sink, inert};
use nertool::resolve::{self, Decision, Label};
use nertool::text::Reading;
use nertool::text::fold::fold;
use nertool::{Extractor, output::json::CodePoints};
use std::fmt::Write as _;
use std::io::Write;

/// Why something is, or is not, an entity.
#[derive(Args)]
#[command(after_help = "Examples:
  nertool why Kim article.txt
  nertool why \"White House\" article.txt")]
pub struct WhyArgs {
    /// The name to explain
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    input: InputArgs,
    /// All candidates of all documents with their evidence, as JSON Lines (NAME is not used);
    /// scripts/fit_weights.py reads it
    #[arg(long, hide = true)]
    all: bool,
}

/// Explains.
pub fn run(args: &WhyArgs) -> Result<Outcome, Failure> {
    let extractor = args.input.extractor()?;
    let mut sink = Sink::open(None)?;
    let wanted = fold(&args.name);
    let explain = |extractor: &Extractor, document: &Document| {
        let reading = Reading::of(&document.text, extractor.knowledge());
        let date = Date::of(document.date.as_deref(), &reading, None);
        let page = Page::new(&reading, extractor.knowledge()).on(date.map(Date::number));
        let (candidates, definitions) = matchers::run(&page);
        let decision = resolve::decide(&page, candidates, extractor.weights());
        if args.all {
            return all(document, &page, &decision);
        }
        let links = resolve::identity::link(&page, &decision.candidates, &definitions, &decision.chosen);
        let resolved = resolve::finish::finish(&page, &decision.candidates, links);
        one(extractor, document, &page, &decision, &resolved, &wanted)
    };
    let mut found = false;
    let outcome = pipeline::run(&args.input, &extractor, explain, |_, text| {
        found |= !text.is_empty();
        Ok(sink.write_all(text.as_bytes())?)
    })?;
    if !found {
        writeln!(
            sink,
            "`{}` does not stand in the text as a name could: in capitals, as a form of the dictionary.",
            inert::terminal(&args.name)
        )?;
    }
    sink.finish()?;
    Ok(outcome)
}

fn surface<'t>(page: &Page<'t>, candidate: &Candidate) -> &'t str {
    page.reading.span(candidate.first, candidate.last).of(page.reading.text)
}

fn one(
    extractor: &Extractor,
    document: &Document,
    page: &Page<'_>,
    decision: &Decision,
    resolved: &resolve::Resolved,
    wanted: &str,
) -> String {
    let mut out = String::new();
    for (index, candidate) in decision.candidates.iter().enumerate() {
        if fold(surface(page, candidate)) != wanted {
            continue;
        }
        let Some(points) = decision.points.get(index) else {
            continue;
        };
        let (label, score) = resolve::choose::best_label(candidate, points);
        let span = page.reading.span(candidate.first, candidate.last);
        let line = 1 + document.text.get(..span.start).map_or(0, |before| before.matches('\n').count());
        let mention = resolved.mentions.iter().find(|mention| mention.span == span);
        let entity = mention.and_then(|mention| resolved.entities.get(mention.entity));
        let _ = writeln!(out, "{}:{line}: {}", inert::terminal(&document.id), context(page, candidate));
        let _ = match (mention, entity) {
            (Some(mention), Some(entity)) => writeln!(
                out,
                "  is {} ({}, {}), found by {}, {:.0}%",
                inert::terminal(&entity.name),
                inert::terminal(&entity.id),
                mention.role.as_str(),
                mention.by.as_str(),
                mention.score * 100.0
            ),
            _ if score <= 0.0 => {
                writeln!(out, "  is no entity: the evidence against outweighs that for {}", label.as_str())
            }
            _ => writeln!(out, "  is no entity of its own: a longer or better name covers it"),
        };
        for sense in &candidate.senses {
            if let Some(record) = extractor.knowledge().entity(sense.entity) {
                let _ =
                    writeln!(out, "  the dictionary knows {} ({}), {}", record.name(), record.key(), mark(sense.mark));
            }
        }
        evidence(&mut out, extractor, candidate, label, score);
    }
    out
}

fn mark(mark: nertool::dictionary::Mark) -> &'static str {
    match mark {
        nertool::dictionary::Mark::None => "which owns this form",
        nertool::dictionary::Mark::Shared => "which shares this form with others",
        nertool::dictionary::Mark::Everyday => "whose form is an everyday word too",
    }
}

/// The words around a candidate, the candidate in brackets.
fn context(page: &Page<'_>, candidate: &Candidate) -> String {
    let Some(sentence) = page.reading.sentence(candidate.first) else {
        return String::new();
    };
    let from = candidate.first.saturating_sub(6).max(sentence.first);
    let to = (candidate.last + 6).min(sentence.last);
    let text = |first: usize, last: usize| page.reading.span(first, last).of(page.reading.text);
    let span = page.reading.span(candidate.first, candidate.last);
    let whole = page.reading.span(from, to);
    let before = page.reading.text.get(whole.start..span.start).unwrap_or_default();
    let after = page.reading.text.get(span.end..whole.end).unwrap_or_default();
    inert::terminal(&format!("{before}[{}]{after}", text(candidate.first, candidate.last))).into_owned()
}

fn evidence(out: &mut String, extractor: &Extractor, candidate: &Candidate, label: Label, score: f32) {
    let column = Label::ALL.iter().position(|other| *other == label).unwrap_or(0);
    let mut rows: Vec<(f32, String)> = extractor
        .weights()
        .explain(candidate.evidence)
        .into_iter()
        .map(|(meaning, points)| (points.get(column).copied().unwrap_or(0.0), meaning))
        .filter(|(points, _)| points.abs() >= 0.1)
        .collect();
    rows.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then_with(|| a.1.cmp(&b.1)));
    let _ = writeln!(out, "  {score:+.1} points for {}:", label.as_str());
    for (points, meaning) in rows {
        let _ = writeln!(out, "    {points:+.1}  {meaning}");
    }
}

/// One JSON object: id, and for each candidate its code points, evidence and whether it may be a
/// demonym.
fn all(document: &Document, page: &Page<'_>, decision: &Decision) -> String {
    let mut points = CodePoints::new(&document.text);
    let rows: Vec<serde_json::Value> = decision
        .candidates
        .iter()
        .map(|candidate| {
            let span = page.reading.span(candidate.first, candidate.last);
            let names: Vec<&str> = candidate.evidence.iter().map(|evidence| evidence.as_str()).collect();
            let demonym = candidate.senses.iter().any(|s| s.role == nertool::dictionary::FormRole::Demonym);
            serde_json::json!([points.at(span.start), points.at(span.end), names, demonym])
        })
        .collect();
    serde_json::json!({"id": document.id, "candidates": rows}).to_string() + "\n"
}
