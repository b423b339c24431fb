package cn.ruhu.doctor;

import cn.ruhu.casefile.assess.Facts;
import cn.ruhu.casefile.means.Ratio;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a household has, as a file says it: `assets`, `vehicles`, `dwellings` and so on. A field
/// that is not there was not stated.
final class PropertyJson {
  private static final List<String> MONEY = List.of("P01", "P02", "P03", "P04", "P05");
  private static final int LINES_MAX = 500;

  private PropertyJson() {}

  static Facts.Property read(JsonFields in) {
    var vehicles = new ArrayList<Facts.Vehicle>();
    boolean driven =
        in.each(
            "vehicles",
            LINES_MAX,
            v ->
                vehicles.add(
                    new Facts.Vehicle(
                        v.code("exemption", "vehicleExemption").orElse("0"),
                        v.bool("proof").orElse(false))));
    var dwellings = new ArrayList<Facts.Dwelling>();
    boolean lived =
        in.each(
            "dwellings",
            LINES_MAX,
            d ->
                dwellings.add(
                    new Facts.Dwelling(
                        d.code("source", "housingSource").orElse("1"),
                        d.number("area", "0", "100000").map(r -> r.times(10)))));
    return new Facts.Property(
        money(in),
        driven ? Optional.of(vehicles) : Optional.empty(),
        in.whole("farmMachines", 0, 99),
        lived ? Optional.of(dwellings) : Optional.empty(),
        in.bool("nonResidential"),
        in.bool("marketEntity"));
  }

  /// By code, what is not named being nothing, or the whole as one figure (`monetaryAssets`).
  private static Map<String, Ratio> money(JsonFields in) {
    var map = new HashMap<String, Ratio>();
    in.money("monetaryAssets").ifPresent(m -> map.put("P14", m));
    if (!map.isEmpty() && in.has("assets")) in.problem("monetaryAssets", "BOTH_GIVEN", "assets");
    in.one(
        "assets",
        a -> {
          for (String code : MONEY) map.put(code, a.money(code).orElse(Ratio.ZERO));
          a.money("P06"); // receivables and debts are told, not counted
          a.money("P07");
        });
    return map;
  }
}
