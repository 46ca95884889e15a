//! Gold in CoNLL columns: a token a line, its tag last.

use super::gold::{Gold, GoldEntity};
use super::usual_label;

/// Token and tag of a line of columns.
pub fn tagged(line: &str) -> Option<(&str, &str)> {
    let mut columns = line.split_whitespace();
    let (token, tag) = (columns.next()?, columns.next_back()?);
    let prefixed = tag
        .split_once('-')
        .is_some_and(|(prefix, label)| matches!(prefix, "B" | "I" | "E" | "S" | "L" | "U") && !label.is_empty());
    (tag == "O" || prefixed).then_some((token, tag))
}

/// Reads tags in IOB1, IOB2, IOBES or BILOU. The text is put together from the tokens, a sentence a
/// line; `-DOCSTART-` begins a document.
///
/// # Errors
///
/// The first line that has no tag.
pub fn read(name: &str, text: &str) -> Result<Vec<Gold>, String> {
    let mut documents = vec![Building::default()];
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.starts_with("-DOCSTART-") {
            documents.push(Building::default());
            continue;
        }
        let Some(document) = documents.last_mut() else {
            continue;
        };
        if line.is_empty() {
            document.end_sentence();
        } else if let Some((token, tag)) = tagged(line) {
            document.push(token, tag);
        } else {
            let place = index + 1;
            return Err(format!("{name}:{place}: no tag in the last column (hint: O, B-PER, I-PER, ...)"));
        }
    }
    let filled = documents.into_iter().filter(|document| !document.gold.text.is_empty());
    Ok(filled.enumerate().map(|(index, document)| document.finish(format!("{name}#{}", index + 1))).collect())
}

#[derive(Default)]
struct Building {
    gold: Gold,
    points: usize,
    open: Option<GoldEntity>,
    line_start: bool,
    /// An opening quotation mark waits for its partner.
    quoted: bool,
    /// The token before sticks to the next one.
    sticks: bool,
}

impl Building {
    fn push(&mut self, token: &str, tag: &str) {
        let closing_quote = token == "\"" && self.quoted;
        let joined =
            self.gold.text.is_empty() || self.line_start || self.sticks || closing_quote || sticks_to_left(token);
        if !joined {
            self.gold.text.push(' ');
            self.points += 1;
        }
        self.sticks = matches!(token, "(" | "[" | "{" | "$" | "``" | "“") || (token == "\"" && !self.quoted);
        self.quoted ^= token == "\"";
        self.line_start = false;
        let start = self.points;
        self.gold.text.push_str(token);
        self.points += token.chars().count();
        self.tag(tag, start);
    }

    fn tag(&mut self, tag: &str, start: usize) {
        let (prefix, label) = tag.split_once('-').unwrap_or((tag, ""));
        let label = usual_label(label);
        let goes_on = matches!(prefix, "I" | "E" | "L") && self.open.as_ref().is_some_and(|open| open.label == label);
        if !goes_on {
            self.close();
        }
        if prefix == "O" {
            return;
        }
        let end = self.points;
        let open = self.open.get_or_insert(GoldEntity { start, end, label, optional: false });
        open.end = end;
        if matches!(prefix, "E" | "L" | "S" | "U") {
            self.close();
        }
    }

    fn close(&mut self) {
        self.gold.entities.extend(self.open.take());
    }

    fn end_sentence(&mut self) {
        self.close();
        if !self.gold.text.is_empty() && !self.line_start {
            self.gold.text.push('\n');
            self.points += 1;
        }
        (self.line_start, self.quoted, self.sticks) = (true, false, false);
    }

    fn finish(mut self, id: String) -> Gold {
        self.close();
        self.gold.id = id;
        self.gold
    }
}

fn sticks_to_left(token: &str) -> bool {
    let ends = [",", ".", ";", ":", "!", "?", "%", ")", "]", "}", "''", "”", "...", "n't", "N'T"];
    ends.contains(&token) || (token.starts_with(['\'', '’']) && token.chars().count() <= 3 && token.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surfaces(columns: &str) -> (String, Vec<String>) {
        let gold = read("x", columns).expect("columns").remove(0);
        let points: Vec<char> = gold.text.chars().collect();
        let entities = gold.entities.iter();
        let shown =
            entities.map(|e| format!("{} {}", points[e.start..e.end].iter().collect::<String>(), e.label)).collect();
        (gold.text, shown)
    }

    #[test]
    fn every_scheme_of_tags() {
        for tags in
            [["B", "I", "O", "B", "O"], ["I", "I", "O", "I", "O"], ["B", "E", "O", "S", "O"], ["B", "L", "O", "U", "O"]]
        {
            let labels = ["-PERSON", "-PERSON", "", "-GPE", ""];
            let words = ["Zoë", "Doe", "'s", "Köln", "."];
            let rows: String = words
                .iter()
                .zip(tags)
                .zip(labels)
                .map(|((word, tag), label)| format!("{word} NNP {tag}{label}\n"))
                .collect();
            let (text, found) = surfaces(&format!("-DOCSTART- -X- O\n\n{rows}"));
            assert_eq!(text, "Zoë Doe's Köln.");
            assert_eq!(found, ["Zoë Doe PER", "Köln LOC"], "{tags:?}");
        }
    }

    #[test]
    fn neighbours_and_sentences_are_apart() {
        let (text, found) = surfaces("Ann B-PER\nBob B-PER\n( O\nEU I-ORG\n\nRome I-LOC\n");
        assert_eq!(text, "Ann Bob (EU\nRome");
        assert_eq!(found, ["Ann PER", "Bob PER", "EU ORG", "Rome LOC"]);
        assert!(read("x", "Ann B-PER\nBob\n").is_err_and(|e| e.starts_with("x:2: no tag")));
    }
}
