//! From records of openFDA to notices. Fields are read as they are found, not as they are documented: `Ongoing` is
//! written so though `On-Going` is documented, the block `openfda` may be empty, older files write `code-info`.

use crate::operations::recall_notices::NoticeGiven;
use chrono::NaiveDate;
use entity::recall_class::RecallClass;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// What documents hold.
#[derive(Debug, Default)]
pub struct Records {
    /// The records, in order.
    pub notices: Vec<NoticeGiven>,
    /// Objects in a list of results that are no records.
    pub passed_over: usize,
    /// A list of results has nothing in it.
    pub is_empty_list: bool,
}

/// The records in these documents, wherever they stand in them.
pub fn records(documents: &[Value], today: NaiveDate) -> Records {
    let mut found = Records::default();
    documents.iter().for_each(|document| walk(document, false, today, &mut found));
    found
}

/// Documents are as deep as their reader lets them be.
fn walk(value: &Value, result: bool, today: NaiveDate, found: &mut Records) {
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| walk(element, result, today, found)),
        Value::Object(fields) => match notice(&Fields(fields), today) {
            Some(notice) => found.notices.push(notice),
            None if result => found.passed_over += 1,
            None => fields.iter().for_each(|(name, inside)| field(name, inside, today, found)),
        },
        _ => {}
    }
}

/// A field of an object that is no record. What `meta` says of the list (its `results` are how many) is no record of it.
fn field(name: &str, inside: &Value, today: NaiveDate, found: &mut Records) {
    if name == "meta" {
        return;
    }
    let is_list = name == "results";
    found.is_empty_list |= is_list && inside.as_array().is_some_and(Vec::is_empty);
    walk(inside, is_list, today, found);
}

/// The fields of an object.
struct Fields<'v>(&'v Map<String, Value>);

impl Fields<'_> {
    /// A text, without what a database does not store; `None` when there is nothing in it.
    fn text(&self, name: &str) -> Option<String> {
        let value = self.0.get(name).or_else(|| self.0.get(&name.replace('_', "-")))?;
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Array(texts) => texts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"),
            _ => return None,
        };
        let stored = |character: &char| !character.is_control() || matches!(character, '\n' | '\t');
        let text: String = text.chars().filter(stored).collect();
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.text(name))
    }

    fn is_device_recall(&self) -> bool {
        ["product_res_number", "res_event_number", "cfres_id"].iter().any(|name| self.0.contains_key(*name))
    }
}

fn notice(fields: &Fields<'_>, today: NaiveDate) -> Option<NoticeGiven> {
    let description = fields.text("product_description");
    let codes = [fields.text("code_info"), fields.text("more_code_info")];
    let code_info = codes.into_iter().flatten().collect::<Vec<_>>().join("\n");
    if description.is_none() && code_info.is_empty() {
        return None;
    }
    let firm = fields.text("recalling_firm").unwrap_or_else(|| "not named".to_owned());
    let product_description = description.unwrap_or_else(|| "not described".to_owned());
    Some(NoticeGiven {
        source: source(fields),
        number: number(fields, &firm, &product_description),
        firm,
        classification: classification(fields.text("classification").as_deref()),
        product_description,
        code_info,
        reason: fields.text("reason_for_recall"),
        state_at_source: fields.first(&["status", "recall_status"]),
        received_on: received_on(fields, today),
    })
}

fn source(fields: &Fields<'_>) -> String {
    if fields.is_device_recall() {
        return "openFDA device recall".to_owned();
    }
    match fields.text("product_type").map(|kind| kind.to_lowercase()).as_deref() {
        Some("drugs") => "openFDA drug enforcement".to_owned(),
        Some("devices") => "openFDA device enforcement".to_owned(),
        Some(kind) => format!("openFDA {kind} enforcement"),
        None => "openFDA enforcement".to_owned(),
    }
}

/// The number of the recall. Some records have none: then their event, or nothing, with a digest of what stays the same
/// when a record is updated.
fn number(fields: &Fields<'_>, firm: &str, description: &str) -> String {
    if let Some(number) = fields.first(&["recall_number", "product_res_number", "cfres_id"]) {
        return number;
    }
    let begun = fields.first(&["recall_initiation_date", "event_date_initiated", "report_date"]).unwrap_or_default();
    // Where nothing is described, what is listed tells records apart.
    let listed = if fields.text("product_description").is_none() { fields.text("code_info") } else { None };
    let digest = Sha256::digest(format!("{firm}\n{description}\n{begun}\n{}", listed.unwrap_or_default()));
    let digest: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let event = fields.first(&["event_id", "res_event_number"]).unwrap_or_else(|| "unnumbered".to_owned());
    format!("{event}-{digest}")
}

