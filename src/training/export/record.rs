//! TFRecord: how TensorBoard's files frame their messages, each with checksums that find a torn one.

use std::io::{self, Write};

/// Writes one message: its length (8 bytes), the length's checksum, the message, its checksum; all
/// little-endian.
///
/// # Errors
/// What the file says.
pub fn write(out: &mut impl Write, message: &[u8]) -> io::Result<()> {
    let length = (message.len() as u64).to_le_bytes();
    out.write_all(&length)?;
    out.write_all(&masked(&length).to_le_bytes())?;
    out.write_all(message)?;
    out.write_all(&masked(message).to_le_bytes())
}

/// CRC-32C, turned and shifted, so that a checksum of bytes that hold checksums stays good.
pub fn masked(bytes: &[u8]) -> u32 {
    crc32c::crc32c(bytes)
        .rotate_right(15)
        .wrapping_add(0xa282_ead8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3720, B.4.
    #[test]
    fn the_checksum_is_castagnolis() {
        let rising: Vec<u8> = (0..32).collect();
        let falling: Vec<u8> = (0..32).rev().collect();
        for (bytes, crc) in [
            (vec![0; 32], 0x8a91_36aa),
            (vec![0xff; 32], 0x62a8_ab43),
            (rising, 0x46dd_794e),
            (falling, 0x113f_db5c),
        ] {
            assert_eq!(crc32c::crc32c(&bytes), crc);
        }
    }

    #[test]
    fn a_message_is_framed_as_the_format_says() {
        let mut out = Vec::new();
        write(&mut out, b"frame").expect("into memory");
        assert_eq!(out.len(), 8 + 4 + 5 + 4);
        assert_eq!(out[..8], [5, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(&out[12..17], b"frame");
        assert_eq!(out[8..12], masked(&out[..8]).to_le_bytes());
        assert_eq!(out[17..], masked(b"frame").to_le_bytes());
        // By hand from RFC 3720's first vector: 8a9136aa turned right by 15 is 6d551522.
        assert_eq!(0x8a91_36aa_u32.rotate_right(15), 0x6d55_1522);
        assert_eq!(masked(&[0; 32]), 0x0fd7_fffa);
    }
}
