//! The currency of a database: bound with its first amount, and no copy counts in another one.

use std::sync::Arc;

use lotwise::{
    error::{Error, Failure},
    operations::{self, Deployment, Terms, create_product::CreateProduct, currency::check_at_start},
};

use crate::{
    clinic::{Clinic, clinic, serum},
    databases::both,
};

impl Clinic {
    /// How a copy of the service ends that is started for this currency: the one that the database is in, if not this one.
    async fn started_for(&self, currency: &str) -> Option<String> {
        let terms = Terms { currency: currency.to_owned(), ..(*self.deployment.terms).clone() };
        let copy = Deployment { database: self.deployment.database.clone(), terms: Arc::new(terms) };
        match check_at_start(&copy, self.now).await {
            Ok(()) => None,
            Err(Error::Failed(Failure::OtherCurrency { bound, .. })) => Some(bound),
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test]
async fn the_first_amount_binds_the_currency_and_a_copy_with_another_one_does_not_start() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(CreateProduct { retail_price: None, ..serum() }).await;
        assert_eq!(clinic.started_for("EUR").await, None, "there is no amount yet");

        let without_name = CreateProduct { name: String::new(), sku: "S-2".to_owned(), ..serum() };
        clinic.refused(&clinic.manager(), without_name).await;
        assert_eq!(clinic.started_for("EUR").await, None, "what is refused binds nothing");

        clinic.product(CreateProduct { sku: "S-3".to_owned(), ..serum() }).await;
        assert_eq!(clinic.started_for("EUR").await.as_deref(), Some("USD"));
        assert_eq!(clinic.started_for("USD").await, None);
    })
    .await;
}

#[tokio::test]
async fn a_copy_that_runs_already_writes_no_amount_in_another_currency() {
    both(async |database| {
        let clinic = clinic(database).await;
        let settings = lotwise::database::DatabaseSettings::patient(clinic.database.url(), 2);
        let database = lotwise::database::Database::connect(&settings).await.expect("the database opens");
        let terms = Terms { currency: "EUR".to_owned(), ..(*clinic.deployment.terms).clone() };
        let other = Deployment { database, terms: Arc::new(terms) };
        clinic.product(serum()).await;

        let mut product = CreateProduct { sku: "S-2".to_owned(), ..serum() };
        product.retail_price.iter_mut().for_each(|price| price.currency = "EUR".to_owned());
        let outcome = operations::perform(&other, &clinic.manager(), "a key", product).await;
        let refused = matches!(outcome, Err(Error::Failed(Failure::OtherCurrency { .. })));
        assert!(refused, "the books are in USD: {outcome:?}");
    })
    .await;
}
