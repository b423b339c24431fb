package cn.ruhu.survey;

import java.util.SortedMap;
import java.util.TreeMap;

/// A record of a shared list that a form's answers make or change, as the form declares it. Nothing
/// is written here: who opened the form maps it to records of its own.
///
/// @param list the list's name (the form standard's `dataset`)
/// @param id the record's id, empty when the form gives none
/// @param label what it is called
/// @param creates whether a new record is asked for
/// @param updates whether a known record is to be changed
/// @param values the properties by name, those without a value left out
public record EntityRecord(
    String list,
    String id,
    String label,
    boolean creates,
    boolean updates,
    SortedMap<String, String> values) {
  /// Copies the values.
  public EntityRecord {
    values = new TreeMap<>(values);
  }
}
