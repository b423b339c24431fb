package cn.ruhu.survey.xlsform;

/// The form's last section, `meta`: what a record is called, who it is, what is logged about it.
final class Meta {
  private Meta() {}

  static void add(SurveyModel model, Problems problems) {
    Settings settings = model.settings;
    if (settings.yes("omit_instanceID", false)) {
      if (!settings.text("public_key").isEmpty())
        problems.error(
            SheetProblem.Kind.SETTING_VALUE,
            settings.place("omit_instanceID"),
            "omit_instanceID",
            settings.text("omit_instanceID"));
    } else {
      FormNode.Question id = computed("instanceID");
      id.bind.put("readonly", Localized.of("true()"));
      String preload = settings.text("instance_id");
      id.bind.put("jr:preload", Localized.of(preload.isEmpty() ? "uid" : preload));
      model.meta.add(id);
    }
    String instanceName = settings.text("instance_name");
    if (!instanceName.isEmpty()) {
      FormNode.Question name = computed("instanceName");
      name.bind.put("calculate", Localized.of(instanceName));
      model.elsewhere.put(name, settings.place("instance_name"));
      model.meta.add(name);
    }
    if (model.meta.isEmpty()) return;
    FormNode.Section meta = new FormNode.Section("meta", 0, FormNode.Level.GROUP);
    meta.bodyless = true;
    model.meta.forEach(meta::add);
    model.root.add(meta);
  }

  private static FormNode.Question computed(String name) {
    FormNode.Question question =
        new FormNode.Question(name, 0, "calculate", TypeSpec.of("calculate").orElseThrow());
    question.bind.put("type", Localized.of("string"));
    return question;
  }
}
