//! What can be done: for each mutation an input with which it would be done, by who may. Several, where it depends on
//! the input who may.
//!
//! Each is tried on the prepared clinic as it is, so that one act is nothing to the next; see [`super::tried`].

use serde_json::{Value, json};

use super::prepared::Place;

/// One mutation with an input.
pub(super) struct Act {
    pub(super) mutation: &'static str,
    /// What is special about the input.
    pub(super) special: Option<&'static str>,
    /// The caller has the name of whoever recorded everything.
    pub(super) by_recorder: bool,
    pub(super) input: fn(&Place) -> Value,
}

impl Act {
    /// As the matrix calls it.
    pub(super) fn name(&self) -> String {
        match self.special {
            Some(special) => format!("{}: {special}", self.mutation),
            None => self.mutation.to_owned(),
        }
    }
}

const fn act(mutation: &'static str, input: fn(&Place) -> Value) -> Act {
    Act { mutation, special: None, by_recorder: false, input }
}

const fn special(mutation: &'static str, special: &'static str, input: fn(&Place) -> Value) -> Act {
    Act { mutation, special: Some(special), by_recorder: false, input }
}

const fn own(mutation: &'static str, special: &'static str, input: fn(&Place) -> Value) -> Act {
    Act { mutation, special: Some(special), by_recorder: true, input }
}

