//! Texts with their entities marked and linked to the tables.

use super::{Links, Report, Text, html, short};
use crate::aggregate::Aggregate;
use crate::resolve::{Mention, MentionRole};
use crate::text::Span;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// All texts that the report shows.
pub fn texts(report: &Report<'_>, links: &Links<'_>) -> String {
    let mut out = String::new();
    for (number, text) in report.texts.iter().enumerate() {
        article(&mut out, report.aggregate, number, text, links);
    }
    out
}

fn article(out: &mut String, aggregate: &Aggregate, number: usize, text: &Text, links: &Links<'_>) {
    let document = &text.document;
    let name = document.title.as_deref().unwrap_or(&document.id);
    let _ = writeln!(out, "<article id=\"d{number}\">");
    // the heading of the page names the only document
    if aggregate.documents > 1 {
        let _ = writeln!(out, "<h3>{}</h3>", html(name));
    }
    let mut facts: Vec<String> = Vec::new();
    if document.title.is_some() {
        facts.push(html(&document.id).into_owned());
    }
    facts.extend(document.date.as_deref().map(|date| format!("<time>{}</time>", html(date))));
    if !facts.is_empty() {
        let _ = writeln!(out, "<p class=\"facts\">{}</p>", facts.join(" · "));
    }
    if aggregate.documents > 1 && !text.topics.is_empty() {
        let _ = writeln!(out, "<p class=\"topics\">{}</p>", html(&text.topics.join(", ")));
    }
    let mut seen = BTreeSet::new();
    let mut mentions = text.resolved.mentions.iter().peekable();
    let ends = text.paragraphs.iter().skip(1).map(|paragraph| paragraph.start).chain([document.text.len()]);
    for (paragraph, end) in text.paragraphs.iter().zip(ends) {
        out.push_str(if paragraph.headline { "<p class=\"headline\" dir=\"auto\">" } else { "<p dir=\"auto\">" });
        let mut at = paragraph.start;
        while let Some(mention) = mentions.next_if(|mention| mention.span.start < end) {
            // a name that goes on over the end of a paragraph would be cut
            if mention.span.start < at || mention.span.end > end {
                continue;
            }
            out.push_str(&html(Span::new(at, mention.span.start).of(&document.text)));
            marked(out, aggregate, (number, text), mention, links, &mut seen);
            at = mention.span.end;
        }
        out.push_str(html(Span::new(at, end).of(&document.text)).trim_end());
        out.push_str("</p>\n");
    }
    out.push_str("</article>\n");
}

fn marked(
    out: &mut String,
    aggregate: &Aggregate,
    (number, text): (usize, &Text),
    mention: &Mention,
    links: &Links<'_>,
    seen: &mut BTreeSet<usize>,
) {
    let Some(entity) = text.resolved.entities.get(mention.entity) else {
        return;
    };
    let mut title = format!("{}: {}", short(&entity.name, 100), entity.kind.as_str());
    if let Some(country) = mention.stands_for.as_deref() {
        let known = aggregate.nodes.get(country).and_then(|node| node.about.as_ref());
        let _ = write!(title, ", here for {}", short(known.map_or(country, |about| &about.name), 100));
    } else if mention.role != MentionRole::Name {
        let _ = write!(title, ", {}", mention.role.as_str());
    }
    if !entity.known {
        title.push_str(", not in the dictionary");
    }
    out.push_str("<mark");
    if let (true, Some(entity)) = (seen.insert(mention.entity), links.numbers.get(entity.id.as_str())) {
        let _ = write!(out, " id=\"d{number}e{entity}\"");
    }
    let _ = write!(out, " class=\"{}\" title=\"{title}\">", entity.kind.as_str());
    let surface = html(mention.span.of(&text.document.text));
    match links.row(&entity.id) {
        Some(row) => {
            let _ = write!(out, "<a href=\"#e{row}\">{surface}</a>");
        }
        None => out.push_str(&surface),
    }
    out.push_str("</mark>");
}
