//! The corruptions, and what each of them makes wrong.
//!
//! Lot A1 came (entry 1), 30 were drawn (2), then 90: 70 from the same vial (3) and 20 from the next (4). Lot B1 came (1)
//! and was taken back (2).

/// What is changed, and what of which row is then found wrong.
pub(super) struct Corruption {
    pub(super) sql: &'static str,
    pub(super) found: &'static [&'static str],
}

const fn corruption(sql: &'static str, found: &'static [&'static str]) -> Corruption {
    Corruption { sql, found }
}

const ENTRIES: [Corruption; 15] = [
    corruption(
        "UPDATE entry SET quantity = quantity - 10000 WHERE sequence = 2 AND account = 'TREATMENT'",
        &[
            "Entry 2: its hash",
            "Entry 2: its value",
            "Entry 2: the balance after it",
            "Container: used",
            "Usage line: what it moved",
            "Demand: what was asked for",
            "Demand: by how much stock changed",
        ],
    ),
    corruption(
        "UPDATE entry SET hash = (SELECT hash FROM kept_entry WHERE sequence = 1 AND account = 'SUPPLIER' LIMIT 1) WHERE sequence = 3",
        &["Entry 3: its hash", "Entry 4: its hash"],
    ),
    corruption(
        "UPDATE entry SET balance_after = balance_after + 10000 WHERE sequence = 3",
        &["Entry 3: its hash", "Entry 3: the balance after it", "Entry 4: its value", "Entry 4: the balance after it"],
    ),
    corruption(
        "UPDATE entry SET balance_after = -10000 WHERE sequence = 4",
        &["Entry 4: its hash", "Entry 4: the balance after it", "Entry 4: the balance after it", "Balance: on hand"],
    ),
    corruption(
        "UPDATE entry SET value = value - 1 WHERE sequence = 4",
        &["Entry 4: its hash", "Entry 4: its value", "Balance: its value"],
    ),
    corruption(
        "UPDATE entry SET recorded_at = recorded_at - 1 WHERE sequence = 3",
        &["Entry 3: when it was recorded", "Entry 3: its hash"],
    ),
    corruption(
        "UPDATE entry SET occurred_at = occurred_at - 1 WHERE sequence = 3",
        &["Entry 3: when it happened", "Entry 3: its hash"],
    ),
    corruption(
        "DELETE FROM entry WHERE sequence = 3",
        &[
            "Entry 4: its number",
            "Entry 4: its hash",
            "Entry 4: the balance after it",
            "Balance: its value",
            "Container: used",
            "Usage line: what it moved",
            "Demand: what was asked for",
            "Demand: by how much stock changed",
        ],
    ),
    corruption(
        "DELETE FROM entry WHERE sequence = 4",
        &[
            "Balance: the number of its newest entry",
            "Balance: its head",
            "Balance: on hand",
            "Balance: its value",
            "Container: used",
            "Usage line: what it moved",
            "Demand: what was asked for",
            "Demand: by how much stock changed",
        ],
    ),
    corruption(
        "INSERT INTO entry SELECT * FROM kept_entry WHERE sequence = 4",
        &[
            "Entry 4: its number",
            "Entry 4: its hash",
            "Entry 4: the balance after it",
            "Balance: its value",
            "Container: used",
            "Usage line: what it moved",
            "Demand: what was asked for",
            "Demand: by how much stock changed",
        ],
    ),
    corruption(
        "UPDATE entry SET lot_id = (SELECT id FROM lot WHERE lot_number = 'B1') WHERE sequence = 3",
        &["Entry 3: its lot", "Entry 3: its hash"],
    ),
    corruption(
        "UPDATE entry SET site_id = lot_id WHERE sequence = 3",
        &[
            "Entry 3: its site",
            "Entry 3: the site of its posting",
            "Entry 3: its hash",
            "Demand: what was asked for",
            "Demand: by how much stock changed",
            "Demand: what was asked for",
            "Demand: by how much stock changed",
        ],
    ),
    corruption(
        "UPDATE entry SET posting_id = (SELECT posting_id FROM kept_entry WHERE sequence = 2 AND account = 'TREATMENT') WHERE sequence > 2",
        &["Entry 3: its hash", "Entry 4: its hash", "Posting: the number of its entries"],
    ),
    corruption(
        "UPDATE entry SET usage_line_id = posting_id WHERE sequence = 3",
        &["Entry 3: its hash", "Usage line: what it moved", "Usage line: its row"],
    ),
    corruption(
        "UPDATE entry SET container_id = posting_id WHERE sequence = 4",
        &["Entry 4: its hash", "Container: used", "Container: its row"],
    ),
];

const POSTINGS: [Corruption; 2] = [
    corruption("UPDATE posting SET recorded_by = 'nobody' WHERE kind = 'REVERSAL'", &["Entry 2: its hash"]),
    corruption("DELETE FROM posting WHERE kind = 'REVERSAL'", &["Entry 2: its posting"]),
];

const REVERSALS: [Corruption; 4] = [
    corruption(
        "UPDATE entry SET quantity = quantity + 1000000 WHERE reverses_sequence IS NOT NULL",
        &[
            "Entry 2: its hash",
            "Entry 2: the balance after it",
            "Entry 2: its quantity",
            "Demand: by how much stock changed",
        ],
    ),
    corruption(
        "UPDATE entry SET account = 'WASTE' WHERE reverses_sequence IS NOT NULL",
        &["Entry 2: its hash", "Entry 2: its account"],
    ),
    corruption(
        "UPDATE entry SET reverses_sequence = 9 WHERE reverses_sequence IS NOT NULL",
        &["Entry 2: its hash", "Entry 2: the entry that it takes back"],
    ),
    corruption(
        "UPDATE entry SET reverses_sequence = 1, reverses_stock_id = (SELECT reverses_stock_id FROM kept_entry WHERE reverses_sequence = 1), \
         quantity = -2000000, account = 'SUPPLIER', value = -5000000 WHERE sequence = 4",
        &[
            "Entry 4: its hash",
            "Entry 4: the balance after it",
            "Balance: its value",
            "Entry 1: how often it was taken back",
            "Container: used",
            "Usage line: what it moved",
            "Demand: what was asked for",
            "Demand: by how much stock changed",
        ],
    ),
];

const BALANCES: [Corruption; 9] = [
    corruption("UPDATE stock SET on_hand = on_hand + 1000000 WHERE opened > 0", &["Balance: on hand"]),
    corruption(
        "UPDATE stock SET on_hand = on_hand + 10000 WHERE opened > 0",
        &["Balance: on hand", "Balance: its sealed stock"],
    ),
    corruption("UPDATE stock SET opened = opened - 1000000 WHERE opened > 0", &["Balance: opened"]),
    corruption(
        "UPDATE stock SET opened = opened + 1000000 WHERE opened > 0 AND on_hand = 1800000",
        &["Balance: opened"],
    ),
    corruption("UPDATE stock SET value = value + 1 WHERE opened > 0", &["Balance: its value"]),
    corruption(
        "UPDATE stock SET sequence = sequence + 1 WHERE opened > 0",
        &["Balance: the number of its newest entry"],
    ),
    corruption(
        "UPDATE stock SET head = (SELECT hash FROM kept_entry WHERE sequence = 3) WHERE opened > 0",
        &["Balance: its head"],
    ),
    corruption(
        "UPDATE stock SET last_recorded_at = last_recorded_at + 1 WHERE opened > 0",
        &["Balance: when its newest entry was recorded"],
    ),
    corruption(
        "DELETE FROM stock WHERE opened > 0",
        &[
            "Entry 1: its balance",
            "Entry 2: its balance",
            "Entry 3: its balance",
            "Entry 4: its balance",
            "Demand: what was asked for",
            "Demand: by how much stock changed",
        ],
    ),
];

const BESIDE_THEM: [Corruption; 10] = [
    corruption(
        "UPDATE usage_line SET booked = FALSE WHERE quantity = 200000",
        &["Usage line: what an unbooked line moved"],
    ),
    corruption(
        "UPDATE container SET used = used + 10000 WHERE remaining > 0",
        &["Container: used", "Container: contents and counted"],
    ),
    corruption(
        "UPDATE container SET wasted = wasted + 10000 WHERE remaining > 0",
        &["Container: wasted", "Container: contents and counted"],
    ),
    corruption(
        "UPDATE container SET counted = counted + 10000 WHERE remaining > 0",
        &["Container: counted", "Container: contents and counted"],
    ),
    corruption(
        "UPDATE container SET remaining = remaining + 10000 WHERE remaining > 0",
        &["Balance: opened", "Container: contents and counted"],
    ),
    corruption("DELETE FROM container WHERE remaining = 0", &["Container: its row"]),
    corruption("UPDATE usage_line SET wasted = wasted + 10000 WHERE quantity = 200000", &["Usage line: what it moved"]),
    corruption("DELETE FROM usage_line WHERE quantity = 200000", &["Usage line: its row"]),
    corruption(
        "UPDATE usage_line SET voided_at = 1, voided_by = 'x', void_reason = 'x', voided_product = 'NEVER_DRAWN' WHERE quantity = 200000",
        &["Usage line: what it moved, as it was voided and never drawn,"],
    ),
    corruption(
        "UPDATE lot SET merged_into_id = id WHERE lot_number = 'A1'",
        &["Lot: on hand, though it was merged into another lot,"],
    ),
];

pub(super) const ALL: [&[Corruption]; 5] = [&ENTRIES, &POSTINGS, &REVERSALS, &BALANCES, &BESIDE_THEM];
