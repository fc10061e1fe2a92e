//! What is true: plain data and the rules of the trade. No SQL, no egui, no clock, no files.

pub mod alike;
pub mod cadence;
mod company;
pub mod completeness;
pub mod country;
pub mod currency;
pub mod day;
pub mod email;
pub mod entry;
pub mod extra;
pub mod field;
pub mod follow;
pub mod freshness;
pub mod habits;
pub mod heat;
pub mod holidays;
pub mod ics;
pub mod id;
pub mod lost;
pub mod merge;
pub mod money;
pub mod name;
pub mod occasions;
pub mod office;
pub mod overview;
pub mod phone;
pub mod pinyin;
pub mod quick_touch;
pub mod rates;
pub mod record;
pub mod register;
pub mod reminder;
pub mod season;
pub mod text;
pub mod trade;
pub mod url;
pub mod world;
pub mod zone;

pub use company::Company;
pub use extra::{ExtraField, ExtraKey, ExtraKind};
pub use field::{Category, Choice, Field, Kind, Of, Spec};
pub use follow::{FollowUp, PoolStay, Promise, PromisedBy, Rulebook, Touch};
pub use habits::{Habits, WorkWeek};
pub use id::{Id, Mint};
pub use rates::{DatedRate, Rate, Rates, Worth};
pub use record::{
    Address, Channel, ChannelKind, Confirmation, Contact, Customer, ImportSource, Merged, Record, ToldApart, Value, joined_name,
};
pub use register::{CardCheck, CardCopy, ListOut};
pub use trade::Trade;
