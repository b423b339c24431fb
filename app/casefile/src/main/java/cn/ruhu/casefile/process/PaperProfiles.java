package cn.ruhu.casefile.process;

import java.util.List;

/// Papers that keep an application from being submitted, by paper profile (DOMAIN §0.2 C9): 一证一本一表
/// blocks in every profile, the long list of 2017 adds the written application. Whatever else is
/// needed comes later or by data sharing.
///
/// Stateless and thread-safe.
public final class PaperProfiles {
  /// The profile of new applications.
  public static final String DEFAULT = "BJ-2020";

  private static final List<String> BLOCKING_2020 = List.of("D02", "D03", "D04");
  private static final List<String> BLOCKING_2017 = List.of("D01", "D02", "D03", "D04");

  private PaperProfiles() {}

  /// Slots that block acceptance, codes of table `docType`.
  ///
  /// @param profile code of table `paperProfile`
  public static List<String> blocking(String profile) {
    return profile.equals("FULL-2017") ? BLOCKING_2017 : BLOCKING_2020;
  }
}
