package cn.ruhu.desktop;

import cn.ruhu.casefile.access.Administering;
import cn.ruhu.casefile.access.Administering.Power;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.admin.AdminFeature;
import cn.ruhu.desktop.admin.AdminOffice;
import cn.ruhu.desktop.binder.BinderFeature;
import cn.ruhu.desktop.bundles.Carrying;
import cn.ruhu.desktop.bundles.CarryingPane;
import cn.ruhu.desktop.bundles.CarryingViewModel;
import cn.ruhu.desktop.bundles.NearCards;
import cn.ruhu.desktop.bundles.Nearby;
import cn.ruhu.desktop.caseload.TodayFeature;
import cn.ruhu.desktop.changes.ChangesFeature;
import cn.ruhu.desktop.conflicts.ConflictsFeature;
import cn.ruhu.desktop.consult.ConsultFeature;
import cn.ruhu.desktop.counter.CopyShelf;
import cn.ruhu.desktop.counter.Counter;
import cn.ruhu.desktop.dispatch.DispatchFeature;
import cn.ruhu.desktop.handling.HandlingFeature;
import cn.ruhu.desktop.holders.HoldersFeature;
import cn.ruhu.desktop.intake.IntakeFeature;
import cn.ruhu.desktop.journal.JournalView;
import cn.ruhu.desktop.journal.JournalViewModel;
import cn.ruhu.desktop.journal.Ledger;
import cn.ruhu.desktop.journal.SalvageWords;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.leads.LeadsFeature;
import cn.ruhu.desktop.linking.LinkingFeature;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.postings.PostingsFeature;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.publishing.FormPress;
import cn.ruhu.desktop.publishing.PublishingFeature;
import cn.ruhu.desktop.questionnaires.FormSource;
import cn.ruhu.desktop.questionnaires.QuestionnairesFeature;
import cn.ruhu.desktop.recount.RecountFeature;
import cn.ruhu.desktop.review.ReviewFeature;
import cn.ruhu.desktop.scanning.ScanTray;
import cn.ruhu.desktop.scanning.ScanningFeature;
import cn.ruhu.desktop.settings.MachineFacts;
import cn.ruhu.desktop.settings.SettingsView;
import cn.ruhu.desktop.settings.SettingsViewModel;
import cn.ruhu.desktop.signals.SignalsFeature;
import cn.ruhu.desktop.urgent.UrgentFeature;
import cn.ruhu.desktop.verification.FileGateway;
import cn.ruhu.desktop.verification.VerificationFeature;
import cn.ruhu.desktop.visit.FieldMachine;
import cn.ruhu.desktop.visit.Outdoors;
import cn.ruhu.desktop.visit.VisitFeature;
import cn.ruhu.desktop.visit.VisitForms;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.SharedCards;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.FormPackage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The features of the program and who gets which, in the order of the rail.
final class Features {
  private static final Logger LOG = LoggerFactory.getLogger(Features.class);

  /// how long damage of this machine is told at each sign-in
  private static final Duration TOLD = Duration.ofDays(7);

  private static final Set<Role> EVERYBODY = EnumSet.allOf(Role.class);

  private final Kit kit;
  private final Desk desk;
  private final Devices devices;
  private final Printing printing;
  private final PageFiles pages;
  private final AdminOffice admin;
  private final FormPress press;
  private final Supplier<Optional<String>> serverKey;
  private final Roads roads;
  private final FieldMachine machine;
  private final Settings settings;
  private final Counter counter;

  /// What is plugged into this machine.
  ///
  /// @param tray what was scanned, of the person signed in
  /// @param nanos steady time
  record Devices(
      ReaderDesk reader,
      FolderDesk folder,
      ScannerDesk scanner,
      CameraDesk camera,
      PlaceDesk place,
      ScanTray tray,
      LongSupplier nanos) {}

  /// How work leaves this machine.
  record Roads(Ledger ledger, Carrying carrying, Nearby nearby) {}

  /// What is asked of the district itself.
  ///
  /// @param pages pages of cases that lie there
  /// @param admin its people and machines
  /// @param press its questionnaires
  /// @param serverKey by which its signatures are told, hex; empty before enrolment
  record District(
      PageFiles pages, AdminOffice admin, FormPress press, Supplier<Optional<String>> serverKey) {}

