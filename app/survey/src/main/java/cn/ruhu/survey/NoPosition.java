package cn.ruhu.survey;

import org.javarosa.core.model.actions.setgeopoint.SetGeopointAction;
import org.javarosa.core.model.actions.setgeopoint.SetGeopointActionHandler;
import org.javarosa.core.model.instance.TreeReference;

/// A form may ask that a position is taken in the background. A laptop has no receiver that could,
/// and a guess would be worse than nothing: the node stays empty, which is said when the form is
/// loaded.
final class NoPosition extends SetGeopointActionHandler {
  @Override
  public SetGeopointAction getSetGeopointAction() {
    return new Nothing();
  }

  /// Takes no position; public with an empty constructor as the engine wants of every action.
  public static final class Nothing extends SetGeopointAction {
    /// For the engine.
    public Nothing() {}

    /// For the engine.
    public Nothing(TreeReference target) {
      super(target);
    }

    @Override
    public void requestLocationUpdates() {
      // nothing to ask
    }
  }
}
