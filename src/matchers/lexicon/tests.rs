use super::*;
use crate::dictionary::compile::{Source, compile};
use crate::dictionary::source::parse_entries;
use crate::dictionary::{Image, Kind};
use crate::text::fold::hash_token;
use crate::text::token::tokenise;

fn knowledge(lines: &str) -> Knowledge {
    let mut problems = Vec::new();
    let entries = parse_entries("x.dict", Some(Kind::Organization), lines, &mut problems);
    assert_eq!(problems, []);
    let bytes = compile(&Source { entries, ..Source::default() }, &|_| None, &|_| None).expect("compiles");
    Knowledge::new(Image::open(bytes).expect("opens"))
}

fn found(knowledge: &Knowledge, text: &str) -> Vec<String> {
    let tokens = tokenise(text);
    let mut out = Vec::new();
    scan(knowledge, Words { text, tokens: &tokens, hashes: &[] }, |m| {
        let (a, b) = (tokens[m.first].start(), tokens[m.last - 1].end());
        out.push(text[a..b].to_owned());
    });
    out
}

#[test]
fn twenty_two_ways_to_write_a_name() {
    let known = knowledge(
        "a | New York\nb | York\nc | U.S.\nd | Kim Jong Un\ne | Trump\nf | São Paulo\ng | Mexico\n\
         h | Bank of America\ni | America\nj | Jean-Claude Juncker\nk | AT&T\nl | O’Neill\nm | Reading\n\
         n | Lee Jae-myung\no | al-Qaeda\np | McDonald's\nq | Washington, D.C.\nr | J. K. Rowling\ns | 10 Downing Street\n",
    );
    for (text, expected) in [
        ("Trump’s and Trump's and Kim Jong Un's", vec!["Trump", "Trump", "Kim Jong Un"]),
        ("in the U.S. now, the US and the U.S", vec!["U.S.", "US", "U.S"]),
        ("tell us, US-backed, U.S.–Mexico", vec!["US", "U.S.", "Mexico"]),
        ("Bank of America", vec!["Bank of America", "America"]),
        ("Yorkshire, Trumpism, New Yorkers", vec![]),
        ("New\nYork New  York New\u{a0}York", vec!["New\nYork", "York", "New  York", "York", "New\u{a0}York", "York"]),
        (
            "São Paulo, Sao Paulo, Sa\u{303}o Paulo, SÃO PAULO",
            vec!["São Paulo", "Sao Paulo", "Sa\u{303}o Paulo", "SÃO PAULO"],
        ),
        ("TRUMP MEETS KIM JONG UN", vec!["TRUMP", "KIM JONG UN"]),
        ("he was reading; Reading won", vec!["Reading"]),
        ("(Trump) “Trump” Trump—Mexico 🙂 Trump", vec!["Trump", "Trump", "Trump", "Mexico", "Trump"]),
        (
            "AT&T, O'Neill, Lee Jae Myung, Jean‑Claude Juncker",
            vec!["AT&T", "O'Neill", "Lee Jae Myung", "Jean‑Claude Juncker"],
        ),
        ("New york, Jean-claude Juncker", vec!["Jean-claude Juncker"]),
        ("al-Qaeda, Al Qaeda, AL-QAEDA", vec!["al-Qaeda", "Al Qaeda", "AL-QAEDA"]),
        ("McDonald said; McDonald's said", vec!["McDonald"]),
        ("Washington, D.C. and J.K. Rowling, J. K. Rowling", vec!["Washington, D.C.", "J.K. Rowling", "J. K. Rowling"]),
        ("at 10 Downing Street", vec!["10 Downing Street"]),
        ("New\n\nYork. New. York", vec!["York", "York"]),
    ] {
        assert_eq!(found(&known, text), expected, "{text}");
    }
}

/// Every form that starts at every word, looked up without filters and compared letter by letter.
fn scan_slowly(knowledge: &Knowledge, text: &str, tokens: &[Token]) -> Vec<LexiconMatch> {
    let words = Words { text, tokens, hashes: &[] };
    let mut out = Vec::new();
    for (first, token) in tokens.iter().enumerate() {
        for (layer, image) in knowledge.layers().iter().enumerate() {
            let tables = image.tables();
            let lower = tables.may_start_lower(text.as_bytes(), token.start(), token.len());
            let key = first_key(hash_token(token.span().of(text)));
            let mut phrase = Some(Phrase { key, first: first as u32, last: first as u32 })
                .filter(|_| token.is_capitalised() || lower);
            while let Some(now) = phrase {
                let node = tables.node(tables.place(now.key, now.is_longer()), now.is_longer());
                let mut form = node.form().filter(|_| node.is_of(now.key));
                while let Some(index) = form {
                    let (end, last) = (tokens[now.last as usize], now.last as usize + 1);
                    let head = tables.forms().head(index);
                    let known = tables.forms().text(index, head);
                    let (surface, after) = (&text[token.start()..end.end()], &text[end.end()..]);
                    if let Some(fit) = fit_spelling(known, head.possessive(), surface, after, &mut Folded::default())
                        && (end.possessive || !head.possessive())
                    {
                        out.push(LexiconMatch { first, last, layer, form: index, fit });
                    }
                    form = head.more().then(|| tables.forms().next(index, head));
                }
                let (longer, joined) = next(words, now);
                phrase = Some(longer).filter(|longer| joined && longer.last - longer.first < 40);
            }
        }
    }
    out
}

#[test]
fn filters_lose_nothing() {
    let mut knowledge = crate::builtin::knowledge().expect("opens");
    let mut problems = Vec::new();
    let lines =
        "x1 | Seoul Summit\nx2 | U.S.\nx3 | al-Qaeda in Seoul\nx4 | Kim Jong Un's Council\nx5 | 10 Downing Street\n";
    let entries = parse_entries("x.dict", Some(Kind::Organization), lines, &mut problems);
    knowledge.add(&Source { entries, ..Source::default() }).expect("compiles");
    let hostile = "the U.S.'s US-led NEW YORK  New\nYork, St. Louis; São Paulo Sa\u{303}o Paulo “Al-Qaeda in seoul” al-Qaeda in \
        Seoul Summit Kim Jong Un's Council. AT&T & Co O'Neill 10 Downing Street OPEC+ Yahoo! Yahoo \u{ad}Lon\u{ad}don Bank Of \
        America bank of america Washington, D.C. J.K. Rowling The Hague the Hague \0 \u{feff}Iran É İstanbul ISTANBUL x\u{301}";
    let sample = include_str!("../../../examples/korea.txt");
    for text in [sample.to_owned(), sample.to_uppercase(), sample.replace(' ', "\n"), hostile.repeat(30)] {
        let tokens = tokenise(&text);
        let all_hashes = crate::text::token::hashes(&text, &tokens);
        let slow = scan_slowly(&knowledge, &text, &tokens);
        assert!(slow.len() > 100);
        for hashes in [&[], all_hashes.as_slice()] {
            let mut quick = Vec::new();
            scan(&knowledge, Words { text: &text, tokens: &tokens, hashes }, |found| quick.push(found));
            assert_eq!(quick, slow);
        }
    }
}