/// Every mutation but `createExportLink`, which has a chapter of its own; in the order of the schema, the plain form
/// of each first.
pub(super) const ACTS: &[Act] = &[
    act("createSite", |_| json!({ "code": "third", "name": "A third", "timeZone": "America/Denver" })),
    act("setSitePolicy", |place| json!({ "siteId": place.id("site"), "lateEntryHours": 48 })),
    act("createProduct", |_| new_product()),
    act("updateProduct", |place| json!({ "productId": place.id("cream"), "name": "Day cream" })),
    act("setProductFacts", |place| {
        let reason = "it was keyed as another class";
        json!({ "productId": place.id("cream"), "reason": reason, "regulatoryClass": "DEVICE" })
    }),
    act("setSitePrice", |place| {
        let price = json!({ "amount": "79", "currency": "USD" });
        json!({ "siteId": place.id("site"), "productId": place.id("cream"), "price": price })
    }),
    act("createSupplier", |_| json!({ "name": "Another", "leadTimeDays": "5" })),
    act("updateSupplier", |place| json!({ "supplierId": place.id("supplier"), "name": "Cascade Medical" })),
    act("setSupplierItem", supplier_item),
    act("setReorderPolicy", |place| {
        let fixed = json!({ "reorderPoint": "3", "orderUpTo": "9" });
        json!({ "siteId": place.id("site"), "productId": place.id("serum"), "policy": { "fixed": fixed } })
    }),
    act("removeReorderPolicy", |place| json!({ "siteId": place.id("site"), "productId": place.id("toxin") })),
    act("createPurchaseOrder", |place| {
        let lines = json!([{ "productId": place.id("toxin"), "packages": 1 }]);
        let from = json!({ "lines": { "supplierId": place.id("supplier"), "lines": lines } });
        json!({ "siteId": place.id("site"), "from": from })
    }),
    act(
        "updatePurchaseOrder",
        |place| json!({ "purchaseOrderId": place.id("draftOrder"), "expectedOn": "2026-04-20" }),
    ),
    act("submitPurchaseOrder", |place| json!({ "purchaseOrderId": place.id("draftOrder") })),
    act("cancelPurchaseOrder", |place| json!({ "purchaseOrderId": place.id("draftOrder"), "reason": "written twice" })),
    act("closePurchaseOrder", |place| json!({ "purchaseOrderId": place.id("submittedOrder"), "reason": "sold out" })),
    act("receiveStock", receive),
    act("recordOpeningStock", |place| {
        let line = json!({ "productId": place.id("successor"), "lotNumber": "NEW-1", "expiresOn": "2027-06-30",
            "containers": 1 });
        json!({ "siteId": place.id("site"), "asOf": place.id("now"), "lines": [line] })
    }),
    act("adjustStock", |place| {
        let line = json!({ "lotId": place.id("serumLot"), "change": { "by": "-1" } });
        json!({ "siteId": place.id("site"), "occurredAt": place.id("now"), "reason": "it is gone", "lines": [line] })
    }),
    act("reversePosting", |place| json!({ "postingId": place.id("adjustment"), "reason": "keyed twice" })),
    own(
        "reversePosting",
        "the caller's own, of the same day",
        |place| json!({ "postingId": place.id("adjustmentOfToday"), "reason": "keyed twice" }),
    ),
    own(
        "reversePosting",
        "the caller's own, of an earlier day",
        |place| json!({ "postingId": place.id("adjustment"), "reason": "keyed twice" }),
    ),
    act(
        "correctLot",
        |place| json!({ "lotId": place.id("lotToCorrect"), "expiresOn": "2027-04-30", "reason": "misread" }),
    ),
    act("placeHold", |place| hold("QUARANTINE", json!({ "siteId": place.id("site"), "lotId": place.id("penLot") }))),
    special("placeHold", "a quarantine at every site", |place| {
        hold("QUARANTINE", json!({ "lotId": place.id("penLot") }))
    }),
    special("placeHold", "suspect goods", |place| hold("SUSPECT", json!({ "lotId": place.id("penLot") }))),
    act("releaseHold", |place| json!({ "holdId": place.id("hold"), "reason": "stable for a day" })),
    special(
        "releaseHold",
        "a quarantine at every site",
        |place| json!({ "holdId": place.id("holdEverywhere"), "reason": "stable for a day" }),
    ),
    special(
        "releaseHold",
        "suspect goods",
        |place| json!({ "holdId": place.id("suspectHold"), "reason": "the maker knows them" }),
    ),
    act("recordRecallNotice", |place| {
        json!({ "source": "a letter", "number": "NEW-1", "firm": "AbbVie Inc.", "classification": "CLASS_II",
            "productDescription": "BOTOX Cosmetic 100 Units", "codeInfo": format!("Lot {}", place.id("lotNumber")),
            "receivedOn": "2026-03-02" })
    }),
    act(
        "resolveRecallNotice",
        |place| json!({ "noticeId": place.id("notice"), "status": "DISMISSED", "note": "another strength" }),
    ),
    act("recordUsage", |place| usage(place, json!({}), json!({}))),
    special("recordUsage", "declared as done before", |place| {
        usage(place, json!({ "alreadyPerformed": { "why": "OFFLINE" } }), json!({}))
    }),
    special("recordUsage", "done days ago, and not declared so", |place| {
        usage(place, json!({ "performedAt": "2026-02-26T18:00:00Z" }), json!({}))
    }),
    special("recordUsage", "past the in-use time of a container", |place| {
        let late = json!({ "source": { "containerId": place.id("vial") }, "inUseOverrideReason": "it was kept cold" });
        usage(place, json!({}), late)
    }),
    act("recordUsages", |place| json!([usage(place, json!({ "treatmentId": "T-OFFLINE" }), json!({}))])),
    act(
        "settleUsageLine",
        |place| json!({ "usageLineId": place.id("unbookedUsageLine"), "source": { "lotId": place.id("salineLot") } }),
    ),
    own(
        "settleUsageLine",
        "of the caller's own usage",
        |place| json!({ "usageLineId": place.id("unbookedUsageLine"), "source": { "lotId": place.id("salineLot") } }),
    ),
    act("reviewDeviation", |place| json!({ "deviationId": place.id("deviation"), "note": "an outage" })),
    act("correctUsage", correction),
    own("correctUsage", "the caller's own", correction),
    act("reattributeUsage", attribution),
    own("reattributeUsage", "the caller's own", attribution),
    act("openContainer", |place| {
        let source = json!({ "openNew": { "lotId": place.id("lateLot") } });
        json!({ "siteId": place.id("site"), "openedAt": place.id("now"), "source": source })
    }),
    act("discardContainers", |place| {
        let line = json!({ "containerId": place.id("openVial"), "reason": "CONTAMINATED" });
        json!({ "siteId": place.id("site"), "occurredAt": place.id("now"), "witnessId": "witness-3",
            "disposalRoute": "sharps", "lines": [line] })
    }),
    act("recordWaste", |place| {
        let line = json!({ "source": { "lotId": place.id("serumLot") }, "quantity": "1", "reason": "DAMAGED" });
        json!({ "siteId": place.id("site"), "occurredAt": place.id("now"), "lines": [line] })
    }),
    act("recordConsumption", |place| {
        let line = json!({ "source": { "lotId": place.id("serumLot") }, "quantity": "1", "reason": "TESTER" });
        json!({ "siteId": place.id("site"), "occurredAt": place.id("now"), "lines": [line] })
    }),
    act("returnToSupplier", |place| {
        let line = json!({ "lotId": place.id("serumLot"), "quantity": "1" });
        json!({ "siteId": place.id("site"), "supplierId": place.id("supplier"), "occurredAt": place.id("now"),
            "reason": "ordered twice", "lines": [line] })
    }),
    act("linkPatient", |place| json!({ "fromId": place.somebody("regular"), "intoId": place.somebody("exposed") })),
    act("recordSale", |place| sale(place, json!({}))),
    act("recordSales", |place| json!([sale(place, json!({ "saleId": "POS-OFFLINE" }))])),
    special("recordSale", "declared as done before", |place| {
        sale(place, json!({ "alreadyPerformed": { "why": "OFFLINE" } }))
    }),
    special("recordSale", "done days ago, and not declared so", |place| {
        sale(place, json!({ "soldAt": "2026-02-26T18:00:00Z" }))
    }),
    act(
        "settleSaleLine",
        |place| json!({ "saleLineId": place.id("unbookedSaleLine"), "source": { "lotId": place.id("serumLot") } }),
    ),
    act("recordSaleReturn", |place| {
        let line = json!({ "of": { "saleLineId": place.id("saleLine") }, "quantity": "1", "disposition": "RESTOCK",
            "reason": "wrong shade" });
        json!({ "siteId": place.id("site"), "returnedAt": place.id("now"), "lines": [line] })
    }),
    act("cancelSale", |place| {
        json!({ "saleId": place.id("saleToCancel"), "siteId": place.id("site"), "returnedAt": place.id("now"),
            "disposition": "RESTOCK", "reason": "keyed twice" })
    }),
    act("reserveStock", |place| {
        json!({ "siteId": place.id("site"), "productId": place.id("serum"), "quantity": "1", "purpose": "cart 10",
            "expiresAt": "2026-03-03T18:00:00Z" })
    }),
    act("releaseReservation", |place| json!({ "reservationId": place.id("reservation") })),
    act("openRecall", |place| recall(place, "RECALL")),
    special("openRecall", "suspect goods", |place| recall(place, "SUSPECT_PRODUCT")),
    special("openRecall", "an exercise", |place| recall(place, "MOCK")),
    act("expandRecall", |place| {
        json!({ "recallId": place.id("recall"), "reason": "the firm named more",
            "scope": [{ "productId": place.id("pen"), "allLots": true }] })
    }),
    act("confirmRecallSite", |place| {
        json!({ "recallId": place.id("recall"), "siteId": place.id("site"),
            "lots": [{ "lotId": place.id("recalledSaline"), "counted": "58" }] })
    }),
    act("assignRecallContacts", |place| json!({ "contactIds": place.all("Contact"), "assignedTo": "ana" })),
    act("recordRecallContact", contacted),
    own("recordRecallContact", "of contacts assigned to the caller", contacted),
    act("disposeRecalledStock", |place| {
        let returned = json!({ "supplierId": place.id("supplier"), "document": "RMA 14" });
        disposal(place, "1", json!({ "returned": returned }))
    }),
    special("disposeRecalledStock", "destroyed before a witness", |place| {
        disposal(place, "1", json!({ "destroyed": { "witnessId": "witness-3", "route": "incineration" } }))
    }),
    special("disposeRecalledStock", "released", |place| {
        disposal(place, "2", json!({ "released": { "reason": "the firm was wrong" } }))
    }),
    act("explainUnaccounted", |place| {
        json!({ "recallId": place.id("recall"), "lotId": place.id("recalledLot"), "siteId": place.id("site"),
            "reason": "broken in the fridge door" })
    }),
    act("closeRecall", |place| json!({ "recallId": place.id("recallToClose"), "note": "nothing of it is here" })),
    act("reopenRecall", |place| json!({ "recallId": place.id("closedRecall"), "reason": "another box" })),
    act("cancelRecall", |place| json!({ "recallId": place.id("recall"), "reason": "another firm's lot" })),
    act("signApproval", |place| json!({ "approvalId": place.id("approvalToSign") })),
    act(
        "declineApproval",
        |place| json!({ "approvalId": place.id("approvalToDecline"), "reason": "the label says the 30th" }),
    ),
];

