//! What the clinic keeps: the products of the catalogue, with how much of each is ordered and used. Both are data files
//! that anybody may change; prices and habits are made up.

use crate::{import, operations::create_product::CreateProduct};
use chrono::Weekday;
use entity::product::{ContainerUse, ProductCategory};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de::Error as _};
use std::{fmt::Display, str::FromStr};

const CATALOGUE: &str = include_str!("../../demo/catalogue.csv");
const HABITS: &str = include_str!("../../demo/assortment.csv");

/// Working days of a week.
const WORKING_DAYS: f64 = 6.0;

/// A product and the clinic's habits with it.
#[derive(Clone, Debug)]
pub struct Article {
    /// The product.
    pub product: CreateProduct,
    /// How it is bought and used.
    pub habits: Habits,
}

/// How a product is bought and used.
#[derive(Clone, Debug, Deserialize)]
pub struct Habits {
    /// The product's code.
    pub sku: String,
    /// What its supplier is called here.
    pub supplier: String,
    /// What one base unit costs.
    pub unit_cost: Decimal,
    /// More is ordered when fewer containers are left.
    pub minimum: i32,
    /// How many containers one order is.
    pub order: i32,
    /// For how many days it is good when it is made; 0 for what has no date.
    pub shelf_life_days: u32,
    /// How many treatments it is used in, or how many are sold, a week at the busier site.
    pub uses_a_week: f64,
    /// On which days of the week: patients for one vial come on one day. Every working day when none is named.
    #[serde(deserialize_with = "words")]
    pub weekdays: Vec<Weekday>,
    /// What is used at once, in base units: one of these.
    #[serde(deserialize_with = "words")]
    pub doses: Vec<Decimal>,
}

impl Article {
    /// Whether one container is for one usage.
    pub fn is_single_use(&self) -> bool {
        self.product.container.container_use == ContainerUse::SingleUse
    }

    /// Whether it is sold at the till.
    pub fn is_sold(&self) -> bool {
        self.product.category == ProductCategory::RetailSkincare
    }

    /// In how many treatments it is used, or how many are sold, on such a day at the busier site, on average.
    pub fn uses_on(&self, weekday: Weekday) -> f64 {
        let days = &self.habits.weekdays;
        match days.len() {
            0 => self.habits.uses_a_week / WORKING_DAYS,
            count if days.contains(&weekday) => self.habits.uses_a_week / count as f64,
            _ => 0.0,
        }
    }
}

/// A cell of words, each a value.
fn words<'d, D: Deserializer<'d>, T: FromStr<Err: Display>>(cell: D) -> Result<Vec<T>, D::Error> {
    let text = String::deserialize(cell)?;
    text.split_whitespace().map(|word| word.parse().map_err(D::Error::custom)).collect()
}

/// Everything that the clinic keeps, in the order of the catalogue.
///
/// # Errors
/// What is wrong with the data files.
pub(super) fn articles(currency: &str) -> Result<Vec<Article>, String> {
    let products = import::products(CATALOGUE, currency).map_err(|bad| format!("demo/catalogue.csv: {bad}"))?;
    let habits = csv::Reader::from_reader(HABITS.as_bytes()).into_deserialize();
    let habits: Vec<Habits> = habits.collect::<Result<_, _>>().map_err(|bad| format!("demo/assortment.csv: {bad}"))?;
    let article = |product: CreateProduct| {
        let own = habits.iter().find(|habits| habits.sku == product.sku).cloned();
        let habits = own.ok_or_else(|| format!("demo/assortment.csv says nothing of {}", product.sku))?;
        Ok(Article { product, habits })
    };
    products.into_iter().map(article).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn every_product_of_the_catalogue_has_habits() {
        let articles = articles("USD").unwrap();
        assert!(articles.len() >= 30);
        assert!(articles.iter().any(|article| article.habits.uses_a_week > 10.0 && !article.habits.doses.is_empty()));
    }
}
