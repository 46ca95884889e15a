use crate::Extractor;
use crate::text::Reading;

fn keyphrases(text: &str, limit: usize) -> Vec<String> {
    let extractor = Extractor::new().unwrap();
    let reading = Reading::of(text, extractor.knowledge());
    let resolved = extractor.extract_reading(&reading, None);
    extractor.keyphrases(&reading, &resolved, limit).into_iter().map(|phrase| phrase.text).collect()
}

const DAM: &str = "The mayor closed the old dam on Monday. Engineers had found cracks in the dam wall, and a dam wall \
                   with cracks is a danger to the valley below. The dam walls will be repaired by next year, the \
                   mayor said. Farmers in the valley feared a flood.";

#[test]
fn what_is_repeated_early_comes_first() {
    assert_eq!(keyphrases(DAM, 5), ["dam wall", "mayor", "cracks", "valley", "farmers"]);
}

#[test]
fn verbs_adverbs_and_times_bound_phrases() {
    for (text, expected) in [
        ("The court quickly rejected the appeal on Friday.", vec!["court", "appeal"]),
        ("Striking miners haven't returned to coal pits.", vec!["miners", "coal pits"]),
        ("It rained for 36 hours, reporters said last week.", vec![]),
    ] {
        assert_eq!(keyphrases(text, 10), expected, "{text}");
    }
}

#[test]
fn a_phrase_goes_no_further_than_its_sentence_part() {
    assert_eq!(keyphrases("Floods destroyed crops, roads. Bridges fell.", 10), ["floods", "crops", "roads", "bridges"]);
    assert_eq!(keyphrases("The city's water supply failed.", 10), ["water supply", "city"]);
}

#[test]
fn a_name_is_one_word_whatever_its_form() {
    let text = "Angela Merkel spoke of a carbon tax. Merkel defended the carbon tax, and Merkel left.";
    assert_eq!(keyphrases(text, 2), ["Angela Merkel", "carbon tax"]);
}

#[test]
fn a_title_before_a_person_is_no_phrase() {
    let found = keyphrases("The council heard former finance minister Angela Merkel on a carbon tax.", 10);
    assert!(!found.iter().any(|phrase| phrase == "finance minister"), "{found:?}");
    assert!(found.contains(&"Angela Merkel".to_owned()), "{found:?}");
}

#[test]
fn headlines_lose_their_capitals_and_names_keep_them() {
    let text = "Kenya Seeks Drought Relief From World Bank\n";
    assert_eq!(keyphrases(text, 10), ["Kenya", "World Bank", "drought relief"]);
}

#[test]
fn a_hyphen_joins_a_person_to_a_phrase() {
    let found = keyphrases("Police stopped the anti-Merkel protests. Angela Merkel was away.", 10);
    assert!(found.contains(&"anti-Merkel protests".to_owned()), "{found:?}");
    assert!(!found.contains(&"anti".to_owned()), "{found:?}");
}

#[test]
fn a_word_goes_with_its_plural() {
    let text = "The refinery burned. Both refineries are shut, and a third refinery may follow.";
    assert_eq!(keyphrases(text, 1), ["refinery"]);
    let text = "REFINERIES BURN\n\nBoth refineries are shut. No tax was paid for them, and taxes are due.";
    assert_eq!(keyphrases(text, 2), ["refineries", "tax"]);
}

#[test]
fn a_dateline_is_not_what_a_text_is_about() {
    let found = keyphrases("GENEVA, March 6 - Copper producers met over a study group.", 10);
    assert_eq!(found, ["copper producers", "study group"]);
}

#[test]
fn nothing_is_found_where_nothing_is_said() {
    for text in ["", " \n", "It was. 12 of 36.", "-- ' \u{200b}"] {
        assert_eq!(keyphrases(text, 10), Vec::<String>::new(), "{text:?}");
    }
    assert_eq!(keyphrases(DAM, 0), Vec::<String>::new());
}

#[test]
fn scores_fall_and_lie_between_0_and_1() {
    let extractor = Extractor::new().unwrap();
    let reading = Reading::of(DAM, extractor.knowledge());
    let found = extractor.keyphrases(&reading, &extractor.extract_reading(&reading, None), 100);
    assert!(found.iter().all(|phrase| phrase.score > 0.0 && phrase.score < 1.0));
    assert!(found.is_sorted_by(|a, b| a.score >= b.score));
    assert_eq!(found.first().map(|phrase| phrase.count), Some(3), "dam wall, with its plural");
}

#[test]
fn the_sample() {
    let text = include_str!("../../../examples/korea.txt");
    let article = text.split("\n\n").next().unwrap();
    let found = keyphrases(article, 10);
    for expected in ["Donald Trump", "Kim Jong Un", "North Korea", "diplomacy", "geopolitical tensions"] {
        assert!(found.iter().any(|phrase| phrase == expected), "{expected} is not in {found:?}");
    }
}
