//! Step 15: what may be sold at the till, and the history of what a product was said to be. The scope of practice is off
//! until there is one: it never did anything.

use crate::step::Step;

pub(crate) const STEP: Step =
    Step { name: "m0015_product_facts", script: TABLES, append_only: &["product_fact_change"] };

const TABLES: &str = "\
ALTER TABLE product ADD COLUMN retail :flag NOT NULL DEFAULT FALSE;
UPDATE product SET retail = TRUE
WHERE category NOT IN ('NEUROTOXIN', 'DERMAL_FILLER', 'BIOSTIMULATOR', 'INJECTABLE_DRUG')
    AND (regulatory_class NOT IN ('BIOLOGIC', 'DRUG', 'COMPOUNDED_DRUG') OR retail_price IS NOT NULL);
CREATE TABLE product_fact_change (
    product_id :id NOT NULL REFERENCES product (id),
    sequence :int NOT NULL CHECK (sequence > 0),
    at :number NOT NULL,
    by :text NOT NULL,
    reason :text NOT NULL,
    before :text NOT NULL,
    PRIMARY KEY (product_id, sequence)
) :keyed;
UPDATE site SET scope_of_practice = 'OFF';
";
