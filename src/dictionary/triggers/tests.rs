use super::*;

fn read(text: &str) -> (Source, Vec<String>) {
    let (mut source, mut problems) = (Source::default(), Vec::new());
    parse("relations.dict", text, &mut source, &mut problems);
    lint(&source.triggers, &mut problems);
    (source, problems.iter().map(ToString::to_string).collect())
}

#[test]
fn phrases_of_a_line() {
    let (source, problems) = read("talks | verb: hold; holds; held; held | after: talks with | is: mutual\n");
    assert_eq!(problems, [] as [String; 0]);
    let line = &source.triggers[0];
    assert_eq!(line.names, ["held talks with"]);
    let of = |uses: Use| line.forms.iter().filter(|form| form.0 == uses).map(|form| &*form.1).collect::<Vec<_>>();
    assert_eq!(of(Use::PRESENT), ["holds talks with"]);
    assert_eq!(of(Use::JOINT_PAST), ["held talks"]);
    assert_eq!(of(Use::PASSIVE), [] as [&str; 0]);
}

#[test]
fn every_mistake_is_told() {
    for (text, message) in [
        ("> [A](a) met [B](b).\n", "relations.dict:1:1: an example without a trigger above it"),
        ("law | verb: sue; sues; sued\n", "relations.dict:1:1: `sue; sues; sued` is not four forms of a verb"),
        ("law | verbs: sue\n", "relations.dict:1:1: no field `verbs`"),
        ("law\n", "relations.dict:1:1: a line has a class and phrases"),
        ("law | noun: suit against | to: things\n", "relations.dict:1:1: no kind `things`"),
        ("law | noun: suit against | is: odd\n", "relations.dict:1:1: no flag `odd`"),
        ("law | noun: suit against | then: and\n", "relations.dict:1:1: `and` is no list of what follows an object"),
        ("words | odd | a\n", "relations.dict:1:1: no list `odd`"),
        ("words | have | has had\n", "relations.dict:1:1: `has had` is not one word"),
        ("a | noun: raid on\nb | noun: raid on\n", "relations.dict:2:1: `raid on` stands in line 1 too"),
    ] {
        let (_, problems) = read(text);
        assert!(problems.len() == 1 && problems[0].starts_with(message), "{text}: {problems:?}");
    }
    assert!(read("a | noun: raid on | to: person\nb | noun: raid on | to: country\n").1.is_empty());
    assert!(read("a | noun: raid on | then: topic\nb | noun: raid on | unless: topic\n").1.is_empty());
    assert!(!read("a | noun: raid on | then: topic\nb | noun: raid on | unless: reason\n").1.is_empty());
}
