package cn.ruhu.casefile.tables;

/// One choice of a code table.
///
/// @param code what is stored and sent
/// @param label Chinese words, as they stand on paper
/// @param initials first letters of the label's pinyin, lower case, so that a choice is typed fast
/// @param extra a further column where the table has one (level of a flag, months of a review
///   class, serial of a street, status number of a stage), else empty
public record CodeEntry(String code, String label, String initials, String extra) {}
