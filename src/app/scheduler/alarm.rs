//! A thread that sleeps until an instant and then wakes the window, also when the clock was set or the computer slept meanwhile.
//!
//! Linux tells of both (timerfd), so that nothing runs in between; elsewhere the thread looks at the clock once a minute, without a
//! frame being drawn.

use chrono::{DateTime, Utc};

#[cfg(target_os = "linux")]
use self::kernel::Timer;
#[cfg(not(target_os = "linux"))]
use self::minutes::Timer;

/// Wakes the window at an instant; stops with being dropped.
pub struct Alarm {
    timer: Option<Timer>,
    set_to: Option<DateTime<Utc>>,
}

impl Alarm {
    /// An alarm that calls `wake` from its thread. Where the system has no timer left it never does, and reminders wait for the next
    /// frame.
    pub fn start(wake: impl Fn() + Send + 'static) -> Self {
        Self { timer: Timer::start(wake), set_to: None }
    }

    /// Wakes at `at` and no longer when it was to before.
    pub fn set(&mut self, at: DateTime<Utc>) {
        if self.set_to.replace(at) != Some(at)
            && let Some(timer) = &self.timer
        {
            timer.set(at);
        }
    }

    /// The window is awake: the same instant may be wanted again.
    pub fn has_rung(&mut self) {
        self.set_to = None;
    }
}

#[cfg(target_os = "linux")]
mod kernel {
    use std::os::fd::OwnedFd;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use chrono::{DateTime, Utc};
    use rustix::io::Errno;
    use rustix::time::{Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create, timerfd_settime};

    pub(super) struct Timer {
        clock: Arc<OwnedFd>,
        is_over: Arc<AtomicBool>,
    }

    impl Timer {
        pub(super) fn start(wake: impl Fn() + Send + 'static) -> Option<Self> {
            let clock = Arc::new(timerfd_create(TimerfdClockId::Realtime, TimerfdFlags::CLOEXEC).ok()?);
            let is_over = Arc::new(AtomicBool::new(false));
            let timer = Self { clock: Arc::clone(&clock), is_over: Arc::clone(&is_over) };
            let rings = move || {
                let mut times = [0; 8];
                loop {
                    let rang = rustix::io::read(&*clock, &mut times);
                    if is_over.load(Ordering::Acquire) {
                        return;
                    }
                    match rang {
                        // ECANCELED: the clock was set, or the computer slept.
                        Ok(_) | Err(Errno::CANCELED) => wake(),
                        Err(Errno::INTR) => {}
                        Err(_) => return,
                    }
                }
            };
            std::thread::Builder::new().name("reminders".to_owned()).spawn(rings).ok()?;
            Some(timer)
        }

        pub(super) fn set(&self, at: DateTime<Utc>) {
            // Zero would switch the timer off; whatever is past rings at once.
            let nanoseconds = i64::from(at.timestamp_subsec_nanos());
            self.arm(Timespec { tv_sec: at.timestamp().max(0), tv_nsec: nanoseconds.clamp(1, 999_999_999) });
        }

        fn arm(&self, at: Timespec) {
            let once = Itimerspec { it_interval: Timespec { tv_sec: 0, tv_nsec: 0 }, it_value: at };
            let flags = TimerfdTimerFlags::ABSTIME | TimerfdTimerFlags::CANCEL_ON_SET;
            // The kernel says so if the clock was set since: the timer is armed all the same.
            if timerfd_settime(&*self.clock, flags, &once).is_err_and(|error| error == Errno::CANCELED) {
                let _ = timerfd_settime(&*self.clock, flags, &once);
            }
        }
    }

    impl Drop for Timer {
        fn drop(&mut self) {
            self.is_over.store(true, Ordering::Release);
            self.arm(Timespec { tv_sec: 0, tv_nsec: 1 });
        }
    }
}

#[cfg(any(test, not(target_os = "linux")))]
mod minutes {
    use std::sync::{Arc, Condvar, Mutex, PoisonError};
    use std::time::{Duration, Instant};

