//! Lists in pages: nothing twice, nothing left out, and the same order on both databases.

use super::each;
use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin, serum},
    databases::both,
};
use lotwise::request::Request;
use serde_json::{Value, json};

/// Walks a list page by page, and answers what a field of each node says, in order.
async fn walk(clinic: &Clinic, request: &Request, list: &str, shown: &str, size: usize) -> Vec<String> {
    let field = shown.split([' ', '{']).next().unwrap();
    let (mut all, mut after) = (Vec::new(), Value::Null);
    loop {
        let document = format!(
            "query ($after: String) {{ {} {{ nodes {{ {shown} }} pageInfo {{ hasNextPage endCursor }} }} }}",
            list.replace("PAGE", &format!("first: {size}, after: $after"))
        );
        let page = clinic.reads(request, &document, json!({ "after": after })).await;
        all.extend(each(&page, &format!("/{field}")));
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            return all;
        }
        after = page["pageInfo"]["endCursor"].clone();
        assert!(all.len() < 1000, "the pages do not end");
    }
}

/// Lots of two products: several that expire on one day, some without a date, some that sort by bytes.
async fn lots_with_ties(clinic: &Clinic) {
    let (vial, bottle) = (clinic.product(neurotoxin()).await.id, clinic.product(serum()).await.id);
    for (number, day) in [("Z1", "2027-06-30"), ("a1", "2027-06-30"), ("É1", "2026-12-31"), ("A2", "2027-06-30")] {
        clinic.receive_expiring(vial, number, 1, day).await;
    }
    for number in ["u1", "U2", "u3"] {
        let mut delivery = clinic.delivery(bottle, number, 1).await;
        delivery.lines[0].label.expires_on = None;
        clinic.done(&clinic.manager(), delivery).await;
    }
    clinic.receive_expiring(bottle, "dated", 1, "2029-01-31").await;
}

