package cn.ruhu.desktop;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.shell.Session.DistrictSaid;
import cn.ruhu.desktop.shell.Session.Why;
import cn.ruhu.desktop.work.KnownWords;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.RegistryCopy;
import cn.ruhu.store.StoreException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One question to the district's snapshot by number, with its case or reason (DOMAIN C14). The
/// store notes every query before it answers and stops at so many an hour.
///
/// @param store of the person who asks
record DistrictQuestion(LocalStore store, InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(DistrictQuestion.class);

  DistrictSaid ask(String number, Why why) {
    try {
      return switch (why) {
        case Why.Reason(String code) -> said(store.registry().look(number, null, code));
        case Why.Case(String typed) -> {
          Optional<UUID> application = application(typed);
          yield application.isEmpty()
              ? new DistrictSaid.NoSuchCase()
              : said(store.registry().look(number, application.get(), null));
        }
      };
    } catch (StoreException e) {
      LOG.warn("the district's knowledge cannot be read: {}", e.code());
      return new DistrictSaid.NotHere();
    }
  }

  /// Numbers are typed as they are read, in groups.
  private Optional<UUID> application(String typed) {
    String number = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    return number.isEmpty()
        ? Optional.empty()
        : store.all(RecordType.APPLICATION).stream()
            .filter(a -> a.text("number").equals(number))
            .map(CaseRecord::id)
            .findFirst();
  }

  private DistrictSaid said(RegistryCopy.Answer answer) {
    LocalDate today = Show.day(clock.instant());
    Message age =
        KnownWords.age(List.of(answer), today)
            .orElseGet(() -> Message.of("work.known.age.missing"));
    return new DistrictSaid.Said(KnownWords.all(answer), age, KnownWords.isFresh(answer, today));
  }
}
