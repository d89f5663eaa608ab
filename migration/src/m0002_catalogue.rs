//! Step 2: products and the codes they are scanned by.

use crate::step::Step;

pub(crate) const STEP: Step = Step { name: "m0002_catalogue", script: TABLES, append_only: &[] };

const TABLES: &str = "\
CREATE TABLE product (
    id :id PRIMARY KEY,
    sku :text NOT NULL UNIQUE,
    name :text NOT NULL,
    manufacturer :text NOT NULL,
    category :text NOT NULL CHECK (category IN ('NEUROTOXIN', 'DERMAL_FILLER', 'BIOSTIMULATOR', 'INJECTABLE_DRUG', 'RETAIL_SKINCARE', 'CONSUMABLE', 'DEVICE')),
    regulatory_class :text NOT NULL CHECK (regulatory_class IN ('BIOLOGIC', 'DRUG', 'COMPOUNDED_DRUG', 'DEVICE', 'COSMETIC', 'OTC_DRUG', 'SUPPLY')),
    unit :text NOT NULL,
    quantity_step :number NOT NULL CHECK (quantity_step > 0),
    container_name :text NOT NULL,
    contents :number NOT NULL CHECK (contents > 0 AND contents % quantity_step = 0),
    container_use :text NOT NULL CHECK (container_use IN ('SINGLE_USE', 'SINGLE_PATIENT', 'MULTI_PATIENT')),
    in_use_hours :int CHECK (in_use_hours > 0),
    labelled_single_patient :flag NOT NULL,
    may_keep_remainder :flag NOT NULL,
    storage :text NOT NULL CHECK (storage IN ('FROZEN', 'REFRIGERATED', 'COOL', 'ROOM', 'UNSPECIFIED')),
    lot_tracked :flag NOT NULL,
    expiry_required :flag NOT NULL,
    serial_required :flag NOT NULL,
    min_shelf_life_days :int CHECK (min_shelf_life_days >= 0),
    prescription_only :flag NOT NULL,
    retail_price :number CHECK (retail_price >= 0),
    price_since :number NOT NULL,
    bundle :flag NOT NULL,
    archived :flag NOT NULL,
    replaces_id :id REFERENCES product (id),
    created_at :number NOT NULL
) :table;
CREATE INDEX product_by_name ON product (name, id);
CREATE TABLE product_identifier (
    scheme :text NOT NULL CHECK (scheme IN ('GTIN', 'NDC', 'HIBC', 'UPC', 'REF')),
    canonical :text NOT NULL,
    product_id :id NOT NULL REFERENCES product (id),
    value :text NOT NULL,
    containers_per_package :int NOT NULL CHECK (containers_per_package > 0),
    PRIMARY KEY (scheme, canonical)
) :keyed;
CREATE INDEX product_identifier_by_code ON product_identifier (canonical);
CREATE INDEX product_identifier_by_product ON product_identifier (product_id);
CREATE TABLE product_site (
    product_id :id NOT NULL REFERENCES product (id),
    site_id :id NOT NULL REFERENCES site (id),
    PRIMARY KEY (product_id, site_id)
) :keyed;
";