  /// What the settings screen shows and may do.
  ///
  /// @param language builds the window in this language
  /// @param keep remembers the look
  /// @param shelf what this machine keeps for the copy-helper
  /// @param words reading what stands on pages
  record Settings(
      MachineFacts facts,
      Consumer<Locale> language,
      Runnable keep,
      CopyShelf shelf,
      TextDesk words) {}

  Features(
      Kit kit,
      Desk desk,
      Devices devices,
      Printing printing,
      District district,
      Roads roads,
      FieldMachine machine,
      Settings settings) {
    this.kit = kit;
    this.desk = desk;
    this.devices = devices;
    this.printing = printing;
    this.pages = district.pages();
    this.admin = district.admin();
    this.press = district.press();
    this.serverKey = district.serverKey();
    this.roads = roads;
    this.machine = machine;
    this.settings = settings;
    this.counter = new Counter(kit, desk, printing, settings.shelf());
  }

  /// What a role finds on its rail, its home first. Nothing is made for those who will not see it.
  List<Feature> of(Role role) {
    var cards = new SharedCards(devices.reader().cards());
    var features = new ArrayList<Feature>();
    switch (role) {
      case WINDOW_CLERK -> {
        features.add(TodayFeature.of(kit, desk, cards, printing, counter));
        features.add(IntakeFeature.of(kit, desk, cards, printing, counter));
        features.add(LeadsFeature.of(kit, desk, cards, printing, pages));
        features.add(scanning());
        features.add(binder());
        features.add(HandlingFeature.of(kit, desk, printing, counter));
        features.add(PostingsFeature.of(kit, desk, printing, pages));
        features.add(UrgentFeature.of(kit, desk, cards, printing));
        features.add(ConsultFeature.of(kit, desk, printing));
        features.add(ChangesFeature.of(kit, desk, cards, printing));
        features.add(questionnaires());
        features.add(HoldersFeature.of(kit, desk));
        features.add(ConflictsFeature.of(kit, desk, pages));
        features.add(VerificationFeature.of(kit, desk, new FileGateway()));
      }
      case INVESTIGATOR -> {
        features.add(visits(cards));
        features.add(ConflictsFeature.of(kit, desk, pages));
      }
      case TEAM_LEADER -> features.add(DispatchFeature.of(kit, desk, printing));
      case STREET_REVIEWER, STREET_CHIEF -> street(features, role, cards);
      case DISTRICT_REVIEWER -> {
        features.add(ReviewFeature.of(kit, desk, pages, printing));
        features.add(scanning());
        features.add(binder());
        features.add(HandlingFeature.of(kit, desk, printing, counter));
        features.add(RecountFeature.of(kit, desk));
        features.add(ConflictsFeature.of(kit, desk, pages));
        features.add(LinkingFeature.of(kit, desk));
      }
      case SOCIAL_WORKER -> features.add(questionnaires());
      case COMMUNITY_WORKER -> {
        features.add(questionnaires());
        features.add(PostingsFeature.of(kit, desk, printing, pages));
      }
      case DISTRICT_INSPECTOR -> {
        features.add(HandlingFeature.of(kit, desk, printing, counter));
        features.add(visits(cards));
      }
      case ADMIN_SYSTEM, ADMIN_SECURITY, ADMIN_AUDIT -> administration(features, role);
      default -> {}
    }
    features.add(journal(role, features));
    tellOfDamage();
    features.add(settings());
    return features;
  }

  /// The office of a street: whoever reviews, and whoever signs.
  private void street(List<Feature> features, Role role, SharedCards cards) {
    features.add(ReviewFeature.of(kit, desk, pages, printing));
    features.add(DispatchFeature.of(kit, desk, printing));
    if (role == Role.STREET_REVIEWER)
      features.add(LeadsFeature.of(kit, desk, cards, printing, pages));
    features.add(scanning());
    features.add(binder());
    features.add(HandlingFeature.of(kit, desk, printing, counter));
    if (role == Role.STREET_REVIEWER) {
      features.add(ChangesFeature.of(kit, desk, cards, printing));
      features.add(questionnaires());
      features.add(HoldersFeature.of(kit, desk));
      features.add(PostingsFeature.of(kit, desk, printing, pages));
    } else {
      features.add(RecountFeature.of(kit, desk));
      features.add(UrgentFeature.of(kit, desk, cards, printing));
    }
    features.add(ConflictsFeature.of(kit, desk, pages));
    if (role == Role.STREET_REVIEWER) {
      features.add(LinkingFeature.of(kit, desk));
      features.add(SignalsFeature.of(kit, desk));
    }
  }

