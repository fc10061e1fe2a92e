//! Stories, one file each.

mod reading;
