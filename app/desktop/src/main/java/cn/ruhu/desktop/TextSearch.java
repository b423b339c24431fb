package cn.ruhu.desktop;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.pages.PageTexts;
import cn.ruhu.desktop.pages.Twins;
import cn.ruhu.desktop.shell.Session;
import cn.ruhu.desktop.work.CasePlace;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds a page by words a program of this machine read on it. Touches the disk; thread-safe.
final class TextSearch {
  private static final Logger LOG = LoggerFactory.getLogger(TextSearch.class);
  private static final String FEATURE = "binder";
  private static final int HITS_MAX = 6;

  private final Desk desk;
  private final PageTexts texts;

  TextSearch(Desk desk, PageTexts texts) {
    this.desk = desk;
    this.texts = texts;
  }

  /// The newest first.
  List<Session.Hit> find(String typed) {
    var hits = new ArrayList<Session.Hit>();
    try {
      for (PageTexts.Found f : texts.find(typed, HITS_MAX)) hit(f).ifPresent(hits::add);
    } catch (StoreException e) {
      LOG.warn("texts are not searched: {}", e.code());
    }
    return List.copyOf(hits);
  }

  /// What papers of another street say concerns nobody here.
  private boolean isOwn(UUID application) {
    String street = desk.actor().street();
    return street.isEmpty()
        || desk.store()
            .record(application)
            .filter(a -> a.text("street").equals(street))
            .isPresent();
  }

  private Optional<Session.Hit> hit(PageTexts.Found found) {
    CaseRecord page = found.page();
    Optional<UUID> application = page.ref("application");
    if (application.isEmpty() || !isOwn(application.get())) return Optional.empty();
    String kind = CodeTables.label("docType", page.text("slot"));
    String whose = Twins.whose(desk, page);
    return Optional.of(
        new Session.Hit(
            whose.isEmpty() ? kind : whose + " \u00b7 " + kind,
            found.around(),
            FEATURE,
            new CasePlace(application.get(), false, Optional.of(page.id())).text(),
            Icon.DESCRIPTION));
  }
}