    use chrono::{DateTime, TimeDelta, Utc};

    use crate::app::clock;

    /// How long the thread sleeps at most; a clock that was set is noticed after it.
    const AT_MOST: Duration = Duration::from_secs(60);
    /// The clock of the wall and that of the processor never agree to the second.
    const SLACK: TimeDelta = TimeDelta::seconds(5);

    #[derive(Default)]
    struct Wanted {
        at: Option<DateTime<Utc>>,
        is_over: bool,
    }

    pub(super) struct Timer {
        shared: Arc<(Mutex<Wanted>, Condvar)>,
    }

    impl Timer {
        pub(super) fn start(wake: impl Fn() + Send + 'static) -> Option<Self> {
            let shared = Arc::new((Mutex::new(Wanted::default()), Condvar::new()));
            let timer = Self { shared: Arc::clone(&shared) };
            let rings = move || {
                let (wanted, has_changed) = &*shared;
                let (mut read, mut began) = (clock::wall(), Instant::now());
                let mut guard = wanted.lock().unwrap_or_else(PoisonError::into_inner);
                while !guard.is_over {
                    let now = clock::wall();
                    let passed = TimeDelta::from_std(began.elapsed()).unwrap_or_default();
                    let is_set = (now - read - passed).abs() > SLACK;
                    (read, began) = (now, Instant::now());
                    if is_set || guard.at.is_some_and(|at| at <= now) {
                        guard.at = None;
                        drop(guard);
                        wake();
                        guard = wanted.lock().unwrap_or_else(PoisonError::into_inner);
                        continue;
                    }
                    let wait = guard.at.map_or(AT_MOST, |at| (at - now).to_std().unwrap_or_default().min(AT_MOST));
                    guard = has_changed.wait_timeout(guard, wait).map_or_else(|broken| broken.into_inner().0, |(guard, _)| guard);
                }
            };
            std::thread::Builder::new().name("reminders".to_owned()).spawn(rings).ok()?;
            Some(timer)
        }

        pub(super) fn set(&self, at: DateTime<Utc>) {
            self.tell(|wanted| wanted.at = Some(at));
        }

        fn tell(&self, change: impl FnOnce(&mut Wanted)) {
            change(&mut self.shared.0.lock().unwrap_or_else(PoisonError::into_inner));
            self.shared.1.notify_all();
        }
    }

    impl Drop for Timer {
        fn drop(&mut self) {
            self.tell(|wanted| wanted.is_over = true);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{RecvTimeoutError, channel};
    use std::time::Duration;

    use chrono::TimeDelta;

    use super::minutes;
    use crate::app::clock;

    const LONG: Duration = Duration::from_secs(20);

    /// Both kinds keep to the same law: they ring when the instant has come, not before, once for each setting, and end when dropped.
    macro_rules! keeps_the_law {
        ($name:ident, $timer:ty) => {
            #[test]
            fn $name() {
                let (sender, rings) = channel();
                let rings_at = move || {
                    let _ = sender.send(clock::wall());
                };
                let timer = <$timer>::start(rings_at).unwrap();
                let soon = clock::wall() + TimeDelta::milliseconds(150);
                timer.set(soon + TimeDelta::days(3650));
                timer.set(soon);
                assert!(rings.recv_timeout(LONG).unwrap() >= soon, "not before its time");
                // Of the instant ten years from now nothing is left, and nothing rings twice.
                assert_eq!(rings.try_recv().ok(), None);
                timer.set(soon - TimeDelta::days(1));
                rings.recv_timeout(LONG).expect("what is past rings at once");
                timer.set(clock::wall() + TimeDelta::days(1));
                drop(timer);
                // The thread ends, and its end of the channel with it.
                assert_eq!(rings.recv_timeout(LONG), Err(RecvTimeoutError::Disconnected));
            }
        };
    }

    #[cfg(target_os = "linux")]
    keeps_the_law!(the_timer_of_the_kernel_rings_in_time, super::kernel::Timer);
    keeps_the_law!(the_timer_by_minutes_rings_in_time, minutes::Timer);
}
