package cn.ruhu.server.registry;

/// How much a file may hold before it is refused.
///
/// @param fileBytes size of the file
/// @param textBytes memory for the texts that cells of a workbook share
/// @param cellChars length of a cell
/// @param columns cells of a row
public record Bounds(long fileBytes, long textBytes, int cellChars, int columns) {}
