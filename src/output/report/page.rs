//! The page around its parts, and what it may do: run its own script and nothing else.

use super::{BUDGET, Links, Report, counted, highlight, html, picture, svg, table, ties, timeline, unit};
use crate::aggregate::topics::TopicCount;
use crate::dictionary::Kind;
use crate::output::summary;
use std::fmt::Write as _;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// The whole page.
pub fn page(report: &Report<'_>) -> String {
    let sections = summary::sections(report.aggregate, &Kind::ALL, table::ROWS);
    let links = Links::new(report, &sections);
    let picture = picture::choose(report.aggregate);
    let mut out = head(report);
    header(&mut out, report, !picture.nodes.is_empty());
    out.push_str("<main>\n");
    if !picture.nodes.is_empty() {
        out.push_str("<section id=\"graph\">\n<h2>Who appears with whom</h2>\n");
        out.push_str(&ties::note(report, &picture));
        out.push_str(&svg::legend());
        out.push_str(TOOLS);
        let _ = write!(out, "<div class=\"stage\">\n{}</div>\n", svg::graph(&picture, &links, report.aggregate.scope));
        out.push_str("<aside id=\"panel\" aria-live=\"polite\" hidden></aside>\n</section>\n");
    }
    out.push_str("<section id=\"entities\">\n<h2>People and places</h2>\n");
    if report.aggregate.nodes.is_empty() {
        out.push_str("<p>No person, country, place or organization was found.</p>\n");
    }
    out.push_str(&table::tables(report, &sections, &links));
    out.push_str("</section>\n");
    if !picture.ties.is_empty() {
        let _ =
            write!(out, "<section id=\"ties\">\n<h2>Strongest ties</h2>\n{}</section>\n", ties::list(report, &picture));
    }
    out.push_str(&timeline::timeline(report));
    let before = out.len();
    if !report.texts.is_empty() {
        text_section(&mut out, report, &links);
    }
    let text = out.len() - before;
    out.push_str("</main>\n");
    footer(&mut out, report);
    let tail = format!("\n<script>{SCRIPT}</script>\n</body>\n</html>\n");
    let rest = "<script type=\"application/json\" id=\"data\"></script>".len() + tail.len();
    let room = BUDGET.saturating_sub(out.len() - text + rest);
    if !picture.nodes.is_empty() {
        // numbers and text: there is no JSON that could not be written
        let data = ties::data(report, &picture, &links, room).unwrap_or_default();
        let _ = write!(out, "<script type=\"application/json\" id=\"data\">{data}</script>");
    }
    out.push_str(&tail);
    out
}

/// Topics that the head of the page names.
const TOPICS: usize = 12;

const TOOLS: &str = "<div class=\"tools\" hidden>\
<label>Find <input type=\"search\" id=\"find\" placeholder=\"name\" autocomplete=\"off\" spellcheck=\"false\"></label> \
<button type=\"button\" id=\"closer\" aria-label=\"Closer\">+</button>\
<button type=\"button\" id=\"farther\" aria-label=\"Farther\">−</button>\
<button type=\"button\" id=\"all\">All</button> \
<output id=\"found\" for=\"find\"></output></div>\n";

fn head(report: &Report<'_>) -> String {
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    );
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"nertool {}\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        env!("CARGO_PKG_VERSION"),
        html(report.title)
    )
}

/// What a Content-Security-Policy calls an inline script or style: `sha256-` and base 64.
fn hash(content: &str) -> String {
    let digest = hmac_sha256::Hash::hash(content.as_bytes());
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::from("sha256-");
    for three in digest.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| (bits << 8) | u32::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let letter = letters.get((bits >> (18 - 6 * at)) as usize & 63).copied().unwrap_or(b'=');
            out.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

fn header(out: &mut String, report: &Report<'_>, graph: bool) {
    let aggregate = report.aggregate;
    let _ = write!(
        out,
        "<header>\n<h1>{}</h1>\n<p class=\"facts\">{} · {} · {} · {}</p>\n<nav>",
        html(report.title),
        counted(aggregate.documents, ("document", "documents")),
        counted(aggregate.units, unit(aggregate.scope)),
        counted(aggregate.nodes.len() as u64, ("entity", "entities")),
        counted(aggregate.edges.len() as u64, ("tie", "ties")),
    );
    for (target, name) in
        [("graph", "Graph"), ("entities", "People and places"), ("ties", "Strongest ties"), ("texts", "Text")]
    {
        if graph && (target != "texts" || !report.texts.is_empty()) || target == "entities" {
            let _ = write!(out, "<a href=\"#{target}\">{name}</a> ");
        }
    }
    out.push_str("</nav>\n");
    let topics = report.topics.ranked(TOPICS);
    if !topics.is_empty() {
        let one = |&(_, count): &(&str, &TopicCount)| match report.topics.documents {
            0 | 1 => html(&count.name).into_owned(),
            _ => format!("{} ({})", html(&count.name), count.documents),
        };
        let names: Vec<String> = topics.iter().map(one).collect();
        let _ = writeln!(out, "<p class=\"topics\">Topics: {}</p>", names.join(", "));
    }
    out.push_str("</header>\n");
}

fn text_section(out: &mut String, report: &Report<'_>, links: &Links<'_>) {
    let (shown, all) = (report.texts.len(), report.aggregate.documents);
    out.push_str("<section id=\"texts\">\n<h2>Text</h2>\n");
    if (shown as u64) < all {
        let _ = writeln!(out, "<p class=\"note\">The first {shown} of {all} documents.</p>");
    }
    out.push_str(&svg::legend());
    out.push_str(&highlight::texts(report, links));
    out.push_str("</section>\n");
}

fn footer(out: &mut String, report: &Report<'_>) {
    let _ = writeln!(
        out,
        "<footer><p>Made by nertool {} with the dictionary {}. Names and ties are found by a program: the sentences show on what they rest. This page asks for nothing outside itself.</p></footer>",
        env!("CARGO_PKG_VERSION"),
        html(report.dictionary)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_the_script() {
        // printf abc | openssl dgst -sha256 -binary | base64
        assert_eq!(hash("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assert!(!SCRIPT.contains("</script") && !STYLE.contains("</style"));
    }
}
