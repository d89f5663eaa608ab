//! The proof of the books: right books are clean, and every kind of corruption is found.

use entity::product::ContainerUse;

use crate::databases::both;
use crate::stockroom::Stockroom;

#[tokio::test]
async fn books_written_by_the_operations_are_clean() {
    both(async |database| {
        let stockroom = Stockroom::open(&database).await;
        let vial = stockroom.product("VIAL", ContainerUse::MultiPatient, 100).await;
        let lot = stockroom.receive(vial, "A1", 3).await;
        stockroom.draw(lot, 30).await;
        stockroom.draw(lot, 90).await;
        let report = stockroom.assert_clean().await;
        assert_eq!((report.balances, report.containers, report.usage_lines), (1, 2, 3));
    })
    .await;
}