fn classification(text: Option<&str>) -> RecallClass {
    match text.map(str::to_uppercase).as_deref() {
        Some("CLASS I") => RecallClass::ClassI,
        Some("CLASS II") => RecallClass::ClassII,
        Some("CLASS III") => RecallClass::ClassIII,
        _ => RecallClass::NotYetClassified,
    }
}

/// When it was published; today, where that is not said.
fn received_on(fields: &Fields<'_>, today: NaiveDate) -> NaiveDate {
    let published = fields.first(&["report_date", "event_date_posted", "event_date_created", "event_date_initiated"]);
    let read = |text: String| {
        ["%Y%m%d", "%Y-%m-%d", "%m/%d/%Y"].iter().find_map(|form| NaiveDate::parse_from_str(&text, form).ok())
    };
    published.and_then(read).filter(|day| *day <= today && *day >= NaiveDate::default()).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use serde_json::json;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn one(document: Value) -> NoticeGiven {
        let mut found = records(&[document], today());
        assert_eq!(found.notices.len(), 1, "{found:?}");
        found.notices.remove(0)
    }

    #[test]
    fn an_enforcement_report_becomes_a_notice() {
        let notice = one(json!({ "meta": {}, "results": [{
            "recall_number": "D-0115-2026", "product_type": "Drugs", "classification": "Class II", "status": "Ongoing",
            "recalling_firm": "ProRx", "product_description": "Semaglutide\u{0} Injection", "code_info": "Lot PRORX050925-1",
            "report_date": "20260101", "openfda": {}, "reason_for_recall": "Lack of sterility assurance",
        }] }));
        assert_eq!((notice.source.as_str(), notice.number.as_str()), ("openFDA drug enforcement", "D-0115-2026"));
        assert_eq!(notice.classification, RecallClass::ClassII);
        assert_eq!(notice.product_description, "Semaglutide Injection");
        assert_eq!(notice.state_at_source.as_deref(), Some("Ongoing"));
        assert_eq!(notice.received_on, NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
    }

    #[test]
    fn a_device_recall_has_another_number_and_no_class() {
        let notice = one(json!({ "results": [{
            "product_res_number": "Z-0053-2020", "res_event_number": "82984", "recalling_firm": "Arrow",
            "product_description": "Catheter kit", "code_info": "Lot/Batch Numbers: 13F18C0374", "recall_status": "Terminated",
        }] }));
        assert_eq!((notice.source.as_str(), notice.number.as_str()), ("openFDA device recall", "Z-0053-2020"));
        assert_eq!(notice.classification, RecallClass::NotYetClassified);
        assert_eq!(notice.received_on, today());
    }

    #[test]
    fn a_line_of_an_old_report_has_hyphens_and_no_number() {
        let line = json!({
            "code-info": "Lot #030813", "classification": "Class I", "product-type": "Food", "report-date": "06/13/2012",
            "product-description": "Lemon Sorbet", "recalling-firm": "Harris Teeter",
        });
        let first = one(line.clone());
        assert!(first.number.starts_with("unnumbered-"), "{}", first.number);
        let mut updated = line;
        updated["code-info"] = json!("Lot #030813, #030814");
        assert_eq!(one(updated).number, first.number, "an updated record keeps its number");
    }

    #[test]
    fn what_is_no_record_is_counted_where_records_are_expected() {
        let found =
            records(&[json!({ "meta": { "x": 1 }, "results": [{ "term": "Class I", "count": 3 }, 5] })], today());
        assert_eq!((found.notices.len(), found.passed_over, found.is_empty_list), (0, 1, false));
        let meta = json!({ "results": { "skip": 0, "limit": 1, "total": 17 } });
        let found = records(&[json!({ "meta": meta, "results": [] })], today());
        assert_eq!((found.notices.len(), found.passed_over, found.is_empty_list), (0, 0, true));
    }
}
