//! What every format says of nodes and edges: a new attribute is a row here.

use crate::aggregate::graph::{GraphEdge, GraphNode};
use crate::aggregate::relations::{Relations, Told};
use crate::aggregate::time::Periods;
use serde::{Serialize, Serializer};

/// Type of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// Whole number.
    Integer,
    /// Number.
    Real,
    /// Yes or no.
    Flag,
    /// Whole numbers by period; text in formats without maps. Only there if asked for.
    Periods,
}

/// An attribute of a node or an edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// It has none.
    Nothing,
    /// Text, as a document has it.
    Text(&'a str),
    /// Whole number.
    Integer(u64),
    /// Number; [`rounded`] before it is written.
    Real(f64),
    /// Yes or no.
    Flag(bool),
    /// Whole numbers by period.
    Periods(&'a Periods),
    /// Relations of two entities.
    Relations(&'a Relations),
}

impl Value<'_> {
    /// As it is written in formats that are text; nothing is empty.
    pub fn written(self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => text.to_owned(),
            Self::Integer(number) => number.to_string(),
            Self::Real(number) => rounded(number).to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Periods(periods) => {
                let counts = periods.iter().map(|(period, count)| format!("{period}:{count}"));
                counts.collect::<Vec<_>>().join(";")
            }
            Self::Relations(relations) => {
                let row = |(told, units): (&Told, &u64)| {
                    let arrow = if told.mutual { "<->" } else { "->" };
                    format!("{} {arrow} {}: {} ({units})", told.source, told.target, told.trigger)
                };
                relations.iter().map(row).collect::<Vec<_>>().join("; ")
            }
        }
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_u64(*number),
            Self::Real(number) => serializer.serialize_f64(rounded(*number)),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Periods(periods) => {
                serializer.collect_map(periods.iter().map(|(period, count)| (period.to_string(), count)))
            }
            Self::Relations(relations) => serializer.collect_seq(relations.iter().map(|(told, units)| RelationRow {
                trigger: &told.trigger,
                class: &told.class,
                source: &told.source,
                target: &told.target,
                mutual: told.mutual,
                units: *units,
            })),
        }
    }
}

#[derive(Serialize)]
struct RelationRow<'a> {
    trigger: &'a str,
    class: &'a str,
    source: &'a str,
    target: &'a str,
    mutual: bool,
    units: u64,
}

fn text(value: Option<&str>) -> Value<'_> {
    value.map_or(Value::Nothing, Value::Text)
}

fn periods(periods: Option<&Periods>) -> Value<'_> {
    periods.map_or(Value::Nothing, Value::Periods)
}

/// Reads an attribute of a node.
pub type OfNode = for<'a, 'g> fn(&'a GraphNode<'g>) -> Value<'a>;
/// Reads an attribute of an edge.
pub type OfEdge = for<'a, 'g> fn(&'a GraphEdge<'g>) -> Value<'a>;

/// An attribute: its name, type and how it is read.
pub struct Attribute<F> {
    /// Name in every format.
    pub name: &'static str,
    /// Type in formats that declare it.
    pub type_: Type,
    /// Its value.
    pub value: F,
}

const fn node(name: &'static str, type_: Type, value: OfNode) -> Attribute<OfNode> {
    Attribute { name, type_, value }
}

const fn edge(name: &'static str, type_: Type, value: OfEdge) -> Attribute<OfEdge> {
    Attribute { name, type_, value }
}

/// Attributes of a node besides its id and label.
pub const NODE: &[Attribute<OfNode>] = &[
    node("kind", Type::Text, |n| Value::Text(n.about.kind.as_str())),
    node("type", Type::Text, |n| text(n.about.type_.as_deref())),
    node("known", Type::Flag, |n| Value::Flag(n.about.known)),
    node("country", Type::Text, |n| text(n.about.country.as_deref())),
    node("wikidata", Type::Text, |n| text(n.about.wikidata.as_deref())),
    node("lat", Type::Real, |n| n.about.position.map_or(Value::Nothing, |at| Value::Real(at.0))),
    node("lon", Type::Real, |n| n.about.position.map_or(Value::Nothing, |at| Value::Real(at.1))),
    node("title", Type::Text, |n| text(n.node.title())),
    node("count", Type::Integer, |n| Value::Integer(n.node.count)),
    node("units", Type::Integer, |n| Value::Integer(n.node.units)),
    node("documents", Type::Integer, |n| Value::Integer(n.node.documents)),
    node("periods", Type::Periods, |n| periods(n.periods)),
    node("degree", Type::Integer, |n| Value::Integer(n.degree as u64)),
    node("strength", Type::Integer, |n| Value::Integer(n.strength)),
    node("pagerank", Type::Real, |n| Value::Real(n.pagerank)),
    node("betweenness", Type::Real, |n| Value::Real(n.betweenness)),
    node("community", Type::Integer, |n| Value::Integer(n.community as u64)),
];

/// Attributes of an edge besides its ends and its weight, which is its units.
pub const EDGE: &[Attribute<OfEdge>] = &[
    edge("units", Type::Integer, |e| Value::Integer(e.edge.units)),
    edge("documents", Type::Integer, |e| Value::Integer(e.edge.documents)),
    edge("periods", Type::Periods, |e| periods(e.periods)),
    edge("expected", Type::Real, |e| Value::Real(e.expected)),
    edge("npmi", Type::Real, |e| Value::Real(e.npmi)),
    edge("llr", Type::Real, |e| Value::Real(e.llr)),
    edge("p", Type::Real, |e| Value::Real(e.p)),
    edge("jaccard", Type::Real, |e| Value::Real(e.jaccard)),
];

/// Relations and the best sentence of an edge, for formats without room for more.
pub const QUOTE: &[Attribute<OfEdge>] = &[
    edge("relations", Type::Text, |e| match e.edge.relations.is_empty() {
        true => Value::Nothing,
        false => Value::Relations(&e.edge.relations),
    }),
    edge("quote", Type::Text, |e| text(e.edge.evidence.first().map(|quote| &*quote.text))),
    edge("quote_document", Type::Text, |e| text(e.edge.evidence.first().map(|quote| &*quote.document))),
];

/// Twelve significant digits: rounding of the last bits differs between ways to add up, and nobody
/// should see it.
pub fn rounded(value: f64) -> f64 {
    let digits = 11 - value.abs().log10().floor() as i32;
    if (0..=22).contains(&digits) {
        // 10 to the power of 22 is the largest that is exact, so that the quotient is the number
        // nearest to the decimal
        let scale = 10_f64.powi(digits);
        return (value * scale).round() / scale;
    }
    format!("{value:.11e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_digits() {
        assert_eq!(rounded(0.1 + 0.2), 0.3);
        assert_eq!(rounded(123_456_789.123_456_7), 123_456_789.123);
        for exact in [-1.5e-300, 0.0, -0.25, 7e15, 1e-5, 0.999_999_999_999] {
            assert_eq!(rounded(exact), exact);
        }
        for step in 1..2000 {
            let value = f64::from(step) / 700.0 * 10_f64.powi(step % 15 - 9);
            assert!(rounded(value).to_string().trim_start_matches(['0', '.']).replace('.', "").len() <= 13, "{value}");
            assert!((rounded(value) / value - 1.0).abs() < 6e-12, "{value}");
        }
    }
}
