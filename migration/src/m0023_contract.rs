//! Step 23: a correction of a lot says what is right as well as what was wrong, and a site may have prices of its own.

use crate::step::Step;

pub(crate) const STEP: Step = Step { name: "m0023_contract", script: SCRIPT, append_only: &["site_price"] };

const SCRIPT: &str = "\
ALTER TABLE lot_correction ADD COLUMN lot_number_after :text;
ALTER TABLE lot_correction ADD COLUMN expires_on_after :day;
CREATE TABLE site_price (
    id :id PRIMARY KEY,
    product_id :id NOT NULL REFERENCES product (id),
    site_id :id NOT NULL REFERENCES site (id),
    starts_on :day NOT NULL,
    starts_at :number NOT NULL,
    price :number CHECK (price >= 0),
    set_at :number NOT NULL,
    set_by :text NOT NULL
) :table;
CREATE INDEX site_price_of ON site_price (site_id, product_id, starts_at);
";
