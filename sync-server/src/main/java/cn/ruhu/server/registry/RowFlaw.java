package cn.ruhu.server.registry;

/// What is wrong with a row, without any value of it.
///
/// @param row as a spreadsheet counts, from 1
/// @param column place, from 0
/// @param title heading we use for the column, empty for a column without one
record RowFlaw(long row, int column, String title, Flaw flaw) {}
