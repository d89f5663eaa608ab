//! Step 1: sites, suppliers and their licences.

use crate::step::Step;

pub(crate) const STEP: Step =
    Step { name: "m0001_places_and_people", script: TABLES, append_only: &["supplier_authorization"] };

const TABLES: &str = "\
CREATE TABLE site (
    id :id PRIMARY KEY,
    code :text NOT NULL UNIQUE,
    name :text NOT NULL,
    time_zone :text NOT NULL,
    assumed_lots :text NOT NULL CHECK (assumed_lots IN ('CONFIRM', 'ACCEPT')),
    scope_of_practice :text NOT NULL CHECK (scope_of_practice IN ('ENFORCE', 'WARN', 'OFF')),
    late_entry_hours :int NOT NULL CHECK (late_entry_hours >= 0),
    created_at :number NOT NULL
) :table;
CREATE TABLE supplier (
    id :id PRIMARY KEY,
    name :text NOT NULL,
    lead_time_days :number CHECK (lead_time_days >= 0),
    created_at :number NOT NULL
) :table;
CREATE UNIQUE INDEX supplier_by_name ON supplier (lower(name));
CREATE TABLE supplier_authorization (
    id :id PRIMARY KEY,
    supplier_id :id NOT NULL REFERENCES supplier (id),
    number :text NOT NULL,
    authority :text NOT NULL,
    valid_from :day NOT NULL,
    valid_until :day NOT NULL CHECK (valid_until >= valid_from),
    checked_on :day
) :table;
CREATE INDEX supplier_authorization_by_supplier ON supplier_authorization (supplier_id, valid_until);
";
