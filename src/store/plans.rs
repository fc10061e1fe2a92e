//! Tests that the questions asked often are answered from an index, whatever SQLite's planner learns.

use rusqlite::Connection;

use super::file::{MIGRATIONS, migrate, plan_once};

fn fresh() -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    plan_once(&connection).unwrap();
    migrate(&mut connection, 0, MIGRATIONS).unwrap();
    connection
}

#[test]
fn frequent_questions_never_walk_over_a_large_table() {
    let connection = fresh();
    for (sql, index) in [
        (include_str!("sql/links_of_row.sql"), "change_of_row"),
        (include_str!("sql/next_state_of_row.sql"), "change_of_row"),
        (include_str!("sql/rows_of_customer.sql"), "change_that_left"),
        (include_str!("sql/last_touches_of.sql"), "touch_of_customer"),
        (include_str!("sql/next_follow_ups_of.sql"), "follow_up_of_customer"),
        ("SELECT customer, max(happened_on) FROM touch GROUP BY customer", "touch_of_customer"),
        (
            "SELECT customer, min(due_on) FROM follow_up WHERE done_on IS NULL AND skipped_on IS NULL GROUP BY customer",
            "follow_up_of_customer",
        ),
        (
            "SELECT id FROM follow_up WHERE (done_on IS NULL AND skipped_on IS NULL) AND due_on >= ?1 AND due_on <= ?2",
            "follow_up_open_by_day",
        ),
        ("SELECT id FROM promise WHERE kept_on IS NULL AND dropped_on IS NULL ORDER BY due_on IS NULL, due_on, id", "promise_open"),
        ("SELECT id FROM card_copy WHERE taken_on IS NOT NULL AND returned_on IS NULL ORDER BY due_back_on", "card_copy_out"),
        ("SELECT id FROM pool_stay WHERE claimed_on IS NULL ORDER BY dropped_on, id", "pool_stay_open"),
        (include_str!("sql/touches_between.sql"), "COVERING INDEX touch_of_customer"),
        ("SELECT id FROM touch WHERE happened_on >= substr(?1, 1, 4) AND happened_on <= ?2", "touch_by_day"),
        (include_str!("sql/edited_since.sql"), "change USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
        (include_str!("sql/changed_since.sql"), "change USING INTEGER PRIMARY KEY (rowid>?)"),
        (include_str!("sql/customers_changed_since.sql"), "change USING INTEGER PRIMARY KEY (rowid>?)"),
        (include_str!("sql/merge_sides.sql"), "change USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
        (include_str!("sql/staged_lines.sql"), "merged_gone"),
        (include_str!("sql/waiting_lines.sql"), "SEARCH line USING INDEX staged_line_of_import"),
        (include_str!("sql/staged_lines.sql"), "staged_line_of_import"),
        (include_str!("sql/standing_lines.sql"), "SEARCH line USING INDEX staged_line_of_import"),
    ] {
        let mut query = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let parameters = vec![rusqlite::types::Null; query.parameter_count()];
        let plan: Vec<String> =
            query.query_map(rusqlite::params_from_iter(parameters), |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
        assert!(plan.iter().any(|line| line.contains(index)), "{sql}: {plan:#?}");
        // Walking over an index that holds all that is asked for is fine.
        assert!(!plan.iter().any(|line| line == "SCAN change"), "{sql}: {plan:#?}");
    }
}

#[test]
fn a_question_is_not_planned_anew_for_each_value() {
    let connection = fresh();
    for sql in [
        "SELECT id FROM contact WHERE customer = ?1 ORDER BY position IS NULL, position, id",
        "SELECT id FROM touch WHERE customer = ?1 ORDER BY happened_on DESC, id DESC",
        "SELECT id FROM follow_up WHERE customer = ?1 ORDER BY due_on, id",
        "SELECT id FROM customer WHERE id = ?1",
    ] {
        let mut query = connection.prepare(sql).unwrap();
        for customer in 1..5 {
            assert!(query.query([customer]).unwrap().next().unwrap().is_none());
        }
        assert_eq!(query.get_status(rusqlite::StatementStatus::RePrepare), 0, "{sql}");
    }
}

/// A removed row is looked for among those that may refer to it; lists alone, which are few, may cost a walk.
#[test]
fn references_to_a_removed_row_are_found_by_an_index() {
    let connection = fresh();
    let root: std::collections::HashMap<String, i64> = connection
        .prepare("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for (table, indexes) in [
        (
            "customer",
            vec![
                "contact_of_customer",
                "address_of_customer",
                "touch_of_customer",
                "follow_up_of_customer",
                "promise_of_customer",
                "card_copy_of_customer",
            ],
        ),
        ("contact", vec!["touch_of_contact", "follow_up_of_contact"]),
        ("touch", vec!["promise_of_touch"]),
        ("follow_up", vec!["touch_of_follow_up"]),
    ] {
        let mut program = connection.prepare(&format!("EXPLAIN DELETE FROM {table} WHERE id = 1")).unwrap();
        let opened: Vec<i64> = program
            .query_map([], |row| Ok((row.get::<_, String>(1)?, row.get::<_, i64>(3)?)))
            .unwrap()
            .map(Result::unwrap)
            .filter(|(operation, _)| operation == "OpenRead")
            .map(|(_, page)| page)
            .collect();
        for index in indexes {
            assert!(opened.contains(&root[index]), "removing a {table} looks into {index}");
        }
    }
}
