//! What is wrong with a file, told line by line.

use crate::{clinic::clinic, databases};
use entity::{product, usage};
use lotwise::import::{Catalogue, OpeningStock, Usages};
use sea_orm::{EntityTrait, PaginatorTrait};

const CATALOG: &str = include_str!("../../../docs/examples/catalog.csv");
const PRODUCTS: &str = "row_id,sku,name,manufacturer,category,regulatory_class,unit,quantity_step,container_name,contents,\
                        container_use,storage,lot_tracked,expiry_required,gtin\n";
const LOTS: &str = "row_id,site,sku,lot_number,expires_on,containers,unit_cost\n";
const USED: &str = "row_id,site,treatment_id,patient_id,practitioner_id,performed_at,sku,quantity,lot_number\n";

/// A line of a product.
fn filler(row_id: &str, sku: &str, step: &str, gtin: &str) -> String {
    format!("{row_id},{sku},Voluma,AbbVie,DERMAL_FILLER,DEVICE,mL,{step},syringe,1,SINGLE_USE,ROOM,yes,yes,{gtin}\n")
}

#[tokio::test]
async fn every_bad_line_is_named_and_nothing_of_the_file_is_loaded() {
    databases::both(async |database| {
        let clinic = clinic(database).await;
        let text = [
            PRODUCTS,
            &filler("1", "GOOD", "0.05", ""),
            &filler("2", "COMMA", "\"0,05\"", ""),
            &filler("3", "DAMAGED", "0.05", "3.00239E+13"),
            &filler("4", "MISTYPED", "0.05", "07540161860005"),
            &filler("5", "STEP", "0.3", ""),
            &filler("6", "GOOD", "0.05", ""),
            &filler("", "NAMELESS", "0.05", ""),
            "8,SHORT\n",
        ];
        let wrong = clinic.wrong::<Catalogue>(&text.concat()).await;
        let expected = [
            ("line 3, column quantity_step: ", "with a point"),
            ("line 4, column gtin: ", "A spreadsheet changed the number"),
            ("line 5, column gtin: ", "check digit"),
            ("line 6, column ", "0.3"),
            ("line 7, column sku: ", "There is a product of this code."),
            ("line 8, column row_id: ", "must not be empty"),
            ("line 9: ", "The line has 2 cells, the header 15"),
        ];
        assert_eq!(wrong.len(), expected.len(), "{wrong:#?}");
        for (found, (place, what)) in wrong.iter().zip(expected) {
            assert!(found.starts_with(place) && found.contains(what), "{found}");
        }
        assert_eq!(product::Entity::find().count(clinic.deployment.database.reader()).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_file_is_loaded_when_its_bad_line_is_mended() {
    databases::both(async |database| {
        let clinic = clinic(database).await;
        let file = |step: &str| [PRODUCTS, &filler("1", "ONE", "0.05", ""), &filler("2", "TWO", step, "")].concat();
        assert_eq!(clinic.wrong::<Catalogue>(&file("none")).await.len(), 1);
        assert_eq!(clinic.loads::<Catalogue>(&file("0.1")).await, (2, 0));
    })
    .await;
}

#[tokio::test]
async fn a_known_row_id_with_other_content_is_a_bad_line() {
    databases::both(async |database| {
        let clinic = clinic(database).await;
        let file = |step: &str| [PRODUCTS, &filler("1", "ONE", step, "")].concat();
        assert_eq!(clinic.loads::<Catalogue>(&file("0.05")).await, (1, 0));
        let wrong = clinic.wrong::<Catalogue>(&file("0.1")).await;
        assert!(wrong[0].starts_with("line 2, column row_id: This row id was loaded with other content"), "{wrong:?}");
        let twice = [PRODUCTS, &filler("2", "TWO", "0.05", ""), &filler("2", "THREE", "0.05", "")].concat();
        assert!(clinic.wrong::<Catalogue>(&twice).await[0].starts_with("line 3, column row_id: "));
    })
    .await;
}

#[tokio::test]
async fn names_that_the_clinic_does_not_have_are_told() {
    databases::both(async |database| {
        let clinic = clinic(database).await;
        assert_eq!(clinic.loads::<Catalogue>(CATALOG).await, (4, 0));
        let text = [
            LOTS,
            "1,paris,BOTOX-100,C1,2027-01-31,2,\n",
            "2,denver,BOTOX,C1,2027-01-31,2,\n",
            "3,denver,BOTOX-100,N/A,2027-01-31,2,\n",
            "4,denver,BOTOX-100,C1,31.01.2027,2,\n",
            "5,denver,BOTOX-100,C1,,2,\n",
            "6,denver,BOTOX-100,C1,2027-01-31,0,\n",
            "7,denver,BOTOX-100,C1,2027-01-31,2,6.00001\n",
        ];
        let wrong = clinic.wrong::<OpeningStock>(&text.concat()).await;
        let columns: Vec<_> = wrong.iter().map(|line| line.split(": ").next().unwrap()).collect();
        let expected = ["site", "sku", "lot_number", "expires_on", "expires_on", "containers", "unit_cost"];
        let expected: Vec<_> =
            (2..).zip(expected).map(|(line, column)| format!("line {line}, column {column}")).collect();
        assert_eq!(columns, expected, "{wrong:#?}");
    })
    .await;
}

#[tokio::test]
async fn history_is_refused_only_for_what_cannot_mean_anything() {
    databases::both(async |database| {
        let clinic = clinic(database).await;
        assert_eq!(clinic.loads::<Catalogue>(CATALOG).await, (4, 0));
        let text = [
            USED,
            "1,denver,T-1,jane@example.com,rn-ana,2025-01-07 10:00,BOTOX-100,20,C1\n",
            "2,denver,T-1,P-1,rn-ana,2031-01-07 10:00,BOTOX-100,20,C1\n",
            "3,denver,T-1,P-1,rn-ana,2025-01-07 10:00,BOTOX-100,20.3,C1\n",
            "4,denver,T-1,P-1,rn-ana,2025-03-09 02:30,BOTOX-100,20,C1\n",
            "5,denver,T-2,P-1,rn-ana,2025-01-07 10:00,BOTOX-100,20,C1\n",
            "6,denver,T-2,P-2,rn-ana,2025-01-07 10:00,BOTOX-100,20,C1\n",
        ];
        let wrong = clinic.wrong::<Usages>(&text.concat()).await;
        let columns: Vec<_> = wrong.iter().map(|line| line.split(": ").next().unwrap()).collect();
        let expected = [
            "2, column patient_id",
            "3, column performed_at",
            "4, column quantity",
            "5, column performed_at",
            "7, column patient_id",
        ];
        assert_eq!(columns, expected.map(|place| format!("line {place}")), "{wrong:#?}");
        assert_eq!(usage::Entity::find().count(clinic.deployment.database.reader()).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_line_is_told_at_once() {
    databases::both(async |database| {
        let clinic = clinic(database).await;
        assert_eq!(clinic.loads::<Catalogue>(CATALOG).await, (4, 0));
        let text = [
            LOTS,
            "1,paris,BOTOX-100,1.2E+05,2027-02-30,two,\"6,5\"\n",
            "2,denver,BOTOX-100,12-Jan,31.01.2027,2,#REF!\n",
        ];
        let wrong = clinic.wrong::<OpeningStock>(&text.concat()).await;
        let columns: Vec<_> = wrong.iter().map(|line| line.split(": ").next().unwrap()).collect();
        let of_line = |line: u32, columns: &[&str]| -> Vec<String> {
            columns.iter().map(|column| format!("line {line}, column {column}")).collect()
        };
        let first = of_line(2, &["lot_number", "expires_on", "containers", "unit_cost", "site"]);
        let second = of_line(3, &["lot_number", "expires_on", "unit_cost"]);
        assert_eq!(columns, [first, second].concat(), "{wrong:#?}");
        assert!(wrong[1].contains("there is no such day"), "{}", wrong[1]);
    })
    .await;
}

#[tokio::test]
async fn what_a_spreadsheet_made_of_lots_serial_numbers_and_ids_is_named() {
    databases::both(async |database| {
        let clinic = clinic(database).await;
        assert_eq!(clinic.loads::<Catalogue>(CATALOG).await, (4, 0));
        let header = USED.replace("lot_number", "lot_number,serial");
        let text = [
            header.as_str(),
            "1,denver,1.2E+05,P-1,rn-ana,2025-01-07 10:00,BOTOX-100,20,C1,S-1\n",
            "2,denver,T-1,#N/A,rn-ana,2025-01-07 10:00,BOTOX-100,20,C1,S-1\n",
            "3,denver,T-1,P-1,123.0,2025-01-07 10:00,BOTOX-100,20,C1,S-1\n",
            "4,denver,T-1,P-1,rn-ana,2025-01-07 10:00,BOTOX-100,20,12-Jan,S-1\n",
            "5,denver,T-1,P-1,rn-ana,2025-01-07 10:00,BOTOX-100,20,C1,1E+14\n",
            "6.0,denver,T-1,P-1,rn-ana,2025-01-07 10:00,BOTOX-100,20,C1,S-1\n",
        ];
        let wrong = clinic.wrong::<Usages>(&text.concat()).await;
        let columns: Vec<_> = wrong.iter().map(|line| line.split(": ").next().unwrap()).collect();
        let expected = ["treatment_id", "patient_id", "practitioner_id", "lot_number", "serial", "row_id"];
        let expected: Vec<_> =
            (2..).zip(expected).map(|(line, column)| format!("line {line}, column {column}")).collect();
        assert_eq!(columns, expected, "{wrong:#?}");
    })
    .await;
}

#[tokio::test]
async fn a_row_id_that_stands_in_the_file_twice_is_said_to_be_that() {
    databases::both(async |database| {
        let clinic = clinic(database).await;
        let line = filler("2", "TWO", "0.05", "");
        let wrong = clinic.wrong::<Catalogue>(&[PRODUCTS, &line, &line].concat()).await;
        assert_eq!(wrong, ["line 3, column row_id: The row id 2 stands in line 2 of this file already."]);
    })
    .await;
}
