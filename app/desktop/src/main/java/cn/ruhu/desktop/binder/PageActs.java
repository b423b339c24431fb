package cn.ruhu.desktop.binder;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.pages.PagePicture;
import cn.ruhu.desktop.pages.PageShape;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.SheetExtract;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.store.StoreException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Changes to pages that are in a case already. Nothing is overwritten: a page in another place, of
/// another shape or with another picture is a new record, and the old one stays with its file, its
/// hash, and who changed it when and why. Each act is one durable op, done to the case as it stands
/// when it is saved. Touches the disk; stateless and thread-safe.
final class PageActs {
  private final Desk desk;

  PageActs(Desk desk) {
    this.desk = desk;
  }

  /// What came of an act.
  enum Outcome {
    DONE,
    /// somebody else changed the page meanwhile: nothing was written
    CHANGED_MEANWHILE,
    /// it is so already
    NOTHING,
    /// the file gives no picture, or has several pages
    NO_PAGE,
    /// the page cannot be taken out of the file it shares with others
    NO_SHEET,
    /// the page's file is not on this machine: it cannot be put under another case's key
    NOT_HERE
  }

  /// Where a page belongs.
  ///
  /// @param application id of the case
  /// @param slot code of table `docType`
  /// @param owner record id of the member or supporter; empty for the household
  record Place(UUID application, String slot, Optional<UUID> owner) {}

  /// Pages that stand, each changed only while it still does.
  private Optional<CaseRecord> standing(CaseFile file, UUID page) {
    return file.pages().stream().filter(p -> p.id().equals(page)).findFirst();
  }

  private CaseFile file(CaseRecord page) {
    return desk.caseFile(caseOf(page));
  }

  static UUID caseOf(CaseRecord page) {
    return page.ref("application").orElseThrow();
  }

  /// Into another place, of this case or of another household's.
  Outcome place(CaseRecord page, Place to, String reason) throws StoreException {
    if (!to.application().equals(caseOf(page))) return move(page, to, reason);
    CaseFile file = file(page);
    Optional<CaseRecord> now = standing(file, page.id());
    if (now.isEmpty()) return Outcome.CHANGED_MEANWHILE;
    CaseRecord put = owned(file, again(now.get()).with("slot", to.slot()), to.owner());
    if (!put.text("slot").equals(now.get().text("slot")))
      put = put.with("codePage", "").with("codeOf", "").with("edition", "");
    if (sameFields(put, now.get())) return Outcome.NOTHING;
    put = put.with("order", Integer.toString(file.nextPageOrder()));
    return save(reason, RecordChange.create(put), ended(now.get(), put, "PLACED", reason));
  }

  /// Into another household's case: its bytes under that case's own key first, then the page there,
  /// and only then it is taken out here. A power cut between leaves it in both, never in none. Of a
  /// file of many sheets its own sheet goes alone: the others are the first family's.
  private Outcome move(CaseRecord page, Place to, String reason) throws StoreException {
    Optional<CaseRecord> now = standing(file(page), page.id());
    if (now.isEmpty()) return Outcome.CHANGED_MEANWHILE;
    CaseFile other = desk.caseFile(to.application());
    Optional<CaseRecord> head = other.head();
    if (head.isEmpty()) return Outcome.NOTHING;
    if (desk.store().files().file(now.get().text("file")).isEmpty()) return Outcome.NOT_HERE;
    CaseRecord like =
        CaseRecord.of(
                RecordType.PAGE,
                desk.newId(),
                head.get().scope(),
                to.application(),
                again(now.get()).fields())
            .with("application", to.application().toString())
            .with("slot", to.slot())
            .with("codePage", "")
            .with("codeOf", "")
            .with("edition", "")
            .with("batch", "")
            .with("order", Integer.toString(other.nextPageOrder()));
    Optional<CaseRecord> there = kept(like, to.application());
    if (there.isEmpty()) return Outcome.NO_SHEET;
    save(reason, RecordChange.create(owned(other, there.get(), to.owner())));
    return save(reason, ended(now.get(), there.get(), "MOVED", reason));
  }

  /// The page with its bytes under another case's key.
  ///
  /// @return empty when its sheet cannot be taken out of its file
  private Optional<CaseRecord> kept(CaseRecord page, UUID application) throws StoreException {
    String file = page.text("file");
    byte[] bytes = desk.store().files().bytes(file);
    if (!PagePicture.sharesFile(bytes, page)) {
      String address = desk.store().files().put(bytes, application, page.text("mime"));
      return Optional.of(page.with("file", address));
    }
    int at = PageShape.sheet(page);
    Optional<SheetExtract.Sheet> own = sheet(bytes, at);
    if (own.isEmpty()) return Optional.empty();
    String mime = own.get().mime();
    return Optional.of(
        page.with("file", desk.store().files().put(own.get().bytes(), application, mime))
            .with("length", Integer.toString(own.get().bytes().length))
            .with("mime", mime)
            .with("sheet", "")
            .with("origin", file + "#" + at));
  }

