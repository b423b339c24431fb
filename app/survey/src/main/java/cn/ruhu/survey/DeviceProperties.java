package cn.ruhu.survey;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.javarosa.core.services.IPropertyManager;
import org.javarosa.core.services.properties.IPropertyRules;
import org.jspecify.annotations.Nullable;

/// What a form may ask of the device while it is opened; nothing of it can be changed from a form.
final class DeviceProperties implements IPropertyManager {
  private final Map<String, String> values;

  DeviceProperties(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  @Override
  public List<String> getProperty(String name) {
    String value = getSingularProperty(name);
    return value == null ? List.of() : List.of(value);
  }

  @Override
  public @Nullable String getSingularProperty(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    return values.get(key.startsWith("uri:") ? key.substring(4) : key);
  }

  @Override
  public void setProperty(String name, String value) {}

  @Override
  public void setProperty(String name, List<String> value) {}

  @Override
  public void addRules(IPropertyRules rules) {}

  @Override
  public List<IPropertyRules> getRules() {
    return List.of();
  }
}
