package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.device.idcard.emulator.EmulatedCard;
import cn.ruhu.store.StoreException;
import java.util.Optional;
import java.util.UUID;

/// An intake without a window: the view models on a real store, everything at once.
final class IntakeRig {
  static final EmulatedCard CHEN =
      TestCards.resident("陈䶮", "1", "19780512", "北京市海淀区北下关街道大慧寺路8号2单元301", 11);
  static final EmulatedCard WIFE =
      TestCards.resident("欧阳秀兰", "2", "19800307", "北京市海淀区北下关街道大慧寺路8号2单元301", 22);
  static final EmulatedCard STRANGER =
      TestCards.resident("尉迟志强", "1", "20030415", "北京市海淀区四季青镇常青园9号楼", 19);

  final TestDesk at;
  final TestCards cards;
  final IntakeViewModel model;
  final IntakeSaving saving;
  final PapersViewModel papers;

  IntakeRig(TestDesk at) {
    this(at, Background.inline());
  }

  IntakeRig(TestDesk at, Background background) {
    this.at = at;
    cards = new TestCards(at.clock());
    model = new IntakeViewModel(at.desk(), background, cards);
    saving = new IntakeSaving(model);
    papers = new PapersViewModel(model);
    model.hear();
  }

  WorkingCopy copy() {
    return model.open.get();
  }

  CaseRecord app() {
    return copy().get(copy().application()).orElseThrow();
  }

  UUID applicant() {
    return CaseEdits.applicant(copy()).orElseThrow();
  }

  CaseRecord person(String name) {
    return copy().file().all(RecordType.PERSON).stream()
        .filter(p -> p.text("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// The applicant's card and what everybody states.
  IntakeRig begun() {
    cards.lay(CHEN);
    model.leave(copy().application(), "phone", "13810012345");
    model.leave(copy().application(), "schemes", "DB");
    model.leave(copy().application(), "residenceAddress", "北京市海淀区北下关街道大慧寺路8号");
    return this;
  }

  /// A line of income, monthly.
  UUID income(String code, String typed) {
    model.rows().addItem(LineKind.INCOME);
    UUID id = copy().file().items("INCOME").getLast().id();
    model.leave(id, "code", code);
    model.leave(id, "declared", typed);
    return id;
  }

  String problem(UUID record, String field) {
    return model.live.get().problems().stream()
        .filter(p -> p.record().equals(record) && p.field().equals(field))
        .map(p -> p.words().key())
        .findFirst()
        .orElse("");
  }

  /// An application taken up again, as it lies on the desk then.
  CaseRecord taken(UUID application) {
    model.bring(application, () -> {});
    return app();
  }

  Optional<CaseRecord> stored() {
    return at.store().all(RecordType.APPLICATION).stream().findFirst();
  }

  int drafts() throws StoreException {
    return at.store().drafts().keys().size();
  }

  /// The power goes; a new window opens on what the disk holds.
  IntakeRig killed() throws StoreException {
    at.restart();
    return new IntakeRig(at);
  }
}
