//! What happened with customers and what shall happen: touches, follow-ups, promises and the public pool, as plain data with
//! the small rules that belong to them. No clock, no store; when somebody is due is another matter.

mod channel;
mod plan;
mod pool;
mod promise;
mod prompts;
mod repeat;
mod touch;

pub use channel::{Channel, Direction, channel_of, channel_shown};
pub use plan::{CheckItem, FollowUp, usual_checklist};
pub use pool::{PoolStay, Rulebook};
pub use promise::{Promise, PromisedBy};
pub use prompts::Prompt;
pub use repeat::{NotARepeat, Repeat, RepeatUnit};
pub use touch::{SentBefore, Touch, ValueBrought, sent_before, value_shown};
