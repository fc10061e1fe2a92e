//! Reads ahead on a thread of its own, so that unpacking and parsing each have a processor.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::container::fill;
use super::error::{Bound, Problem};

const BLOCK: usize = 256 * 1024;

/// Calls `parse` with a reader of what `part` holds, while a thread reads `part`.
pub(super) fn ahead<T>(part: Box<dyn Read + Send + '_>, parse: impl FnOnce(Blocks) -> Result<T, Problem>) -> Result<T, Problem> {
    thread::scope(|scope| {
        let (send, receive) = sync_channel(4);
        let (give_back, taken_back) = sync_channel(8);
        let thread = thread::Builder::new().stack_size(256 * 1024).spawn_scoped(scope, move || read_on(part, &send, &taken_back));
        // Within the bounds of the child process a thread fails for want of memory only.
        thread.map_err(|_| Problem::TooLarge(Bound::Memory))?;
        parse(Blocks { receive, give_back, block: Vec::new(), at: 0 })
    })
}

fn read_on(mut part: Box<dyn Read + Send + '_>, send: &SyncSender<io::Result<Vec<u8>>>, taken_back: &Receiver<Vec<u8>>) {
    loop {
        let mut block = taken_back.try_recv().unwrap_or_default();
        block.resize(BLOCK, 0);
        match fill(&mut part, &mut block) {
            Ok(length) => {
                block.truncate(length);
                if send.send(Ok(block)).is_err() || length == 0 {
                    return;
                }
            }
            Err(error) => {
                // Whoever does not listen any more has no use for the error.
                let _ = send.send(Err(error));
                return;
            }
        }
    }
}

/// What the thread has read, as a reader.
pub(super) struct Blocks {
    receive: Receiver<io::Result<Vec<u8>>>,
    give_back: SyncSender<Vec<u8>>,
    block: Vec<u8>,
    at: usize,
}

impl Read for Blocks {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.block.len() {
            let next = match self.receive.recv() {
                Ok(next) => next?,
                Err(_) => return Ok(0),
            };
            // A full channel only means that the thread makes itself a new block.
            let _ = self.give_back.try_send(std::mem::replace(&mut self.block, next));
            self.at = 0;
        }
        let length = buffer.len().min(self.block.len() - self.at);
        buffer[..length].copy_from_slice(&self.block[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}
