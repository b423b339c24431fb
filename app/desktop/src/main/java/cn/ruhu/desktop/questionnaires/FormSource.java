package cn.ruhu.desktop.questionnaires;

import cn.ruhu.store.StoreException;
import cn.ruhu.survey.FormPackage;
import java.util.List;
import java.util.Optional;

/// The questionnaires on this machine that are no visit's. Loading takes a moment; call from
/// `Background`.
public interface FormSource {
  /// The newest version of each.
  List<FormPackage> all() throws StoreException;

  /// The form something was begun with, by its hash; empty when it is not here.
  Optional<FormPackage> of(String hash) throws StoreException;
}
