//! Prices of one site: from a day on, in the place of the price of all sites.

use crate::{
    clinic::{Clinic, clinic, dollars, people::at, serum},
    databases::both,
};
use entity::{
    fixed_point::Money,
    id::{ProductId, SiteId},
    instant::Instant,
};
use lotwise::{
    operations::{record_sale::RecordSale, set_site_price::SetSitePrice, source::StockSource},
    rules::{money::MoneyAmount, refusal::Code, rights::Role},
};
use serde_json::json;

impl Clinic {
    /// What one bottle sells for in Denver at an instant.
    async fn sells_for(&self, product: ProductId, moment: &str) -> Money {
        let then = at(self.front_desk(), moment);
        let sold_at = Instant::from(then.at);
        let sale = RecordSale { sold_at, ..self.sale([(StockSource::Product(product), 1)]) };
        let sale = self.done(&then, sale).await.sale_id;
        self.lines_of(sale).await[0].unit_price
    }

    fn price(site_id: SiteId, product_id: ProductId, from: Option<&str>, price: Option<MoneyAmount>) -> SetSitePrice {
        SetSitePrice { site_id, product_id, from: from.map(|day| day.parse().expect("a day")), price }
    }
}

#[tokio::test]
async fn a_site_sells_at_its_own_price_from_its_first_day_until_that_of_all_sites_holds_again() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        clinic.receive(bottle, "L1", 20).await;
        let (denver, auckland) = (clinic.denver.id, clinic.auckland.id);
        let set = async |price: SetSitePrice| clinic.done(&clinic.manager(), price).await;
        set(Clinic::price(denver, bottle, Some("2026-03-05"), Some(dollars(95)))).await;
        set(Clinic::price(denver, bottle, Some("2026-03-05"), Some(dollars(99)))).await;
        set(Clinic::price(denver, bottle, Some("2026-03-09"), None)).await;
        set(Clinic::price(auckland, bottle, None, Some(dollars(150)))).await;

        let prices = [
            ("2026-03-02T18:00:00Z", 89, "the price of all sites"),
            ("2026-03-05T06:59:59Z", 89, "it is not the fifth in Denver yet"),
            ("2026-03-05T07:00:00Z", 99, "of two for one day the last that was set holds"),
            ("2026-03-08T18:00:00Z", 99, "until another begins"),
            ("2026-03-09T18:00:00Z", 89, "the price of all sites holds again"),
        ];
        for (moment, price, why) in prices {
            assert_eq!(clinic.sells_for(bottle, moment).await, Money(price * 10_000), "{moment}: {why}");
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_price_begins_today_at_the_earliest_and_is_set_by_who_keeps_the_site() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let denver = clinic.denver.id;
        let price = |from| Clinic::price(denver, bottle, from, Some(dollars(95)));
        let refused = clinic.refusals(&clinic.manager(), price(Some("2026-03-01"))).await;
        assert_eq!(refused, [(Code::Invalid, "from".to_owned())]);
        assert!(clinic.forbidden(&clinic.front_desk(), price(None)).await);
        assert!(clinic.forbidden(&clinic.somebody("ada", Role::Manager, "auckland"), price(None)).await);

        let input = json!({ "siteId": denver.to_string(), "productId": bottle.to_string(), "from": "2026-03-05",
            "price": { "amount": "95", "currency": "USD" } });
        let shown = "product { sitePrices { site { code } from price { amount } setBy } }";
        let set = clinic.mutates(&clinic.manager(), "setSitePrice", input, shown).await;
        let expected =
            json!([{ "site": { "code": "denver" }, "from": "2026-03-05", "price": { "amount": "95" }, "setBy": "max" }]);
        assert_eq!(set["product"]["sitePrices"], expected);
    })
    .await;
}
