//! Which edges and nodes of a graph are shown.

use super::backbone;
use super::graph::{GraphEdge, GraphNode};
use super::network::Network;
use crate::text::fold::fold;

/// What a graph keeps. Edges are chosen in this order: backbone, thresholds, what is around an
/// entity, the strongest.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Edges of the backbone at this level of significance.
    pub backbone: Option<f64>,
    /// Edges with at least so many units.
    pub min_weight: u64,
    /// Edges with at least this NPMI.
    pub min_npmi: Option<f64>,
    /// Edges above chance whose log-likelihood ratio has at most this p-value.
    pub max_p: Option<f64>,
    /// What is within so many steps of an entity.
    pub around: Option<(String, usize)>,
    /// The strongest edges by log-likelihood ratio.
    pub top: Option<usize>,
    /// Entities that are left without an edge too.
    pub keep_isolated: bool,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            backbone: None,
            min_weight: 1,
            min_npmi: None,
            max_p: None,
            around: None,
            top: None,
            keep_isolated: false,
        }
    }
}

impl Filter {
    /// Whether it leaves out any edge.
    pub fn chooses(&self) -> bool {
        self.min_weight > 1
            || self.backbone.is_some()
            || self.min_npmi.is_some()
            || self.max_p.is_some()
            || self.around.is_some()
            || self.top.is_some()
    }

    /// Leaves out edges and nodes; ends of edges are indexes into `nodes`. Gives for each node
    /// whether it stays.
    ///
    /// # Errors
    ///
    /// A sentence if there is no entity to look around.
    pub(super) fn apply(&self, nodes: &[GraphNode<'_>], edges: &mut Vec<GraphEdge<'_>>) -> Result<Vec<bool>, String> {
        if let Some(alpha) = self.backbone {
            let network = network(nodes.len(), edges);
            edges.retain(|edge| {
                backbone::significance(&network, edge.source, edge.target, edge.edge.units as f64) < alpha
            });
        }
        edges.retain(|edge| {
            edge.edge.units >= self.min_weight
                && self.min_npmi.is_none_or(|least| edge.npmi >= least)
                && self.max_p.is_none_or(|most| edge.p <= most && edge.edge.units as f64 > edge.expected)
        });
        let mut centre = None;
        if let Some((wanted, hops)) = &self.around {
            let at = find(nodes, wanted)?;
            let near = network(nodes.len(), edges).within(at, *hops);
            let is_near = |node: usize| near.get(node).copied().flatten().is_some();
            edges.retain(|edge| is_near(edge.source) && is_near(edge.target));
            centre = Some(at);
        }
        if let Some(top) = self.top {
            edges.sort_by(GraphEdge::stronger);
            edges.truncate(top);
            edges.sort_by_key(|edge| (edge.source, edge.target));
        }
        let mut stays = vec![!self.chooses() || self.keep_isolated && self.around.is_none(); nodes.len()];
        for at in edges.iter().flat_map(|edge| [edge.source, edge.target]).chain(centre) {
            if let Some(slot) = stays.get_mut(at) {
                *slot = true;
            }
        }
        Ok(stays)
    }
}

/// The graph of edges, weighted by units.
pub(super) fn network(nodes: usize, edges: &[GraphEdge<'_>]) -> Network {
    let all: Vec<(usize, usize, f64)> =
        edges.iter().map(|edge| (edge.source, edge.target, edge.edge.units as f64)).collect();
    Network::new(nodes, &all)
}

/// Names that an error suggests.
const SUGGESTIONS: usize = 5;

/// The node with this id, else with this name, else the only one with this in its name.
fn find(nodes: &[GraphNode<'_>], wanted: &str) -> Result<usize, String> {
    if let Some(at) = nodes.iter().position(|node| node.id == wanted) {
        return Ok(at);
    }
    let folded = fold(wanted);
    let mut matching: Vec<(bool, usize, &GraphNode<'_>)> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let name = fold(&node.about.name);
        if !folded.is_empty() && name.contains(&folded) {
            matching.push((name != folded, at, node));
        }
    }
    matching.sort_by(|a, b| (a.0, b.2.node.count, a.1).cmp(&(b.0, a.2.node.count, b.1)));
    match matching.as_slice() {
        [] => Err(format!("no entity `{wanted}` in the graph: give an id or a name as the graph has it")),
        [(false, at, _), ..] | [(_, at, _)] => Ok(*at),
        several => {
            let names =
                several.iter().take(SUGGESTIONS).map(|(_, _, node)| format!("{} ({})", node.about.name, node.id));
            Err(format!("no entity is called just `{wanted}`: choose one, as {}", names.collect::<Vec<_>>().join(", ")))
        }
    }
}
