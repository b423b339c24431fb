package cn.ruhu.casefile.paper;

import cn.ruhu.casefile.tables.Tsv;
import java.util.Map;

/// Where a household gets a paper it is asked for, in a few words for the notice (DOMAIN §3.6); the
/// words are configuration of the district.
///
/// Stateless and thread-safe.
public final class DocSources {
  private static final Map<String, String> WORDS = Tsv.pairs(DocSources.class, "docSources.tsv");

  private DocSources() {}

  /// @param docType code of table `docType`
  /// @return `""` for a paper nobody said anything of
  public static String of(String docType) {
    return WORDS.getOrDefault(docType, "");
  }
}
