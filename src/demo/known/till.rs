//! What the till does, as operations.

use super::Known;
use crate::{
    demo::{
        clinic::DIRECTOR,
        history::{ArticleKey, PlannedAct, SoldLine},
    },
    error::Error,
    operations::{
        record_sale::{RecordSale, SaleLine},
        record_sale_return::{RecordSaleReturn, ReturnLine, ReturnOf, SaleLineReference},
        reserve_stock::ReserveStock,
        source::StockSource,
    },
};
use chrono::{DateTime, Utc};
use entity::sale_return_line::ReturnDisposition;
use rust_decimal::Decimal;

impl Known {
    pub(in crate::demo) fn sale(
        &self,
        act: &PlannedAct,
        sale: &str,
        customer: Option<&str>,
        lines: &[SoldLine],
    ) -> Result<RecordSale, Error> {
        let lines = lines.iter().enumerate().map(|(number, line)| self.sale_line(number, line));
        Ok(RecordSale {
            site_id: self.site(act)?,
            sale_id: sale.to_owned(),
            customer_id: customer.map(str::to_owned),
            sold_at: act.at.into(),
            already_performed: None,
            lines: lines.collect::<Result<_, _>>()?,
        })
    }

    fn sale_line(&self, number: usize, line: &SoldLine) -> Result<SaleLine, Error> {
        Ok(SaleLine {
            line_key: Some(number.to_string()),
            source: StockSource::Product(self.product(line.article)?),
            quantity: line.quantity,
            unit_price: None,
            discount: None,
            reservation_id: None,
            prescription_id: line.prescription.clone(),
            prescriber_id: line.prescription.as_ref().map(|_| DIRECTOR.subject.to_owned()),
        })
    }

    pub(in crate::demo) fn sale_return(
        &self,
        act: &PlannedAct,
        sale: &str,
        disposition: ReturnDisposition,
        reason: &str,
    ) -> Result<RecordSaleReturn, Error> {
        let first = SaleLineReference { sale_id: sale.to_owned(), line_key: Some("0".to_owned()), lot_number: None };
        let (of, quantity, reason) = (ReturnOf::Reference(first), Decimal::ONE, reason.to_owned());
        let lines = vec![ReturnLine { of, quantity, disposition, reason, refund: None }];
        Ok(RecordSaleReturn { site_id: self.site(act)?, returned_at: act.at.into(), lines })
    }

    pub(in crate::demo) fn reservation(
        &self,
        act: &PlannedAct,
        article: ArticleKey,
        quantity: Decimal,
        purpose: &str,
        until: DateTime<Utc>,
    ) -> Result<ReserveStock, Error> {
        Ok(ReserveStock {
            site_id: self.site(act)?,
            product_id: self.product(article)?,
            quantity,
            purpose: purpose.to_owned(),
            expires_at: until.into(),
        })
    }
}
