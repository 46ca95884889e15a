//! The canonical form of a dictionary file.

/// Fields in their order.
const ORDER: [&str; 14] =
    ["kind", "aka", "demonym", "team", "capital", "near", "of", "type", "role", "at", "pop", "iso", "seat", "wikidata"];

/// Fields of topics in their order.
const TOPIC_ORDER: [&str; 4] = ["terms", "entities", "of", "medtop"];

/// `text` with the entries of each section sorted by key, fields in order and evenly spaced, example
/// lines under their entry, and one newline at the end. Lines that are no entries stay as they are.
pub fn canonical(text: &str) -> String {
    rewrite(text, &ORDER)
}

/// [`canonical`] for a topics file: a top subject, which has no `of`, stands first in its section.
pub fn canonical_topics(text: &str) -> String {
    rewrite(text, &TOPIC_ORDER)
}

fn rewrite(text: &str, order: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut section: Vec<((bool, String), String)> = Vec::new();
    for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        if line.starts_with('#') {
            close(&mut section, &mut out);
            out.push_str(line);
            out.push('\n');
        } else if line.starts_with(['>', '<']) {
            match section.last_mut() {
                Some((_, block)) => block.push_str(&format!("{line}\n")),
                None => out.push_str(&format!("{line}\n")),
            }
        } else {
            let line = in_order(line, order);
            let below = order == TOPIC_ORDER && line.contains(" | of: ");
            let key = line.split(" | ").next().unwrap_or_default().to_owned();
            section.push(((below, key), format!("{line}\n")));
        }
    }
    close(&mut section, &mut out);
    out
}

fn close(section: &mut Vec<((bool, String), String)>, out: &mut String) {
    section.sort_by(|a, b| a.0.cmp(&b.0));
    section.drain(..).for_each(|(_, block)| out.push_str(&block));
}

/// The line of an entry with its fields in order and evenly spaced.
pub fn entry(line: &str) -> String {
    in_order(line, &ORDER)
}

fn in_order(line: &str, order: &[&str]) -> String {
    let fields: Vec<String> =
        line.split(" | ").map(|field| field.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let (head, rest) = fields.split_at(fields.len().min(2));
    let mut rest = rest.to_vec();
    let place = |field: &String| {
        let label = field.split(':').next().unwrap_or_default();
        order.iter().position(|known| *known == label).unwrap_or(order.len())
    };
    rest.sort_by_key(place);
    head.iter().cloned().chain(rest).collect::<Vec<_>>().join(" | ")
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn order_and_spacing() {
        let text = "# one\nb | Bee | of: gb |  aka: Beta\n> [Bee](b) won.\na | Ay\n\n# two\nc | Cee";
        let expected = "# one\na | Ay\nb | Bee | aka: Beta | of: gb\n> [Bee](b) won.\n# two\nc | Cee\n";
        assert_eq!(canonical(text), expected);
        assert_eq!(canonical(expected), expected);
    }

    #[test]
    fn a_top_subject_comes_first() {
        let text = "# S\nb | Bee | of: s | terms: x\n> x.\n>! y.\na | Ay | of: s\ns | S\n";
        let expected = "# S\ns | S\na | Ay | of: s\nb | Bee | terms: x | of: s\n> x.\n>! y.\n";
        assert_eq!(super::canonical_topics(text), expected);
        assert_eq!(super::canonical_topics(expected), expected);
    }
}
