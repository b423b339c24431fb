package cn.ruhu.desktop;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.caseload.TodayFeature;
import cn.ruhu.desktop.conflicts.ConflictsFeature;
import cn.ruhu.desktop.dispatch.DispatchFeature;
import cn.ruhu.desktop.intake.IntakeFeature;
import cn.ruhu.desktop.journal.JournalView;
import cn.ruhu.desktop.journal.JournalViewModel;
import cn.ruhu.desktop.journal.Ledger;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.settings.MachineFacts;
import cn.ruhu.desktop.settings.SettingsView;
import cn.ruhu.desktop.settings.SettingsViewModel;
import cn.ruhu.desktop.work.CardSource;
import cn.ruhu.desktop.work.Desk;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// Every feature of the program, in the order of the rail. The first of a person's role is that
/// person's home.
final class Features {
  private static final Set<Role> EVERYBODY = EnumSet.allOf(Role.class);

  private final Kit kit;
  private final Desk desk;
  private final ReaderDesk reader;
  private final Ledger ledger;
  private final Settings settings;

  /// What the settings screen shows and may do.
  ///
  /// @param language builds the window in this language
  /// @param keep remembers the look
  record Settings(MachineFacts facts, Consumer<Locale> language, Runnable keep) {}

  Features(Kit kit, Desk desk, ReaderDesk reader, Ledger ledger, Settings settings) {
    this.kit = kit;
    this.desk = desk;
    this.reader = reader;
    this.ledger = ledger;
    this.settings = settings;
  }

  List<Feature> all() {
    CardSource cards = reader.cards();
    return List.of(
        TodayFeature.of(kit, desk, cards),
        IntakeFeature.of(kit, desk, cards),
        DispatchFeature.of(kit, desk),
        ConflictsFeature.of(kit, desk),
        journal(),
        settings());
  }

  private Feature journal() {
    return Feature.of(
            "journal",
            Icon.CLOUD_UPLOAD,
            EVERYBODY,
            _ -> new JournalView(kit, new JournalViewModel(ledger, kit.background())))
        .atFoot();
  }

  private Feature settings() {
    return Feature.of(
            "settings",
            Icon.SETTINGS,
            EVERYBODY,
            _ ->
                new SettingsView(
                    kit,
                    new SettingsViewModel(reader),
                    settings.facts(),
                    settings.language(),
                    settings.keep()))
        .atFoot();
  }
}
