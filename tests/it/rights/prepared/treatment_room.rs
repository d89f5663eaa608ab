//! What was opened and used at a site, on whom, and what was wrong with it.

use serde_json::{Value, json};

use super::{Arranger, text};

/// Treatments, from those that made the demand to those of today.
pub(super) async fn treat(arranger: &mut Arranger<'_>) {
    for day in ["02-03", "02-05", "02-09", "02-11", "02-16", "02-18"] {
        arranger.on(&format!("2026-{day}"));
        arranger.use_some_toxin(20).await;
    }
    arranger.on("2026-02-20");
    arranger.open_containers().await;
    arranger.use_everything().await;
    arranger.use_what_the_books_lack().await;
    arranger.on("2026-02-21");
    arranger.discard_and_hold().await;
}

/// What is open today, and what a nurse asks before she uses something.
pub(super) async fn prepare(arranger: &mut Arranger<'_>) {
    arranger.at = arranger.prepared.clinic.now;
    arranger.open_today().await;
    arranger.adjust_today().await;
    arranger.check_and_scan();
}

impl Arranger<'_> {
    /// A usage of lines by the recorder, on a patient of the site.
    pub(super) async fn used(&self, patient: &str, treatment: &str, lines: Vec<Value>) -> Value {
        let input = json!({ "siteId": self.site(), "treatmentId": self.lot_number(treatment),
            "patientId": self.place.somebody(patient), "practitionerId": "practitioner-7",
            "performedAt": self.time(), "lines": lines });
        let shown = "usage { id posting { id } lines { id deviations { id } } }";
        self.does("recordUsage", input, shown).await["usage"].take()
    }

    /// Demand, by product alone: nobody knows of which lot.
    async fn use_some_toxin(&mut self, units: u32) {
        let line = json!({ "source": { "productId": self.id("toxin") }, "quantity": units.to_string() });
        self.used("regular", &format!("T-{}", self.at.format("%m%d")), vec![line]).await;
    }

    /// A shared vial that was prepared from an open one of diluent, and a pen that is kept for its patient.
    async fn open_containers(&mut self) {
        let diluent = json!({ "siteId": self.site(), "openedAt": self.time(),
            "source": { "openNew": { "lotId": self.id("salineLot") } } });
        let opened = self.does("openContainer", diluent, "container { id }").await;
        let diluent = text(&opened, "/container/id");
        self.place.say("diluent", diluent.clone());
        let component = json!({ "source": { "containerId": diluent }, "quantity": "2.5" });
        let vial = json!({ "siteId": self.site(), "openedAt": self.time(), "components": [component],
            "source": { "openNew": { "lotId": self.place.all("toxinLot")[3] } }, "label": self.lot_number("VIAL-7") });
        let opened = self.does("openContainer", vial, "container { id }").await;
        self.place.say("vial", text(&opened, "/container/id"));
        self.open_pens().await;
    }

    /// Pens that are kept for their patient: one is used, one is held.
    async fn open_pens(&mut self) {
        for (word, label) in [("openPen", "PEN-1"), ("heldPen", "PEN-2")] {
            let source = json!({ "openNew": { "lotId": self.id("penLot"), "label": self.lot_number(label) } });
            let pen = json!({ "siteId": self.site(), "openedAt": self.time(), "source": source,
                "keptFor": self.place.somebody("pen-patient") });
            let opened = self.does("openContainer", pen, "container { id }").await;
            self.place.say(word, text(&opened, "/container/id"));
        }
        let line = json!({ "source": { "containerId": self.id("openPen") }, "quantity": "1" });
        self.used("pen-patient", "T-PEN", vec![line]).await;
        let target = json!({ "containerId": self.id("heldPen") });
        let hold = json!({ "targets": [target], "kind": "QUARANTINE", "reason": "it was left on the counter" });
        self.does("placeHold", hold, "holds { id }").await;
    }

    /// A treatment that has whatever a line can have, and was corrected since.
    async fn use_everything(&mut self) {
        let promise = json!({ "siteId": self.site(), "productId": self.id("syringe"), "quantity": "1",
            "purpose": "booking 12", "expiresAt": "2026-02-20T23:00:00Z" });
        let promised = self.does("reserveStock", promise, "reservation { id }").await;
        let diluent = json!({ "source": { "containerId": self.id("diluent") }, "quantity": "1" });
        let lines = vec![
            json!({ "lineKey": "a", "source": { "containerId": self.id("vial") }, "quantity": "20", "wasted": "5",
                "wasteReason": "PREPARATION_ERROR", "bodySites": [{ "code": "glabella", "quantity": "20" }],
                "components": [diluent] }),
            json!({ "source": { "lotId": self.id("syringeLot") }, "quantity": "1",
                "serial": self.lot_number("SN1"), "reservationId": text(&promised, "/reservation/id") }),
            json!({ "source": { "containerId": self.id("vial") }, "quantity": "5" }),
        ];
        let usage = self.used("guest", "T-ALL", lines).await;
        let id = text(&usage, "/id");
        self.place.say("treatment", self.lot_number("T-ALL"));
        self.place.say("patient", self.place.somebody("guest"));
        self.place.say("usage", id.clone());

        let voided = json!([{ "lineId": text(&usage, "/lines/2/id"), "product": "NEVER_DRAWN" }]);
        let correction = json!({ "usageId": id, "reason": "keyed twice", "voidLines": voided });
        self.does("correctUsage", correction, "usage { id }").await;
        let other = json!({ "usageId": id, "reason": "the wrong chart", "practitionerId": "practitioner-8",
            "patientId": self.place.somebody("right-guest") });
        self.does("reattributeUsage", other, "usage { id }").await;
        let linked = json!({ "fromId": self.place.somebody("guest"), "intoId": self.place.somebody("right-guest") });
        self.does("linkPatient", linked, "linked").await;
    }

    /// Treatments that were declared done: one is settled and reviewed since, one is not.
    async fn use_what_the_books_lack(&mut self) {
        let unbooked = json!({ "productId": self.id("saline"), "expiresOn": "2027-06-30" });
        let mut lost = unbooked.clone();
        lost["lotNumber"] = json!(self.lot_number("LOST"));
        for (treatment, settled) in [("T-SETTLED", true), ("T-UNBOOKED", false)] {
            let input = json!({ "siteId": self.site(), "treatmentId": self.lot_number(treatment),
                "patientId": self.place.somebody("guest"), "practitionerId": "practitioner-7",
                "performedAt": "2026-02-10T18:00:00Z",
                "alreadyPerformed": { "why": "OFFLINE", "note": "the line was down" },
                "lines": [{ "source": { "unbooked": unbooked }, "quantity": "1" },
                    { "source": { "unbooked": lost }, "quantity": "1" }] });
            let shown = "usage { id lines { id deviations { id } } }";
            let usage = self.does("recordUsage", input, shown).await["usage"].take();
            let (line, deviation) = (text(&usage, "/lines/0/id"), text(&usage, "/lines/0/deviations/0/id"));
            if settled {
                let settle = json!({ "usageLineId": line, "source": { "lotId": self.id("salineLot") } });
                self.does("settleUsageLine", settle, "usage { id }").await;
                let review = json!({ "deviationId": deviation, "note": "the courier came late" });
                self.does_as(&self.signer(), "reviewDeviation", review, "deviation { id }").await;
            } else {
                self.place.say("unbookedUsageLine", line);
                self.place.say("deviation", deviation);
            }
        }
    }

    /// A vial of which less was found than the books had, and one that is held.
    async fn discard_and_hold(&mut self) {
        let mut containers = Vec::new();
        for _ in 0..2 {
            let open = json!({ "siteId": self.site(), "openedAt": self.time(),
                "source": { "openNew": { "lotId": self.place.all("toxinLot")[4] } } });
            let opened = self.does("openContainer", open, "container { id }").await;
            containers.push(text(&opened, "/container/id"));
        }
        let [short, held] = &containers[..] else { panic!("two were opened") };
        let line = json!({ "containerId": short, "measuredRemaining": "90", "reason": "CONTAMINATED" });
        let discard = json!({ "siteId": self.site(), "occurredAt": self.time(), "witnessId": "witness-3",
            "disposalRoute": "sharps", "lines": [line] });
        self.does("discardContainers", discard, "posting { id }").await;
        let target = json!({ "containerId": held });
        let hold = json!({ "targets": [target], "kind": "QUARANTINE", "reason": "it was left on the counter" });
        self.does("placeHold", hold, "holds { id }").await;
        self.use_although_held(held).await;
    }

    /// A treatment that was done with what is held, and with a diluent that the books lack.
    async fn use_although_held(&self, held: &str) {
        let lost = json!({ "productId": self.id("saline"), "lotNumber": self.lot_number("LOST") });
        let mixed = json!({ "source": { "unbooked": lost }, "quantity": "1" });
        let line = json!({ "source": { "containerId": held }, "quantity": "5", "components": [mixed] });
        let input = json!({ "siteId": self.site(), "treatmentId": self.lot_number("T-HELD"),
            "patientId": self.place.somebody("guest"), "practitionerId": "practitioner-7",
            "performedAt": self.time(), "alreadyPerformed": { "why": "OFFLINE" }, "lines": [line] });
        self.does("recordUsage", input, "usage { id }").await;
    }

    /// A vial and a syringe that can be drawn from now.
    async fn open_today(&mut self) {
        let vial = json!({ "openNew": { "lotId": self.place.all("toxinLot")[4], "label": self.lot_number("TODAY") } });
        let syringe = json!({ "openNew": { "lotId": self.id("syringeLot") } });
        let opened = [("openVial", vial, None), ("openSyringe", syringe, Some(self.lot_number("SN2")))];
        for (word, source, serial) in opened {
            let open = json!({ "siteId": self.site(), "openedAt": self.time(), "source": source, "serial": serial });
            let opened = self.does("openContainer", open, "container { id }").await;
            self.place.say(word, text(&opened, "/container/id"));
        }
    }

    /// What a nurse asks before she uses something: what goes, and what does not.
    fn check_and_scan(&mut self) {
        let line = |source: Value| format!("[{{ source: {}, quantity: \"1\" }}]", graphql(&source));
        let goes = line(json!({ "containerId": self.id("openVial") }));
        let late = line(json!({ "lotId": self.id("lateLot") }));
        let by_product = line(json!({ "productId": self.id("toxin") }));
        let unusable = line(json!({ "containerId": self.id("openPen") }));
        for lines in [goes, by_product, late, unusable] {
            self.place.say("linesToCheck", lines);
        }
        let [label, pen] = ["TODAY", "PEN-1"].map(|label| self.lot_number(label));
        let on_the_box = format!("(01)00300239232013(17)270630(10){}(21)SN9", self.lot_number("T4"));
        let without_separator = "]d2010754016186000410L117271130".to_owned();
        for code in [on_the_box, label, pen, without_separator] {
            self.place.say("code", code);
        }
        let scope = json!([{ "productId": self.id("toxin"), "lotNumbers": [self.lot_number("T3"), "NOWHERE"] }]);
        self.place.say("scope", graphql(&scope));
    }
}

/// JSON as a value of GraphQL: the names of fields stand without quotation marks.
fn graphql(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| format!("{name}: {}", graphql(value)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        Value::Array(elements) => {
            format!("[{}]", elements.iter().map(graphql).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}
