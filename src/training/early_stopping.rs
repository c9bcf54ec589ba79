//! Which epoch was the best, and when to wait no longer for a better one.

/// What an epoch's figure means for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The best so far: keep these weights.
    Best,
    /// Not better; a later epoch may be.
    GoOn,
    /// Not better for as long as one was willing to wait.
    Stop,
}

/// Watches a figure of which more is better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EarlyStopping {
    patience: usize,
    best: Option<(usize, f64)>,
}

impl EarlyStopping {
    /// Stops after `patience` epochs in a row without a better figure.
    pub fn new(patience: usize) -> Self {
        Self {
            patience,
            best: None,
        }
    }

    /// Judges an epoch (counted as the caller likes, rising). An undefined figure (no validation
    /// film has both kinds of answer) is never the best unless it is the first, and stops nothing:
    /// without a figure the last weights are as good as any.
    pub fn judge(&mut self, epoch: usize, figure: Option<f64>) -> Verdict {
        let Some(figure) = figure.filter(|figure| !figure.is_nan()) else {
            return Verdict::GoOn;
        };
        match self.best {
            Some((best_epoch, best)) if figure <= best => {
                if epoch - best_epoch >= self.patience {
                    Verdict::Stop
                } else {
                    Verdict::GoOn
                }
            }
            _ => {
                self.best = Some((epoch, figure));
                Verdict::Best
            }
        }
    }

    /// The best epoch and its figure; `None` while no figure was defined.
    pub fn best(&self) -> Option<(usize, f64)> {
        self.best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_waits_as_long_as_told() {
        let mut stopping = EarlyStopping::new(2);
        let verdicts: Vec<Verdict> = [0.5, 0.7, 0.6, 0.7]
            .into_iter()
            .enumerate()
            .map(|(epoch, figure)| stopping.judge(epoch, Some(figure)))
            .collect();
        use Verdict::{Best, GoOn, Stop};
        assert_eq!(verdicts, [Best, Best, GoOn, Stop]);
        assert_eq!(stopping.best(), Some((1, 0.7)));
    }

    #[test]
    fn undefined_figures_neither_win_nor_stop() {
        let mut stopping = EarlyStopping::new(1);
        for epoch in 0..5 {
            assert_eq!(stopping.judge(epoch, None), Verdict::GoOn);
            assert_eq!(stopping.judge(epoch, Some(f64::NAN)), Verdict::GoOn);
        }
        assert_eq!(stopping.best(), None);
    }
}