fn new_product() -> Value {
    json!({ "sku": "NEW", "name": "A new serum", "manufacturer": "Glow Labs", "category": "RETAIL_SKINCARE",
        "regulatoryClass": "COSMETIC", "unit": "each", "quantityStep": "1",
        "container": { "name": "bottle", "contents": "1", "use": "SINGLE_USE" },
        "storage": "ROOM", "lotTracked": true, "expiryRequired": false })
}

fn supplier_item(place: &Place) -> Value {
    json!({ "supplierId": place.id("supplier"), "productId": place.id("cream"), "containersPerPackage": 1,
        "packagePrice": { "amount": "20", "currency": "USD" } })
}

fn receive(place: &Place) -> Value {
    let line = json!({ "productId": place.id("saline"), "lotNumber": "NEW-1", "expiresOn": "2027-06-30",
        "containers": 1 });
    json!({ "siteId": place.id("site"), "supplierId": place.id("supplier"), "receivedAt": place.id("now"),
        "lines": [line] })
}

fn hold(kind: &str, target: Value) -> Value {
    json!({ "targets": [target], "kind": kind, "reason": "14 degrees at 07:00" })
}

/// A usage just now, with some of it and of its line said differently.
fn usage(place: &Place, differently: Value, line_differently: Value) -> Value {
    let line = json!({ "source": { "lotId": place.id("lateLot") }, "quantity": "1" });
    let usage = json!({ "siteId": place.id("site"), "treatmentId": "T-NEW", "patientId": place.somebody("new"),
        "practitionerId": "practitioner-7", "performedAt": place.id("now"),
        "lines": [with(line, line_differently)] });
    with(usage, differently)
}

