//! What stands on the shelves of a site, how it came there, and what was ordered.

use lotwise::operations::create_product::CreateProduct;
use serde_json::{Value, json};

use super::{Arranger, Place, Prepared, text};
use crate::clinic::{filler, neurotoxin, pen, saline, serum};

/// Who sells, and what the clinic works with.
pub(super) async fn catalogue(prepared: &Prepared) -> Place {
    let place = Place { code: "the catalogue".to_owned(), ..Place::default() };
    let mut arranger = Arranger { prepared, place, at: prepared.clinic.now };
    arranger.on("2026-01-04");
    arranger.supplier().await;
    arranger.products().await;
    arranger.place
}

/// Deliveries, and what became of them.
pub(super) async fn stock(arranger: &mut Arranger<'_>) {
    arranger.on("2026-01-05");
    arranger.open_the_books().await;
    arranger.policies().await;
    for number in 1..=5 {
        arranger.deliver_an_order(number).await;
    }
    arranger.on("2026-02-01");
    arranger.deliver().await;
    arranger.on("2026-02-02");
    arranger.lose_and_find().await;
    arranger.correct_a_lot().await;
    arranger.hold().await;
}

/// Orders that are open, closed and only written down.
pub(super) async fn order(arranger: &mut Arranger<'_>) {
    arranger.on("2026-02-23");
    let submitted = arranger.order(3).await;
    arranger.place.say("submittedOrder", submitted);
    let closed = arranger.order(1).await;
    let input = json!({ "purchaseOrderId": closed, "reason": "sold out at the supplier" });
    arranger.does("closePurchaseOrder", input, "purchaseOrder { id }").await;
    let draft = arranger.draft(2).await;
    arranger.place.say("draftOrder", draft);
}

/// Requests that wait for somebody else, one that was declined, and a site that lets acts be signed later.
pub(super) async fn ask_for_signatures(arranger: &mut Arranger<'_>) {
    for (word, day) in [("approvalToSign", 1), ("approvalToDecline", 2), ("declinedApproval", 3)] {
        let correction = json!({ "lotId": arranger.id("lotToCorrect"), "expiresOn": format!("2027-04-{day:02}"),
            "reason": "misread" });
        let asked = arranger.asks_for_a_signature("correctLot", correction).await;
        arranger.place.say(word, asked);
    }
    let declined = json!({ "approvalId": arranger.id("declinedApproval"), "reason": "the label says the 30th" });
    arranger.does("declineApproval", declined, "approval { id }").await;

    let later = json!({ "siteId": arranger.site(), "secondSignatureWithinDays": 3 });
    arranger.does("setSitePolicy", later, "site { id }").await;
}

