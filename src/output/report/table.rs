//! The people-and-places table, a part for each kind.

use super::{Links, Report, short};
use crate::output::summary::{Row, Section};
use std::fmt::Write as _;

/// Rows that show without being asked for.
const OPEN: usize = 15;
/// Rows of a kind at most.
pub const ROWS: usize = 50;

/// A table for each section that has an entity.
pub fn tables(report: &Report<'_>, sections: &[Section], links: &Links<'_>) -> String {
    let mut out = String::from("<div class=\"tables\">\n");
    for section in sections.iter().filter(|section| section.total > 0) {
        let many = report.aggregate.documents > 1;
        let most = section.rows.iter().map(|row| row.mentions).max().unwrap_or(1);
        let _ = writeln!(out, "<div>\n<h3>{} <small>{}</small></h3>", capital(section.section), section.total);
        let rows = |rows: &[Row]| rows.iter().map(|row| line(report, row, most, many, links)).collect::<String>();
        let (open, rest) = section.rows.split_at(section.rows.len().min(OPEN));
        let _ = writeln!(out, "<table>\n{}<tbody>\n{}</tbody></table>", head(section, many), rows(open));
        if !rest.is_empty() {
            let _ = writeln!(
                out,
                "<details><summary>{} more</summary>\n<table>\n{}<tbody>\n{}</tbody></table></details>",
                rest.len(),
                head(section, many),
                rows(rest)
            );
        }
        let left = section.total - section.rows.len();
        if left > 0 {
            let _ = writeln!(out, "<p class=\"note\">{left} further {} with fewer mentions.</p>", section.section);
        }
        out.push_str("</div>\n");
    }
    out.push_str("</div>\n");
    out
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn head(section: &Section, many: bool) -> String {
    let documents = if many { "<th class=\"n docs\">Docs</th>" } else { "" };
    let detail = if section.section == "people" { "Title" } else { "Country" };
    format!(
        "<thead><tr><th>Name</th><th class=\"n\" colspan=\"2\">Mentions</th>{documents}<th class=\"detail\">{detail}</th><th>Most often with</th></tr></thead>\n"
    )
}

fn line(report: &Report<'_>, row: &Row, most: u64, many: bool, links: &Links<'_>) -> String {
    let mut out = String::from("<tr");
    if let Some(number) = links.row(&row.id) {
        let _ = write!(out, " id=\"e{number}\"");
    }
    let _ = write!(out, "><th class=\"{}\">{}", row.kind, short(&row.name, 100));
    if !row.known {
        out.push_str("<span title=\"not in the dictionary: found by its form or by what stands around it\"> ·</span>");
    }
    if let Some(mention) = links.mention(&row.id) {
        let _ = write!(out, " <a class=\"to\" href=\"#{mention}\" aria-label=\"in the text\">¶</a>");
    }
    if let Some(item) = wikidata(report, &row.id) {
        let _ =
            write!(out, " <a class=\"to\" href=\"https://www.wikidata.org/wiki/{item}\" rel=\"noopener\">{item}</a>");
    }
    let share = (row.mentions * 100).div_ceil(most.max(1));
    let _ = write!(
        out,
        "</th><td class=\"n\">{}</td><td class=\"bar\"><svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\"><rect width=\"{share}\" height=\"8\"/></svg></td>",
        row.mentions
    );
    if many {
        let _ = write!(out, "<td class=\"n docs\">{}</td>", row.documents);
    }
    let _ = write!(out, "<td class=\"detail\">{}</td><td class=\"with\">", short(&row.detail, 60));
    for (index, companion) in row.companions.iter().enumerate() {
        let name = short(&companion.name, 60);
        out.push_str(if index > 0 { ", " } else { "" });
        let _ = match links.row(&companion.id) {
            Some(row) => write!(out, "<a href=\"#e{row}\">{name}</a> {}", companion.units),
            None => write!(out, "{name} {}", companion.units),
        };
    }
    out.push_str("</td></tr>\n");
    out
}

/// Q and digits; a dictionary could have anything there.
fn wikidata<'a>(report: &Report<'a>, id: &str) -> Option<&'a str> {
    let item = report.aggregate.nodes.get(id)?.about.as_ref()?.wikidata.as_deref()?;
    let digits = item.strip_prefix('Q')?;
    let fits = !digits.is_empty() && digits.len() < 12 && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then_some(item)
}
