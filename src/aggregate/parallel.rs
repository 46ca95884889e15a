//! Work on a list in parts, on all cores, with the results in the order of the list.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// Results of a thread that wait at most, so that what is written slowly does not fill the memory.
const WAITING: usize = 2;

/// Applies `work` to every `size` items of a list and gives the results to `each`, in order. What a part is
/// does not depend on the number of threads, so that a sum of results does not either.
///
/// # Errors
///
/// What `each` gives; it ends the work.
pub fn parts<'t, T: Sync, R: Send, E>(
    items: &'t [T],
    size: usize,
    work: impl Fn(&'t [T]) -> R + Sync,
    mut each: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let count = items.len().div_ceil(size.max(1));
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(count);
    if threads <= 1 {
        return items.chunks(size.max(1)).try_for_each(|part| each(work(part)));
    }
    thread::scope(|scope| {
        let lane = |first: usize| {
            let (sender, results) = sync_channel(WAITING);
            let (work, own) = (&work, items.chunks(size.max(1)).skip(first).step_by(threads));
            scope.spawn(move || {
                for part in own {
                    // after a failure no one waits for results
                    if sender.send(work(part)).is_err() {
                        return;
                    }
                }
            });
            results
        };
        let lanes: Vec<Receiver<R>> = (0..threads).map(lane).collect();
        lanes.iter().cycle().take(count).filter_map(|results| results.recv().ok()).try_for_each(each)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_stays() {
        for size in [1, 7, 100, 1000, 5000] {
            let items: Vec<usize> = (0..1000).collect();
            let mut out = Vec::new();
            let done = parts(
                &items,
                size,
                |part| part.to_vec(),
                |part| {
                    out.extend(part);
                    Ok::<(), ()>(())
                },
            );
            assert_eq!((done, out), (Ok(()), items), "parts of {size}");
        }
        assert_eq!(parts(&[0; 0], 10, <[i32]>::len, |_| Err("a part of nothing")), Ok(()));
    }

    #[test]
    fn a_failure_ends_the_work() {
        let mut seen = 0;
        let failed = parts(&[0; 1000], 1, <[i32]>::len, |_| {
            seen += 1;
            if seen == 3 { Err(seen) } else { Ok(()) }
        });
        assert_eq!((failed, seen), (Err(3), 3));
    }
}
