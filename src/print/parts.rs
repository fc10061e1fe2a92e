//! Many customers on one paper: typeset in parts on all cores, and joined. A part is small enough that what the typesetter remembers of it
//! stays small, and that whoever waits sees it go on and can end it.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use chrono::NaiveDate;
use serde_json::Value;

use super::world::{Sheet, typeset_keeping};
use super::{Pages, PrintError, Template};

/// How sheets look, whatever stands on them.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// As [`Sheet::template`]; a built-in one.
    pub template: &'a Template,
    /// As [`Sheet::logo`].
    pub logo: &'a [u8],
    /// As [`Sheet::today`].
    pub today: NaiveDate,
    /// Whether each part begins on the front of a leaf.
    pub begins_on_front: bool,
}

/// Typesets `parts`, each of which says what stands on a sheet, and joins their pages in order. A paper is asked for its parts only when
/// there is somebody to typeset it; `progress` hears how many are done, and answers whether to go on.
///
/// # Errors
/// What a part or the typesetter says; [`PrintError::Cancelled`] where `progress` answered no.
pub fn typeset_parts<E: From<PrintError>>(
    look: Look<'_>,
    parts: impl ExactSizeIterator<Item = Result<Value, E>>,
    mut progress: impl FnMut(usize) -> bool,
) -> Result<Pages, E> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(parts.len());
    let mut made: Vec<Option<Pages>> = (0..parts.len()).map(|_| None).collect();
    let is_ended = AtomicBool::new(false);
    let (give, taken) = sync_channel::<(usize, Value)>(1);
    let taken = Mutex::new(taken);
    let (tell, told) = channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let (tell, taken, is_ended) = (tell.clone(), &taken, &is_ended);
            scope.spawn(move || {
                while let Some((at, data)) = next(taken).filter(|_| !is_ended.load(Ordering::Relaxed)) {
                    let sheet = Sheet { template: look.template, data: &data, logo: look.logo, today: look.today };
                    if tell.send((at, typeset_keeping(&sheet, 1))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(tell);
        let mut count = 0;
        let mut take = |(at, pages): (usize, Result<Pages, PrintError>)| {
            made[at] = Some(pages?);
            count += 1;
            if progress(count) { Ok(()) } else { Err(PrintError::Cancelled) }
        };
        let all = || -> Result<(), E> {
            for (at, data) in parts.enumerate() {
                // Nobody takes what is given only where all have broken, and then somebody told why.
                let _ = give.send((at, data?));
                told.try_iter().try_for_each(&mut take)?;
            }
            drop(give);
            Ok(told.iter().try_for_each(&mut take)?)
        };
        let end = all();
        is_ended.store(true, Ordering::Relaxed);
        end
    })?;
    Ok(Pages::joined(made.into_iter().flatten(), look.begins_on_front))
}

fn next(taken: &Mutex<Receiver<(usize, Value)>>) -> Option<(usize, Value)> {
    taken.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}
