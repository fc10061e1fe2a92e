//! What to listen for and to think of in a contact, by its way (S2.26, S4.15, S3.29): questions beside the note, each with the words
//! with which its answer begins there.

use super::channel::Channel;
use crate::tr;

/// Something to observe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Prompt {
    /// Sum up what was heard and have it confirmed.
    SumUp,
    /// Understand the other side.
    TheirSide,
    /// Start with what is agreed.
    Agreed,
    /// Avoid quarrels: what stays open is noted, not fought over.
    LeftOpen,
    /// Clear a doubt in time (S2.27).
    Doubt,
    /// Teach how the product is used (S2.27).
    Use,
    /// Whether they are content (S3.21, S3.25).
    Content,
    /// A subject that says what it is about.
    Subject,
    /// One open question.
    Question,
    /// The need before the offer: no early pitch.
    Need,
    /// Points prepared before the call.
    Points,
    /// Who else could need it (S3.29).
    Referral,
    /// What they try, and by when they tell.
    Trial,
}

impl Prompt {
    /// Those of a way, in the order of a talk.
    pub fn of(channel: Channel) -> &'static [Self] {
        match channel {
            Channel::Phone => &[Self::Points, Self::Agreed, Self::SumUp, Self::TheirSide, Self::LeftOpen],
            Channel::Whatsapp | Channel::Wechat | Channel::Im => &[Self::SumUp, Self::TheirSide, Self::Question, Self::Doubt],
            Channel::Mail | Channel::Letter => &[Self::Subject, Self::Agreed, Self::Need, Self::Question],
            Channel::Mailing => &[Self::Subject, Self::Question],
            Channel::Visit | Channel::CustomerMeeting => &[Self::Agreed, Self::SumUp, Self::TheirSide, Self::LeftOpen, Self::Referral],
            Channel::Exhibition => &[Self::Need, Self::SumUp, Self::TheirSide, Self::Question],
            Channel::Sample => &[Self::Trial, Self::Use, Self::Doubt],
            Channel::AfterSales => &[Self::Content, Self::Doubt, Self::Use, Self::LeftOpen, Self::Referral],
            Channel::Own | Channel::Unknown => &[Self::SumUp, Self::TheirSide, Self::Agreed, Self::LeftOpen],
        }
    }

    /// The words with which its answer begins in the note, in the language spoken.
    pub fn lead(self) -> String {
        match self {
            Self::SumUp => tr!("prompt-sum-up"),
            Self::TheirSide => tr!("prompt-their-side"),
            Self::Agreed => tr!("prompt-agreed"),
            Self::LeftOpen => tr!("prompt-left-open"),
            Self::Doubt => tr!("prompt-doubt"),
            Self::Use => tr!("prompt-use"),
            Self::Content => tr!("prompt-content"),
            Self::Subject => tr!("prompt-subject"),
            Self::Question => tr!("prompt-question"),
            Self::Need => tr!("prompt-need"),
            Self::Points => tr!("prompt-points"),
            Self::Referral => tr!("prompt-referral"),
            Self::Trial => tr!("prompt-trial"),
        }
    }

    /// What to observe, in the language spoken.
    pub fn words(self) -> String {
        match self {
            Self::SumUp => tr!("prompt-sum-up-what"),
            Self::TheirSide => tr!("prompt-their-side-what"),
            Self::Agreed => tr!("prompt-agreed-what"),
            Self::LeftOpen => tr!("prompt-left-open-what"),
            Self::Doubt => tr!("prompt-doubt-what"),
            Self::Use => tr!("prompt-use-what"),
            Self::Content => tr!("prompt-content-what"),
            Self::Subject => tr!("prompt-subject-what"),
            Self::Question => tr!("prompt-question-what"),
            Self::Need => tr!("prompt-need-what"),
            Self::Points => tr!("prompt-points-what"),
            Self::Referral => tr!("prompt-referral-what"),
            Self::Trial => tr!("prompt-trial-what"),
        }
    }

    /// The note with the beginning of the answer as its last line; one that begins so already stays as it is.
    pub fn begun(self, note: &str) -> String {
        let begin = tr!("prompt-begin", lead = self.lead());
        if note.lines().any(|line| line.trim_start().starts_with(begin.trim_end())) {
            return note.to_owned();
        }
        let note = note.trim_end();
        let joint = if note.is_empty() { "" } else { "\n" };
        format!("{note}{joint}{begin}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, speak};

    #[test]
    fn every_way_has_its_questions_in_both_languages() {
        for language in Language::ALL {
            speak(language);
            for channel in [
                Channel::Mail,
                Channel::Phone,
                Channel::Whatsapp,
                Channel::Visit,
                Channel::Exhibition,
                Channel::Sample,
                Channel::AfterSales,
                Channel::Mailing,
                Channel::Own,
            ] {
                let prompts = Prompt::of(channel);
                assert!((2..=5).contains(&prompts.len()), "{channel:?}");
                for prompt in prompts {
                    assert!(!prompt.lead().starts_with("prompt-") && prompt.words() != prompt.lead(), "{prompt:?}");
                }
                let mut once = prompts.to_vec();
                once.sort_unstable();
                once.dedup();
                assert_eq!(once.len(), prompts.len(), "{channel:?} says something twice");
            }
        }
        speak(Language::English);
    }

    #[test]
    fn an_answer_begins_on_a_line_of_its_own_and_once() {
        speak(Language::English);
        for (note, expected) in [
            ("", "They said, in sum: "),
            ("Called twice", "Called twice\nThey said, in sum: "),
            ("Called twice\n\n", "Called twice\nThey said, in sum: "),
            ("They said, in sum: too dear", "They said, in sum: too dear"),
        ] {
            assert_eq!(Prompt::SumUp.begun(note), expected, "{note:?}");
        }
    }
}
