package cn.ruhu.desktop.questionnaires;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;

/// A small form somebody else wrote: a village, its fields and what they yield together.
final class FarmForm {
  private FarmForm() {}

  /// Loads it.
  static FormPackage load() {
    String form =
        """
        <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
          xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>农户调查</h:title><model>
          <instance><data id="farm" version="1"><village/><field jr:template=""><crop/><kg/></field>
            <all/></data></instance>
          <bind nodeset="/data/village" type="string" required="true()"
            constraint="string-length(.) &lt; 30"/>
          <bind nodeset="/data/field/kg" type="int"/>
          <bind nodeset="/data/all" type="int" readonly="true()" calculate="sum(/data/field/kg)"/>
          </model></h:head><h:body>
          <input ref="/data/village"><label>村</label></input>
          <group><label>地块</label><repeat nodeset="/data/field">
            <select1 ref="/data/field/crop"><label>作物</label>
              <item><label>小麦</label><value>w</value></item>
              <item><label>玉米</label><value>m</value></item></select1>
            <input ref="/data/field/kg"><label>收成</label></input></repeat></group>
          <input ref="/data/all"><label>合计</label></input></h:body></h:html>
        """;
    return switch (FormPackage.load(form.getBytes(UTF_8))) {
      case FormLoading.Loaded(FormPackage loaded) -> loaded;
      case FormLoading.Broken(var why) -> throw new AssertionError(why);
    };
  }
}
