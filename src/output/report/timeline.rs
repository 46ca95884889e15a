//! Documents and the most mentioned entities over time.

use super::{Report, counted, short};
use crate::aggregate::Node;
use crate::aggregate::time::{By, Calendar, Period, Periods};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Most periods before longer ones are taken.
const PERIODS: i64 = 70;
/// Most months before years are taken.
const MONTHS: i64 = 200;
/// Entities with a row.
const ROWS: usize = 12;

/// Left edge of the bars, where the names end.
const LEFT: f64 = 190.0;
/// Right edge of the bars.
const RIGHT: f64 = 960.0;
/// Height of the bars of the documents.
const HEIGHT: f64 = 70.0;
/// Height of an entity's row.
const ROW: f64 = 26.0;

/// Where and how wide the periods are.
struct Axis {
    by: By,
    /// Periods of `by` that make one of the axis.
    step: i64,
    first: i64,
    last: i64,
}

impl Axis {
    fn of(calendar: &Calendar, by: By, step: i64) -> Option<Self> {
        let mut days = calendar.totals.keys();
        let first = days.next()?;
        let period = |day: &Period| day.number(by).div_euclid(step);
        Some(Self { by, step, first: period(first), last: period(days.next_back().unwrap_or(first)) })
    }

    /// The shortest periods of which there are not too many.
    fn fitted(calendar: &Calendar) -> Option<Self> {
        for (by, most) in [(By::Day, PERIODS), (By::Week, PERIODS), (By::Month, MONTHS)] {
            let axis = Self::of(calendar, by, 1)?;
            if axis.count() <= most {
                return Some(axis);
            }
        }
        Self::of(calendar, By::Month, 12)
    }

    /// Counts of days as those of periods.
    fn sums<'d>(&self, days: impl Iterator<Item = (&'d Period, u64)>) -> BTreeMap<i64, u64> {
        let mut out = BTreeMap::new();
        for (day, count) in days {
            *out.entry(day.number(self.by).div_euclid(self.step)).or_default() += count;
        }
        out
    }

    fn count(&self) -> i64 {
        self.last - self.first + 1
    }

    fn width(&self) -> f64 {
        (RIGHT - LEFT) / self.count() as f64
    }

    fn x(&self, period: i64) -> f64 {
        LEFT + (period - self.first) as f64 * self.width()
    }

    fn label(&self, period: i64) -> String {
        let label = self.by.label(period * self.step);
        let year = label.get(..4).unwrap_or_default();
        if self.step > 1 { year.to_owned() } else { label }
    }
}

/// The timeline with its heading; nothing where fewer than two periods have a document.
pub fn timeline(report: &Report<'_>) -> String {
    let Some(calendar) = &report.aggregate.calendar else { return String::new() };
    let Some(axis) = Axis::fitted(calendar).filter(|axis| axis.count() > 1) else { return String::new() };
    let period = if axis.step > 1 { "year" } else { axis.by.as_str() };
    let rows = rows(report, &axis);
    let bottom = HEIGHT + 34.0 + rows.len() as f64 * ROW;
    let mut out = format!("<section id=\"time\">\n<h2>Over time</h2>\n<p class=\"note\">Documents a {period}");
    if !rows.is_empty() {
        out.push_str(", and how often the most mentioned appear, each against its own highest bar");
    }
    if calendar.undated > 0 {
        let _ = write!(out, "; {} without a date", counted(calendar.undated, ("document is", "documents are")));
    }
    let _ = write!(
        out,
        ".</p>\n<div class=\"wide\"><svg class=\"time\" viewBox=\"0 0 1000 {bottom:.0}\" role=\"img\" aria-label=\"Documents a {period}\">\n"
    );
    let documents = calendar.totals.iter().map(|(day, (documents, _))| (day, *documents));
    bars(&mut out, &axis, &axis.sums(documents));
    ticks(&mut out, &axis, bottom);
    for (index, (name, counts)) in rows.iter().enumerate() {
        row(&mut out, &axis, HEIGHT + 30.0 + (index + 1) as f64 * ROW, name, counts);
    }
    out.push_str("</svg></div>\n</section>\n");
    out
}

/// Names and counts of the entities that are mentioned in most units of a known day.
fn rows(report: &Report<'_>, axis: &Axis) -> Vec<(String, BTreeMap<i64, u64>)> {
    let total = |days: &Periods| days.values().sum::<u64>();
    let nodes = report.aggregate.nodes.iter().filter(|(_, node)| !node.periods.is_empty());
    let mut best: Vec<(u64, &str, &Node)> = nodes.map(|(id, node)| (total(&node.periods), id.as_str(), node)).collect();
    best.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    best.into_iter()
        .take(ROWS)
        .filter_map(|(_, _, node)| {
            let name = &node.about.as_ref()?.name;
            Some((short(name, 24), axis.sums(node.periods.iter().map(|(day, units)| (day, *units)))))
        })
        .collect()
}

fn bars(out: &mut String, axis: &Axis, documents: &BTreeMap<i64, u64>) {
    let most = documents.values().copied().max().unwrap_or(1).max(1);
    let _ = writeln!(out, "<text class=\"end\" x=\"{:.0}\" y=\"{HEIGHT:.0}\">documents</text>", LEFT - 10.0);
    let _ = writeln!(out, "<text class=\"most\" x=\"{:.0}\" y=\"14\">{most}</text>", RIGHT + 6.0);
    for (&period, &count) in documents.iter().filter(|(_, count)| **count > 0) {
        let height = (HEIGHT - 4.0) * count as f64 / most as f64;
        let _ = writeln!(
            out,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\"><title>{}: {}</title></rect>",
            axis.x(period),
            HEIGHT - height,
            (axis.width() * 0.86).max(1.0),
            axis.label(period),
            counted(count, ("document", "documents")),
        );
    }
}

fn ticks(out: &mut String, axis: &Axis, bottom: f64) {
    let every = (axis.count() + 6) / 7;
    for period in (axis.first..=axis.last).step_by(every.max(1) as usize) {
        let x = axis.x(period);
        let _ = writeln!(
            out,
            "<path class=\"tick\" d=\"M{x:.1} 4V{bottom:.0}\"/><text x=\"{:.1}\" y=\"{:.0}\">{}</text>",
            x + 2.0,
            HEIGHT + 16.0,
            axis.label(period)
        );
    }
}

fn row(out: &mut String, axis: &Axis, base: f64, name: &str, counts: &BTreeMap<i64, u64>) {
    let most = counts.values().copied().max().unwrap_or(1).max(1);
    let _ = write!(out, "<text class=\"end\" x=\"{:.0}\" y=\"{base:.0}\">{name}</text><path d=\"", LEFT - 10.0);
    let width = (axis.width() * 0.86).max(1.0);
    for (&period, &count) in counts.iter().filter(|(_, count)| **count > 0) {
        let height = (ROW - 6.0) * count as f64 / most as f64;
        let _ = write!(out, "M{:.1} {base:.0}v-{height:.1}h{width:.1}v{height:.1}z", axis.x(period));
    }
    let _ = writeln!(out, "\"/><text class=\"most\" x=\"{:.0}\" y=\"{base:.0}\">{most}</text>", RIGHT + 6.0);
}