  private Feature visits(SharedCards cards) {
    var forms = VisitForms.published(desk.store(), VisitForms.builtIn(), serverKey);
    return VisitFeature.of(kit, desk, forms, machine, outdoors(cards), pages);
  }

  /// What a pair carries besides the machine.
  private Outdoors outdoors(SharedCards cards) {
    var eye = new BadgeCamera(devices.camera(), kit.background());
    var camera = new VisitCamera(devices.camera(), kit.background());
    return new Outdoors(devices.place(), cards, printing::slip, eye, camera);
  }

  /// Damage of the last days is told at every sign-in, all of it in the journal.
  private void tellOfDamage() {
    kit.background()
        .run(
            () -> desk.store().salvages(),
            found -> {
              if (found.isEmpty()) return;
              Instant at = Instant.ofEpochMilli(found.getLast().at());
              if (at.plus(TOLD).isAfter(desk.now()))
                kit.notices().tell("SALVAGED", kit.text().of(SalvageWords.of(found.getLast())));
            },
            e -> LOG.warn("what was salvaged is not told: {}", e.getClass().getSimpleName()));
  }

  private void administration(List<Feature> features, Role role) {
    features.add(AdminFeature.of(kit, admin, role, printing));
    if (Administering.may(role, Power.FORMS)) features.add(PublishingFeature.of(kit, desk, press));
  }

  /// Questionnaires beside a case, as the district published them.
  private Feature questionnaires() {
    var forms = VisitForms.published(desk.store(), VisitForms.builtIn(), serverKey);
    return QuestionnairesFeature.of(
        kit,
        desk,
        new FormSource() {
          @Override
          public List<FormPackage> all() throws StoreException {
            return forms.others();
          }

          @Override
          public Optional<FormPackage> of(String hash) throws StoreException {
            return forms.of(hash);
          }
        });
  }

  private Feature binder() {
    return BinderFeature.of(
        kit, desk, pages, devices.tray().prints(), settings.words().program(), printing::papers);
  }

  private Feature scanning() {
    return ScanningFeature.of(
        kit,
        desk,
        devices.tray(),
        new ScanningFeature.Plugged(devices.folder(), devices.scanner(), devices.camera()),
        PostingsFeature.boards(desk),
        devices.nanos());
  }

  /// @param others what the role has besides: a case is opened where the role works on cases
  private Feature journal(Role role, List<Feature> others) {
    String home = SignedIn.home(role);
    boolean has = others.stream().anyMatch(f -> f.id().equals(home));
    return Feature.of(
            "journal",
            Icon.CLOUD_UPLOAD,
            EVERYBODY,
            nav ->
                new JournalView(
                    kit,
                    new JournalViewModel(roads.ledger(), kit.background(), kit.now()),
                    new CarryingPane(
                        kit,
                        new CarryingViewModel(roads.carrying(), kit.background()),
                        new NearCards(kit, roads.nearby(), roads.carrying())),
                    id -> {
                      if (isOf(id, RecordType.LEAD)) nav.go("leads", id.toString());
                      else if (isOf(id, RecordType.URGENT_AID)) nav.go("urgent", id.toString());
                      else if (has) nav.go(home, id.toString());
                    }))
        .atFoot();
  }

  /// Leads and aid before papers are files of their own, without a case to open.
  private boolean isOf(UUID file, RecordType type) {
    return desk.store().record(file).filter(r -> r.type() == type).isPresent();
  }

  private Feature settings() {
    return Feature.of(
            "settings",
            Icon.SETTINGS,
            EVERYBODY,
            _ ->
                new SettingsView(
                    kit,
                    new SettingsViewModel(devices.reader(), kit.background()),
                    new SettingsView.Attached(
                        devices.folder(), devices.scanner(), devices.place(), settings.words()),
                    settings.facts(),
                    settings.language(),
                    settings.keep()))
        .atFoot();
  }
}