#[tokio::test]
async fn lots_stand_by_expiry_undated_last_and_pages_neither_repeat_nor_skip() {
    both(async |database| {
        let clinic = clinic(database).await;
        lots_with_ties(&clinic).await;
        let expected = ["É1", "Z1", "a1", "A2", "dated", "u1", "U2", "u3"];
        for size in [1, 2, 3, 7, 100] {
            assert_eq!(walk(&clinic, &clinic.nurse(), "lots(PAGE)", "lotNumber", size).await, expected, "{size}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_lots_of_a_product_stand_in_the_same_order_within_the_product() {
    both(async |database| {
        let clinic = clinic(database).await;
        lots_with_ties(&clinic).await;
        let document = "query ($after: String) { products { nodes { lots(first: 2, after: $after) \
                        { nodes { lotNumber } pageInfo { endCursor hasNextPage hasPreviousPage } } } } }";
        let first = clinic.reads(&clinic.nurse(), document, json!({})).await;
        let lots = |page: &Value, product: usize| each(&page["nodes"][product]["lots"], "/lotNumber");
        assert_eq!(
            (lots(&first, 0), lots(&first, 1)),
            (vec!["É1".into(), "Z1".into()], vec!["dated".into(), "u1".into()])
        );
        let after = &first["nodes"][0]["lots"]["pageInfo"]["endCursor"];
        let second = clinic.reads(&clinic.nurse(), document, json!({ "after": after })).await;
        assert_eq!(lots(&second, 0), ["a1", "A2"], "the cursor of one product's list is a place in all of them");
        assert_eq!(lots(&second, 1), ["dated", "u1"]);
        let info = &second["nodes"][0]["lots"]["pageInfo"];
        assert_eq!((&info["hasNextPage"], &info["hasPreviousPage"]), (&json!(false), &json!(true)));
    })
    .await;
}

#[tokio::test]
async fn products_stand_by_the_bytes_of_their_names() {
    both(async |database| {
        let clinic = clinic(database).await;
        for (number, name) in ["b", "B", "a b", "ab", "é", "z", "_"].into_iter().enumerate() {
            let mut product = filler();
            (product.sku, product.name, product.identifiers) = (format!("S{number}"), name.to_owned(), vec![]);
            let id = clinic.product(product).await.id;
            clinic.receive(id, "L1", 1).await;
        }
        let expected = ["B", "_", "a b", "ab", "b", "z", "é"];
        let site = clinic.denver.id;
        let stock = format!("stock(siteId: \"{site}\", PAGE)");
        for size in [1, 3] {
            assert_eq!(walk(&clinic, &clinic.nurse(), "products(PAGE)", "name", size).await, expected);
            let named = walk(&clinic, &clinic.nurse(), &stock, "product { name }", size).await;
            assert_eq!(named, expected.map(|name| format!("{{name:{name}}}")));
        }
    })
    .await;
}

#[tokio::test]
async fn entries_recorded_in_one_instant_are_listed_once_each_and_in_the_order_of_their_chain() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 5).await;
        for patient in 1..=6 {
            clinic.treats(lot, 20, &format!("41{patient}")).await;
        }
        let expected: Vec<String> = (1..=7).rev().map(|number| number.to_string()).collect();
        for list in ["ledger(PAGE)".to_owned(), format!("ledger(filter: {{ lotId: \"{lot}\" }}, PAGE)")] {
            for size in [1, 2, 5] {
                assert_eq!(walk(&clinic, &clinic.auditor(), &list, "sequence", size).await, expected);
            }
        }
        let usages = walk(&clinic, &clinic.manager(), "usages(PAGE)", "id", 2).await;
        let at_once = walk(&clinic, &clinic.manager(), "usages(PAGE)", "id", 100).await;
        assert_eq!((usages.len(), usages), (6, at_once));
        let events = walk(&clinic, &clinic.auditor(), "auditLog(PAGE)", "id", 3).await;
        assert_eq!(events, walk(&clinic, &clinic.auditor(), "auditLog(PAGE)", "id", 100).await);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_page_that_cannot_be_is_refused() {
    both(async |database| {
        let clinic = clinic(database).await;
        let site = clinic.denver.id;
        let lists = [
            "lots(PAGE)".to_owned(),
            "usages(PAGE)".to_owned(),
            "ledger(PAGE)".to_owned(),
            "holds(PAGE)".to_owned(),
            "auditLog(PAGE)".to_owned(),
            format!("stock(siteId: \"{site}\", PAGE)"),
            format!("stockAsOf(siteId: \"{site}\", at: \"2026-01-01T00:00:00Z\", PAGE)"),
            format!("openContainers(siteId: \"{site}\", PAGE)"),
        ];
        for list in lists {
            for page in ["first: 0", "first: 101", "after: \"5b5d\"", "after: \"no cursor\""] {
                let document = format!("{{ {} {{ nodes {{ __typename }} }} }}", list.replace("PAGE", page));
                assert_eq!(clinic.error_code(&clinic.auditor(), &document).await, json!("INVALID"), "{document}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn lots_are_found_by_what_is_known_of_them() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, syringe) = (clinic.product(neurotoxin()).await.id, clinic.product(filler()).await.id);
        clinic.receive_expiring(vial, "C3016 C3", 1, "2027-06-30").await;
        clinic.receive_expiring(syringe, "c3016c3", 1, "2026-03-01").await;
        clinic.receive_expiring(syringe, "VA1", 1, "2026-04-01").await;
        let (denver, auckland) = (clinic.denver.id, clinic.auckland.id);
        for (filter, expected) in [
            ("lotNumber: \"C 3016\\tc3\"".to_owned(), vec!["c3016c3", "C3016 C3"]),
            (format!("lotNumber: \"C3016C3\", productId: \"{vial}\""), vec!["C3016 C3"]),
            (format!("siteId: \"{denver}\", inStock: true"), vec!["c3016c3", "VA1", "C3016 C3"]),
            (format!("siteId: \"{auckland}\""), vec![]),
            ("inStock: false".to_owned(), vec![]),
            ("expiresBefore: \"2026-04-01\"".to_owned(), vec!["c3016c3"]),
            ("status: EXPIRED".to_owned(), vec!["c3016c3"]),
            ("status: USABLE".to_owned(), vec!["VA1", "C3016 C3"]),
            ("status: HELD".to_owned(), vec![]),
        ] {
            let document = format!("{{ lots(filter: {{ {filter} }}) {{ nodes {{ lotNumber }} }} }}");
            let found = clinic.reads(&clinic.nurse(), &document, json!({})).await;
            assert_eq!(each(&found, "/lotNumber"), expected, "{filter}");
        }
    })
    .await;
}
