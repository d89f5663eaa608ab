//! What a release wrote stays readable: its databases open and are proved, its acts answer the same when they are
//! repeated, and no row that a hash stands on is ever written again. The files are explained in tests/golden/README.md.

mod books;
mod request;
mod rows;
mod story;
mod writer;

use std::collections::BTreeSet;

use lotwise::ledger::verify;
use serde_json::json;

use crate::databases::both;

use self::{
    books::{Books, RELEASES, Release},
    story::Story,
};

/// Runs a test on a copy of the books of each release, on both databases.
async fn each_release(test: impl AsyncFn(&Release, &Books)) {
    both(async |database| {
        for release in &RELEASES {
            let books = release.copy(database.kind()).await;
            test(release, &books).await;
        }
    })
    .await;
}

impl Books {
    /// Proves the books, and answers how many of what there are.
    async fn proved(&self) -> verify::Report {
        let report = verify::books(self.deployment.database.reader(), verify::Known::default())
            .await
            .expect("the database reads");
        assert!(report.is_clean(), "{report}");
        report
    }
}

#[tokio::test]
async fn the_books_of_a_release_open_with_this_program_and_are_proved_to_the_same_head() {
    each_release(async |release, books| {
        let report = books.proved().await;
        assert_eq!(report.head, release.head(books.kind()), "somebody has written the head down");
        assert!(report.entries > 90 && report.usage_lines > 15 && report.sale_lines > 5, "{report}");
        assert!(report.audit_events > 150 && report.unsealed == 0, "{report}");
    })
    .await;
}

#[tokio::test]
async fn no_row_that_a_release_hashed_is_written_again_by_a_migration() {
    each_release(async |release, books| {
        for table in &rows::TABLES {
            let kept = release.lines(books.kind(), table.name);
            let found = table.read(&books.connection().await).await;
            assert_eq!(found.len(), kept.len(), "rows of {}", table.name);
            for (found, kept) in found.iter().zip(&kept) {
                assert_eq!(found, kept, "a row of {}", table.name);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_act_of_a_release_answers_the_same_when_it_is_repeated_and_writes_nothing() {
    each_release(async |release, books| {
        let requests = release.requests(books.kind());
        let repeated: BTreeSet<_> = requests.iter().map(|recorded| recorded.mutation.clone()).collect();
        assert_eq!(repeated, release.mutations(), "every mutation of the release is repeated");

        for recorded in &requests {
            let answer = books.ask(&release.document(&recorded.mutation), recorded).await;
            let (mutation, key) = (&recorded.mutation, &recorded.input["idempotencyKey"]);
            assert_eq!(answer, json!({ "data": { mutation: recorded.expected() } }), "{mutation} {key}");
        }

        assert_eq!(books.proved().await.head, release.head(books.kind()), "nothing was posted");
        let kept = release.lines(books.kind(), rows::IDEMPOTENCY.name);
        assert_eq!(rows::IDEMPOTENCY.read(&books.connection().await).await, kept, "no answer was kept");
    })
    .await;
}

#[tokio::test]
async fn a_key_of_a_release_stands_for_its_own_input_and_for_no_other() {
    each_release(async |release, books| {
        let requests = release.requests(books.kind());
        let single = requests.iter().filter(|recorded| recorded.input.is_object());
        let of_tests: Vec<_> = single.filter(|recorded| recorded.caller.client.as_deref() == Some("tests")).collect();

        for pair in of_tests.windows(2) {
            let mut other = pair[1].clone();
            other.input["idempotencyKey"] = pair[0].input["idempotencyKey"].clone();
            if (&other.mutation, &other.input) == (&pair[0].mutation, &pair[0].input) {
                continue;
            }
            let answer = books.ask(&release.document(&other.mutation), &other).await;
            let code = &answer["data"][&other.mutation]["userErrors"][0]["code"];
            assert_eq!(code, "IDEMPOTENCY_CONFLICT", "{} under {}: {answer:#}", other.mutation, pair[0].mutation);
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_that_a_release_loaded_is_known_line_by_line() {
    each_release(async |release, books| {
        for recorded in Story::read(release).loads() {
            let lines = release.file(&recorded.file).lines().count() as u64 - 1;
            let loaded = books.load(release, &recorded).await;
            assert_eq!((loaded.loaded, loaded.known), (0, lines), "{}", recorded.file);
        }
        books.proved().await;
    })
    .await;
}

#[tokio::test]
async fn recall_notices_that_a_release_took_in_are_known_as_they_are() {
    each_release(async |release, books| {
        for recorded in Story::read(release).feeds() {
            let imported = books.take_in(release, &recorded).await;
            assert!(imported.unchanged > 0 && imported.new + imported.updated == 0, "{imported:?}");
        }
    })
    .await;
}
