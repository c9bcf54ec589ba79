//! A poster's perceptual hash: 64 bits that stay nearly the same when the picture is resized,
//! compressed anew or a little brighter.

use image::RgbImage;
use image_hasher::{HashAlg, HasherConfig};

/// The hash of a poster. Give it the thumbnail: every size of a poster then starts from nearly
/// the same pixels, and it is quick.
///
/// Low frequencies of the picture (a cosine transform) against their median.
pub fn perceptual_hash(image: &RgbImage) -> u64 {
    let hasher = HasherConfig::with_bytes_type::<[u8; 8]>()
        .hash_size(8, 8)
        .hash_alg(HashAlg::Median)
        .preproc_dct()
        .to_hasher();
    let bytes = hasher.hash_image(image).into_inner();
    u64::from_le_bytes(bytes)
}
