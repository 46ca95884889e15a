//! The strongest ties, for a person at a terminal: a bar and a sentence each.

use crate::aggregate::Graph;
use crate::aggregate::graph::GraphEdge;
use crate::aggregate::relations::Told;
use crate::output::summary::bar;
use crate::output::table::{self, Look};

/// Edges that are shown unless another number is asked for.
pub const TOP: usize = 20;
/// Characters of a sentence that are shown.
const SENTENCE: usize = 240;

/// The `top` strongest edges by log-likelihood ratio.
pub fn render(graph: &Graph<'_>, top: usize, look: Look) -> String {
    let aggregate = graph.aggregate;
    let mut out = format!(
        "{}, {} units ({}): {} entities, {} ties\n",
        table::documents(aggregate.documents),
        aggregate.units,
        aggregate.scope,
        graph.nodes.len(),
        graph.edges.len()
    );
    if graph.edges.is_empty() {
        return out;
    }
    let mut edges: Vec<&GraphEdge<'_>> = graph.edges.iter().collect();
    edges.sort_by(|a, b| a.stronger(b));
    edges.truncate(top);
    let most = edges.iter().map(|edge| edge.signed_llr()).fold(0.0, f64::max);
    let width = if look.width >= 110 { 12 } else { 6 };
    let mut table = table::plain(&["#", "Between", "Strength", "Together", "Expected", "For instance"], look);
    for (at, edge) in edges.iter().enumerate() {
        let Some((source, target)) = graph.ends(edge) else {
            continue;
        };
        let sentence = edge.edge.evidence.first().map(|quote| shortened(&quote.text)).unwrap_or_default();
        // eighths of the bar, so that a strength of 1000 and one of 10 differ
        let share = if most > 0.0 { (edge.signed_llr().max(0.0) / most * 1000.0) as u64 } else { 0 };
        let mut ends = [one_line(&source.about.name), one_line(&target.about.name)];
        if let Some((told, _)) = Told::most(&edge.edge.relations) {
            if told.source != source.id {
                ends.reverse();
            }
            let [first, _] = &mut ends;
            first.push_str(&format!("\n  {}", one_line(&told.trigger)));
        }
        let between = ends.join("\n");
        table.add_row([
            table::number(at as u64 + 1),
            comfy_table::Cell::new(between),
            table::text(&format!("{} {:.0}", bar(share, 1000, width), edge.signed_llr().round() + 0.0)),
            table::number(edge.edge.units),
            comfy_table::Cell::new(format!("{:.1}", edge.expected)).set_alignment(comfy_table::CellAlignment::Right),
            table::text(&sentence),
        ]);
    }
    out.push_str(&table::trimmed(&table));
    if graph.edges.len() > edges.len() {
        out.push_str(&format!("{} more: --top {} shows all\n", graph.edges.len() - edges.len(), graph.edges.len()));
    }
    out.push_str(
        "Strength: log-likelihood ratio; from 3.8 such a tie is chance in 1 of 20 cases, from 10.8 in 1 of 1000\n",
    );
    out
}

fn one_line(name: &str) -> String {
    crate::output::inert::terminal(name).into_owned()
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SENTENCE) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
