//! Box office: any table with two columns of money or more, such as the smaller set of the
//! reference study (`id` as `/title/tt…/`, genres separated by ` | `, `sales` like `$761M`, budget,
//! gross_US, gross_world, open_boxoffice_US, screens, certificate, runtime, metascore).

use super::kind::{Kind, PLAIN};

/// A box-office table.
pub const KIND: Kind = Kind {
    name: "box_office",
    label: "a box-office table",
    ..PLAIN
};
