//! Documents that are meant to be slow or to break something: the parts of `hostile/parts.jsonl`, over
//! and over. What is looked at grows with the text, not with its square; `hostile/time.py` measures.

use nertool::Extractor;
use nertool::matchers::{self, Page};
use nertool::text::Reading;

#[derive(serde::Deserialize)]
struct Hostile {
    name: String,
    part: String,
}

/// Most candidates that start at one token: as many as the longest form of a dictionary has words.
const MOST_AT_ONE_TOKEN: usize = 16;

#[test]
fn hostile_documents_are_linear_and_whole() {
    let extractor = Extractor::new().expect("the built-in dictionary opens");
    for line in include_str!("hostile/parts.jsonl").lines() {
        let Hostile { name, part } = serde_json::from_str(line).expect("a record");
        let text = part.repeat(60_000 / part.len());
        let reading = Reading::of(&text, extractor.knowledge());
        let page = Page::new(&reading, extractor.knowledge());
        let (candidates, definitions) = matchers::run(&page);
        let tokens = reading.tokens.len();
        assert!(candidates.len() <= MOST_AT_ONE_TOKEN * tokens, "{name}: {} candidates", candidates.len());
        assert!(definitions.len() <= tokens, "{name}: {} definitions", definitions.len());
        let resolved = extractor.extract_reading(&reading, None);
        let mut end = 0;
        for mention in &resolved.mentions {
            assert!(mention.span.start >= end && !mention.span.of(&text).is_empty(), "{name}: {:?}", mention.span);
            end = mention.span.end;
        }
        let counted: usize = resolved.entities.iter().map(|entity| entity.mentions).sum();
        assert_eq!(counted, resolved.mentions.len(), "{name}");
        let titles: usize = resolved.entities.iter().flat_map(|entity| &entity.titles).map(String::len).sum();
        assert!(titles <= 4 * text.len(), "{name}: {titles} bytes of titles");
    }
}
