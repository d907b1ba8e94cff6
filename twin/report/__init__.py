"""The report: a comparison as one page that opens from disk, explains its numbers and prints well."""
