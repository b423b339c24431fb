package cn.ruhu.desktop.work;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.store.CaseLines;
import java.util.Optional;

/// What a list over all cases has of each of them: how it is made of the case, and how it is
/// written and read as the case's line in the store. Whatever the application itself says is not
/// written but taken from there. Names of people are not written either, but who they are: names
/// change, and lines stay. Asked off the window's thread, by several threads.
///
/// @param <T> what the list has of a case; two made of the same are equal
public interface KeptList<T> {
  /// Whose lines they are.
  CaseLines.Kind kind();

  /// Another one whenever what is written, or what it means, changes.
  String shape();

  /// Whether the application alone tells that it may be the list's business: others are never
  /// opened.
  boolean mayList(CaseRecord application);

  /// Whether the application tells that it is looked at before others when all are looked at.
  boolean isFirst(CaseRecord application);

  /// Whether what the list has of it, or that it has nothing, may be another on another day without
  /// any change. What only counts days is counted when a line is read and is none of it.
  ///
  /// @param listed the list has something of it
  boolean isDaily(CaseRecord application, boolean listed);

  /// Whether it is made of the district's standards, too.
  boolean ofStandards();

  /// Made of the case as it is now, empty when the list has nothing of it.
  ///
  /// @param application of the file
  Optional<T> of(CaseFile file, CaseRecord application);

  /// Writes what was made.
  void write(T made, LineOut out);

  /// Reads what was written. It asks nothing of the store.
  ///
  /// @param application as it is now
  T read(CaseRecord application, LineIn in);
}
