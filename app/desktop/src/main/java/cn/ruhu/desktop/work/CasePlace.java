package cn.ruhu.desktop.work;

import java.util.Optional;
import java.util.UUID;

/// Where a case is opened, as one feature hands it to the other: the application's id, and after it
/// what to look at first. Immutable.
///
/// @param missing at the first paper that is missing
/// @param page at this page, where the feature shows pages
/// @param story at the household's whole story, where the feature tells it
public record CasePlace(UUID application, boolean missing, Optional<UUID> page, boolean story) {
  /// Follows the id of an application that is opened at its first missing paper.
  public static final String MISSING = "/papers";

  /// Follows the id of an application whose story is told.
  private static final String STORY = "/story";

  /// Stands between the id of an application and the id of one of its pages.
  private static final String PAGE = "/page/";

  private static final int ID = 36;

  /// At no page of its own.
  public CasePlace(UUID application, boolean missing) {
    this(application, missing, Optional.empty());
  }

  /// At a page, or at none.
  public CasePlace(UUID application, boolean missing, Optional<UUID> page) {
    this(application, missing, page, false);
  }

  /// At the household's whole story.
  public static CasePlace story(UUID application) {
    return new CasePlace(application, false, Optional.empty(), true);
  }

  /// @param argument id of an application, and maybe [#MISSING] or a page
  public static CasePlace read(String argument) {
    String rest = argument.substring(ID);
    return new CasePlace(
        UUID.fromString(argument.substring(0, ID)),
        rest.equals(MISSING),
        rest.startsWith(PAGE)
            ? Optional.of(UUID.fromString(rest.substring(PAGE.length())))
            : Optional.empty(),
        rest.equals(STORY));
  }

  /// As [#read] reads it.
  public String text() {
    return application
        + (missing ? MISSING : "")
        + page.map(p -> PAGE + p).orElse("")
        + (story ? STORY : "");
  }
}