impl Arranger<'_> {
    async fn supplier(&mut self) {
        let licence = json!({ "number": "WD-17", "authority": "Colorado", "validFrom": "2025-01-01",
            "validUntil": "2030-01-01", "checkedOn": "2026-01-02" });
        let input = json!({ "name": "Cascade", "leadTimeDays": "3", "authorizations": [licence] });
        let made = self.does("createSupplier", input, "supplier { id }").await;
        self.place.say("supplier", text(&made, "/supplier/id"));
    }

    async fn products(&mut self) {
        let clinic = &self.prepared.clinic;
        let toxin = CreateProduct { min_shelf_life_days: Some(30), ..neurotoxin() };
        let syringe = CreateProduct { serial_required: true, ..filler() };
        let cream = CreateProduct { sku: "CREAM".to_owned(), name: "Night cream".to_owned(), ..serum() };
        let prescribed = CreateProduct {
            sku: "RETINOID".to_owned(),
            name: "Retinoid 30 g".to_owned(),
            prescription_only: true,
            ..serum()
        };
        let successor = CreateProduct {
            sku: "SALINE-30-B".to_owned(),
            name: "Saline of another maker".to_owned(),
            min_shelf_life_days: Some(30),
            ..saline()
        };
        let products = [
            ("toxin", toxin),
            ("syringe", syringe),
            ("saline", saline()),
            ("pen", pen()),
            ("serum", serum()),
            ("cream", cream),
            ("prescribed", prescribed),
            ("successor", successor),
        ];
        for (word, product) in products {
            let product = clinic.product(product).await.id.to_string();
            self.place.say(word, product);
        }
        self.set_and_successor().await;
    }

    /// A retail set, what the toxin is bought as, and a product that takes the place of another.
    async fn set_and_successor(&mut self) {
        let components = [self.id("serum"), self.id("cream")];
        let bundle = components.map(|product| json!({ "productId": product, "quantity": "1" }));
        let input = json!({ "sku": "SET", "name": "Glow set", "manufacturer": "Glow Labs",
            "category": "RETAIL_SKINCARE", "regulatoryClass": "COSMETIC", "unit": "each", "quantityStep": "1",
            "container": { "name": "box", "contents": "1", "use": "SINGLE_USE" }, "storage": "ROOM",
            "lotTracked": false, "expiryRequired": false, "bundle": bundle,
            "retailPrice": { "amount": "150", "currency": "USD" } });
        let made = self.does("createProduct", input, "product { id }").await;
        self.place.say("set", text(&made, "/product/id"));

        for product in ["toxin", "serum"] {
            let item = json!({ "supplierId": self.id("supplier"), "productId": self.id(product), "supplierSku": "C-1",
                "containersPerPackage": 1, "packagePrice": { "amount": "20", "currency": "USD" },
                "minimumPackages": 1, "preferred": true });
            self.does("setSupplierItem", item, "supplierItem { preferred }").await;
        }

        let replaced = json!({ "productId": self.id("successor"), "replacesId": self.id("saline") });
        self.does("updateProduct", replaced, "product { id }").await;
        let priced = json!({ "productId": self.id("serum"), "retailPrice": { "amount": "89", "currency": "USD" } });
        self.does("updateProduct", priced, "product { id }").await;
        let facts = json!({ "productId": self.id("successor"), "reason": "it was keyed as another class",
            "regulatoryClass": "DEVICE" });
        self.does("setProductFacts", facts, "product { id }").await;
    }

    async fn open_the_books(&mut self) {
        let line = json!({ "productId": self.id("toxin"), "lotNumber": self.lot_number("OPENING"),
            "expiresOn": "2027-06-30", "containers": 1, "unitCost": { "amount": "5", "currency": "USD" } });
        let input = json!({ "siteId": self.site(), "asOf": self.time(), "lines": [line] });
        self.does("recordOpeningStock", input, "posting { id }").await;
        // Needs that somebody may ask for by product alone.
        let accepts = json!({ "siteId": self.site(), "assumedLots": "ACCEPT" });
        self.does("setSitePolicy", accepts, "site { id }").await;
    }

    async fn policies(&mut self) {
        let forecast = json!({ "serviceLevel": "0.95", "reviewDays": 7, "demandWindowDays": 56 });
        let input = json!({ "siteId": self.site(), "productId": self.id("toxin"), "policy": { "forecast": forecast } });
        self.does("setReorderPolicy", input, "reorderPolicy { site { id } }").await;
        // More than is used before it would expire, so that the report has something to limit.
        let fixed = json!({ "reorderPoint": "50", "orderUpTo": "400" });
        let input = json!({ "siteId": self.site(), "category": "RETAIL_SKINCARE", "policy": { "fixed": fixed } });
        self.does("setReorderPolicy", input, "reorderPolicy { site { id } }").await;
    }

    /// An order of vials that is written down.
    async fn draft(&self, packages: u32) -> String {
        let lines = json!([{ "productId": self.id("toxin"), "packages": packages }]);
        let from = json!({ "supplierId": self.id("supplier"), "expectedOn": "2026-03-20", "lines": lines });
        let input = json!({ "siteId": self.site(), "from": { "lines": from } });
        let made = self.does("createPurchaseOrder", input, "purchaseOrders { id }").await;
        text(&made, "/purchaseOrders/0/id")
    }

    /// An order of vials that is sent.
    pub(super) async fn order(&self, packages: u32) -> String {
        let order = self.draft(packages).await;
        self.does("submitPurchaseOrder", json!({ "purchaseOrderId": order }), "purchaseOrder { id }").await;
        order
    }

    /// Vials that come some days after they were ordered.
    async fn deliver_an_order(&mut self, number: u32) {
        let (ordered, comes) = (4 * number, 4 * number + 1 + number % 3);
        self.on(&format!("2026-01-{ordered:02}"));
        let order = self.order(4).await;
        let shown = "query ($id: ID!) { node(id: $id) { ... on PurchaseOrder { lines { id } } } }";
        let order = self.prepared.asks(&self.asks(), shown, json!({ "id": order })).await;
        let line = text(&order, "/node/lines/0/id");

        self.on(&format!("2026-01-{comes:02}"));
        let lot_number = self.lot_number(&format!("T{number}"));
        let line = json!({ "purchaseOrderLineId": line, "lotNumber": lot_number, "expiresOn": "2027-06-30",
            "packages": 4, "unitCost": { "amount": "5", "currency": "USD" } });
        let lot = self.receive(vec![line]).await.remove(0);
        self.place.say("toxinLot", lot);
        self.place.say("lotNumber", lot_number);
    }

    /// Receives lines of a delivery, and answers their lots.
    pub(super) async fn receive(&self, lines: Vec<Value>) -> Vec<String> {
        let input = json!({ "siteId": self.site(), "supplierId": self.id("supplier"), "receivedAt": self.time(),
            "deliveryNote": "DN-9", "lines": lines });
        let received = self.does("receiveStock", input, "posting { id } lots { id }").await;
        let lots = received["lots"].as_array().into_iter().flatten();
        lots.map(|lot| text(lot, "/id")).collect()
    }

    /// A line of a delivery without an order.
    pub(super) fn delivered(&self, product: &str, number: &str, containers: u32) -> Value {
        json!({ "productId": self.id(product), "lotNumber": self.lot_number(number), "expiresOn": "2027-06-30",
            "containers": containers, "unitCost": { "amount": "2.5", "currency": "USD" } })
    }

    async fn deliver(&mut self) {
        let mut syringes = self.delivered("syringe", "F1", 4);
        let serials = (1..=4).map(|number| self.lot_number(&format!("SN{number}")));
        syringes["serials"] = serials.collect();
        let words = ["syringeLot", "salineLot", "penLot", "serumLot", "creamLot", "prescribedLot"];
        let lines = vec![
            syringes,
            self.delivered("saline", "S1", 8),
            self.delivered("pen", "P1", 4),
            self.delivered("serum", "G1", 30),
            self.delivered("cream", "K1", 30),
            self.delivered("prescribed", "X1", 9),
        ];
        let lots = self.receive(lines).await;
        for (word, lot) in words.into_iter().zip(lots) {
            self.place.say(word, lot);
        }

        // Somebody takes what is good for ten days only.
        let mut short = self.delivered("successor", "S2", 1);
        short["expiresOn"] = json!((self.at + chrono::TimeDelta::days(10)).date_naive());
        short["overrides"] = json!([{ "kind": "SHORT_SHELF_LIFE", "reason": "it is needed today" }]);
        self.receive(vec![short]).await;
    }

    /// Stock that is set right, taken back, wasted, consumed and returned.
    async fn lose_and_find(&mut self) {
        let (site, time, serum) = (self.site(), self.time(), self.id("serumLot"));
        let lost = json!({ "siteId": site, "occurredAt": time, "reason": "shelf check",
            "lines": [{ "lotId": serum, "change": { "by": "-1" } }] });
        let adjusted = self.does("adjustStock", lost.clone(), "posting { id }").await;
        let back = json!({ "postingId": text(&adjusted, "/posting/id"), "reason": "it was behind the box" });
        self.does("reversePosting", back, "posting { id }").await;
        let adjusted = self.does("adjustStock", lost, "posting { id }").await;
        self.place.say("adjustment", text(&adjusted, "/posting/id"));

        let line = json!({ "source": { "lotId": serum }, "quantity": "1", "reason": "DAMAGED", "note": "it fell" });
        let wasted = json!({ "siteId": site, "occurredAt": time, "witnessId": "witness-3",
            "disposalRoute": "bin", "certificate": "IN-77", "lines": [line] });
        self.does("recordWaste", wasted, "posting { id }").await;
        let line = json!({ "source": { "lotId": serum }, "quantity": "1", "reason": "TESTER", "note": "at the desk" });
        let consumed = json!({ "siteId": site, "occurredAt": time, "lines": [line] });
        self.does("recordConsumption", consumed, "posting { id }").await;
        let returned = json!({ "siteId": site, "supplierId": self.id("supplier"), "occurredAt": time,
            "document": "RMA 12", "reason": "ordered twice", "lines": [{ "lotId": serum, "quantity": "1" }] });
        self.does("returnToSupplier", returned, "posting { id }").await;
    }

    /// What its recorder may still take back.
    pub(super) async fn adjust_today(&mut self) {
        let input = json!({ "siteId": self.site(), "occurredAt": self.time(), "reason": "shelf check",
            "lines": [{ "lotId": self.id("serumLot"), "change": { "by": "-1" } }] });
        let adjusted = self.does("adjustStock", input, "posting { id }").await;
        self.place.say("adjustmentOfToday", text(&adjusted, "/posting/id"));
    }

    /// A price of the site; a lot that was keyed wrong, and one that turned out to be another.
    async fn correct_a_lot(&mut self) {
        let here = json!({ "siteId": self.site(), "productId": self.id("cream"),
            "price": { "amount": "85", "currency": "USD" } });
        self.does("setSitePrice", here, "product { id }").await;
        let wrong = self.delivered("saline", "WRONG", 1);
        let same = self.delivered("saline", "S2", 1);
        let lots = self.receive(vec![wrong, same]).await;
        let correction = json!({ "lotId": lots[1], "lotNumber": self.lot_number("S3"), "expiresOn": "2027-05-31",
            "reason": "misread" });
        self.does("correctLot", correction, "lot { id }").await;
        let merge = json!({ "lotId": lots[0], "lotNumber": self.lot_number("S3"), "expiresOn": "2027-05-31",
            "reason": "one box, two labels" });
        self.does("correctLot", merge, "lot { id }").await;
        self.place.say("lotToCorrect", lots[1].clone());
    }

    /// Quarantine of a part, and one that is over.
    async fn hold(&mut self) {
        for word in ["releasedHold", "hold"] {
            let target = json!({ "siteId": self.site(), "lotId": self.id("creamLot"), "quantity": "2" });
            let input = json!({ "targets": [target], "kind": "QUARANTINE", "reason": "14 degrees at 07:00" });
            let placed = self.does("placeHold", input, "holds { id }").await;
            self.place.say(word, text(&placed, "/holds/0/id"));
            self.place.say("Hold", text(&placed, "/holds/0/id"));
        }
        let held = [("holdEverywhere", "QUARANTINE"), ("suspectHold", "SUSPECT"), ("releasedSuspectHold", "SUSPECT")];
        for (word, kind) in held {
            let target = json!({ "lotId": self.id("lotToCorrect") });
            let input = json!({ "targets": [target], "kind": kind, "reason": "the seal is odd" });
            let placed = self.does("placeHold", input, "holds { id }").await;
            self.place.say(word, text(&placed, "/holds/0/id"));
        }
        for word in ["releasedHold", "releasedSuspectHold"] {
            let release = json!({ "holdId": self.id(word), "reason": "stable for a day" });
            self.does("releaseHold", release, "hold { id }").await;
        }
        self.place.say("Hold", self.id("releasedSuspectHold"));
    }
}
