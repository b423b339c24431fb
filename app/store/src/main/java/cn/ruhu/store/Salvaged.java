package cn.ruhu.store;

import java.util.List;

/// What became of a person's unsent work when the pages of its database were damaged. Nothing of it
/// is personal data.
///
/// @param at device clock, milliseconds since 1970
/// @param left name of the damaged database, which lies untouched beside the new one
/// @param kept acts that could be read, whether sent or not
/// @param waiting of these, acts the district has not answered yet
/// @param missing numbers of acts that are known to have been there and cannot be read, by
///   [JournalEntry#n]
/// @param uncertain numbers of which nothing tells any more whether they were still there or had
///   gone as the district held them
/// @param openEnd nothing tells which number was the last: there may have been more
/// @param files own photos and scans whose key cannot be read; their sealed bytes were put aside
/// @param drafts unfinished forms that cannot be read
/// @param entries answers of unfinished forms that cannot be read
public record Salvaged(
    long at,
    String left,
    int kept,
    int waiting,
    List<Long> missing,
    List<Long> uncertain,
    boolean openEnd,
    int files,
    int drafts,
    int entries) {
  public Salvaged {
    missing = List.copyOf(missing);
    uncertain = List.copyOf(uncertain);
  }

  /// Whether everything of the person's own could be read.
  public boolean isWhole() {
    return missing.isEmpty() && uncertain.isEmpty() && !openEnd && files + drafts + entries == 0;
  }
}
