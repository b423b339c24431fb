package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import java.util.Optional;

/// The questionnaires on this machine. A visit keeps the form it began with, whatever is published
/// meanwhile. Loading takes a moment; call from `Background`.
public interface VisitForms {
  /// The form a new visit begins with.
  FormPackage current() throws StoreException;

  /// The form of a visit begun earlier, by its hash; empty when it is not here.
  Optional<FormPackage> of(String hash) throws StoreException;

  /// The form this product ships, loaded once.
  static VisitForms builtIn() {
    FormPackage form = FormPackage.homeVisit();
    return new VisitForms() {
      @Override
      public FormPackage current() {
        return form;
      }

      @Override
      public Optional<FormPackage> of(String hash) {
        return Optional.of(form).filter(f -> f.hash().equals(hash));
      }
    };
  }

  /// Forms the district published whose bytes are here, the newest first; the shipped one until
  /// then.
  static VisitForms published(LocalStore store, VisitForms shipped) {
    return new VisitForms() {
      @Override
      public FormPackage current() throws StoreException {
        FormPackage best = shipped.current();
        for (CaseRecord r : store.all(RecordType.FORM)) {
          if (!r.text("state").equals("PUBLISHED") || !r.text("formId").equals(best.id())) continue;
          if (!newer(r.text("version"), best.version())) continue;
          best = load(r.text("file")).orElse(best);
        }
        return best;
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

      private Optional<FormPackage> load(String address) throws StoreException {
        if (store.files().file(address).isEmpty()) return Optional.empty();
        return switch (FormPackage.load(store.files().bytes(address))) {
          case FormLoading.Loaded(FormPackage form) -> Optional.of(form);
          case FormLoading.Broken _ -> Optional.empty();
        };
      }
    };
  }

  private static boolean newer(String version, String than) {
    if (version.matches("\\d{1,9}") && than.matches("\\d{1,9}"))
      return Integer.parseInt(version) > Integer.parseInt(than);
    return version.compareTo(than) > 0;
  }
}
