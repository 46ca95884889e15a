//! The graph as a picture: readable as it is, with the script one can point, search and ask.

use super::layout::{self, Extent, Point};
use super::picture::{Member, Picture, Tie};
use super::{Links, counted, html, short, unit};
use crate::aggregate::Scope;
use crate::dictionary::Kind;
use std::fmt::Write as _;

/// Longest label in characters; the whole name shows on pointing.
const LABEL: usize = 26;
/// Least width of the picture.
const WIDTH: f64 = 1000.0;
/// Space around the picture.
const MARGIN: f64 = 12.0;

/// The picture with its legend.
pub fn graph(picture: &Picture<'_>, links: &Links<'_>, scope: Scope) -> String {
    let most = picture.nodes.iter().map(|member| member.node.count).max().unwrap_or(1);
    let marks: Vec<Mark> = picture.nodes.iter().map(|member| mark(member, most)).collect();
    let extents: Vec<Extent> = marks.iter().map(Mark::extent).collect();
    let points = layout::layout(&extents, &pulls(picture));
    let (left, width) = reach(points.iter().zip(&extents).map(|(point, extent)| (point.x, extent.x)), WIDTH);
    let (top, height) = reach(points.iter().zip(&extents).map(|(point, extent)| (point.y, extent.y)), 0.0);
    let points: Vec<Point> = points.iter().map(|point| Point { x: point.x - left, y: point.y - top }).collect();
    let mut out = format!(
        "<svg id=\"picture\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"group\" aria-label=\"Graph of {} and {}\">\n<g class=\"ties\">\n",
        counted(picture.nodes.len() as u64, ("entity", "entities")),
        counted(picture.ties.len() as u64, ("tie", "ties")),
    );
    let strongest = picture.ties.iter().map(|tie| tie.edge.units).max().unwrap_or(1);
    for tie in &picture.ties {
        line(&mut out, picture, &points, tie, strongest, scope);
    }
    out.push_str("</g>\n<g class=\"nodes\">\n");
    for ((member, mark), point) in picture.nodes.iter().zip(&marks).zip(&points) {
        node(&mut out, member, mark, *point, links);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Where the picture begins and how far it goes, from the middles and half sizes of what it shows;
/// at least `least`, so that a few nodes are not blown up.
fn reach(parts: impl Iterator<Item = (f64, f64)>, least: f64) -> (f64, f64) {
    let none = (f64::INFINITY, f64::NEG_INFINITY);
    let (low, high) = parts.fold(none, |(low, high), (at, half)| (low.min(at - half), high.max(at + half)));
    let spare = (least - (high - low + 2.0 * MARGIN)).max(0.0) / 2.0;
    (low - MARGIN - spare, high - low + 2.0 * (MARGIN + spare))
}

/// What is drawn for a node: a shape and its label below.
struct Mark {
    radius: f64,
    /// Size of the label's letters: 1, 2 or 3.
    size: u8,
    label: String,
    width: f64,
}

/// Heights of the letters of a label, in units of the picture.
const LETTERS: [f64; 3] = [13.0, 15.0, 18.0];

fn mark(member: &Member<'_>, most: u64) -> Mark {
    let share = (member.node.count as f64 / most.max(1) as f64).sqrt();
    let size: u8 = if share > 0.66 {
        3
    } else if share > 0.33 {
        2
    } else {
        1
    };
    let letters = LETTERS.get(usize::from(size) - 1).copied().unwrap_or(13.0);
    let name = &member.about.name;
    let label: String = match name.char_indices().nth(LABEL) {
        Some(_) => name.chars().take(LABEL - 1).chain(['…']).collect(),
        None => name.clone(),
    };
    let bold = if size == 3 { 1.12 } else { 1.0 };
    let width: f64 = label.chars().map(|c| letters * bold * width(c)).sum();
    Mark { radius: 4.0 + 14.0 * share, size, label, width }
}

/// Width of a character against the height of the letters, on the wide side.
fn width(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | '\'' | '-' => 0.36,
        'm' | 'w' | 'M' | 'W' => 0.9,
        'A'..='Z' => 0.7,
        '=' | '<' | '>' | '+' | '#' | '%' | '@' | '…' | '—' | '\u{fffd}' => 1.0,
        c if u32::from(c) > 0x2e80 => 1.05,
        _ => 0.61,
    }
}

impl Mark {
    fn letters(&self) -> f64 {
        LETTERS.get(usize::from(self.size) - 1).copied().unwrap_or(13.0)
    }

    fn extent(&self) -> Extent {
        Extent { x: self.radius.max(self.width / 2.0) + 5.0, y: self.radius + self.letters() / 2.0 + 4.0 }
    }
}

/// Rare pairs pull as well as frequent ones, less.
fn pulls(picture: &Picture<'_>) -> Vec<(usize, usize, f64)> {
    let most = picture.ties.iter().map(|tie| tie.llr).fold(1e-9, f64::max);
    picture.ties.iter().map(|tie| (tie.a, tie.b, 0.15 + 0.85 * (tie.llr.max(0.0) / most).sqrt())).collect()
}

fn line(out: &mut String, picture: &Picture<'_>, points: &[Point], tie: &Tie<'_>, most: u64, scope: Scope) {
    let (Some(a), Some(b)) = (points.get(tie.a), points.get(tie.b)) else {
        return;
    };
    let name = |index: usize| picture.nodes.get(index).map_or_else(String::new, |member| short(&member.about.name, 60));
    let weight = 1 + (4.0 * (tie.edge.units as f64 / most.max(1) as f64).sqrt()).round() as u8;
    let (up_a, up_b) = (lift(picture, tie.a), lift(picture, tie.b));
    let _ = writeln!(
        out,
        "<line class=\"w{weight}\" x1=\"{:.0}\" y1=\"{:.0}\" x2=\"{:.0}\" y2=\"{:.0}\"><title>{} – {}: {}</title></line>",
        a.x,
        a.y - up_a,
        b.x,
        b.y - up_b,
        name(tie.a),
        name(tie.b),
        counted(tie.edge.units, unit(scope)),
    );
}

/// How far the shape stands above the middle of shape and label.
fn lift(picture: &Picture<'_>, index: usize) -> f64 {
    let most = picture.nodes.first().map_or(1, |member| member.node.count);
    picture.nodes.get(index).map_or(0.0, |member| mark(member, most).letters() / 2.0)
}

fn node(out: &mut String, member: &Member<'_>, mark: &Mark, at: Point, links: &Links<'_>) {
    let kind = member.about.kind;
    let (x, y, r) = (at.x, at.y - mark.letters() / 2.0, mark.radius);
    let target = links.row(member.id).map_or_else(|| "#entities".to_owned(), |row| format!("#e{row}"));
    let _ = writeln!(
        out,
        "<a href=\"{target}\" class=\"node {}\"><title>{}: {}, {} in {}</title>{}<text class=\"s{}\" x=\"{x:.0}\" y=\"{:.0}\">{}</text></a>",
        kind.as_str(),
        short(&member.about.name, 100),
        kind.as_str(),
        counted(member.node.count, ("mention", "mentions")),
        counted(member.node.documents, ("document", "documents")),
        shape(kind, x, y, r),
        mark.size,
        y + r + mark.letters() * 0.85,
        html(&mark.label),
    );
}

/// A shape for each kind, so that colour is not all that tells them apart.
pub fn shape(kind: Kind, x: f64, y: f64, r: f64) -> String {
    match kind {
        Kind::Person => format!("<circle cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"{r:.1}\"/>"),
        Kind::Country => {
            let half = r * 0.9;
            format!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
                x - half,
                y - half,
                half * 2.0,
                half * 2.0
            )
        }
        Kind::Place => format!("<path d=\"M{x:.0} {:.1}l{r:.1} {r:.1} -{r:.1} {r:.1} -{r:.1} -{r:.1}z\"/>", y - r),
        Kind::Organization | Kind::Topic => {
            let (half, up) = (r / 2.0, r * 0.87);
            format!(
                "<path d=\"M{:.1} {y:.0}l{half:.1} -{up:.1}h{r:.1}l{half:.1} {up:.1}-{half:.1} {up:.1}h-{r:.1}z\"/>",
                x - r
            )
        }
    }
}

/// What the shapes mean.
pub fn legend() -> String {
    let mut out = String::from("<ul class=\"legend\">");
    for (kind, name) in [
        (Kind::Person, "people"),
        (Kind::Country, "countries"),
        (Kind::Place, "places"),
        (Kind::Organization, "organizations"),
    ] {
        let _ = write!(
            out,
            "<li class=\"{}\"><svg class=\"key\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">{}</svg>{name}</li>",
            kind.as_str(),
            shape(kind, 8.0, 8.0, 7.0)
        );
    }
    out.push_str("</ul>\n");
    out
}