fn sale(place: &Place, differently: Value) -> Value {
    let line = json!({ "source": { "lotId": place.id("serumLot") }, "quantity": "1" });
    let sale = json!({ "siteId": place.id("site"), "saleId": "POS-NEW", "customerId": place.somebody("new"),
        "soldAt": place.id("now"), "lines": [line] });
    with(sale, differently)
}

/// An object with some fields said differently.
fn with(mut object: Value, differently: Value) -> Value {
    for (name, value) in differently.as_object().into_iter().flatten() {
        object[name] = value.clone();
    }
    object
}

fn correction(place: &Place) -> Value {
    let line = json!({ "source": { "lotId": place.id("lateLot") }, "quantity": "1" });
    json!({ "usageId": place.id("usage"), "reason": "forgotten", "addLines": [line] })
}

fn attribution(place: &Place) -> Value {
    json!({ "usageId": place.id("usage"), "reason": "the wrong chart", "practitionerId": "practitioner-9" })
}

fn recall(place: &Place, kind: &str) -> Value {
    json!({ "kind": kind, "classification": "CLASS_II", "firm": "Novo Nordisk", "reason": "particles",
        "initiatedOn": "2026-03-01", "scope": [{ "productId": place.id("pen"), "allLots": true }] })
}

fn contacted(place: &Place) -> Value {
    json!({ "contactIds": place.all("Contact"), "at": place.id("now"), "channel": "telephone",
        "status": "CONTACTED" })
}

fn disposal(place: &Place, quantity: &str, disposal: Value) -> Value {
    json!({ "recallId": place.id("recall"), "siteId": place.id("site"), "occurredAt": place.id("now"),
        "lots": [{ "lotId": place.id("recalledSerum"), "quantity": quantity }], "disposal": disposal })
}
