//! Reorder points, forecasts and order quantities against published examples and worked cases.

use std::fmt::Debug;

use entity::fixed_point::Quantity;
use lotwise::rules::demand::{DemandPattern, Statistics, croston, quantity, syntetos_boylan, teunter_syntetos_babai};
use lotwise::rules::reorder::{
    Batch, LeadTime, Protection, expected_shortage, expected_use, fill_rate, most_to_order, packages_to_order,
    served_cycles, service_factor, smallest_level,
};
use serde_json::Value;

use crate::rows::{read, say};

/// Judgements over one file: how many figures agreed, and which did not.
struct Judge {
    file: &'static str,
    agreed: usize,
    failed: Vec<String>,
    excepted: Vec<String>,
}

impl Judge {
    fn of(file: &'static str) -> Option<(Self, Value)> {
        let data = serde_json::from_str(&read(file)?).expect(file);
        Some((Self { file, agreed: 0, failed: vec![], excepted: vec![] }, data))
    }

    /// Both figures are the same within `tolerance`.
    fn near(&mut self, what: &str, found: f64, expected: &Value, tolerance: f64) {
        let expected = number(expected);
        self.same(what, (found - expected).abs() <= tolerance, true, &format!("{found} is not {expected}"));
    }

    fn same<T: PartialEq + Debug>(&mut self, what: &str, found: T, expected: T, why: &str) {
        if found == expected {
            self.agreed += 1;
        } else {
            self.failed.push(format!("{what}: {found:?}, expected {expected:?} {why}"));
        }
    }

    /// A figure that is not compared, and why.
    fn except(&mut self, what: &str, why: &str) {
        self.excepted.push(format!("{what}: {why}"));
    }

