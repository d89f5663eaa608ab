//! The catalogue: sites and their policies, products, suppliers, and patients that the EHR merged.

mod api;
mod lists;
mod patients;
mod products;
mod sites;
mod suppliers;
