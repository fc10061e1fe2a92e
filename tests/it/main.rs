#[test] fn a(){}

mod values;