  private static Optional<SheetExtract.Sheet> sheet(byte[] bytes, int at) {
    if (!(PageFile.open(bytes) instanceof PageFile.Pages pages)) return Optional.empty();
    try (pages) {
      return SheetExtract.of(pages, at);
    }
  }

  /// Another picture in its place, with the page's own file and where it stood.
  Outcome replace(CaseRecord page, byte[] bytes, String reason) throws StoreException {
    Optional<CaseRecord> now = standing(file(page), page.id());
    if (now.isEmpty()) return Outcome.CHANGED_MEANWHILE;
    Optional<CaseRecord> fresh = fresh(now.get(), bytes);
    if (fresh.isEmpty()) return Outcome.NO_PAGE;
    CaseRecord put =
        fresh
            .get()
            .with("codePage", now.get().text("codePage"))
            .with("codeOf", now.get().text("codeOf"));
    return save(reason, RecordChange.create(put), ended(now.get(), put, "REPLACED", reason));
  }

  /// A page behind this one, of the same kind and the same person.
  Outcome insert(CaseRecord after, byte[] bytes) throws StoreException {
    CaseFile file = file(after);
    if (standing(file, after.id()).isEmpty()) return Outcome.CHANGED_MEANWHILE;
    Optional<CaseRecord> fresh = fresh(after, bytes);
    if (fresh.isEmpty()) return Outcome.NO_PAGE;
    var order = new ArrayList<>(Leaf.standing(file, after.text("slot")));
    int at = 0;
    for (int i = 0; i < order.size(); i++) if (order.get(i).id().equals(after.id())) at = i + 1;
    CaseRecord put = fresh.get().with("order", Integer.toString(at));
    order.add(at, put);
    var changes = new ArrayList<RecordChange>();
    changes.add(RecordChange.create(put));
    changes.addAll(arranged(order));
    return save("", changes.toArray(RecordChange[]::new));
  }

  private Optional<CaseRecord> fresh(CaseRecord like, byte[] bytes) throws StoreException {
    if (!(PageFile.open(bytes) instanceof PageFile.Pages pages)) return Optional.empty();
    String mime;
    try (pages) {
      if (pages.count() != 1 || pages.page(0) instanceof PageFile.Refused) return Optional.empty();
      mime = pages.format().mime();
    }
    UUID application = caseOf(like);
    var fields = new HashMap<String, String>();
    for (String f : List.of("application", "member", "supporter", "slot", "label", "order"))
      if (!like.text(f).isEmpty()) fields.put(f, like.text(f));
    fields.put("file", desk.store().files().put(bytes, application, mime));
    fields.put("length", Integer.toString(bytes.length));
    fields.put("mime", mime);
    fields.put("takenAt", now());
    fields.put("by", desk.actor().staff().toString());
    fields.put("source", "FILE");
    return Optional.of(
        CaseRecord.of(
            RecordType.PAGE, desk.newId(), like.scope(), application, Map.copyOf(fields)));
  }

  /// One place up or down among its kind.
  Outcome shift(CaseRecord page, int by) throws StoreException {
    CaseFile file = file(page);
    var order = new ArrayList<>(Leaf.standing(file, page.text("slot")));
    int at = -1;
    for (int i = 0; i < order.size(); i++) if (order.get(i).id().equals(page.id())) at = i;
    if (at < 0) return Outcome.CHANGED_MEANWHILE;
    int to = at + by;
    if (to < 0 || to >= order.size()) return Outcome.NOTHING;
    order.add(to, order.remove(at));
    List<RecordChange> changes = arranged(order);
    return save("", changes.toArray(RecordChange[]::new));
  }

  private static List<RecordChange> arranged(List<CaseRecord> order) {
    var changes = new ArrayList<RecordChange>();
    for (int i = 0; i < order.size(); i++) {
      CaseRecord p = order.get(i);
      RecordChange.between(p, p.with("order", Integer.toString(i))).ifPresent(changes::add);
    }
    return changes;
  }

