package cn.ruhu.desktop.intake;

import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// A part of a step whose fields are one form. Window thread only.
class FormView implements StepView {
  final RecordForm form;
  final Pane node;

  /// @param node in which the fields of the form stand
  FormView(RecordForm form, Pane node) {
    this.form = form;
    this.node = node;
  }

  @Override
  public final Node node() {
    return node;
  }

  @Override
  public void refresh() {
    form.refresh();
  }

  @Override
  public boolean focus(Spot at) {
    return form.focus(at);
  }

  @Override
  public boolean begin() {
    return form.begin();
  }

  @Override
  public void ends(Runnable then) {
    form.ends(then);
  }
}