    fn close(self, figures: usize) {
        let Self { file, agreed, failed, excepted } = self;
        say(&format!("{file}: {agreed} figures agree, {} do not, {} are exceptions", failed.len(), excepted.len()));
        excepted.iter().chain(&failed).for_each(|line| say(&format!("  {line}")));
        assert!(failed.is_empty(), "{file}: {} figures do not agree", failed.len());
        assert_eq!(agreed, figures, "{file}: figures were added or left out");
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn rows(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

fn lead_time(days: &Value, deviation: &Value) -> LeadTime {
    LeadTime { deviation: deviation.as_f64().unwrap_or_default(), ..LeadTime::said(number(days)) }
}

/// Half of the last digit that was printed.
fn printed(value: &Value) -> f64 {
    let text = value.to_string();
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| if decimals == "0" { 0 } else { decimals.len() });
    0.5 * 10_f64.powi(-i32::try_from(decimals).expect("few decimals")) + 1e-9
}

#[test]
fn published_examples_agree() {
    let Some((mut judge, data)) = Judge::of("reorder/published_examples.json") else { return };
    for example in rows(&data["examples"]) {
        let (id, inputs) = (example["id"].as_str().expect("an id"), &example["inputs"]);
        match id {
            "stevenson14_ex8" => given_lead_time_demand(&mut judge, id, inputs, example),
            "chopra_11_4_hp" => service_of_a_given_point(&mut judge, inputs, &example["shown"]),
            "stevenson14_ex10" | "drugstore_fixed_cycle" => periodic_review(&mut judge, id, inputs, example),
            _ => reorder_point(&mut judge, id, inputs, example),
        }
    }
    judge.close(28);
}

fn given_lead_time_demand(judge: &mut Judge, id: &str, inputs: &Value, example: &Value) {
    let (mean, deviation) = (number(&inputs["ltd_mean"]), number(&inputs["ltd_sd"]));
    let demand = Protection { days: 1.0, mean, deviation };
    let z = service_factor(1.0 - number(&inputs["stockout_risk"])).expect("a service level");
    for (name, found) in [("z", z), ("safety_stock", demand.safety_stock(z)), ("rop", demand.level(z))] {
        judge.near(&format!("{id} {name}"), found, &example["exact"][name], printed(&example["exact"][name]));
        judge.near(&format!("{id} {name} shown"), found, &example["shown"][name], printed(&example["shown"][name]));
    }
}

fn service_of_a_given_point(judge: &mut Judge, inputs: &Value, shown: &Value) {
    let lead_time = lead_time(&inputs["lead_time_weeks"], &Value::Null);
    let demand = Protection::over(number(&inputs["d_week"]), number(&inputs["sigma_week"]), &lead_time, 0.0);
    let (point, quantity) = (number(&inputs["rop"]), number(&inputs["Q"]));
    let figures = [
        ("safety_stock", point - demand.mean),
        ("ltd_mean", demand.mean),
        ("ltd_sd", demand.deviation),
        ("csl", served_cycles(&demand, point)),
        ("esc", expected_shortage(&demand, point)),
        ("fill_rate", fill_rate(&demand, point, quantity).expect("a quantity")),
    ];
    for (name, found) in figures {
        judge.near(&format!("chopra_11_4_hp {name}"), found, &shown[name], printed(&shown[name]));
    }
}

fn periodic_review(judge: &mut Judge, id: &str, inputs: &Value, example: &Value) {
    let lead_time = lead_time(&inputs["lead_time"], &Value::Null);
    let review_days = number(&inputs["order_interval"]);
    let cycle = Protection::over(number(&inputs["d"]), number(&inputs["sigma_d"]), &lead_time, review_days);
    let given = inputs["z"].as_f64();
    let z = given.unwrap_or_else(|| service_factor(number(&inputs["service_level"])).expect("a service level"));
    if let Some(exact) = example.get("exact") {
        judge.near(&format!("{id} z"), z, &exact["z"], printed(&exact["z"]));
        let quantity = cycle.level(z) - number(&inputs["on_hand"]);
        judge.near(&format!("{id} order_qty"), quantity, &exact["order_qty"], printed(&exact["order_qty"]));
        judge.near(&format!("{id} z shown"), z, &example["shown"]["z"], printed(&example["shown"]["z"]));
        judge.near(&format!("{id} order_qty shown"), quantity, &example["shown"]["order_qty"], 0.5);
        return;
    }
    for (on_hand, shown) in rows(&inputs["on_hand"]).iter().zip(rows(&example["shown"]["order_qty"])) {
        judge.near(&format!("{id} order_qty"), cycle.level(z) - number(on_hand), shown, 0.5);
    }
}

fn reorder_point(judge: &mut Judge, id: &str, inputs: &Value, example: &Value) {
    let lead_time = lead_time(&inputs["lead_time"], &inputs["sigma_L"]);
    let demand = Protection::over(number(&inputs["d"]), number(&inputs["sigma_d"]), &lead_time, 0.0);
    let z = number(&inputs["z"]);
    let figures = [("sigma_ltd", demand.deviation), ("safety_stock", demand.safety_stock(z)), ("rop", demand.level(z))];
    for (name, found) in figures {
        let (computed, shown) = (&example["computed"][name], &example["shown"][name]);
        if !computed.is_null() {
            // Printed to four decimals, the last of which is cut off rather than rounded.
            judge.near(&format!("{id} {name}"), found, computed, 1.1e-4);
        }
        match (id, shown) {
            (_, Value::Null) => {}
            ("novacalc_1" | "novacalc_2_known_bad_eoq", _) if (found - number(shown)).abs() > 0.5 => {
                judge.except(&format!("{id} {name} shown"), "the source rounds σ up before it multiplies");
            }
            _ => judge.near(&format!("{id} {name} shown"), found, shown, 0.5),
        }
    }
    if id.starts_with("novacalc") {
        judge.except(
            &format!("{id} eoq"),
            "the service knows no economic order quantity; that of the second is flagged wrong",
        );
    }
}

#[test]
fn intermittent_forecasts_agree() {
    let Some((mut judge, data)) = Judge::of("reorder/intermittent.json") else { return };
    for series in rows(&data["series"]) {
        let id = series["id"].as_str().expect("an id");
        let days: Vec<f64> = rows(&series["y"]).iter().map(number).collect();
        let statistics = Statistics::of(&days).expect("days");
        let package = &series["statsforecast"];
        let figures = [
            ("adi", statistics.interval, &series["adi"]),
            ("cv2 of the population", statistics.variation, &series["cv2_population"]),
            ("cv2 of a sample", statistics.sample_variation(), &series["cv2_sample"]),
            ("croston", croston(&days, 0.1), &series["croston_alpha01"]["forecast"]),
            ("sba", syntetos_boylan(&days, 0.1), &series["sba_alpha01"]["forecast"]),
            ("CrostonClassic", croston(&days, 0.1), &package["CrostonClassic"]),
            ("CrostonSBA", syntetos_boylan(&days, 0.1), &package["CrostonSBA"]),
            ("TSB_02_02", teunter_syntetos_babai(&days, 0.2, 0.2), &package["TSB_02_02"]),
            ("TSB_01_03", teunter_syntetos_babai(&days, 0.1, 0.3), &package["TSB_01_03"]),
            ("tsb", teunter_syntetos_babai(&days, 0.2, 0.2), &series["tsb_ad02_ap02_ours"]["forecast"]),
        ];
        for (name, found, expected) in figures {
            judge.near(&format!("{id} {name}"), found.expect(name), expected, 1e-12);
        }
        let class = DemandPattern::of(&statistics).word().to_lowercase();
        judge.same(&format!("{id} class"), class.as_str(), series["sbc_class"].as_str().expect("a class"), "");
    }
    judge.close(33);
}

#[test]
fn perishable_counted_and_packed_cases_agree() {
    let Some((mut judge, data)) = Judge::of("reorder/perishable_poisson_misc.json") else { return };
    rows(&data["poisson_rop"]).iter().for_each(|case| poisson(&mut judge, case));
    rows(&data["ewa"]).iter().for_each(|case| outdating(&mut judge, case));
    rows(&data["shelf_life_cap"]).iter().for_each(|case| shelf_life_cap(&mut judge, case));
    for case in rows(&data["pack_rounding"]) {
        let packages = packages(number(&case["need"]), number(&case["moq"]), number(&case["pack"]));
        judge.near("pack_rounding", packages * number(&case["pack"]), &case["order"], 0.0);
    }
    rows(&data["rop_grid"]).iter().for_each(|case| grid(&mut judge, case));
    judge.close(55);
}

fn poisson(judge: &mut Judge, case: &Value) {
    let (mean, level) = (number(&case["mean_ltd"]), number(&case["csl"]));
    let pieces = smallest_level(mean, level).expect("a level");
    judge.same("poisson r", Some(pieces), case["r"].as_u64(), "");
    // The chance that is reached, from its definition.
    let terms = (1..=pieces).scan(1.0, |term, count| {
        *term *= mean / f64::from(u32::try_from(count).expect("few"));
        Some(*term)
    });
    judge.near("poisson achieved", (-mean).exp() * (1.0 + terms.sum::<f64>()), &case["achieved"], 1e-12);
}

fn batches(case: &Value) -> Vec<Batch> {
    let batch = |row: &Value| Batch { quantity: number(&row[0]), days_left: number(&row[1]) };
    rows(&case["batches"]).iter().map(batch).collect()
}

fn packages(need: f64, minimum: f64, package: f64) -> f64 {
    let exact = |figure: f64| quantity(figure).expect("a quantity");
    let packages = packages_to_order(exact(need), exact(minimum), exact(package));
    f64::from(u32::try_from(packages).expect("few packages"))
}

fn outdating(judge: &mut Judge, case: &Value) {
    let (inputs, result) = (&case["inputs"], &case["result"]);
    let (per_day, batches, package) = (number(&inputs["d"]), batches(inputs), number(&inputs["pack"]));
    let there = batches.iter().map(|batch| batch.quantity).sum::<f64>() + number(&inputs["on_order"]);
    let outdated = expected_use(&batches, per_day).outdated;
    let requirement = per_day * (number(&inputs["R"]) + number(&inputs["L"])) + number(&inputs["SS"]);
    judge.near("inventory_position", there, &result["inventory_position"], 0.0);
    judge.near("expected_outdating", outdated, &result["expected_outdating"], 1e-12);
    judge.near("requirement", requirement, &result["requirement"], 1e-12);
    let with = packages(requirement - (there - outdated), 0.0, package) * package;
    judge.near("order_ewa", with, &result["order_ewa"], 0.0);
    let plain = packages(requirement - there, 0.0, package) * package;
    judge.near("order_plain", plain, &result["order_plain"], 0.0);
}

fn shelf_life_cap(judge: &mut Judge, case: &Value) {
    let (inputs, batches) = (&case["inputs"], batches(&case["inputs"]));
    let (per_day, lead_time) = (number(&inputs["d"]), number(&inputs["lead_time"]));
    let left = lotwise::rules::reorder::used_after(&batches, per_day, lead_time);
    judge.near("expected_left_at_arrival", left, &case["result"]["expected_left_at_arrival"], 1e-12);
    let (shelf, buffer) = (number(&inputs["shelf_days_at_receipt"]), number(&inputs["buffer_days"]));
    let most = most_to_order(per_day, shelf, buffer, lead_time, &batches, number(&inputs["on_order"]));
    judge.near("max_order", most, &case["result"]["max_order"], 1e-12);
}

fn grid(judge: &mut Judge, case: &Value) {
    let lead_time = lead_time(&case["L"], &case["sigma_L"]);
    let demand = Protection::over(number(&case["d"]), number(&case["sigma_d"]), &lead_time, 0.0);
    let z = service_factor(number(&case["csl"])).expect("a service level");
    let figures =
        [("sigma_ltd", demand.deviation), ("z", z), ("safety_stock", demand.safety_stock(z)), ("rop", demand.level(z))];
    for (name, found) in figures {
        judge.near(&format!("rop_grid {name}"), found, &case[name], 1e-6);
    }
}

#[test]
fn a_quantity_is_exact_where_a_figure_is() {
    assert_eq!(quantity(0.1 + 0.2), Some(Quantity(3_000)));
}
