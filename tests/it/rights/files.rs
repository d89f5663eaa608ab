//! Every export: a link asked for by every caller, opened, and what its file has.

use std::collections::BTreeMap;

use lotwise::exports::open::{Opening, open};
use serde_json::{Value, json};

use super::callers::{Stance, Who};
use super::outcome::{Outcome, Outcomes};
use super::prepared::{Place, Prepared, document};

/// One kind of export.
pub(super) struct File {
    /// The field of `ExportInput`.
    pub(super) what: &'static str,
    /// What is special about the input.
    special: Option<&'static str>,
    /// What of a site is asked for.
    input: fn(&Place) -> Value,
    /// What stands in the file when it has something of the site.
    sign: fn(&Place) -> String,
}

impl File {
    /// As the matrix calls it.
    pub(super) fn name(&self) -> String {
        match self.special {
            Some(special) => format!("{}: {special}", self.what),
            None => self.what.to_owned(),
        }
    }
}

const fn file(what: &'static str, input: fn(&Place) -> Value, sign: fn(&Place) -> String) -> File {
    File { what, special: None, input, sign }
}

fn of_the_recall(place: &Place) -> Value {
    json!({ "recallId": place.id("recall") })
}

fn days_of_the_site(place: &Place) -> Value {
    json!({ "siteId": place.id("site"), "from": "2026-01-01", "to": "2026-12-31" })
}

/// Every field of `ExportInput`, in the order of the schema.
pub(super) const FILES: &[File] = &[
    file("reconciliation", |_| json!({ "from": "2026-01-01", "to": "2026-03-31" }), |place| place.id("lotNumber")),
    File {
        special: Some("of a site"),
        ..file(
            "reconciliation",
            |place| json!({ "from": "2026-01-01", "to": "2026-03-31", "siteId": place.id("site") }),
            |place| place.id("lotNumber"),
        )
    },
    file(
        "supplier",
        |place| json!({ "supplierId": place.id("supplier"), "from": "2026-01-01", "to": "2026-03-31" }),
        |place| place.id("lotNumber"),
    ),
    file("reorderReport", |place| json!({ "siteId": place.id("site") }), |_| "BOTOX-100".to_owned()),
    file("purchaseOrder", |place| json!({ "purchaseOrderId": place.id("submittedOrder") }), |_| "BOTOX-100".to_owned()),
    file("recallReport", of_the_recall, |place| place.id("recallNumber")),
    file("recallExposures", of_the_recall, |place| place.id("recalledNumber")),
    file("recallContacts", of_the_recall, |place| place.code.clone()),
    file("recallFhirR4", of_the_recall, |place| place.id("recalledNumber")),
    file("recallFhirR5", of_the_recall, |place| place.id("recalledNumber")),
    file("stock", |place| json!({ "siteId": place.id("site") }), |place| place.id("lotNumber")),
    file("ledger", days_of_the_site, |place| place.id("lotNumber")),
    file("waste", days_of_the_site, |place| place.code.clone()),
    file("usages", days_of_the_site, |place| place.code.clone()),
    file("sales", days_of_the_site, |place| place.code.clone()),
    file("auditLog", |_| json!({ "from": "2026-01-01", "to": "2026-12-31" }), |_| "createSite".to_owned()),
];

/// What came of asking for each file, and of whom its rows tell, a column each.
pub(super) struct Files {
    /// By file.
    pub(super) outcomes: Vec<(&'static File, Vec<Outcomes>)>,
    /// By file that has ids of people in it.
    pub(super) people: BTreeMap<String, Vec<[bool; 3]>>,
}

/// Asks for every file as every caller, and reads what is given out.
pub(super) async fn open_all(prepared: &Prepared) -> Files {
    let mut files = Files { outcomes: Vec::new(), people: BTreeMap::new() };
    let columns = Who::all();
    for file in FILES {
        let mut outcomes = vec![[Outcome::Refused; 3]; columns.len()];
        for (column, who) in columns.iter().enumerate() {
            for stance in Stance::ALL {
                let Some(text) = opened(prepared, file, *who, stance).await else { continue };
                let place = prepared.place(stance.site());
                let has_it = text.contains(&(file.sign)(place));
                let outcome = if has_it { Outcome::Answered } else { Outcome::Nothing };
                outcomes[column][stance as usize] = outcome;
                if text.contains(&place.marker()) {
                    let seen = files.people.entry(file.name());
                    seen.or_insert_with(|| vec![[false; 3]; columns.len()])[column][stance as usize] = true;
                }
            }
        }
        files.outcomes.push((file, outcomes));
    }
    files
}

/// The file, where the caller is given a link to it.
async fn opened(prepared: &Prepared, file: &File, who: Who, stance: Stance) -> Option<String> {
    let request = who.asks(&prepared.clinic, stance);
    let document =
        document(&prepared.schema, "createExportLink", "exportLink { url } userErrors { code message field }");
    let what = json!({ file.what: (file.input)(prepared.place(stance.site())) });
    let key = format!("{:032x}", rand::random::<u128>());
    let input = json!({ "input": { "idempotencyKey": key, "what": what } });
    let answer = prepared.answer(&request, &document, input).await;
    if answer["errors"][0]["extensions"]["code"] == "FORBIDDEN" {
        return None;
    }

    let url = answer.pointer("/data/createExportLink/exportLink/url").and_then(Value::as_str);
    let url = url.unwrap_or_else(|| panic!("{}: {answer:#}", file.name()));
    let opening = Opening {
        secret: url.trim_start_matches("/exports/").to_owned(),
        at: prepared.clinic.now,
        id: "a request without a token".to_owned(),
        address: None,
    };
    let opened = open(&prepared.clinic.deployment, opening).await;
    let Ok(mut opened) = opened else { panic!("{}: its link does not open", file.name()) };
    let mut text = String::new();
    while let Some(piece) = opened.pieces.recv().await {
        text.push_str(&piece.expect("the file is whole"));
    }
    Some(text)
}
