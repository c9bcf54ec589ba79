//! A step in pieces that fit the memory of a device.

use std::ops::Range;

use super::Error;

/// Runs `work` over `0..count` in pieces of at most `piece` and joins what they give. Where memory
/// runs out `piece` is halved, for good, and the step begins anew.
///
/// # Errors
/// What `work` or `join` says; [`Error::Memory`] if even a single film does not fit.
pub fn in_pieces<T>(
    count: usize,
    piece: &mut usize,
    mut work: impl FnMut(Range<usize>) -> Result<T, Error>,
    mut join: impl FnMut(&mut T, T) -> Result<(), Error>,
) -> Result<Option<T>, Error> {
    loop {
        match once(count, (*piece).max(1), &mut work, &mut join) {
            Err(error) if is_out_of_memory(&error) => {
                // What was gathered is dropped by now: the device has that memory back.
                let fits_less = (*piece).min(count);
                if fits_less <= 1 {
                    return Err(Error::Memory);
                }
                *piece = fits_less.div_ceil(2);
            }
            outcome => return outcome,
        }
    }
}

fn once<T>(
    count: usize,
    piece: usize,
    work: &mut impl FnMut(Range<usize>) -> Result<T, Error>,
    join: &mut impl FnMut(&mut T, T) -> Result<(), Error>,
) -> Result<Option<T>, Error> {
    let mut all: Option<T> = None;
    for start in (0..count).step_by(piece) {
        let part = work(start..(start + piece).min(count))?;
        match &mut all {
            Some(all) => join(all, part)?,
            None => all = Some(part),
        }
    }
    Ok(all)
}

/// Whether a device had no memory left. CUDA, cuBLAS and Candle say so in words only.
fn is_out_of_memory(error: &Error) -> bool {
    let Error::Compute(error) = error else {
        return false;
    };
    let words = error.to_string().to_lowercase();
    ["out of memory", "out_of_memory", "alloc_failed"]
        .iter()
        .any(|sign| words.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> Error {
        let words = "DriverError(CUDA_ERROR_OUT_OF_MEMORY, \"out of memory\")";
        Error::Compute(candle_core::Error::Msg(words.to_owned()))
    }

    /// A device that holds `room` films: the pieces that were done, and the size in the end.
    fn run(count: usize, mut piece: usize, room: usize) -> (Result<Option<usize>, Error>, usize) {
        let outcome = in_pieces(
            count,
            &mut piece,
            |range| {
                if range.len() > room {
                    Err(full())
                } else {
                    Ok(range.len())
                }
            },
            |all, part| {
                *all += part;
                Ok(())
            },
        );
        (outcome, piece)
    }

    #[test]
    fn pieces_are_halved_until_they_fit_and_all_films_are_done() {
        for (piece, room, left) in [(64, 64, 64), (64, 20, 13), (50, 1, 1), (7, 5, 4)] {
            let (outcome, piece) = run(50, piece, room);
            assert_eq!((outcome.expect("fits"), piece), (Some(50), left));
        }
        // A piece larger than the step is no help when halved alone.
        let (outcome, piece) = run(3, 1000, 2);
        assert_eq!((outcome.expect("fits"), piece), (Some(3), 2));
        assert_eq!(run(0, 8, 8).0.expect("nothing"), None);
    }

    #[test]
    fn a_device_that_holds_nothing_is_said() {
        let (outcome, _) = run(50, 64, 0);
        let error = outcome.expect_err("no room");
        assert!(error.to_string().contains("memory"), "{error}");
        // Another fault is passed on at once.
        let fault = in_pieces(4, &mut 2, |_| Err::<(), _>(Error::NoHead), |(), ()| Ok(()));
        assert!(matches!(fault, Err(Error::NoHead)));
    }
}
