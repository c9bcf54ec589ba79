//! The shape of an activation map, as the engine stores it.

/// Activations of several images: `[image][y][x][channel]`, with room for `stride` channels.
///
/// Channels are stored in multiples of the kernel's panel; those beyond `channels` hold zeros, and
/// what lies between them and the next pixel is never read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Map {
    /// How many images.
    pub images: usize,
    /// Rows of pixels in one image.
    pub height: usize,
    /// Pixels in a row.
    pub width: usize,
    /// Channels that mean something.
    pub channels: usize,
    /// f32 from one pixel to the next.
    pub stride: usize,
}

/// f32 from one pixel to the next for `padded` channels. Neighbours 2048 or 4096 bytes apart would
/// share a few lines of the first cache and push each other out: a line of space keeps them apart.
pub fn spaced(padded: usize) -> usize {
    if padded.is_multiple_of(512) {
        padded + 16
    } else {
        padded
    }
}

impl Map {
    /// Pixels of all images.
    pub fn pixels(&self) -> usize {
        self.images * self.height * self.width
    }

    /// f32 of all images.
    pub fn length(&self) -> usize {
        self.pixels() * self.stride
    }

    /// Image, row and column of pixel number `index`.
    #[inline]
    pub fn place(&self, index: usize) -> (usize, usize, usize) {
        let rows = index / self.width;
        (rows / self.height, rows % self.height, index % self.width)
    }

    /// Where pixel `(y, x)` of an image begins, in f32; `None` outside the image.
    #[inline]
    pub fn offset(&self, image: usize, y: isize, x: isize) -> Option<usize> {
        let (y, x) = (usize::try_from(y).ok()?, usize::try_from(x).ok()?);
        (y < self.height && x < self.width)
            .then(|| ((image * self.height + y) * self.width + x) * self.stride)
    }
}
