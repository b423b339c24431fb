package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.FormVersions;
import cn.ruhu.survey.xlsform.ShippedBook;
import cn.ruhu.wire.Signatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The forms that came from the district, over the one this product ships. A form is proved once by
/// opening it, then kept. Thread-safe.
final class PublishedForms implements VisitForms {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedForms.class);

  /// what the district calls the form of a review's visit
  private static final String REVIEW = ShippedBook.REVIEW_VISIT.formId();

  private final LocalStore store;
  private final VisitForms shipped;
  private final Supplier<Optional<String>> serverKey;
  private final Map<String, Optional<FormPackage>> opened = new ConcurrentHashMap<>();

  /// @param serverKey raw Ed25519 key of the district's server, hex
  PublishedForms(LocalStore store, VisitForms shipped, Supplier<Optional<String>> serverKey) {
    this.store = store;
    this.shipped = shipped;
    this.serverKey = serverKey;
  }

  @Override
  public FormPackage current() throws StoreException {
    FormPackage own = shipped.current();
    return newest(own.id()).orElse(own);
  }

  @Override
  public Optional<FormPackage> review() throws StoreException {
    return newest(REVIEW);
  }

  @Override
  public List<FormPackage> others() throws StoreException {
    Set<String> visits = Set.of(shipped.current().id(), REVIEW);
    var ids = new TreeSet<String>();
    for (CaseRecord r : store.all(RecordType.FORM)) ids.add(r.text("formId"));
    ids.removeAll(visits);
    var all = new ArrayList<FormPackage>();
    for (String id : ids) newest(id).ifPresent(all::add);
    return all;
  }

  private Optional<FormPackage> newest(String id) throws StoreException {
    List<CaseRecord> genuine =
        store.all(RecordType.FORM).stream()
            .filter(r -> r.text("formId").equals(id))
            .filter(this::genuine)
            .toList();
    boolean signs =
        serverKey.get().isPresent() && genuine.stream().anyMatch(PublishedForms::sealed);
    boolean signsStates = signs && genuine.stream().anyMatch(PublishedForms::stateSealed);
    List<CaseRecord> newestFirst =
        genuine.stream()
            .filter(r -> r.text("state").equals("PUBLISHED"))
            .filter(r -> !signs || sealed(r))
            .filter(r -> !signsStates || stateSealed(r) || before(r, genuine))
            .sorted(
                Comparator.comparing((CaseRecord r) -> r.text("version"), FormVersions::order)
                    .reversed())
            .toList();
    for (CaseRecord r : newestFirst) {
      Optional<FormPackage> form = load(r.text("file"));
      if (form.isPresent()) return form;
    }
    return Optional.empty();
  }

  @Override
  public Optional<FormPackage> of(String hash) throws StoreException {
    Optional<FormPackage> own = shipped.of(hash);
    if (own.isPresent()) return own;
    for (CaseRecord r : store.all(RecordType.FORM)) {
      Optional<FormPackage> form = load(r.text("file"));
      if (form.filter(f -> f.hash().equals(hash)).isPresent()) return form;
    }
    return Optional.empty();
  }

  private static boolean sealed(CaseRecord r) {
    return !r.text("seal").isEmpty();
  }

  private static boolean stateSealed(CaseRecord r) {
    return !r.text("stateSeal").isEmpty();
  }

  /// Whether a form was published before the server first signed a state: one of that time has none
  /// and is taken as it came.
  private static boolean before(CaseRecord r, List<CaseRecord> genuine) {
    String at = r.text("publishedAt");
    return genuine.stream()
        .filter(PublishedForms::stateSealed)
        .map(PublishedForms::since)
        .allMatch(first -> at.compareTo(first) < 0);
  }

  /// What the server signed, it signed over these very bytes under this very version; one published
  /// before servers signed is taken as it came, in a signed reply, until the server signs one of
  /// the same form: from then on a seal that is missing was taken away.
  private boolean genuine(CaseRecord r) {
    Optional<String> key = serverKey.get();
    if (!sealed(r) || key.isEmpty()) return true;
    byte[] text =
        Signatures.formText(
            r.text("formId"),
            r.text("version"),
            r.text("hash"),
            r.text("file"),
            r.text("publishedAt"));
    boolean good = Signatures.verify(key.get(), text, r.text("seal")) && state(key.get(), r);
    if (!good) LOG.warn("form {} {} is not as the server signed it", r.id(), r.text("version"));
    return good;
  }

  /// Whether the form is in use, or not, as the server signed it.
  private static boolean state(String key, CaseRecord r) {
    if (!stateSealed(r)) return true;
    byte[] text = Signatures.formStateText(r.text("seal"), r.text("state"), since(r));
    return Signatures.verify(key, text, r.text("stateSeal"));
  }

  /// When its state began.
  private static String since(CaseRecord r) {
    return r.text(r.text("state").equals("RETIRED") ? "retiredAt" : "publishedAt");
  }

  private Optional<FormPackage> load(String address) throws StoreException {
    Optional<FormPackage> known = opened.get(address);
    if (known != null) return known;
    if (store.files().file(address).isEmpty()) return Optional.empty();
    Optional<FormPackage> form =
        switch (FormPackage.published(store.files().bytes(address))) {
          case FormLoading.Loaded(FormPackage loaded) -> Optional.of(loaded);
          case FormLoading.Broken(var problems) -> {
            LOG.warn("a published form does not open here: {}", problems);
            yield Optional.empty();
          }
        };
    opened.put(address, form);
    return form;
  }
}
