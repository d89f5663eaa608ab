//! Years of treatments: usages with their lines, postings and entries, as the operations write them, but by the database
//! itself, since millions of calls would take hours. Their hashes prove nothing.
//!
//! Lot after lot gets one, round after round, so that the rows of one lot lie scattered among those of all others.

use futures_util::FutureExt;
use lotwise::operations::Deployment;
use sea_orm::{ConnectionTrait, DbBackend};

use crate::Failure;

/// About how many rows one statement writes.
const ROWS: usize = 20_000;

/// Whose rows are written: one of each lot for each round from `{first}` to before `{end}`.
const CROWD: &str = "\
WITH RECURSIVE round (i) AS (SELECT CAST({first} AS bigint) UNION ALL SELECT i + 1 FROM round WHERE i + 1 < {end}),
shelf AS (SELECT id, lot_id, product_id, site_id, on_hand, sequence, row_number() OVER (ORDER BY id) - 1 AS place FROM stock),
numbered AS (SELECT shelf.*, i, i * {shelves} + place AS n FROM round CROSS JOIN shelf),
crowd AS (SELECT numbered.*, {id} AS crowd_id, {now} - ({usages} - n) * {apart} AS at FROM numbered ORDER BY n)
";

/// What is written, each after all that it names.
const ROWS_OF: [&str; 5] = [
    "INSERT INTO posting (id, kind, site_id, occurred_at, recorded_at, recorded_by) \
     SELECT crowd_id, 'USAGE', site_id, at, at, 'ana' FROM crowd",
    "INSERT INTO treatment (id, patient_id) SELECT 'C-' || n, 'P-' || (n % 5000) FROM crowd",
    "INSERT INTO usage (id, treatment_id, patient_id, practitioner_id, site_id, performed_at, recorded_at, recorded_by, \
     late_entry, posting_id) SELECT crowd_id, 'C-' || n, 'P-' || (n % 5000), 'practitioner-7', site_id, at, at, 'ana', \
     FALSE, crowd_id FROM crowd",
    "INSERT INTO usage_line (id, usage_id, line, product_id, lot_id, evidence, booked, quantity, wasted) \
     SELECT crowd_id, crowd_id, 0, product_id, lot_id, 'SCANNED', TRUE, 10000, 0 FROM crowd",
    "INSERT INTO entry (stock_id, sequence, posting_id, lot_id, site_id, account, quantity, balance_after, occurred_at, \
     occurred_on, recorded_at, usage_line_id, hash) SELECT id, sequence + i + 1, crowd_id, lot_id, site_id, 'TREATMENT', \
     -10000, on_hand, at, {day}, at, crowd_id, {hash} FROM crowd",
];

/// The words that the databases spell differently.
struct Words {
    id: &'static str,
    day: &'static str,
    hash: &'static str,
}

const SQLITE: Words =
    Words { id: "unhex('0190' || printf('%028x', n))", day: "date(at / 1000, 'unixepoch')", hash: "randomblob(32)" };
const POSTGRES: Words = Words {
    id: "('0190' || lpad(to_hex(n), 28, '0'))::uuid",
    day: "(to_timestamp(at / 1000) AT TIME ZONE 'UTC')::date",
    hash: "sha256(decode(to_hex(n), 'escape'))",
};

/// Writes about `usages` usages in all, as many of each lot, over the two years before `now` (in milliseconds): how many.
pub(super) async fn fill(deployment: &Deployment, lots: usize, usages: usize, now: i64) -> Result<usize, Failure> {
    let words = match deployment.database.reader().get_database_backend() {
        DbBackend::Sqlite => SQLITE,
        _ => POSTGRES,
    };
    let rounds = usages / lots.max(1);
    let step = (ROWS / lots.max(1)).max(1);
    for first in (0..rounds).step_by(step) {
        let end = (first + step).min(rounds);
        let statements = ROWS_OF.map(|rows| statement(rows, &words, first..end, lots, rounds * lots, now));
        write(deployment, statements.to_vec()).await?;
    }
    write(deployment, vec![format!("UPDATE stock SET sequence = sequence + {rounds}")]).await?;
    Ok(rounds * lots)
}

fn statement(
    rows: &str,
    words: &Words,
    rounds: std::ops::Range<usize>,
    shelves: usize,
    usages: usize,
    now: i64,
) -> String {
    const TWO_YEARS: i64 = 730 * 24 * 3_600_000;
    let apart = TWO_YEARS / i64::try_from(usages.max(1)).unwrap_or(i64::MAX);
    let numbers = [("{shelves}", shelves), ("{usages}", usages), ("{first}", rounds.start), ("{end}", rounds.end)];
    let text =
        [CROWD, rows].concat().replace("{id}", words.id).replace("{day}", words.day).replace("{hash}", words.hash);
    let text = text.replace("{now}", &now.to_string()).replace("{apart}", &apart.to_string());
    numbers.iter().fold(text, |text, (word, number)| text.replace(word, &number.to_string()))
}

async fn write(deployment: &Deployment, statements: Vec<String>) -> Result<(), Failure> {
    let write = deployment.database.write(move |transaction| {
        let statements = statements.clone();
        let run = async move {
            for statement in statements {
                transaction.execute_unprepared(&statement).await?;
            }
            Ok(())
        };
        run.boxed()
    });
    Ok(write.await?)
}
