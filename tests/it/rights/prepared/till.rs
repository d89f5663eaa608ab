//! What was sold, promised and brought back at a site.

use serde_json::{Value, json};

use super::{Arranger, text};

/// Sales of today.
pub(super) async fn sell(arranger: &mut Arranger<'_>) {
    arranger.on("2026-02-22");
    arranger.sell_everything().await;
    arranger.sell_what_the_books_lack().await;
    arranger.promise().await;
    arranger.take_back_without_a_receipt().await;
}

impl Arranger<'_> {
    /// A sale to a customer of the site.
    pub(super) async fn sold(&self, sale: &str, lines: Vec<Value>) -> Value {
        let input = json!({ "siteId": self.site(), "saleId": self.lot_number(sale),
            "customerId": self.place.somebody("customer"), "soldAt": self.time(), "lines": lines });
        self.does("recordSale", input, "sale { id lines { id } }").await["sale"].take()
    }

    async fn reserved(&self, product: &str, purpose: &str) -> String {
        let input = json!({ "siteId": self.site(), "productId": self.id(product), "quantity": "1",
            "purpose": purpose, "expiresAt": "2026-04-01T18:00:00Z" });
        let promised = self.does("reserveStock", input, "reservation { id }").await;
        text(&promised, "/reservation/id")
    }

    /// A sale that has whatever a line can have, and of which something came back.
    async fn sell_everything(&mut self) {
        let reservation = self.reserved("cream", "cart 7").await;
        let lines = vec![
            json!({ "lineKey": "a", "source": { "productId": self.id("set") }, "quantity": "1" }),
            json!({ "source": { "lotId": self.id("creamLot") }, "quantity": "2", "reservationId": reservation,
                "discount": { "amount": "4", "currency": "USD" } }),
            json!({ "source": { "lotId": self.id("prescribedLot") }, "quantity": "1",
                "prescriptionId": "RX-1", "prescriberId": "doctor-3" }),
        ];
        let sale = self.sold("POS-ALL", lines).await;
        self.place.say("saleId", self.lot_number("POS-ALL"));
        self.place.say("customer", self.place.somebody("customer"));
        let line = text(&sale, "/lines/2/id");
        let back =
            json!({ "of": { "saleLineId": line }, "quantity": "1", "disposition": "RESTOCK", "reason": "wrong shade" });
        let input = json!({ "siteId": self.site(), "returnedAt": self.time(), "lines": [back] });
        self.does("recordSaleReturn", input, "saleReturn { id }").await;

        // One of which nothing came back yet, to be cancelled or returned.
        let line = json!({ "lineKey": "a", "source": { "lotId": self.id("serumLot") }, "quantity": "2" });
        let sale = self.sold("POS-BACK", vec![line.clone()]).await;
        self.place.say("saleLine", text(&sale, "/lines/0/id"));
        let sale = self.sold("POS-CANCEL", vec![line]).await;
        self.place.say("saleToCancel", text(&sale, "/id"));
    }

    /// Sales that were declared done: one is settled since, one is not.
    async fn sell_what_the_books_lack(&mut self) {
        let unbooked = json!({ "productId": self.id("serum"), "expiresOn": "2027-06-30" });
        let mut lost = unbooked.clone();
        lost["lotNumber"] = json!(self.lot_number("LOST"));
        for (sale, settled) in [("POS-SETTLED", true), ("POS-UNBOOKED", false)] {
            let input = json!({ "siteId": self.site(), "saleId": self.lot_number(sale),
                "customerId": self.place.somebody("customer"), "soldAt": "2026-02-19T18:00:00Z",
                "alreadyPerformed": { "why": "OFFLINE", "note": "the till was down" },
                "lines": [{ "source": { "unbooked": unbooked }, "quantity": "1" },
                    { "source": { "unbooked": lost }, "quantity": "1" }] });
            let sold = self.does("recordSale", input, "sale { id lines { id } }").await;
            let line = text(&sold, "/sale/lines/0/id");
            if settled {
                let settle = json!({ "saleLineId": line, "source": { "lotId": self.id("serumLot") } });
                self.does("settleSaleLine", settle, "sale { id }").await;
            } else {
                self.place.say("unbookedSaleLine", line);
            }
        }
    }

    /// A promise that stands and one that was released.
    async fn promise(&mut self) {
        let released = self.reserved("serum", "cart 8").await;
        self.does("releaseReservation", json!({ "reservationId": released }), "reservation { id }").await;
        let stands = self.reserved("serum", "cart 9").await;
        self.place.say("reservation", stands);
    }

    async fn take_back_without_a_receipt(&mut self) {
        let lines = ["G1", "NOWHERE"].map(|number| {
            let of = json!({ "unlinked": { "productId": self.id("serum"), "lotNumber": self.lot_number(number) } });
            json!({ "of": of, "quantity": "1", "disposition": "QUARANTINE", "reason": "a gift" })
        });
        let input = json!({ "siteId": self.site(), "returnedAt": self.time(), "lines": lines });
        let returned = self.does("recordSaleReturn", input, "saleReturn { id }").await;
        self.place.say("SaleReturn", text(&returned, "/saleReturn/id"));
    }
}
