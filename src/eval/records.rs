//! Gold as JSON Lines.

use super::gold::{Gold, GoldEntity};
use super::usual_label;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Record {
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    entities: Vec<EntityRecord>,
    gold_labels: Option<Vec<String>>,
    eval_spans: Option<Vec<(usize, usize)>>,
    exhaustive: Option<bool>,
}

#[derive(Deserialize)]
struct EntityRecord {
    start: usize,
    end: usize,
    label: String,
    optional: Option<bool>,
}

/// Reads one document a line.
///
/// # Errors
///
/// The first line that is none, or repeats an id.
pub fn read(name: &str, text: &str) -> Result<Vec<Gold>, String> {
    let mut seen = BTreeMap::new();
    let mut out = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let place = || format!("{name}:{}", index + 1);
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() {
            continue;
        }
        let record: Record = serde_json::from_str(line).map_err(|error| {
            let text = error.to_string();
            let words = text.split(" at line ").next().unwrap_or_default();
            format!("{}: no gold record: {words} (hint: {{\"id\", \"text\", \"entities\": [{{\"start\", \"end\", \"label\"}}]}})", place())
        })?;
        let gold = gold(record).map_err(|message| format!("{}: {message}", place()))?;
        if let Some(first) = seen.insert(gold.id.clone(), index + 1) {
            return Err(format!("{}: id `{}` stands in line {first} too (hint: ids must differ)", place(), gold.id));
        }
        out.push(gold);
    }
    Ok(out)
}

fn gold(record: Record) -> Result<Gold, String> {
    let id = match record.id {
        serde_json::Value::String(id) => id,
        other => other.to_string(),
    };
    let points = record.text.chars().count();
    let mut entities = Vec::new();
    for EntityRecord { start, end, label, optional } in record.entities {
        if start >= end || end > points {
            return Err(format!(
                "an entity at {start}..{end} in a text of {points} code points (hint: offsets count Unicode code points, the end is outside)"
            ));
        }
        entities.push(GoldEntity { start, end, label: usual_label(&label), optional: optional.unwrap_or(false) });
    }
    Ok(Gold {
        id,
        text: record.text,
        entities,
        labels: record.gold_labels.map(|labels| labels.iter().map(|label| usual_label(label)).collect()),
        stretches: record.eval_spans.unwrap_or_default(),
        partial: !record.exhaustive.unwrap_or(true),
    })
}
