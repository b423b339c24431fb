package cn.ruhu.desktop.visit;

import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.FormPackage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The questionnaires on this machine. A visit keeps the form it began with, whatever is published
/// meanwhile. Loading takes a moment; call from `Background`.
public interface VisitForms {
  /// The form a new visit begins with.
  FormPackage current() throws StoreException;

  /// The form a new visit of a periodic review begins with, where the district published one of its
  /// own; without it a review asks what a first visit asks.
  default Optional<FormPackage> review() throws StoreException {
    return Optional.empty();
  }

  /// Every other questionnaire the district published whose bytes are here, the newest version of
  /// each: what is filled in beside a case, without a visit.
  default List<FormPackage> others() throws StoreException {
    return List.of();
  }

  /// The form of a visit begun earlier, by its hash; empty when it is not here.
  Optional<FormPackage> of(String hash) throws StoreException;

  /// The forms this product ships: the newest loaded once, when it is first asked for, older ones
  /// when a visit begun with one is opened.
  static VisitForms builtIn() {
    return new VisitForms() {
      private @Nullable FormPackage newest;

      @Override
      public synchronized FormPackage current() {
        FormPackage form = newest;
        if (form == null) form = FormPackage.homeVisit();
        newest = form;
        return form;
      }

      @Override
      public Optional<FormPackage> of(String hash) {
        FormPackage form = current();
        if (form.hash().equals(hash)) return Optional.of(form);
        for (int version = FormPackage.HOME_VISIT_VERSION - 1; version > 0; version--) {
          FormPackage older = FormPackage.homeVisit(version);
          if (older.hash().equals(hash)) return Optional.of(older);
        }
        return Optional.empty();
      }
    };
  }

  /// The newest form the district published whose bytes are here; the shipped one only until then.
  /// What the district publishes counts, even when a newer program ships a newer form.
  static VisitForms published(LocalStore store, VisitForms shipped) {
    return published(store, shipped, Optional::empty);
  }

  /// As above, and only what the server signed where it signed.
  ///
  /// @param serverKey raw Ed25519 key of the district's server, hex; empty while nobody knows it
  static VisitForms published(
      LocalStore store, VisitForms shipped, Supplier<Optional<String>> serverKey) {
    return new PublishedForms(store, shipped, serverKey);
  }
}
