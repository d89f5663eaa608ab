//! Suppliers: one name each, and licences that are added and never changed.

use crate::{
    clinic::{Clinic, clinic},
    databases::both,
};
use entity::{fixed_point::Quantity, id::SupplierId, supplier, supplier_authorization as licence};
use lotwise::{
    operations::{create_supplier::CreateSupplier, update_supplier::UpdateSupplier},
    rules::{refusal::Code, supplier::AuthorizationGiven},
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

fn named(name: &str) -> CreateSupplier {
    CreateSupplier { name: name.to_owned(), lead_time_days: None, authorizations: vec![] }
}

fn valid(number: &str, from: &str, until: &str) -> AuthorizationGiven {
    AuthorizationGiven {
        number: number.to_owned(),
        authority: "State board of pharmacy".to_owned(),
        valid_from: from.parse().unwrap(),
        valid_until: until.parse().unwrap(),
        checked_on: Some(from.parse().unwrap()),
    }
}

fn change(supplier_id: SupplierId) -> UpdateSupplier {
    UpdateSupplier { supplier_id, name: None, lead_time_days: None, add_authorizations: vec![] }
}

async fn licences(clinic: &Clinic, supplier_id: SupplierId) -> Vec<String> {
    let own = licence::Entity::find().filter(licence::COLUMN.supplier_id.eq(supplier_id));
    let rows = own.order_by_asc(licence::COLUMN.number).all(clinic.deployment.database.reader()).await.unwrap();
    rows.into_iter().map(|row| row.number).collect()
}

#[tokio::test]
async fn a_supplier_is_kept_with_its_licences_and_renewals_are_added() {
    both(async |database| {
        let clinic = clinic(database).await;
        let authorizations = vec![valid("W-1", "2025-01-01", "2025-12-31")];
        let lead_time_days = Some(Decimal::new(25, 1));
        let done =
            clinic.done(&clinic.manager(), CreateSupplier { lead_time_days, authorizations, ..named("Acme") }).await;
        let row = clinic.row::<supplier::Entity>(done.supplier_id).await;
        assert_eq!((row.name.as_str(), row.lead_time_days), ("Acme", Some(Quantity(25_000))));
        let add_authorizations = vec![valid("W-2", "2026-01-01", "2026-12-31")];
        clinic.done(&clinic.manager(), UpdateSupplier { add_authorizations, ..change(done.supplier_id) }).await;
        assert_eq!(licences(&clinic, done.supplier_id).await, ["W-1", "W-2"]);
        assert_eq!(clinic.row::<supplier::Entity>(done.supplier_id).await, row);
    })
    .await;
}

#[tokio::test]
async fn a_name_is_given_to_one_supplier_however_it_is_written() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.done(&clinic.manager(), named("Acme Medical")).await;
        let refused = clinic.refusals(&clinic.manager(), named(" ACME medical ")).await;
        assert_eq!(refused, [(Code::Conflict, "name".to_owned())]);
        let other = clinic.done(&clinic.manager(), named("Zenith")).await.supplier_id;
        let renamed = |name: &str| UpdateSupplier { name: Some(name.to_owned()), ..change(other) };
        let refused = clinic.refusals(&clinic.manager(), renamed("acme Medical")).await;
        assert_eq!(refused, [(Code::Conflict, "name".to_owned())]);
        clinic.done(&clinic.manager(), renamed("ZENITH")).await;
        assert_eq!(clinic.row::<supplier::Entity>(other).await.name, "ZENITH", "its own name is free to it");
    })
    .await;
}

#[tokio::test]
async fn of_suppliers_renamed_and_created_to_one_name_at_once_one_gets_it_and_none_fails() {
    both(async |database| {
        let clinic = clinic(database).await;
        let manager = clinic.manager();
        let mut outcomes = Vec::new();
        let mut renames = Vec::new();
        for number in 0..6 {
            let supplier_id = clinic.done(&manager, named(&format!("S{number}"))).await.supplier_id;
            renames.push(UpdateSupplier { name: Some("One".to_owned()), ..change(supplier_id) });
        }
        let renames =
            futures_util::future::join_all(renames.into_iter().map(|rename| clinic.perform(&manager, rename)));
        let creations = futures_util::future::join_all((0..6).map(|_| clinic.perform(&manager, named("ONE"))));
        let (renames, creations) = futures_util::join!(renames, creations);
        outcomes.extend(renames.into_iter().map(|outcome| outcome.map(drop)));
        outcomes.extend(creations.into_iter().map(|outcome| outcome.map(drop)));
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        let refused = |error: &lotwise::error::Error| matches!(error, lotwise::error::Error::Refused(_));
        assert!(outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).all(refused));
    })
    .await;
}

#[tokio::test]
async fn a_licence_that_ends_before_it_begins_is_refused_with_the_supplier() {
    both(async |database| {
        let clinic = clinic(database).await;
        let authorizations = vec![valid("W-1", "2025-01-01", "2025-12-31"), valid("", "2026-01-02", "2026-01-01")];
        let refused = clinic.refusals(&clinic.manager(), CreateSupplier { authorizations, ..named("Acme") }).await;
        let fields = ["authorizations.1.validUntil", "authorizations.1.number"];
        assert_eq!(refused, fields.map(|field| (Code::Invalid, field.to_owned())));
        assert!(supplier::Entity::find().one(clinic.deployment.database.reader()).await.unwrap().is_none());
        let unknown = clinic.refusals(&clinic.manager(), change(SupplierId::new())).await;
        assert_eq!(unknown, [(Code::NotFound, "supplierId".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn a_licence_on_record_is_changed_by_nobody() {
    both(async |database| {
        let clinic = clinic(database).await;
        let authorizations = vec![valid("W-1", "2025-01-01", "2025-12-31")];
        clinic.done(&clinic.manager(), CreateSupplier { authorizations, ..named("Acme") }).await;
        for statement in ["UPDATE supplier_authorization SET number = 'W-9'", "DELETE FROM supplier_authorization"] {
            let write = clinic.deployment.database.write(move |transaction| {
                Box::pin(async move { Ok(transaction.execute_unprepared(statement).await?.rows_affected()) })
            });
            assert!(write.await.is_err(), "{statement}");
        }
    })
    .await;
}

#[tokio::test]
async fn suppliers_are_the_managers() {
    both(async |database| {
        let clinic = clinic(database).await;
        for request in [clinic.nurse(), clinic.front_desk(), clinic.director(), clinic.auditor(), clinic.admin()] {
            assert!(clinic.forbidden(&request, named("Acme")).await);
            assert!(clinic.forbidden(&request, change(SupplierId::new())).await);
        }
    })
    .await;
}
