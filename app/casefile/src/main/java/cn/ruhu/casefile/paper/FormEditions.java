package cn.ruhu.casefile.paper;

import cn.ruhu.casefile.tables.Tsv;
import java.util.List;

/// Which editions of the printed forms are still taken when they come home. When a form gains a
/// field the law needs, its oldest edition is raised here; pages of older ones then ask a person.
///
/// Stateless and thread-safe.
public final class FormEditions implements PageCode.Editions {
  private static final List<List<String>> ROWS = Tsv.rows(FormEditions.class, "formEditions.tsv");

  /// @param docType slot the form comes home to
  /// @return 1 for a slot the table does not name
  @Override
  public int oldest(String docType) {
    return ROWS.stream()
        .filter(r -> r.get(0).equals(docType))
        .map(r -> Integer.parseInt(r.get(1)))
        .findFirst()
        .orElse(1);
  }
}