  /// Other corners, another turning: a recipe that gives the sheet its true proportions.
  ///
  /// @param sheet of its file, from 0
  Outcome reshape(CaseRecord page, int sheet, Corners corners, int turns) throws StoreException {
    Optional<CaseRecord> now = standing(file(page), page.id());
    if (now.isEmpty()) return Outcome.CHANGED_MEANWHILE;
    if (desk.store().files().file(now.get().text("file")).isEmpty()) return Outcome.NOT_HERE;
    byte[] bytes = desk.store().files().bytes(now.get().text("file"));
    Optional<PageRecipe> to =
        PagePicture.cut(bytes, sheet, PageShape.read(now.get()), corners, turns);
    if (to.isEmpty()) return Outcome.NO_PAGE;
    CaseRecord put = PageShape.of(to.get()).on(again(now.get()));
    if (sameFields(put, now.get())) return Outcome.NOTHING;
    return save("", RecordChange.create(put), ended(now.get(), put, "RESHAPED", ""));
  }

  /// An earlier version stands again, or a page that was taken out comes back.
  Outcome restore(CaseRecord earlier) throws StoreException {
    CaseFile file = file(earlier);
    Optional<CaseRecord> old = file.record(earlier.id());
    if (old.isEmpty()) return Outcome.CHANGED_MEANWHILE;
    if (old.get().get("replacedBy").isEmpty()) {
      CaseRecord back = cleared(old.get());
      Optional<RecordChange> change = RecordChange.between(old.get(), back);
      return change.isEmpty() ? Outcome.NOTHING : save("", change.get());
    }
    Optional<CaseRecord> now = head(file, old.get());
    if (now.isEmpty()) return Outcome.NOTHING;
    CaseRecord put = again(old.get()).with("order", now.get().text("order"));
    return save("", RecordChange.create(put), ended(now.get(), put, "RESTORED", ""));
  }

  /// The version that stands now of the page this one was.
  private static Optional<CaseRecord> head(CaseFile file, CaseRecord old) {
    return file.pages().stream()
        .filter(p -> file.earlier(p).stream().anyMatch(e -> e.id().equals(old.id())))
        .findFirst();
  }

  /// Out of the file, with a reason; it stays among the earlier ones.
  Outcome withdraw(CaseRecord page, String reason) throws StoreException {
    Optional<CaseRecord> now = standing(file(page), page.id());
    if (now.isEmpty()) return Outcome.CHANGED_MEANWHILE;
    CaseRecord out = marked(now.get(), "WITHDRAWN", reason);
    return save(reason, RecordChange.between(now.get(), out).orElseThrow());
  }

  /// Compared with the paper: in the person's own name; taken back by whoever said it.
  Outcome stamp(CaseRecord page) throws StoreException {
    Optional<CaseRecord> now = standing(file(page), page.id());
    if (now.isEmpty()) return Outcome.CHANGED_MEANWHILE;
    String me = desk.actor().staff().toString();
    String by = now.get().text("checkedBy");
    if (!by.isEmpty() && !by.equals(me)) return Outcome.NOTHING;
    CaseRecord put =
        by.isEmpty()
            ? now.get().with("checkedBy", me).with("checkedAt", now())
            : now.get().with("checkedBy", "").with("checkedAt", "");
    return save("", RecordChange.between(now.get(), put).orElseThrow());
  }

  private String now() {
    return desk.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /// The same page as a new record that stands.
  private CaseRecord again(CaseRecord page) {
    CaseRecord clean = cleared(page);
    return CaseRecord.of(RecordType.PAGE, desk.newId(), page.scope(), caseOf(page), clean.fields());
  }

  private static CaseRecord cleared(CaseRecord page) {
    CaseRecord c = page;
    for (String f :
        List.of("replacedBy", "replacedWay", "replacedReason", "replacedWho", "replacedAt"))
      c = c.with(f, "");
    return c;
  }

  private RecordChange ended(CaseRecord old, CaseRecord by, String way, String reason) {
    CaseRecord ended = marked(old, way, reason).with("replacedBy", by.id().toString());
    return RecordChange.between(old, ended).orElseThrow();
  }

  private CaseRecord marked(CaseRecord old, String way, String reason) {
    return old.with("replacedWay", way)
        .with("replacedReason", reason)
        .with("replacedWho", desk.actor().staff().toString())
        .with("replacedAt", now());
  }

  private static CaseRecord owned(CaseFile file, CaseRecord page, Optional<UUID> owner) {
    CaseRecord bare = page.with("member", "").with("supporter", "");
    Optional<CaseRecord> who = owner.flatMap(file::record);
    if (who.isEmpty()) return bare;
    boolean member = who.get().type() == RecordType.MEMBER;
    return bare.with(member ? "member" : "supporter", who.get().id().toString());
  }

  private static boolean sameFields(CaseRecord a, CaseRecord b) {
    return a.fields().equals(b.fields());
  }

  private Outcome save(String reason, RecordChange... changes) throws StoreException {
    if (changes.length == 0) return Outcome.NOTHING;
    desk.save("pages", reason, true, List.of(changes));
    return Outcome.DONE;
  }
}
