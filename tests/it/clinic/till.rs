//! The till of the clinic in Denver: what is sold there, promised, and brought back.

use super::Clinic;
use chrono::TimeDelta;
use entity::{
    id::{ProductId, ReservationId, SaleId},
    sale_line, sale_return_line,
    sale_return_line::ReturnDisposition,
};
use lotwise::operations::{
    record_sale::{RecordSale, SaleLine},
    record_sale_return::{RecordSaleReturn, ReturnLine, ReturnOf},
    reserve_stock::ReserveStock,
    source::StockSource,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

impl Clinic {
    /// A sale just now, under a POS id of its own.
    pub(crate) fn sale(&self, lines: impl IntoIterator<Item = (StockSource, i64)>) -> RecordSale {
        let number: u64 = rand::random();
        RecordSale {
            site_id: self.denver.id,
            sale_id: format!("S{number:020}"),
            customer_id: None,
            sold_at: self.now.into(),
            already_performed: None,
            lines: lines.into_iter().map(|(source, quantity)| sale_line(source, quantity)).collect(),
        }
    }

    /// Sells so much, which there is.
    pub(crate) async fn sell(&self, source: StockSource, quantity: i64) -> SaleId {
        self.done(&self.front_desk(), self.sale([(source, quantity)])).await.sale_id
    }

    /// The lines of a sale, in order.
    pub(crate) async fn lines_of(&self, sale: SaleId) -> Vec<sale_line::Model> {
        let lines = sale_line::Entity::find().filter(sale_line::COLUMN.sale_id.eq(sale));
        let lines = lines.order_by_asc(sale_line::COLUMN.line).order_by_asc(sale_line::COLUMN.id);
        lines.all(self.deployment.database.reader()).await.expect("the database reads")
    }

    /// What comes back to Denver just now.
    pub(crate) fn bring_back(&self, of: ReturnOf, quantity: i64, disposition: ReturnDisposition) -> RecordSaleReturn {
        let reason = "wrong shade".to_owned();
        let line = ReturnLine { of, quantity: quantity.into(), disposition, reason, refund: None };
        RecordSaleReturn { site_id: self.denver.id, returned_at: self.now.into(), lines: vec![line] }
    }

    /// The lines of everything that came back, in order.
    pub(crate) async fn came_back(&self) -> Vec<sale_return_line::Model> {
        let lines = sale_return_line::Entity::find().order_by_asc(sale_return_line::COLUMN.id);
        lines.all(self.deployment.database.reader()).await.expect("the database reads")
    }

    /// A promise of so much for an hour.
    pub(crate) fn promise(&self, product: ProductId, quantity: i64) -> ReserveStock {
        ReserveStock {
            site_id: self.denver.id,
            product_id: product,
            quantity: quantity.into(),
            purpose: "a cart".to_owned(),
            expires_at: (self.now + TimeDelta::hours(1)).into(),
        }
    }

    /// Promises so much, which there is.
    pub(crate) async fn reserve(&self, product: ProductId, quantity: i64) -> ReservationId {
        self.done(&self.front_desk(), self.promise(product, quantity)).await.reservation_id
    }
}

/// A line at the product's price.
pub(crate) fn sale_line(source: StockSource, quantity: i64) -> SaleLine {
    SaleLine {
        line_key: None,
        source,
        quantity: quantity.into(),
        unit_price: None,
        discount: None,
        reservation_id: None,
        prescription_id: None,
        prescriber_id: None,
    }
}
