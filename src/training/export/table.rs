//! A history as CSV: an epoch a row, a figure a column.

use std::io::Write;

use super::Scalars;

/// Writes the table. A figure that only some epochs have is empty in the others' rows.
///
/// # Errors
/// What the file says.
pub fn write_csv(out: impl Write, epochs: &[Scalars]) -> csv::Result<()> {
    let mut columns: Vec<&str> = Vec::new();
    for (name, _) in epochs.iter().flat_map(|epoch| &epoch.figures) {
        if !columns.contains(&name.as_str()) {
            columns.push(name);
        }
    }
    let mut table = csv::Writer::from_writer(out);
    table.write_field("epoch")?;
    table.write_record(&columns)?;
    for epoch in epochs {
        table.write_field(epoch.epoch.to_string())?;
        let figure = |name: &&str| epoch.get(name).map_or_else(String::new, |f| f.to_string());
        table.write_record(columns.iter().map(figure))?;
    }
    table.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::scalars::of_lines;
    use super::*;

    #[test]
    fn epochs_that_know_less_leave_cells_empty() {
        let text = "{\"epoch\": 1, \"loss\": 0.5, \"auc\": {\"Sci, Fi\": null}}\n\
                    {\"epoch\": 2, \"loss\": 0.25, \"auc\": {\"Sci, Fi\": 0.75}, \"rate\": 1e-5}";
        let mut bytes = Vec::new();
        write_csv(&mut bytes, &of_lines(text).0).expect("into memory");
        let expected = "epoch,loss,\"auc/Sci, Fi\",rate\n1,0.5,,\n2,0.25,0.75,0.00001\n";
        assert_eq!(String::from_utf8_lossy(&bytes), expected);
    }
}
